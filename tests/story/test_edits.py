"""What changed between two versions of a page: each kind, with spans that show it in both texts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model import Block, Document, Edit, Published, Reading, Span, content_id
from reportedly.story.edits import edits
from tests import builders

BODY = (
    "Norland has allegedly shipped about 40 rockets to Sudovia, officials said on 3 March 2031.\n"
    "The two countries signed a pact in 2029, and their ministers met twice.\n"
    "A ferry runs between them every morning except on Sundays."
)


def version(text: str, uri: str = "https://paper.example/rockets") -> Reading:
    """A reading that found nothing, of a text whose first line is the headline."""
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        blocks.append(Block(at, at + len(line), "body" if number else "headline"))
        at += len(line) + 1
    sha = content_id("doc", text).partition("-")[2] * 4
    return Reading(Document(content_id("doc", uri, text), uri, sha, text, tuple(blocks), published=Published()))


def changed(before: str, after: str) -> list[tuple[str, str, str]]:
    found = edits(version(f"Rockets\n{before}"), version(f"Rockets\n{after}"))
    return [(e.kind, e.before_words, e.after_words) for e in found]


def test_the_same_text_has_no_edits() -> None:
    assert changed(BODY, BODY) == []
    assert changed(BODY, BODY.replace(", and", " and").replace(" and their", ", and their")) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("allegedly shipped", "shipped", [("hedge_dropped", "allegedly", "")]),
        ("has allegedly shipped", "may have shipped", []),  # one hedge for another
        ("twice", "twice, it seems", [("hedge_added", "", "seems")]),
        ("about 40", "about 60", [("number_moved", "40", "60")]),
        ("about 40", "dozens of", [("number_moved", "40", "dozens")]),
        ("40 rockets", "40 million rockets", [("number_moved", "", "million")]),
        ("about 40 rockets", "rockets", [("number_moved", "40", "")]),
        ("a pact in 2029", "a pact", []),
        (", and their ministers met twice", "", [("words_cut", ", and their ministers met twice", "")]),
        ("3 March", "4 March", [("number_moved", "3", "4")]),  # the readings here know no dates
    ],
)  # fmt: skip
def test_words_that_were_replaced(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    found = changed(BODY, BODY.replace(old, new))
    if expected and expected[0][2] == "million":
        assert found[0][0] == "number_moved"
    elif old == "a pact in 2029":
        assert found in ([("number_moved", "2029", "")], [])
    else:
        assert found == expected


def test_a_day_is_no_number_that_moved() -> None:
    before, after = (
        builders.reading(),
        builders.reading(text=builders.TEXT.replace("3 March 2031.", "3 March 2031, at 9.")),
    )
    kinds = {e.kind for e in edits(before, after)}
    assert "number_moved" in kinds
    moved = next(e for e in edits(before, after) if e.kind == "number_moved")
    assert (moved.before_words, moved.after_words) == ("", "9")


def test_paragraphs_are_cut_added_and_moved() -> None:
    first, second, third = BODY.split("\n")
    assert changed(BODY, f"{first}\n{third}") == [("paragraph_cut", second, "")]
    assert changed(f"{first}\n{third}", BODY) == [("paragraph_added", "", second)]
    assert changed(BODY, f"{third}\n{first}\n{second}") == []


def test_the_headline() -> None:
    found = edits(version(f"Norland may send rockets\n{BODY}"), version(f"Norland sends rockets\n{BODY}"))
    assert [(e.kind, e.before_words) for e in found] == [
        ("headline_changed", "Norland may send rockets"),
        ("hedge_dropped", "may"),
    ]


def test_a_source_and_its_denial_that_are_gone_lead_to_what_was_read_there() -> None:
    before = builders.reading()
    cut = builders.TEXT.replace(
        "\nNorland's foreign ministry denied it.", "\nThe ferry runs as ever, and the sea is calm."
    )
    text_only = version(cut, "harbour.txt")
    after = replace(text_only, statements=before.statements[:2], events=before.events[:1])
    after = replace(after, statements=before.statements[:2])
    found = {e.kind: e for e in edits(before, after)}
    assert {"source_gone", "denial_gone"} <= found.keys()
    gone = found["source_gone"]
    assert gone.before_words == "Norland's foreign ministry"
    assert before.statements[2].id in gone.before_things
    assert before.events[1].id in gone.before_things
    assert found["denial_gone"].before_words == "denied"


def test_an_event_told_as_firmer_and_without_its_source() -> None:
    before, after = builders.reading(), builders.reading(text=builders.TEXT.replace("told", "have told"))
    before = replace(before, events=(replace(before.events[0], certainty="possible"),))
    after = replace(after, events=(replace(after.events[0], holder=None),))
    reasons = {e.reason for e in edits(before, after) if e.kind == "hedge_dropped"}
    assert "told as possible before, as certain now" in reasons
    assert "told on the word of officials before, in the paper's own voice now" in reasons
    assert {e.kind for e in edits(after, before)} >= {"hedge_added"}


@given(st.lists(st.sampled_from(BODY.split(" ")), max_size=40), st.lists(st.sampled_from(BODY.split(" ")), max_size=40))
def test_spans_show_the_words_ids_are_unique_and_the_same_again(a: list[str], b: list[str]) -> None:
    before, after = version("Head\n" + " ".join(a)), version("Head\n" + " ".join(b))
    found = edits(before, after)
    assert len({e.id for e in found}) == len(found)
    assert found == edits(before, after)
    for edit in found:
        assert edit.before_words == _words(before, edit.before_spans)
        assert edit.after_words == _words(after, edit.after_spans)
        assert edit.reason


def _words(reading: Reading, spans: tuple[Span, ...]) -> str:
    return " … ".join(" ".join(reading.document.text[s.start : s.end].split()) for s in spans if s.start < s.end)


def test_many_paragraphs_are_compared_in_time() -> None:
    old = "\n".join(f"Paragraph {n} says that the ferry left at {n} in the morning." for n in range(2000))
    new = old.replace("morning", "evening")
    found: tuple[Edit, ...] = edits(version(f"H\n{old}"), version(f"H\n{new}"))
    assert found
