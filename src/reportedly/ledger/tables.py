"""The tables of the ledger. A change here needs a migration beside it; a test compares the two.

Two groups: what one document's reading fills (every table has ``document``), and what one compiled story fills (every
table has ``story``, the story's name). ``ordinal`` keeps the order of a record's tuple, so that records come back equal.
Row ids are the content ids of the records. Foreign keys are checked at commit: a statement may stand before its parent.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
    true,
)

from reportedly.ledger.columns import PairsColumn, PassagesColumn, SpansColumn, StringsColumn

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _to(target: str) -> ForeignKey:
    return ForeignKey(target, deferrable=True, initially="DEFERRED")


def _document(*, key: bool = True) -> Column[str]:
    """The document that a row belongs to; part of the key unless the row has an id of its own."""
    return Column("document", String, _to("documents.id"), primary_key=key, nullable=False)


def _story() -> Column[str]:
    return Column("story", String, _to("stories.name"), primary_key=True)


def _ordinal(name: str = "ordinal") -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _points_to(columns: list[str], targets: list[str]) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(columns, targets, deferrable=True, initially="DEFERRED")


# ---- one document's reading ------------------------------------------------------------------------------------------

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
    Column("version_of", String, _to("documents.id")),
    Column("refused", StringsColumn, nullable=False, server_default="[]"),
    Column("producer", String, nullable=False),
    Column("packs", StringsColumn, nullable=False),
    Column("added", DateTime, index=True),  # by the database's own clock, in UTC
)

blocks = Table(
    "blocks",
    metadata,
    _document(),
    _ordinal(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("role", String, nullable=False),
)

entities = Table(
    "entities",  # one row a document; the same id in two documents is the same entity
    metadata,
    _document(),
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
    _document(),
    Column("entity", String, primary_key=True),
    Column("key", String, primary_key=True, index=True),
    _points_to(["document", "entity"], ["entities.document", "entities.id"]),
)

statements = Table(
    "statements",
    metadata,
    Column("id", String, primary_key=True),
    _document(key=False),
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
    Column("parent", String, _to("statements.id")),
    Column("said_earliest", Date),
    Column("said_latest", Date),
    Column("said_spans", SpansColumn, nullable=False),
    Column("confidence", Double, nullable=False),
    _points_to(["document", "speaker"], ["entities.document", "entities.id"]),
    Index(None, "document", "ordinal"),
    Index(None, "speaker", "document"),
    Index(None, "parent"),
)

events = Table(
    "events",
    metadata,
    Column("id", String, primary_key=True),
    _document(key=False),
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
    Column("holder", String, _to("statements.id")),
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
    return Column("event", String, _to("events.id"), primary_key=True)


fillers = Table(
    "fillers",
    metadata,
    _event(),
    _ordinal("role_ordinal"),
    _ordinal(),
    Column("document", String, nullable=False, index=True),
    Column("role", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("entity", String),
    Column("spans", SpansColumn, nullable=False),
    Column("kind", String),
    _points_to(["document", "entity"], ["entities.document", "entities.id"]),
    Index(None, "entity", "document"),
)

quantities = Table(
    "quantities",
    metadata,
    _event(),
    _ordinal(),
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
    _document(),
    _ordinal(),
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
    Column("reading", String, _to("documents.id"), index=True),
    Column("uri", Text, nullable=False, index=True),
    Column("stage", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("document", String),
    Column("span_start", Integer),
    Column("span_end", Integer),
)

# ---- one compiled story ----------------------------------------------------------------------------------------------

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
    _story(),
    _document(),
    Column("ordinal", Integer, nullable=False),
    Column("given", Boolean, nullable=False, server_default=true()),
    Column("reason", Text),
    Index(None, "document"),
)

# ---- grouping --------------------------------------------------------------------------------------------------------

sketches = Table(
    "sketches",  # what of a document is compared; ``placed``: false until its story has been settled
    metadata,
    _document(),
    Column("earliest", Date),
    Column("latest", Date),
    Column("title", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("placed", Boolean, nullable=False, index=True),
)

sketch_keys = Table(
    "sketch_keys",  # the rare words of each, to find documents that may tell of the same
    metadata,
    Column("key", String, primary_key=True),
    _document(),
    Column("earliest", Date),
    Column("latest", Date),
    Index(None, "key", "latest"),
    Index(None, "document"),
)

links = Table(
    "links",  # how like two documents are; each pair stands here twice, so that it is found from both ends
    metadata,
    _document(),
    Column("other", String, _to("documents.id"), primary_key=True),
    Column("score", Double, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "other"),
)

duplicates = Table(
    "duplicates",
    metadata,
    _story(),
    _ordinal(),
    Column("a", String, _to("documents.id"), nullable=False),
    Column("b", String, _to("documents.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("similarity", Double, nullable=False),
    Column("passages", PassagesColumn, nullable=False),
    Index(None, "a"),
    Index(None, "b"),
)

origins = Table(
    "origins",
    metadata,
    _story(),
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
    _story(),
    Column("id", String, primary_key=True, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("type", String, nullable=False),
    Column("status", String, nullable=False),
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
    return _story(), claim, _ordinal(), _points_to(["story", "claim"], ["claims.story", "claims.id"])


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
    Column("event", String, _to("events.id"), index=True),
    Column("statement", String, _to("statements.id"), index=True),
    Column("document", String, _to("documents.id"), nullable=False),
    Column("stance", String, nullable=False),
    Column("holder", String, _to("statements.id"), index=True),
    Column("origin", String),
    Column("reason", Text, nullable=False),
    _points_to(["story", "origin"], ["origins.story", "origins.id"]),
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
)

claim_values = Table(
    "claim_values",
    metadata,
    *_claim(),
    Column("role", String, nullable=False),
    Column("low", Double),
    Column("high", Double),
    Column("name", Text, nullable=False),
    Column("event", String, _to("events.id"), nullable=False, index=True),
)

moves = Table(
    "moves",
    metadata,
    *_claim(),
    Column("date", Date),
    Column("what", String, nullable=False),
    Column("before", Text),
    Column("after", Text, nullable=False),
    Column("document", String, _to("documents.id"), nullable=False),
    Column("reason", Text, nullable=False),
)

relations = Table(
    "relations",
    metadata,
    _story(),
    _ordinal(),
    Column("kind", String, nullable=False),
    Column("a_claim", String, nullable=False),
    Column("a_event", String),
    Column("b_claim", String, nullable=False),
    Column("b_event", String),
    Column("reason", Text, nullable=False),
    _points_to(["story", "a_claim"], ["claims.story", "claims.id"]),
    _points_to(["story", "b_claim"], ["claims.story", "claims.id"]),
)

timeline = Table(
    "timeline",
    metadata,
    _story(),
    _ordinal(),
    Column("earliest", Date),
    Column("latest", Date),
    Column("label", Text, nullable=False),
    Column("event", String, _to("events.id"), index=True),
    Column("statement", String, _to("statements.id"), index=True),
    Column("document", String, _to("documents.id"), nullable=False),
)

dated = Table(
    "dated",  # when documents of a story appeared, as the other documents show
    metadata,
    _story(),
    _ordinal(),
    Column("document", String, _to("documents.id"), nullable=False),
    Column("published_earliest", Date),
    Column("published_latest", Date),
    Column("published_basis", String, nullable=False),
    Column("published_evidence", SpansColumn, nullable=False),
    Column("reason", Text, nullable=False),
)

applied = Table(
    "applied",  # the judgements that counted, and what each was found to be about
    metadata,
    _story(),
    Column("judgement", String, primary_key=True),
    Column("target", String, primary_key=True, index=True),
)

doubts = Table(
    "doubts",  # what an analyst had better look at
    metadata,
    _story(),
    _ordinal(),
    Column("target", String, nullable=False),
    Column("document", String),
    Column("claim", String),
    Column("score", Double, nullable=False, index=True),
    Column("reason", Text, nullable=False),
)

# ---- what analysts say: kept through every reading and compiling, never changed ------------------------------------------

judgements = Table(
    "judgements",
    metadata,
    Column("id", String, primary_key=True),
    Column("about", String, nullable=False, index=True),
    Column("verdict", String, nullable=False),
    Column("change", JSON, nullable=False),
    Column("anchor", JSON, nullable=False),
    Column("who", Text, nullable=False),
    Column("when", String, nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("document", String, index=True),
    Column("story", String, index=True),
)

# ---- what is searched ----------------------------------------------------------------------------------------------------

passages = Table(
    "passages",  # texts, statements and names as the full-text index holds them; names have no document
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("ref", String, nullable=False, index=True),
    Column("document", String, _to("documents.id"), index=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
)

# What a document's reading and a story's account are made of, each table after those it points to.
OF_A_READING = (blocks, entities, names, statements, events, fillers, quantities, dates, passages)
OF_AN_ACCOUNT = (
    duplicates, origins, claims, claim_roles, mentions, positions, claim_values, moves, relations, timeline,
    dated, applied, doubts,
)  # fmt: skip
