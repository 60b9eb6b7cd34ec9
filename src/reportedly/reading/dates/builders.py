"""From a rule's match to what the words mean; ``None`` where the words turn out to be no date."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Final, cast

from reportedly.language.intervals import Grain
from reportedly.reading.dates import lexicon
from reportedly.reading.dates.lexer import Token
from reportedly.reading.dates.meaning import Known, Length, Meaning, Often, Part, Point, Side, Step, Vague, Which

_PARTS: Final = {"early": "START", "beginning": "START", "mid": "MID", "middle": "MID", "late": "END", "end": "END"}
_WHICH: Final = {"last": "last", "past": "last", "this": "this", "next": "next", "coming": "next", "current": "this", "latest": "this",
                 "previous": "previous", "following": "following", "same": "same", "that": "same"}  # fmt: skip
_GRAINS: Final = {"day", "week", "month", "quarter", "year", "decade", "century", "weekend", "millennium"}


class Match:
    """A rule's match over tokens, read by group name."""

    def __init__(self, text: str, tokens: list[Token], hit: re.Match[str]) -> None:
        self.text, self.tokens, self._hit = text, tokens, hit
        self._groups = {name: span for name in hit.re.groupindex if (span := hit.span(name))[0] >= 0}
        self.start, self.end = tokens[hit.start()].start, self._end(hit.end())

    def _end(self, behind: int) -> int:
        """Where the match ends: a full stop after a short name stays out where it ends the expression."""
        last = self.tokens[behind - 1]
        if last.kind == "stop" and behind > 1:
            last = self.tokens[behind - 2]
        return last.end

    def has(self, name: str) -> bool:
        """Whether the group took part."""
        return name in self._groups

    def of(self, name: str) -> tuple[Token, ...]:
        """The tokens of a group."""
        first, behind = self._groups.get(name, (0, 0))
        return tuple(self.tokens[first:behind])

    def kind(self, name: str) -> str | None:
        """The last kind in a group."""
        tokens = self.of(name)
        return tokens[-1].kind if tokens else None

    def text_of(self, name: str) -> str | None:
        """The value of a group's last token as text."""
        tokens = [t for t in self.of(name) if t.kind != "stop"]
        return None if not tokens or tokens[-1].value is None else str(tokens[-1].value)

    def number(self, name: str) -> int | None:
        """The value of a group's last token as a number."""
        tokens = [t for t in self.of(name) if t.kind != "stop"]
        return tokens[-1].value if tokens and isinstance(tokens[-1].value, int) else None

    @cached_property
    def before(self) -> Token | None:
        """The token in front of the match."""
        at = self._hit.start()
        return self.tokens[at - 1] if at else None

    def behind(self, places: int = 0) -> Token | None:
        """The token behind the match."""
        at = self._hit.end() + places
        return self.tokens[at] if at < len(self.tokens) else None

    @cached_property
    def printed(self) -> str:
        """The words matched, in lower case."""
        return self.text[self.start : self.end].lower()

    @property
    def part(self) -> Part | None:
        """Early, middle or late, from either way of saying it."""
        for name in ("part", "partof"):
            for token in self.of(name):
                if token.kind in _PARTS:
                    return cast(Part, _PARTS[token.kind])
        return None

    @property
    def which(self) -> Which | None:
        """The pointing word."""
        for token in self.of("which"):
            if token.kind in _WHICH and not (token.kind in {"this", "that"} and len(self.of("which")) > 1):
                return cast(Which, _WHICH[token.kind])
        return None

    def grain(self, name: str = "unit") -> Grain | None:
        """The unit, if it is one of a day or more."""
        kind, value = self.kind(name), self.text_of(name)
        value = "weekend" if kind == "weekend" else value
        return cast(Grain, value) if value in _GRAINS else None


Builder = Callable[[Match], Meaning | None]


def _in_calendar(month: int | None, day: int | None) -> bool:
    return day is None or (
        1 <= day <= 31 and not (month in {4, 6, 9, 11} and day == 31) and not (month == 2 and day > 29)
    )


