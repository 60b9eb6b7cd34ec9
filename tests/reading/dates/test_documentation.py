"""The example in the package's docstring runs."""

import doctest

from reportedly.reading import dates


def test_the_example() -> None:
    result = doctest.testmod(dates)
    assert (result.failed, result.attempted > 0) == (0, True)
