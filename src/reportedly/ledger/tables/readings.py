"""What one document's reading fills: every table has ``document``."""

from __future__ import annotations

from sqlalchemy import Column, Date, DateTime, Double, Index, Integer, String, Table, Text

from reportedly.ledger.columns import LinksColumn, PairsColumn, SpansColumn, StringsColumn
from reportedly.ledger.tables.base import document, metadata, ordinal, points_to, to

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("uri", Text, nullable=False, index=True),
    Column("sha256", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("byline", Text),
    Column("language", String),
    Column("published_earliest", Date),
    Column("published_latest", Date),
    Column("published_basis", String, nullable=False),
    Column("published_evidence", SpansColumn, nullable=False),
    Column("version_of", String, to("documents.id")),
    Column("refused", StringsColumn, nullable=False, server_default="[]"),
    Column("producer", String, nullable=False),
    Column("packs", StringsColumn, nullable=False),
    Column("added", DateTime, index=True),  # by the database's own clock, in UTC
)

page_facts = Table(
    "page_facts",  # what a page says of itself beside what every document has; no row where it says nothing
    metadata,
    document(),
    Column("canonical", Text),
    Column("appeared", String),
    Column("changed", String),
    Column("kinds", StringsColumn, nullable=False),
    Column("links", LinksColumn, nullable=False),
    Column("credit", Text),
)

blocks = Table(
    "blocks",
    metadata,
    document(),
    ordinal(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("role", String, nullable=False),
)

entities = Table(
    "entities",  # one row a document; the same id in two documents is the same entity
    metadata,
    document(),
    Column("id", String, primary_key=True, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("type", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("aliases", StringsColumn, nullable=False),
    Column("role", Text),
    Column("country", String),
    Column("identifiers", PairsColumn, nullable=False),
    Column("mentions", SpansColumn, nullable=False),
)

names = Table(
    "names",  # every name of an entity, case folded, to find it by
    metadata,
    document(),
    Column("entity", String, primary_key=True),
    Column("key", String, primary_key=True, index=True),
    points_to(["document", "entity"], ["entities.document", "entities.id"]),
)

statements = Table(
    "statements",
    metadata,
    Column("id", String, primary_key=True),
    document(key=False),
    Column("ordinal", Integer, nullable=False),
    Column("source", SpansColumn, nullable=False),
    Column("cue", SpansColumn, nullable=False),
    Column("content", SpansColumn, nullable=False),
    Column("speaker", String),
    Column("speaker_name", Text, nullable=False),
    Column("speaker_key", Text, nullable=False, index=True),
    Column("source_kind", String, nullable=False),
    Column("act", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("manner", String, nullable=False),
    Column("parent", String, to("statements.id")),
    Column("said_earliest", Date),
    Column("said_latest", Date),
    Column("said_spans", SpansColumn, nullable=False),
    Column("confidence", Double, nullable=False),
    points_to(["document", "speaker"], ["entities.document", "entities.id"]),
    Index(None, "document", "ordinal"),
    Index(None, "speaker", "document"),
    Index(None, "parent"),
)

events = Table(
    "events",
    metadata,
    Column("id", String, primary_key=True),
    document(key=False),
    Column("ordinal", Integer, nullable=False),
    Column("pack", String, nullable=False),
    Column("type", String, nullable=False),
    Column("plover", String),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    Column("roles", StringsColumn, nullable=False),
    Column("polarity", String, nullable=False),
    Column("certainty", String, nullable=False),
    Column("status", String, nullable=False),
    Column("factuality", Double, nullable=False),
    Column("holder", String, to("statements.id")),
    Column("when_value", String),
    Column("when_edtf", String),
    Column("when_earliest", Date),
    Column("when_latest", Date),
    Column("when_spans", SpansColumn, nullable=False),
    Column("confidence", Double, nullable=False),
    Index(None, "document", "ordinal"),
    Index(None, "holder"),
)


def _event() -> Column[str]:
    return Column("event", String, to("events.id"), primary_key=True)


fillers = Table(
    "fillers",
    metadata,
    _event(),
    ordinal("role_ordinal"),
    ordinal(),
    Column("document", String, nullable=False, index=True),
    Column("role", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("entity", String),
    Column("spans", SpansColumn, nullable=False),
    Column("kind", String),
    points_to(["document", "entity"], ["entities.document", "entities.id"]),
    Index(None, "entity", "document"),
)

quantities = Table(
    "quantities",
    metadata,
    _event(),
    ordinal(),
    Column("document", String, nullable=False, index=True),
    Column("role", String, nullable=False),
    Column("low", Double),
    Column("high", Double),
    Column("unit", Text),
    Column("name", Text, nullable=False),
    Column("spans", SpansColumn, nullable=False),
)

dates = Table(
    "dates",
    metadata,
    document(),
    ordinal(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("type", String, nullable=False),
    Column("value", String, nullable=False),
    Column("edtf", String),
    Column("earliest", Date),
    Column("latest", Date),
)

rejected = Table(
    "rejected",  # ``reading`` is the document whose reading holds the row; null where no document came of it
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reading", String, to("documents.id"), index=True),
    Column("uri", Text, nullable=False, index=True),
    Column("stage", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("document", String),
    Column("span_start", Integer),
    Column("span_end", Integer),
)
