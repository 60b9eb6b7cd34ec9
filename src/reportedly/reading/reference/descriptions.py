"""Descriptions: who "the minister", "the ministry", "the country", "both sides" mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from spacy.tokens import Token

from reportedly.language.countries import country
from reportedly.language.offices import may_be_office, office_of
from reportedly.language.tables import words
from reportedly.model import Entity
from reportedly.reading.reference.antecedents import FAR, Memory, best, is_plural
from reportedly.reading.reference.groups import Lookup, counts, resolve_group
from reportedly.reading.reference.holders import again, definite, holder, office_phrase
from reportedly.reading.reference.record import Resolution

_OWNERS = frozenset({"poss", "amod", "compound", "nmod"})


def resolve_description(token: Token, memory: Memory, lookup: Lookup) -> Resolution | None:
    """Who a common noun with its determiners means; ``lookup`` gives the entities that another token means."""
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "compound":
        return None
    beside = _beside(token, lookup)
    if beside is not None:
        return beside
    group = resolve_group(token, memory, lookup)
    if group is not None or counts(token):
        return group
    owned = _owner(token, lookup)
    owner = owned or _state_served(token, memory, lookup)
    if token.lower_ in words("government nouns"):
        return _government(token, owner, memory, lookup)
    office = office_of(office_phrase(token)) if may_be_office(token.text) and not is_plural(token) else None
    if office is not None:
        held = holder(token, office, owner, memory)
        return held or (_second(token, owner) if owner is not None and owned is None else None)
    if is_plural(token):
        return None
    if definite(token):
        arm = token.lemma_.lower() in words("arms of states")
        return _thing(token, owner, memory, lookup) or (again(token, memory) if arm else None)
    return _arm(token, owner, memory, lookup) if owner is not None and owner.type == "Country" else None


def _arm(token: Token, owner: Entity, memory: Memory, lookup: Lookup) -> Resolution | None:
    """ "Its ministry": one of that country's that was named, else the state itself."""
    noun = token.lemma_.lower()
    if noun not in words("arms of states") or not any(c.dep_ == "poss" for c in token.children):
        return None
    named = _thing(token, owner, memory, lookup)
    return named or Resolution((owner,), "government", f"the {noun} of {owner.name}", 0.5)


def _state_served(token: Token, memory: Memory, lookup: Lookup) -> Entity | None:
    """The country of "his": a president's spokesman, a minister's ministry."""
    served = (e for c in token.children if c.dep_ == "poss" for e in lookup(c) if e.type == "Person")
    person = next(served, None)
    office = office_of(person.role) if person is not None and person.role else None
    if person is None or office is None or office.of != "government" or not _is_state_s(token):
        return None
    seen = (e for a in memory.recent(FAR) for e in a.entities if e.type == "Country")
    return next((e for e in seen if e.country == person.country), None)


def _second(token: Token, state: Entity) -> Resolution | None:
    """ "His deputy": of the state that the minister serves."""
    if token.lemma_.lower() not in words("seconds in office"):
        return None
    return Resolution((state,), "government", f"a {token.lemma_} of somebody in office of {state.name}", 0.5)


def _is_state_s(token: Token) -> bool:
    """A noun for what a state has and a person in office leads: a spokesman, a deputy, a ministry."""
    office, noun = office_of(token.text), token.lemma_.lower()
    return (
        (office is not None and office.of == "any")
        or noun in words("arms of states")
        or noun in words("seconds in office")
    )


def _beside(token: Token, lookup: Lookup) -> Resolution | None:
    """A name set beside the description: "the foreign minister, Jane Roe"; "his rival John Roe"."""
    if office_of(token.text) is None and token.lemma_.lower() not in words("people"):
        return None
    if token.i + 1 < len(token.doc) and token.pos_ == "PROPN":
        titled = lookup(token.nbor(1))
        if titled and titled[0].type == "Person" and not is_plural(token):
            return Resolution(titled, "description", f"the title of {titled[0].name}", 0.95)
    for child in token.children:
        if child.dep_ == "appos":
            named = tuple(e for e in lookup(child) if e.type == "Person")
            if named and not is_plural(token):
                return Resolution(named, "description", f"{named[0].name} is set beside it", 0.95)
    if token.dep_ == "appos":
        named = tuple(e for e in lookup(token.head) if e.type == "Person")
        if named and not is_plural(token):
            return Resolution(named, "description", f"set beside {named[0].name}", 0.95)
    return None


