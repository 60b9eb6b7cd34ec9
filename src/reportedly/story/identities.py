"""Who is who over the documents of a story: canonical parties for events, and people under their full names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.language.countries import country, country_of
from reportedly.language.gazetteer import find_known
from reportedly.model import Entity, Filler
from reportedly.story.items import thing
from reportedly.story.material import Material
from reportedly.story.names import fold, full_names, handle_of, heads_of, sounds_like, turned_names

_RUN_TOGETHER = re.compile(r"@?\w*[a-z][A-Z_]\w*|@\w+")
LONG = 5  # letters of a last name from which a spelling tells the same person without an office


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part in an event, under one key in every document: a country by its code, anybody else by name.

    ``sort``: of somebody or something without a name, what it is ("plane", "journalist").
    """

    key: str
    name: str
    entity: str | None
    country: str | None = None
    sort: str | None = None


@dataclass(frozen=True, slots=True)
class Identities:
    """Entities of the story brought together. ``person`` gives the full-named entity for one that is known by surname.

    ``things``: sorts of thing without a name ("plane"), with the countries they are said to be of; where it is only one country,
    "the plane" and "the Ukrainian plane" are one. ``spelled``: people whose name is another spelling of one in the story.
    ``names``: whom each document calls by a name. ``offices``: people (ids) by the word that names what they are: "general"; only
    those who take part in something.
    """

    entities: Mapping[str, Entity]
    person: Mapping[str, str]
    country_entity: Mapping[str, Entity]
    by_name: Mapping[str, Entity]
    things: Mapping[str, frozenset[str]]
    spelled: Mapping[str, str]
    names: Mapping[str, Mapping[str, frozenset[str]]]
    offices: Mapping[str, frozenset[str]]

    def entity(self, entity_id: str | None) -> Entity | None:
        """The canonical entity behind an id, ``None`` where there is none."""
        return self.entities.get(self.person.get(entity_id, entity_id)) if entity_id else None

    def account(self, name: str) -> Entity | None:
        """The person whose name an account's name on a social network is made of: "@SenKarenHolm"."""
        known = ((e.name, self.person.get(e.id, e.id)) for e in self.entities.values() if e.type == "Person")
        return self.entity(handle_of(name, known)) if _RUN_TOGETHER.fullmatch(name.strip()) else None

    def called(self, document: str, name: str) -> Entity | None:
        """The only person whom a document calls so, in full or by a part of the name."""
        found = {self.person.get(key, key) for key in self.names.get(document, {}).get(fold(name), ())}
        return self.entity(found.pop()) if len(found) == 1 else None

    def named(self, name: str) -> Entity | None:
        """The entity known under a name or alias in this story, if only one is."""
        return self.entity(found.id) if (found := self.by_name.get(fold(name))) else None

    def party(self, filler: Filler, *, as_state: bool) -> Party:
        """Who fills a role. ``as_state``: a government's bodies and office holders act for their country."""
        entity = self.entity(filler.entity) or self.named(filler.name)
        if entity is None or (entity.type == "Place" and entity.country and country_of(filler.name)):
            return self._unknown(filler.name)
        if entity.country and (entity.type == "Country" or (as_state and _acts_for_state(entity))):
            return self._country(entity.country, entity)
        return Party("name:" + fold(entity.name), entity.name, entity.id, entity.country)

    def _country(self, code: str, otherwise: Entity | None) -> Party:
        known, here = country(code), self.country_entity.get(code, otherwise)
        name = known.name if known else here.name if here else code.upper()
        return Party("country:" + code, name, here.id if here else None, code)

    def _unknown(self, name: str) -> Party:
        """A party that no entity stands for: a country by any of its names, else the words themselves."""
        known = country_of(name)
        if known:
            return self._country(known.code, None)
        head = thing(name)
        if head is None:
            return Party("name:" + fold(name), _plain(name), None)
        person = self._described(name, head)
        if person is not None:
            return Party("name:" + fold(person.name), person.name, person.id, person.country)
        countries = _adjectives(name) if len(self.things.get(head, ())) > 1 else frozenset[str]()
        return Party(":".join(("name", head, *sorted(countries))), _plain(name), None, sort=head)

    def _described(self, name: str, head: str) -> Entity | None:
        """The only person of the story who is what a description says: "a dissident journalist", "the former Norlandian spy"."""
        if not re.search(rf"\b{re.escape(head)}$", name.strip(), re.IGNORECASE):  # several are nobody in particular
            return None
        countries = _adjectives(name)
        found = {self.person.get(key, key) for key in self.offices.get(head, ())}
        people = [
            e for e in map(self.entity, sorted(found)) if e and (not countries or e.country in {None, *countries})
        ]
        return people[0] if len(people) == 1 else None


