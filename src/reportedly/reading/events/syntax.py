"""What stands in which place beside a trigger: one view of a clause for actives, passives, relatives, control and nouns.

Labels are spaCy's for English (ClearNLP). Places are named as packs name them: ``subject`` and ``object`` are the logical ones,
so the passive is undone; a preposition is its own place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.reading.events.lexicon import Lexicon

RELATIVE = frozenset({"WDT", "WP", "WP$"})
_SUBJECT = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECT = frozenset({"nsubjpass", "csubjpass"})
_OBJECT = frozenset({"dobj", "attr", "oprd"})
_MODIFIER = frozenset({"compound", "amod", "nmod", "nummod"})
_EMBEDDED = frozenset({"xcomp", "advcl", "conj", "pcomp", "ccomp", "prep"})
_OUTER = frozenset({"because", "due", "instead", "prior", "next", "ahead", "thanks"})
_COMPLEMENTS = frozenset(
    {"subject", "object", "of", "for", "over", "about", "from", "against", "to", "on", "with", "into"}
)
MAKING = frozenset({"make", "build", "produce", "design", "manufacture"})
_HOLDING = frozenset({"object", "of", "indirect", "compound", "with", "on"})
_REACH = 8  # governing clauses looked through; deeper than any sentence that is read by people


@dataclass(frozen=True, slots=True)
class Argument:
    """A token in a place beside a trigger. ``near`` tells what is attached to the trigger from what is only found close by."""

    slot: str
    head: Token
    near: bool = True


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these labels."""
    return next((c for c in token.children if c.dep_ in deps), None)


def is_verb(token: Token) -> bool:
    """Whether a token is tagged as a form of a verb."""
    return token.tag_.startswith("VB")


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, with or without its auxiliary."""
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    if child(verb, "auxpass", "nsubjpass", "csubjpass") is not None:
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and not _has_own_voice(verb) and is_verb(verb.head):
        return is_passive(verb.head)
    if child(verb, "nsubj", "aux") is not None:
        return False
    reduced = verb.dep_ in {"acl", "amod"} and verb.tag_ == "VBN"
    return reduced or (child(verb, "agent") is not None and child(verb, "dobj") is None)


def _has_own_voice(verb: Token) -> bool:
    return child(verb, "aux", "auxpass", "nsubj", "nsubjpass", "dobj") is not None


def is_judging(verb: Token) -> bool:
    """ "Considers the sale a mistake", "considers it to be": an opinion, not a plan."""
    if verb.lemma_ == "call":
        return not any(c.lower_ in {"on", "upon", "for"} for c in verb.children)
    if verb.lemma_ != "consider" or verb.tag_ == "VBG":
        return False
    judged = any(c.dep_ in {"xcomp", "ccomp", "oprd", "acomp"} and c.tag_ != "VBG" for c in verb.children)
    return judged or any(t.lemma_ == "be" and is_infinitive(t) for t in verb.subtree)


def is_infinitive(verb: Token) -> bool:
    """Whether "to" stands before a verb."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _adjacent(noun: Token) -> Iterator[tuple[str, Token]]:
    """A preposition set right behind a noun that the parser hung higher up: "warns of | missiles to Northland"."""
    behind = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    if behind.dep_ in {"prep", "dative"} and behind.head != noun and behind.head.is_ancestor(noun):
        yield from ((behind.lower_, g) for g in behind.children if g.dep_ in {"pobj", "pcomp"})


def threatened(pronoun: Token, words: Lexicon) -> Token | None:
    """Who "it" is in the condition of a threat: "will punish X if it", "faces sanctions if it"; ``None`` elsewhere."""
    if pronoun.lower_ not in {"it", "they"}:
        return None
    for clause in pronoun.ancestors:
        if clause.dep_ == "advcl" and any(c.lower_ in {"if", "unless", "should"} for c in clause.children):
            main = clause.head
            struck = next((g for p, g in prepositions(main) if p in {"on", "against"} and g.dep_ == "pobj"), None)
            if struck is None and main.lemma_ == "threaten":
                return child(main, "dobj")
            return struck or (_object_control(main, "prep", "if", words) if is_verb(main) else None)
    return None


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
        token.lower_ == "that" and token.dep_ in _SUBJECT | _PASSIVE_SUBJECT | {"dobj", "pobj"}
    ):
        for above in token.ancestors:
            if above.dep_ == "relcl":
                return above.head
    part = next((g for p in token.children if p.lower_ == "of" for g in p.children if g.tag_ in RELATIVE), None)
    return antecedent(part) if part is not None else token  # "all of which", "some of whom"


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """The prepositions below a token with what they govern; "out of" by its last word, "because of" by its first."""
    for prep in token.children:
        if prep.dep_ not in {"prep", "dative", "agent"} or prep.tag_ not in {"IN", "TO", "VBG", "RP"}:
            continue
        inner = child(prep, "prep")
        use = inner if inner is not None and child(prep, "pobj", "pcomp") is None else prep
        said = prep.lower_ if prep.tag_ == "VBG" or prep.lower_ in _OUTER else use.lower_
        for governed in use.children:
            if governed.dep_ in {"pobj", "pcomp"}:
                yield said, governed


