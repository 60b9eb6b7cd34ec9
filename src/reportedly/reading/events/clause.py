"""What a single clause shows of itself: auxiliaries, negation, question, condition, tense and aspect."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.model import Status
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.syntax import child, hung_on, is_infinitive, is_verb

_OCCASIONS = frozenset({
    "time", "point", "moment", "stage", "circumstance", "condition", "way", "account", "occasion", "case", "mean", "means",
})  # fmt: skip
_PERFECT = frozenset({"have", "has", "had", "'ve", "having", "'s"})
_PRESENT = frozenset({"is", "are", "'re", "'s", "be"})


def auxiliaries(node: Token) -> list[Token]:
    """The auxiliaries of a verb; a conjoined one of the same form shares those of the first."""
    own = [c for c in node.children if c.dep_ in {"aux", "auxpass"}]
    if not own and node.dep_ == "conj" and child(node, "nsubj", "nsubjpass") is None and node.tag_ == node.head.tag_:
        return auxiliaries(node.head)
    return own


def negated(node: Token, words: Lexicon, below: Token | None = None) -> bool:
    """Whether a verb or noun is denied by a word beside it: "not", "never", "no longer", "has yet to", "no missiles were".

    A "no" before the word ``below`` is that word's own: "has no plans" says no once.
    """
    if (is_verb(node) and replaced(node)) or is_lacking(node) or is_at_no_time(node):
        return True
    if node.lemma_ in {"have", "be", "remain"} and any(c.dep_ == "advmod" and c.lower_ == "yet" for c in node.children):
        return any(c.dep_ == "xcomp" and is_infinitive(c) for c in node.children)  # "has yet to"
    for c in node.children:
        if c.dep_ == "neg" or (c.dep_ in {"advmod", "preconj"} and c.lower_ in {"never", "neither"}):
            return (
                not any(g.lower_ == "only" for g in node.children) and c.nbor(1).lower_ != "only"
                if c.i + 1 < len(c.doc)
                else True
            )
        if c.dep_ == "det" and c.lower_ in {"no", "neither"} and not is_verb(node):
            return True
        if c.dep_ in {"nsubj", "nsubjpass", "dobj"} and c != below and is_verb(node) and is_none(c):
            return True
    return any(c.dep_ == "advmod" and c.lower_ == "longer" and child(c, "neg") is not None for c in node.children)


def is_lacking(node: Token) -> bool:
    """ "Left without signing", "ended without a deal"."""
    return node.dep_ in {"pcomp", "pobj"} and node.head.lower_ == "without"


def is_at_no_time(verb: Token) -> bool:
    """ "At no point did it sell", "under no circumstances will it sell"."""
    held = (child(p, "pobj") for p in verb.children if p.dep_ == "prep")
    return any(g is not None and g.lemma_ in _OCCASIONS and child(g, "det") is not None and is_none(g) for g in held)


def replaced(verb: Token) -> bool:
    """Whether a verb says what was not done, another thing being done: "rather than sell", "instead of selling"."""
    at = verb.i - 1
    while at > 0 and verb.doc[at].lower_ in {"to", "being", "having"}:
        at -= 1
    if at < 1:
        return False
    before = f"{verb.doc[at - 1].lower_} {verb.doc[at].lower_}"
    return before in {"rather than", "instead of"}


def is_none(noun: Token) -> bool:
    """ "No missiles", "not a single missile", "none of them", "neither side", "nothing"."""
    first = noun.left_edge
    if first.i < noun.i and first.lower_ == "not" and first.nbor(1).lower_ in {"a", "an", "one", "any", "single"}:
        return True
    if first.i < noun.i and first.lower_ in {"hardly", "barely", "scarcely"}:
        return True
    if noun.lower_ == "nothing" and any(c.lower_ == "but" for c in noun.children):
        return False  # "nothing but helmets"
    return noun.lower_ in {"none", "nothing", "nobody", "neither"} or any(
        c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in noun.children
    )


def is_refused(noun: Token, first: Token) -> bool:
    """Whether one of several things is told of as the wrong one: "tanks but no missiles", "drones, not missiles"."""
    if noun == first:
        return False
    here, there = _is_not(noun), is_none(first) or (first.dep_ == "dobj" and _is_not(first))
    turned = any(c.lower_ == "but" for t in (first, noun.head) for c in t.children if c.dep_ == "cc" and c.i < noun.i)
    return (here and not there) or (there and not here and turned)


def _is_not(noun: Token) -> bool:
    before = noun.left_edge.i - 1
    return is_none(noun) or noun.left_edge.lower_ == "not" or (before >= 0 and noun.doc[before].lower_ == "not")


def perfect(node: Token) -> bool:
    """Whether a verb stands in the perfect."""
    return any(a.lower_ in {"have", "has", "had", "'ve"} for a in auxiliaries(node)) and node.tag_ in {"VBN", "VBD"}


def asks(node: Token) -> bool:
    """Whether a clause asks yes or no: "has it sold them?"; "why did it sell them?" takes the sale for granted."""
    sentence = node.sent
    if not sentence.text.rstrip(" \"')").endswith("?"):
        return False
    return not any(t.tag_ in {"WRB", "WP", "WDT", "WP$"} and t.i < node.i for t in sentence)


def inverted(aux: Token, node: Token) -> bool:
    """Whether the auxiliary stands before the subject: "should Northland sell"."""
    own = child(node, "nsubj", "nsubjpass")
    return own is not None and aux.i < own.i and not node.sent.text.rstrip(' "').endswith("?")


def is_habit(verb: Token) -> bool:
    """ "Every summer it would send", "would often sell": what used to happen."""
    return any(_is_frequent(c) for c in verb.children) and not has_condition(verb)


def _is_frequent(beside: Token) -> bool:
    if beside.dep_ == "advmod":
        return beside.lower_ in {"often", "always", "routinely", "regularly", "sometimes", "usually"}
    return beside.dep_ == "npadvmod" and any(c.lower_ in {"every", "each"} for c in beside.children)


def has_condition(node: Token) -> bool:
    """Whether an if-clause hangs on this clause."""
    for c in node.children:
        if c.dep_ == "advcl" and any(g.dep_ in {"mark", "advmod"} and g.lower_ in {"if", "unless"} for g in c.children):
            return True
        if c.dep_ == "advcl" and any(g.lower_ == "should" and inverted(g, c) for g in c.children):
            return True
    return False


def tense(node: Token, *, headline: bool) -> Status | None:
    """What tense and aspect say by themselves; ``None`` for infinitives and nouns, which take it from above.

    In a ``headline`` the simple present tells what has happened.
    """
    if not is_verb(node) and node.pos_ != "AUX":
        return None
    helping = {a.lower_ for a in auxiliaries(node)}
    if is_infinitive(node):
        return "happened" if "have" in helping else None
    if node.tag_ == "VBG" or "being" in helping:
        return _progressive(node, helping, headline=headline)
    if node.tag_ == "VBD" or "did" in helping:
        return "happened"
    if node.tag_ == "VBN":
        return "ongoing" if helping & _PRESENT and not helping & (_PERFECT - _PRESENT) and not headline else "happened"
    if helping & {"can", "do", "does"}:
        return "ongoing"
    if node.tag_ in {"VBZ", "VBP"}:
        return "happened" if headline else "ongoing"
    return None


def _progressive(node: Token, helping: set[str], *, headline: bool) -> Status | None:
    bare = (node.tag_ == "VBG" and not helping) or helping == {"being"}  # "after striking", "after being struck"
    lent = _lent_tense(node) if bare else None
    if lent is not None:
        return lent
    return "ongoing" if helping or headline or node.dep_ != "xcomp" else None


def _lent_tense(node: Token) -> Status | None:
    """A participle beside a clause in the past stands in the past: "sent drones, adding to", "caused it by lifting"."""
    main = node.head if node.dep_ == "advcl" and child(node, "mark") is None else None
    if node.dep_ == "pcomp" and node.head.lower_ in {"by", "through", "after", "since"}:
        main = node.head.head
    if node.dep_ == "conj" and is_verb(node.head) and node.head.tag_ == "VBG" and child(node, "aux") is None:
        return _lent_tense(node.head)
    lent = tense(main, headline=False) if main is not None and is_verb(main) else None
    return lent if lent == "happened" else None


def is_reproached(verb: Token) -> bool:
    """Whether a deed in "-ing" is what somebody is accused of, blamed or thanked for: its form says nothing of when."""
    prep = verb.head
    if verb.tag_ != "VBG" or verb.dep_ != "pcomp" or prep.lower_ not in {"of", "for"} or auxiliaries(verb):
        return False
    return hung_on(prep).lemma_ in _REPROACHING


_REPROACHING = frozenset({
    "accuse", "blame", "condemn", "criticize", "criticise", "suspect", "denounce", "fault", "thank", "praise", "charge",
    "convict", "slam", "rebuke", "accusation", "allegation", "suspicion",
})  # fmt: skip
