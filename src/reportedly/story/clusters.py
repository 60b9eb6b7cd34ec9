"""The events of one claim, on their way to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from reportedly.story.frames import Frame


@dataclass(frozen=True, slots=True)
class Member:
    """An event's frame in a claim, and why it is there."""

    frame: Frame
    reason: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """The events of one claim, sorted by document and event. ``model`` is the frame that says most."""

    model: Frame
    members: tuple[Member, ...]

    @property
    def documents(self) -> frozenset[str]:
        """The documents that have a mention."""
        return frozenset(m.frame.document for m in self.members)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day that its mentions give for it."""
        first = min((m.frame.earliest for m in self.members if m.frame.earliest and m.frame.latest), default=None)
        last = max((m.frame.latest for m in self.members if m.frame.earliest and m.frame.latest), default=None)
        return (first, last) if first and last else None


def gathered(members: Iterable[Member], model: Frame | None = None) -> Cluster:
    """A cluster of some members; the first one's frame is the model where none is given."""
    ordered = tuple(sorted(members, key=lambda m: (m.frame.document, m.frame.event)))
    return Cluster(model or ordered[0].frame, ordered)


def because(members: Iterable[Member], reason: str) -> Iterator[Member]:
    """Members with one reason more."""
    return (replace(m, reason=f"{m.reason}; {reason}") for m in members)
