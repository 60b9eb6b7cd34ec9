"""Statements of short texts, written out in ``cases.yaml``, and laws that hold for any text."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from reportedly.language.parser import parse
from reportedly.model import Block, Document, Span, Statement, content_id
from reportedly.reading.dates import find_dates
from reportedly.reading.entities import find_entities
from reportedly.reading.reference import resolve
from reportedly.reading.statements import find_statements

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text("utf-8"))
FIELDS = ("act", "mode", "manner")


def document(text: str) -> Document:
    """A document whose lines are its body blocks."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            blocks.append(Block(start, start + len(line.strip()), "body"))
        at += len(line) + 1
    return Document(content_id("doc", text), "test.txt", "", text, tuple(blocks))


def statements(text: str, nlp: Language) -> tuple[Statement, ...]:
    parsed = parse(document(text), nlp)
    return find_statements(parsed, resolve(parsed, find_entities(parsed, ())), find_dates(parsed))


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " / ".join(text[s.start : s.end] for s in spans)


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:40] for c in CASES])
def test_every_statement_is_found_and_no_other(case: dict[str, Any], nlp: Language) -> None:
    text, expected = case["text"], case["statements"]
    found = statements(text, nlp)
    assert [words(text, s.cue) for s in found] == [e["cue"] for e in expected]
    ids = [s.id for s in found]
    for s, e in zip(found, expected, strict=True):
        assert (words(text, s.source), words(text, s.content)) == (e["source"], e["content"])
        assert s.parent == (ids[e["parent"]] if "parent" in e else None)
        assert {f: getattr(s, f) for f in FIELDS if f in e} == {f: e[f] for f in FIELDS if f in e}
        assert s.source_kind == e.get("kind", s.source_kind)


def test_the_day_it_was_said_hangs_on_the_cue(nlp: Language) -> None:
    text = "The minister said on 3 March 2021 that the fleet had sailed on 1 March 2021."
    (found,) = statements(text, nlp)
    assert words(text, found.said.spans) == "3 March 2021"
    assert found.said.earliest == found.said.latest is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The envoy said in an interview aired on 3 March 2021 that the fleet had sailed.", "3 March 2021"),
        ("Asked on 3 March 2021 about the fleet, the minister said it had sailed.", "3 March 2021"),
        ("Leaving the talks on 3 March 2021, the minister told reporters that the fleet had sailed.", "3 March 2021"),
        ("On 3 March 2021 the minister met the envoy and said that the fleet had sailed.", "3 March 2021"),
        ("“The fleet has sailed,” said Roe, referring to the 2001 bill on fishing.", ""),
        ("The ministry announced it had sent ships, adding to the ten sent in June 2020.", ""),
        ("Roe warned that the fleet had sailed. On 3 March 2021 it came back.", ""),
    ],
)
def test_a_date_that_is_not_the_cues_says_nothing(text: str, said: str, nlp: Language) -> None:
    assert words(text, statements(text, nlp)[0].said.spans) == said


def test_first_person_means_the_speaker(nlp: Language) -> None:
    found = statements("“I deny that I met them,” John Roe said.", nlp)
    assert {s.speaker_name for s in found} == {"John Roe"}


_MARKS = ["“", "”", '"', "‘", "’", ",", ".", "\n", "(", "…", "—", " "]
_WORDS = [
    "Roe said",
    "that",
    "it",
    "denied",
    "citing",
    "Ardania",
    "sent arms",
    "according to",
    "reports",
    "is said to",
    "be",
]
_PROSE = st.lists(st.sampled_from([*_MARKS, *_WORDS]), max_size=30).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=120), _PROSE))
def test_any_text_gives_spans_inside_it(text: str, nlp: Language) -> None:
    found = statements(text, nlp)
    ids = {s.id for s in found}
    for s in found:
        spans = [*s.source, *s.cue, *s.content]
        assert all(0 <= x.start < x.end <= len(text) for x in spans)
        assert s.cue
        assert s.content
        assert s.parent is None or s.parent in ids
    assert len(ids) == len(found)
