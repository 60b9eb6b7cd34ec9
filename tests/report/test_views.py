"""The parts of the page that are worked out: the axis, the order of claims, trees, disagreements, words for dates."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Statement
from reportedly.report.axis import axis_over, ticks
from reportedly.report.claims import by_importance, claim_view
from reportedly.report.index import anchor, build_index
from reportedly.report.matrix import build_matrix
from reportedly.report.relations import relation_views
from reportedly.report.sources import COLUMNS, WIDTH, build_tree, copies
from reportedly.report.timeline import build_timeline
from reportedly.report.wording import days, quantity_range
from tests.builders import account
from tests.report.pages import THREE, readings

known_days = st.lists(st.dates(date(1950, 1, 1), date(2040, 1, 1)), min_size=1, max_size=30)


@given(known_days, st.dates(date(1940, 1, 1), date(2050, 1, 1)), st.dates(date(1940, 1, 1), date(2050, 1, 1)))
def test_a_later_day_never_lies_further_left(known: list[date], a: date, b: date) -> None:
    axis = axis_over(known)
    first, second = sorted((a, b))
    assert 0 <= axis.at(first) <= axis.at(second) <= 100


@given(known_days)
def test_labels_of_the_axis_do_not_meet(known: list[date]) -> None:
    found = ticks(axis_over(known))
    assert all(b.at - a.at >= 11 for a, b in pairwise(found))


def test_a_lone_early_day_does_not_set_the_axis() -> None:
    axis = axis_over([date(1979, 2, 1), *(date(2031, 3, n) for n in range(1, 8))])
    assert axis.first == date(2031, 3, 1)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2031, 3, 4), date(2031, 3, 4), "4 Mar 2031"),
        (date(2031, 3, 4), date(2031, 3, 9), "4–9 Mar 2031"),
        (date(2031, 3, 28), date(2031, 4, 2), "28 Mar – 2 Apr 2031"),
        (date(2030, 12, 28), date(2031, 1, 2), "28 Dec 2030 – 2 Jan 2031"),
        (date(2031, 2, 1), date(2031, 2, 28), "Feb 2031"),
        (date(2031, 1, 1), date(2031, 3, 31), "Jan–Mar 2031"),
        (date(2031, 1, 1), date(2031, 12, 31), "2031"),
        (date(2030, 1, 1), date(2031, 12, 31), "2030–2031"),
        (date(2030, 11, 1), date(2031, 1, 31), "Nov 2030 – Jan 2031"),
        (None, date(2031, 3, 4), "by 4 Mar 2031"),
        (date(2031, 3, 4), None, "from 4 Mar 2031"),
        (None, None, ""),
    ],
)
def test_ranges_of_days_in_words(first: date | None, last: date | None, words: str) -> None:
    assert days(first, last) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (200, 999, "200 to 999"),
        (1200, 1200, "1,200"),
        (300, None, "300 or more"),
        (None, 60, "up to 60"),
        (None, None, ""),
    ],
)
def test_ranges_of_numbers_in_words(low: float | None, high: float | None, words: str) -> None:
    assert quantity_range(low, high) == words


def test_disputed_claims_come_first_and_then_those_in_most_articles() -> None:
    claim = account(THREE.values()).claims[0]
    calm = [m for m in claim.mentions if m.stance == "affirms"]
    wide = replace(claim, id="clm-b", mentions=tuple(calm), independence=replace(claim.independence, articles=9))
    narrow = replace(claim, id="clm-c", mentions=tuple(calm))
    assert [c.id for c in by_importance([narrow, wide, claim])] == [claim.id, "clm-b", "clm-c"]


def test_a_chain_of_statements_that_runs_in_a_circle_ends() -> None:
    held = next(iter(THREE.values()))
    told, officials, _ = held.statements
    circle = replace(held, statements=(replace(told, parent=officials.id), officials))
    index = build_index([account([circle])], {held.document.id: circle})
    found: list[Statement] = list(index.lineage(officials.id))
    assert [s.id for s in found] == [officials.id, told.id]


def test_positions_lead_to_the_mention_that_shows_them() -> None:
    story = account(THREE.values())
    view = claim_view(build_index([story], THREE), story.claims[0])
    hrefs = {s.name: s.href for g in view.groups for s in g.speakers}
    events = {e for m in story.claims[0].mentions if (e := m.event)}
    assert set(hrefs) == {"officials", "Norland's foreign ministry"}
    assert set(hrefs.values()) <= {"#" + anchor("e", e) for e in events}


def test_the_matrix_has_a_mark_for_each_stand_of_each_article() -> None:
    story = account(THREE.values())
    matrix = build_matrix(build_index([story], THREE), story.documents, story.claims)
    assert len(matrix.columns) == 3
    assert [[m.stance for m in cell] for cell in matrix.rows[0].cells] == [["affirms", "denies"]] * 3


def test_the_boxes_of_a_tree_stay_apart_and_inside_the_picture() -> None:
    story = account(THREE.values())
    index = build_index([story], THREE)
    tree = build_tree(index, story.claims[0], copies(index, story.duplicates))
    for x, width in COLUMNS:
        column = sorted((b for b in tree.boxes if b.x == x), key=lambda b: b.y)
        assert all(a.y + a.height < b.y for a, b in pairwise(column))
        assert all(b.y + b.height <= tree.height and b.x + width <= WIDTH for b in column)
    assert {b.standing for b in tree.boxes} >= {"outlet", "article", "reprint"}


def test_the_tree_takes_standing_from_the_stored_reasons() -> None:
    story = account(THREE.values())
    label = story.origins[0].label
    for reason, standing in ((f"known: {label}", "known"), (f"not established: {label}: why", "not-established")):
        claim = replace(story.claims[0], independence=replace(story.claims[0].independence, reasons=(reason,)))
        tree = build_tree(build_index([story], THREE), claim, {})
        assert [b.standing for b in tree.boxes if b.full == story.origins[0].reason] == [standing]


def test_disagreements_are_gathered_with_the_denials_on_one_side() -> None:
    story = account(THREE.values())
    (view,) = relation_views(build_index([story], THREE), story)
    assert {e.stance for e in view.left} == {"affirms"}
    assert {e.stance for e in view.right} == {"denies"}
    assert view.reasons == ("one denies it",)


def test_the_same_thing_in_several_articles_is_one_row_of_the_timeline() -> None:
    story = account(THREE.values())
    timeline = build_timeline(build_index([story], THREE), story)
    assert timeline is not None
    (row,) = [r for r in timeline.rows if r.kind == "event"]
    assert row.stance == "affirms"
    assert len(row.places) == 3


def test_a_quote_is_the_sentence_with_the_words_set_apart() -> None:
    held = readings(date(2031, 3, 4))
    ((document, one),) = held.items()
    index = build_index([account(held.values())], held)
    quote = index.quote(document, one.events[0].trigger, "#x")
    assert quote is not None
    assert quote.before + quote.words + quote.after == (
        "Norland has shipped about 40 rockets to Sudovia, officials told the Harbour Courier on 3 March 2031."
    )
