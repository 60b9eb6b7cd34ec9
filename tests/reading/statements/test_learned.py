"""The trained model and the rules together, and laws that hold for any text."""

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from reportedly.language.parser import parse
from reportedly.model import Statement
from reportedly.reading.dates import find_dates
from reportedly.reading.entities import find_entities
from reportedly.reading.reference import resolve
from reportedly.reading.statements import Attributor, find_statements, load_attributor
from tests.reading.statements.test_statements import document, words

EVERYDAY = yaml.safe_load((Path(__file__).parent / "everyday.yaml").read_text("utf-8"))
STORY = (
    "The harbour master said on Friday that two ships had left before dawn.\n"
    "“The crew kept to their cabins all night,” Jane Roe, a dock worker, said. “We only load them.”\n"
    "The ministry denied that any arms were on board. According to two officials, the cargo was grain."
)


@pytest.fixture(scope="module")
def attributor() -> Attributor:
    return load_attributor()


def statements(text: str, nlp: Language, attributor: Attributor) -> tuple[Statement, ...]:
    parsed = parse(document(text), nlp)
    references = resolve(parsed, find_entities(parsed, ()))
    return find_statements(parsed, references, find_dates(parsed), attributor)


def test_the_statements_of_a_short_story(nlp: Language, attributor: Attributor) -> None:
    found = statements(STORY, nlp, attributor)
    assert [words(STORY, s.source) for s in found] == [
        "The harbour master",
        "Jane Roe, a dock worker",
        "The ministry",
        "two officials",
    ]
    assert all(0 < s.confidence <= 1 for s in found)
    assert words(STORY, found[1].content).endswith("“We only load them.”")


def _of(text: str, found: tuple[Statement, ...], expected: dict[str, Any]) -> Statement | None:
    """The statement with a source and a word in its cue."""
    return next(
        (s for s in found if words(text, s.source) == expected["source"] and expected["cue"] in words(text, s.cue)),
        None,
    )


@pytest.mark.parametrize("case", EVERYDAY, ids=[c["text"][:40] for c in EVERYDAY])
def test_everyday_sentences(case: dict[str, Any], nlp: Language, attributor: Attributor) -> None:
    text = case["text"]
    found = statements(text, nlp, attributor)
    told = [_of(text, found, e) for e in case["statements"]]
    for s, e in zip(told, case["statements"], strict=True):
        assert s is not None, (e, [(words(text, f.source), words(text, f.cue)) for f in found])
        above = told[e["parent"]] if "parent" in e else None
        assert s.parent == (above.id if above is not None else None), e
        values = {
            "content": words(text, s.content),
            "speaker": s.speaker_name,
            "act": s.act,
            "mode": s.mode,
            "kind": s.source_kind,
        }
        assert {k: v for k, v in values.items() if k in e} == {k: e[k] for k in values if k in e}
    assert not [s for s in found for cue in case.get("none", ()) if cue in words(text, s.cue)]


def lawful(text: str, found: tuple[Statement, ...]) -> None:
    ids = {s.id for s in found}
    assert len(ids) == len(found)
    for s in found:
        assert s.cue
        assert s.content
        assert all(0 <= x.start < x.end <= len(text) for x in (*s.source, *s.cue, *s.content))
        assert s.parent is None or s.parent in ids


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_gives_spans_inside_it(text: str, nlp: Language, attributor: Attributor) -> None:
    lawful(text, statements(text, nlp, attributor))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), change=st.sampled_from(["drop", "double", "swap", "shuffle"]))
def test_spoiled_prose_gives_spans_inside_it(seed: int, change: str, nlp: Language, attributor: Attributor) -> None:
    rng = random.Random(seed)
    paragraphs = STORY.split("\n")
    rng.shuffle(paragraphs)
    marks = '“”",.\n'
    changed = {"drop": "", "double": None, "swap": rng.choice(marks), "shuffle": None}[change]
    text = "\n".join(paragraphs)
    if change != "shuffle":
        text = "".join(
            (c * 2 if changed is None else changed) if c in marks and rng.random() < 0.5 else c for c in text
        )
    lawful(text, statements(text, nlp, attributor))
