"""The learned part of factuality: what is done scores above what may be, and that above what is not."""

import pytest
from spacy.language import Language

from reportedly.language.encoder import load_tokenizer, load_vectors
from reportedly.reading.events.factuality import Judge
from reportedly.reading.events.lexicon import lexicon
from reportedly.reading.events.predicates import WIDTH, features, postponed
from reportedly.reading.events.surety import Surety, load_surety

JUDGE = Judge(lexicon(), reported=True)


@pytest.fixture(scope="module")
def surety() -> Surety:
    return load_surety(load_tokenizer(), load_vectors())


def score(surety: Surety, nlp: Language, text: str, word: str) -> float:
    doc = nlp(text)
    token = next(t for t in doc if t.text == word)
    return float(surety.scores(doc[:], [token], JUDGE)[0, 0])


def test_scores_follow_what_is_said(surety: Surety, nlp: Language) -> None:
    sold = score(surety, nlp, "Norway sold the tanks on Monday.", "sold")
    hoped = score(surety, nlp, "Norway had hoped to sell the tanks.", "sell")
    never = score(surety, nlp, "Norway never sold the tanks.", "sold")
    assert 3 >= sold > 2 > hoped > never >= -3
    assert never < 0


def test_a_sentence_longer_than_the_model_is_read_as_far_as_it_goes(surety: Surety, nlp: Language) -> None:
    doc = nlp("Norway sold " + "tanks and " * 600 + "ships.")
    scores = surety.scores(doc[:], [doc[1], doc[len(doc) - 2]], JUDGE)
    assert scores.shape == (2, 2)


def test_what_the_model_is_told_has_one_width(nlp: Language) -> None:
    doc = nlp('"Has Norway sold them?" he asked, and left.')
    assert {len(features(t, JUDGE)) for t in doc} == {WIDTH}


@pytest.mark.parametrize(
    ("text", "word", "late"),
    [
        ("The delivery of the tanks was delayed.", "delivery", True),
        ("A delay in the delivery of the tanks angered Chile.", "delivery", True),
        ("The delivery of the tanks was praised.", "delivery", False),
    ],
)
def test_what_is_put_off(nlp: Language, text: str, word: str, late: bool) -> None:
    token = next(t for t in nlp(text) if t.text == word)
    assert postponed(token, lexicon()) is late
