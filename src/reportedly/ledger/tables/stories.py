"""What one compiled story fills: every table has ``story``, the story's name."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    false,
    true,
)

from reportedly.ledger.columns import PassagesColumn, RecordsColumn, SpansColumn, StringsColumn
from reportedly.ledger.tables.base import document, metadata, ordinal, points_to, story, to
from reportedly.model import CueUse, HedgeLost, OriginUse, Speaking

stories = Table(
    "stories",  # ``id`` is null until the story is compiled, and again when one of its documents was read anew
    metadata,
    Column("name", String, primary_key=True),
    Column("id", String, unique=True),
    Column("title", Text),
    Column("producer", String),
    Column("changed", DateTime, index=True),  # when it was last compiled, by the database's own clock, in UTC
    Column(
        "revision", Integer, nullable=False, server_default="0", index=True
    ),  # counts every change of what the story shows
    Column("judged", Boolean, nullable=False, server_default=false()),  # judged since it was compiled
    Column("anchor", String),
    Column("base", Text, index=True),
)  # ``anchor``: the first document of a story that the machine made, ``base`` its title; null where a person made it

memberships = Table(
    "memberships",  # ``given``: put there by a person, who is never overruled; else ``reason`` says why it is there
    metadata,
    story(),
    document(),
    Column("ordinal", Integer, nullable=False),
    Column("given", Boolean, nullable=False, server_default=true()),
    Column("reason", Text),
    Index(None, "document"),
)

duplicates = Table(
    "duplicates",
    metadata,
    story(),
    ordinal(),
    Column("a", String, to("documents.id"), nullable=False),
    Column("b", String, to("documents.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("similarity", Double, nullable=False),
    Column("passages", PassagesColumn, nullable=False),
    Index(None, "a"),
    Index(None, "b"),
)

origins = Table(
    "origins",
    metadata,
    story(),
    Column("id", String, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("speaker", String),
    Column("outlet", Text),
    Column("date", Date),
    Column("statements", StringsColumn, nullable=False),
    Column("derived_from", StringsColumn, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "id"),
    Index(None, "speaker"),
)

claims = Table(
    "claims",
    metadata,
    story(),
    Column("id", String, primary_key=True, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("type", String, nullable=False),
    Column("status", String, nullable=False),
    Column("status_reason", Text, nullable=False, server_default=""),
    Column("status_events", StringsColumn, nullable=False, server_default="[]"),
    Column("articles", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("known_independent", Integer, nullable=False),
    Column("not_established", Integer, nullable=False),
    Column("not_recorded", Integer, nullable=False),
    Column("reasons", StringsColumn, nullable=False),
)


def _claim() -> tuple[Column[str], Column[str], Column[int], ForeignKeyConstraint]:
    """The claim that a row belongs to, and its place there."""
    claim: Column[str] = Column("claim", String, primary_key=True)
    return story(), claim, ordinal(), points_to(["story", "claim"], ["claims.story", "claims.id"])


claim_roles = Table(
    "claim_roles",
    metadata,
    *_claim(),
    Column("role", String, nullable=False),
    Column("entity", String),
    Column("name", Text, nullable=False),
)

mentions = Table(
    "mentions",
    metadata,
    *_claim(),
    Column("event", String, to("events.id"), index=True),
    Column("statement", String, to("statements.id"), index=True),
    Column("document", String, to("documents.id"), nullable=False),
    Column("stance", String, nullable=False),
    Column("holder", String, to("statements.id"), index=True),
    Column("origin", String),
    Column("reason", Text, nullable=False),
    points_to(["story", "origin"], ["origins.story", "origins.id"]),
    Index(None, "document"),
    Index(None, "origin"),
)

positions = Table(
    "positions",
    metadata,
    *_claim(),
    Column("speaker", String, index=True),
    Column("speaker_name", Text, nullable=False),
    Column("stance", String, nullable=False),
    Column("first", Date),
    Column("last", Date),
    Column("general", String),
)

claim_values = Table(
    "claim_values",
    metadata,
    *_claim(),
    Column("role", String, nullable=False),
    Column("low", Double),
    Column("high", Double),
    Column("name", Text, nullable=False),
    Column("event", String, to("events.id"), nullable=False, index=True),
)

moves = Table(
    "moves",
    metadata,
    *_claim(),
    Column("date", Date),
    Column("what", String, nullable=False),
    Column("before", Text),
    Column("after", Text, nullable=False),
    Column("document", String, to("documents.id"), nullable=False),
    Column("reason", Text, nullable=False),
)

relations = Table(
    "relations",
    metadata,
    story(),
    ordinal(),
    Column("kind", String, nullable=False),
    Column("a_claim", String, nullable=False),
    Column("a_event", String),
    Column("b_claim", String, nullable=False),
    Column("b_event", String),
    Column("reason", Text, nullable=False),
    points_to(["story", "a_claim"], ["claims.story", "claims.id"]),
    points_to(["story", "b_claim"], ["claims.story", "claims.id"]),
)

timeline = Table(
    "timeline",
    metadata,
    story(),
    ordinal(),
    Column("earliest", Date),
    Column("latest", Date),
    Column("label", Text, nullable=False),
    Column("event", String, to("events.id"), index=True),
    Column("statement", String, to("statements.id"), index=True),
    Column("document", String, to("documents.id"), nullable=False),
)

dated = Table(
    "dated",  # when documents of a story appeared, as the other documents show
    metadata,
    story(),
    ordinal(),
    Column("document", String, to("documents.id"), nullable=False),
    Column("published_earliest", Date),
    Column("published_latest", Date),
    Column("published_basis", String, nullable=False),
    Column("published_evidence", SpansColumn, nullable=False),
    Column("reason", Text, nullable=False),
)

applied = Table(
    "applied",  # the judgements that counted, and what each was found to be about
    metadata,
    story(),
    Column("judgement", String, primary_key=True),
    Column("target", String, primary_key=True, index=True),
)

doubts = Table(
    "doubts",  # what an analyst had better look at
    metadata,
    story(),
    ordinal(),
    Column("target", String, nullable=False),
    Column("document", String),
    Column("claim", String),
    Column("score", Double, nullable=False, index=True),
    Column("reason", Text, nullable=False),
)

framings = Table(
    "framings",  # how each outlet tells the story
    metadata,
    story(),
    ordinal(),
    Column("outlet", Text, nullable=False),
    Column("documents", StringsColumn, nullable=False),
    Column("carried", StringsColumn, nullable=False),
    Column("left_out", StringsColumn, nullable=False),
    Column("speakers", RecordsColumn(Speaking), nullable=False),
    Column("cues", RecordsColumn(CueUse), nullable=False),
    Column("origins", RecordsColumn(OriginUse), nullable=False),
    Column("hedges_lost", RecordsColumn(HedgeLost), nullable=False),
)

identities = Table(
    "identities",  # whether two entities of a story are one, and why
    metadata,
    story(),
    ordinal(),
    Column("a", String, nullable=False),
    Column("b", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("reason", Text, nullable=False),
)
