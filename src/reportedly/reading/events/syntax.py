"""Small questions about a dependency parse. Labels are spaCy's for English (ClearNLP)."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

RELATIVE = frozenset({"WDT", "WP", "WP$"})
SUBJECT = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECT = frozenset({"nsubjpass", "csubjpass"})
OBJECT = frozenset({"dobj", "attr", "oprd"})
_CLAUSAL = frozenset({"xcomp", "acl", "relcl", "advcl", "ccomp"})
_OUTER = frozenset({"because", "due", "instead", "prior", "next", "ahead", "thanks"})
_HEADLINE = 16  # words
_DONE_TO = frozenset({
    "hit", "strike", "attack", "kill", "seize", "damage", "wound", "injure", "detain", "arrest", "sink", "bomb", "poison",
    "accuse", "jail", "sanction", "shell", "raid", "release", "free", "expel",
})  # fmt: skip
MAKING = frozenset({"make", "build", "produce", "design", "manufacture"})


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these labels."""
    return next((c for c in token.children if c.dep_ in deps), None)


def is_verb(token: Token) -> bool:
    """Whether a token is a form of a verb: tagged as one, or with "to" before it where only a verb can stand."""
    if token.tag_.startswith("VB"):
        return True
    return token.dep_ in _CLAUSAL and token.tag_ in {"NN", "JJ", "NNP"} and is_infinitive(token)


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, with or without its auxiliary."""
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    if child(verb, "auxpass", "nsubjpass", "csubjpass") is not None or is_headline_passive(verb):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and not _has_own_voice(verb) and is_verb(verb.head):
        return is_passive(verb.head)
    if child(verb, "nsubj", "aux") is not None:
        return False
    reduced = verb.dep_ in {"acl", "amod"} and verb.tag_ == "VBN"
    return reduced or (child(verb, "agent") is not None and child(verb, "dobj") is None)


def is_headline_passive(verb: Token) -> bool:
    """ "Tanker Hit Off Oman": a headline leaves out "was"; what is done to somebody has an object else."""
    if verb.lemma_ not in _DONE_TO or child(verb, "aux", "auxpass") is not None or child(verb, *SUBJECT) is None:
        return False
    if len(verb.doc) > _HEADLINE or verb.doc.text.rstrip().endswith((".", '"', "?")):
        return False
    held = child(verb, "dobj")
    return held is None or (held.ent_type_ in {"GPE", "LOC"} and child(verb, "prt") is not None)


def _has_own_voice(verb: Token) -> bool:
    return child(verb, "aux", "auxpass", "nsubj", "nsubjpass", "dobj") is not None


def is_judging(verb: Token) -> bool:
    """ "Considers the sale a mistake", "considers it to be": an opinion, not a plan."""
    if not is_verb(verb):
        return False
    if verb.lemma_ == "call":
        return not any(c.lower_ in {"on", "upon", "for", "off"} for c in verb.children)
    if verb.lemma_ != "consider" or verb.tag_ == "VBG":
        return False
    judged = any(c.dep_ in {"xcomp", "ccomp", "oprd", "acomp"} and c.tag_ != "VBG" for c in verb.children)
    return judged or any(t.lemma_ == "be" and is_infinitive(t) for t in verb.subtree)


def is_infinitive(verb: Token) -> bool:
    """Whether "to" stands before a verb."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def hung_on(prep: Token) -> Token:
    """The word that a preposition hangs on; a date between them is passed over: "accused X on Thursday | of selling"."""
    head = prep.head
    while head.ent_type_ in {"DATE", "TIME"} and head.dep_ == "pobj":
        head = head.head.head
    return head


def adjacent(noun: Token) -> Iterator[tuple[str, Token]]:
    """A preposition set right behind a noun that the parser hung higher up: "warns of | missiles to Northland"."""
    behind = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    if behind.dep_ in {"prep", "dative"} and behind.head != noun and behind.head.is_ancestor(noun):
        yield from ((behind.lower_, g) for g in behind.children if g.dep_ in {"pobj", "pcomp"})


