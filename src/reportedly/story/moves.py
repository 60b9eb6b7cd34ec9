"""How a claim moved over dated documents: status, number, certainty, denial, evidence, dropped. No date, no move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from reportedly.model import Move, Quantity, Status
from reportedly.story.amounts import apart, is_number, more_exact
from reportedly.story.dropped import Carried, dropped
from reportedly.story.material import Material
from reportedly.story.positions import days_of, speaker_name
from reportedly.story.resting import Rest, Told
from reportedly.story.source import Sources
from reportedly.story.stages import LADDER, Stage

CERTAINTY = ("unknown", "possible", "probable", "certain")

Dated = tuple[date, Told, Rest]


def moves(
    mentions: Sequence[Told], rests: Sequence[Rest], stage: Stage, known: Carried, material: Material, sources: Sources
) -> tuple[Move, ...]:
    """Every step of a claim, in order of date; no further than the stage that it has come to."""
    dated = [
        (day, m, r)
        for m, r in zip(mentions, rests, strict=True)
        if (day := days_of(m, material)[0] or days_of(m, material)[1]) is not None
    ]
    ordered = sorted(dated, key=lambda d: (d[0], d[1].document, d[1].event.trigger, d[1].event.id))
    steps = [
        *_status(ordered, stage, material, sources),
        *_certainty(ordered),
        *_quantity(ordered),
        *_denials(ordered, material, sources),
        *_evidence(ordered),
        *dropped(mentions, rests, known, material),
    ]
    return tuple(sorted(steps, key=lambda s: (s.date or date.max, s.document, s.what, s.after, s.before or "")))


def _status(ordered: Sequence[Dated], stage: Stage, material: Material, sources: Sources) -> Iterator[Move]:
    """The first telling, and each status further than all before it; what goes further than the claim has come moves nothing."""
    before: Status | None = None
    for day, m, _ in ordered:
        status = m.event.status
        if m.stance not in ("affirms", "considers") or status == "demanded" or _further(status, stage.status):
            continue
        if before is None:
            who = speaker_name(m, material, sources)[1]
            yield Move(day, "status", None, status, m.document, f"first told, by {who}")
            before = status
        elif _further(status, before):
            yield Move(day, "status", before, status, m.document, f"first told as {status}")
            before = status


def _further(one: Status, other: Status) -> bool:
    return LADDER.index(one) > LADDER.index(other)


def _certainty(ordered: Sequence[Dated]) -> Iterator[Move]:
    before: str | None = None
    for day, m, _ in ordered:
        if m.stance != "affirms" or m.event.status not in ("happened", "ongoing"):
            continue
        if before is None or CERTAINTY.index(m.event.certainty) > CERTAINTY.index(before):
            if before is not None:
                yield Move(day, "certainty", before, m.event.certainty, m.document, "from hedged to firmer")
            before = m.event.certainty


def _quantity(ordered: Sequence[Dated]) -> Iterator[Move]:
    """The first number given, and each that differs from the one before it or is much more exact; a share is none."""
    before: dict[str, Quantity] = {}
    for day, m, _ in ordered:
        for q in m.event.quantities if m.stance != "denies" else ():
            last = before.get(q.role)
            if is_number(q) and (last is None or apart(last, q) or more_exact(q, last)):
                how = "first given" if last is None else "another number" if apart(last, q) else "more exact"
                yield Move(day, "quantity", last.name if last else None, q.name, m.document, f"{q.role}: {how}")
                before[q.role] = q


def _denials(ordered: Sequence[Dated], material: Material, sources: Sources) -> Iterator[Move]:
    seen = set[str]()
    for day, m, _ in ordered:
        _, name = speaker_name(m, material, sources)
        if m.stance == "denies" and name not in seen:
            seen.add(name)
            yield Move(day, "denial", None, f"denied by {name}", m.document, "the first denial by this speaker")


def _evidence(ordered: Sequence[Dated]) -> Iterator[Move]:
    """A new origin adds evidence where it is no reaction, nor the same speaker again; the first one starts the claim."""
    seen: set[str] = set()
    for day, m, rest in ordered:
        spring = rest.spring
        if m.stance != "affirms" or spring is None or rest.base is not None:
            continue
        known = {spring.id, *(s.key for s in spring.sources if not spring.report)}
        if seen and not known & seen:
            yield Move(
                min(day, spring.day or day), "evidence", None, spring.label, m.document, "an origin not told of before"
            )
        seen |= known
