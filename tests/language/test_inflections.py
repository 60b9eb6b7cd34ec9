"""Word classes and lemmas that are remembered are those that the parser's own rules give."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

from reportedly.language import inflections
from reportedly.language.inflections import LEMMATIZER, NAME, RULER, Inflections, remember_inflections
from reportedly.language.parser import load_parser

TEXTS = [
    "The ministry said on Tuesday that its ships were leaving; nobody had been told.",
    "There are two reports, and there's a third. They're gonna say so, I've gotta go.",
    "Two  spaces stand here,\nand a line ends.",
    "",
    "Officials denied it. The officials' denials, they'd said, were denied in turn: 'We ain't lying', she said.",
    "The ministry said that the ships left on Tuesday.",
]
ATTRIBUTES: list[int | str] = ["ORTH", "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_TYPE"]


@pytest.fixture(scope="module")
def plain() -> Language:
    """The parser with its own two components at work."""
    nlp = load_parser()
    nlp.enable_pipe(RULER)
    nlp.enable_pipe(LEMMATIZER)
    nlp.disable_pipe(NAME)
    return nlp


def same(ours: Iterator[Doc], theirs: Iterator[Doc]) -> bool:
    return all((a.to_array(ATTRIBUTES) == b.to_array(ATTRIBUTES)).all() for a, b in zip(ours, theirs, strict=True))


def test_what_is_remembered_is_what_the_rules_say(nlp: Language, plain: Language) -> None:
    assert same(nlp.pipe(TEXTS), plain.pipe(TEXTS))
    assert same(nlp.pipe(TEXTS), plain.pipe(TEXTS))  # now from memory


def test_words_are_forgotten_when_they_are_many(
    nlp: Language, plain: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inflections, "MOST", 8)
    with plain.select_pipes(enable=["tok2vec", "tagger", "parser", "ner"]):
        docs = list(plain.pipe(TEXTS))
    ruler, lemmatizer = nlp.get_pipe(RULER), nlp.get_pipe(LEMMATIZER)
    assert isinstance(ruler, AttributeRuler)
    assert isinstance(lemmatizer, Lemmatizer)
    remembered = Inflections(ruler, lemmatizer)
    assert same((remembered(doc) for doc in docs), plain.pipe(TEXTS))
    assert len(remembered._known) < 40


def test_a_pipeline_of_another_kind_is_left_as_it_is() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    remember_inflections(nlp)
    assert nlp.pipe_names == ["sentencizer"]