def identify(material: Material) -> Identities:
    """Bring the entities of all documents together. Two people with different first names are never made one."""
    entities = material.entities
    countries: dict[str, Entity] = {}
    for entity in sorted(entities.values(), key=lambda e: (len(e.name), e.name), reverse=True):
        if entity.type == "Country" and entity.country:
            countries[entity.country] = _better_country(countries.get(entity.country), entity)
    spelled = _spellings(entities.values())
    told = Counter[str]()
    for e in (e for r in material.readings for e in r.entities):
        told[e.id] += len(e.mentions)
    turned = turned_names(entities.values(), told)
    people = [e for e in entities.values() if e.type == "Person" and e.id not in spelled and e.id not in turned]
    full = {k: spelled.get(v, v) for k, v in full_names(people, material.offices).items()}
    person = {**turned, **spelled, **full}
    person = {k: person.get(v, v) for k, v in person.items()}
    return Identities(
        entities=entities,
        person=person,
        country_entity=countries,
        by_name=_by_name(entities.values()),
        things=_things(material),
        spelled=spelled,
        names=_names(material),
        offices=_by_office(material),
    )


def _by_office(material: Material) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    acting = {f.entity for e in material.events.values() for role in e.roles for f in role.fillers}
    for key, roles in material.offices.items():
        if (
            key in acting
            and material.entities[key].type == "Person"
            and len(fold(material.entities[key].name).split()) > 1
        ):
            for head in heads_of(roles):
                found.setdefault(head, set()).add(key)
    return {head: frozenset(keys) for head, keys in sorted(found.items())}


def _names(material: Material) -> dict[str, dict[str, frozenset[str]]]:
    found: dict[str, dict[str, set[str]]] = {}
    for reading in material.readings:
        here = found.setdefault(reading.document.id, {})
        for entity in (e for e in reading.entities if e.type == "Person"):
            for name in (entity.name, *entity.aliases):
                here.setdefault(fold(name), set()).add(entity.id)
    return {d: {name: frozenset(ids) for name, ids in here.items()} for d, here in found.items()}


def _things(material: Material) -> dict[str, frozenset[str]]:
    """Each sort of thing that takes part in events without a name, with the countries that the texts give it."""
    found: dict[str, set[str]] = {}
    for event in material.events.values():
        for role in event.roles:
            for filler in role.fillers:
                if filler.entity is None and (head := thing(filler.name)):
                    found.setdefault(head, set()).update(_adjectives(filler.name))
    return {head: frozenset(countries) for head, countries in sorted(found.items())}


def _adjectives(name: str) -> frozenset[str]:
    return frozenset(h.known.country for h in find_known(name) if h.known.type == "Country" and h.known.country)


def _plain(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip()


def _acts_for_state(entity: Entity) -> bool:
    return entity.type == "PublicBody" or (entity.type == "Person" and bool(entity.role))


def _better_country(one: Entity | None, other: Entity) -> Entity:
    """The entity to show for a country: a name in full rather than an abbreviation, then the shorter."""
    if one is None:
        return other
    return min(one, other, key=lambda e: (e.name.replace(".", "").isupper(), len(e.name), e.name))


def _spellings(entities: Iterable[Entity]) -> dict[str, str]:
    """Entity id of a person to the id of one of the same office and country whose name is the same but for its spelling."""
    people = sorted((e for e in entities if e.type == "Person" and len(fold(e.name).split()) > 1), key=_known)
    found: dict[str, str] = {}
    for i, person in enumerate(people):
        same = next((p for p in people[:i] if p.id not in found and _one_spelled_twice(p, person)), None)
        if same is not None:
            found[person.id] = same.id
    return found


def _known(entity: Entity) -> tuple[bool, int, str, str]:
    return not entity.role, -len(entity.name), entity.name, entity.id


def _one_spelled_twice(one: Entity, other: Entity) -> bool:
    """Whether names differ in spelling only, of one office; or in a long last name only, where no office tells them apart."""
    a, b = fold(one.name).split(), fold(other.name).split()
    countries = not one.country or not other.country or one.country == other.country
    if not countries or len(a) != len(b) or not all(map(sounds_like, a, b)):
        return False
    unknown, long = not one.role or not other.role, min(len(a[-1]), len(b[-1])) >= LONG
    return one_office(one, other) or (long and _doubled(a, b)) or (unknown and long and a[:-1] == b[:-1])


def _doubled(a: list[str], b: list[str]) -> bool:
    """Whether names differ in doubled letters only: "Qasim" and "Qassim"."""
    return [re.sub(r"(.)\1", r"\1", w) for w in a] == [re.sub(r"(.)\1", r"\1", w) for w in b]


def one_office(one: Entity, other: Entity) -> bool:
    """Whether two people hold an office of one name."""
    return bool(_office(one) & _office(other))


def _office(entity: Entity) -> frozenset[str]:
    """The word that names an office, with the one before it: "foreign minister" of "Iranian foreign minister"."""
    words = re.split(r"\b(?:of|at|for|to|in)\b", (entity.role or "").casefold())[0].split()
    return frozenset({" ".join(words[-2:])} if words else ())


def _by_name(entities: Iterable[Entity]) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    several = set()
    for entity in sorted(entities, key=lambda e: e.id):
        for name in {fold(n) for n in (entity.name, *entity.aliases)}:
            if name in found and found[name] != entity:
                several.add(name)
            found.setdefault(name, entity)
    return {name: entity for name, entity in found.items() if name and name not in several}
