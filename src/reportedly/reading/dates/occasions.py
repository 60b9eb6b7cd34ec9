"""Holidays by rule, and the days of events that anniversaries are counted from; general facts, as data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple


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


# The day on which each began or happened. "the ... of" and "the ... war" as news words them; patterns are matched in lower case.
_EVENTS: tuple[tuple[str, date], ...] = (
    (r"(?:russia's |the |its )?(?:full-scale |unprovoked |russian ){0,3}invasion of ukraine", date(2022, 2, 24)),
    (r"(?:russia's |the |its )?(?:full-scale |ongoing ){0,2}war (?:in|on|against) ukraine", date(2022, 2, 24)),
    (r"the (?:ukraine|russia-ukraine|russo-ukrainian) war", date(2022, 2, 24)),
    (r"(?:russia's |the )?annexation of crimea", date(2014, 3, 18)),
    (r"(?:the )?(?:september 11|sept\. 11|9/11)(?: terrorist| terror)? attacks?", date(2001, 9, 11)),
    (r"(?:the )?(?:october 7|oct\. 7)(?: hamas| terrorist| terror)? attacks?", date(2023, 10, 7)),
    (r"(?:the )?(?:us-led |u\.s\.-led |american )?invasion of iraq", date(2003, 3, 20)),
    (r"(?:iraq's |the )?(?:iraqi )?invasion of kuwait", date(1990, 8, 2)),
    (r"(?:the |iran's )?(?:1979 )?islamic revolution", date(1979, 2, 11)),
    (r"the iran-iraq war", date(1980, 9, 22)),
    (r"(?:the )?(?:2015 )?(?:iran nuclear deal|jcpoa|joint comprehensive plan of action)", date(2015, 7, 14)),
    (r"(?:the )?chernobyl (?:disaster|accident|explosion)", date(1986, 4, 26)),
    (r"(?:the )?(?:atomic )?bombing of hiroshima", date(1945, 8, 6)),
    (r"(?:the )?(?:atomic )?bombing of nagasaki", date(1945, 8, 9)),
    (r"(?:the )?attack on pearl harbor", date(1941, 12, 7)),
    (r"d-day", date(1944, 6, 6)),
    (r"(?:the )?fall of the berlin wall", date(1989, 11, 9)),
    (r"(?:the )?tiananmen(?: square)? (?:massacre|crackdown)", date(1989, 6, 4)),
    (r"(?:the )?(?:lockerbie bombing|bombing of pan am flight 103)", date(1988, 12, 21)),
    (r"(?:the )?downing of (?:malaysia airlines flight )?mh17", date(2014, 7, 17)),
    (r"(?:the )?srebrenica (?:massacre|genocide)", date(1995, 7, 11)),
    (r"(?:the )?rwandan genocide", date(1994, 4, 7)),
    (r"(?:the )?khashoggi (?:killing|murder)", date(2018, 10, 2)),
    (r"(?:the )?(?:beirut (?:port )?(?:explosion|blast))", date(2020, 8, 4)),
    (r"(?:the )?korean war", date(1950, 6, 25)),
    (r"(?:the )?(?:syrian (?:civil )?war|syrian uprising|war in syria)", date(2011, 3, 15)),
    (r"(?:the )?(?:start|outbreak) of (?:world war ii|the second world war)", date(1939, 9, 1)),
    (r"(?:the )?(?:start|outbreak) of (?:world war i|the first world war)", date(1914, 7, 28)),
    (r"(?:the )?end of (?:world war ii|the second world war) in europe", date(1945, 5, 8)),
    (r"(?:the )?budapest memorandum", date(1994, 12, 5)),
    (r"(?:the )?bay of pigs(?: invasion)?", date(1961, 4, 17)),
    (r"(?:the )?(?:taliban takeover|fall of kabul)", date(2021, 8, 15)),
    (r"(?:the )?(?:military )?coup in myanmar", date(2021, 2, 1)),
    (r"(?:the )?1994 bombing of the amia", date(1994, 7, 18)),
)  # fmt: skip
_PLAIN = str.maketrans({"’": "'", "\n": " ", "\u00a0": " "})
_A_WAR = re.compile(r"\b(?:war|invasion)\b")
_COUNTED_FROM_WAR = re.compile(r"\b(?:before|after)\sthe\s(?:war|invasion)\b")
_THE_WAR = re.compile(r"the (?:war|invasion)\b(?! (?:in|of|on|against|with)\b)")
_EVENT = tuple((re.compile(pattern), when) for pattern, when in _EVENTS)
# The same without the words that may stand in front: what begins with a plain letter is looked for many times faster.
_CORES = tuple(re.compile(re.sub(r"^(?:\(\?:[^()]*\)(?:\?|\{0,\d\}))+", "", pattern)) for pattern, _ in _EVENTS)
EVENT_REACH = 80  # characters: the longest name above with every optional word, and to spare


class Happening(NamedTuple):
    """Where the name of an event ends in a text, the day on which the event began, and where the name starts."""

    end: int
    day: date
    start: int = -1


def named_war(text: str) -> date | None:
    """The day on which the one war or invasion began that a text names in full; ``None`` where it names none, or several.

    Asked for only where the text counts from it ("before the war").
    """
    if not _COUNTED_FROM_WAR.search(text):
        return None
    plain = text.translate(_PLAIN).lower()
    days = {when for pattern, when in _EVENT if _A_WAR.search(pattern.pattern) and pattern.search(plain)}
    return days.pop() if len(days) == 1 else None


def event_at(text: str, at: int, *, war: date | None = None) -> Happening | None:
    """The known event whose name begins at ``at``; the longest where several do. ``war`` is what "the war" means here."""
    window = text[at : at + EVENT_REACH].translate(_PLAIN).lower()
    if len(window) != len(text[at : at + EVENT_REACH]):
        return None
    found = (Happening(at + match.end(), when) for pattern, when in _EVENT if (match := pattern.match(window)))
    known = max(found, default=None)
    if known is None and war and (match := _THE_WAR.match(window)):
        return Happening(at + match.end(), war)
    return known


def events_in(text: str) -> Iterator[Happening]:
    """Every known event that a text names, in any order: where the name starts and ends, and the day it began."""
    plain = text.translate(_PLAIN).lower()
    if len(plain) != len(text):
        return
    for core, (pattern, when) in zip(_CORES, _EVENT, strict=True):
        for match in pattern.finditer(plain) if core.search(plain) else ():
            yield Happening(match.end(), when, match.start())
