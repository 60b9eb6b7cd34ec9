"""What expressions mean, one row each; the anchor is Wednesday 5 March 2031."""

from datetime import date

import pytest

from reportedly.model import DateExpression, Published
from reportedly.reading.dates import tag

ANCHOR = Published(date(2031, 3, 5), date(2031, 3, 5), "given")


def only(text: str, anchor: Published = ANCHOR) -> tuple[str, DateExpression]:
    found = tag(text, anchor=anchor)
    assert len(found) == 1, [text[d.start : d.end] for d in found]
    return text[found[0].start : found[0].end], found[0]


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [
        ("The ministry warned on Tuesday of a reply.", "Tuesday", "2031-03-04"),
        ("The ministry warned on Wednesday of a reply.", "Wednesday", "2031-03-05"),
        ("The council will meet Friday.", "Friday", "2031-03-07"),
        ("They met last Wednesday.", "last Wednesday", "2031-02-26"),
        ("It opened on Feb. 3, 2029.", "Feb. 3, 2029", "2029-02-03"),
        ("It opened on 3 February 2029.", "3 February 2029", "2029-02-03"),
        ("It was signed in October.", "October", "2030-10"),
        ("It was signed last month.", "last month", "2031-02"),
        ("The port was closed two weeks ago.", "two weeks ago", "2031-02-19"),
        ("The port was closed over the summer.", "the summer", "2030-SU"),
        ("Output rose in the third quarter of 1994.", "the third quarter of 1994", "1994-Q3"),
        ("The factory was built in the 1980s.", "the 1980s", "198"),
        ("The talks lasted more than four hours.", "more than four hours", "PT4H"),
        ("The talks lasted twenty-four hours.", "twenty-four hours", "PT24H"),
        ("A ten-year lease was signed.", "ten-year", "P10Y"),
        ("The patrols are held every day.", "every day", "P1D"),
        ("The drones are now in use.", "now", "PRESENT_REF"),
        ("More deliveries are likely in the near future.", "the near future", "FUTURE_REF"),
        ("They were shot at 10 p.m. Tuesday.", "10 p.m. Tuesday", "2031-03-04T22:00"),
    ],
)
def test_value(text: str, printed: str, value: str) -> None:
    words, found = only(text)
    assert (words, found.value) == (printed, value)


@pytest.mark.parametrize(
    "text",
    ["It may happen.", "1,500 troops crossed.", "The 44-year-old was held.", "He paid $2000.", "They march on.", "A second ship sank."],
)
def test_no_date(text: str) -> None:
    assert tag(text, anchor=ANCHOR) == ()
