"""Grouping: what is one story, and the laws that hold whatever the documents."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Block, Document, Published
from reportedly.story.grouping import Pair, group
from reportedly.story.likeness import likeness, load_weights, reason, weigh
from reportedly.story.sketches import sketch

WEIGHTS = load_weights()
DAY = date(2031, 3, 3)


def document(name: str, title: str, text: str, day: date | None = DAY) -> Document:
    published = Published(day, day, "given" if day else "unknown")
    return Document(name, name, "", text, (Block(0, len(text), "body"),), title, published=published)


FERRY = document(
    "a",
    "Ferry Skagen Star runs aground off Hirtshals",
    "The ferry Skagen Star ran aground off Hirtshals on Monday with 212 passengers aboard, the coast guard said.",
)
SAME = document(
    "b",
    "Passengers rescued from grounded Skagen Star",
    "Rescuers took 212 people off the Skagen Star near Hirtshals after the ferry ran aground in fog.",
)
OTHER = document(
    "c",
    "Dockworkers in Esbjerg vote to strike",
    "Dockworkers voted on Monday to stop work over pay, their union said, in a dispute that has lasted since autumn.",
)


def score(one: Document, other: Document) -> float:
    return likeness(weigh(sketch(one), WEIGHTS), weigh(sketch(other), WEIGHTS), WEIGHTS)


def test_reports_of_one_matter_are_like_and_of_another_are_not() -> None:
    assert score(FERRY, SAME) > 0.8
    assert score(FERRY, OTHER) < WEIGHTS.threshold


def test_days_between_two_reports_speak_against_one_story() -> None:
    later = document("b", SAME.title or "", SAME.text, DAY + timedelta(days=5))
    assert score(FERRY, later) < score(FERRY, SAME)


def test_the_reason_names_what_is_shared() -> None:
    why = reason(weigh(sketch(FERRY), WEIGHTS), weigh(sketch(SAME), WEIGHTS))
    assert "hirtshal" in why
    assert "the same day" in why


names = st.sampled_from("abcdefgh")
pairs = st.dictionaries(
    st.tuples(names, names).filter(lambda p: p[0] < p[1]), st.floats(0.02, 1, allow_nan=False), max_size=20
)
people = st.dictionaries(names, st.sampled_from([None, "X", "Y"]), min_size=1)


@settings(deadline=None)
@given(people, pairs, st.randoms(use_true_random=False))
def test_the_order_changes_nothing_and_each_document_is_in_one_group(
    told: dict[str, str | None], scores: dict[Pair, float], random: object
) -> None:
    first = group(told, scores, 0.25, lambda a, b: True)
    mixed, links = list(told.items()), list(scores.items())
    random.shuffle(mixed)  # type: ignore[attr-defined]
    random.shuffle(links)  # type: ignore[attr-defined]
    assert group(dict(mixed), dict(links), 0.25, lambda a, b: True) == first
    assert sorted(d for g in first for d in g.documents) == sorted(told)


@settings(deadline=None)
@given(people, pairs)
def test_what_a_person_put_together_stays_and_what_they_told_apart_is_never_one(
    told: dict[str, str | None], scores: dict[Pair, float]
) -> None:
    found = {d: g.story for g in group(told, scores, 0.25, lambda a, b: True) for d in g.documents}
    assert all(found[d] == story for d, story in told.items() if story is not None)
