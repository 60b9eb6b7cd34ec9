"""Rules for times of day."""

from __future__ import annotations

import re
from typing import Final

from reportedly.reading.dates.match import Match, Rule
from reportedly.reading.dates.meaning import Meaning, Point, Step

_CLOCK_PREPOSITIONS: Final = frozenset({"at", "by", "until", "since", "from", "around", "about", "before", "after"})
_TWILIGHT: Final = frozenset({"dawn", "daybreak", "sunrise", "dusk", "nightfall", "sunset", "sundown"})


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


def _daypart(match: Match) -> Meaning | None:
    """Last night, this morning, tonight, that evening."""
    part, kinds = match.word("daypart"), match.kinds("which")
    if "last" in kinds:
        return Step("day", -1 if part in {"NI", "EV"} else 0, daypart=part)
    if "this" in kinds or match.has("tonight"):
        return Step("day", 0, daypart=part or "NI")
    if match.kind_behind == "of":
        return None
    step = 1 if kinds & {"following", "next"} else -1 if "previous" in kinds else 0
    return Step("day", step, told=True, daypart=part, else_anchor=True)


def _overnight(_match: Match) -> Meaning | None:
    return Step("day", -1, daypart="NI")


def _clock_daypart(match: Match) -> Meaning | None:
    """Three in the afternoon, 9:30 this morning, 8 tonight, 11 last night, 8:30 Sunday night."""
    part = match.word("daypart") or "NI"
    clock = clock_of(match) if match.has("clock") else f"{match.number('hour'):02}:00"
    if clock is None or (match.has("hour") and match.before not in _CLOCK_PREPOSITIONS) or clock >= "24":
        return None
    if clock < "12" and (part in {"AF", "EV"} or (part == "NI" and clock >= "06")):
        clock = f"{int(clock[:2]) + 12}{clock[2:]}"
    if match.has("weekday"):
        return Point(weekday=match.number("weekday"), clock=clock)
    if match.has("dayword"):
        return Step("day", match.number("dayword") or 0, daypart=clock)
    if match.has("which") or match.has("tonight"):
        return Step("day", -1 if match.which == "last" else 0, daypart=clock)
    return Point(clock=clock)


def _part_of_day(match: Match) -> Meaning | None:
    """The night of Oct. 13, the morning of the attack's day where it is named by its weekday."""
    day, month = match.number("day"), match.number("month")
    if month is not None and (day is None or not 1 <= day <= 31):
        return None
    return Point(
        year=match.number("year"), month=month, day=day, weekday=match.number("weekday"), daypart=match.word("daypart")
    )


def _twilight(match: Match) -> Meaning | None:
    """At dawn, before dusk: of the day that is being told of."""
    if match.printed.lower() not in _TWILIGHT:
        return None
    return Step("day", 0, told=True, daypart=match.word("daypart"), else_anchor=True)


CLOCK_RULES: Final = (
    Rule("clock_day", "(?:{around}|{about}|{nearly})? {CLOCK} {comma}? (?:{WEEKDAY}|{DAYWORD})", _clock),
    Rule("day_clock", "(?:{WEEKDAY}|{DAYWORD}) {at} {CLOCK}", _clock),
    Rule("clock", "(?:{around}|{about}|{nearly})? {CLOCK}", _clock),
    Rule("tonight", "{EARLY}? (?P<tonight>{tonight})", _daypart),
    Rule("overnight", "{overnight}", _overnight),
    Rule("daypart", "{EARLY}? {WHICH_PART} {DAYPART}", _daypart),
    Rule("mid_daypart", "{EARLY_LATE} {DAYPART}", _daypart),
    Rule(
        "clock_daypart",
        "(?:{CLOCK}|(?P<hour>{number})) (?:(?:{in}{the}|{at}|(?P<which>{this}|{last})|{DAYWORD}|{WEEKDAY}) {DAYPART}"
        "|(?P<tonight>{tonight}))",
        _clock_daypart,
    ),
    Rule(
        "part_of_day",
        "{the} {DAYPART} {of} (?:{WEEKDAY} {comma}?)? {MONTH_OR_MAY} {DAY} (?:{comma}? {YEAR})?",
        _part_of_day,
    ),
    Rule("part_of_weekday", "{the} {DAYPART} {of} {WEEKDAY} (?!{comma}?{month})", _part_of_day),
    Rule("twilight", "(?<=[{at}{before}{after}{by}{until}{since}{around}]) {DAYPART}", _twilight),
)
