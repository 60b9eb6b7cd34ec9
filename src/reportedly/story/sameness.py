"""Whether two people named in a story are one: the same, different, possibly the same, or unknown, each with its reason.

Only people whose last names are one, or are one but for their spelling, are looked at. Two people with different first names are
different, whatever else agrees; nothing but the same name, or the same office and a spelling, makes them the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from reportedly.model import Entity, Identity
from reportedly.story.identities import one_office
from reportedly.story.names import fold, sounds_like

CROWD = 30  # people of one last name from which the pairs are not told


def sameness(entities: Iterable[Entity], merged: Mapping[str, str]) -> tuple[Identity, ...]:
    """What is held of each pair of people with one last name; ``merged``: person to the one that they are."""
    by_last: dict[str, list[Entity]] = defaultdict(list)
    for entity in sorted((e for e in entities if e.type == "Person" and fold(e.name)), key=lambda e: e.id):
        by_last[_key(fold(entity.name).split()[-1])].append(entity)
    pairs = (pair for _, same in sorted(by_last.items()) if len(same) <= CROWD for pair in combinations(same, 2))
    return tuple(found for a, b in pairs if (found := _judged(a, b, merged)) is not None)


def _key(last: str) -> str:
    """One key for the spellings of a last name: its first letter and its consonants, roughly."""
    plain = last.replace("kh", "h").replace("gh", "g").replace("q", "g").replace("w", "v").replace("ph", "f")
    letters = [c for i, c in enumerate(plain) if i == 0 or c not in "aeiouy"]
    return "".join(c for i, c in enumerate(letters) if i == 0 or c != letters[i - 1])


def _judged(a: Entity, b: Entity, merged: Mapping[str, str]) -> Identity | None:
    one, other = fold(a.name).split(), fold(b.name).split()
    if not (one[-1] == other[-1] or sounds_like(one[-1], other[-1])):
        return None
    if merged.get(a.id, a.id) == merged.get(b.id, b.id):
        return Identity(a.id, b.id, "same", _why_same(a, b, one, other))
    if len(one) == 1 or len(other) == 1:
        return Identity(a.id, b.id, "unknown", "a last name alone, which several people of the story have")
    if one[0] == other[0] or sounds_like(one[0], other[0]):
        return Identity(a.id, b.id, "possibly", _why_possibly(a, b, one, other))
    if _initial(one[0], other[0]):
        return Identity(a.id, b.id, "possibly", "one last name, and an initial that fits")
    return Identity(a.id, b.id, "different", f"different first names: {a.name}, {b.name}")


def _initial(one: str, other: str) -> bool:
    return one[0] == other[0] and 1 in (len(one), len(other))


def _why_same(a: Entity, b: Entity, one: list[str], other: list[str]) -> str:
    if len(one) != len(other):
        return f"{a.name}, {b.name}: the only person of the story whose name has the other"
    if one == other:
        return "one name"
    if one_office(a, b):
        return f"{a.name}, {b.name}: one office, and a name that differs in spelling only"
    if sorted(one) == sorted(other):
        return f"{a.name}, {b.name}: one name, the other way round"
    return f"{a.name}, {b.name}: one first name, a last name that differs in spelling only, and no office that tells them apart"


def _why_possibly(a: Entity, b: Entity, one: list[str], other: list[str]) -> str:
    names = f"{a.name}, {b.name}"
    if a.country and b.country and a.country != b.country:
        return f"{names}: names that agree, of two countries ({', '.join(sorted((a.country, b.country)))})"
    if not one_office(a, b):
        return f"{names}: names that agree but for spelling or a part, and no office that both have"
    return f"{names}: names of which one has a part that the other has not" if len(one) != len(other) else names