def _is_count(match: Match, token: Token | None) -> bool:
    """Whether what follows a number shows that it counts things: "1,500 troops", "45 percent"."""
    return token is not None and (
        token.kind in {"percent", "units"} or (token.kind == "word" and str(token.value) in lexicon.COUNTED)
    )


def iso(match: Match) -> Meaning | None:
    """2024-02-22, with a time or without, and 2024-02."""
    printed = match.printed
    year, month = int(printed[:4]), int(printed[5:7])
    day = int(printed[8:10]) if len(printed) > 7 else None
    if not 1 <= month <= 12 or year < 1 or not _in_calendar(month, day):
        return None
    clock = printed[11:16] if len(printed) > 10 else None
    return Point(year=year, month=month, day=day, clock=clock)


def numeric(match: Match) -> Meaning | None:
    """02/22/2024 or 22.02.2024: only where one reading is possible."""
    first, second, year = (int(piece) for piece in re.split("[/.-]", match.printed))
    orders = {(m, d) for m, d in ((first, second), (second, first)) if 1 <= m <= 12 and d >= 1 and _in_calendar(m, d)}
    if "." in match.printed:
        orders &= {(second, first)}
    if len(orders) == 1:
        month, day = orders.pop()
        return Point(year=year, month=month, day=day) if year else None
    return Point(year=year) if orders and year else None


def point(match: Match) -> Meaning | None:
    """A date by year, month, day, weekday, season or holiday, as much of it as is there."""
    month, day, year = match.number("month"), match.number("day"), match.number("year")
    if not _in_calendar(month, day) or (match.has("day") and day is None):
        return None
    season = match.text_of("season")
    return Point(year=year, month=month, day=day, weekday=match.number("weekday"), season=season, holiday=match.text_of("holiday"),
                 which=match.which, part=match.part, daypart=match.text_of("daypart"), clock=_clock(match))  # fmt: skip


def season(match: Match) -> Meaning | None:
    """A season with no year: "the summer", "over the winter"."""
    name = match.text_of("season") or match.text_of("season2") or match.text_of("season3")
    return Point(season=name, part=match.part)


def _clock(match: Match) -> str | None:
    tokens = match.of("clock")
    if not tokens:
        return None
    if tokens[0].kind in {"noon", "midnight"}:
        return "12:00" if tokens[0].kind == "noon" else "24:00"
    digits = str(tokens[0].value).split(":")
    hour, minute = int(digits[0]), digits[1] if len(digits) > 1 else "00"
    if len(tokens) > 1:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if tokens[1].value == "pm" else 0)
    return f"{hour:02}:{minute}" if hour < 24 and minute < "60" else None


def clock_day(match: Match) -> Meaning | None:
    """A time of day, with its day or without."""
    clock = _clock(match)
    if clock is None or (
        match.of("clock")[0].kind == "clock" and len(match.of("clock")) == 1 and not _said_as_time(match)
    ):
        return None
    shift = match.number("dayword")
    if shift is not None:
        return Step("day", shift, daypart=clock)
    return Point(weekday=match.number("weekday"), clock=clock)


def _said_as_time(match: Match) -> bool:
    """A bare 7:15 is a time only behind "at", "by" and the like, or with a zone or a day: it may be a score or a verse."""
    zoned = any(token.kind == "zone" for token in match.tokens if match.start <= token.start < match.end)
    before = match.before.kind if match.before else ""
    return (
        zoned
        or match.has("weekday")
        or match.has("dayword")
        or before in {"at", "by", "until", "since", "from", "around", "about", "before", "after"}
    )


def weekday_of_week(match: Match) -> Meaning | None:
    """Tuesday of last week."""
    if match.grain() != "week":
        return None
    weeks = {"last": -1, "this": 0, "next": 1}[str(match.kind("week"))]
    return Point(weekday=match.number("weekday"), daypart=match.text_of("daypart"), weeks=weeks)


_ASKS_YEAR: Final = {"in", "since", "until", "by", "of", "from", "between", "before", "after", "during", "through", "early", "late",
                     "mid", "around", "fiscal", "month"}  # fmt: skip


