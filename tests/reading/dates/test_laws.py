"""What holds for any text."""

import time
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Published
from reportedly.reading.dates import grammar, tag
from reportedly.reading.dates.grammar import _EVERYWHERE, _LETTER, _compiled, may_hold_one, rules_by_name
from reportedly.reading.dates.known_events import _LONG_WORD, _SEARCHED
from reportedly.reading.dates.lexer import tokens_of
from reportedly.reading.dates.lexicon import WORDS
from reportedly.reading.dates.occasions import HOLIDAYS

_words = st.sampled_from(
    [*sorted(WORDS), "May", "Oct.", "1999", "9999", "0001", "31", "2nd", "'80s", "-", ",", "10:30", "p.m.", "\n\n"]
)
_timely = st.lists(_words, max_size=14).map(" ".join)
_pieces = st.sampled_from(
    ["nineteen ninety", "two thousand ten", "nine p.m.", "ten o'clock", "the start of the Gulf War", "it"]
)
_pieced = st.lists(_pieces, max_size=4).map(" ".join)
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
    assert len(rules_by_name()) == len(grammar._RULES)


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_a_known_event_is_searched_for_wherever_it_is_named(data: st.DataObject) -> None:
    pattern, keys, _ = data.draw(st.sampled_from(_SEARCHED))
    plain = "abcdefghijklmnopqrstuvwxyz0123456789 .,'/-()"
    name = data.draw(st.from_regex(pattern, fullmatch=True, alphabet=st.sampled_from(plain)))
    beginnings = {word[:4] for word in _LONG_WORD.findall(name)}
    assert not keys or not beginnings.isdisjoint(key[:4] for key in keys)


@settings(deadline=None)
@given(st.lists(st.sampled_from(_EVERYWHERE.split()), max_size=20))
def test_no_rule_takes_what_is_of_no_time(kinds: list[str]) -> None:
    letters = "".join(_LETTER[kind] for kind in kinds)
    assert not any(rule.pattern.search(letters) for rule in _compiled())


@settings(deadline=None)
@given(st.one_of(_timely, _pieced, st.text()))
def test_no_text_of_time_is_passed_over(text: str) -> None:
    letters = "".join(_LETTER[token.kind] for token in tokens_of(text))
    assert may_hold_one(text) or not grammar._timely().search(letters)
