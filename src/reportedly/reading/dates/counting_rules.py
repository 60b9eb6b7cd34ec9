"""Rules for what is counted: days from the writing, units away from a date told, durations, sets, and vague references."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, cast

from reportedly.language.intervals import Grain
from reportedly.reading.dates import lexicon
from reportedly.reading.dates.known_events import event_at
from reportedly.reading.dates.match import Match, Rule
from reportedly.reading.dates.meaning import Length, Meaning, Point, Side, Step, Vague
from reportedly.reading.dates.uncounted import is_age, is_always, is_aside, is_rate, is_share, is_title

_SHIFT: Final = {"last": -1, "this": 0, "next": 1}
_MONTHS: Final = {"year": 12, "decade": 120, "century": 1200}
_DAYS: Final = {"week": 7, "fortnight": 14, "month": 30.4}
_LONG_AGO: Final = re.compile(
    r"(?i)(?:long|some\stime|moments|a\s(?:(?:short|long|little)\s)?(?:while|time|moment))\sago"
)
_SENTENCE_EDGES: Final = frozenset({"", "stop", "mark", "gap", "dash", "open", "comma"})
# "The last quarter" is a quarter; "the last month" ends now.
_WINDOWS: Final = frozenset({"day", "week", "month", "year", "decade", "century"})
_DURING: Final = frozenset({"in", "over", "within", "during", "for"})
_MANY: Final = "X"
_HALVES: Final = {"year": "P6M", "century": "P50Y", "decade": "P5Y", "hour": "PT30M", "day": "PT12H", "minute": "PT30S"}


# -- days and units from the writing


def _dayword(match: Match) -> Meaning | None:
    """Today, yesterday, tomorrow, and the day beyond. A capital inside a sentence is a name: USA Today."""
    shift = match.number("dayword") or 0
    if match.first_letter("dayword").isupper() and match.before in {"word", "apostrophe"} and not match.has("where"):
        return None
    if match.before == "a":  # "imagine a tomorrow"
        return None
    if match.has("where"):
        right = shift and match.grain() == "day" and (shift < 0) == (match.kind("where") == "before")
        return Step("day", shift * 2) if right else None
    return Step("day", shift, daypart=match.word("daypart"))


def _unit(match: Match) -> Meaning | None:
    """Last week, this year, early next month, the current quarter; with "the" a stretch: the past year, the last week."""
    grain, kinds = match.grain(), match.kinds("which")
    if grain is None or (
        match.before == "mark" and match.first_letter("unit").isupper()
    ):  # "This Week" in quotes: a programme
        return None
    if "past" in kinds and "this" not in kinds:
        return Step("weekend", -1) if grain == "weekend" else Length("1", grain, "past")
    if grain == "day" and kinds == {"the", "last"} and match.before not in _DURING:  # "the last day of the trial"
        return None
    if grain == "day" and kinds == {"the", "next"}:
        return Step("day", 1, told=True)
    if "the" in kinds and kinds & {"last", "next", "coming"} and match.part is None and grain in _WINDOWS:
        return Length("1", grain, "past" if "last" in kinds else "future")
    if grain == "day":
        return None
    if "latest" in kinds and grain == "quarter":
        return Step(grain, 0, told=True, part=match.part)
    shift = _SHIFT.get(str(match.which), 0)
    return Step(grain, shift, part=match.part, side=None if shift else _side(match))


def _side(match: Match) -> Side | None:
    """Earlier this week, later this month, the rest of the year."""
    if match.kind("side") == "earlier":
        return "past"
    return "future" if match.kind("side") == "later" or "rest" in match.kinds("partof") else None


def _told_unit(match: Match) -> Meaning | None:
    """The previous week, the same month, that year."""
    grain = match.grain()
    if grain is None or (grain in {"decade", "century"} and match.which == "same"):
        return None
    shift = {"previous": -1, "following": 1}.get(str(match.which), 0)
    return Step(grain, shift, told=True, part=match.part, else_anchor=shift < 0 and grain != "day")


def _the_unit(match: Match) -> Meaning | None:
    """The quarter, the weekend, the end of the year: the one that is being told of or written in."""
    grain, behind = match.grain(), match.behind()
    if grain is None or (match.first_letter("unit").isupper() and not match.printed.isupper()):
        return None
    ended = behind is not None and behind.value == "ended"
    if ended and grain in {"year", "quarter", "month", "week"}:
        return Length("1", grain) if grain == "year" else Step(grain, 0, told=True)
    if grain == "day" and match.part == "END" and match.before in {"at", "word"} and is_aside(match):
        return None
    if grain == "weekend" or match.has("partof"):
        return Step(grain, 0, part=match.part) if grain != "day" else Step("day", 0, told=True, else_anchor=True)
    return (
        Step(grain, 0, told=grain == "quarter", part=match.part, side=_side(match))
        if grain in {"quarter", "year"}
        else None
    )


def _end_of_unit(match: Match) -> Meaning | None:
    """End of year, start of month, as notices word it."""
    grain = match.grain()
    return Step(grain, 0, part=match.part) if grain in {"year", "month", "quarter"} else None


def _all_unit(match: Match) -> Meaning | None:
    """All day, the whole year."""
    grain = match.grain()
    return Length("1", grain) if grain in {"day", "week", "month", "year", "decade", "century"} else None


def _of_the_unit(match: Match) -> Meaning | None:
    """For the month, the week's trading: the month last told of, the week of writing."""
    grain = match.grain()
    if grain == "month":
        return Step("month", 0, told=True, else_anchor=True)
    return Step("week", 0) if grain == "week" else None


