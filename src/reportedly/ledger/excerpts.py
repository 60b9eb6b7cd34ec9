"""Parts of readings: the documents that a page shows, with only those statements and events that it speaks of.

A page over 300 articles asks for what it prints, in a few questions, and never for whole readings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Connection, Select, func, select, type_coerce

from reportedly.ledger import tables as t
from reportedly.ledger.among import among
from reportedly.model import (
    Block,
    Document,
    Event,
    Mention,
    PageFacts,
    Published,
    Quantity,
    Reading,
    Said,
    Span,
    Statement,
    When,
)

DEEPEST = 12  # statements within statements; a longer chain is cut

_d, _e, _s, _b, _q = t.documents.c, t.events.c, t.statements.c, t.blocks.c, t.quantities.c
_HEAD = (
    _d.id, _d.uri, _d.sha256, _d.title, _d.outlet, _d.byline, _d.language, _d.version_of,
    _d.published_earliest, _d.published_latest, _d.published_basis,
)  # fmt: skip
_EVENT = (
    _e.document, _e.id, _e.pack, _e.type, _e.plover, _e.trigger_start, _e.trigger_end, _e.polarity, _e.certainty, _e.status,
    _e.factuality, _e.holder, _e.confidence, _e.when_value, _e.when_edtf, _e.when_earliest, _e.when_latest,
)  # fmt: skip
_STATEMENT = (
    _s.document, _s.id, _s.speaker, _s.speaker_name, _s.source_kind, _s.act, _s.mode, _s.manner, _s.parent, _s.confidence,
    _s.said_earliest, _s.said_latest,
)  # fmt: skip


def _asking(columns: Iterable[ColumnElement[Any]], column: Column[Any]) -> Select[Any]:
    """A question for the rows of some ids; made once, as making it anew takes longer than the answer."""
    return select(*columns).where(among(column, "ids"))


_HEADS = _asking(_HEAD, _d.id)
_WITH_TEXT = _asking((*_HEAD, _d.text, _d.published_evidence, _d.refused), _d.id)
_BLOCKS = _asking((_b.document, _b.start, _b.end, _b.role), _b.document).order_by(_b.document, _b.start)


def _blocks_around(document: Column[Any], start: ColumnElement[int], ident: Column[Any]) -> Select[Any]:
    """A question for the blocks in which things with some ids start: very few of those that a document has."""
    around = (_b.document == document) & (_b.start <= start) & (start < _b.end)
    chosen = _asking((_b.document, _b.start, _b.end, _b.role), ident).where(around)
    return chosen.distinct().order_by(_b.document, _b.start)


def _first_start(*spans: Column[Any]) -> ColumnElement[int]:
    """Where the first of these lists of spans that is not empty starts."""
    return func.coalesce(*(type_coerce(one, JSON)[0, 0].as_integer() for one in spans))


_BLOCKS_OF_EVENTS = _blocks_around(_e.document, _e.trigger_start, _e.id)
_BLOCKS_OF_STATEMENTS = _blocks_around(_s.document, _first_start(_s.content, _s.cue, _s.source), _s.id)
_EVENTS = _asking(_EVENT, _e.id)
_EVENTS_WITH_SPANS = _asking((*_EVENT, _e.when_spans), _e.id)
_QUANTITIES = _asking((_q.event, _q.role, _q.low, _q.high, _q.unit, _q.name, _q.spans), _q.event)
_STATEMENTS = _asking(_STATEMENT, _s.id)
_STATEMENTS_WITH_SPANS = _asking((*_STATEMENT, _s.said_spans, _s.source, _s.cue, _s.content), _s.id)


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
    for, with all their blocks; others have the blocks in which what was asked for starts. Without their text there is
    nothing to quote: documents then have no blocks, events no quantities, and of spans there are only the triggers.
    """
    given, whole = tuple(mentions), set(documents)
    told = {*events, *(m.event for m in given if m.event)}
    said = {*statements, *(m.statement for m in given if m.statement)}
    found_events = list(_events(connection, told, with_text=with_text))
    asked = said | {e.holder for _, e in found_events if e.holder} | {m.holder for m in given if m.holder}
    found_statements = list(_statements(connection, asked, with_spans=with_text))
    homes = {*whole, *(m.document for m in given), *(d for d, _ in found_events), *(d for d, _ in found_statements)}
    by_document: Mapping[str, tuple[list[Statement], list[Event]]] = defaultdict(lambda: ([], []))
    for document, statement in found_statements:
        by_document[document][0].append(statement)
    for document, event in found_events:
        by_document[document][1].append(event)
    blocks = _blocks(connection, whole, told, said) if with_text else {}
    return {
        d.id: Reading(d, statements=tuple(by_document[d.id][0]), events=tuple(by_document[d.id][1]))
        for d in _heads(connection, homes, blocks, with_text=with_text)
    }