def possible_antecedents(token: Token) -> list[Token]:
    """The nouns that a relative pronoun may stand for, nearest first, where the parse does not say which."""
    if token.tag_ not in RELATIVE or token.i < 2:
        return []
    before = token.nbor(-1) if not token.nbor(-1).is_punct else token.nbor(-2)
    chain = (before, *before.ancestors)
    return [t for t in chain if t.i < token.i and t.pos_ in {"NOUN", "PROPN"}]


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; the token itself where it is none."""
    if token.tag_ in RELATIVE or (
        token.lower_ == "that" and token.dep_ in SUBJECT | PASSIVE_SUBJECT | {"dobj", "pobj"}
    ):
        for above in token.ancestors:
            if above.dep_ == "relcl":
                return above.head
            told = child(above.head, "attr") if above.dep_ == "ccomp" and above.head.lemma_ == "be" else None
            if told is not None and told.i < token.i and above == token.head:
                return told  # "it was not Northland that attacked"
    part = next((g for p in token.children if p.lower_ == "of" for g in p.children if g.tag_ in RELATIVE), None)
    return antecedent(part) if part is not None else token  # "all of which", "some of whom"


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """The prepositions below a token with what they govern; "out of" by its last word, "because of" by its first."""
    for prep in token.children:
        if prep.dep_ not in {"prep", "dative", "agent"} or prep.tag_ not in {"IN", "TO", "VBG", "RP"}:
            continue
        if _is_refused(prep):
            yield from prepositions_joined(prep)
            continue
        inner = child(prep, "prep")
        use = inner if inner is not None and child(prep, "pobj", "pcomp") is None else prep
        said = prep.lower_ if prep.tag_ == "VBG" or prep.lower_ in _OUTER else use.lower_
        for governed in use.children:
            if governed.dep_ in {"pobj", "pcomp"}:
                yield said, governed
        if said == "from" and inner is not None and use is prep:  # "from Northland to Southmark"
            yield from ((inner.lower_, g) for g in inner.children if g.dep_ == "pobj")


def _is_refused(prep: Token) -> bool:
    """ "Not to Northland but to Southmark": such a place is told of as the wrong one."""
    return child(prep, "neg") is not None or (
        prep.i > 0
        and prep.nbor(-1).lower_ == "not"
        and prep.nbor(-1).dep_ == "neg"
        and prep.nbor(-1).head == prep.head
        and prep.nbor(-1).i > prep.head.i
    )


def prepositions_joined(prep: Token) -> Iterator[tuple[str, Token]]:
    """The prepositions coordinated with one: "not to Northland but to Southmark"."""
    for other in prep.children:
        if other.dep_ == "conj" and other.pos_ == "ADP":
            yield from ((other.lower_, g) for g in other.children if g.dep_ in {"pobj", "pcomp"})


def _after_same_preposition(head: Token) -> Iterator[Token]:
    """What stands with a noun behind a preposition of its own: "to Northland and to Southmark"."""
    prep = head.head
    if head.dep_ != "pobj" or _is_refused(prep):
        return
    for other in prep.children:
        if (
            other.dep_ == "conj"
            and other.lower_ == prep.lower_
            and not _is_refused(other)
            and other.nbor(-1).lower_ != "not"
        ):
            yield from (g for g in other.children if g.dep_ == "pobj")


def conjuncts(head: Token) -> list[Token]:
    """What is coordinated with a token below it, in text order."""
    found: list[Token] = [*_after_same_preposition(head)]
    stack = [head]
    while stack:
        for c in stack.pop().children:
            if c.dep_ in {"conj", "appos"} and (c.dep_ == "conj" or c.head != head):
                found.append(c)
                stack.append(c)
    return sorted(found, key=lambda t: t.i)
