"""Rules for dates that the calendar names: days, weekdays, months, seasons, quarters, years, times of day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from reportedly.language.intervals import Part
from reportedly.reading.dates import lexicon
from reportedly.reading.dates.clock_rules import clock_of
from reportedly.reading.dates.match import YEARS_BACK, Match, Rule
from reportedly.reading.dates.meaning import Known, Meaning, Point

_DATE_PREPOSITIONS: Final = frozenset(
    {"in", "since", "until", "by", "of", "from", "between", "before", "after", "during", "through", "early", "late", "mid",
     "around", "fiscal", "month"}
)  # fmt: skip
_POSSESSIVES: Final = frozenset({"his", "her", "their", "my", "our", "your"})


def _possible(month: int | None, day: int | None) -> bool:
    if day is None:
        return True
    return 1 <= day <= 31 and not (month in {4, 6, 9, 11} and day == 31) and not (month == 2 and day > 29)


def _iso(match: Match) -> Meaning | None:
    """2024-02-22, with a time or without, and 2024-02."""
    printed = match.printed
    year, month = int(printed[:4]), int(printed[5:7])
    if len(printed) == 7 and month > 12 and year % 100 < month:  # 1996-97
        return Point(year=year, last_year=year // 100 * 100 + month)
    day = int(printed[8:10]) if len(printed) > 7 else None
    if not 1 <= month <= 12 or year < 1 or not _possible(month, day):
        return None
    return Point(year=year, month=month, day=day, clock=printed[11:16] or None)


def _numeric(match: Match) -> Meaning | None:
    """02/22/2024 or 22.02.2024; where day and month could be either, only the year is sure."""
    first, second, year = (int(piece) for piece in re.split("[/.-]", match.printed))
    year = lexicon.full_year(year) if len(re.split("[/.-]", match.printed)[2]) == 2 else year
    orders = {(m, d) for m, d in ((first, second), (second, first)) if 1 <= m <= 12 and d >= 1 and _possible(m, d)}
    if "." in match.printed:
        orders &= {(second, first)}
    if not orders or year < 1:
        return None
    month, day = orders.pop() if len(orders) == 1 else (None, None)
    return Point(year=year, month=month, day=day)


def _point(match: Match) -> Meaning | None:
    month, day = match.number("month"), match.number("day")
    if not _possible(month, day) or (match.has("day") and day is None):
        return None
    if match.has("clock") and clock_of(match) is None:
        return None
    return Point(
        year=match.number("year"), month=month, day=day, weekday=match.number("weekday"),
        season=match.word("season"), holiday=match.word("holiday"), which=match.which,
        part=match.part, daypart=match.word("daypart"), clock=clock_of(match),
    )  # fmt: skip


def _season(match: Match) -> Meaning | None:
    """A season; with a capital, in front of another one, it belongs to a name: the Summer Olympics."""
    behind = match.behind()
    named = match.first_letter("season").isupper() and behind and behind.kind == "word"
    return None if named and behind and match.text[behind.start].isupper() else _point(match)


def _in_month(match: Match) -> Meaning | None:
    """The first week of January, the second half of March: days 1 to 7, 16 to the end."""
    number = 2 if match.kind("nth") == "second" else match.number("nth")  # none for the last
    year, month = match.number("year"), match.number("month")
    if match.kind("inner") == "half" and number in {1, 2}:
        return Point(year=year, month=month, day=1 if number == 1 else 16, last_day=15 if number == 1 else 31)
    if match.grain("inner") != "week" or number not in {None, 1, 2, 3, 4}:
        return None
    if number is None:
        return Point(year=year, month=month, part="END")
    return Point(year=year, month=month, day=7 * number - 6, last_day=7 * number)


def _day_alone(match: Match) -> Meaning | None:
    """On the 18th: in figures, and of no month that is named."""
    day, behind = match.number("day"), match.kind_behind
    if day is None or not 1 <= day <= 31 or not match.first_letter("day").isdigit():
        return None
    return Point(day=day) if behind in {"", "stop", "comma", "gap", "mark", "and", "at", "in"} else None


def _month(match: Match) -> Meaning | None:
    """A month alone. "March for Peace" is none, nor "March on", nor is "by May" in a text about somebody called May."""
    if match.kind_behind in {"for", "on"} and match.before not in _DATE_PREPOSITIONS and not match.has("which"):
        return None
    if match.kind("month") == "may" and match.background.may_is_a_name:
        return None
    return _point(match)


def _of_year(match: Match) -> Meaning | None:
    """October last year, the summer of this year."""
    if match.grain() != "year":
        return None
    back = YEARS_BACK[str(match.kind("whichyear"))]
    return Point(
        month=match.number("month"), season=match.word("season"), part=match.part, which="this", years_back=back
    )


def _day_range(match: Match) -> Meaning | None:
    """July 19-21."""
    month, day, last = match.number("month"), match.number("day"), match.number("day2")
    if day is None or last is None or not day < last or not _possible(month, last):
        return None
    return Point(year=match.number("year"), month=month, day=day, last_day=last)


def _week_of(match: Match) -> Meaning | None:
    """The week of Oct. 20."""
    point = _point(match)
    return replace(point, around="week") if isinstance(point, Point) and match.grain() == "week" else None


def _weekday_of_week(match: Match) -> Meaning | None:
    """Tuesday of last week."""
    if match.grain() != "week":
        return None
    return Point(
        weekday=match.number("weekday"), daypart=match.word("daypart"), weeks=-YEARS_BACK[str(match.kind("week"))]
    )


def _year(match: Match) -> Meaning | None:
    """A year: one from 1900 to 2099 that counts nothing, an older one behind a word that asks for a date."""
    value, behind = match.number("year", "number"), match.behind()
    if value is None or value > 2099 or match.before in {"money", "figure", "slash"}:
        return None
    asked = match.before in _DATE_PREPOSITIONS or match.part is not None or match.printed[0].isalpha()
    if not asked and (value < 1900 or match.kind("year") == "short"):
        return None
    if behind and (behind.kind in {"percent", "units"} or (behind.kind == "word" and behind.value in lexicon.COUNTED)):
        return None
    if match.has("unit") and match.grain() != "year":
        return None
    return Point(year=value, part=match.part)


def _decade(match: Match) -> Meaning | None:
    """The 1990s, the early '80s, the last half of the 1980s."""
    half: Part | None = ("START" if match.number("nth") == 1 else "END") if match.has("nth") else None
    return Point(decade=match.number("decade"), part=match.part or half)