def subject(verb: Token, words: Lexicon, reach: int = _REACH) -> Token | None:
    """Who does what a verb says: its own subject, "by" in the passive, or else what the governing clause lends it."""
    if is_passive(verb):
        by = child(verb, "agent")
        return child(by, "pobj") if by is not None else None
    own = child(verb, *_SUBJECT)
    if own is not None and own.dep_ in _SUBJECT:
        return antecedent(own)
    owner = child(verb, "poss") if verb.tag_ == "VBG" else None  # "his relaxing of the rules"
    if owner is not None:
        return owner
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return verb.head
    return _lent(verb, words, reach)


def surface_subject(verb: Token, words: Lexicon, reach: int = _REACH) -> Token | None:
    """The grammatical subject, in the passive too: what an embedded infinitive or participle takes over."""
    own = child(verb, *_SUBJECT, *_PASSIVE_SUBJECT)
    if own is not None and own.lower_ not in {"it", "there"}:
        return antecedent(own)
    if verb.dep_ in {"acl", "relcl"} and own is None:
        return verb.head
    if (
        verb.dep_ == "ccomp" and own is None and not is_infinitive(verb)
    ):  # the parser gave its subject to a clause before it
        before = [c for c in verb.head.children if c.dep_ == "ccomp" and c.i < verb.i]
        return child(before[-1], "nsubj") if before else None
    return own if own is not None else _lent(verb, words, reach)


def _lent(verb: Token, words: Lexicon, reach: int) -> Token | None:
    """The subject that a clause without its own takes from the clause above: control, raising, coordination."""
    if reach == 0:
        return None
    governor, link, through = verb.head, verb.dep_, ""
    if link == "pcomp":
        governor, link, through = governor.head, "prep", governor.lower_
    if link in {"acl", "relcl"} and governor.pos_ in {"NOUN", "PROPN"}:
        named = next((g for p, g in prepositions(governor) if p == "for" and governor.i < g.i < verb.i), None)
        if named is not None and is_infinitive(verb):
            return named  # "the deal for X to send"
        owner = _owner(governor, words, reach - 1)
        above = governing_verb(governor) if owner is None and is_infinitive(verb) else None
        return subject(above[0], words, reach - 1) if above is not None else owner  # "has missiles to send"
    if governor == verb or link not in _EMBEDDED:
        return None
    if link != "conj" and not is_verb(governor) and governor.pos_ not in {"AUX", "VERB", "ADJ"}:
        return _owner(governor, words, reach - 1) if through else None
    if governor.pos_ == "ADJ" and governor.head.pos_ in {"AUX", "VERB"}:
        governor = governor.head
    if link == "conj" and governor.pos_ == "NOUN":
        return child(governor, "poss")  # "his pleading and lifting of"
    if link == "conj":
        quoted = child(governor, "ccomp")
        if quoted is not None and quoted.i < governor.i:  # "it sells arms, he said, and sends troops"
            governor = quoted
        if is_passive(governor) and not is_passive(verb):
            return surface_subject(governor, words, reach - 1)
        return subject(governor, words, reach - 1)
    controller = _object_control(governor, link, through, words)
    return controller if controller is not None else surface_subject(governor, words, reach - 1)


def _object_control(governor: Token, link: str, through: str, words: Lexicon) -> Token | None:
    """The object of the governing verb, where that is who acts: "accused X of sending", "urged X to send", "stopped X from"."""
    if governor.lemma_ in words.subject_control:
        return None
    if link == "prep" and governor.lemma_ not in words.object_control:
        return None
    if link == "advcl" and governor.lemma_ not in words.object_control:
        return None
    if is_passive(governor):
        return child(governor, *_PASSIVE_SUBJECT) if governor.lemma_ in words.object_control else None
    found = child(governor, "dobj", "dative")
    if found is not None and found.dep_ == "dative" and found.tag_ in {"IN", "TO"}:
        found = child(found, "pobj")
    if found is None:
        found = next((g for p, g in prepositions(governor) if p in {"on", "upon"}), None)  # "rely on X to"
    if found is None or link != "prep":
        return found
    struck = next(
        (g for t in (found, governor) for p, g in prepositions(t) if p in {"on", "against"} and g.dep_ == "pobj"), None
    )
    return struck if struck is not None else found  # "sanctions on X for sending"


