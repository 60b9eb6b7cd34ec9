"""Numbers and shares: what moves a claim, and what differs."""

from __future__ import annotations

import pytest

from reportedly.model import Quantity
from reportedly.story.amounts import apart, is_number, more_exact
from tests.story.build import Days, day
from tests.story.scenes import Voice, compiled, page, the_claim

MONDAY, TUESDAY, FRIDAY = day("2031-03-03"), day("2031-03-04"), day("2031-03-07")
DANE = Voice("Karen Holm", "dk", "Danish defence ministry spokeswoman")
ENVOY = Voice("Lev Andric", "xn", "Norland's ambassador")


def given(name: str, low: float | None = None, high: float | None = None) -> Quantity:
    return Quantity("quantity", low, high, None, name)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("most", None, None),
        ("most of the 200", None, 200.0),
        ("almost all", None, None),
        ("a third", None, None),
        ("two thirds", 2.0, 2.0),
        ("40 percent", 40.0, 40.0),
        ("ten of 40", 10.0, 40.0),
        ("several of its 40", 3.0, 40.0),
        ("one in three", 1.0, 3.0),
        ("vast quantities", None, None),
    ],
)
def test_a_share_and_a_size_without_a_number_are_no_numbers(name: str, low: float | None, high: float | None) -> None:
    assert not is_number(given(name, low, high))


@pytest.mark.parametrize(
    "name", ["400", "hundreds of its", "half a dozen", "tens of thousands", "as many as 40", "more than 30"]
)
def test_numbers_stay_numbers(name: str) -> None:
    assert is_number(given(name, 6.0, None))


def test_a_number_is_more_exact_within_a_much_wider_one() -> None:
    hundreds, around = given("hundreds", 200.0, 999.0), given("around 400", 360.0, 440.0)
    assert more_exact(around, hundreds)
    assert not more_exact(hundreds, around)
    assert not more_exact(given("several hundred", 300.0, 999.0), hundreds)
    assert not apart(around, hundreds)
    assert not apart(given("most of the 20", None, 20.0), hundreds)


def numbers(*told: tuple[Days, tuple[float, float, str]]) -> list[tuple[str | None, str]]:
    pages = []
    for n, (when, number) in enumerate(told):
        p = page(f"p{n}", f"Paper {n}", when)
        DANE.says(p, said=when, quantity=number)
        pages.append(p)
    return [(m.before, m.after) for m in the_claim(compiled(*pages)).moves if m.what == "quantity"]


def test_a_claim_moves_by_another_number_or_a_more_exact_one_only() -> None:
    hundreds, around, many = (200.0, 999.0, "hundreds"), (360.0, 440.0, "around 400"), (1000.0, 1000.0, "1,000")
    told = ((MONDAY, hundreds), (TUESDAY, around), (FRIDAY, hundreds), (day("2031-03-08"), many))
    assert numbers(*told) == [(None, "hundreds"), ("hundreds", "around 400"), ("around 400", "1,000")]


def test_a_share_moves_nothing() -> None:
    assert numbers((MONDAY, (300.0, 300.0, "300")), (TUESDAY, (0.0, 200.0, "most of the 200"))) == [(None, "300")]


def test_the_same_speaker_on_another_day_adds_no_evidence() -> None:
    first, second, third = page("a", "Ledger", MONDAY), page("b", "Beacon", TUESDAY), page("c", "Mail", FRIDAY)
    DANE.says(first, said=MONDAY)
    DANE.says(second, said=TUESDAY)
    ENVOY.says(third, said=FRIDAY)
    evidence = [m for m in the_claim(compiled(first, second, third)).moves if m.what == "evidence"]
    assert [m.after for m in evidence] == ["Lev Andric, 7 March 2031"]
