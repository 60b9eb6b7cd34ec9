"""What is searched."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from reportedly.ledger.tables.base import metadata, to

passages = Table(
    "passages",  # texts, statements and names as the full-text index holds them; names have no document
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("ref", String, nullable=False, index=True),
    Column("document", String, to("documents.id"), index=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
)
