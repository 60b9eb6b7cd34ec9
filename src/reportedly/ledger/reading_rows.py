"""One document's reading as rows, and back. What comes back is equal to what was stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from reportedly.ledger import tables as t
from reportedly.ledger.columns import Values
from reportedly.ledger.passages import put_passages
from reportedly.model import (
    Block,
    DateExpression,
    Document,
    Entity,
    Event,
    Filler,
    PageFacts,
    Published,
    Quantity,
    Reading,
    Rejected,
    Role,
    Said,
    Span,
    Statement,
    When,
)

Record = TypeVar("Record")
Rows = Sequence[Row[Any]]


def folded(name: str) -> str:
    """A name as it is looked up: case folded, spaces made one, an article in front left out."""
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def _named(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _fields(kind: object) -> tuple[str, ...]:
    """The names of a record's fields."""
    known: Any = kind
    return _named(known)


def flat(record: object, **more: object) -> Values:
    """The fields of a record, by name, as a row."""
    return {name: getattr(record, name) for name in _fields(type(record))} | more


def unflat(kind: type[Record], row: Row[Any], **more: object) -> Record:
    """A record out of a row that has a column for each of its fields."""
    known: Any = kind
    names, values = _getter(known, "", tuple(more))
    return kind(**dict(zip(names, values(row), strict=True)), **more) if more else kind(*values(row))


@cache
def _getter(kind: Any, prefix: str, without: tuple[str, ...]) -> tuple[tuple[str, ...], Callable[[Row[Any]], Any]]:
    """The fields of a record that columns hold, and what takes their values out of a row, in their order."""
    names = tuple(name for name in _fields(kind) if name not in without)
    columns = [f"{prefix}{name}" for name in names]
    if len(columns) == 1 or {"count", "index"} & {*columns}:  # a row, being a tuple, has methods of these names
        return names, lambda row: [row._mapping[column] for column in columns]
    return names, attrgetter(*columns)


def nested(prefix: str, record: object) -> Values:
    """The fields of a record inside a record, each with a prefix."""
    return {f"{prefix}_{name}": getattr(record, name) for name in _fields(type(record))}


def unnested(kind: type[Record], prefix: str, row: Row[Any]) -> Record:
    """The record inside a record out of its prefixed columns."""
    known: Any = kind
    return kind(*_getter(known, f"{prefix}_", ())[1](row))


def put(connection: Connection, table: Table, rows: Iterable[Values]) -> None:
    """Insert the rows, if there are any, in one go."""
    if held := list(rows):
        connection.execute(insert(table), held)


# ---- to rows ---------------------------------------------------------------------------------------------------------


def _without(values: Values, *names: str) -> Values:
    return {name: value for name, value in values.items() if name not in names}


def _document_row(document: Document, reading: Reading, packs: tuple[str, ...]) -> Values:
    plain = _without(flat(document), "blocks", "published", "page")
    return plain | nested("published", document.published) | {"producer": reading.producer, "packs": packs}


def _statement_row(statement: Statement) -> Values:
    plain = _without(flat(statement), "said")
    return plain | nested("said", statement.said) | {"speaker_key": folded(statement.speaker_name)}


def _event_row(event: Event) -> Values:
    plain = _without(flat(event), "trigger", "roles", "quantities", "when")
    trigger = {"trigger_start": event.trigger.start, "trigger_end": event.trigger.end}
    return plain | trigger | nested("when", event.when) | {"roles": tuple(role.name for role in event.roles)}


def _name_rows(entities: Iterable[Entity], document: str) -> Iterator[Values]:
    for entity in entities:
        for key in sorted({folded(name) for name in (entity.name, *entity.aliases)}):
            yield {"document": document, "entity": entity.id, "key": key}


def _filler_rows(events: Iterable[Event], document: str) -> Iterator[Values]:
    for event in events:
        for at, role in enumerate(event.roles):
            place = {"document": document, "event": event.id, "role_ordinal": at, "role": role.name}
            yield from (flat(filler, ordinal=i) | place for i, filler in enumerate(role.fillers))


def _rejected_row(rejected: Rejected, reading: str | None) -> Values:
    span = rejected.span
    place = {"span_start": span.start if span else None, "span_end": span.end if span else None}
    return _without(flat(rejected), "span") | place | {"reading": reading}


def write_reading(connection: Connection, reading: Reading, packs: tuple[str, ...], *, anew: bool) -> None:
    """Write a reading; ``anew`` where its document has a row already, whose details are then those of this reading."""
    document = reading.document
    row = _document_row(document, reading, packs)
    if anew:
        _clear(connection, document.id)
        connection.execute(update(t.documents).where(t.documents.c.id == document.id).values(row))
    else:
        connection.execute(insert(t.documents).values(**row, added=func.current_timestamp()))
    here = {"document": document.id}
    put(connection, t.page_facts, [flat(document.page) | here] if document.page != PageFacts() else [])
    put(connection, t.blocks, (flat(b, ordinal=i) | here for i, b in enumerate(document.blocks)))
    put(connection, t.entities, (flat(e, ordinal=i) | here for i, e in enumerate(reading.entities)))
    put(connection, t.names, _name_rows(reading.entities, document.id))
    put(connection, t.statements, (_statement_row(s) | here | {"ordinal": i} for i, s in enumerate(reading.statements)))
    put(connection, t.events, (_event_row(e) | here | {"ordinal": i} for i, e in enumerate(reading.events)))
    put(connection, t.fillers, _filler_rows(reading.events, document.id))
    put(connection, t.quantities, (
        flat(q, event=e.id, ordinal=i) | here for e in reading.events for i, q in enumerate(e.quantities)
    ))  # fmt: skip
    put(connection, t.dates, (flat(d, ordinal=i) | here for i, d in enumerate(reading.dates)))
    put(connection, t.rejected, (_rejected_row(r, document.id) for r in reading.rejected))
    put_passages(connection, reading)


