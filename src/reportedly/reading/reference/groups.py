"""Several together: "both countries", "the quartet", "the leaders of Ruritania and Sylvania", "the three ministers"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from reportedly.language.offices import office_of
from reportedly.language.tables import words
from reportedly.model import Entity
from reportedly.reading.reference.antecedents import Memory, countries_in_view, is_common_person
from reportedly.reading.reference.record import Resolution

Lookup = Callable[[Token], tuple[Entity, ...]]
_PLURALS = frozenset({"NNS", "NNPS"})
_OWNERS = frozenset({"poss", "amod", "compound", "nmod"})
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_SETS = {"duo": 2, "pair": 2, "trio": 3, "threesome": 3, "quartet": 4, "foursome": 4, "quintet": 5}
_EXACT = frozenset({"the", "these", "those", "all"})
_REACH = 8  # sentences back that "the quartet" may look


def resolve_group(token: Token, memory: Memory, lookup: Lookup) -> Resolution | None:
    """Who a plural description means: those whose leaders or envoys it says, or as many as it counts, last named together."""
    if token.tag_ in _PLURALS and _speaks_for_states(token):
        owners = tuple(dict.fromkeys(_owners(token, lookup)))
        if len(owners) > 1:
            return Resolution(owners, "group", f"{token.text} of {_listed(owners)}", 0.8)
    count = _count(token)
    if count is None or any(c.dep_ in {"prep", "acl"} and c.lower_ != "in" for c in token.children):
        return None
    return _together(token, count, memory) or _two_in_view(token, count, memory)


def listed_with(token: Token, lookup: Lookup) -> tuple[Token, tuple[Entity, ...]]:
    """The head of a list and all of its members, at the last of them; no members where the list goes on, or there is none."""
    first = token
    while first.head.i != first.i and _in_list(first, lookup):
        first = first.head
    members = sorted(_list(first, lookup), key=lambda t: t.i)
    if len(members) < 2 or any(t.i > token.i for t in members):
        return first, ()
    return first, tuple(dict.fromkeys(e for t in members for e in lookup(t)))


def _in_list(token: Token, lookup: Lookup) -> bool:
    """Joined by "and" or a comma; in a list of titled names the parser sets one person beside another."""
    if token.dep_ == "conj":
        return True
    one, other = lookup(token), lookup(token.head)
    return token.dep_ == "appos" and one != other and all(e.type == "Person" for e in (*one, *other)) and bool(one)


def _list(token: Token, lookup: Lookup) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ in {"conj", "appos"} and _in_list(child, lookup):
            yield from _list(child, lookup)


def counts(token: Token) -> bool:
    """A noun that counts countries, people or a set of them, and so must not be taken for one."""
    return _count(token) is not None


def _listed(entities: tuple[Entity, ...]) -> str:
    return " and ".join(e.name for e in entities)


def _speaks_for_states(token: Token) -> bool:
    noun = token.lemma_.lower()
    office = office_of(token.text)
    spokesman = office is not None and office.of == "any"
    return spokesman or noun in {"leader", "government"} or noun in words("voices of states")


def _owners(token: Token, lookup: Lookup) -> Iterator[Entity]:
    for child in token.children:
        if child.dep_ in _OWNERS:
            yield from _members(child, lookup)
        elif child.dep_ == "prep" and child.lower_ == "of":
            for noun in child.children:
                yield from _members(noun, lookup)


def _members(token: Token, lookup: Lookup) -> Iterator[Entity]:
    """The countries of a coordination, in its order."""
    yield from (e for e in lookup(token) if e.type == "Country")
    for child in token.children:
        if child.dep_ == "conj":
            yield from _members(child, lookup)


def _count(token: Token) -> int | None:
    """How many: "both sides", "the three countries", "the quartet"."""
    beside = {c.lower_ for c in token.children if c.dep_ in {"det", "nummod", "predet", "amod", "advmod"}}
    if token.tag_ == "NN" and token.lower_ in _SETS and "the" in beside:
        return _SETS[token.lower_]
    if token.tag_ not in _PLURALS or not (token.lemma_.lower() in words("pair nouns") or is_common_person(token)):
        return None
    number = next((n for word, n in _NUMBERS.items() if word in beside), None)
    pair = number == 2 and token.lemma_.lower() in words("pair nouns")
    return number if pair or "both" in beside or beside & _EXACT else None


def _together(token: Token, count: int, memory: Memory) -> Resolution | None:
    """As many of one kind as were last named together: people for people, else countries."""
    for seen in memory.recent(_REACH):
        kinds = {e.type for e in seen.entities}
        if len(seen.entities) == count and kinds in ({"Country"}, {"Person"}) and _fits(token, kinds == {"Person"}):
            return Resolution(seen.entities, "group", f"{_listed(seen.entities)}, last named together", 0.85)
    return _all_before(token, count, memory)


def _all_before(token: Token, count: int, memory: Memory) -> Resolution | None:
    """As many as the sentence before names, where it names no more: "A met B and C. The three …"."""
    before = [e for a in reversed(list(memory.recent(1))) if a.sentence < memory.sentence for e in a.entities]
    for kind in ("Person", "Country"):
        found = tuple(dict.fromkeys(e for e in before if e.type == kind))
        if count > 2 and len(found) == count and _fits(token, kind == "Person"):
            return Resolution(found, "group", f"{_listed(found)}, named in the sentence before", 0.6)
    return None


def _fits(token: Token, people: bool) -> bool:
    noun = token.lemma_.lower()
    if noun in _SETS or noun == "leader":
        return True
    return people == is_common_person(token) or (not people and noun in words("pair nouns"))


def _two_in_view(token: Token, count: int, memory: Memory) -> Resolution | None:
    """The last two countries named; of "both sides", which need not be states, not even those."""
    if count != 2 or token.lemma_.lower() not in words("pair nouns") - {"side"}:
        return None
    both = countries_in_view(memory)
    return Resolution(both, "group", f"{_listed(both)}, the last two countries named", 0.6) if both else None
