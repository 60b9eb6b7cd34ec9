"""The rules: patterns over the kinds of tokens, and which of them wins where several match.

A pattern is a regular expression whose letters are kinds in braces; blanks between them mean nothing. A named group is
read by the rule's builder (:mod:`~reportedly.reading.dates.builders`). Every repetition is bounded, so matching is
linear. Of the matches that begin first the longest wins, and of equally long ones the rule that stands first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reportedly.reading.dates import builders, lexicon
from reportedly.reading.dates.builders import Builder, Match
from reportedly.reading.dates.lexer import Token, tokens_of
from reportedly.reading.dates.meaning import Mention

_MARK_KINDS = ("comma", "hyphen", "dash", "stop", "apostrophe", "money", "percent", "slash", "open", "shut", "mark", "gap", "word",
               "figure", "iso", "numeric", "clock", "decade", "year", "may", "holiday", "event")  # fmt: skip
_KINDS = sorted({kind for kind, _ in lexicon.WORDS.values()} | set(_MARK_KINDS))
_LETTER = {kind: chr(0x4E00 + place) for place, kind in enumerate(_KINDS)}

# Shorthands usable inside patterns.
_SHORT = {
    "MONTH": "(?P<month>{month}{stop}?|{may})",
    "PLAINMONTH": "(?P<month>{month}{stop}?)",
    "DAY": "(?P<day>{number}|{ordinal})",
    "YEAR": "(?P<year>{year})",
    "WDAY": "(?P<weekday>{weekday}{stop}?)",
    "NTH": "(?P<nth>{ordinal}|{second}|{last})",
    "UNIT": "(?P<unit>{unit})",
    "UNITS": "(?P<unit>{unit}|{units})",
    "PLURAL": "(?P<unit>{units})",
    "COUNT": "(?:(?P<amount>{number}|{year}|{figure})|(?P<some>{a}?{few}{of}?|{few})|(?P<one>{a}))(?P<half>{and}{a}{half})?",
    "QUANT": "(?P<quant>{more}{than}|{less}{than}|{at}{least}|{at}{most}|{up}{to}|{nearly}|{about}|{around})",
    "EARLY": "(?P<part>{early}|{late}|{mid}{hyphen}?|{earlier}|{later}|{days_of})",
    "PARTOF": "{the}?(?P<partof>{beginning}|{middle}|{end}){of}",
    "CLOCK": "(?P<clock>{clock}{ampm}?|{number}{ampm}|{noon}|{midnight}){zone}?",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what builds a meaning from its match."""

    name: str
    pattern: str
    build: Builder


