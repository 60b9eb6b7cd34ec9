"""The example in the package's docstring runs."""

import doctest
from pathlib import Path

from reportedly.reading import dates


def test_the_example() -> None:
    result = doctest.testmod(dates)
    assert (result.failed, result.attempted > 0) == (0, True)


def test_the_page_about_dates() -> None:
    page = Path(__file__).parents[3] / "docs" / "dates.md"
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert (result.failed, result.attempted > 0) == (0, True)
