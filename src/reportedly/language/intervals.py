"""Spans of days: what a year, month, week, quarter, season or decade covers, and stepping through them.

Everything stays inside the years 1 to 9999, those that :class:`datetime.date` knows; a step that would leave them gives
``None``. Weeks are ISO 8601 weeks, Monday to Sunday.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

Grain = Literal[
    "day", "weekend", "week", "month", "quarter", "half", "season", "year", "decade", "century", "millennium"
]

Part = Literal["START", "MID", "END"]

# The widest common reading, meteorological start to astronomical end, of the northern half of the world; (month, day) pairs.
SEASONS = {
    "SP": ((3, 1), (6, 20)),
    "SU": ((6, 1), (9, 22)),
    "FA": ((9, 1), (12, 21)),
    "WI": ((12, 1), (3, 20)),
}
_MONTHS_IN: dict[Grain, int] = {
    "month": 1,
    "quarter": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "millennium": 12000,
}


class Days(NamedTuple):
    """The first and the last day of something, both counted in."""

    first: date
    last: date


def day(year: int, month: int, number: int) -> date | None:
    """That day, or ``None`` where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _months_from(year: int, month: int, months: int) -> Days | None:
    """``months`` months from the first of a month."""
    index = year * 12 + month - 1 + months
    first = day(year, month, 1)
    after = day(index // 12, index % 12 + 1, 1)
    if first is None:
        return None
    if after is None:
        return Days(first, date.max) if index // 12 == date.max.year + 1 else None
    return Days(first, after - timedelta(1))


def year_days(year: int) -> Days | None:
    """A year."""
    return _months_from(year, 1, 12)


def month_days(year: int, month: int) -> Days | None:
    """A month."""
    return _months_from(year, month, 1) if 1 <= month <= 12 else None


def quarter_days(year: int, quarter: int) -> Days | None:
    """A calendar quarter, 1 to 4."""
    return _months_from(year, 3 * quarter - 2, 3) if 1 <= quarter <= 4 else None


def half_days(year: int, half: int) -> Days | None:
    """A half-year, 1 or 2."""
    return _months_from(year, 6 * half - 5, 6) if 1 <= half <= 2 else None


def years_days(first: int, count: int) -> Days | None:
    """``count`` years from the first of January of ``first``; the years that exist of them."""
    begin = year_days(max(first, 1))
    end = year_days(min(first + count - 1, date.max.year))
    return Days(begin.first, end.last) if begin and end and first + count > 1 else None


def season_days(year: int, season: str) -> Days | None:
    """A season. A winter named with one year may be the one that ends in it or the one that begins in it: both count."""
    (from_month, from_day), (to_month, to_day) = SEASONS[season]
    winter = season == "WI"
    first = day(year - winter, from_month, from_day)
    last = day(year + winter, to_month, to_day)
    return Days(first, last) if first and last else None


def week_days(of: date) -> Days | None:
    """The ISO week that holds a day."""
    first = step_days(of, -of.weekday())
    last = step_days(of, 6 - of.weekday())
    return Days(first, last) if first and last else None


def step_days(of: date, count: int) -> date | None:
    """The day ``count`` days on (or back)."""
    try:
        return of + timedelta(count)
    except OverflowError:
        return None


def step_months(of: date, count: int) -> date | None:
    """The same day of the month ``count`` months on (or back), or that month's last day where it is shorter."""
    index = of.year * 12 + of.month - 1 + count
    days = month_days(index // 12, index % 12 + 1)
    return days.last.replace(day=min(of.day, days.last.day)) if days else None


def step(of: date, count: int, grain: Grain) -> date | None:
    """The day ``count`` units on (or back)."""
    if grain in {"day", "weekend", "week", "season"}:
        return (
            step_days(of, count * {"day": 1, "weekend": 7, "week": 7, "season": 91}[grain])
            if abs(count) < 4_000_000
            else None
        )
    return step_months(of, count * _MONTHS_IN[grain]) if abs(count) < 200_000 else None


def around(of: date, grain: Grain) -> Days | None:
    """The unit that holds a day: its week, its month, its decade."""
    if grain == "week":
        return week_days(of)
    if grain == "weekend":
        week = week_days(of)
        saturday = step_days(week.last, -1) if week else None
        return Days(saturday, week.last) if week and saturday else None
    if grain == "month":
        return month_days(of.year, of.month)
    if grain == "quarter":
        return quarter_days(of.year, (of.month + 2) // 3)
    if grain == "half":
        return half_days(of.year, (of.month + 5) // 6)
    if grain == "year":
        return year_days(of.year)
    if grain in {"decade", "century", "millennium"}:
        size = {"decade": 10, "century": 100, "millennium": 1000}[grain]
        return years_days(of.year // size * size, size)
    return Days(of, of)


def part(days: Days, which: Part) -> Days:
    """The early, middle or late part of a stretch.

    Of a month: its first ten days, the ten after them, and the rest. Of a year: its first quarter, May to August, and its
    last quarter. Of a week: Monday to Wednesday, Tuesday to Thursday, Thursday to Sunday. Of anything else: its first, middle
    and last third.
    """
    length = (days.last - days.first).days + 1
    if 28 <= length <= 31 and days.first.day == 1:
        low, high = {"START": (0, 9), "MID": (10, 19), "END": (20, length - 1)}[which]
    elif length == 7:
        low, high = {"START": (0, 2), "MID": (1, 3), "END": (3, 6)}[which]
    elif 365 <= length <= 366 and days.first.day == days.first.month == 1:
        year = days.first.year
        months = {"START": (1, 3), "MID": (5, 8), "END": (10, 12)}[which]
        first, last = month_days(year, months[0]), month_days(year, months[1])
        return Days(first.first, last.last) if first and last else days
    else:
        third = length // 3
        low, high = {
            "START": (0, max(third - 1, 0)),
            "MID": (third, length - 1 - third),
            "END": (length - max(third, 1), length - 1),
        }[which]
    return Days(days.first + timedelta(low), days.first + timedelta(high))


def edtf_of(first: date | None, last: date | None) -> str | None:
    """Two bounds as EDTF: a day, a month, a year, or an interval that is open where a bound is not known."""
    if first is None and last is None:
        return None
    if first is None or last is None:
        return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"
    if first == last:
        return first.isoformat()
    if year_days(first.year) == (first, last):
        return f"{first.year:04}"
    if month_days(first.year, first.month) == (first, last):
        return f"{first.year:04}-{first.month:02}"
    return f"{first.isoformat()}/{last.isoformat()}"