def write_rejected(connection: Connection, rejected: Rejected) -> None:
    """Write something that no document came of; what was written before for the same uri goes."""
    forget_rejected(connection, [rejected.uri])
    connection.execute(insert(t.rejected), [_rejected_row(rejected, None)])


def forget_rejected(connection: Connection, uris: Sequence[str]) -> None:
    """Remove what was written for these uris: they have been read since."""
    column = t.rejected.c
    connection.execute(delete(t.rejected).where(column.reading.is_(None), column.uri.in_(uris)))


def _clear(connection: Connection, document: str) -> None:
    for table in reversed(t.OF_A_READING):
        connection.execute(delete(table).where(table.c.document == document))
    connection.execute(delete(t.rejected).where(t.rejected.c.reading == document))


# ---- and back --------------------------------------------------------------------------------------------------------


def read_document(connection: Connection, document: str) -> Document | None:
    """The document with this id, or ``None``."""
    return next((held for held, _ in _documents(connection, [document])), None)


def read_reading(connection: Connection, document: str) -> Reading | None:
    """The reading of the document with this id, or ``None``."""
    return next(read_readings(connection, [document]), None)


def read_readings(connection: Connection, documents: Sequence[str]) -> Iterator[Reading]:
    """The readings of these documents in their order, each question asked once for all; those that are not there are left out."""
    found = {
        table.name: _together(connection, table, documents)
        for table in (t.entities, t.statements, t.events, t.fillers, t.quantities, t.dates)
    }
    rejected = _rejected_together(connection, documents)
    for held, producer in _documents(connection, documents):
        rows = {name: by_document[held.id] for name, by_document in found.items()}
        yield Reading(
            document=held,
            entities=tuple(unflat(Entity, row) for row in rows["entities"]),
            statements=tuple(as_statement(row) for row in rows["statements"]),
            events=as_events(rows["events"], rows["fillers"], rows["quantities"]),
            dates=tuple(unflat(DateExpression, row) for row in rows["dates"]),
            rejected=tuple(rejected[held.id]),
            producer=producer,
        )


def _documents(connection: Connection, documents: Sequence[str]) -> Iterator[tuple[Document, str]]:
    """These documents with who read each, in the order asked for."""
    rows = connection.execute(select(t.documents).where(t.documents.c.id.in_(documents))).all()
    facts = connection.execute(select(t.page_facts).where(t.page_facts.c.document.in_(documents))).all()
    blocks = _together(connection, t.blocks, documents)
    held, said = {row.id: row for row in rows}, {row.document: unflat(PageFacts, row) for row in facts}
    for row in (held[d] for d in documents if d in held):
        published = unnested(Published, "published", row)
        parts = tuple(unflat(Block, b) for b in blocks[row.id])
        yield unflat(Document, row, blocks=parts, published=published, page=said.get(row.id, PageFacts())), row.producer


def _together(connection: Connection, table: Table, documents: Sequence[str]) -> Mapping[str, list[Row[Any]]]:
    """The rows of several documents, by document, each in its order."""
    own = table.c.document
    found: Mapping[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(select(table).where(own.in_(documents)).order_by(own, table.c.ordinal)).all():
        found[row.document].append(row)
    return found


def read_rejected(connection: Connection) -> tuple[Rejected, ...]:
    """What no document came of, in the order it was written."""
    chosen = select(t.rejected).where(t.rejected.c.reading.is_(None)).order_by(t.rejected.c.id)
    return tuple(as_rejected(row) for row in connection.execute(chosen))


def _rejected_together(connection: Connection, documents: Sequence[str]) -> Mapping[str, list[Rejected]]:
    found: Mapping[str, list[Rejected]] = defaultdict(list)
    chosen = select(t.rejected).where(t.rejected.c.reading.in_(documents)).order_by(t.rejected.c.id)
    for row in connection.execute(chosen):
        found[row.reading].append(as_rejected(row))
    return found


def as_rejected(row: Row[Any]) -> Rejected:
    """A row of ``rejected`` as the record."""
    return unflat(Rejected, row, span=None if row.span_start is None else Span(row.span_start, row.span_end))


def as_statement(row: Row[Any]) -> Statement:
    """A row of ``statements`` as the record."""
    return unflat(Statement, row, said=unnested(Said, "said", row))


def as_events(rows: Rows, filler_rows: Rows, quantity_rows: Rows) -> tuple[Event, ...]:
    """Rows of ``events`` as the records, out of the rows of what fills them, which stand in their order."""
    fillers: Mapping[tuple[str, int], list[Filler]] = defaultdict(list)
    for row in filler_rows:
        fillers[row.event, row.role_ordinal].append(unflat(Filler, row))
    quantities: Mapping[str, list[Quantity]] = defaultdict(list)
    for row in quantity_rows:
        quantities[row.event].append(unflat(Quantity, row))
    return tuple(
        unflat(
            Event,
            row,
            trigger=Span(row.trigger_start, row.trigger_end),
            roles=tuple(Role(name, tuple(fillers[row.id, i])) for i, name in enumerate(row.roles)),
            quantities=tuple(quantities[row.id]),
            when=unnested(When, "when", row),
        )
        for row in rows
    )
