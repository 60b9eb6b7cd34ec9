"""Laws of the story stage, over made-up stories of a few articles each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Claim, Reading, Span, StoryAccount, content_id
from tests.story.build import Days, Page
from tests.story.scenes import CLAIM, Voice, account, cites, compiled, ship, unnamed

START = date(2031, 3, 3)
VOICES = (
    Voice("Karen Holm", "dk", "Danish defence ministry spokeswoman"),
    Voice("Ole Friis", "dk", "Danish prime minister"),
    Voice("Rui Abrantes", "pt", "Portugal's ambassador"),
    Voice("Dale Whitcomb", "us", "Senator"),
    Voice("Fay Ingram", "gb", "analyst"),
    Voice("Ann Tolley", None, ""),
)
PEOPLE = (
    "Danish officials",
    "several sources inside Norway",
    "people familiar with the matter",
    "Portuguese diplomats",
)
OUTLETS = ("Harbour Ledger", "Beacon", "Morning Courier", None)
SPOKEN_OF = "the captain of the ferry Aurora had slept through the storm on the bridge"
STOP = "Norland must stop the ballistic missiles shipped to Sudria"
FILLER = "Rain fell on the docks all night while cranes stood idle and the crews waited for word from the city."


def days(offset: int | None) -> Days | None:
    return None if offset is None else (START + timedelta(days=offset), START + timedelta(days=offset))


offsets = st.one_of(st.none(), st.integers(0, 30))
sentences = st.one_of(
    st.tuples(st.just("flat"), st.just(0), st.none()),
    st.tuples(st.just("voice"), st.integers(0, len(VOICES) - 1), offsets),
    st.tuples(st.just("denial"), st.integers(0, len(VOICES) - 1), offsets),
    st.tuples(st.just("plan"), st.integers(0, len(VOICES) - 1), offsets),
    st.tuples(st.just("demand"), st.integers(0, len(VOICES) - 1), offsets),
    st.tuples(st.just("stop"), st.integers(0, len(VOICES) - 1), offsets),
    st.tuples(st.just("unnamed"), st.integers(0, len(PEOPLE) - 1), st.none()),
    st.tuples(st.just("cites"), st.integers(0, 3 * (len(PEOPLE) + 1) - 1), offsets),
    st.tuples(st.just("filler"), st.just(0), st.none()),
    st.tuples(st.just("spoken"), st.integers(0, len(VOICES) - 1), offsets),
)
articles = st.tuples(st.integers(0, len(OUTLETS) - 1), offsets, st.lists(sentences, min_size=1, max_size=4))
stories = st.lists(articles, min_size=1, max_size=5)
Sentence = tuple[str, int, int | None]


def written(story: list[tuple[int, int | None, list[Sentence]]]) -> list[Reading]:
    numbers = count()
    readings = []
    for i, (outlet, published, lines) in enumerate(story):
        p = Page(f"article {i}", OUTLETS[outlet], days(published))
        for line in lines:
            write(p, line, next(numbers))
        readings.append(p.reading())
    return readings


def write(p: Page, line: Sentence, number: int) -> None:
    kind, which, said = line
    content = CLAIM if number % 3 else f"{CLAIM} in lot {number}"
    if kind == "flat":
        p.write(f"{content}.")
        ship(p, None)
    elif kind == "filler":
        p.write(FILLER)
    elif kind == "unnamed":
        unnamed(p, PEOPLE[which])
    elif kind == "cites":
        outlet, people = which % 3, which // 3
        cites(p, str(OUTLETS[outlet]), said=days(said), who=(*PEOPLE, None)[people])
    elif kind == "spoken":
        VOICES[which].tells(p, SPOKEN_OF, said=days(said))
    elif kind in ("plan", "demand"):
        VOICES[which].says(p, said=days(said), content=content, status="planned" if kind == "plan" else "demanded")
    elif kind == "stop":
        VOICES[which].says(p, said=days(said), content=f"{STOP} in lot {number}", status="demanded")
    elif kind == "voice":
        VOICES[which].says(p, said=days(said), content=content)
    else:
        VOICES[which].says(p, said=days(said), content=content, polarity="denied")


def claims(found: StoryAccount) -> dict[str, Claim]:
    return {c.id: c for c in found.claims}


def reprinted(reading: Reading, number: int, later: int) -> Reading:
    """The same words under another outlet's name, some days later."""
    text = reading.document.text
    first = reading.document
    document = replace(
        first,
        id=content_id("doc", first.id, number),
        uri=f"{first.uri} again {number}",
        outlet=f"Reprinter {number}",
        published=replace(
            first.published,
            earliest=first.published.earliest and first.published.earliest + timedelta(days=later),
            latest=first.published.latest and first.published.latest + timedelta(days=later),
        ),
    )
    new = {s.id: content_id("stm", document.id, s.id) for s in reading.statements}
    return replace(
        reading,
        document=replace(document, text=text),
        statements=tuple(replace(s, id=new[s.id], parent=s.parent and new[s.parent]) for s in reading.statements),
        events=tuple(
            replace(e, id=content_id("evt", document.id, e.id), holder=e.holder and new[e.holder])
            for e in reading.events
        ),
    )


