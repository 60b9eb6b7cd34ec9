"""What all tables are made with: the metadata, and the columns and keys that many of them have."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, MetaData, String

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def to(target: str) -> ForeignKey:
    """A key to another table's row, checked at commit."""
    return ForeignKey(target, deferrable=True, initially="DEFERRED")


def document(*, key: bool = True) -> Column[str]:
    """The document that a row belongs to; part of the key unless the row has an id of its own."""
    return Column("document", String, to("documents.id"), primary_key=key, nullable=False)


def story() -> Column[str]:
    """The story that a row belongs to, by its name."""
    return Column("story", String, to("stories.name"), primary_key=True)


def ordinal(name: str = "ordinal") -> Column[int]:
    """The place of a row among those it stands with."""
    return Column(name, Integer, primary_key=True, autoincrement=False)


def points_to(columns: list[str], targets: list[str]) -> ForeignKeyConstraint:
    """A key of several columns to another table's row, checked at commit."""
    return ForeignKeyConstraint(columns, targets, deferrable=True, initially="DEFERRED")
