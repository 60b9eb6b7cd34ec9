"""The tables of what was read: documents, blocks, statements, events, their roles, dates, entities, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.ledger.answers import DocumentEntry, EntityEntry, EventFound, Utterance
from reportedly.ledger.tabular.table import Column, Table, as_json, spans_json
from reportedly.model import Block, DateExpression, Filler, Quantity, Rejected


@dataclass(frozen=True, slots=True)
class Within:
    """A piece of a document: a block or a date expression, and its place among its kind."""

    document: str
    ordinal: int
    piece: Block | DateExpression
    words: str


@dataclass(frozen=True, slots=True)
class InRole:
    """What fills a role of an event."""

    document: str
    event: str
    role: str
    filler: Filler | Quantity


@dataclass(frozen=True, slots=True)
class NamedAt:
    """One place where an entity is named."""

    entity: str
    document: str
    start: int
    end: int


def _date(within: Within) -> DateExpression:
    assert isinstance(within.piece, DateExpression)
    return within.piece


def _block(within: Within) -> Block:
    assert isinstance(within.piece, Block)
    return within.piece


def _range(held: InRole) -> Quantity | None:
    return held.filler if isinstance(held.filler, Quantity) else None


def _filler(held: InRole) -> Filler | None:
    return held.filler if isinstance(held.filler, Filler) else None


DOCUMENTS: Table[DocumentEntry] = Table(
    "documents",
    "One article as fetched, or one version of it.",
    (
        Column("id", "text", "The document's id: a hash of uri and content.", lambda d: d.id),
        Column("uri", "text", "Where it was read from: a path or an address, unchanged.", lambda d: d.uri),
        Column("title", "text", "Its title.", lambda d: d.title, True),
        Column("outlet", "text", "The outlet that published it.", lambda d: d.outlet, True),
        Column("byline", "text", "Who wrote it, as printed.", lambda d: d.byline),
        Column("language", "text", "ISO 639-1 code.", lambda d: d.language),
        Column(
            "published_earliest",
            "day",
            "First day on which it can have appeared.",
            lambda d: d.published.earliest,
            True,
        ),
        Column(
            "published_latest", "day", "Last day on which it can have appeared.", lambda d: d.published.latest, True
        ),
        Column(
            "published_basis",
            "text",
            "What the days rest on: metadata, given, text, story, or unknown.",
            lambda d: d.published.basis,
        ),
        Column(
            "version_of",
            "text",
            "The document first seen at the same uri with other content.",
            lambda d: d.version_of,
            refers="documents",
        ),
        Column("sha256", "text", "Hash of the content as fetched.", lambda d: d.sha256),
        Column("producer", "text", "The program and version that read it.", lambda d: d.producer),
    ),
    ("id",),
)

BLOCKS: Table[Within] = Table(
    "blocks",
    "A stretch of a document with a role: headline, standfirst, byline, dateline, body, caption, furniture.",
    (
        Column("document", "text", "The document.", lambda w: w.document, refers="documents"),
        Column("ordinal", "integer", "Its place among the document's blocks, from 0.", lambda w: w.ordinal),
        Column("start", "integer", "Where it starts, in code points of the text.", lambda w: w.piece.start),
        Column("end", "integer", "Where it ends: the first code point after it.", lambda w: w.piece.end),
        Column("role", "text", "What it is.", lambda w: _block(w).role),
    ),
    ("document", "ordinal"),
)

STATEMENTS: Table[Utterance] = Table(
    "statements",
    "An attribution: somebody (source) says (cue) something (content).",
    (
        Column("id", "text", "The statement's id.", lambda u: u.statement.id),
        Column("document", "text", "The document that it stands in.", lambda u: u.document.id, refers="documents"),
        Column("outlet", "text", "The document's outlet.", lambda u: u.document.outlet, True),
        Column(
            "speaker",
            "text",
            "The speaker's entity, where one is named.",
            lambda u: u.statement.speaker,
            refers="entities",
        ),
        Column(
            "speaker_name",
            "text",
            "The speaker's name, or how the text describes them.",
            lambda u: u.statement.speaker_name,
            True,
        ),
        Column(
            "source_kind",
            "text",
            "person, organization, government, outlet, document, group, or anonymous.",
            lambda u: u.statement.source_kind,
        ),
        Column("act", "text", "What the speaker does: say, deny, warn, promise, …", lambda u: u.statement.act, True),
        Column(
            "mode", "text", "speech, attitude (beliefs, wishes), or act (decrees, deeds).", lambda u: u.statement.mode
        ),
        Column("manner", "text", "direct, indirect, or mixed.", lambda u: u.statement.manner),
        Column(
            "parent",
            "text",
            "The statement that this one came through.",
            lambda u: u.statement.parent,
            refers="statements",
        ),
        Column("through", "json", "Who it came through, the nearest first.", lambda u: as_json(u.through)),
        Column(
            "said_earliest", "day", "First day on which it can have been said.", lambda u: u.statement.said.earliest
        ),
        Column("said_latest", "day", "Last day on which it can have been said.", lambda u: u.statement.said.latest),
        Column("source_words", "text", "The source as printed.", lambda u: u.source_words),
        Column("cue_words", "text", "The cue as printed.", lambda u: u.cue_words),
        Column("words", "text", "The content as printed; “ … ” where a piece is left out.", lambda u: u.words, True),
        Column(
            "source_spans",
            "json",
            "Where the source stands: [[start,end],…].",
            lambda u: spans_json(u.statement.source),
        ),
        Column("cue_spans", "json", "Where the cue stands.", lambda u: spans_json(u.statement.cue)),
        Column("content_spans", "json", "Where the content stands.", lambda u: spans_json(u.statement.content)),
        Column("confidence", "number", "How sure the reading is, 0 to 1.", lambda u: u.statement.confidence),
    ),
    ("id",),
)

EVENTS: Table[EventFound] = Table(
    "events",
    "A typed event, as the one who speaks of it presents it.",
    (
        Column("id", "text", "The event's id.", lambda e: e.event.id),
        Column("document", "text", "The document that it stands in.", lambda e: e.document.id, refers="documents"),
        Column("outlet", "text", "The document's outlet.", lambda e: e.document.outlet, True),
        Column("pack", "text", "The event pack that knows it.", lambda e: e.event.pack),
        Column("type", "text", "Its type in the pack.", lambda e: e.event.type, True),
        Column("plover", "text", "The PLOVER name of the type, where there is one.", lambda e: e.event.plover),
        Column("words", "text", "The trigger as printed.", lambda e: e.words, True),
        Column("trigger_start", "integer", "Where the trigger starts.", lambda e: e.event.trigger.start),
        Column("trigger_end", "integer", "Where it ends.", lambda e: e.event.trigger.end),
        Column("polarity", "text", "affirmed or denied.", lambda e: e.event.polarity, True),
        Column("certainty", "text", "certain, probable, possible, or unknown.", lambda e: e.event.certainty, True),
        Column(
            "status",
            "text",
            "happened, ongoing, planned, considered, conditional, feared, demanded, or none.",
            lambda e: e.event.status,
            True,
        ),
        Column("factuality", "number", "Polarity and certainty on one scale, -3 to 3.", lambda e: e.event.factuality),
        Column(
            "holder",
            "text",
            "The innermost statement that holds it; empty: the outlet's own voice.",
            lambda e: e.event.holder,
            refers="statements",
        ),
        Column("holder_name", "text", "Who holds it.", lambda e: e.holder_name, True),
        Column("when_edtf", "text", "Its time in EDTF (ISO 8601-2).", lambda e: e.event.when.edtf),
        Column("when_earliest", "day", "First day that the text allows.", lambda e: e.event.when.earliest),
        Column("when_latest", "day", "Last day that the text allows.", lambda e: e.event.when.latest),
        Column("confidence", "number", "How sure the reading is, 0 to 1.", lambda e: e.event.confidence),
    ),
    ("id",),
)

EVENT_ROLES: Table[InRole] = Table(
    "event_roles",
    "What fills a role of an event: somebody, something, or a quantity.",
    (
        Column("event", "text", "The event.", lambda f: f.event, refers="events"),
        Column("document", "text", "The document.", lambda f: f.document, refers="documents"),
        Column("role", "text", "The role: supplier, recipient, item, quantity, …", lambda f: f.role),
        Column("name", "text", "What fills it, by name or as printed.", lambda f: f.filler.name),
        Column(
            "entity", "text", "Its entity, where one is named.", lambda f: held.entity if (held := _filler(f)) else None,
            refers="entities",
        ),
        Column("kind", "text", "An item's name in the pack's taxonomy.", lambda f: held.kind if (held := _filler(f)) else None),
        Column("low", "number", "A quantity's lower end.", lambda f: held.low if (held := _range(f)) else None),
        Column("high", "number", "A quantity's upper end.", lambda f: held.high if (held := _range(f)) else None),
        Column("unit", "text", "What the quantity counts.", lambda f: held.unit if (held := _range(f)) else None),
        Column("spans", "json", "Where it stands: [[start,end],…].", lambda f: spans_json(f.filler.spans)),
    ),
)  # fmt: skip

DATES: Table[Within] = Table(
    "dates",
    "An expression of time.",
    (
        Column("document", "text", "The document.", lambda w: w.document, refers="documents"),
        Column("ordinal", "integer", "Its place among the document's expressions, from 0.", lambda w: w.ordinal),
        Column("words", "text", "As printed.", lambda w: w.words),
        Column("start", "integer", "Where it starts.", lambda w: w.piece.start),
        Column("end", "integer", "Where it ends.", lambda w: w.piece.end),
        Column("type", "text", "DATE, TIME, DURATION, or SET.", lambda w: _date(w).type),
        Column("value", "text", "Its value in TIMEX3.", lambda w: _date(w).value),
        Column("edtf", "text", "The same in EDTF.", lambda w: _date(w).edtf),
        Column("earliest", "day", "First day that it can mean.", lambda w: _date(w).earliest),
        Column("latest", "day", "Last day that it can mean.", lambda w: _date(w).latest),
    ),
    ("document", "ordinal"),
)

ENTITIES: Table[EntityEntry] = Table(
    "entities",
    "Somebody or something named, over all documents.",
    (
        Column("id", "text", "The entity's id: a hash of type and name.", lambda e: e.id),
        Column(
            "type",
            "text",
            "Person, Organization, PublicBody, Country, Place, Outlet, Weapon, Agreement, or Vessel.",
            lambda e: e.type,
            True,
        ),
        Column("name", "text", "Its commonest name.", lambda e: e.name, True),
        Column("aliases", "json", "Its other names as printed.", lambda e: as_json(e.aliases)),
        Column("role", "text", "An office, as the texts word it.", lambda e: e.role, True),
        Column("country", "text", "ISO 3166-1 alpha-2 in lower case; also eu and un.", lambda e: e.country, True),
        Column(
            "identifiers",
            "json",
            "Identifiers elsewhere: {scheme: identifier}.",
            lambda e: as_json(dict(e.identifiers)),
        ),
        Column(
            "documents",
            "integer",
            "In how many documents it is named.",
            lambda e: len({m[0] for m in e.mentions}),
            True,
        ),
        Column("mentions", "integer", "How often it is named.", lambda e: len(e.mentions)),
    ),
    ("id",),
)

ENTITY_MENTIONS: Table[NamedAt] = Table(
    "entity_mentions",
    "A place where an entity is named.",
    (
        Column("entity", "text", "The entity.", lambda m: m.entity, refers="entities"),
        Column("document", "text", "The document.", lambda m: m.document, refers="documents"),
        Column("start", "integer", "Where the name starts.", lambda m: m.start),
        Column("end", "integer", "Where it ends.", lambda m: m.end),
    ),
)

REJECTED: Table[Rejected] = Table(
    "rejected",
    "Something that could not be read, and why.",
    (
        Column("uri", "text", "Where it was to be read from.", lambda r: r.uri),
        Column("document", "text", "The document, where one came of it.", lambda r: r.document, refers="documents"),
        Column("stage", "text", "The stage that refused it.", lambda r: r.stage),
        Column("reason", "text", "Why.", lambda r: r.reason),
        Column("start", "integer", "Where it starts, if that is known.", lambda r: r.span.start if r.span else None),
        Column("end", "integer", "Where it ends.", lambda r: r.span.end if r.span else None),
    ),
)
