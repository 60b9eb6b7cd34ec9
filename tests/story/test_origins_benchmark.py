"""The labelled stories hold together, and the benchmark runs: its quick mode is one story."""

import pytest
from benchmarks.origins.__main__ import scored
from benchmarks.origins.score import headline_clusters, mean_errors, pair_scores
from benchmarks.origins.stories import PARTS, STORIES, Story, read_story, stories, unmarked
from spacy.language import Language

from reportedly.packs import load_packs
from reportedly.pipeline import DEFAULT_PACKS, Models


@pytest.mark.parametrize("part", PARTS)
def test_every_story_holds_together(part: str) -> None:
    found = list(stories(part))
    assert len(found) == (4 if part in ("blind", "fresh") else 10)
    assert all(4 <= len(s.documents) <= 8 for s in found)
    for story in found:
        for mark in story.marked:
            text = story.documents[mark.article].text
            assert text[mark.span.start : mark.span.end].isalpha(), (story.name, mark)
            assert "{{" not in text


def test_marks_are_taken_out_of_the_text() -> None:
    text, (mark,) = unmarked("It has {{sent|c affirms -}} rifles.", "a1", 10)
    assert text == "It has sent rifles."
    assert (mark.span.start, mark.span.end, mark.origin) == (17, 21, None)


def test_headlines_that_share_a_quarter_of_their_words_are_one() -> None:
    assert headline_clusters(["Rifles sent to Senegal", "Senegal gets rifles", "Rain in the north"]) == 2


def test_one_briefing_is_one_origin(nlp: Language) -> None:
    story: Story = read_story(STORIES / "dev" / "briefing.yaml")
    results = scored([story], Models(nlp, load_packs(DEFAULT_PACKS)))
    errors = mean_errors(results[0].rows)
    assert errors["reportedly"] == 0
    assert errors["articles"] == 3
    assert pair_scores(results)[0] == 1.0
