"""The ledger from end to end, a record at a time, in an order that does not hang on how it was filled.

Each function takes the name of a story, or ``None`` for all, and holds no more than one record (and what is equal to it) in
memory. Texts are compared by their bytes,
on SQLite and on PostgreSQL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, func, select

from reportedly.ledger import tables as t
from reportedly.ledger import watch_tables as w
from reportedly.ledger.answers import EntityEntry, SpeakerEntry
from reportedly.ledger.reading_rows import as_rejected, folded, unflat, unnested
from reportedly.ledger.story_rows import as_relation
from reportedly.model import Duplicate, Entity, Origin, Published, Rejected, Relation

AT_ONCE = 1000  # rows fetched together


def document_ids(connection: Connection, story: str | None) -> tuple[str, ...]:
    """The ids of the documents, by uri, the first version of each before its later ones."""
    d = t.documents.c
    chosen = _within(select(d.id), story, d.id)
    ordered = chosen.order_by(d.uri, d.version_of.isnot(None), d.id)
    return tuple(connection.execute(ordered).scalars())


def packs(connection: Connection, story: str | None) -> dict[str, tuple[str, ...]]:
    """With which packs each document was read; what many have is held once."""
    d = t.documents.c
    same: dict[tuple[str, ...], tuple[str, ...]] = {}
    rows = _rows(connection, _within(select(d.id, d.packs), story, d.id))
    return {row.id: same.setdefault(row.packs, row.packs) for row in rows}


def entities(connection: Connection, story: str | None) -> Iterator[EntityEntry]:
    """The entities, each once with all its mentions, by id."""
    e = t.entities.c
    chosen = _within(select(t.entities), story, e.document).order_by(e.id, e.document)
    for _, same in groupby(_rows(connection, chosen), key=lambda row: str(row.id)):
        yield entity_entry((row.document, unflat(Entity, row)) for row in same)


def relations(connection: Connection, story: str | None) -> Iterator[Relation]:
    """The relations, each once, by kind and by what they are between."""
    r = t.relations.c
    ends = (r.a_claim, func.coalesce(r.a_event, ""), r.b_claim, func.coalesce(r.b_event, ""))
    chosen = _of(t.relations, story).order_by(r.kind, *ends, r.reason)
    yield from _once(as_relation(row) for row in _rows(connection, chosen))


def origins(connection: Connection, story: str | None) -> Iterator[Origin]:
    """The origins, each once with all its statements, by id."""
    chosen = _of(t.origins, story).order_by(t.origins.c.id, t.origins.c.story)
    records = (unflat(Origin, row) for row in _rows(connection, chosen))
    for _, same in groupby(records, key=lambda origin: origin.id):
        first, *others = same
        carried = {statement for origin in (first, *others) for statement in origin.statements}
        derived = {other for origin in (first, *others) for other in origin.derived_from}
        yield replace(first, statements=tuple(sorted(carried)), derived_from=tuple(sorted(derived)))


def duplicates(connection: Connection, story: str | None) -> Iterator[Duplicate]:
    """The pairs of documents that share text, each once, by their ids."""
    d = t.duplicates.c
    chosen = _of(t.duplicates, story).order_by(d.a, d.b, d.kind)
    yield from _once(unflat(Duplicate, row) for row in _rows(connection, chosen))


def rejected(connection: Connection, story: str | None) -> Iterator[Rejected]:
    """What could not be read, by uri; of a story, what was refused within its documents."""
    r = t.rejected.c
    chosen = _within(select(t.rejected), story, r.reading)
    ordered = (r.uri, r.stage, r.reason, r.span_start.nulls_first(), r.id)
    for row in _rows(connection, chosen.order_by(*ordered)):
        yield as_rejected(row)


def speakers(connection: Connection, story: str | None) -> Iterator[SpeakerEntry]:
    """Everyone who speaks, those who say most first."""
    s = t.statements.c
    shape = (s.speaker, s.speaker_key, func.min(s.speaker_name), func.min(s.source_kind))
    named = select(*shape, func.count(), func.count(s.document.distinct())).group_by(s.speaker, s.speaker_key)
    rows: list[Any] = list(connection.execute(_within(named, story, s.document).where(s.speaker_key != "")))
    # An entity may be named in several ways: it is listed once, under the way that is commonest.
    ordered = sorted(rows, key=lambda row: (row[0] or f" {row[1]}", -row[4], row[2]))
    found = [_speaker(list(same)) for _, same in groupby(ordered, key=lambda row: row[0] or f" {row[1]}")]
    yield from sorted(found, key=lambda entry: (-entry.statements, folded(entry.name), entry.entity or ""))


def dated(connection: Connection, story: str | None) -> dict[str, Published]:
    """The documents that a story dates; of several stories the one that dates it most narrowly."""
    rows = connection.execute(_of(t.dated, story))
    found = [(row.document, unnested(Published, "published", row)) for row in rows]
    widest_first = sorted(found, key=lambda held: (held[0], -_width(held[1]), str(held[1])))
    return dict(widest_first)


def accessed(connection: Connection) -> dict[str, date]:
    """The day on which each document (id) was first fetched, in UTC, where that is kept."""
    f = w.fetches.c
    rows = connection.execute(select(f.document, func.min(f.at)).where(f.document.isnot(None)).group_by(f.document))
    return {row[0]: row[1].date() for row in rows}


# ---- the parts -------------------------------------------------------------------------------------------------------


def entity_entry(found: Iterable[tuple[str, Entity]]) -> EntityEntry:
    """One entity over the documents (id, entity as found there) that name it."""
    group = list(found)
    held = [entity for _, entity in group]
    name = _commonest(e.name for e in held) or ""
    names = {alias for e in held for alias in (e.name, *e.aliases)}
    identifiers = dict(sorted((pair for e in held for pair in e.identifiers), reverse=True))
    return EntityEntry(
        id=held[0].id,
        type=held[0].type,
        name=name,
        aliases=tuple(sorted(names - {name})),
        role=_commonest(e.role for e in held),
        country=_commonest(e.country for e in held),
        identifiers=tuple(sorted(identifiers.items())),
        mentions=tuple(sorted((document, span.start, span.end) for document, e in group for span in e.mentions)),
    )


def _speaker(same: Sequence[Any]) -> SpeakerEntry:
    # The documents of several names of one entity may be the same: the greatest count is what is sure.
    statements, documents = sum(row[4] for row in same), max(row[5] for row in same)
    return SpeakerEntry(same[0][2], same[0][0], same[0][3], statements, documents)


def _commonest(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value is not None)
    return min(counted, key=lambda value: (-counted[value], value), default=None)


def _width(published: Published) -> int:
    if published.earliest is None or published.latest is None:
        return date.max.toordinal()
    return (published.latest - published.earliest).days


def _within(chosen: Select[Any], story: str | None, document: ColumnElement[Any]) -> Select[Any]:
    """Those of the story's documents; all without a story."""
    if story is None:
        return chosen
    m = t.memberships.c
    return chosen.where(document.in_(select(m.document).where(m.story == story)))


def _of(table: Table, story: str | None) -> Select[Any]:
    return select(table) if story is None else select(table).where(table.c.story == story)


def _rows(connection: Connection, chosen: Select[Any]) -> Iterator[Row[Any]]:
    # `chosen` is run on the server's side where the database can: nothing is held but what is asked for.
    yield from connection.execution_options(yield_per=AT_ONCE).execute(chosen)


def _once(records: Iterator[Any]) -> Iterator[Any]:
    """Each record once; equal ones stand together."""
    return (next(same) for _, same in groupby(records))
