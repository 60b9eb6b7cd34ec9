"""How far a claim has come: the furthest status that enough of those who affirm it give; and what that makes of the others.

A single mention that goes further than all the rest of its time is more often read wrongly than right, so it moves nothing
alone: a status holds where the mentions that tell it so, or tell more, weigh half as much as those told since that tell less, and
at most :data:`ENOUGH`, or :data:`SHARE` of those that tell less where they are very many. A mention weighs what its reading is
sure of; copied words weigh once; what was told before anybody went so far weighs nothing against it: a matter moves on.
Whose word a mention is plays no part: leaving an attribution out never moves a claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportedly.model import Status
from reportedly.story.material import Material
from reportedly.story.resting import Told

LADDER: tuple[Status, ...] = (
    "none",
    "conditional",
    "feared",
    "considered",
    "demanded",
    "planned",
    "ongoing",
    "happened",
)
ENOUGH = 1.2
"""More than any one mention weighs: two mentions move a claim whatever the others tell, while those are not many more."""
SHARE = 0.15
DONE: tuple[Status, ...] = ("ongoing", "happened")


@dataclass(frozen=True, slots=True)
class Stage:
    """The status of a claim, why it is that one, and the events that show it."""

    status: Status
    reason: str
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Heard:
    """Words that tell of a claim, once however often they were copied: how far they go, what they weigh, when they appeared."""

    status: Status
    weight: float
    first: date | None
    event: str
    affirms: bool


def stage_of(mentions: Sequence[Told], material: Material) -> Stage:
    """How far a claim has come. Where nobody affirms it, the furthest that it is considered or made a condition."""
    heard = _heard(mentions, material)
    affirmed = sorted({h.status for h in heard if h.affirms}, key=LADDER.index, reverse=True)
    passed: list[_Heard] = []
    for status in affirmed:
        so_far = [h for h in heard if h.affirms and LADDER.index(h.status) >= LADDER.index(status)]
        less = _since(so_far, [h for h in heard if h not in so_far])
        if _holds(so_far, less):
            return Stage(status, _reason(status, so_far, less, passed), tuple(sorted(h.event for h in so_far)))
        passed = so_far
    return _unaffirmed(mentions)


def _heard(mentions: Sequence[Told], material: Material) -> list[_Heard]:
    """What affirms, considers or conditions a claim; of words that were copied the surest reading."""
    found: dict[object, _Heard] = {}
    for m in mentions:
        if m.stance not in ("affirms", "considers", "conditions"):
            continue
        day = material.documents[m.home].published
        affirms = m.stance == "affirms"
        status = m.event.status if affirms or LADDER.index(m.event.status) < LADDER.index("planned") else "considered"
        one = _Heard(status, m.event.confidence, day.earliest or day.latest, m.event.id, affirms)
        key = (m.home, m.place, m.event.type, status) if m.place >= 0 else m.event.id
        if key not in found or (one.weight, found[key].event) > (found[key].weight, one.event):
            found[key] = one
    return sorted(found.values(), key=lambda h: h.event)


def _since(so_far: Iterable[_Heard], others: Iterable[_Heard]) -> list[_Heard]:
    """The others that were told when somebody went so far already, or on a day that is not known."""
    first = min((h.first for h in so_far if h.first), default=None)
    return [h for h in others if first is None or h.first is None or h.first >= first]


def _holds(so_far: Iterable[_Heard], less: Iterable[_Heard]) -> bool:
    weight, against = sum(h.weight for h in so_far), sum(h.weight for h in less)
    return weight >= min(against / 2, max(ENOUGH, SHARE * against))


def _reason(status: Status, so_far: Sequence[_Heard], less: Sequence[_Heard], passed: Sequence[_Heard]) -> str:
    several = len(so_far) > 1
    if status == "none":
        hold = f"{len(so_far)} mention{'s hold' if several else ' holds'}"
        return f"none: {hold} it, and nobody says how far it has come"
    told = f"{len(so_far)} mention{'s' if several else ''} tell{'' if several else 's'} it so, or further"
    others = f"; {len(less)} since then {'tell' if len(less) > 1 else 'tells'} less" if less else ""
    if not passed:
        return f"{status}: {told}{others}"
    furthest = max(passed, key=lambda h: (LADDER.index(h.status), h.event)).status
    outlier = "one that tells" if len(passed) == 1 else f"{len(passed)} that tell"
    return f"{status}: {told}{others}; {outlier} it as {furthest} moves nothing alone against so many"


def _unaffirmed(mentions: Sequence[Told]) -> Stage:
    for stances, how in ((("considers", "doubts"), "considered"), (("conditions",), "made a condition")):
        told = [m.event for m in mentions if m.stance in stances]
        if told:
            status = max((e.status for e in told), key=LADDER.index)
            shown = tuple(sorted(e.id for e in told if e.status == status))
            return Stage(status, f"{status}: nobody affirms it; it is {how}", shown)
    return Stage("none", "none: nobody affirms or considers it")


# ---------- what the stage makes of a mention -----------------------------------------------------------------------


def at_stage(mentions: Sequence[Told], stage: Stage) -> list[Told]:
    """The mentions, those of a plan as considering what others tell as done: a plan is no word for the deed."""
    if stage.status not in DONE:
        return list(mentions)
    return [replace(m, stance="considers", against=why) if (why := _less(m, stage)) else m for m in mentions]


def _less(told: Told, stage: Stage) -> str:
    """Why a mention does not affirm a claim that has come so far; empty where it does."""
    if told.stance != "affirms" or told.event.status != "planned":
        return ""
    return f"tells of a plan, where the claim is told as {'done' if stage.status == 'happened' else 'under way'}"