def year(match: Match) -> Meaning | None:
    """A year: any from 1900 to 2099 that counts nothing, an older one behind a word that asks for a date."""
    value = match.number("year") or match.number("year2")
    before = match.before.kind if match.before else ""
    if value is None or before in {"money", "figure", "slash"} or _is_count(match, match.behind()):
        return None
    if not 1900 <= value <= 2099 and (value > 2099 or value < 1000 or before not in _ASKS_YEAR):
        return None
    unit = match.tokens[match._hit.start() + 1] if match.printed.startswith("the") else None
    if unit and unit.kind == "unit" and unit.value != "year":
        return None
    return Point(year=value, part=match.part)


def decade(match: Match) -> Meaning | None:
    """The 1990s, the early '80s."""
    if match.has("nth"):
        return Point(
            decade=match.number("decade"), part="END" if match.text_of("nth") in {"last", "second"} else "START"
        )
    return Point(decade=match.number("decade"), part=match.part)


def century(match: Match) -> Meaning | None:
    """The 20th century."""
    nth = match.number("nth")
    if match.grain() != "century" or nth is None or not 2 <= nth <= 21:
        return None
    return Point(century=(nth - 1) * 100, part=match.part)


def _nth(match: Match, most: int) -> int | None:
    kind, value = match.kind("nth"), match.number("nth")
    number = 2 if kind == "second" else most if kind == "last" else value
    return number if number is not None and 1 <= number <= most else None


def quarter(match: Match) -> Meaning | None:
    """A quarter, with its year or without: "third-quarter", "this year's third quarter", "the year-earlier third quarter"."""
    if match.grain() != "quarter" or match.kind("nth") == "last" or (number := _nth(match, 4)) is None:
        return None
    if match.has("unit2") and match.grain("unit2") != "year":
        return None
    back = 1 if match.has("back") and match.of("back")[0].value == "year" else 0
    years = {"last": 1, "next": -1}.get(str(match.which), 0)
    return Point(quarter=number, year=match.number("year") or match.number("year1"), years_back=back or years, which="this" if match.has("unit2") else None,
                 fiscal="fiscal" in match.printed)  # fmt: skip


def half_year(match: Match) -> Meaning | None:
    """The first half of a year."""
    number = _nth(match, 2)
    if number is None or (match.has("unit") and match.grain() != "year"):
        return None
    if match.has("unit"):
        return Point(half=number, which="this", years_back={"last": 1, "next": -1}.get(str(match.which), 0))
    return Point(half=number, year=match.number("year"))


def holiday_week(match: Match) -> Meaning | None:
    """Easter week, Thanksgiving weekend."""
    grain = match.grain()
    return Point(holiday=match.text_of("holiday"), daypart=grain) if grain in {"week", "weekend"} else None


def anniversary(match: Match) -> Meaning | None:
    """The nth anniversary of an event whose day is known."""
    event = date.fromisoformat(str(match.text_of("event")))
    nth = 2 if match.kind("nth") == "second" else match.number("nth") or 0
    try:
        return Known(event.replace(year=event.year + nth))
    except ValueError:
        return None


def dayword(match: Match) -> Meaning | None:
    """Today, yesterday, tomorrow, and the day beyond."""
    shift = match.number("dayword") or 0
    if match.has("where"):
        return (
            None
            if match.grain() != "day" or not shift or (shift < 0) != (match.kind("where") == "before")
            else Step("day", shift * 2)
        )
    return Step("day", shift, daypart=match.text_of("daypart"))


def daypart(match: Match) -> Meaning | None:
    """Last night, this morning, tonight, that evening."""
    if match.has("tonight"):
        return Step("day", 0, daypart="NI")
    part = match.text_of("daypart")
    kinds = {token.kind for token in match.of("which")}
    if "last" in kinds:
        return Step("day", -1 if part in {"NI", "EV"} else 0, daypart=part)
    if "this" in kinds:
        return Step("day", 0, daypart=part)
    step = 1 if kinds & {"following", "next"} else -1 if "previous" in kinds else 0
    return Step("day", step, told=True, daypart=part)


