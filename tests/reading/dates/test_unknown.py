"""Where the day of writing is not known, or only as a range, nothing is guessed."""

from datetime import date

import pytest

from reportedly.model import Published
from reportedly.reading.dates import tag


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("They met on Friday.", "XXXX-WXX-5", None),
        ("They met in February.", "XXXX-02", "XXXX-02"),
        ("They met on February 3.", "XXXX-02-03", "XXXX-02-03"),
        ("They met on July 19-21.", "XXXX-07-19/XXXX-07-21", "XXXX-07-19/XXXX-07-21"),
        ("They met over the summer.", "XXXX-SU", None),
        ("They met last week.", "XXXX-WXX", None),
        ("They met last month.", "XXXX-XX", None),
        ("They met last year.", "XXXX", None),
        ("They met yesterday.", "XXXX-XX-XX", None),
        ("They met on Christmas Day.", "XXXX-12-25", "XXXX-12-25"),
        ("They met on Good Friday.", "XXXX-XX-XX", None),
        ("They met in the third quarter.", "XXXX-Q3", None),
        ("They met at noon Saturday.", "XXXX-WXX-6T12:00", None),
        ("They met recently.", "PAST_REF", None),
        ("They met two days later.", "XXXX-XX-XX", None),
    ],
)
def test_without_an_anchor(text: str, value: str, edtf: str | None) -> None:
    (found,) = tag(text)
    assert (found.value, found.edtf, found.earliest, found.latest) == (value, edtf, None, None)


def test_what_the_text_gives_alone_needs_no_anchor() -> None:
    (found,) = tag("They met in late 2023.")
    assert (found.earliest, found.latest) == (date(2023, 10, 1), date(2023, 12, 31))


def test_a_range_of_days_of_writing_gives_a_range() -> None:
    week = Published(date(2031, 3, 5), date(2031, 3, 8), "text")
    (friday,) = tag("They met on Friday.", anchor=week)
    assert (friday.value, friday.earliest, friday.latest) == ("XXXX-WXX-5", date(2031, 2, 28), date(2031, 3, 7))
    assert friday.edtf == "2031-02-28/2031-03-07"


def test_both_ends_of_the_range_may_agree() -> None:
    days = Published(date(2031, 3, 5), date(2031, 3, 6), "text")
    (monday,) = tag("They met on Monday.", anchor=days)
    assert (monday.value, monday.earliest, monday.latest) == ("2031-03-03", date(2031, 3, 3), date(2031, 3, 3))


def test_one_known_bound_bounds_one_side() -> None:
    (found,) = tag("They met last month.", anchor=Published(None, date(2031, 3, 5), "text"))
    assert (found.value, found.earliest, found.latest) == ("XXXX-XX", None, date(2031, 2, 28))