def _tens(match: Match) -> Meaning | None:
    """The sixties; "her mid-thirties" are an age."""
    return None if match.word_before in _POSSESSIVES else _decade(match)


def _century_tens(match: Match) -> Meaning | None:
    """The nineteen eighties."""
    century, decade = match.number("century"), match.number("decade")
    if century not in {18, 19, 20} or decade is None:
        return None
    return Point(decade=century * 100 + decade % 100, part=match.part)


def _mid_season(match: Match) -> Meaning | None:
    """Midsummer."""
    return Point(season=match.word("season"), part="MID")


def _century(match: Match) -> Meaning | None:
    nth = match.number("nth")
    if match.grain() != "century" or nth is None or not 2 <= nth <= 21:
        return None
    return Point(century=(nth - 1) * 100, part=match.part)


def _end_of_year(match: Match) -> Meaning | None:
    """Year-end 1997."""
    year = match.number("year")
    return Known(date(year, 12, 31)) if year and match.grain() == "year" else None


def _holiday_week(match: Match) -> Meaning | None:
    """Easter week, Thanksgiving weekend."""
    grain = match.grain()
    return Point(holiday=match.word("holiday"), around=grain) if grain in {"week", "weekend"} else None


def _anniversary(match: Match) -> Meaning | None:
    """The nth anniversary of an event whose day is known, or its start."""
    event = date.fromisoformat(str(match.word("event")))
    nth = 2 if match.kind("nth") == "second" else match.number("nth") or 0
    try:
        return Known(event.replace(year=event.year + nth))
    except ValueError:
        return None


