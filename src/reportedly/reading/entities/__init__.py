"""Entities of a document: who and what it names, each with its plain name and every mention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.language.countries import country
from reportedly.language.offices import office_of
from reportedly.language.parser import ParsedDocument
from reportedly.language.tables import words
from reportedly.model import Entity, EntityType, Span, content_id
from reportedly.packs import Pack
from reportedly.reading.entities.found import spots_of
from reportedly.reading.entities.homes import home_of
from reportedly.reading.entities.kinds import settled
from reportedly.reading.entities.owners import with_owners
from reportedly.reading.entities.people import Person, people, with_people
from reportedly.reading.entities.repeats import with_repeats
from reportedly.reading.entities.roles import role_of
from reportedly.reading.entities.shortened import with_full_names
from reportedly.reading.entities.spots import Spot, SpotMap
from reportedly.reading.entities.states import with_states

__all__ = ["find_entities"]


def find_entities(parsed: ParsedDocument, packs: tuple[Pack, ...]) -> tuple[Entity, ...]:
    """The entities of a document, sorted by their first mention; ``packs`` give names of arms beside those of the tables."""
    makes = tuple(sorted({make for pack in packs for make, _ in pack.makes}))
    spots = tuple(s for i, block in enumerate(parsed.blocks) for s in spots_of(block, i, makes))
    spots = with_states(parsed.blocks, settled(parsed.blocks, spots))
    spots = with_people(parsed.blocks, with_repeats(parsed.blocks, spots))
    spots = with_full_names(spots)
    spots = with_owners(parsed.blocks, spots)
    persons = _persons(parsed, spots)
    found = (*_things(parsed, _led(spots, persons)), *persons)
    return tuple(sorted(_merged(found), key=lambda e: (e.mentions, e.id)))


def _led(spots: Sequence[Spot], persons: Sequence[Entity]) -> list[Spot]:
    """The spots, each administration with the country of the leader whom the document introduces."""
    states = {
        part: p.country for p in persons if p.role and p.country for part in (p.name.split()[-1], p.name.split()[0])
    }
    return [
        replace(s, country=states.get(s.name.split()[0], s.country)) if s.name.endswith(" administration") else s
        for s in spots
    ]


def _things(parsed: ParsedDocument, spots: Sequence[Spot]) -> list[Entity]:
    groups: dict[tuple[EntityType, str], list[Spot]] = {}
    public = {s.name for s in spots if s.type == "PublicBody"}
    for spot in (s for s in spots if s.type != "Person"):
        kind: EntityType = "PublicBody" if spot.type == "Organization" and spot.name in public else spot.type
        groups.setdefault((kind, spot.name), []).append(spot)
    return [_entity(parsed, kind, name, found, country=_code(found)) for (kind, name), found in groups.items()]


def _code(spots: Iterable[Spot]) -> str | None:
    return next((s.country for s in spots if s.country), None)


def _persons(parsed: ParsedDocument, spots: Sequence[Spot]) -> list[Entity]:
    index = SpotMap(tuple(spots))
    led = frozenset(s.name.split()[0] for s in spots if s.name.endswith(" administration"))
    return [_person(parsed, person, index, led) for person in people(spots)]


def _person(parsed: ParsedDocument, person: Person, index: SpotMap, led: frozenset[str]) -> Entity:
    """A person with the longest description of the office; ``led`` are the surnames after which administrations are called."""
    roles = [r for s in person.spots if (r := role_of(parsed.blocks[s.block], s, index)) is not None]
    longest = max(roles, key=lambda r: len(r.text.split()), default=None)
    codes = [r.country for r in roles if r.country]
    # A state before the EU or the UN; and papers do not say whose president the head of an American administration is.
    code = next((c for c in codes if country(c)), next(iter(codes), None))
    plainly = longest is not None and longest.text.casefold() in {"president", "former president", "then-president"}
    if (
        code is None
        and (plainly or person.name.split()[-1] in led)
        and person.name.split()[-1] in words("us presidents")
    ):
        code = "us"
    if code is None and longest is not None and _is_of_government(longest.text):
        homes = (home_of(parsed.blocks, s, index) for s in person.spots)
        code = next((c for c in homes if country(c)), None)
    return _entity(parsed, "Person", person.name, person.spots, country=code, role=longest.text if longest else None)


def _is_of_government(role: str) -> bool:
    """Whether an office speaks for a government; a lawmaker comments on any state, and the one just told of is not theirs."""
    office = office_of(role)
    lawmaker = role.rsplit(maxsplit=1)[-1].casefold() in words("lawmakers")
    return office is not None and office.of == "government" and not lawmaker


def _entity(
    parsed: ParsedDocument,
    kind: EntityType,
    name: str,
    spots: Sequence[Spot],
    *,
    country: str | None = None,
    role: str | None = None,
) -> Entity:
    text = parsed.document.text
    mentions = tuple(sorted({s.span for s in spots}))
    printed = {" ".join(text[start:end].split()) for start, end in mentions}
    return Entity(
        content_id("ent", kind, name), kind, name, tuple(sorted(printed - {name})), role, country, (), mentions
    )


def _merged(entities: Iterable[Entity]) -> list[Entity]:
    """One entity for each id."""
    by_id: dict[str, Entity] = {}
    for entity in entities:
        known = by_id.get(entity.id)
        by_id[entity.id] = entity if known is None else _joined(known, entity)
    return list(by_id.values())


def _joined(a: Entity, b: Entity) -> Entity:
    mentions: tuple[Span, ...] = tuple(sorted({*a.mentions, *b.mentions}))
    aliases = tuple(sorted({*a.aliases, *b.aliases}))
    return replace(a, aliases=aliases, role=a.role or b.role, country=a.country or b.country, mentions=mentions)
