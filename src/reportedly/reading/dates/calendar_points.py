"""Which day, month, quarter or season is meant where the text leaves the year, or more, unsaid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from reportedly.language import intervals
from reportedly.language.intervals import Days, Grain
from reportedly.reading.dates.meaning import AHEAD, Point, Tense, Which
from reportedly.reading.dates.occasions import HOLIDAYS

# Of the two neighbours the nearer one is meant, where the one ahead counts as this many times further off than it is: much
# further where the verb tells of the past, a little where no verb tells, nearer where it points ahead.
_AHEAD_WEIGHT: Final[MappingProxyType[Tense | None, float]] = MappingProxyType(
    {"past": 20, None: 2, "planned": 0.5, "future": 0.05}
)


@dataclass(frozen=True, slots=True)
class Found:
    """The days of a point in the calendar and its grain."""

    days: Days
    grain: Grain
    season: str | None = None


def find_point(point: Point, tense: Tense | None, base: date | None) -> Found | str:
    """The days that a point means; else its value with X for what is not known (empty: it names no day at all)."""
    if point.decade is not None:
        return _or_unknown(intervals.years_days(point.decade, 10), "decade")
    if point.century is not None:
        return _or_unknown(intervals.years_days(point.century, 100), "century")
    if point.weekday is not None and point.month is None:
        found = _weekday(point, tense, base)
        return Found(Days(found, found), "day") if found else f"XXXX-WXX-{point.weekday}"
    if point.year is not None:
        return _in_year(point, point.year) or _unknown(point)
    shape = _unknown(point)
    if not shape or base is None:
        return shape
    if point.day is not None and point.month is None:
        return _in_near_months(point.day, tense, base) or shape
    return _by_year(point, tense, base) or shape


def _or_unknown(days: Days | None, grain: Grain) -> Found | str:
    return Found(days, grain) if days else {"decade": "XXX"}.get(grain, "XX")


def _unknown(point: Point) -> str:
    year = f"{point.year:04}" if point.year else "XXXX"
    if point.month is not None:
        day = f"{year}-{point.month:02}" + (f"-{point.day:02}" if point.day else "")
        return f"{day}/{year}-{point.month:02}-{point.last_day:02}" if point.last_day else day
    if point.day is not None and point.month is None:
        return f"XXXX-XX-{point.day:02}"
    if point.holiday is not None:
        days = {HOLIDAYS[point.holiday](y).strftime("%m-%d") for y in (2001, 2002, 2003)}
        return f"{year}-{days.pop()}" if len(days) == 1 else f"{year}-XX-XX"
    for letter, number in (("Q", point.quarter), ("H", point.half)):
        if number is not None:
            return f"{year}-{letter}{number}"
    if point.season is not None:
        return f"{year}-{point.season}"
    return year if point.year else ""


def _in_year(point: Point, year: int) -> Found | None:
    """The point in that year, where the calendar has it."""
    if not 1 <= year <= date.max.year:
        return None
    if point.holiday is not None:
        day = HOLIDAYS[point.holiday](year)
        return Found(Days(day, day), "day")
    if point.day is not None and point.month is not None:
        there = intervals.day(year, point.month, point.day)
        return Found(Days(there, there), "day") if there else None
    named: tuple[tuple[object, Grain, Callable[[], Days | None]], ...] = (
        (point.month, "month", lambda: intervals.month_days(year, point.month or 0)),
        (point.quarter, "quarter", lambda: intervals.quarter_days(year, point.quarter or 0)),
        (point.half, "half", lambda: intervals.half_days(year, point.half or 0)),
        (point.season, "season", lambda: intervals.season_days(year, point.season or "SP")),
    )
    for said, grain, days_of in named:
        if said is not None:
            days = days_of()
            return Found(days, grain, point.season) if days else None
    days = intervals.year_days(year)
    return Found(days, "year") if days else None


def _by_year(point: Point, tense: Tense | None, base: date) -> Found | None:
    if point.which == "this" or point.years_back:
        return _in_year(point, base.year - point.years_back)
    around = [found for year in range(base.year - 5, base.year + 6) if (found := _in_year(point, year))]
    if point.weekday is not None:  # the weekday settles the year where it fits one near enough
        agreeing = [f for f in around if f.days.first.isoweekday() == point.weekday]
        around = sorted(agreeing, key=lambda f: abs((f.days.first - base).days))[:1] or around
        return around[0] if agreeing else _nearest(around, tense, base)
    return _pointed(around, point.which, base) if point.which else _nearest(around, tense, base)


def _in_near_months(number: int, tense: Tense | None, base: date) -> Found | None:
    """A day of the month, in the month that lies nearest."""
    months = (day for count in range(-2, 3) if (day := intervals.step_months(base.replace(day=1), count)))
    days = [day for month in months if (day := intervals.day(month.year, month.month, number))]
    return _nearest([Found(Days(day, day), "day") for day in days], tense, base)


def _pointed(around: list[Found], which: Which, base: date) -> Found | None:
    if which in {"last", "previous"}:
        return next((f for f in reversed(around) if f.days.last < base), None)
    if which in {"next", "following"}:
        return next((f for f in around if f.days.first > base), None)
    return next((f for f in around if f.days.first.year == base.year), None)


def _nearest(around: list[Found], tense: Tense | None, base: date) -> Found | None:
    """The nearest, the side preferred that the verb points to; without a verb the past."""
    before = next((f for f in reversed(around) if f.days.first <= base), None)
    after = next((f for f in around if f.days.last >= base), None)
    if before is None or after is None:
        return before or after
    gone, ahead = max((base - before.days.last).days, 0), max((after.days.first - base).days, 0)
    return after if ahead * _AHEAD_WEIGHT[tense] < gone else before


def _weekday(point: Point, tense: Tense | None, base: date | None) -> date | None:
    if base is None or point.weekday is None:
        return None
    if point.weeks is not None:
        week = intervals.week_days(base)
        return intervals.step_days(week.first, 7 * point.weeks + point.weekday - 1) if week else None
    back, ahead = (base.isoweekday() - point.weekday) % 7, (point.weekday - base.isoweekday()) % 7
    if point.which in {"last", "previous"}:
        return intervals.step_days(base, -(back or 7))
    if point.which in {"next", "following"}:
        return intervals.step_days(base, ahead or 7)
    if point.which == "same" or (point.which == "this" and tense != "past") or tense in AHEAD:
        return intervals.step_days(base, ahead)
    return intervals.step_days(base, -back)
