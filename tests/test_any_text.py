"""The whole way over any text at all: nothing raises, every span lies in the text, and reading twice gives the same."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from reportedly.model import Document, RawPage
from reportedly.packs import available, load_packs
from reportedly.pages import load_page
from reportedly.pipeline import Models, compile_story, read

_PIECES = [
    *(
        "“",
        "”",
        '"',
        "’",
        "(",
        ")",
        "…",
        "—",
        "*",
        "-",
        "#",
        "\n",
        "\n\n",
        ",",
        ".",
        "?",
        " ",
        "\u200b",
        "é",
        "🚀",
        "\u202e",
    ),
    *(
        "Iran",
        "Tehran",
        "Moscow",
        "the White House",
        "officials",
        "he",
        "it",
        "its",
        "both countries",
        "the report",
        "Reuters",
    ),
    *(
        "said",
        "denied",
        "reported",
        "citing",
        "accused",
        "of",
        "according to",
        "that",
        "if",
        "not",
        "has",
        "was",
        "to",
        "and",
        "by",
    ),
    *(
        "sent",
        "supplied",
        "attack",
        "attacked",
        "sanctions",
        "imposed",
        "missiles",
        "hundreds of",
        "around 400",
        "drones",
        "deal",
    ),
    *(
        "Friday",
        "last month",
        "2023",
        "in late February",
        "the second anniversary of",
        "-made",
        "’s",
        "including",
        "which",
    ),
]
_NEWS = st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join)


@pytest.fixture(scope="module")
def models(nlp: Language) -> Models:
    return Models(nlp, load_packs(available()))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(_NEWS, _NEWS.map(lambda t: t.replace(" ", "")), st.text(max_size=80)))
def test_any_text_is_read(text: str, models: Models) -> None:
    document = load_page(RawPage("any.txt", text, "text"))
    if not isinstance(document, Document):
        return
    reading = read(document, models=models)
    end = len(document.text)
    spans = [
        *(x for s in reading.statements for x in (*s.source, *s.cue, *s.content, *s.said.spans)),
        *(x for e in reading.events for x in (e.trigger, *(f for r in e.roles for fs in r.fillers for f in fs.spans))),
        *(m for e in reading.entities for m in e.mentions),
    ]
    assert all(0 <= s.start < s.end <= end for s in spans)
    assert read(document, models=models) == reading
    compile_story([reading], name="any")