def _mid_unit(match: Match) -> Meaning | None:
    """Midyear, mid-week, next midweek."""
    grain = match.grain()
    return Step(grain, _SHIFT.get(str(match.which), 0), part="MID") if grain and grain != "day" else None


def _in_the_day(match: Match) -> Meaning | None:
    """Later in the day: the one that is being told of; earlier in the week: the one of writing."""
    grain = match.grain()
    if grain in {"week", "month"}:
        return Step(grain, 0, side=_side(match))
    return Step("day", 0, told=True, else_anchor=True) if grain == "day" else None


def _unit_before(match: Match) -> Meaning | None:
    """The day before, the year after, where no noun follows."""
    grain, behind = match.grain(), match.kind_behind
    if grain is None or behind not in {
        "",
        "stop",
        "comma",
        "mark",
        "gap",
        "and",
        "shut",
        "dash",
        "in",
        "at",
        "on",
        "by",
    }:
        return None
    return Step(grain, 1 if match.kind("where") == "after" else -1, told=True)


def _year_end(match: Match) -> Meaning | None:
    """Year-end, year's end, the month-end."""
    grain = match.grain()
    if grain not in {"year", "month", "quarter"} or match.before == "a" or (" " in match.printed and match.has("the")):
        return None
    return Step(grain, 0, part="END", exact=True)


