"""The table of what a page says of itself, beside what every document has."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table, Text

from reportedly.ledger.columns import LinksColumn, StringsColumn
from reportedly.ledger.tables import metadata

page_facts = Table(
    "page_facts",  # what a page says of itself beside what every document has; no row where it says nothing
    metadata,
    Column(
        "document",
        String,
        ForeignKey("documents.id", deferrable=True, initially="DEFERRED"),
        primary_key=True,
        nullable=False,
    ),
    Column("canonical", Text),
    Column("appeared", String),
    Column("changed", String),
    Column("kinds", StringsColumn, nullable=False),
    Column("links", LinksColumn, nullable=False),
)
