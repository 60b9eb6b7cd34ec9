"""Who is who over the documents of a story: canonical parties for events, and people under their full names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.language.countries import country, country_of
from reportedly.language.gazetteer import find_known
from reportedly.model import Entity, Filler
from reportedly.story.items import thing
from reportedly.story.material import Material


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part in an event, under one key in every document: a country by its code, anybody else by name."""

    key: str
    name: str
    entity: str | None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Identities:
    """Entities of the story brought together. ``person`` gives the full-named entity for one that is known by surname.

    ``things``: sorts of thing without a name ("plane"), with the countries they are said to be of; where it is only one country,
    "the plane" and "the Ukrainian plane" are one. ``spelled``: people whose name is another spelling of one in the story.
    """

    entities: Mapping[str, Entity]
    person: Mapping[str, str]
    country_entity: Mapping[str, Entity]
    by_name: Mapping[str, Entity]
    things: Mapping[str, frozenset[str]]
    spelled: Mapping[str, str]

    def entity(self, entity_id: str | None) -> Entity | None:
        """The canonical entity behind an id, ``None`` where there is none."""
        return self.entities.get(self.person.get(entity_id, entity_id)) if entity_id else None

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
        countries = _adjectives(name) if len(self.things.get(head, ())) > 1 else frozenset[str]()
        return Party(":".join(("name", head, *sorted(countries))), _plain(name), None)


def identify(material: Material) -> Identities:
    """Bring the entities of all documents together. Two people with different first names are never made one."""
    entities = material.entities
    countries: dict[str, Entity] = {}
    for entity in sorted(entities.values(), key=lambda e: (len(e.name), e.name), reverse=True):
        if entity.type == "Country" and entity.country:
            countries[entity.country] = _better_country(countries.get(entity.country), entity)
    spelled = _spellings(entities.values())
    full = {k: spelled.get(v, v) for k, v in _full_names(e for e in entities.values() if e.id not in spelled).items()}
    return Identities(entities, {**spelled, **full}, countries, _by_name(entities.values()), _things(material), spelled)


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


def fold(name: str) -> str:
    """A name without case, accents, marks and a leading article: "The Café-Post" and "cafe post" are one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"[^\w]+", " ", re.sub(r"['’‘.]s?\b", "", plain)).strip()
    return re.sub(r"^(?:the|a|an) ", "", plain)


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
    people = sorted(
        (e for e in entities if e.type == "Person" and e.role and len(fold(e.name).split()) > 1), key=_known
    )
    found: dict[str, str] = {}
    for i, person in enumerate(people):
        same = next((p for p in people[:i] if p.id not in found and _one_spelled_twice(p, person)), None)
        if same is not None:
            found[person.id] = same.id
    return found


def _known(entity: Entity) -> tuple[int, str, str]:
    return -len(entity.name), entity.name, entity.id


def _one_spelled_twice(one: Entity, other: Entity) -> bool:
    a, b = fold(one.name).split(), fold(other.name).split()
    countries = not one.country or not other.country or one.country == other.country
    return one_office(one, other) and countries and len(a) == len(b) and all(map(sounds_like, a, b))


def one_office(one: Entity, other: Entity) -> bool:
    """Whether two people hold an office of one name."""
    return bool(_office(one) & _office(other))


def _office(entity: Entity) -> frozenset[str]:
    """The word that names an office, with the one before it: "foreign minister" of "Iranian foreign minister"."""
    words = re.split(r"\b(?:of|at|for|to|in)\b", (entity.role or "").casefold())[0].split()
    return frozenset({" ".join(words[-2:])} if words else ())


def sounds_like(one: str, other: str) -> bool:
    """Whether two words differ only as transliterations do: in vowels, in "kh" and "h", "q" and "gh", doubled letters."""
    return (
        _bones(one) == _bones(other)
        and one[0] == other[0]
        and abs(len(one) - len(other)) <= 2
        and (one[-1] == "a")
        == (
            other[-1] == "a"  # Ivan is not Ivana
        )
    )


def _bones(word: str) -> str:
    plain = re.sub(r"kh", "h", re.sub(r"gh|q", "g", re.sub(r"ph", "f", re.sub(r"w", "v", word))))
    return re.sub(r"(.)\1+", r"\1", plain[:1] + re.sub(r"[aeiouy]", "", plain[1:]))


def _full_names(entities: Iterable[Entity]) -> dict[str, str]:
    """Entity id of a person known by part of a name to the id of the only person whose name has it."""
    people = sorted((tuple(fold(e.name).split()), e.id) for e in entities if e.type == "Person" and fold(e.name))
    by_surname: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for tokens, key in people:
        by_surname.setdefault(tokens[-1], []).append((tokens, key))
        if len(tokens) > 2:
            by_surname.setdefault(" ".join(tokens[-2:]), []).append((tokens, key))
    full: dict[str, str] = {}
    for tokens, key in sorted(people, key=lambda p: -len(p[0])):  # the longest first, so that shorter ones end there
        same = by_surname.get(" ".join(tokens[-2:]), []) if len(tokens) == 2 else []
        longer = [
            full.get(k, k) for t, k in [*by_surname[tokens[-1]], *same] if len(t) > len(tokens) and _part_of(tokens, t)
        ]
        if len(set(longer)) == 1:
            full[key] = longer[0]
    return full


def _part_of(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if len(short) == 1:
        return short[0] == long[-1]
    return short == long[-len(short) :] or (short[0] == long[0] and short[-1] == long[-1])


def _by_name(entities: Iterable[Entity]) -> dict[str, Entity]:
    found: dict[str, Entity] = {}
    several = set()
    for entity in sorted(entities, key=lambda e: e.id):
        for name in {fold(n) for n in (entity.name, *entity.aliases)}:
            if name in found and found[name] != entity:
                several.add(name)
            found.setdefault(name, entity)
    return {name: entity for name, entity in found.items() if name and name not in several}