def _away(match: Match) -> Meaning | None:
    """Two weeks ago, a year earlier, three days later, months ago."""
    amount, unit, where = amount_of(match), match.word("unit"), match.kind("where")
    if amount is None or unit is None:
        return None
    sign, told = (1 if where in {"later", "now"} else -1), where in {"earlier", "later"}
    if not told and (amount == _MANY or unit in lexicon.CLOCK_UNITS):
        return Vague("PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit in lexicon.CLOCK_UNITS or amount == _MANY:
        return Length(amount, unit)
    if not amount.isdigit():
        return _part_away(sign * float(amount), unit, told=told)
    if unit in {"decade", "century"}:
        years = int(amount) * (10 if unit == "decade" else 100)
        return Step("year", sign * years, told=told)
    days = {"week": 7, "fortnight": 14}.get(unit)
    if days:  # a day, as TIMEX3 has it, but it may be any of that week
        return Step("day", sign * days * int(amount), told=told, loose=not told)
    exact = told or (unit == "year" and amount == "1")  # next to a quarter "a year ago" is that quarter's
    return Step(cast(Grain, unit), sign * int(amount), told=told, exact=exact)


def _part_away(count: float, unit: str, *, told: bool) -> Meaning | None:
    """Two and a half years ago: in months; a week and a half ago: in days."""
    if unit in _MONTHS:
        return Step("month", round(count * _MONTHS[unit]), told=told)
    days = _DAYS.get(unit)
    return Step("day", round(count * days), told=told, loose=not told) if days else None


def _half_away(match: Match) -> Meaning | None:
    """Half a century ago, a half-hour earlier."""
    sign = 1 if match.kind("where") == "later" else -1
    unit = str(match.word("unit"))
    if unit in {"century", "decade"}:
        return Step("year", sign * (50 if unit == "century" else 5), told=match.kind("where") != "ago")
    return _part_away(sign / 2, unit, told=match.kind("where") != "ago") if unit == "year" else None


def _twice_away(match: Match) -> Meaning | None:
    """The week before last, the year after next."""
    grain = match.grain()
    return Step(grain, -2 if match.kind("where") == "last" else 2) if grain else None


def _weekday_ago(match: Match) -> Meaning | None:
    """A week ago Tuesday."""
    amount = amount_of(match)
    if amount is None or not amount.isdigit() or match.word("unit") != "week":
        return None
    return Point(weekday=match.number("weekday"), weeks=-int(amount))


def _past_ref(match: Match) -> Meaning | None:
    """Long ago, some time ago, a short while ago, moments ago."""
    return Vague("PAST_REF") if _LONG_AGO.fullmatch(match.printed) else None


# -- durations


def amount_of(match: Match) -> str | None:
    """TIMEX3's number of units: digits, ``X`` for many, a half as .5; ``None`` where there can be none."""
    value: int | None
    if match.has("amount"):
        value = match.number("amount")
        if value is None or value > 9999:
            return None
    elif match.has("some"):
        number = next((t.value for t in match.of("some") if t.kind == "few"), None)
        value = number if isinstance(number, int) else None
    else:
        value = 1 if match.has("one") or match.kind("unit") in {"unit", "second"} else None
    if value is None:
        return _MANY
    if match.has("of_one"):
        over, under = (t.value for t in match.of("of_one") if isinstance(t.value, int))
        return f"{value + over / under:g}" if 0 < over < under else None
    return f"{value}.5" if match.has("half") or match.has("half2") else f"{value}"


def _length(match: Match) -> Meaning | None:
    """Two weeks, several months, an additional year, ten-year."""
    unit, amount = match.word("unit"), amount_of(match)
    if unit is None or amount is None or is_age(match) or is_title(match):
        return None
    if (match.kind("unit") == "units" and match.has("one")) or (unit == "quarter" and is_share(match)):
        return None
    counted_singular = (
        match.kind("unit") == "unit" and not match.has("one") and amount not in {"1", "1.5"} and not match.has("joined")
    )
    if counted_singular and unit not in {"week", "year", "day"}:
        return None
    if match.has("one") and not match.has("half") and (is_rate(match) or match.second_behind == "long"):
        return None
    if is_always(match) or (match.has("one") and (behind := match.behind()) and behind.value in {"when", "where"}):
        return None  # "in a year when" points at no length
    return Length(amount, unit, within=match.before in {"within", "in"}, edge=_edge(match))


def _edge(match: Match) -> tuple[Side, date] | None:
    """The day of the event that it is counted from, where that is known: "months before the invasion of Kuwait"."""
    side, event = match.kind_behind, match.behind(1)
    if side not in {"before", "after"} or event is None:
        return None
    known = event_at(match.text, event.start, war=match.background.war)
    return ("past" if side == "before" else "future", known.day) if known else None


def _unit_old(match: Match) -> Meaning | None:
    """A decade-old feud, centuries-old customs."""
    plain = match.before not in {"hyphen", "number", "figure", "few"}
    return Length("1" if match.kind("unit") == "unit" else _MANY, str(match.word("unit"))) if plain else None


def _long_word(match: Match) -> Meaning | None:
    """Weeklong, yearlong."""
    return Length("1", str(match.word("unit")))


def _window(match: Match) -> Meaning | None:
    """The past two months, the last few days, the coming weeks, recent years."""
    unit, amount, kind = match.word("unit"), amount_of(match), match.kind("window")
    if unit is None or amount is None:
        return None
    if kind == "last" and match.word_before in {"would", "could", "not", "t", "will", "might"}:
        return None  # "would not last two weeks"
    if kind == "coming" and amount == _MANY:
        return Vague("FUTURE_REF")
    if kind in {"previous", "following", "latest"}:
        return Length(amount, unit)
    side: Side = "future" if kind in {"next", "coming", "ahead"} else "past"
    return Length(amount, unit, side)


def _half(match: Match) -> Meaning | None:
    """Half a century, a half-hour."""
    value = _HALVES.get(str(match.word("unit")))
    return Length("0.5", str(match.word("unit")), value=value) if value else None


def _some_time(match: Match) -> Meaning | None:
    """Some time, a long time."""
    return Length(_MANY, "month") if match.printed.lower().startswith("some") else None


def period(amount: str, unit: str) -> str:
    """A TIMEX3 duration: P2M, PT4H, PXY."""
    if unit in {"fortnight", "decade"} and amount.isdigit():
        amount, unit = (f"{2 * int(amount)}", "week") if unit == "fortnight" else (f"{10 * int(amount)}", "year")
    return f"P{'T' if unit in lexicon.CLOCK_UNITS else ''}{amount}{lexicon.UNIT_LETTERS[unit]}"


COUNTING_RULES: Final = (
    Rule("dayword", "{EARLY}? {DAYWORD} {DAYPART}?", _dayword),
    Rule("day_beyond", "{the} {UNIT} (?P<where>{before}|{after}) {DAYWORD}", _dayword),
    Rule("unit", "{ON_PART}? {WHICH_SPAN} {fiscal}? {SPAN}", _unit),
    Rule("told_unit", "{ON_PART}? {WHICH_TOLD} {fiscal}? {SPAN}", _told_unit),
    Rule("the_unit", "{ON_PART}? {the} {fiscal}? {SPAN}", _the_unit),
    Rule("end_of_unit", "(?P<partof>{beginning}|{end}) {of} {UNIT}", _end_of_unit),
    Rule("in_the_day", "(?:(?P<side>{earlier}|{later})|{early}|{late}) {in} (?P<only>{the} {UNIT})", _in_the_day),
    Rule("unit_before", "{the} {UNIT} (?P<where>{before}|{after}|{earlier})", _unit_before),
    Rule("year_end", "(?:{about}|{around})? (?P<the>{the})? {UNIT} (?:{hyphen}|{apostrophe}{word})? {end}", _year_end),
    Rule(
        "away",
        "{ABOUT}? {COUNT} {more}? {ANY_UNIT} {AND_A_HALF}? (?:{or}{so})? (?P<where>{ago}|{earlier}|{later}|{from}{now})",
        _away,
    ),
    Rule("away_plural", "{ABOUT}? {UNITS} (?P<where>{ago}|{earlier}|{later}|{from}{now})", _away),
    Rule("length", "{ABOUT}? {COUNT} (?:{more}|{other}|{on_end}|{long}|{all})? {ANY_UNIT} {AND_A_HALF}?", _length),
    Rule("length_seconds", "{ABOUT}? (?P<amount>{number}) (?P<unit>{second})", _length),
    Rule("another", "(?:{a}|{the})? {another} (?P<amount>{number})? {ANY_UNIT}", _length),
    Rule(
        "hyphened",
        "(?:(?P<amount>{number}|{figure})|(?P<some>{few})) (?P<joined>{hyphen}) {UNIT} (?P<old>{hyphen}{old})?",
        _length,
    ),
    Rule(
        "hyphened_and_a_half",
        "(?P<amount>{number}) (?P<half>{hyphen}{and}{hyphen}{a}{hyphen}{half}) (?P<joined>{hyphen}) {UNIT}",
        _length,
    ),
    Rule("all_unit", "(?:{the} | (?<![{at}{of}{in}])) (?P<all>{all}) {UNIT}", _all_unit),
    Rule("long_word", "(?P<unit>{long_word})", _long_word),
    Rule("unit_long", "{ANY_UNIT} {hyphen} {long}", _length),
    Rule("half_away", "{a}? {half} {hyphen}? {a}? {UNIT} (?P<where>{ago}|{earlier}|{later})", _half_away),
    Rule("twice_away", "{the} {SPAN} (?P<where>{before}{last}|{after}{next})", _twice_away),
    Rule("weekday_ago", "{COUNT} {ANY_UNIT} {ago} {WEEKDAY}", _weekday_ago),
    Rule("past_ref", "(?:{a}{word}|{a}{near}|{a}{long}|{a}|{about})? (?:{time}|{word}|{long}) {ago}", _past_ref),
    Rule("mid_unit", "(?P<which>{last}|{this}|{next})? (?P<unit>{mid_unit}|{mid}{hyphen}{unit})", _mid_unit),
    Rule("unit_old", "{ANY_UNIT} {hyphen} {old}", _unit_old),
    Rule("of_the_unit", "(?<=[{in}{for}{during}]) {the} {UNIT} (?=[{comma}{stop}{gap}{shut}])", _of_the_unit),
    Rule("the_units", "{the} {UNIT} (?={apostrophe}{word})", _of_the_unit),
    Rule("half", "{half} {hyphen}? {a}? {UNIT}", _half),
    Rule(
        "window",
        "{ABOUT}? (?:{all}{of}?|{each}{of})? {the}?"
        " (?P<window>{last}|{past}|{previous}|{next}|{coming}|{following}|{recent}|{latest})"
        " {COUNT}? {fiscal}? {UNITS} (?:{and}{units}|{AND_A_HALF})?",
        _window,
    ),
    Rule("window_unit", "{ABOUT}? {all}? {the} (?P<window>{past}|{last}|{next}) {UNIT} {AND_A_HALF}", _window),
    Rule("about_window", "{ABOUT} {the} (?P<window>{past}|{last}|{next}) {UNIT}", _window),
    Rule("ahead", "{the} {COUNT}? {UNITS} (?P<window>{ahead})", _window),
    Rule("counted_the", "{the} (?:{ordinal}|{second})? {few}? (?P<amount>{number}) {UNITS}", _length),
    Rule("first_units", "{the} {ordinal} {UNITS}", _length),
    Rule("plural", "{UNITS_AFTER} {UNITS}", _length),
    Rule("plural_before", "{UNITS} (?=[{before}{after}{since}])", _length),
    Rule("some_time", "(?:{about}|{a}{long}) {time}", _some_time),
)
