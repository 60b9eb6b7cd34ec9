"""Two people of one last name: the same, different, possibly one, unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Entity, content_id
from reportedly.story.sameness import sameness
from tests.story.build import day
from tests.story.scenes import Voice, compiled, page

MONDAY = day("2031-03-03")


def verdicts(*people: Voice) -> list[tuple[str, str]]:
    pages = [page(f"p{i}", f"Paper {i}", MONDAY) for i in range(len(people))]
    for p, person in zip(pages, people, strict=True):
        person.says(p, said=MONDAY)
    return [(i.verdict, i.reason) for i in compiled(*pages).identities]


MINISTER = Voice("Hamid Rezaei", "xn", "foreign minister")


@pytest.mark.parametrize(
    ("other", "verdict", "reason"),
    [
        (Voice("Hameed Rezai", "xn", "foreign minister"), "same", "differs in spelling only"),
        (Voice("Rezaei", None, ""), "same", "the only person of the story"),
        (Voice("Homan Rezaei", "xn", "foreign minister"), "different", "different first names"),
        (Voice("Hameed Rezai", None, "surgeon"), "possibly", "no office that both have"),
        (Voice("Hameed Rezai", "xs", "foreign minister"), "possibly", "of two countries"),
        (Voice("H. Rezaei", None, ""), "possibly", "initial"),
    ],
)
def test_what_is_held_of_two_people(other: Voice, verdict: str, reason: str) -> None:
    ((found, why),) = verdicts(MINISTER, other)
    assert found == verdict
    assert reason in why


def test_a_last_name_that_several_have_is_nobodys() -> None:
    found = verdicts(MINISTER, Voice("Homan Rezaei", "xn", "surgeon"), Voice("Rezaei", None, ""))
    assert sorted(v for v, _ in found) == ["different", "unknown", "unknown"]


def test_people_of_other_last_names_are_not_compared() -> None:
    assert not verdicts(MINISTER, Voice("Hamid Karimi", "xn", "foreign minister"))


@given(st.lists(st.sampled_from(["Ann Tolley", "Bo Tolley", "Tolley", "Ann Marie Tolley", "A. Tolley"]), unique=True))
def test_different_first_names_are_never_the_same(names: list[str]) -> None:
    people = [Entity(content_id("ent", n), "Person", n, role="minister") for n in names]
    held = {(i.a, i.b): i.verdict for i in sameness(people, {})}
    by_id = {p.id: p.name for p in people}
    for (a, b), verdict in held.items():
        if {by_id[a], by_id[b]} >= {"Ann Tolley", "Bo Tolley"}:
            assert verdict == "different"
    assert len(held) == len(people) * (len(people) - 1) // 2
