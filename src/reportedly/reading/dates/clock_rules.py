"""Rules for times of day."""

from __future__ import annotations

import re
from typing import Final

from reportedly.reading.dates.match import Match, Rule
from reportedly.reading.dates.meaning import Meaning, Point, Step

_CLOCK_PREPOSITIONS: Final = frozenset({"at", "by", "until", "since", "from", "around", "about", "before", "after"})


def clock_of(match: Match) -> str | None:
    """The time of day in the group ``clock``, as ``HH:MM``."""
    tokens = match.of("clock")
    if not tokens:
        return None
    if tokens[0].kind in {"noon", "midnight"}:
        return "12:00" if tokens[0].kind == "noon" else "24:00"
    digits = re.split("[:.]", str(tokens[0].value))
    hour, minute = int(digits[0]), digits[1] if len(digits) > 1 else "00"
    if len(tokens) > 1 and tokens[1].kind == "ampm":
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if tokens[1].value == "pm" else 0)
    return f"{hour:02}:{minute}" if hour < 24 and minute < "60" else None


def _clock(match: Match) -> Meaning | None:
    """A time of day, with its day or without."""
    clock = clock_of(match)
    bare = (
        match.kind("clock") == "clock"
        and not match.has("weekday")
        and not match.has("dayword")
        and not match.has("zone")
    )
    # a bare 7:15 may be a score, a verse or the length of a film
    if clock is None or (bare and match.before not in _CLOCK_PREPOSITIONS):
        return None
    shift = match.number("dayword")
    return Point(weekday=match.number("weekday"), clock=clock) if shift is None else Step("day", shift, daypart=clock)


CLOCK_RULES: Final = (
    Rule("clock_day", "{CLOCK} {comma}? (?:{WEEKDAY}|{DAYWORD})", _clock),
    Rule("day_clock", "(?:{WEEKDAY}|{DAYWORD}) {at} {CLOCK}", _clock),
    Rule("clock", "(?:{around}|{about}|{nearly})? {CLOCK}", _clock),
)
