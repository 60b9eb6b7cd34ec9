"""Hand-made records for tests: small, fictitious, and whole, so that ledger, exchange, report and commands can be tried
without a parser."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from reportedly.model import (
    Block,
    Claim,
    ClaimPoint,
    ClaimRole,
    DateExpression,
    Document,
    Duplicate,
    Entity,
    Event,
    Filler,
    Independence,
    Mention,
    Move,
    Origin,
    Passage,
    Position,
    Published,
    Quantity,
    Reading,
    Rejected,
    Relation,
    Role,
    Said,
    Span,
    Spans,
    Statement,
    StoryAccount,
    TimelineEntry,
    Value,
    When,
    content_id,
)

PRODUCER = "fake 1"
TEXT = (
    "Norland shipped rockets to Sudovia\n"
    "Norland has shipped about 40 rockets to Sudovia, officials told the Harbour Courier on 3 March 2031.\n"
    "Norland's foreign ministry denied it."
)


def spans(text: str, *pieces: str) -> Spans:
    """Where each piece first stands in the text."""
    return tuple(Span(at := text.index(piece), at + len(piece)) for piece in pieces)


def document(uri: str = "harbour.txt", text: str = TEXT, day: date | None = date(2031, 3, 4)) -> Document:
    """A document whose first line is the headline."""
    head = text.index("\n") if "\n" in text else len(text)
    blocks = [Block(0, head, "headline")] + ([Block(head + 1, len(text), "body")] if head + 1 < len(text) else [])
    published = Published(day, day, "given") if day else Published()
    sha = content_id("doc", text).partition("-")[2] * 4
    return Document(
        content_id("doc", uri, text),
        uri,
        sha,
        text,
        tuple(blocks),
        text[:head],
        "Harbour Courier",
        None,
        "en",
        published,
    )


def entity(kind: str, name: str, mentions: Spans, **more: object) -> Entity:
    """An entity whose id hangs on type and name."""
    return Entity(content_id("ent", kind, name), kind, name, mentions=mentions, **more)  # type: ignore[arg-type]


def reading(uri: str = "harbour.txt", text: str = TEXT, day: date | None = date(2031, 3, 4)) -> Reading:
    """A reading of :data:`TEXT` (or of a longer text that holds it): three entities, three statements, two events."""
    held = document(uri, text, day)
    norland = entity("Country", "Norland", spans(text, "Norland"), country="xn", aliases=("Norland's",))
    ministry = entity(
        "PublicBody", "Norland's foreign ministry", spans(text, "Norland's foreign ministry"), country="xn"
    )
    sudovia = entity("Country", "Sudovia", spans(text, "Sudovia"), identifiers=(("iso3166", "xs"),))
    paper = entity("Outlet", "Harbour Courier", spans(text, "the Harbour Courier"))
    told = _statement(held, "the Harbour Courier", "", paper.id, "Harbour Courier", kind="outlet", act="report")
    officials = _statement(held, "officials", "told", None, "officials", kind="anonymous", act="say", parent=told.id)
    denial = _statement(
        held, "Norland's foreign ministry", "denied", ministry.id, ministry.name, kind="government", act="deny"
    )
    return Reading(
        document=held,
        entities=(norland, sudovia, paper, ministry),
        statements=(told, officials, denial),
        events=(
            _transfer(held, norland, sudovia, "shipped about", officials.id, denied=False),
            _transfer(held, norland, sudovia, "it.", denial.id, denied=True),
        ),
        dates=(_third_of_march(text),),
        rejected=(Rejected(uri, "reading", "a mark that opens and never closes", held.id, Span(0, 7)),),
        producer=PRODUCER,
    )


def account(readings: Iterable[Reading], name: str = "Rockets") -> StoryAccount:
    """One claim over readings made by :func:`reading`, whatever their order."""
    held = sorted(readings, key=lambda r: r.document.id)
    story, claim = content_id("sty", name), content_id("clm", name)
    origin = content_id("org", "officials")
    mentions = tuple(m for r in held for m in _mentions(r, origin))
    events = [r.events[0].id for r in held]
    return StoryAccount(
        id=story,
        title=name,
        documents=tuple(r.document.id for r in held),
        claims=(_claim(claim, story, held, mentions),),
        origins=(_origin(origin, held),),
        relations=tuple(
            Relation(
                "contradicts", ClaimPoint(claim, r.events[0].id), ClaimPoint(claim, r.events[1].id), "one denies it"
            )
            for r in held
        ),
        duplicates=tuple(
            Duplicate(a.document.id, b.document.id, "reprint", 0.9, (Passage(Span(0, 7), Span(0, 7)),))
            for a, b in pairwise(held)
        ),
        timeline=tuple(
            TimelineEntry(date(2031, 3, 3), date(2031, 3, 3), "Rockets shipped", event, None, r.document.id)
            for r, event in zip(held, events, strict=True)
        ),
        producer=PRODUCER,
    )


def _statement(
    held: Document,
    source: str,
    cue: str,
    speaker: str | None,
    name: str,
    *,
    kind: str,
    act: str,
    parent: str | None = None,
) -> Statement:
    text = held.text
    return Statement(
        id=content_id("stm", held.id, source, cue),
        source=spans(text, source),
        cue=spans(text, cue) if cue else (),
        content=spans(text, "it.") if act == "deny" else spans(text, "Norland has shipped about 40 rockets to Sudovia"),
        speaker=speaker,
        speaker_name=name,
        source_kind=kind,  # type: ignore[arg-type]
        act=act,  # type: ignore[arg-type]
        mode="speech",
        manner="indirect",
        parent=parent,
        said=Said(date(2031, 3, 3), date(2031, 3, 3), spans(text, "3 March 2031")) if act == "say" else Said(),
        confidence=0.75,
    )


def _transfer(held: Document, giver: Entity, taker: Entity, trigger: str, holder: str, *, denied: bool) -> Event:
    text = held.text
    return Event(
        id=content_id("evt", held.id, trigger),
        pack="arms-and-sanctions",
        type="transfer",
        plover="AID",
        trigger=spans(text, trigger)[0],
        roles=(
            Role("supplier", (Filler("Norland", giver.id, spans(text, "Norland")),)),
            Role("recipient", (Filler("Sudovia", taker.id, spans(text, "Sudovia")),)),
            Role("item", (Filler("rockets", None, spans(text, "rockets"), "rocket"),)),
        ),
        quantities=()
        if denied
        else (Quantity("quantity", 36.0, 44.0, "rockets", "about 40", spans(text, "about 40")),),
        polarity="denied" if denied else "affirmed",
        certainty="certain",
        status="happened",
        factuality=-3.0 if denied else 3.0,
        holder=holder,
        when=When()
        if denied
        else When("2031-03-03", "2031-03-03", date(2031, 3, 3), date(2031, 3, 3), spans(text, "3 March")),
        confidence=0.5,
    )


def _third_of_march(text: str) -> DateExpression:
    (span,) = spans(text, "3 March 2031")
    day = date(2031, 3, 3)
    return DateExpression(span.start, span.end, "DATE", "2031-03-03", "2031-03-03", day, day)


def _mentions(held: Reading, origin: str) -> tuple[Mention, ...]:
    affirmed, denied = held.events
    return (
        Mention(affirmed.id, None, held.document.id, "affirms", affirmed.holder, origin, "the officials say so"),
        Mention(denied.id, None, held.document.id, "denies", denied.holder, None, "the ministry denies it"),
    )


def _claim(claim: str, story: str, held: list[Reading], mentions: tuple[Mention, ...]) -> Claim:
    norland = held[0].entities[0] if held else None
    ministry = held[0].entities[3] if held else None
    day = date(2031, 3, 3)
    return Claim(
        id=claim,
        story=story,
        label="Norland delivered rockets to Sudovia",
        type="transfer",
        roles=(
            ClaimRole("supplier", norland.id if norland else None, "Norland"),
            ClaimRole("recipient", None, "Sudovia"),
        ),
        status="happened",
        mentions=mentions,
        positions=(
            Position(None, "officials", "affirms", day, day),
            Position(ministry.id if ministry else None, "Norland's foreign ministry", "denies", None, None),
        ),
        values=tuple(Value("quantity", 36.0, 44.0, "about 40", r.events[0].id) for r in held),
        moves=tuple(Move(day, "quantity", None, "about 40", r.document.id, "first number given") for r in held[:1]),
        independence=Independence(len(held), min(len(held), 1), 1, 0, 0, ("one group of officials",)),
    )


def _origin(origin: str, held: list[Reading]) -> Origin:
    statements = tuple(r.statements[1].id for r in held)
    return Origin(
        origin,
        "officials, to the Harbour Courier",
        "anonymous",
        None,
        "Harbour Courier",
        date(2031, 3, 3),
        statements,
        (),
        "one paper",
    )
