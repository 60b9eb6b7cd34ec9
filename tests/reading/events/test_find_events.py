"""What the stage promises beside its readings: spans, ids, holders, times, and that it never fails."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from reportedly.language.parser import ParsedDocument, parse
from reportedly.model import Act, Block, DateExpression, Document, Event, Said, Span, Statement
from reportedly.packs import Pack, load_packs, read_pack
from reportedly.reading.entities import find_entities
from reportedly.reading.events import find_events
from reportedly.reading.reference import resolve


@pytest.fixture(scope="module")
def packs() -> tuple[Pack, ...]:
    return load_packs(["arms-and-sanctions"])


def parsed(text: str, nlp: Language, role: str = "body") -> ParsedDocument:
    block = Block(0, len(text), "headline" if role == "headline" else "body")
    return parse(Document("doc", "doc", "", text, (block,)), nlp)


def events(
    document: ParsedDocument,
    packs: tuple[Pack, ...],
    statements: tuple[Statement, ...] = (),
    dates: tuple[DateExpression, ...] = (),
) -> tuple[Event, ...]:
    return find_events(document, packs, resolve(document, find_entities(document, packs)), statements, dates)


def at(text: str, piece: str) -> Span:
    start = text.index(piece)
    return Span(start, start + len(piece))


def statement(
    name: str,
    text: str,
    cue: str,
    content: str,
    *,
    source: str | None = None,
    act: Act = "say",
    parent: str | None = None,
) -> Statement:
    return Statement(
        name, (at(text, source),) if source else (), (at(text, cue),), (at(text, content),), None, source or "",
        "person" if source else "anonymous", act, "speech", "indirect", parent, Said(), 1.0,
    )  # fmt: skip


TEXT = "Peru said on Monday that Norway had sold hundreds of drones, mines and tanks to Chile in May."


def test_spans_point_at_the_words(nlp: Language, packs: tuple[Pack, ...]) -> None:
    found = events(parsed(TEXT, nlp), packs)
    assert [TEXT[slice(*e.trigger)] for e in found] == ["sold"] * 3
    items = [f for e in found for r in e.roles if r.name == "item" for f in r.fillers]
    assert sorted(f.name for f in items) == ["drones", "mines", "tanks"]
    assert all(TEXT[slice(*f.spans[0])] == f.name for f in items)
    assert [q.name for e in found for q in e.quantities] == ["hundreds"]
    assert sorted(f.kind or "" for f in items) == ["bomb", "drone", "tank"]


def test_reading_twice_changes_nothing(nlp: Language, packs: tuple[Pack, ...]) -> None:
    first, second = (events(parsed(TEXT, nlp), packs) for _ in range(2))
    assert first == second
    assert len({e.id for e in first}) == len(first)
    other = parsed(TEXT, nlp)
    moved = ParsedDocument(replace(other.document, id="other"), other.blocks)
    assert not {e.id for e in events(moved, packs)} & {e.id for e in first}


def test_no_pack_no_events(nlp: Language) -> None:
    assert events(parsed(TEXT, nlp), ()) == ()


def test_the_innermost_statement_holds(nlp: Language, packs: tuple[Pack, ...]) -> None:
    text = "The Harbour Post reported that officials said Norway sold tanks to Chile."
    content = "Norway sold tanks to Chile"
    outer = statement("outer", text, "reported", f"officials said {content}", source="The Harbour Post", act="report")
    inner = statement("inner", text, "said", content, source="officials", parent="outer")
    assert [e.holder for e in events(parsed(text, nlp), packs, (outer, inner))] == ["inner"]
    assert [e.holder for e in events(parsed(text, nlp), packs, (outer,))] == ["outer"]
    assert [e.holder for e in events(parsed(text, nlp), packs)] == [None]


def test_of_two_with_one_content_the_child_holds(nlp: Language, packs: tuple[Pack, ...]) -> None:
    text = "The Harbour Post reported that Norway sold tanks to Chile, citing officials."
    content = "Norway sold tanks to Chile"
    paper = statement("paper", text, "reported", content, source="The Harbour Post", act="report")
    officials = statement("officials", text, "citing", content, source="officials", act="cite", parent="paper")
    assert [e.holder for e in events(parsed(text, nlp), packs, (paper, officials))] == ["officials"]


def test_a_denied_claim_is_two_events(nlp: Language, packs: tuple[Pack, ...]) -> None:
    text = "Norway denied claims that Norway sold tanks to Chile."
    content = "Norway sold tanks to Chile"
    denial = statement("denial", text, "denied", f"claims that {content}", source="Norway", act="deny")
    claim = statement("claim", text, "claims", content, act="claim", parent="denial")
    found = {e.holder: e.polarity for e in events(parsed(text, nlp), packs, (denial, claim))}
    assert found == {"denial": "denied", "claim": "affirmed"}


def test_a_denial_with_its_own_negation_denies_once(nlp: Language, packs: tuple[Pack, ...]) -> None:
    text = "Norway told reporters that Norway has not sold tanks to Chile."
    denial = statement("s", text, "told", "Norway has not sold tanks to Chile", source="Norway", act="deny")
    (event,) = events(parsed(text, nlp), packs, (denial,))
    assert (event.polarity, event.certainty, event.factuality) == ("denied", "certain", -3.0)


def test_the_time_is_that_of_the_event_not_of_the_saying(nlp: Language, packs: tuple[Pack, ...]) -> None:
    monday = DateExpression(*at(TEXT, "Monday"), "DATE", "2031-05-05", None, date(2031, 5, 5), date(2031, 5, 5))
    may = DateExpression(*at(TEXT, "May"), "DATE", "2031-05", None, date(2031, 5, 1), date(2031, 5, 31))
    found = events(parsed(TEXT, nlp), packs, (), (monday, may))
    assert {e.when.value for e in found} == {"2031-05"}
    assert {e.when.spans for e in found} == {(at(TEXT, "May"),)}


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Peru withdrew from the 2015 nuclear accord in May.", ["May"]),
        ("Peru withdrew from the 2015 nuclear accord.", []),
        ("Peru signed the 2015 accord with Norway.", ["2015"]),
    ],
)
def test_the_year_in_a_name_is_not_the_time_of_what_became_of_it(
    text: str, when: list[str], nlp: Language, packs: tuple[Pack, ...]
) -> None:
    printed = [w for w in ("2015", "May") if w in text]
    dates = tuple(DateExpression(*at(text, w), "DATE", w, None, None, None) for w in printed)
    found = [e for e in events(parsed(text, nlp), packs, (), dates) if e.type == "agreement"]
    assert found
    assert {text[s.start : s.end] for e in found for s in e.when.spans} == set(when)


def test_plover_and_cameo_names(nlp: Language, packs: tuple[Pack, ...]) -> None:
    (lifted,) = events(parsed("Peru lifted sanctions on Norway.", nlp), packs)
    (imposed,) = events(parsed("Peru imposed sanctions on Norway.", nlp), packs)
    assert (lifted.plover, imposed.plover) == ("RETREAT", "COERCE")


def test_headlines(nlp: Language, packs: tuple[Pack, ...]) -> None:
    (event,) = events(parsed("Norway sells tanks to Chile", nlp, "headline"), packs)
    assert event.status == "happened"


OTHER = """\
name: kites
title: Kites
items:
  kite:
types:
  flight:
    title: A kite is flown
    roles:
      flyer: {takes: party, party: true}
      item: {takes: item, of: [kite]}
    triggers:
      - verbs: [fly]
        roles: {subject: flyer, object: item}
        needs: [[flyer, item]]
"""


def test_a_pack_of_ones_own(nlp: Language, packs: tuple[Pack, ...]) -> None:
    own = read_pack("kites.yaml", OTHER)
    found = events(parsed("Norway did not fly a kite, and Peru sold tanks to Chile.", nlp), (own, *packs))
    assert [(e.pack, e.type, e.polarity) for e in found] == [
        ("kites", "flight", "denied"),
        ("arms-and-sanctions", "transfer", "affirmed"),
    ]


WORDS = [
    "Norway", "Chile", "denied", "that", "it", "sold", "tanks", "to", "if", "not", "sanctions", "on", "which", "of", "so",
    "done", "claims", '"', ",", "and", "the", "attack", "missiles", "including", "by", "hundreds", "$5", "million", "–",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_no_word_salad_breaks_it(nlp: Language, packs: tuple[Pack, ...], words: list[str]) -> None:
    text = " ".join(words)
    for event in events(parsed(text, nlp), packs):
        assert 0 <= event.trigger.start < event.trigger.end <= len(text)
        assert -3 <= event.factuality <= 3
        assert 0 < event.confidence <= 1
        assert all(0 <= s.start < s.end <= len(text) for r in event.roles for f in r.fillers for s in f.spans)
