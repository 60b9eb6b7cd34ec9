"""Rules for the quarters and halves of years, calendar and fiscal, as companies report them."""

from __future__ import annotations

from typing import Final

from reportedly.reading.dates.match import YEARS_BACK, Match, Rule
from reportedly.reading.dates.meaning import Length, Meaning, Point, Step


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
    back = 1 if match.has("back") and match.of("back")[0].value == "year" else YEARS_BACK.get(str(match.which), 0)
    return Point(
        quarter=nth, year=match.number("year", "year1"), years_back=back, which="this" if match.has("unit2") else None
    )


def _period(match: Match) -> Meaning | None:
    """The third period, where the text tells of quarters."""
    nth = _nth(match, 4) if match.background.quarters and match.kind("nth") != "last" else None
    return Point(quarter=nth) if nth else None


def _of_named_year(match: Match) -> Meaning | None:
    """The 1995 quarter, the comparable 1995 period: the one told of, in that year."""
    if match.has("unit") and match.grain() != "quarter":
        return None
    return Point(year=match.number("year"), like="quarter" if match.has("unit") else "period")


def _latest_period(match: Match) -> Meaning | None:
    """The latest period, where the text tells of quarters."""
    return Step("quarter", 0, told=True) if match.background.quarters else None


def _back_period(match: Match) -> Meaning | None:
    """The year-earlier quarter, the year-ago period; "the year-earlier nine months" are a stretch of months."""
    if match.of("back")[0].value != "year":
        return None
    if match.has("amount"):
        return Length(str(match.number("amount")), str(match.word("units")))
    return Step("year", -1, told=True, exact=True, like="quarter" if match.grain() == "quarter" else "period")


def _fiscal_year(match: Match) -> Meaning | None:
    """The last fiscal year, the past fiscal year: a year that is over, and no stretch up to now."""
    return Step("year", -1) if match.grain() == "year" else None


def _half_year(match: Match) -> Meaning | None:
    """The first half of a year."""
    number = _nth(match, 2)
    if number is None or (match.has("unit") and match.grain() != "year"):
        return None
    if not match.has("unit"):
        return Point(half=number, year=match.number("year", "year1"))
    return Point(half=number, which="this", years_back=YEARS_BACK.get(str(match.which), 0))


def _the_half(match: Match) -> Meaning | None:
    """The first half, second-half profits: of the year, where nothing else is named."""
    number = _nth(match, 2)
    return Point(half=number) if number and match.kind("nth") != "last" and match.kind_behind != "of" else None


QUARTER_RULES: Final = (
    Rule(
        "quarter",
        "{the}? {fiscal}? (?:(?P<year1>{year}|{short}) (?:{apostrophe}{word})?)? {fiscal}? {NTH} {UNIT}"
        " (?:{of}? {fiscal}? {YEAR})?",
        _quarter,
    ),
    Rule("hyphened_quarter", "{fiscal}? {NTH} {hyphen} {UNIT} (?:{of}? {YEAR})?", _quarter),
    Rule("quarter_of", "{the}? {NTH} {UNIT} {of}? {WHICH} (?P<unit2>{unit})", _quarter),
    Rule("years_quarter", "{WHICH} (?P<unit2>{unit}) {apostrophe} {word} {NTH} {hyphen}? {UNIT}", _quarter),
    Rule("back_quarter", "{BACK} {NTH} {hyphen}? {UNIT}", _quarter),
    Rule("quarter_like", "{the} {word}? {YEAR} (?:{apostrophe}{word})? (?:{UNIT}|{period})", _of_named_year),
    Rule("latest_period", "{the} (?:{latest}|{current}) {period}", _latest_period),
    Rule("back_period", "{BACK} (?:{UNIT}|{period}|(?P<amount>{number}) (?P<units>{units}))?", _back_period),
    Rule("past_fiscal_year", "{the} (?:{past}|{last}|{latest}) {fiscal} {UNIT}", _fiscal_year),
    Rule("period", "{the}? {NTH} {hyphen}? {period}", _period),
    Rule("code", "(?P<code>{code}) {of}? {YEAR}?", _quarter),
    Rule("half_year", "{the}? {NTH} {half} {of}? {YEAR}", _half_year),
    Rule("years_half", "{the}? (?P<year1>{year}|{short}) (?:{apostrophe}{word})? {NTH} {half}", _half_year),
    Rule("half_of_unit", "{the}? {NTH} {half} {of} (?P<which>{last}|{this}|{next}|{the}) {UNIT}", _half_year),
    Rule("the_half", "{the} {NTH} {half}", _the_half),
    Rule("hyphened_half", "{NTH} {hyphen} {half}", _the_half),
)
