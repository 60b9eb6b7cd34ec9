"""Numbers as ranges, their words kept."""

import pytest
from spacy.language import Language

from reportedly.language.parser import parse
from reportedly.model import Block, Document, Quantity
from reportedly.reading.events.lexicon import lexicon
from reportedly.reading.events.quantities import amount, counted, figure, quantity


def read(phrase: str, noun: str, nlp: Language) -> Quantity | None:
    text = f"Norway sold {phrase} to Chile."
    block = parse(Document("d", "d", "", text, (Block(0, len(text), "body"),)), nlp).blocks[0]
    head = next(t for t in block.doc if t.dep_ == "dobj")
    thing, counting = counted(head, lexicon())
    assert thing.text == noun
    return quantity(block, counting, noun, lexicon())


@pytest.mark.parametrize(
    ("phrase", "name", "low", "high"),
    [
        ("400 missiles", "400", 400, 400),
        ("1,200 missiles", "1,200", 1200, 1200),
        ("hundreds of missiles", "hundreds", 200, 999),
        ("dozens of missiles", "dozens", 24, 99),
        ("thousands of missiles", "thousands", 2000, 9999),
        ("around 400 missiles", "around 400", 360, 440),
        ("about 400 missiles", "about 400", 360, 440),
        ("at least 40 missiles", "at least 40", 40, None),
        ("more than 40 missiles", "more than 40", 40, None),
        ("two missiles", "two", 2, 2),
        ("several missiles", "several", 3, 9),
        ("more missiles", "more", None, None),
        ("a large number of missiles", "large number", None, None),
    ],
)
def test_quantity(phrase: str, name: str, low: float | None, high: float | None, nlp: Language) -> None:
    found = read(phrase, "missiles", nlp)
    assert found is not None
    assert (found.name, found.low, found.high) == (name, low, high)


def test_nothing_counted(nlp: Language) -> None:
    assert read("missiles", "missiles", nlp) is None


@pytest.mark.parametrize(
    ("text", "name", "low", "unit"),
    [
        ("Norway gave Chile $275 million.", "$275 million", 275e6, "USD"),
        ("Norway gave Chile $1.5 billion.", "$1.5 billion", 1.5e9, "USD"),
        ("Norway gave Chile €40 million.", "€40 million", 40e6, "EUR"),
        ("Norway gave Chile 3 million euros.", "3 million euros", 3e6, "EUR"),
    ],
)
def test_amount(text: str, name: str, low: float, unit: str, nlp: Language) -> None:
    block = parse(Document("d", "d", "", text, (Block(0, len(text), "body"),)), nlp).blocks[0]
    root = next(t for t in block.doc if t.dep_ == "ROOT")
    found = amount(block, root, lexicon())
    assert found is not None
    assert (found.name, found.low, found.unit) == (name, low, unit)


def test_figure() -> None:
    assert figure("70.5") == 70.5
    assert figure("seventy") is None