def heads(connection: Connection, documents: Iterable[str], *, with_text: bool = False) -> Iterator[Document]:
    """These documents (ids), with their text, blocks and spans, or without."""
    ids = set(documents)
    blocks = _blocks(connection, ids, set(), set()) if with_text else {}
    return _heads(connection, ids, blocks, with_text=with_text)


def _blocks(
    connection: Connection, documents: set[str], events: set[str], statements: set[str]
) -> Mapping[str, Sequence[Block]]:
    """The blocks of these documents, and of others those in which these events and statements start, by document."""
    found: dict[str, list[Block]] = defaultdict(list)
    for document, *block in _in(connection, _BLOCKS, documents):
        found[document].append(Block(*block))
    around: dict[str, dict[Block, None]] = defaultdict(dict)
    for asking, ids in ((_BLOCKS_OF_EVENTS, events), (_BLOCKS_OF_STATEMENTS, statements)):
        for document, *block in _in(connection, asking, ids):
            around[document][Block(*block)] = None
    return {**{document: sorted(blocks, key=lambda b: b.start) for document, blocks in around.items()}, **found}


def _heads(
    connection: Connection, ids: set[str], blocks: Mapping[str, Sequence[Block]], *, with_text: bool
) -> Iterator[Document]:
    for row in _in(connection, _WITH_TEXT if with_text else _HEADS, ids):
        ident, uri, sha256, title, outlet, byline, language, version_of, first, last, basis, *more = row
        text, evidence, refused = more or ("", (), ())
        published = Published(first, last, basis, evidence)
        held = tuple(blocks.get(ident, ()))
        yield Document(
            ident, uri, sha256, text, held, title, outlet, byline, language, published, version_of, refused, PageFacts()
        )


def _events(connection: Connection, ids: Iterable[str], *, with_text: bool) -> Iterator[tuple[str, Event]]:
    wanted = set(ids)
    quantities: Mapping[str, list[Quantity]] = defaultdict(list)
    if with_text:
        for event, *quantity in _in(connection, _QUANTITIES, wanted):
            quantities[event].append(Quantity(*quantity))
    for row in _in(connection, _EVENTS_WITH_SPANS if with_text else _EVENTS, wanted):
        document, ident, pack, kind, plover, start, end, polarity, certainty, status, factuality, holder, confidence = (
            row[:13]
        )
        trigger, held, when = Span(start, end), tuple(quantities[ident]), When(*row[13:])
        yield (
            document,
            Event(
                ident,
                pack,
                kind,
                plover,
                trigger,
                (),
                held,
                polarity,
                certainty,
                status,
                factuality,
                holder,
                when,
                confidence,
            ),
        )


def _statements(connection: Connection, ids: Iterable[str], *, with_spans: bool) -> Iterator[tuple[str, Statement]]:
    """The statements and those they stand in."""
    wanted, seen = set(ids), set[str]()
    for _ in range(DEEPEST):
        if not wanted:
            return
        above = set[str]()
        for row in _in(connection, _STATEMENTS_WITH_SPANS if with_spans else _STATEMENTS, wanted):
            document, ident, speaker, name, kind, act, mode, manner, parent, confidence, first, last = row[:12]
            spans, source, cue, content = row[12:] or ((), (), (), ())
            when = Said(first, last, spans)
            yield (
                document,
                Statement(
                    ident, source, cue, content, speaker, name, kind, act, mode, manner, parent, when, confidence
                ),
            )
            if parent:
                above.add(parent)
        seen |= wanted
        wanted = above - seen


def _in(connection: Connection, asking: Select[Any], ids: set[str]) -> Iterator[Any]:
    if ids:
        yield from connection.execute(asking, {"ids": sorted(ids)}).all()
