"""Rules for dates that the calendar names: days, weekdays, months, seasons, quarters, years, times of day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from reportedly.language.intervals import Part
from reportedly.reading.dates import lexicon
from reportedly.reading.dates.match import Match, Rule
from reportedly.reading.dates.meaning import Known, Meaning, Point, Step

_DATE_PREPOSITIONS: Final = frozenset(
    {"in", "since", "until", "by", "of", "from", "between", "before", "after", "during", "through", "early", "late", "mid",
     "around", "fiscal", "month"}
)  # fmt: skip
_CLOCK_PREPOSITIONS: Final = frozenset({"at", "by", "until", "since", "from", "around", "about", "before", "after"})
_YEARS_BACK: Final = {"last": 1, "this": 0, "next": -1}


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
    back = _YEARS_BACK[str(match.kind("whichyear"))]
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


def _weekday_of_week(match: Match) -> Meaning | None:
    """Tuesday of last week."""
    if match.grain() != "week":
        return None
    return Point(
        weekday=match.number("weekday"), daypart=match.word("daypart"), weeks=-_YEARS_BACK[str(match.kind("week"))]
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


def _century(match: Match) -> Meaning | None:
    nth = match.number("nth")
    if match.grain() != "century" or nth is None or not 2 <= nth <= 21:
        return None
    return Point(century=(nth - 1) * 100, part=match.part)


def _nth(match: Match, most: int) -> int | None:
    kind = match.kind("nth")
    number = 2 if kind == "second" else most if kind == "last" else match.number("nth")
    return number if number is not None and 1 <= number <= most else None


def _quarter(match: Match) -> Meaning | None:
    """A quarter: "third-quarter", "this year's third quarter", "the year-earlier third quarter", "Q3 2031"."""
    if match.has("code"):
        code = str(match.word("code"))
        number = int(code[1])
        if match.kind_behind == "hyphen":  # a visa, a road
            return None
        year = match.number("year")
        return Point(quarter=number, year=year) if code[0] == "Q" else Point(half=number, year=year)
    nth = _nth(match, 4)
    if match.grain() != "quarter" or match.kind("nth") == "last" or nth is None:
        return None
    if match.has("unit2") and match.grain("unit2") != "year":
        return None
    back = 1 if match.has("back") and match.of("back")[0].value == "year" else _YEARS_BACK.get(str(match.which), 0)
    return Point(
        quarter=nth, year=match.number("year", "year1"), years_back=back, which="this" if match.has("unit2") else None
    )


def _period(match: Match) -> Meaning | None:
    """The third period, where the text tells of quarters."""
    nth = _nth(match, 4) if match.background.quarters and match.kind("nth") != "last" else None
    return Point(quarter=nth) if nth else None


def _end_of_year(match: Match) -> Meaning | None:
    """Year-end 1997."""
    year = match.number("year")
    return Known(date(year, 12, 31)) if year and match.grain() == "year" else None


def _half_year(match: Match) -> Meaning | None:
    """The first half of a year."""
    number = _nth(match, 2)
    if number is None or (match.has("unit") and match.grain() != "year"):
        return None
    if not match.has("unit"):
        return Point(half=number, year=match.number("year"))
    return Point(half=number, which="this", years_back=_YEARS_BACK.get(str(match.which), 0))


def _the_half(match: Match) -> Meaning | None:
    """The first half, second-half profits: of the year, where nothing else is named."""
    number = _nth(match, 2)
    return Point(half=number) if number and match.kind("nth") != "last" and match.kind_behind != "of" else None


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
    Rule("in_month", "{the} {NTH} (?P<inner>{unit}|{half}) {of} {MONTH_OR_MAY} (?:{comma}? {YEAR})?", _in_month),
    Rule("day_alone", "{on} (?P<only>{the} (?P<day>{ordinal}))", _day_alone),
    Rule("month", "{ON_PART}? {WHICH_MONTH}? {MONTH}", _month),
    Rule("may", "(?:{ON_PART}|{WHICH}|{MAY_AFTER}) (?P<month>{may})", _month),
    Rule("weekday", "(?:(?:{early}|{late}|{earlier}|{later}){on}?)? {WHICH_DAY}? {WEEKDAY} {DAYPART}?", _point),
    Rule("daypart_weekday", "{DAYPART} {WEEKDAY}", _point),
    Rule("weekday_of_week", "{WEEKDAY} {DAYPART}? {of}? (?P<week>{last}|{this}|{next}) {UNIT}", _weekday_of_week),
    Rule("clock_day", "{CLOCK} {comma}? (?:{WEEKDAY}|{DAYWORD})", _clock),
    Rule("day_clock", "(?:{WEEKDAY}|{DAYWORD}) {at} {CLOCK}", _clock),
    Rule("clock", "(?:{around}|{about}|{nearly})? {CLOCK}", _clock),
    Rule("year", "(?:{the}?{ON_PART}|{the}{UNIT})? {YEAR}", _year),
    Rule("year_words", "{the} {UNIT} (?P<number>{number})", _year),
    Rule("fiscal_year", "{fiscal} {UNIT}? {YEAR}", _year),
    Rule("year_period", "{the} {YEAR} {period}", _year),
    Rule("decade", "(?:{PART_OF}|{the}?{EARLY_LATE})? {the}? (?P<decade>{decade})", _decade),
    Rule("half_of_decade", "{the} {NTH} {half} {of} {the} (?P<decade>{decade})", _decade),
    Rule("century", "(?:{the}?{EARLY_LATE})? {the}? (?P<nth>{ordinal}) {hyphen}? {UNIT}", _century),
    Rule("quarter", "{the}? {fiscal}? (?P<year1>{year})? {fiscal}? {NTH} {UNIT} (?:{of}? {fiscal}? {YEAR})?", _quarter),
    Rule("hyphened_quarter", "{fiscal}? {NTH} {hyphen} {UNIT}", _quarter),
    Rule("quarter_of", "{the}? {NTH} {UNIT} {of}? {WHICH} (?P<unit2>{unit})", _quarter),
    Rule("years_quarter", "{WHICH} (?P<unit2>{unit}) {apostrophe} {word} {NTH} {hyphen}? {UNIT}", _quarter),
    Rule("back_quarter", "{BACK} {NTH} {hyphen}? {UNIT}", _quarter),
    Rule("period", "{the}? {NTH} {hyphen}? {period}", _period),
    Rule("code", "(?P<code>{code}) {of}? {YEAR}?", _quarter),
    Rule("half_year", "{the}? {NTH} {half} {of} {YEAR}", _half_year),
    Rule("half_of_unit", "{the}? {NTH} {half} {of} (?P<which>{last}|{this}|{next}|{the}) {UNIT}", _half_year),
    Rule("the_half", "{the} {NTH} {half}", _the_half),
    Rule("hyphened_half", "{NTH} {hyphen} {half}", _the_half),
    Rule("season", "{ON_PART}? {the}? {WHICH_DAY} {SEASON}", _season),
    Rule("season_year", "{ON_PART}? {the}? {SEASON} {of}? {YEAR}", _point),
    Rule("season_of_year", "{the}? {SEASON} {of} {OF_YEAR}", _of_year),
    Rule("part_season", "{the}? {ON_PART} {the}? {SEASON}", _season),
    Rule("the_season", "{the} (?P<season>{season})", _season),
    Rule("in_season", "{SEASON_AFTER} {the}? {SEASON}", _season),
    Rule("holiday", "{ON_PART}? {WHICH}? (?P<holiday>{holiday}) (?:{comma}? {YEAR})?", _point),
    Rule("holiday_week", "(?P<holiday>{holiday}) {SPAN}", _holiday_week),
    Rule("anniversary", "{the}? (?P<nth>{ordinal}|{second}) {anniversary} {of} (?P<event>{event})", _anniversary),
    Rule("start_of_event", "{the} {beginning} {of} (?P<event>{event})", _anniversary),
)