def unit(match: Match) -> Meaning | None:
    """Last week, this year, early next month, the current quarter, the past year."""
    grain = match.grain()
    kinds = {token.kind for token in match.of("which")}
    if grain is None or (grain == "day" and not kinds & {"next", "last"}):
        return None
    if "past" in kinds and "this" not in kinds:
        return Length("1", grain, "past") if grain != "weekend" else Step("weekend", -1)
    if {"the", "next"} <= kinds and grain == "day":
        return Step("day", 1, told=True)
    if grain == "day":
        return Length("1", "day", "past" if "last" in kinds else "future") if "the" in kinds else None
    if "latest" in kinds and grain == "quarter":
        return Step(grain, 0, told=True, part=match.part)
    shift = {"last": -1, "next": 1}.get(str(match.which), 0)
    return Step(grain, shift, part=match.part)


def told_unit(match: Match) -> Meaning | None:
    """The previous week, the same month, that year."""
    grain = match.grain()
    if grain is None or (
        "unit" in {t.kind for t in match.of("unit")} and grain in {"decade", "century"} and match.which == "same"
    ):
        return None
    return Step(grain, {"previous": -1, "following": 1}.get(str(match.which), 0), told=True, part=match.part)


def the_unit(match: Match) -> Meaning | None:
    """The quarter, the weekend, the end of the year: the one that is being told of."""
    grain = match.grain()
    behind = match.behind()
    word = str(behind.value) if behind else ""
    if grain in {"year", "quarter", "month", "week"} and word == "ended":
        return Length("1", grain) if grain == "year" else Step(grain, 0, told=True)
    if grain == "weekend":
        return Step(grain, 0, part=match.part)
    if grain in {"year", "quarter", "month", "week"} and (match.has("partof") or grain in {"quarter", "year"}):
        return Step(grain, 0, told=grain == "quarter", part=match.part)
    if grain in {"decade", "century"} and match.has("partof"):
        return Step(grain, 0, part=match.part)
    return None


def unit_before(match: Match) -> Meaning | None:
    """The day before, the year after, where no noun follows."""
    grain = match.grain()
    behind = match.behind()
    if grain is None or (
        behind and behind.kind not in {"stop", "comma", "mark", "gap", "and", "shut", "dash", "in", "at", "on", "by"}
    ):
        return None
    return Step(grain, 1 if match.kind("where") == "after" else -1, told=True)


def year_end(match: Match) -> Meaning | None:
    """Year-end, month-end."""
    unit_token = next((t for t in match.tokens if match.start <= t.start < match.end and t.kind == "unit"), None)
    if (
        unit_token is None
        or unit_token.value not in {"year", "month", "quarter"}
        or (match.before and match.before.kind == "a")
    ):
        return None
    if "-" not in match.printed and match.printed.startswith("the"):
        return None
    return Step(cast(Grain, unit_token.value), 0, part="END", exact=True)


def back_period(match: Match) -> Meaning | None:
    """The year-earlier quarter, the year-ago period."""
    if match.of("back")[0].value != "year":
        return None
    return Step("year", -1, told=True, exact=True)


_AMOUNTLESS: Final = "X"


def _amount(match: Match) -> str | None:
    """TIMEX3's number of units: digits, ``X`` for many, a half as .5."""
    value: float
    if match.has("amount"):
        number = match.number("amount")
        if number is None or number > 9999:
            return None
        value = number
    elif match.has("some"):
        numbers = [token.value for token in match.of("some") if token.kind == "few"]
        if not isinstance(numbers[-1], int):
            return _AMOUNTLESS
        value = numbers[-1]
    elif match.has("one"):
        value = 1
    elif match.kind("unit") == "unit":
        value = 1
    else:
        return _AMOUNTLESS
    return f"{value + 0.5}" if match.has("half") else f"{int(value)}"


def away(match: Match) -> Meaning | None:
    """Two weeks ago, a year earlier, three days later, months ago."""
    amount, unit_name = _amount(match), match.text_of("unit")
    if amount is None or unit_name is None or "." in amount:
        return None if amount is None or unit_name is None else Length(amount, unit_name)
    where = match.kind("where")
    sign = 1 if where in {"later", "now"} else -1
    if unit_name in lexicon.CLOCK_UNITS:
        return (
            Vague("PAST_REF" if where == "ago" else "FUTURE_REF")
            if where in {"ago", "now"}
            else Length(amount, unit_name)
        )
    told = where in {"earlier", "later"}
    if amount == _AMOUNTLESS:
        return Vague("PAST_REF" if sign < 0 else "FUTURE_REF") if not told else Length(amount, unit_name)
    days = {"week": 7, "fortnight": 14}.get(unit_name)
    if days:  # a day, as TIMEX3 has it, but it may be any of that week
        return Step("day", sign * days * int(amount), told=told, loose=not told)
    exact = told or (unit_name == "year" and amount == "1")  # next to a quarter "a year ago" is that quarter's
    return Step(cast(Grain, unit_name), sign * int(amount), told=told, exact=exact)


