"""What documents are compared by when they are put into stories, and what was found."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Double, Index, String, Table, Text

from reportedly.ledger.tables.base import document, metadata, to

sketches = Table(
    "sketches",  # what of a document is compared; ``placed``: false until its story has been settled
    metadata,
    document(),
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
    document(),
    Column("earliest", Date),
    Column("latest", Date),
    Index(None, "key", "latest"),
    Index(None, "document"),
)

links = Table(
    "links",  # how like two documents are; each pair stands here twice, so that it is found from both ends
    metadata,
    document(),
    Column("other", String, to("documents.id"), primary_key=True),
    Column("score", Double, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "other"),
)