CALENDAR_RULES: Final = (
    Rule("iso", "{iso}", _iso),
    Rule("numeric", "{numeric}", _numeric),
    Rule(
        "month_day",
        "(?P<which>{last}|{next}|{this}{coming}?)? (?:{WEEKDAY}{comma}?)? {MONTH_OR_MAY} {DAY} (?:{comma}? {YEAR})?",
        _point,
    ),
    Rule(
        "day_month",
        "(?:{WEEKDAY}{comma}?)? {the}? {DAY} {hyphen}? {of}? {MONTH_OR_MAY} (?:{hyphen}? {comma}? {YEAR})?",
        _point,
    ),
    Rule(
        "day_range_first",
        "{DAY} (?:{hyphen}|{dash}) (?P<day2>{number}) {MONTH_OR_MAY} (?:{comma}? {YEAR})?",
        _day_range,
    ),
    Rule("week_of", "{the} {UNIT} {of} {MONTH_OR_MAY} {DAY} (?:{comma}? {YEAR})?", _week_of),
    Rule("end_of_year", "{UNIT} (?:{hyphen}|{apostrophe}{word})? {end} {YEAR}", _end_of_year),
    Rule("day_range", "{MONTH_OR_MAY} {DAY} (?:{hyphen}|{dash}) (?P<day2>{number}) (?:{comma} {YEAR})?", _day_range),
    Rule(
        "second_day",
        "{MONTH_OR_MAY} {number} (?:{and}|{to}|{or}) (?P<only>{DAY}) (?=[{stop}{comma}{gap}{mark}{in}{at}])",
        _point,
    ),
    Rule(
        "clock_date", "{CLOCK} {comma}? (?:{on}?{WEEKDAY}{comma}?)? {MONTH_OR_MAY} {DAY} (?:{comma}? {YEAR})?", _point
    ),
    Rule("month_year", "(?:{the}?{ON_PART})? {MONTH_OR_MAY} (?:{of}|{comma})? {YEAR}", _point),
    Rule("month_of_year", "{ON_PART}? {MONTH_OR_MAY} {of}? {OF_YEAR}", _of_year),
    Rule(
        "in_month", "{the} {NTH} (?P<inner>{unit}|{half}) (?:{of}|{in}) {MONTH_OR_MAY} (?:{comma}? {YEAR})?", _in_month
    ),
    Rule("month_the_day", "(?:{WEEKDAY}{comma}?)? {MONTH_OR_MAY} {the} (?P<day>{ordinal})", _point),
    Rule("day_alone", "{on} (?P<only>{the} (?P<day>{ordinal}))", _day_alone),
    Rule("month", "{ON_PART}? {WHICH_MONTH}? {MONTH}", _month),
    Rule("may", "(?:{ON_PART}|{WHICH}|{MAY_AFTER}) (?P<month>{may})", _month),
    Rule("weekday", "(?:(?:{early}|{late}|{earlier}|{later}){on}?)? {WHICH_DAY}? {WEEKDAY} {DAYPART}?", _point),
    Rule("daypart_weekday", "{DAYPART} {WEEKDAY}", _point),
    Rule("weekday_of_week", "{WEEKDAY} {DAYPART}? {of}? (?P<week>{last}|{this}|{next}) {UNIT}", _weekday_of_week),
    Rule("year", "(?:{the}?{ON_PART}|{the}{UNIT})? {YEAR}", _year),
    Rule("year_words", "{the} {UNIT} (?P<number>{number})", _year),
    Rule("fiscal_year", "{fiscal} {UNIT}? {YEAR}", _year),
    Rule("year_fiscal", "{the} {YEAR} {fiscal} {UNIT}", _year),
    Rule("decade", "(?:{PART_OF}|{the}?{EARLY_LATE})? {the}? (?P<decade>{decade})", _decade),
    Rule("half_of_decade", "{the} {NTH} {half} {of} {the} (?P<decade>{decade})", _decade),
    Rule("century", "(?:{the}?{EARLY_LATE})? {the}? (?P<nth>{ordinal}) {hyphen}? {UNIT}", _century),
    Rule("season", "{ON_PART}? {the}? {WHICH_DAY} {SEASON}", _season),
    Rule("season_year", "{ON_PART}? {the}? {SEASON} {of}? {YEAR}", _point),
    Rule("season_of_year", "{the}? {SEASON} {of} {OF_YEAR}", _of_year),
    Rule("mid_season", "{the}? (?P<season>{mid_season})", _mid_season),
    Rule("tens", "(?:{the}|{the}?{EARLY_LATE}) (?P<decade>{tens})", _tens),
    Rule("century_tens", "{the}? {EARLY_LATE}? (?P<century>{number}) {hyphen}? (?P<decade>{tens})", _century_tens),
    Rule("part_season", "{the}? {ON_PART} {the}? {SEASON}", _season),
    Rule("the_season", "{the} (?P<season>{season})", _season),
    Rule("in_season", "{SEASON_AFTER} {the}? {SEASON}", _season),
    Rule("holiday", "{ON_PART}? {WHICH}? (?P<holiday>{holiday}) (?:{comma}? {YEAR})?", _point),
    Rule("holiday_week", "(?P<holiday>{holiday}) {SPAN}", _holiday_week),
    Rule("anniversary", "{the}? (?P<nth>{ordinal}|{second}) {anniversary} {of} (?P<event>{event})", _anniversary),
    Rule("start_of_event", "{the} {beginning} {of} (?P<event>{event})", _anniversary),
)