def _owner(token: Token, lookup: Lookup) -> Entity | None:
    """The country or body whose it is: "the Iranian …", "its …", "the … of Iran"."""
    beside = [c for c in token.children if c.dep_ in _OWNERS]
    beside += [g for c in beside if c.dep_ == "compound" for g in c.children if g.dep_ in _OWNERS]
    beside += [p for c in token.children if c.dep_ == "prep" and c.lower_ in {"of", "for"} for p in c.children]
    found = (e for t in beside for e in lookup(t))
    return next((e for e in found if e.type in {"Country", "PublicBody", "Organization"}), None)


def _government(token: Token, owner: Entity | None, memory: Memory, lookup: Lookup) -> Resolution | None:
    """ "The Iranian government" is Iran; "the administration" the one that was named; "the regime" the country last in view."""
    if token.lower_ == "administration" and owner is None:
        return _administration(memory)
    if owner is not None and owner.type == "Country":
        return Resolution((owner,), "government", f"the {token.lower_} of {owner.name}", 0.9)
    seat = _seat(token, lookup)
    if seat is not None:
        return _last(memory, lambda e: e.type == "Country" and e.country == seat, token.lower_, 0.85)
    if owner is not None or not definite(token) or token.lower_ in {"authorities", "leadership", "side"}:
        return None
    return _country(token, memory, 0.6)


def _administration(memory: Memory) -> Resolution | None:
    """The one that was named: lately, or else most often; the White House where none was."""
    named = [a for a in memory.recent(FAR) if len(a.entities) == 1 and a.entities[0].name.endswith(" administration")]
    lately = next((a for a in named if memory.sentence - a.sentence <= 1), None)
    counts = Counter(a.entities for a in named)
    chosen = lately.entities if lately else max(counts, key=lambda e: counts[e], default=None)
    if chosen is None:
        return _last(memory, lambda e: e.name == "White House", "administration", 0.85) or _last(
            memory, lambda e: e.type == "Country" and e.country == "us", "administration", 0.5
        )
    return Resolution(chosen, "description", f"{chosen[0].name}, the administration in view", 0.85)


def _country(token: Token, memory: Memory, confidence: float) -> Resolution | None:
    """The country that stands out most; of a place ("in the country") the nearest that things happen in."""
    noun = token.lemma_.lower()
    seen = [a for a in memory.recent() if len(a.entities) == 1 and _may_be_called(noun, a.entities[0])]
    near = (a for a in seen if _is_scene(token) and _is_scene(a.token))
    chosen = next(near, None) or best(seen, token, memory.sentence)
    if chosen is None:
        return None
    return Resolution(chosen.entities, "description", f"{chosen.entities[0].name}, the country in view", confidence)


def _is_scene(token: Token) -> bool:
    """Where something happens: "in the country", "throughout the country's war"."""
    head = token.head if token.dep_ == "poss" else token
    return head.dep_ == "pobj" and head.head.lower_ in words("place prepositions")


def _may_be_called(noun: str, entity: Entity) -> bool:
    """Kingdoms are those that call themselves so; papers do not speak of a regime in the countries they call allies."""
    known = country(entity.country) if entity.type == "Country" else None
    if known is None:
        return False
    if noun == "kingdom":
        return any("Kingdom of" in f.text and "United" not in f.text for f in known.names)
    return noun != "regime" or known.code not in words("never regimes")


def _seat(token: Token, lookup: Lookup) -> str | None:
    """The code of the country in whose capital it sits: "the regime in …"."""
    places = (p for c in token.children if c.dep_ == "prep" and c.lower_ == "in" for p in c.children)
    return next((e.country for p in places for e in lookup(p) if e.country), None)


def _thing(token: Token, owner: Entity | None, memory: Memory, lookup: Lookup) -> Resolution | None:
    """Ministries, papers, groups, ships and deals by the noun that names their kind."""
    noun = token.lemma_.lower()
    code = owner.country if owner is not None else None
    test = _test(noun)
    if test is None:
        return None
    if noun in words("country nouns"):
        named = token.pos_ == "PROPN" and noun != "kingdom"  # "Face the Nation"
        return None if named else _country(token, memory, 0.7)
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
    fit = [a for a in memory.recent(FAR) if len(a.entities) == 1 and test(a.entities[0])]
    here = next((a for a in fit if a.sentence == memory.sentence), None)
    before = next((a for a in fit if a.sentence >= memory.sentence - 1 and a.is_subject), None)
    chosen = here or before or next(iter(fit), None)
    if chosen is None:
        return None
    return Resolution(chosen.entities, "description", f"{chosen.entities[0].name}, the last {noun} in view", confidence)
