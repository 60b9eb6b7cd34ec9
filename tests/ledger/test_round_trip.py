"""Whatever records hold, they come back equal."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.ledger import Ledger, open_ledger
from reportedly.model import (
    Block,
    DateExpression,
    DocumentDate,
    Entity,
    Filler,
    Published,
    Quantity,
    Reading,
    Rejected,
    Role,
    Said,
    Span,
    Statement,
    When,
    content_id,
)
from tests import builders

words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
days = st.none() | st.dates()
spans = st.lists(st.builds(Span, st.integers(0, 10**6), st.integers(0, 10**6)), max_size=3).map(tuple)
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)

published = st.builds(Published, days, days, st.sampled_from(("metadata", "given", "text", "story", "unknown")), spans)
blocks = st.lists(
    st.builds(Block, st.integers(0, 99), st.integers(0, 99), st.sampled_from(("body", "furniture"))), max_size=3
)
documents = st.builds(
    lambda **changes: replace(builders.document(), **changes),
    text=words,
    blocks=blocks.map(tuple),
    title=st.none() | words,
    byline=st.none() | words,
    language=st.none() | words,
    published=published,
    refused=st.lists(words, max_size=2).map(tuple),
)
entities = st.lists(
    st.builds(
        lambda name, aliases, **more: Entity(
            content_id("ent", "Person", name), "Person", name, tuple(sorted(aliases)), **more
        ),
        words,
        st.sets(words, max_size=3),
        role=st.none() | words,
        country=st.none() | words,
        identifiers=st.dictionaries(words, words, max_size=2).map(lambda d: tuple(d.items())),
        mentions=spans,
    ),
    max_size=4,
    unique_by=lambda entity: entity.id,
).map(tuple)
fillers = st.builds(Filler, words, st.none(), spans, st.none() | words)
roles = st.lists(st.builds(Role, words, st.lists(fillers, max_size=2).map(tuple)), max_size=3).map(tuple)
quantities = st.lists(st.builds(Quantity, words, numbers, numbers, st.none() | words, words, spans), max_size=2).map(
    tuple
)
whens = st.builds(When, st.none() | words, st.none() | words, days, days, spans)
dates = st.lists(
    st.builds(
        DateExpression, st.integers(0, 9), st.integers(0, 9), st.just("DATE"), words, st.none() | words, days, days
    ),
    max_size=3,
).map(tuple)
rejected = st.lists(
    st.builds(
        Rejected,
        words,
        words,
        words,
        st.none() | words,
        st.none() | st.builds(Span, st.integers(0, 9), st.integers(0, 9)),
    ),
    max_size=2,
).map(tuple)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    found = draw(entities)
    speakers = st.sampled_from([entity.id for entity in found]) if found else st.none()
    statements: list[Statement] = []
    for number in range(draw(st.integers(0, 3))):
        statements.append(
            replace(
                builders.reading().statements[0],
                id=f"stm-{number:016x}",
                source=draw(spans),
                content=draw(spans),
                speaker=draw(st.none() | speakers),
                speaker_name=draw(words),
                parent=draw(st.none() | st.sampled_from([s.id for s in statements])) if statements else None,
                said=Said(draw(days), draw(days), draw(spans)),
                confidence=draw(st.floats(0, 1)),
            )
        )
    events = tuple(
        replace(
            builders.reading().events[0],
            id=f"evt-{number:016x}",
            trigger=draw(st.builds(Span, st.integers(0, 9), st.integers(0, 9))),
            roles=draw(roles),
            quantities=draw(quantities),
            when=draw(whens),
            factuality=draw(st.floats(-3, 3)),
            holder=draw(st.none() | st.sampled_from([s.id for s in statements])) if statements else None,
        )
        for number in range(draw(st.integers(0, 2)))
    )
    return Reading(draw(documents), found, tuple(statements), events, draw(dates), draw(rejected), draw(words))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path_factory.mktemp("ledger") / "l.db"), create=True) as opened:
        yield opened


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(reading=readings())
def test_a_reading_comes_back_equal(ledger: Ledger, reading: Reading) -> None:
    ledger.add_reading(reading)
    assert ledger.reading(reading.document.id) == reading
    assert ledger.add_reading(reading) == "unchanged"


@settings(max_examples=30, deadline=None)
@given(
    dates_=st.tuples(days, days, days),
    texts=st.tuples(words, words, words),
    numbers_=st.tuples(numbers, numbers),
    similarity=st.floats(0, 1),
)
def test_an_account_comes_back_equal(
    ledger: Ledger,
    dates_: tuple[date | None, date | None, date | None],
    texts: tuple[str, str, str],
    numbers_: tuple[float | None, float | None],
    similarity: float,
) -> None:
    held = [builders.reading("a.txt"), builders.reading("b.txt")]
    for reading in held:
        ledger.add_reading(reading)
    account = builders.account(held, "Story")
    claim = account.claims[0]
    claim = replace(
        claim,
        label=texts[0],
        positions=tuple(replace(p, first=dates_[0], last=dates_[1], speaker_name=texts[1]) for p in claim.positions),
        values=tuple(replace(v, low=numbers_[0], high=numbers_[1]) for v in claim.values),
        moves=tuple(replace(m, date=dates_[2], before=texts[2]) for m in claim.moves),
        independence=replace(claim.independence, reasons=texts),
    )
    account = replace(
        account,
        claims=(claim,),
        duplicates=tuple(replace(d, similarity=similarity) for d in account.duplicates),
        timeline=tuple(replace(e, earliest=dates_[0], event=None) for e in account.timeline),
        origins=tuple(replace(o, date=dates_[1], label=texts[1], derived_from=texts[:1]) for o in account.origins),
    )
    published = Published(dates_[0], dates_[1], "story", (Span(3, 9),))
    account = replace(account, dated=(DocumentDate(held[0].document.id, published, texts[2]),))
    ledger.put_story(account, name="Story")
    assert ledger.account("Story") == account
