"""When statements were made. The text is of Wednesday 14 May 2031."""

from dataclasses import replace
from datetime import date

import pytest
from spacy.language import Language

from reportedly.language.parser import parse
from reportedly.model import Block, Document, Published, Said, Statement
from reportedly.reading.dates import find_dates
from reportedly.reading.entities import find_entities
from reportedly.reading.reference import resolve
from reportedly.reading.statements import find_statements

WRITTEN = Published(date(2031, 5, 14), date(2031, 5, 14), "given")


def statement(text: str, nlp: Language) -> Statement:
    """The one statement of a text."""
    document = replace(Document("doc", "doc", "", text, (Block(0, len(text), "body"),)), published=WRITTEN)
    parsed = parse(document, nlp)
    (found,) = find_statements(parsed, resolve(parsed, find_entities(parsed, ())), find_dates(parsed))
    return found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The ministry accused Norland on Tuesday of sending the fleet.", "Tuesday"),
        ("On Sunday Roe said that the fleet had sailed on Friday.", "Sunday"),
        ("The envoy said on Tuesday the number of ships was higher.", "Tuesday"),
        ("An envoy who spoke to reporters on Monday said the fleet had sailed.", "Monday"),
        ("Ships came on Tuesday, the ministry said the next day.", "the next day"),
        ("The envoy said Friday's talks had failed.", ""),
        ("John Roe, who visited the port in April, said the fleet had sailed.", ""),
        ("A report seen by reporters on Monday said the fleet had sailed.", ""),
        ("In an interview to be aired on Sunday, the envoy said that the fleet had sailed.", ""),
        ("Officials said that on Monday the fleet had sailed.", ""),
    ],
)
def test_the_day_of_the_saying_is_no_other(text: str, said: str, nlp: Language) -> None:
    found = statement(text, nlp)
    assert " / ".join(text[s.start : s.end] for s in found.said.spans) == said
    assert (found.said == Said()) == (not said)


def test_what_is_said_was_said_by_the_day_of_writing(nlp: Language) -> None:
    found = statement("The envoy said this week that the fleet had sailed.", nlp)
    assert (found.said.earliest, found.said.latest) == (date(2031, 5, 12), date(2031, 5, 14))


def test_a_clause_and_no_date_is_the_content(nlp: Language) -> None:
    text = "Ships came on Tuesday, the ministry said the next day."
    (content,) = statement(text, nlp).content
    assert text[content.start : content.end] == "Ships came on Tuesday"
