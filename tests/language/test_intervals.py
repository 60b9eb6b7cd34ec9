"""Stretches of days."""

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from reportedly.language import intervals
from reportedly.language.intervals import Days, Grain

_GRAINS: list[Grain] = ["day", "weekend", "week", "month", "quarter", "half", "year", "decade", "century", "millennium"]


@given(st.dates(), st.sampled_from(_GRAINS))
def test_a_unit_holds_its_day(day: date, grain: Grain) -> None:
    days = intervals.around(day, grain)
    if days and grain != "weekend":
        assert days.first <= day <= days.last


@given(st.dates(), st.integers(-(10**7), 10**7), st.sampled_from(_GRAINS))
def test_a_step_stays_in_the_calendar(day: date, count: int, grain: Grain) -> None:
    there = intervals.step(day, count, grain)
    assert there is None or (there >= day if count >= 0 else there <= day)


@given(st.dates(), st.sampled_from(_GRAINS), st.sampled_from(["START", "MID", "END"]))
def test_a_part_lies_within(day: date, grain: Grain, part: intervals.Part) -> None:
    days = intervals.around(day, grain)
    if days:
        within = intervals.part(days, part)
        assert days.first <= within.first <= within.last <= days.last


@given(st.none() | st.dates(), st.none() | st.dates())
def test_bounds_are_valid_edtf(first: date | None, last: date | None) -> None:
    if first and last and first > last:
        first, last = last, first
    written = intervals.edtf_of(first, last)
    assert (written is None) == (first is None and last is None)
    assert written is None or parse_edtf(written)


@pytest.mark.parametrize(
    ("days", "written"),
    [
        ((date(2031, 1, 1), date(2031, 12, 31)), "2031"),
        ((date(2032, 2, 1), date(2032, 2, 29)), "2032-02"),
        ((date(2032, 2, 1), date(2032, 2, 28)), "2032-02-01/2032-02-28"),
        ((None, date(2032, 2, 28)), "../2032-02-28"),
    ],
)
def test_the_shortest_edtf(days: tuple[date | None, date | None], written: str) -> None:
    assert intervals.edtf_of(*days) == written


def test_the_last_day_of_a_shorter_month() -> None:
    assert intervals.step(date(2032, 1, 31), 1, "month") == date(2032, 2, 29)
    assert intervals.step(date(2032, 2, 29), 1, "year") == date(2033, 2, 28)


def test_the_end_of_the_calendar() -> None:
    assert intervals.month_days(9999, 12) == Days(date(9999, 12, 1), date.max)
    assert intervals.years_days(0, 10) == Days(date.min, date(9, 12, 31))
    assert intervals.week_days(date.max) is None
