"""Documents as pages list them, and which share their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, func, null, select

from reportedly.ledger import tables as t
from reportedly.ledger.among import among
from reportedly.ledger.reading_rows import unflat
from reportedly.model import Duplicate


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a list."""

    id: str
    uri: str
    title: str | None
    outlet: str | None
    first: date | None
    last: date | None
    added: datetime | None
    story: str | None


def document_lines(
    connection: Connection, *, story: str | None = None, offset: int = 0, limit: int = 50
) -> tuple[DocumentLine, ...]:
    """A page of the documents of a story by date, or of all, those added last first."""
    d, m = t.documents.c, t.memberships.c
    columns = (
        d.id,
        d.uri,
        d.title,
        d.outlet,
        d.published_earliest.label("first"),
        d.published_latest.label("last"),
        d.added,
    )
    chosen: Select[Any]
    if story is None:
        first = select(func.min(m.story)).where(m.document == d.id).scalar_subquery()
        chosen = select(*columns, first.label("story")).order_by(d.added.desc().nullslast(), d.id)
    else:
        when = func.coalesce(d.published_earliest, d.published_latest)
        joined = select(*columns, m.story).join(t.memberships, m.document == d.id).where(m.story == story)
        chosen = joined.order_by(when.nullslast(), d.uri)
    rows: Iterable[Row[Any]] = connection.execute(chosen.offset(offset).limit(limit))
    return tuple(unflat(DocumentLine, row) for row in rows)


def stories_of_document(connection: Connection, document: str) -> tuple[tuple[str, str | None], ...]:
    """The stories (name, id) that a document is in."""
    s, m = t.stories.c, t.memberships.c
    chosen = select(s.name, s.id).join(t.memberships, m.story == s.name).where(m.document == document).order_by(s.name)
    return tuple((row.name, row.id) for row in connection.execute(chosen))


def documents_by_id(connection: Connection, documents: Iterable[str]) -> tuple[DocumentLine, ...]:
    """These documents, by uri."""
    d = t.documents.c
    first, last = d.published_earliest.label("first"), d.published_latest.label("last")
    columns = (d.id, d.uri, d.title, d.outlet, first, last, d.added, null().label("story"))
    chosen: Select[Any] = select(*columns).where(d.id.in_(sorted(set(documents)))).order_by(d.uri)
    return tuple(unflat(DocumentLine, row) for row in connection.execute(chosen))


def duplicates_of(connection: Connection, documents: Iterable[str]) -> tuple[Duplicate, ...]:
    """The pairs among which one of these documents is."""
    rows = connection.execute(_duplicates(), {"ids": sorted(set(documents))}).all()
    return tuple(dict.fromkeys(unflat(Duplicate, row) for row in rows))


@cache
def _duplicates() -> Select[Any]:
    d = t.duplicates.c
    return select(t.duplicates).where(among(d.a, "ids") | among(d.b, "ids")).order_by(d.story, d.ordinal)
