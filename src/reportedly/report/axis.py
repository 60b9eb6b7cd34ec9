"""The timeline's axis: days to per cent, busy stretches drawn wider, and labels that do not meet."""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

_MARGIN = 3.0  # per cent left free at either end, so that no mark is cut off
_EVEN = 0.45  # share of the width that goes by the calendar; the rest goes by how much happens
_APART = 11.0  # per cent between two labels


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled line of the axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The days with something on them, sorted, each once; the first and the last are the ends."""

    days: tuple[int, ...]

    @property
    def first(self) -> date:
        """The first day drawn."""
        return date.fromordinal(self.days[0])

    @property
    def last(self) -> date:
        """The last day drawn."""
        return date.fromordinal(self.days[-1])

    def at(self, when: date) -> float:
        """Where a day lies, in per cent, clipped to the axis; a later day never lies further left."""
        if len(self.days) == 1:
            return 50.0
        day = min(max(when.toordinal(), self.days[0]), self.days[-1])
        even = (day - self.days[0]) / (self.days[-1] - self.days[0])
        n = min(bisect_right(self.days, day), len(self.days) - 1)
        busy = (n - 1 + (day - self.days[n - 1]) / (self.days[n] - self.days[n - 1])) / (len(self.days) - 1)
        return round(_MARGIN + (_EVEN * even + (1 - _EVEN) * busy) * (100 - 2 * _MARGIN), 2)


def axis_over(known: Sequence[date]) -> Axis:
    """The axis over these days without lone early ones: one date of 1979 must not press the rest into a corner."""
    ordered = sorted({d.toordinal() for d in known})
    start = 0
    for n, (a, b) in enumerate(pairwise(ordered), 1):
        if n <= len(ordered) // 4 and b - a > 90 and b - a > 0.4 * (ordered[-1] - a):
            start = n
    return Axis(tuple(ordered[start:]))


def _candidates(axis: Axis) -> Iterator[tuple[date, str]]:
    """Days that may be labelled, the roundest first: years, quarters, months, days of busy stretches."""
    first, last = axis.first, axis.last
    months = [date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13)]
    for step in (12, 3, 1):
        yield from ((d, f"{calendar.month_abbr[d.month]} {d.year}") for d in months if (d.month - 1) % step == 0)
    if (last - first).days <= 1500:
        span = (first + timedelta(days=n) for n in range((last - first).days + 1))
        wide = (d for d in span if axis.at(d + timedelta(days=5)) - axis.at(d - timedelta(days=5)) >= _APART / 2)
        yield from ((d, f"{d.day} {calendar.month_abbr[d.month]}") for d in wide)


def ticks(axis: Axis) -> tuple[Tick, ...]:
    """Labels, roundest first, each kept where it has room."""
    kept: list[Tick] = []
    for when, label in _candidates(axis):
        at = axis.at(when)
        if axis.first <= when <= axis.last and all(abs(at - t.at) >= _APART for t in kept):
            kept.append(Tick(at, label if kept or label.endswith(str(when.year)) else f"{label} {when.year}"))
    return tuple(sorted(kept, key=lambda t: t.at))
