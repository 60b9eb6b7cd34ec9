"""What disagrees with what: decided on holder, polarity, certainty, time and scope, never on likeness of wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from reportedly.model import ClaimPoint, Relation, RelationKind, Value
from reportedly.story.items import GENERAL
from reportedly.story.lineage import Told
from reportedly.story.material import Material
from reportedly.story.matters import Matter
from reportedly.story.positions import days_of, speaker_name, values
from reportedly.story.sources import Sources


def relations(matters: Sequence[Matter], material: Material, sources: Sources) -> tuple[Relation, ...]:
    """Every relation between the mentions of a story."""
    found = [
        *(r for m in matters for r in _denials(m, material, sources)),
        *(r for m in matters for r in _quantities(m)),
        *(r for m in matters for r in _general(m, matters, material, sources)),
    ]
    return tuple(
        sorted(set(found), key=lambda r: (r.kind, r.a.claim, r.a.event or "", r.b.claim, r.b.event or "", r.reason))
    )


def general_denials(matter: Matter, matters: Sequence[Matter]) -> tuple[Told, ...]:
    """Denials of arms in general that cover a claim about one kind of them, between the same parties."""
    if matter.model.family in (None, GENERAL):
        return ()
    return tuple(
        told
        for other in matters
        if other.model.family == GENERAL and other.model.type == matter.model.type and _same_parties(matter, other)
        for told in other.told
        if told.stance == "denies"
    )


def _same_parties(narrow: Matter, general: Matter) -> bool:
    """Whether a general claim names the same parties, or leaves one out ("to either side")."""
    theirs = {s.role: s.keys for s in narrow.model.slots}
    named = [s for s in general.model.slots if s.parties]
    return bool(named) and all(s.keys <= theirs.get(s.role, frozenset()) for s in named)


def _denials(matter: Matter, material: Material, sources: Sources) -> Iterator[Relation]:
    affirmed = _first_of_each(matter, "affirms", material, sources)
    denied = _first_of_each(matter, "denies", material, sources)
    for name_a, a in affirmed:
        for name_b, b in denied:
            kind, reason = _disagreement(a, b, name_a, name_b, material)
            yield Relation(kind, ClaimPoint(matter.id, a.event.id), ClaimPoint(matter.id, b.event.id), reason)


def _disagreement(a: Told, b: Told, name_a: str, name_b: str, material: Material) -> tuple[RelationKind, str]:
    who = f"{name_a} affirms, {name_b} denies"
    day_a, day_b = days_of(a, material), days_of(b, material)
    if name_a == name_b and day_a != day_b and day_a[0] and day_b[0]:
        return "superseded", f"{who}: one speaker at two times"
    happens = a.event.when.earliest
    if happens and day_b[1] and happens > day_b[1]:
        return "different_scope", f"{who}: the denial is older than what is affirmed"
    if a.event.status == "planned" and b.event.status in ("happened", "ongoing"):
        return "different_scope", f"{who}: the one tells a plan, the other denies that it has happened"
    hedge = f"; {name_a} holds it as {a.event.certainty}" if a.event.certainty != "certain" else ""
    return "contradicts", f"{who}: the same parties, item and time{hedge}"


def _first_of_each(matter: Matter, stance: str, material: Material, sources: Sources) -> list[tuple[str, Told]]:
    """The first mention of each speaker with a stance, firmer ones before hedged ones."""
    found: dict[str, tuple[tuple[bool, date, str], Told]] = {}
    for told in matter.told:
        if told.stance == stance:
            _, name = speaker_name(told, material, sources)
            rank = (told.event.certainty != "certain", days_of(told, material)[0] or date.max, told.event.id)
            found[name] = min(found.get(name, (rank, told)), (rank, told), key=lambda x: x[0])
    return [(name, told) for name, (_, told) in sorted(found.items())]


def _general(matter: Matter, matters: Sequence[Matter], material: Material, sources: Sources) -> Iterator[Relation]:
    affirmed = _first_of_each(matter, "affirms", material, sources)
    for b in general_denials(matter, matters):
        general = next(m for m in matters if b in m.told)
        _, denier = speaker_name(b, material, sources)
        for name, a in affirmed:
            kind, reason = _disagreement(a, b, name, denier, material)
            reason = reason.replace("the same parties, item and time", f"a general denial covers it ({general.label})")
            yield Relation(kind, ClaimPoint(matter.id, a.event.id), ClaimPoint(general.id, b.event.id), reason)


def _quantities(matter: Matter) -> Iterator[Relation]:
    """Quantities whose ranges do not overlap, each pair of ranges once."""
    first: dict[tuple[str, float | None, float | None], Value] = {}
    for value in values(matter.told):
        first.setdefault((value.role, value.low, value.high), value)
    for a, b in combinations(first.values(), 2):
        if a.role == b.role and _apart(a, b):
            yield Relation(
                "quantity_differs",
                ClaimPoint(matter.id, a.event),
                ClaimPoint(matter.id, b.event),
                f"{a.role}: “{a.name}” and “{b.name}” do not overlap",
            )


def _apart(a: Value, b: Value) -> bool:
    return (a.high is not None and b.low is not None and a.high < b.low) or (
        b.high is not None and a.low is not None and b.high < a.low
    )
