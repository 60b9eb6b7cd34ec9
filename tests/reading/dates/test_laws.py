"""What holds for any text."""

import time
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Published
from reportedly.reading.dates import tag
from reportedly.reading.dates.calendar_rules import CALENDAR_RULES
from reportedly.reading.dates.counting_rules import COUNTING_RULES
from reportedly.reading.dates.grammar import rules_by_name
from reportedly.reading.dates.lexicon import WORDS
from reportedly.reading.dates.occasions import HOLIDAYS

_words = st.sampled_from(
    [*sorted(WORDS), "May", "Oct.", "1999", "9999", "0001", "31", "2nd", "'80s", "-", ",", "10:30", "p.m.", "\n\n"]
)
_timely = st.lists(_words, max_size=14).map(" ".join)
_days = st.none() | st.dates()


def _published(one: date | None, other: date | None) -> Published:
    return Published(min(one, other), max(one, other)) if one and other else Published(one, other)


_anchors = st.builds(_published, _days, _days)


def check(text: str, anchor: Published) -> None:
    behind = 0
    for found in tag(text, anchor=anchor):
        assert behind <= found.start < found.end <= len(text)
        behind = found.end
        assert found.earliest is None or found.latest is None or found.earliest <= found.latest
        assert found.edtf is None or parse_edtf(found.edtf)


@settings(max_examples=300, deadline=None)
@given(_timely, _anchors)
def test_any_words_of_time(text: str, anchor: Published) -> None:
    check(text, anchor)


@settings(max_examples=200, deadline=None)
@given(st.text(), _anchors)
def test_any_text(text: str, anchor: Published) -> None:
    check(text, anchor)


@given(_timely)
def test_reading_twice_changes_nothing(text: str) -> None:
    assert tag(text) == tag(text)


@pytest.mark.parametrize("edge", [date.min, date.max])
@pytest.mark.parametrize(
    "text",
    ["a century ago", "the next 9000 years", "last week", "tomorrow", "yesterday", "this winter", "next millennium",
     "Easter week",
     "two weeks ago",
     "the weekend",
     "the past 999 centuries", "Friday", "next Friday", "last December", "the previous day"],
)  # fmt: skip
def test_the_ends_of_the_calendar(text: str, edge: date) -> None:
    check(text, Published(edge, edge))


_PIECES = [
    "the ",
    "last ",
    "9",
    "1990-",
    "a few ",
    "\n",
    "\n ",
    "Feb. ",
    "two hundred ",
    "May ",
    "(",
    "'",
    "the 3rd ",
    "January 1, ",
]


@pytest.mark.parametrize("piece", [*_PIECES, "before the war russian ", "full-scale ", "anniversary of the "])
def test_time_grows_with_length_only(piece: str) -> None:
    def taken(times: int) -> float:
        began = time.perf_counter()
        tag(piece * times)
        return time.perf_counter() - began

    taken(50)
    assert taken(8000) < 40 * taken(800) + 0.5


def test_every_holiday_has_a_day_in_every_year() -> None:
    for rule in HOLIDAYS.values():
        for year in (1, 1583, 1900, 2024, 9999):
            assert rule(year).year == year


def test_rules_have_names_of_their_own() -> None:
    assert len(rules_by_name()) == len(CALENDAR_RULES) + len(COUNTING_RULES)
