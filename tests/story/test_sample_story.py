"""The sample story read whole, from its pages to its origins."""

from pathlib import Path

import pytest

from reportedly.intake.sources import open_sources
from reportedly.model import Document, RawPage, StoryAccount
from reportedly.pages import load_page
from reportedly.pipeline import compile_story, load_models, read_many
from tests.story.scenes import counts, the_claim

SAMPLES = Path(__file__).parents[2] / "src" / "reportedly" / "samples"


@pytest.fixture(scope="module")
def sample() -> StoryAccount:
    pages = [load_page(s.item) for s in open_sources([str(SAMPLES)]) if isinstance(s.item, RawPage)]
    return compile_story(read_many([p for p in pages if isinstance(p, Document)], models=load_models()), name="sample")


def test_a_report_and_all_that_cite_it_are_one_origin_beside_the_institute(sample: StoryAccount) -> None:
    claim = the_claim(sample, "Iran", "delivered ballistic missiles to Russia")
    affirming = {m.origin for m in claim.mentions if m.stance == "affirms" and m.origin}
    labels = sorted(o.label for o in sample.origins if o.id in affirming)
    assert len(labels) == 2, labels
    assert labels[0].startswith("Kestrel Institute")
    assert labels[1].startswith("Meridian Wire report")
    assert sum(counts(sample, "Iran", "delivered ballistic missiles to Russia")) == 2


def test_the_reprint_is_known_as_one(sample: StoryAccount) -> None:
    assert [d.kind for d in sample.duplicates] == ["reprint"]


def test_a_spokesman_told_of_again_is_the_one_told_of_before(sample: StoryAccount) -> None:
    assert not [o.label for o in sample.origins if o.label.startswith(("spokesman", "the spokesman"))]
