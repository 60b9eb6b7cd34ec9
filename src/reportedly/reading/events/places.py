"""What stands in which place beside a trigger: one view of a clause for actives, passives, relatives, control and nouns.

Places are named as packs name them: ``subject`` and ``object`` are the logical ones, so the passive is undone; a preposition
is its own place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.reading.events.control import governing_subject, governing_verb, subject, surface_subject
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.syntax import (
    OBJECT,
    PASSIVE_SUBJECT,
    RELATIVE,
    SUBJECT,
    adjacent,
    antecedent,
    child,
    conjuncts,
    is_headline_passive,
    is_infinitive,
    is_passive,
    is_verb,
    prepositions,
)

_MODIFIER = frozenset({"compound", "amod", "nmod", "nummod"})
_HOLDING = frozenset({"object", "of", "indirect", "compound", "with", "on"})
_HARMING = frozenset({"kill", "wound", "injure", "damage", "destroy", "hit", "die", "hurt", "sink"})
_DEALING = frozenset({"talk", "negotiation", "deal", "agreement", "contract", "discussion", "negotiate", "agree"})
_PLACING = frozenset({"plant", "lay", "fire", "launch", "place", "attach", "drop", "detonate", "fly", "operate"})


@dataclass(frozen=True, slots=True)
class Argument:
    """A token in a place beside a trigger. ``near`` tells what is attached to the trigger from what is only found close by."""

    slot: str
    head: Token
    near: bool = True


def arguments(trigger: Token, words: Lexicon, carrier: Token | None = None) -> list[Argument]:
    """Everything in a place beside a trigger, nearest first; ``carrier`` is a noun whose own dependents count too."""
    found = list(_of_verb(trigger, words) if is_verb(trigger) else _of_noun(trigger, words))
    if carrier is not None:
        found += [a for a in _of_noun(carrier, words) if a.slot not in {"subject", "receiver"}]
    behind = [a.head for a in found if a.slot == "subject" and a.head.i > trigger.i]  # "used by X against Y"
    held = [a.head for a in found if a.slot in _HOLDING and not is_verb(a.head)] + behind
    found += [
        Argument("by", by, near=False)
        for a in found
        if a.slot in {"subject", "by", "with"}
        for by in _placed_by(a.head)
    ]
    for head in held:
        if (
            is_verb(trigger) and head.dep_ == "dobj"
        ):  # "gave Northland tanks": read as a compound, but no such tanks are made
            found += [
                Argument("indirect", c, near=False)
                for m in head.children
                for c in (m, *m.children)
                if _is_country_noun(c, words) or c.tag_ == "PRP"
            ]
        for token in (head, *conjuncts(head), *_partitive(head)):
            found += [Argument(prep, governed, near=False) for prep, governed in adjacent(token)]
            found += [Argument(prep, governed, near=False) for prep, governed in prepositions(token) if prep != "of"]
    return found


def _is_country_noun(token: Token, words: Lexicon) -> bool:
    return token.dep_ == "compound" and token.ent_type_ == "GPE" and token.text not in words.adjectival_names


def _placed_by(means: Token) -> Iterator[Token]:
    """Who put in place what did the harm: "damaged by a mine planted by X", "hit by a drone launched by X"."""
    for clause in means.children:
        agent = child(clause, "agent") if clause.dep_ == "acl" and clause.lemma_ in _PLACING else None
        yield from (g for g in (agent.children if agent is not None else ()) if g.dep_ == "pobj")


def _partitive(head: Token) -> list[Token]:
    inner = [g for p, g in prepositions(head) if p == "of"]
    return [t for g in inner for t in (g, *conjuncts(g))]


def _of_verb(verb: Token, words: Lexicon) -> Iterator[Argument]:
    yield from (Argument("subject", s) for s in _subjects(verb, words))
    yield from (Argument("object", o) for o in _objects(verb, words))
    yield from (Argument("indirect", c) for c in verb.children if _is_indirect(c))
    for prep, governed in prepositions(verb):
        yield Argument(prep, antecedent(governed))
    if verb.dep_ == "advcl" and verb.tag_ == "VBG":
        yield Argument("main", verb.head)
    if verb.dep_ in {"acl", "relcl", "advcl", "xcomp"} and is_infinitive(verb):  # "in talks with X to buy"
        above = verb.head if verb.head.lemma_ in _DEALING else None
        above = above or next((g for _, g in prepositions(verb.head) if g.lemma_ in _DEALING), None)
        for dealing in (above, child(verb.head, "dobj")) if above is None else (above,):
            if dealing is not None and dealing.lemma_ in _DEALING:
                yield from (Argument("dealing", g, near=False) for p, g in prepositions(dealing) if p == "with")
    if verb.dep_ == "relcl":  # "the militia to which it sent arms": the pronoun stands before the verb
        yield from (Argument(p.lower_, verb.head) for p in verb.children if p.dep_ == "prep" and _is_stranded(p))
    if child(verb, "dobj") is None and not is_passive(verb):
        yield from _shared(verb, words)


def _subjects(verb: Token, words: Lexicon) -> Iterator[Token]:
    doer = subject(verb, words)
    if doer is not None and doer != verb:
        yield doer
        beside = doer.nbor(1) if doer.i + 1 < len(doer.doc) else doer
        if beside.dep_ == "appos" and beside.head == doer and doer.head == verb:
            yield beside  # "the drones Northland was sending": a relative clause unseen
    if verb.dep_ == "amod":
        yield from (c for c in verb.children if c.dep_ == "npadvmod")  # "Northland-supplied drones"


def _shared(verb: Token, words: Lexicon) -> Iterator[Argument]:
    """What stands with the last of several verbs and serves the first: "produced and shipped drones to X"; and the reverse."""
    for c in verb.children:
        if c.dep_ == "conj" and is_verb(c) and child(c, *SUBJECT) is None:
            yield from (Argument("object", o, near=False) for o in _objects(c, words))
            yield from (Argument(p, g, near=False) for p, g in prepositions(c))
    if verb.dep_ == "conj" and is_verb(verb.head):
        yield from (Argument("object", o, near=False) for o in verb.head.children if o.dep_ == "dobj" and o.i < verb.i)


def _is_indirect(token: Token) -> bool:
    return token.dep_ == "dative" and token.tag_ not in {"IN", "TO"}


def _is_stranded(prep: Token) -> bool:
    governed = child(prep, "pobj")
    return governed is not None and governed.tag_ in RELATIVE


def _objects(verb: Token, words: Lexicon) -> Iterator[Token]:
    if is_passive(verb):
        undergone = child(verb, *PASSIVE_SUBJECT) or (child(verb, *SUBJECT) if is_headline_passive(verb) else None)
        if undergone is not None:
            yield antecedent(undergone)
        elif verb.dep_ in {"acl", "amod"} or (verb.dep_ == "relcl" and is_infinitive(verb)):
            yield verb.head
        elif verb.dep_ in {"conj", "xcomp", "ccomp", "pcomp"}:
            lent = surface_subject(verb, words)
            if lent is not None:
                yield lent
    for c in verb.children:
        if c.dep_ in OBJECT:
            but = next((p for p in c.children if p.lower_ == "but"), None) if c.lower_ == "nothing" else None
            only = child(but, "pobj") if but is not None else None
            yield antecedent(c) if only is None else only  # "nothing but helmets"
    clause = (
        verb.head if verb.dep_ == "conj" and child(verb, *SUBJECT) is None else verb
    )  # "that it imposed and extended"
    if clause.dep_ == "relcl" and not is_passive(verb) and child(verb, "dobj") is None and _gap_is_object(clause):
        yield clause.head


def _gap_is_object(verb: Token) -> bool:
    """Whether a relative clause leaves out its object: it has a subject, and that is not the pronoun."""
    own = child(verb, *SUBJECT)
    return own is not None and own.tag_ not in RELATIVE


def _of_noun(noun: Token, words: Lexicon) -> Iterator[Argument]:
    for c in noun.children:
        if c.dep_ == "poss":
            yield Argument("possessor", _bound(c, noun, words) or antecedent(c))
        elif c.dep_ in _MODIFIER:
            yield from _modifiers(c, words)
    for prep, governed in prepositions(noun):
        yield Argument(prep, antecedent(governed))
    yield from (Argument(prep, governed, near=False) for prep, governed in adjacent(noun))
    yield from _performed(noun, words)
    doer = governing_subject(noun, words)
    if doer is not None:
        yield Argument("subject", doer)
    above = governing_verb(noun)
    if above is not None:
        yield from _from_verb(noun, *above, words)


def _bound(owner: Token, noun: Token, words: Lexicon) -> Token | None:
    """Whose "its" is in a clause without a subject of its own: "urged X to halt its sales"."""
    above = governing_verb(noun) if owner.tag_ == "PRP$" and owner.lower_ in {"its", "their"} else None
    if above is None or not is_infinitive(above[0]) or above[0].dep_ not in {"xcomp", "ccomp", "advcl"}:
        return None
    return subject(above[0], words) if above[0].head.lemma_ in words.object_control else None


def _performed(noun: Token, words: Lexicon) -> Iterator[Argument]:
    """Who did it, by a clause that describes it: "an attack on a tanker carried out by X"."""
    for named in (noun, *(g for p, g in prepositions(noun) if p in {"on", "against", "of"})):
        for clause in named.children:
            doing = clause.dep_ in {"acl", "relcl"} and clause.lemma_ in words.performing and is_passive(clause)
            agent = child(clause, "agent") if doing else None
            yield from (Argument("by", g) for g in (agent.children if agent is not None else ()) if g.dep_ == "pobj")


def _modifiers(token: Token, words: Lexicon) -> Iterator[Argument]:
    """A word before a noun, as ``demonym`` or ``compound``, and those joined to it: "[drone assembly] line"."""
    if token.pos_ in {"NOUN", "PROPN"} or token.ent_type_ or token.text in words.adjectival_names:
        yield Argument("demonym" if _is_adjectival(token, words) else "compound", token)
        inner = (m for m in token.children if m.dep_ == "compound")
        yield from (Argument("demonym" if _is_adjectival(m, words) else "compound", m) for m in inner)
        yield from (Argument("demonym", a) for a in token.children if a.dep_ in _MODIFIER and a.ent_type_ == "NORP")
        yield from (Argument("demonym", a) for a in conjuncts(token) if _is_adjectival(a, words))


def _is_adjectival(token: Token, words: Lexicon) -> bool:
    return token.ent_type_ == "NORP" or token.text in words.adjectival_names


def _from_verb(noun: Token, verb: Token, how: str, words: Lexicon) -> Iterator[Argument]:
    """What the verb that a noun completes has for it: "faces sanctions", "gave Northland support", "made a delivery to X"."""
    if how == "object" and verb.lemma_ in {"blame", "pin"}:  # "the attack was blamed on X"
        yield from (Argument("by", g) for p, g in prepositions(verb) if p == "on")
    below = how == "under" and verb.lemma_ in {"be", "come", "live", "remain", "operate", "stay", "fall", "suffer"}
    if below or (how in {"object", "of", "from", "under"} and verb.lemma_ in words.receiving):
        taker = subject(verb, words)
        if taker is not None:
            yield Argument("receiver", taker)
    if how in {"of", "with", "about"} and verb.lemma_ in {"warn", "threaten", "caution"}:
        yield from (Argument("receiver", o) for o in verb.children if o.dep_ == "dobj")
    if (
        how == "in" and verb.lemma_ in _HARMING and (is_passive(verb) or verb.lemma_ == "die")
    ):  # "were damaged in attacks"
        yield from (Argument("of", o, near=False) for o in _objects(verb, words))
    if how == "object":
        yield from (Argument("indirect", c) for c in verb.children if _is_indirect(c))
        if verb.lemma_ in words.performing | words.receiving:
            yield from (Argument(p, g, near=False) for p, g in prepositions(verb) if g.i > noun.i)
