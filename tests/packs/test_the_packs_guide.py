"""The pack that docs/packs.md shows can be used as it stands there."""

from pathlib import Path

import pytest
from spacy.language import Language

from reportedly.language.parser import parse
from reportedly.model import Block, Document
from reportedly.packs import Pack, read_pack
from reportedly.reading.entities import find_entities
from reportedly.reading.events import find_events
from reportedly.reading.reference import resolve

GUIDE = Path(__file__).parents[2] / "docs" / "packs.md"


@pytest.fixture(scope="module")
def shown() -> Pack:
    text = GUIDE.read_text(encoding="utf-8")
    return read_pack("packs.md", text.split("```yaml\n", 1)[1].split("```", 1)[0])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norway has not sold wheat to Chile.", [("Norway", "Chile", "wheat", "denied")]),
        ("Chile was sent corn by Norway.", [("Norway", "Chile", "corn", "affirmed")]),
        ("Chile bought wheat from Norway.", [("Norway", "Chile", "wheat", "affirmed")]),
        ("Norway's shipment of corn to Chile was late.", [("Norway", "Chile", "corn", "affirmed")]),
        ("Norway gave Chile time.", []),
    ],
)
def test_the_pack_of_the_guide_reads(text: str, told: list[tuple[str, ...]], shown: Pack, nlp: Language) -> None:
    parsed = parse(Document("doc", "doc", "", text, (Block(0, len(text), "body"),)), nlp)
    events = find_events(parsed, [shown], resolve(parsed, find_entities(parsed, (shown,))), (), ())
    fillers = [{r.name: r.fillers[0].name for r in e.roles} for e in events]
    assert [
        (f.get("supplier"), f.get("recipient"), f.get("item"), e.polarity) for f, e in zip(fillers, events, strict=True)
    ] == told
