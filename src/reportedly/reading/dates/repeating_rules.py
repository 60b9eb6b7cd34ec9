"""Rules for what repeats, and for the past, the present and the future as such."""

from __future__ import annotations

from typing import Final

from reportedly.reading.dates.counting_rules import amount_of, period
from reportedly.reading.dates.match import Builder, Match, Rule
from reportedly.reading.dates.meaning import Meaning, Often, Reference, Vague


def _every(match: Match) -> Meaning | None:
    """Every day, each July, once a week, on Fridays."""
    if match.has("weekday"):
        return Often(f"XXXX-WXX-{match.number('weekday')}")
    if match.has("month"):
        return Often(f"XXXX-{match.number('month'):02}")
    if match.has("season"):
        return Often(f"XXXX-{match.word('season')}")
    if match.has("daypart"):
        return Often(f"XXXX-XX-XXT{match.word('daypart')}")
    amount, unit = amount_of(match), match.word("unit")
    return Often(period(amount, unit)) if amount and unit else None


def _often(match: Match) -> Meaning | None:
    """Daily, weekly; with a capital behind a word it is a paper's name."""
    if match.first_letter("often").isupper() and match.before in {"word", "apostrophe"}:
        return None
    behind = match.behind()
    if behind and behind.kind == "word" and match.text[behind.start].isupper() and match.before in {"word", "the"}:
        return None  # the party daily Granat
    return Often(str(match.word("often")))


def _weekends(_match: Match) -> Meaning | None:
    return Often("XXXX-WXX-WE")


def _now(match: Match) -> Meaning | None:
    """Now; as the word that opens a sentence it turns to something new more often than it tells a time."""
    return None if match.printed == "Now" else Vague("PRESENT_REF")


def _vague(value: Reference) -> Builder:
    return lambda _match: Vague(value)


REPEATING_RULES: Final = (
    Rule("every", "{each} {other}? {COUNT}? {ANY_UNIT}", _every),
    Rule("every_weekend", "{each} {weekend}", _weekends),
    Rule("every_calendar", "{each} (?:(?P<weekday>{weekday})|(?P<month>{month})|{SEASON}|{DAYPART})", _every),
    Rule("weekdays", "(?P<weekday>{weekdays})", _every),
    Rule("weekends", "{weekends}", _weekends),
    Rule("often", "(?P<often>{often})", _often),
    Rule("times_a", "(?:{once}|(?:{number}|{few}) {times}) {a} {UNIT}", _every),
    Rule(
        "now",
        "{right}? {now}|{currently}|{these} {units} (?=[{stop}{comma}])|(?<={at}) {the}? {present}",
        _now,
    ),
    Rule("to_come", "{UNITS} {to} {come}", _vague("FUTURE_REF")),
    Rule("current", "{current}", _vague("PRESENT_REF")),
    Rule("recently", "{recently}", _vague("PAST_REF")),
    Rule(
        "in_the_past",
        "(?<={in}) {the} {recent}? {past} (?![{unit}{units}{number}{few}{season}{weekday}])",
        _vague("PAST_REF"),
    ),
    Rule("the_past", "{the} {recent}? {past} (?=[{stop}{comma}{mark}{gap}{shut}{and}{or}])", _vague("PAST_REF")),
    Rule("soon", "(?<!{as}) {soon} (?!{as}|{after})", _vague("FUTURE_REF")),
    Rule("the_future", "{the} {near}? {future}|{the} {coming} {future}|{future} {units}", _vague("FUTURE_REF")),
    Rule("near_term", "{the} {near} {term}", _vague("FUTURE_REF")),
    Rule("as_soon", "{as} {soon} {as} {possible}", _vague("FUTURE_REF")),
)
