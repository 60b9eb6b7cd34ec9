"""Holidays, by rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from types import MappingProxyType


def easter(year: int) -> date:
    """Western Easter Sunday, by the Gregorian computus (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, number = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, number + 1)


def _orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday: the Julian computus, moved to the Gregorian calendar (13 days in 1900 to 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, number = divmod(d + e + 114, 31)
    return date(year, month, number + 1) + timedelta(year // 100 - year // 400 - 2)


def _fixed(month: int, number: int) -> Callable[[int], date]:
    return lambda year: date(year, month, number)


def _nth(month: int, weekday: int, nth: int, plus: int = 0) -> Callable[[int], date]:
    """The nth weekday (Monday 1) of a month, or the last with ``nth`` -1, and ``plus`` days."""

    def rule(year: int) -> date:
        first = date(year, month, 1)
        if nth < 0:
            last = (date(year, month + 1, 1) if month < 12 else date(year, 12, 31) + timedelta(1)) - timedelta(1)
            return last - timedelta((last.isoweekday() - weekday) % 7) + timedelta(plus)
        return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1) + plus)

    return rule


def _easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days)


HOLIDAYS: MappingProxyType[str, Callable[[int], date]] = MappingProxyType({
    "new year's day": _fixed(1, 1), "new year's eve": _fixed(12, 31), "new year's": _fixed(1, 1),
    "orthodox christmas": _fixed(1, 7), "epiphany": _fixed(1, 6), "martin luther king jr. day": _nth(1, 1, 3),
    "martin luther king day": _nth(1, 1, 3), "presidents day": _nth(2, 1, 3), "groundhog day": _fixed(2, 2),
    "valentine's day": _fixed(2, 14), "defender of the fatherland day": _fixed(2, 23),
    "international women's day": _fixed(3, 8), "st. patrick's day": _fixed(3, 17), "april fools' day": _fixed(4, 1),
    "ash wednesday": _easter(-46), "palm sunday": _easter(-7), "maundy thursday": _easter(-3),
    "good friday": _easter(-2), "easter sunday": _easter(0), "easter monday": _easter(1),
    "orthodox easter": _orthodox_easter, "easter": _easter(0), "ascension day": _easter(39), "pentecost": _easter(49),
    "earth day": _fixed(4, 22), "anzac day": _fixed(4, 25), "may day": _fixed(5, 1), "ve day": _fixed(5, 8),
    "v-e day": _fixed(5, 8), "victory day": _fixed(5, 9), "mother's day": _nth(5, 7, 2),
    "memorial day": _nth(5, 1, -1), "juneteenth": _fixed(6, 19), "father's day": _nth(6, 7, 3),
    "canada day": _fixed(7, 1), "the fourth of july": _fixed(7, 4), "fourth of july": _fixed(7, 4),
    "bastille day": _fixed(7, 14), "labor day": _nth(9, 1, 1), "columbus day": _nth(10, 1, 2),
    "halloween": _fixed(10, 31), "all saints' day": _fixed(11, 1), "guy fawkes night": _fixed(11, 5),
    "election day": _nth(11, 1, 1, 1), "veterans day": _fixed(11, 11), "armistice day": _fixed(11, 11),
    "remembrance sunday": _nth(11, 7, 2), "thanksgiving day": _nth(11, 4, 4), "thanksgiving": _nth(11, 4, 4),
    "black friday": _nth(11, 4, 4, 1), "christmas eve": _fixed(12, 24), "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25), "boxing day": _fixed(12, 26),
})  # fmt: skip


def _alternatives(names: list[str]) -> str:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace("'", "['’]?").replace(r"\ ", r"\s") for name in longest_first)


HOLIDAY = re.compile(rf"(?:{_alternatives(list(HOLIDAYS))})(?!\w)", re.IGNORECASE)
HOLIDAY_BEGINNINGS = frozenset(match.group() for name in HOLIDAYS if (match := re.match("[a-z]+", name)))
_KEYS = MappingProxyType({re.sub(r"['’]", "", name): name for name in HOLIDAYS})


def holiday_name(printed: str) -> str:
    """The table's name of a holiday as printed."""
    return _KEYS[re.sub(r"\s", " ", re.sub(r"['’]", "", printed.lower()))]
