"""Parts of readings: the documents that a page shows, with only those statements and events that it speaks of.

A page over 300 articles asks for what it prints, in a few questions, and never for whole readings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Table, literal, select

from reportedly.ledger import tables as t
from reportedly.ledger.passages import BATCH
from reportedly.ledger.reading_rows import as_statement, unflat, unnested
from reportedly.model import (
    Block,
    Document,
    Event,
    Mention,
    PageFacts,
    Published,
    Quantity,
    Reading,
    Span,
    Statement,
    When,
)

DEEPEST = 12  # statements within statements; a longer chain is cut


def excerpts(
    connection: Connection,
    *,
    mentions: Iterable[Mention] = (),
    events: Iterable[str] = (),
    statements: Iterable[str] = (),
    documents: Iterable[str] = (),
    with_text: bool = True,
) -> dict[str, Reading]:
    """Readings by document id that hold these events and statements (ids), those that hold them, and no others.

    Events come with their quantities and without their roles; ``documents`` are had even where nothing in them is asked
    for. Without their text, documents have an empty one and no blocks.
    """
    given = tuple(mentions)
    wanted = {*events, *(m.event for m in given if m.event)}
    found_events = _events(connection, wanted)
    asked = {*statements, *(e.holder for _, e in found_events if e.holder)}
    asked |= {i for m in given for i in (m.holder, m.statement) if i}
    found_statements = list(_statements(connection, asked))
    homes = {*documents, *(m.document for m in given), *(d for d, _ in found_events), *(d for d, _ in found_statements)}
    by_document: Mapping[str, tuple[list[Statement], list[Event]]] = defaultdict(lambda: ([], []))
    for document, statement in found_statements:
        by_document[document][0].append(statement)
    for document, event in found_events:
        by_document[document][1].append(event)
    return {
        d.id: Reading(d, statements=tuple(by_document[d.id][0]), events=tuple(by_document[d.id][1]))
        for d in heads(connection, homes, with_text=with_text)
    }


def heads(connection: Connection, documents: Iterable[str], *, with_text: bool = False) -> Iterator[Document]:
    """These documents (ids), with their text and blocks or without."""
    ids = sorted(set(documents))
    text = t.documents.c.text if with_text else literal("").label("text")
    columns = [c for c in t.documents.c if c.name not in ("text", "added", "packs", "producer")]
    blocks: Mapping[str, list[Block]] = defaultdict(list)
    if with_text:
        for row in _in(connection, t.blocks, t.blocks.c.document, ids):
            blocks[row.document].append(unflat(Block, row))
    for part in _batches(ids):
        chosen: Select[Any] = select(*columns, text).where(t.documents.c.id.in_(part))
        for row in connection.execute(chosen):
            held = tuple(sorted(blocks[row.id], key=lambda b: b.start))
            yield unflat(Document, row, blocks=held, published=unnested(Published, "published", row), page=PageFacts())


def _events(connection: Connection, ids: Iterable[str]) -> list[tuple[str, Event]]:
    wanted = sorted(set(ids))
    quantities: Mapping[str, list[Quantity]] = defaultdict(list)
    for row in _in(connection, t.quantities, t.quantities.c.event, wanted):
        quantities[row.event].append(unflat(Quantity, row))
    return [
        (
            row.document,
            unflat(
                Event,
                row,
                trigger=Span(row.trigger_start, row.trigger_end),
                roles=(),
                quantities=tuple(quantities[row.id]),
                when=unnested(When, "when", row),
            ),
        )
        for row in _in(connection, t.events, t.events.c.id, wanted)
    ]


def _statements(connection: Connection, ids: Iterable[str]) -> Iterator[tuple[str, Statement]]:
    """The statements and those they stand in."""
    wanted, seen = set(ids), set[str]()
    for _ in range(DEEPEST):
        if not wanted:
            return
        rows = list(_in(connection, t.statements, t.statements.c.id, sorted(wanted)))
        yield from ((row.document, as_statement(row)) for row in rows)
        seen |= wanted
        wanted = {row.parent for row in rows if row.parent} - seen


def _in(connection: Connection, table: Table, column: Column[Any], ids: list[str]) -> Iterator[Row[Any]]:
    for part in _batches(ids):
        yield from connection.execute(select(table).where(column.in_(part)))


def _batches(ids: list[str]) -> Iterator[list[str]]:
    return (ids[n : n + BATCH] for n in range(0, len(ids), BATCH))
