"""Holidays by rule, and events whose day is known."""

from datetime import date

import pytest

from reportedly.reading.dates.known_events import event_at
from reportedly.reading.dates.occasions import HOLIDAYS


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("easter", date(2024, 3, 31)), ("easter", date(2000, 4, 23)), ("easter", date(1818, 3, 22)),
        ("easter", date(2038, 4, 25)),
        ("orthodox easter", date(2024, 5, 5)), ("orthodox easter", date(2023, 4, 16)), ("good friday", date(2023, 4, 7)),
        ("thanksgiving", date(1999, 11, 25)), ("memorial day", date(2024, 5, 27)), ("election day", date(2022, 11, 8)),
        ("labor day", date(2023, 9, 4)), ("presidents day", date(2024, 2, 19)), ("mother's day", date(2024, 5, 12)),
    ],
)  # fmt: skip
def test_holidays(name: str, day: date) -> None:
    assert HOLIDAYS[name](day.year) == day


def test_the_longest_name_of_an_event_wins() -> None:
    text = "since Russia’s full-scale invasion of Ukraine began"
    event = event_at(text, text.index("Russia"))
    assert event is not None
    assert (text[: event.end], event.day) == ("since Russia’s full-scale invasion of Ukraine", date(2022, 2, 24))


def test_an_unknown_event_has_no_day() -> None:
    assert event_at("the bread riots of Norland", 0) is None