def length(match: Match) -> Meaning | None:
    """Two weeks, several months, an additional year, ten-year."""
    unit_name, amount = match.text_of("unit"), _amount(match)
    if unit_name is None or amount is None:
        return None
    behind = match.behind()
    if unit_name == "quarter" and (match.has("one") or (behind and behind.kind == "of")):
        return None  # a share, no stretch of time
    if (
        match.kind("unit") == "unit"
        and not match.has("one")
        and amount != "1"
        and "-" not in match.printed
        and unit_name not in {"week", "year", "day"}
    ):
        return None
    if match.has("old") and unit_name == "year":
        return None
    if behind and behind.kind == "old":
        return None
    if behind and behind.kind == "hyphen" and (after := match.behind(1)) and after.kind == "old":
        return None
    if match.has("one") and not match.has("half") and _is_rate(match):
        return None
    return Length(amount, unit_name)


def _is_rate(match: Match) -> bool:
    """Whether "a day" says how often: "two interviews a day"."""
    before = match.before
    if before is None or before.kind != "word":
        return before is not None and before.kind in {"number", "figure", "units", "percent", "times", "once"}
    word = str(before.value)
    return word in {"million", "billion", "trillion", "percent"} or (word.endswith("s") and not word.endswith("ss") and len(word) > 4)


def window(match: Match) -> Meaning | None:
    """The past two months, the last few days, the coming weeks, recent years."""
    unit_name = match.text_of("unit")
    amount = _amount(match)
    kind = match.kind("window")
    if unit_name is None or amount is None:
        return None
    if kind in {"coming"} and amount == _AMOUNTLESS:
        return Vague("FUTURE_REF")
    side: Side = "future" if kind in {"next", "coming", "ahead", "following"} else "past"
    return Length(amount, unit_name, None if kind in {"previous", "following", "latest"} else side)


def some_time(match: Match) -> Meaning | None:
    """Some time, a long time."""
    return Length(_AMOUNTLESS, "month") if match.printed.startswith("some") else None


def every(match: Match) -> Meaning | None:
    """Every day, each July, once a week."""
    if match.has("weekday"):
        return Often(f"XXXX-WXX-{match.number('weekday')}")
    if match.has("month"):
        return Often(f"XXXX-{match.number('month'):02}")
    if match.has("season"):
        return Often(f"XXXX-{match.text_of('season')}")
    if match.has("daypart"):
        return Often(f"XXXX-XX-XXT{match.text_of('daypart')}")
    amount = _amount(match) if match.has("amount") or match.has("some") else "1"
    unit_name = match.text_of("unit")
    return Often(period(amount, unit_name)) if amount and unit_name else None


def often(match: Match) -> Meaning | None:
    """Daily, weekly, annually."""
    return Often(str(match.text_of("often")))


def period(amount: str, unit_name: str) -> str:
    """A TIMEX3 duration: P2M, PT4H, PXY."""
    if unit_name in {"fortnight", "decade"} and amount.isdigit():
        amount, unit_name = str(int(amount) * (2 if unit_name == "fortnight" else 10)), "week" if unit_name == "fortnight" else "year"
    return f"P{'T' if unit_name in lexicon.CLOCK_UNITS else ''}{amount}{lexicon.UNIT_LETTERS[unit_name]}"


def present(_match: Match) -> Meaning | None:
    """Now."""
    return Vague("PRESENT_REF")


def past(_match: Match) -> Meaning | None:
    """Recently, in the past."""
    return Vague("PAST_REF")


def future(_match: Match) -> Meaning | None:
    """Soon, in the near future."""
    return Vague("FUTURE_REF")