RULES: tuple[Rule, ...] = (
    # -- calendar dates
    Rule("iso", "(?P<iso>{iso})", builders.iso),
    Rule("numeric", "(?P<numeric>{numeric})", builders.numeric),
    Rule("month_day", "(?:{this}?{coming})? (?P<which>{last}|{next}|{this})? (?:WDAY{comma}?)? MONTH DAY (?:{comma}? YEAR)?", builders.point),
    Rule("day_month", "(?:WDAY{comma}?)? {the}? DAY {hyphen}? {of}? MONTH (?:{hyphen}?{comma}? YEAR)?", builders.point),
    Rule("clock_date", "CLOCK {comma}? (?:{on}?WDAY{comma}?)? MONTH DAY (?:{comma}? YEAR)?", builders.point),
    Rule("month_year", "(?:PARTOF|{the}?EARLY)? MONTH (?:{of}|{comma})? YEAR", builders.point),
    Rule("month", "(?:PARTOF|EARLY)? (?P<which>{last}|{this}|{next}|{this}?{past}|{this}{coming})? PLAINMONTH", builders.point),
    Rule("may", "(?:(?:PARTOF|EARLY) | (?P<which>{last}|{this}|{next}) | (?<=[{in}{since}{until}{by}{of}{through}{from}{between}{and}{before}{during}]))"
         " (?P<month>{may})", builders.point),
    Rule("weekday", "(?:EARLY{on}?)? (?P<which>{last}|{this}|{next}|{this}?{past}|{this}?{coming}|{the}?{previous}|{the}?{following}|{that})? WDAY"
         " (?P<daypart>{daypart})?", builders.point),
    Rule("weekday_of_week", "WDAY (?P<daypart>{daypart})? {of}? (?P<week>{last}|{this}|{next}) (?P<unit>{unit})", builders.weekday_of_week),
    Rule("clock_weekday", "CLOCK {comma}? (?:WDAY|(?P<dayword>{dayword}))", builders.clock_day),
    Rule("weekday_date_clock", "(?:WDAY|(?P<dayword>{dayword})) {at} CLOCK", builders.clock_day),
    Rule("clock", "(?:QUANT)? CLOCK", builders.clock_day),
    Rule("year", "(?:PARTOF|{the}?EARLY|{the}{unit})? YEAR|{the}{unit}(?P<year2>{number})", builders.year),
    Rule("fiscal_year", "{fiscal} {unit}? YEAR", builders.year),
    Rule("decade", "(?:PARTOF|{the}?(?P<part>{early}|{late}|{mid}){hyphen}?)? {the}? (?P<decade>{decade})", builders.decade),
    Rule("half_of_decade", "{the} NTH {half} {of} {the} (?P<decade>{decade})", builders.decade),
    Rule("century", "(?:{the}?(?P<part>{early}|{late}|{mid}){hyphen}?)? {the}? (?P<nth>{ordinal}) {hyphen}? UNIT", builders.century),
    Rule("quarter", "{the}? {fiscal}? (?P<year1>{year})? {fiscal}? NTH UNIT (?:{of}? {fiscal}? YEAR)?", builders.quarter),
    Rule("hyphened_quarter", "NTH {hyphen} UNIT", builders.quarter),
    Rule("quarter_of", "{the}? NTH {hyphen}? UNIT {of} (?P<which>{last}|{this}|{next}) (?P<unit2>{unit})", builders.quarter),
    Rule("years_quarter", "(?P<which>{last}|{this}|{next}) (?P<unit2>{unit}) {apostrophe} {word} NTH {hyphen}? UNIT", builders.quarter),
    Rule("back_quarter", "(?:{the}{word}?)? (?P<back>{unit}{hyphen}(?:{earlier}|{ago})) NTH {hyphen}? UNIT", builders.quarter),
    Rule("half_year", "{the}? NTH {half} {of} YEAR", builders.half_year),
    Rule("half_of_unit", "{the}? NTH {half} {of} (?P<which>{last}|{this}|{next}|{the}) (?P<unit>{unit})", builders.half_year),
    Rule("season", "(?:PARTOF|EARLY)? {the}? (?P<which>{last}|{this}|{next}|{this}?{past}|{this}{coming}|{the}?{previous}|{the}?{following}|{that})"
         " (?P<season>{season}|{fall})", builders.point),
    Rule("season_year", "(?:PARTOF|EARLY)? {the}? (?P<season>{season}|{fall}) {of}? YEAR", builders.point),
    Rule("the_season", "(?:{the}?EARLY{hyphen}? (?P<season>{season}|{fall}) | {the} (?P<season2>{season})"
         "|(?<=[{in}{over}{during}{by}{until}{since}{through}{before}{after}{of}{and}{or}]) (?:{the}? (?P<season3>{fall}|{season})))", builders.season),
    Rule("holiday", "(?:PARTOF|EARLY)? (?P<which>{last}|{this}|{next})? (?P<holiday>{holiday}) (?:{comma}? YEAR)?", builders.point),
    Rule("holiday_week", "(?P<holiday>{holiday}) (?P<unit>{unit}|{weekend})", builders.holiday_week),
    Rule("anniversary", "{the}? (?P<nth>{ordinal}|{second}) (?P<anniversary>{anniversary}) {of} (?P<event>{event})", builders.anniversary),
    # -- days and units counted from the writing
    Rule("dayword", "EARLY? (?P<dayword>{dayword}) (?P<daypart>{daypart})?", builders.dayword),
    Rule("day_beyond", "{the} (?P<unit>{unit}) (?P<where>{before}|{after}) (?P<dayword>{dayword})", builders.dayword),
    Rule("tonight", "(?:EARLY)? (?P<tonight>{tonight})", builders.daypart),
    Rule("daypart", "(?:EARLY)? (?P<which>{last}|{this}|{that}|{the}{previous}|{the}{following}|{the}{next}|{the}) (?P<daypart>{daypart})",
         builders.daypart),
    Rule("mid_daypart", "(?P<part>{early}|{late}|{mid}){hyphen}? (?P<daypart>{daypart})", builders.daypart),
    Rule("unit", "(?:PARTOF|EARLY)? (?P<which>{last}|{this}|{next}|{the}{last}|{the}{next}|{the}{past}|{past}|{the}{coming}|{this}{coming}"
         "|{this}{past}|{the}?{current}|{the}?{latest}) {fiscal}? (?P<unit>{unit}|{weekend})", builders.unit),
    Rule("told_unit", "(?:PARTOF|EARLY)? (?P<which>{the}?{previous}|{the}?{following}|{the}{same}|{that}{same}?|{that}) {fiscal}?"
         " (?P<unit>{unit}|{weekend})", builders.told_unit),
    Rule("the_unit", "(?:PARTOF|EARLY)? {the} {fiscal}? (?P<unit>{unit}|{weekend})", builders.the_unit),
    Rule("unit_before", "{the} (?P<unit>{unit}) (?P<where>{before}|{after}|{earlier})", builders.unit_before),
    Rule("year_end", "(?:{about}|{around})? {the}? {unit} {hyphen}? (?P<yearend>{end})", builders.year_end),
    Rule("back_period", "(?:{the}{word}?)? (?P<back>{unit} {hyphen} (?:{earlier}|{ago})) (?P<unit>{unit}|{period})?", builders.back_period),
    Rule("year_period", "{the} YEAR {period}", builders.year),
    # -- counted away
    Rule("away", "QUANT? COUNT {more}? UNITS (?P<so>{or}{so})? (?P<where>{ago}|{earlier}|{later}|{from}{now})", builders.away),
    Rule("away_plural", "(?:QUANT)? PLURAL (?P<where>{ago}|{earlier}|{later}|{from}{now})", builders.away),
    # -- durations
    Rule("length", "QUANT? COUNT (?:{more}|{other}|{on_end}|{long})? UNITS", builders.length),
    Rule("length_seconds", "QUANT? (?P<amount>{number}) (?P<unit>{second})", builders.length),
    Rule("another", "(?:{a}|{the})?{another} (?P<amount>{number})? UNITS", builders.length),
    Rule("hyphened", "(?:(?P<amount>{number}|{figure})|(?P<some>{few})) {hyphen} (?P<unit>{unit}) (?P<old>{hyphen}{old})?", builders.length),
    Rule("unit_long", "(?P<unit>{unit}) {hyphen} {long}", builders.length),
    Rule("window", "QUANT? (?:{all}{of}?|{each}{of})? {the}? (?P<window>{last}|{past}|{previous}|{next}|{coming}|{following}|{recent}|{latest}) COUNT?"
         " {fiscal}? PLURAL (?:{and} {units})?", builders.window),
    Rule("window_unit", "QUANT {the} (?P<window>{past}|{last}|{next}) (?P<unit>{unit})", builders.window),
    Rule("ahead", "{the} COUNT? PLURAL (?P<window>{ahead})", builders.window),
    Rule("counted_the", "{the} (?:{ordinal}|{second})? {few}? (?P<amount>{number}) PLURAL", builders.length),
    Rule("first_units", "{the} {ordinal} PLURAL", builders.length),
    Rule("plural", "(?<=[{for}{in}{within}{after}{over}{of}{only}{until}]) (?P<unit>{units})", builders.length),
    Rule("some_time", "(?:{about}|{a}{long}) {time}", builders.some_time),
    # -- sets
    Rule("every", "{each} {other}? (?:COUNT)? (?:UNITS|(?P<weekday>{weekday})|{month}|{season})", builders.every),
    Rule("every_calendar", "{each} (?:(?P<weekday>{weekday})|(?P<month>{month})|(?P<season>{season}|{fall})|(?P<daypart>{daypart}))", builders.every),
    Rule("often", "(?P<often>{often})", builders.often),
    Rule("times_a", "(?<=[{once}{times}]) {a} (?P<unit>{unit})", builders.every),
    # -- vague
    Rule("now", "{right}? {now}|{currently}", builders.present),
    Rule("current", "{current}", builders.present),
    Rule("recently", "{recently}", builders.past),
    Rule("the_past", "{the} {past} (?![{word}{unit}{units}{number}{few}])|{the}{recent}{past}", builders.past),
    Rule("soon", "(?<!{as}){soon}(?!{as}|{after})", builders.future),
    Rule("the_future", "{the} {near}? {future}|{the}{coming}{future}|{future} {units}", builders.future),
    Rule("near_term", "{the} {near} {term}", builders.future),
    Rule("asap", "{as}{soon}{as}{possible}", builders.future),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Compiled:
    pattern: re.Pattern[str]
    build: Builder


@cache
def _compiled() -> tuple[_Compiled, ...]:
    return tuple(_Compiled(re.compile(_expand(rule.pattern)), rule.build) for rule in RULES)


def _expand(pattern: str) -> str:
    for name in sorted(_SHORT, key=len, reverse=True):
        pattern = re.sub(rf"(?<![A-Z<]){name}(?![A-Z>])", f"(?:{_SHORT[name]})", pattern)
    return re.sub(r"\{(\w+)\}", lambda match: _LETTER[match[1]], pattern.replace(" ", ""))


def mentions_of(text: str) -> list[Mention]:
    """The expressions in a text, in order and never overlapping."""
    tokens = tokens_of(text)
    kinds = "".join(_LETTER[token.kind] for token in tokens)
    found = sorted(_candidates(text, tokens, kinds), key=lambda c: (c.start, -c.end))
    out: list[Mention] = []
    for mention in found:
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return out


def _candidates(text: str, tokens: list[Token], kinds: str) -> Iterator[Mention]:
    for rule in _compiled():
        for hit in rule.pattern.finditer(kinds):
            match = Match(text, tokens, hit)
            meaning = rule.build(match)
            if meaning is not None:
                yield Mention(match.start, match.end, meaning)
