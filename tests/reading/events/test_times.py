"""When events are said to have happened. The text is of Wednesday 14 May 2031."""

from dataclasses import replace
from datetime import date

import pytest
from spacy.language import Language

from reportedly.language.parser import parse
from reportedly.model import Block, Document, Published, When
from reportedly.packs import load_packs
from reportedly.reading.dates import find_dates
from reportedly.reading.entities import find_entities
from reportedly.reading.events import find_events
from reportedly.reading.reference import resolve

WRITTEN = Published(date(2031, 5, 14), date(2031, 5, 14), "given")


def times(text: str, nlp: Language) -> list[When]:
    document = replace(Document("doc", "doc", "", text, (Block(0, len(text), "body"),)), published=WRITTEN)
    parsed, packs = parse(document, nlp), load_packs(["arms-and-sanctions"])
    references = resolve(parsed, find_entities(parsed, packs))
    return [event.when for event in find_events(parsed, packs, references, (), find_dates(parsed))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Peru sold tanks to Chile last week.", "2031-W19"),
        ("On Friday Peru's army sold tanks to Chile.", "2031-05-09"),
        ("Peru dismissed on Monday the delivery of tanks to Chile.", None),
        ("Peru condemned Chile's delivery of tanks on Monday.", None),
        ("Peru halted the delivery of tanks on Monday.", "2031-05-12"),
        ("Between March and April, Peru sold tanks to Chile.", "2031-03/2031-04"),
        ("Peru sold tanks to Chile from 2027 to 2029.", "2027/2029"),
    ],
)
def test_the_time_of_a_deed_is_not_that_of_what_is_told_of_it(text: str, value: str | None, nlp: Language) -> None:
    assert {when.value for when in times(text, nlp)} == {value}


def test_a_stretch_of_time_reaches_from_its_first_day_to_its_last(nlp: Language) -> None:
    text = "Between March and April, Peru sold tanks to Chile."
    (when,) = times(text, nlp)
    assert (when.earliest, when.latest, when.edtf) == (date(2031, 3, 1), date(2031, 4, 30), "2031-03-01/2031-04-30")
    assert [text[s.start : s.end] for s in when.spans] == ["March", "April"]
