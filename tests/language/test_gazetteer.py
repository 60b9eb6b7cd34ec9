"""Known names in running text."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.language.gazetteer import find_known


def names(text: str) -> list[tuple[str, str]]:
    return [(text[h.start : h.end], h.known.name) for h in find_known(text)]


def test_names_stand_inside_compounds() -> None:
    assert names("a Chile-made valve and the U.S.-led mission") == [("Chile", "Chile"), ("U.S.", "United States")]


def test_the_longest_form_wins() -> None:
    assert names("in South Sudan and Sudan") == [("South Sudan", "South Sudan"), ("Sudan", "Sudan")]
    assert names("He wrote for the Wall Street Journal.") == [("Wall Street Journal", "Wall Street Journal")]


def test_a_form_with_an_article_needs_it() -> None:
    assert ("West", "the West") in names("a message to the West")
    assert [h.known.weak for h in find_known("go West")] == [True]
    assert names("a change of Times") == []
    assert names("settlers in the West Bank") == [("West Bank", "West Bank")]


def test_case_counts() -> None:
    assert names("a roast turkey for us") == []


def test_capitals_are_marked_as_such() -> None:
    (hit,) = find_known("talks in Lima")
    assert (hit.known.sense, hit.known.country) == ("capital", "pe")


def test_makes_of_a_pack_are_found() -> None:
    assert [h.known.type for h in find_known("two Zephyr Nine gliders", ("Zephyr Nine",))] == ["Weapon"]


@pytest.mark.parametrize("text", ["", " ", "’‘“", "U.", "the", "."])
def test_nothing_in_nothing(text: str) -> None:
    assert find_known(text) == ()


@given(st.text(max_size=60), st.sampled_from(["Iran", "U.N.", "Wall Street Journal", "Kyiv"]), st.text(max_size=60))
def test_hits_are_in_order_and_inside_the_text(before: str, name: str, after: str) -> None:
    text = f"{before} {name} {after}"
    hits = find_known(text)
    assert all(0 <= h.start < h.end <= len(text) for h in hits)
    assert all(a.end <= b.start for a, b in itertools.pairwise(hits))
