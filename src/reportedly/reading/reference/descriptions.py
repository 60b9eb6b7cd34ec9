"""Descriptions: who "the minister", "the ministry", "the country", "both sides" mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from reportedly.language.offices import Office, office_of
from reportedly.language.tables import words
from reportedly.model import Entity
from reportedly.reading.reference.antecedents import Memory, countries_in_view, is_plural
from reportedly.reading.reference.record import Resolution

Lookup = Callable[[Token], tuple[Entity, ...]]
_OWNERS = frozenset({"poss", "amod", "compound", "nmod"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_PLAIN = frozenset(
    {"same", "new", "current", "incoming", "outgoing", "former", "previous", "own", "whole", "entire", "latter"}
)
_FAR = 60  # sentences back that a title or a ministry may look


def resolve_description(token: Token, memory: Memory, lookup: Lookup) -> Resolution | None:
    """Who a common noun with its determiners means; ``lookup`` gives the entities that another token means."""
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "compound":
        return None
    beside = _beside(token, lookup)
    if beside is not None:
        return beside
    if _is_pair(token):
        return _pair(token, memory)
    owner = _owner(token, lookup)
    if token.lower_ in words("government nouns"):
        return _government(token, owner, memory, lookup)
    office = office_of(_phrase(token)) if not is_plural(token) else None
    if office is not None:
        return _holder(token, office, owner, memory)
    return _thing(token, owner, memory, lookup) if _definite(token) and not is_plural(token) else None


def _beside(token: Token, lookup: Lookup) -> Resolution | None:
    """A name set beside the description: "the foreign minister, Jane Roe"; "his rival John Roe"."""
    if office_of(token.text) is None and token.lemma_.lower() not in words("people"):
        return None
    for child in token.children:
        if child.dep_ == "appos":
            named = tuple(e for e in lookup(child) if e.type == "Person")
            if named and not is_plural(token):
                return Resolution(named, "description", f"{named[0].name} is set beside it", 0.95)
    if token.dep_ == "appos":
        named = tuple(e for e in lookup(token.head) if e.type == "Person")
        if named:
            return Resolution(named, "description", f"set beside {named[0].name}", 0.95)
    return None


def _definite(token: Token) -> bool:
    """With a definite article, and no describing words that a known name would not have."""
    articles = {c.lower_ for c in token.children if c.dep_ == "det"}
    qualified = [c for c in token.children if c.dep_ in {"amod", "nummod"} and c.lower_ not in _PLAIN]
    follows = any(c.dep_ == "acl" or _narrows(c) or (c.dep_ == "prep" and c.lower_ == "of") for c in token.children)
    return bool(articles & _DEFINITE) and not qualified and not follows


def _narrows(clause: Token) -> bool:
    """A relative clause without a comma picks one of many; with one it only adds something."""
    return clause.dep_ == "relcl" and clause.left_edge.nbor(-1).text != ","


def _owner(token: Token, lookup: Lookup) -> Entity | None:
    """The country or body whose it is: "the Iranian …", "its …", "the … of Iran"."""
    beside = [c for c in token.children if c.dep_ in _OWNERS]
    beside += [g for c in beside if c.dep_ == "compound" for g in c.children if g.dep_ in _OWNERS]
    beside += [p for c in token.children if c.dep_ == "prep" and c.lower_ in {"of", "for"} for p in c.children]
    found = (e for t in beside for e in lookup(t))
    return next((e for e in found if e.type in {"Country", "PublicBody", "Organization"}), None)


def _phrase(token: Token) -> str:
    """The noun with the words that are part of its office, "of" included: "foreign minister", "secretary of state"."""
    first = token.i
    while first > token.sent.start and token.doc[first - 1].pos_ in {"NOUN", "PROPN", "ADJ"} and token.i - first < 4:
        first -= 1
    return token.doc[first : token.i + 1].text


def _is_pair(token: Token) -> bool:
    numbers = {c.lower_ for c in token.children} & {"both", "two"}
    return bool(numbers) and token.lemma_.lower() in words("pair nouns") and token.tag_ in {"NNS", "NNPS"}


def _pair(token: Token, memory: Memory) -> Resolution | None:
    """The two countries that were last spoken of, together if they were."""
    for seen in memory.recent():
        if len(seen.entities) == 2 and all(e.type == "Country" for e in seen.entities):
            names = " and ".join(e.name for e in seen.entities)
            return Resolution(seen.entities, "group", f"{names}, last named together", 0.85)
    both = countries_in_view(memory)
    return (
        Resolution(both, "group", f"{both[0].name} and {both[1].name}, the last two countries named", 0.6)
        if both
        else None
    )


def _government(token: Token, owner: Entity | None, memory: Memory, lookup: Lookup) -> Resolution | None:
    """ "The Iranian government" is Iran; "the administration" the one that was named; "the regime" the country last in view."""
    if token.lower_ == "administration" and owner is None:
        return _last(
            memory, lambda e: e.name.endswith(" administration") or e.name == "White House", "administration", 0.85
        )
    if owner is not None and owner.type == "Country":
        return Resolution((owner,), "government", f"the {token.lower_} of {owner.name}", 0.9)
    seat = _seat(token, lookup)
    if seat is not None:
        return _last(memory, lambda e: e.type == "Country" and e.country == seat, token.lower_, 0.85)
    if owner is not None or not _definite(token) or token.lower_ in {"authorities", "leadership", "side"}:
        return None
    return _last(memory, lambda e: e.type == "Country", token.lower_, 0.6)


def _seat(token: Token, lookup: Lookup) -> str | None:
    """The code of the country in whose capital it sits: "the regime in …"."""
    places = (p for c in token.children if c.dep_ == "prep" and c.lower_ == "in" for p in c.children)
    return next((e.country for p in places for e in lookup(p) if e.country), None)


def _holder(token: Token, office: Office, owner: Entity | None, memory: Memory) -> Resolution | None:
    """A person introduced with this office, of the same country if one is named; else, for an office of state, the government."""
    if office.of == "none":
        return None
    code = owner.country if owner is not None else None
    if owner is not None or _definite(token):
        for person in _persons(memory):
            if _holds(person, office) and (code is None or person.country in {code, None}):
                return Resolution((person,), "description", f"{person.name} was introduced as {person.role}", 0.8)
    if owner is not None and owner.type == "Country" and _speaks_for_state(office) and not _indefinite(token):
        return Resolution((owner,), "government", f"the {office.words} of {owner.name}, not named", 0.5)
    return None


def _speaks_for_state(office: Office) -> bool:
    """A minister or an envoy acts for the state; an officer, an official or a lawmaker need not."""
    return office.words.split()[-1] in words("voices of states")


def _indefinite(token: Token) -> bool:
    return any(c.lower_ in {"a", "an", "another", "one", "any", "some"} for c in token.children)


def _persons(memory: Memory) -> Iterator[Entity]:
    done: set[str] = set()
    for seen in memory.recent(_FAR):
        for entity in seen.entities:
            if entity.type == "Person" and entity.id not in done:
                done.add(entity.id)
                yield entity


def _holds(person: Entity, office: Office) -> bool:
    held = office_of(person.role) if person.role else None
    if held is None or person.role is None:
        return False
    last = office.words.split()[-1]
    return (
        held.words == office.words
        or (held.words.split()[-1] == last and office.words == last)
        or f" {office.words} " in f" {person.role.casefold()} "
    )


def _thing(token: Token, owner: Entity | None, memory: Memory, lookup: Lookup) -> Resolution | None:
    """Ministries, papers, groups, ships and deals by the noun that names their kind."""
    noun = token.lemma_.lower()
    code = owner.country if owner is not None else None
    test = _test(noun)
    if test is None:
        return None
    more = [c.lower_ for c in token.children if c.dep_ == "compound" and not lookup(c)]

    def fits(entity: Entity) -> bool:
        of_owner = code is None or entity.country == code
        return of_owner and test(entity) and all(word in entity.name.casefold() for word in more)

    return _last(memory, fits, noun, 0.75)


def _test(noun: str) -> Callable[[Entity], bool] | None:
    if noun in words("country nouns"):
        return lambda e: e.type == "Country"
    if noun in words("outlet nouns"):
        return lambda e: e.type == "Outlet" or (noun == "agency" and "Agency" in e.name)
    if noun in words("vessel nouns"):
        return lambda e: e.type == "Vessel"
    if noun in words("agreement nouns"):
        return lambda e: e.type == "Agreement"
    if noun in {"bloc", "union"}:
        return lambda e: e.name == "European Union"
    if noun == "alliance":
        return lambda e: e.name == "NATO"
    if noun in words("public heads"):
        return lambda e: e.type == "PublicBody" and noun in e.name.casefold().split()
    if noun in words("organization nouns"):
        return lambda e: e.type == "Organization"
    return None


def _last(memory: Memory, test: Callable[[Entity], bool], noun: str, confidence: float) -> Resolution | None:
    """The entity that passes and was last in view: in this sentence the nearest, in the one before the subject."""
    fit = [a for a in memory.recent(_FAR) if len(a.entities) == 1 and test(a.entities[0])]
    here = next((a for a in fit if a.sentence == memory.sentence), None)
    before = next((a for a in fit if a.sentence >= memory.sentence - 1 and a.is_subject), None)
    chosen = here or before or next(iter(fit), None)
    if chosen is None:
        return None
    return Resolution(chosen.entities, "description", f"{chosen.entities[0].name}, the last {noun} in view", confidence)