def _owner(noun: Token, words: Lexicon, reach: int) -> Token | None:
    """Whose a noun is: its possessor, "by X", or the subject of the verb that it completes ("has plans to")."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    on = next((g for p, g in prepositions(noun) if p in {"by", "on", "against"} and g.dep_ == "pobj"), None)
    if on is not None:
        return on
    adjective = next((c for c in noun.children if c.dep_ == "amod" and c.ent_type_ == "NORP"), None)
    if adjective is not None:
        return adjective
    above = governing_verb(noun)
    if above is not None and above[1] == "object" and reach > 0:
        return subject(above[0], words, reach - 1)  # "expressed interest in buying"
    return governing_subject(noun, words, reach)


def governing_verb(noun: Token) -> tuple[Token, str] | None:
    """The verb that a noun completes, and how: ``subject``, ``object`` or the preposition between; through "a series of"."""
    at = noun
    while at.dep_ == "conj" and at.head.pos_ in {"NOUN", "PROPN"}:
        at = at.head
    while at.dep_ == "pobj" and at.head.lower_ == "of" and at.head.head.pos_ == "NOUN":
        at = at.head.head
    if at.dep_ == "pobj":
        prep, verb = at.head, at.head.head
        while verb.dep_ == "prep" and not is_verb(verb):
            verb = verb.head
        return (verb, prep.lower_) if is_verb(verb) or verb.pos_ == "AUX" else None
    if at.dep_ in _OBJECT | _SUBJECT | _PASSIVE_SUBJECT | {"dative"}:
        logical = "object" if at.dep_ in _OBJECT | _PASSIVE_SUBJECT | {"dative"} else "subject"
        return at.head, logical
    return None


def governing_subject(noun: Token, words: Lexicon, reach: int = _REACH) -> Token | None:
    """Who does what a noun says, as the governing verb tells: "considers the sale", "made a delivery", "warned X over"."""
    found = governing_verb(noun)
    if found is None or reach == 0:
        return None
    verb, how = found
    if is_judging(verb) or how not in _COMPLEMENTS:
        return None
    if how == "object" and verb.lemma_ in words.performing:
        return subject(verb, words, reach - 1)
    if how not in {"object", "subject"} and verb.lemma_ in words.object_control:
        return _object_control(verb, "prep", how, words)
    if how not in {"object", "subject"} and verb.lemma_ in words.performing:
        return subject(verb, words, reach - 1)
    return None


def arguments(trigger: Token, words: Lexicon, carrier: Token | None = None) -> list[Argument]:
    """Everything in a place beside a trigger, nearest first; ``carrier`` is a noun whose own dependents count too."""
    found = list(_of_verb(trigger, words) if is_verb(trigger) else _of_noun(trigger, words))
    if carrier is not None:
        found += [a for a in _of_noun(carrier, words) if a.slot not in {"subject", "receiver"}]
    behind = [a.head for a in found if a.slot == "subject" and a.head.i > trigger.i]  # "used by X against Y"
    held = [a.head for a in found if a.slot in _HOLDING and not is_verb(a.head)] + behind
    for head in held:
        if (
            is_verb(trigger) and head.dep_ == "dobj"
        ):  # "gave Northland tanks": read as a compound, but no such tanks are made
            found += [Argument("indirect", c, near=False) for c in head.children if _is_country_noun(c, words)]
        for token in (head, *conjuncts(head), *_partitive(head)):
            found += [Argument(prep, governed, near=False) for prep, governed in _adjacent(token)]
            found += [Argument(prep, governed, near=False) for prep, governed in prepositions(token) if prep != "of"]
    return found


def _is_country_noun(token: Token, words: Lexicon) -> bool:
    return token.dep_ == "compound" and token.ent_type_ == "GPE" and token.text not in words.adjectival_names


def _partitive(head: Token) -> list[Token]:
    inner = [g for p, g in prepositions(head) if p == "of"]
    return [t for g in inner for t in (g, *conjuncts(g))]


def conjuncts(head: Token) -> list[Token]:
    """What is coordinated with a token below it, in text order."""
    found: list[Token] = []
    stack = [head]
    while stack:
        for c in stack.pop().children:
            if c.dep_ in {"conj", "appos"} and (c.dep_ == "conj" or c.head != head):
                found.append(c)
                stack.append(c)
    return sorted(found, key=lambda t: t.i)


def _of_verb(verb: Token, words: Lexicon) -> Iterator[Argument]:
    doer = subject(verb, words)
    if doer is not None and doer != verb:
        yield Argument("subject", doer)
        beside = doer.nbor(1) if doer.i + 1 < len(doer.doc) else doer
        if (
            beside.dep_ == "appos" and beside.head == doer and doer.head == verb
        ):  # "the drones Northland was sending": a relative clause unseen
            yield Argument("subject", beside)
    yield from (Argument("object", o) for o in _objects(verb, words))
    for c in verb.children:
        if c.dep_ == "dative" and c.tag_ not in {"IN", "TO"}:
            yield Argument("indirect", c)
        elif c.dep_ == "npadvmod" and verb.dep_ == "amod":
            yield Argument("subject", c)  # "Northland-supplied drones"
    for prep, governed in prepositions(verb):
        yield Argument(prep, antecedent(governed))
    if verb.dep_ == "relcl":  # "the militia to which it sent arms": the pronoun stands before the verb
        yield from (Argument(p.lower_, verb.head) for p in verb.children if p.dep_ == "prep" and _is_stranded(p))
    for c in verb.children:  # "produced and shipped drones to X": the last verb's places serve the first
        if (
            c.dep_ == "conj"
            and is_verb(c)
            and child(verb, "dobj") is None
            and not is_passive(verb)
            and child(c, *_SUBJECT) is None
        ):
            yield from (Argument("object", o, near=False) for o in _objects(c, words))
            yield from (Argument(p, g, near=False) for p, g in prepositions(c))
    if verb.dep_ == "conj" and is_verb(verb.head) and child(verb, "dobj") is None and not is_passive(verb):
        yield from (Argument("object", o, near=False) for o in verb.head.children if o.dep_ == "dobj" and o.i < verb.i)


def _is_stranded(prep: Token) -> bool:
    governed = child(prep, "pobj")
    return governed is not None and governed.tag_ in RELATIVE


def _objects(verb: Token, words: Lexicon) -> Iterator[Token]:
    if is_passive(verb):
        undergone = child(verb, *_PASSIVE_SUBJECT)
        if undergone is not None:
            yield antecedent(undergone)
        elif verb.dep_ in {"acl", "amod"}:
            yield verb.head
        elif verb.dep_ in {"conj", "xcomp", "ccomp"}:
            lent = surface_subject(verb, words)
            if lent is not None:
                yield lent
    for c in verb.children:
        if c.dep_ in _OBJECT:
            yield antecedent(c)
    if verb.dep_ == "relcl" and not is_passive(verb) and child(verb, "dobj") is None and _gap_is_object(verb):
        yield verb.head


def _gap_is_object(verb: Token) -> bool:
    """Whether a relative clause leaves out its object: it has a subject, and that is not the pronoun."""
    own = child(verb, *_SUBJECT)
    return own is not None and own.tag_ not in RELATIVE


def _of_noun(noun: Token, words: Lexicon) -> Iterator[Argument]:
    for c in noun.children:
        if c.dep_ == "poss":
            yield Argument("possessor", antecedent(c))
        elif c.dep_ in _MODIFIER and (c.pos_ in {"NOUN", "PROPN"} or c.ent_type_ or c.text in words.adjectival_names):
            yield Argument("demonym" if c.ent_type_ == "NORP" or c.text in words.adjectival_names else "compound", c)
            yield from (Argument("compound", m) for m in c.children if m.dep_ == "compound")  # "[drone assembly] line"
            yield from (Argument("demonym", a) for a in c.children if a.dep_ in _MODIFIER and a.ent_type_ == "NORP")
            yield from (
                Argument("demonym", a)
                for a in conjuncts(c)
                if a.ent_type_ == "NORP" or a.text in words.adjectival_names
            )
    for prep, governed in prepositions(noun):
        yield Argument(prep, antecedent(governed))
    yield from (Argument(prep, governed, near=False) for prep, governed in _adjacent(noun))
    doer = governing_subject(noun, words)
    if doer is not None:
        yield Argument("subject", doer)
    above = governing_verb(noun)
    if above is None:
        return
    verb, how = above
    if how in {"object", "of", "from", "under"} and verb.lemma_ in words.receiving:
        taker = subject(verb, words)
        if taker is not None:
            yield Argument("receiver", taker)
    if how == "object":
        yield from (Argument("indirect", c) for c in verb.children if c.dep_ == "dative" and c.tag_ not in {"IN", "TO"})
        if verb.lemma_ in words.performing | words.receiving:
            yield from (Argument(p, g, near=False) for p, g in prepositions(verb) if g.i > noun.i)
