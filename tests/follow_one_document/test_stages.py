"""One short article through every stage; what each made of it stands beside it, to be read in the order of the numbers.

After a change that is meant: ``python -m tests.follow_one_document.stages`` writes the files anew; read the difference.
"""

import pytest
from spacy.language import Language

from reportedly.packs import load_packs
from reportedly.pipeline import DEFAULT_PACKS, Models
from tests.follow_one_document.stages import HERE, outcome

STAGES = ("1-document", "2-dates", "3-entities", "4-statements", "5-events", "6-story")


@pytest.fixture(scope="module")
def made(nlp: Language) -> dict[str, list[str]]:
    return outcome(Models(nlp, load_packs(DEFAULT_PACKS)))


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_makes_what_stands_beside_it(stage: str, made: dict[str, list[str]]) -> None:
    assert made[stage] == (HERE / f"{stage}.txt").read_text("utf-8").splitlines()