@settings(max_examples=150, deadline=None)
@given(stories, st.randoms(use_true_random=False))
def test_order_does_not_change_the_account(story: list[tuple[int, int | None, list[Sentence]]], random: object) -> None:
    readings = written(story)
    shuffled = list(readings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert account(*shuffled, readings[0]) == account(*readings)


@settings(max_examples=60, deadline=None)
@given(stories)
def test_two_identical_ledgers_merged_count_as_one(story: list[tuple[int, int | None, list[Sentence]]]) -> None:
    once, again = written(story), written(story)
    assert account(*once, *again) == account(*once)


@settings(max_examples=150, deadline=None)
@given(stories, st.data())
def test_a_reprint_never_raises_a_count(
    story: list[tuple[int, int | None, list[Sentence]]], data: st.DataObject
) -> None:
    readings = written(story)
    dated = [r for r in readings if r.document.published.earliest]  # else nothing says which of the two is the copy
    if not dated:
        return
    copy = reprinted(data.draw(st.sampled_from(dated)), 1, data.draw(st.integers(1, 40)))
    before, after = claims(account(*readings)), claims(account(*readings, copy))
    assert before.keys() == after.keys()
    for key, claim in before.items():
        a, b = claim.independence, after[key].independence
        assert b.known_independent <= a.known_independent
        assert b.not_established <= a.not_established
        assert b.not_recorded <= a.not_recorded


@settings(max_examples=150, deadline=None)
@given(stories, st.data())
def test_dropping_an_attribution_never_raises_what_is_known(
    story: list[tuple[int, int | None, list[Sentence]]], data: st.DataObject
) -> None:
    readings = written(story)
    held = [(i, e.id) for i, r in enumerate(readings) for e in r.events if e.holder]
    if not held:
        return
    i, event = data.draw(st.sampled_from(held))
    dropped = replace(
        readings[i], events=tuple(replace(e, holder=None) if e.id == event else e for e in readings[i].events)
    )
    before = claims(account(*readings))
    after = claims(account(*readings[:i], dropped, *readings[i + 1 :]))
    for key, claim in after.items():
        assert claim.independence.known_independent <= before[key].independence.known_independent
        assert claim.status == before[key].status


@settings(max_examples=150, deadline=None)
@given(stories)
def test_known_and_not_established_sum_to_the_origins_not_derived(
    story: list[tuple[int, int | None, list[Sentence]]],
) -> None:
    found = account(*written(story))
    derived = {o.id for o in found.origins if o.derived_from}
    assert derived | {m.origin for c in found.claims for m in c.mentions if m.origin} <= {o.id for o in found.origins}
    for claim in found.claims:
        behind = {m.origin for m in claim.mentions if m.stance == "affirms" and m.origin} - derived
        i = claim.independence
        assert i.known_independent + i.not_established == len(behind)


@settings(max_examples=60, deadline=None)
@given(stories)
def test_every_decision_has_a_reason_and_every_span_stands(story: list[tuple[int, int | None, list[Sentence]]]) -> None:
    readings = written(story)
    found = account(*readings)
    lengths = {r.document.id: len(r.document.text) for r in readings}
    assert all(m.reason for c in found.claims for m in c.mentions)
    assert all(o.reason for o in found.origins)
    assert all(r.reason for r in found.relations)
    for duplicate in found.duplicates:
        for passage in duplicate.passages:
            assert Span(0, 0) < passage.a <= Span(lengths[duplicate.a], lengths[duplicate.a])
            assert Span(0, 0) < passage.b <= Span(lengths[duplicate.b], lengths[duplicate.b])


GOVERNMENTS = ("Danish officials", "Portuguese diplomats", "Norwegian officials", "Greek officers")


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(OUTLETS), offsets, st.lists(st.sampled_from(GOVERNMENTS), min_size=1, max_size=6))
def test_each_group_of_another_government_is_an_origin_of_its_own(
    outlet: str | None, published: int | None, people: list[str]
) -> None:
    p = Page("article", outlet, days(published))
    for who in people:
        unnamed(p, who)
    assert len(compiled(p).origins) == len(set(people))


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 9),
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from((*GOVERNMENTS, None))), min_size=1, max_size=6),
)
def test_one_report_cited_by_many_articles_is_one_origin(said: int, citing: list[tuple[int, str | None]]) -> None:
    """Whatever anonymous people of their own the citing articles have beside it."""
    pages = []
    for i, (later, own) in enumerate(citing):
        p = Page(f"article {i}", f"Paper {i}", days(said + later))
        cites(p, "Harbour Ledger", said=days(said), who="six sources" if i % 2 else None)
        if own:
            unnamed(p, own)
        pages.append(p)
    found = compiled(*pages)
    assert len([o for o in found.origins if o.outlet == "Harbour Ledger"]) == 1
    assert len(found.origins) == 1 + len({own for _, own in citing if own})  # the same sentence twice is a copy
