"""Speakers and origins as pages ask for them: what somebody said, where it changed, what came out of an origin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from reportedly.errors import NotInLedger
from reportedly.ledger import tables as t
from reportedly.ledger.reading_rows import as_statement, folded, unflat
from reportedly.model import Origin, Stance, Statement


@dataclass(frozen=True, slots=True)
class Named:
    """An entity in a list: how many documents have it, and how many statements it makes."""

    id: str
    name: str
    type: str
    documents: int


@dataclass(frozen=True, slots=True)
class EntityLine:
    """An entity over all documents, and others that share a name with it."""

    id: str
    name: str
    type: str
    role: str | None
    country: str | None
    alike: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One mention of an entity, with the words around it."""

    document: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its document's outlet, title and days."""

    statement: Statement
    document: str
    outlet: str | None
    title: str | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody held about a claim on a day, in one place."""

    story: str
    claim: str
    label: str
    stance: Stance
    day: date | None
    document: str
    event: str | None


@dataclass(frozen=True, slots=True)
class Spring:
    """An origin in its story."""

    story: str
    story_title: str
    origin: Origin
    others: tuple[Origin, ...]


def entity_line(connection: Connection, entity: str) -> EntityLine:
    """The entity of this id. Raises NotInLedger."""
    e = t.entities.c
    rows = connection.execute(select(t.entities).where(e.id == entity).limit(200)).all()
    if not rows:
        raise NotInLedger(f"No entity {entity!r} in the ledger")
    roles = sorted((r.role for r in rows if r.role), key=lambda r: (-len(r), r))
    countries = [r.country for r in rows if r.country]
    name = min(r.name for r in rows)
    alike = tuple(n for n in named(connection, name, 30) if n.id != entity)
    return EntityLine(
        entity, name, rows[0].type, roles[0] if roles else None, countries[0] if countries else None, alike
    )


def named(connection: Connection, words: str, limit: int) -> tuple[Named, ...]:
    """Entities one of whose names begins with the words, or with the last of them."""
    keys = dict.fromkeys((folded(words), folded(words).rpartition(" ")[2]))
    found: dict[str, Named] = {}
    n, e = t.names.c, t.entities.c
    same = (e.document == n.document) & (e.id == n.entity)
    for key in keys:
        chosen = (
            select(n.entity, func.min(e.name), func.min(e.type), func.count(n.document.distinct()).label("documents"))
            .join_from(t.names, t.entities, same)
            .where(n.key >= key, n.key < key + "\U0010ffff")
            .group_by(n.entity)
            .order_by(func.count(n.document.distinct()).desc(), n.entity)
            .limit(limit)
        )
        for row in connection.execute(chosen).all():
            found.setdefault(row[0], Named(row[0], row[1], row[2], row[3]))
    return tuple(found.values())[:limit]


def mentioned(connection: Connection, entity: str, limit: int) -> tuple[Mentioned, ...]:
    """The first so many mentions of an entity."""
    e, d = t.entities.c, t.documents.c
    rows = connection.execute(
        select(e.document, e.mentions, d.text).join(t.documents, d.id == e.document).where(e.id == entity).limit(limit)
    ).all()
    found = [
        Mentioned(row.document, s.start, s.end, _around(row.text, s.start, s.end)) for row in rows for s in row.mentions
    ]
    return tuple(found[:limit])


def _around(text: str, start: int, end: int) -> str:
    return " ".join(f"… {text[max(start - 50, 0) : start]}[{text[start:end]}]{text[end : end + 50]} …".split())


# ---- speakers --------------------------------------------------------------------------------------------------------


def said_by(
    connection: Connection, entity: str | None, name: str, offset: int, limit: int
) -> tuple[tuple[Said, ...], int]:
    """A page of what somebody said, by date, and how much it is in all; without an entity, whoever is described so."""
    d, s = t.documents.c, t.statements.c
    mine = _mine(entity, name)
    total = connection.execute(select(func.count()).select_from(t.statements).where(mine)).scalar_one()
    when = func.coalesce(s.said_earliest, d.published_earliest, d.published_latest)
    first, last = d.published_earliest.label("first"), d.published_latest.label("last")
    chosen: Select[Any] = (
        select(t.statements, d.outlet, d.title, first, last)
        .join(t.documents, d.id == s.document)
        .where(mine)
        .order_by(when.nullslast(), s.document, s.ordinal)
        .offset(offset)
        .limit(limit)
    )
    return tuple(_said(row) for row in connection.execute(chosen)), total


def _mine(entity: str | None, name: str) -> ColumnElement[bool]:
    s = t.statements.c
    return s.speaker == entity if entity else s.speaker.is_(None) & (s.speaker_key == folded(name))


def _said(row: Row[Any]) -> Said:
    return Said(as_statement(row), row.document, row.outlet, row.title, row.first, row.last)


def held_by(connection: Connection, entity: str | None, name: str, limit: int = 400) -> tuple[Held, ...]:
    """What somebody held about which claim when, claim by claim, each by date."""
    m, s, d, c = t.mentions.c, t.statements.c, t.documents.c, t.claims.c
    day = func.coalesce(s.said_earliest, d.published_earliest, d.published_latest).label("day")
    chosen: Select[Any] = (
        select(m.story, m.claim, c.label, m.stance, day, m.document, m.event)
        .join_from(t.statements, t.mentions, m.holder == s.id)
        .join(t.documents, d.id == m.document)
        .join(t.claims, (c.story == m.story) & (c.id == m.claim))
        .where(_mine(entity, name))
        .order_by(m.claim, day.nullslast(), m.ordinal)
        .limit(limit)
    )
    return tuple(unflat(Held, row) for row in connection.execute(chosen))


# ---- origins ---------------------------------------------------------------------------------------------------------


def spring(connection: Connection, origin: str) -> Spring:
    """The origin of this id, with others of its story. Raises NotInLedger."""
    o, s = t.origins.c, t.stories.c
    row = connection.execute(select(t.origins).where(o.id == origin).order_by(o.story)).first()
    if row is None:
        raise NotInLedger(f"No origin {origin!r} in the ledger. It may have been compiled anew: look in its story")
    title = connection.execute(select(s.title).where(s.name == row.story)).scalar_one() or row.story
    others: Iterable[Row[Any]] = connection.execute(
        select(t.origins).where(o.story == row.story, o.id != origin).order_by(o.label).limit(200)
    )
    return Spring(row.story, title, unflat(Origin, row), tuple(unflat(Origin, r) for r in others))


def claims_from(connection: Connection, story: str, origin: str) -> tuple[tuple[str, str, Stance, int], ...]:
    """The claims that an origin speaks of: id, label, stance, and in how many articles."""
    m, c = t.mentions.c, t.claims.c
    chosen = (
        select(m.claim, c.label, m.stance, func.count(m.document.distinct()))
        .join(t.claims, (c.story == m.story) & (c.id == m.claim))
        .where(m.story == story, m.origin == origin)
        .group_by(m.claim, c.label, m.stance)
        .order_by(func.count(m.document.distinct()).desc(), c.label, m.stance)
    )
    return tuple((row[0], row[1], row[2], row[3]) for row in connection.execute(chosen).all())
