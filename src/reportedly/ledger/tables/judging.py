"""What analysts say: kept through every reading and compiling, never changed."""

from __future__ import annotations

from sqlalchemy import JSON, Column, String, Table, Text

from reportedly.ledger.tables.base import metadata

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
