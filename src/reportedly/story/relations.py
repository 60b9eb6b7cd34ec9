"""What disagrees with what: decided on holder, polarity, certainty, time and scope, never on likeness of wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations, product

from reportedly.model import ClaimPoint, Relation, RelationKind, Stance, Value
from reportedly.story.amounts import apart
from reportedly.story.items import GENERAL
from reportedly.story.material import Material
from reportedly.story.matters import Matter
from reportedly.story.positions import days_of, named, speaker_name, values
from reportedly.story.resting import Told
from reportedly.story.source import Sources
from reportedly.story.spoken import is_spoken

SAME = "the same parties, item and time"
MANY = 20  # mentions of one side that are looked at for their clearest disagreement
LONG_BEFORE = timedelta(days=180)  # a denial this much older than what is affirmed may speak of another time


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
    affirmed = _by_speaker(matter.told, "affirms", material, sources)
    for denier, denials in _by_speaker(matter.told, "denies", material, sources):
        for name, mentions in affirmed:
            found = _clearest([(name, a) for a in mentions], [(denier, b) for b in denials], material)
            if found is not None:
                kind, reason, a, b = found
                yield Relation(kind, _point(matter, a), _point(matter, b), reason)


def _point(matter: Matter, told: Told) -> ClaimPoint:
    return ClaimPoint(matter.id, None if is_spoken(told.event) else told.event.id)


Speaking = tuple[str, Told]


def _clearest(
    affirmed: Sequence[Speaking], denied: Sequence[Speaking], material: Material
) -> tuple[RelationKind, str, Told, Told] | None:
    """The clearest disagreement among some mentions: a contradiction before others, firm before hedged; ``None`` without any."""
    found = [
        (kind != "contradicts", a.event.certainty != "certain", a.event.id, b.event.id, kind, reason, a, b)
        for (name_a, a), (name_b, b) in product(affirmed[:MANY], denied[:MANY])
        if name_a != name_b or days_of(a, material) != days_of(b, material)
        for kind, reason in [_disagreement(a, b, name_a, name_b, material)]
    ]
    return min(found, key=lambda f: f[:4])[4:] if found else None


def _disagreement(a: Told, b: Told, name_a: str, name_b: str, material: Material) -> tuple[RelationKind, str]:
    who = f"{name_a} affirms, {name_b} denies"
    if why := _only_reported(a, b, material):
        return "reports_opposing", f"{who}: {why}"
    day_a, day_b = days_of(a, material), days_of(b, material)
    if name_a == name_b and day_a != day_b and day_a[0] and day_b[0]:
        return "superseded", f"{who}: one speaker at two times"
    happens = a.event.when.earliest
    if happens and day_b[1] and happens > day_b[1]:
        return "different_scope", f"{who}: the denial is older than what is affirmed"
    if day_a[0] and day_b[1] and day_a[0] - day_b[1] > LONG_BEFORE:
        return "different_scope", f"{who}: the denial was made {(day_a[0] - day_b[1]).days} days before"
    if a.event.status == "planned" and b.event.status in ("happened", "ongoing"):
        return "different_scope", f"{who}: the one tells a plan, the other denies that it has happened"
    hedge = f"; {name_a} holds it as {a.event.certainty}" if a.event.certainty != "certain" else ""
    return "contradicts", f"{who}: {SAME}{hedge}"


def _only_reported(a: Told, b: Told, material: Material) -> str:
    """Why one of two opposing views is only reported by who holds the other; empty where both stand for themselves."""
    one, other = material.holder(a.event), material.holder(b.event)
    if a.document == b.document and (one is None) != (other is None):
        return "the article says the one itself, and reports the other"
    if one is None or other is None or one.id == other.id:
        return ""
    within = one in material.chain(other) or other in material.chain(one)
    return "the one is told within the words of the other" if within else ""


def _by_speaker(
    mentions: Sequence[Told], stance: Stance, material: Material, sources: Sources
) -> list[tuple[str, list[Told]]]:
    """The mentions of each named speaker with a stance."""
    found: dict[str, list[Told]] = {}
    for told in mentions:
        if told.stance == stance and named(told, material, sources):
            found.setdefault(speaker_name(told, material, sources)[1], []).append(told)
    return sorted(found.items())


def _general(matter: Matter, matters: Sequence[Matter], material: Material, sources: Sources) -> Iterator[Relation]:
    """Each speaker's general denials against the affirmation of the narrower claim that they contradict most clearly."""
    affirmed = [(n, a) for n, ms in _by_speaker(matter.told, "affirms", material, sources) for a in ms]
    for denier, denials in _by_speaker(general_denials(matter, matters), "denies", material, sources):
        found = _clearest(affirmed, [(denier, b) for b in denials], material)
        if found is not None:
            kind, reason, a, b = found
            general = next(m for m in matters if b in m.told)
            reason = reason.replace(SAME, f"a general denial covers it ({general.label})")
            yield Relation(kind, _point(matter, a), _point(general, b), reason)


def _quantities(matter: Matter) -> Iterator[Relation]:
    """Quantities whose ranges do not overlap, each pair of ranges once."""
    first: dict[tuple[str, float | None, float | None], Value] = {}
    for value in values(matter.told):
        first.setdefault((value.role, value.low, value.high), value)
    for a, b in combinations(first.values(), 2):
        if a.role == b.role and apart(a, b):
            yield Relation(
                "quantity_differs",
                ClaimPoint(matter.id, a.event),
                ClaimPoint(matter.id, b.event),
                f"{a.role}: “{a.name}” and “{b.name}” do not overlap",
            )
