"""Quotation marks, well set and badly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.statements.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Stay,” she said. “Go.”", ["“Stay,”", "“Go.”"]),
        ('He said "yes" and "no."', ['"yes"', '"no."']),
        ("“A sign of it,’ the senator wrote. “More.”", ["“A sign of it,’", "“More.”"]),
        ("“It runs on. And on", ["“It runs on. And on"]),
        ("They said ‘no way,’ again. It’s fine.", ["‘no way,’"]),
        ("It's the ministers' word.", []),
        ("«Non», he said", ["«Non»"]),
        ('a stray " mark', []),
        ("", []),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == expected


def test_an_open_quotation_is_marked() -> None:
    assert [q.closed for q in find_quotations("“One.” “Two and")] == [True, False]


@given(st.text(alphabet="ab “”\"‘’'«».,!?\n", max_size=60), st.integers(0, 9))
def test_quotations_lie_in_the_text_in_order(text: str, start: int) -> None:
    found = find_quotations(text, start)
    edges = [x for q in found for x in (q.start, q.end)]
    assert edges == sorted(edges)
    assert all(start <= e <= start + len(text) for e in edges)
