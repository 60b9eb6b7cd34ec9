"""Readings out of the records of a file: each document with what was read in it, as far as it holds together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from reportedly.exchange import records_back as back
from reportedly.exchange.importing.gathering import Gathered, Placed
from reportedly.ledger import EntityEntry
from reportedly.model import (
    DateExpression,
    Document,
    Entity,
    Event,
    PageFacts,
    Published,
    Reading,
    Rejected,
    Span,
    Statement,
    content_id,
)

Record = TypeVar("Record")
PRODUCER = "reportedly import"
_UNKNOWN = back.Made("", PRODUCER, (), (), PageFacts())  # of a file that does not say who read it
NO_TEXT = "it comes without its text: export it with --with-text"


@dataclass(frozen=True, slots=True)
class Parts:
    """What the file has of each document, by its id."""

    statements: Mapping[str, list[tuple[Placed, Statement]]]
    events: Mapping[str, list[tuple[Placed, Event]]]
    dates: Mapping[str, list[tuple[Placed, DateExpression]]]
    rejected: Mapping[str, list[Rejected]]
    entities: Mapping[str, EntityEntry]
    named: Mapping[str, list[str]]
    made: Mapping[str, back.Made]


def parts_of(found: Gathered) -> Parts:
    """What the file has of each document. What is no record is refused."""
    entities = {e.id: e for _, e in found.records("entities", back.entity_of)}
    named: dict[str, list[str]] = defaultdict(list)
    for entity in entities.values():
        for document in sorted({document for document, _, _ in entity.mentions}):
            named[document].append(entity.id)
    rejected: dict[str, list[Rejected]] = defaultdict(list)
    for _, one in found.records("rejected", back.rejected_of):
        rejected[one.document or ""].append(one)
    return Parts(
        _by_document(found.records("statements", back.statement_of)),
        _by_document(found.records("events", back.event_of)),
        _by_document(found.records("dates", back.date_of)),
        rejected,
        entities,
        named,
        {made.document: made for _, made in found.records("readings", back.made_of)},
    )


def documents_of(found: Gathered) -> Iterator[tuple[Placed, Document]]:
    """The documents whose text is there and is theirs, first versions before later ones."""
    held = []
    for placed, document in found.records("documents", back.document_of):
        if "text" not in placed.plain:
            found.refuse(placed.place, NO_TEXT)
        elif content_id("doc", document.uri, document.text) != document.id:
            found.refuse(
                placed.place, f"the id {document.id} is not that of its address and text: one of them was changed"
            )
        elif (outside := _outside(document, [Span(b.start, b.end) for b in document.blocks])) is not None:
            found.refuse(placed.place, outside)
        else:
            held.append((placed, document))
    yield from sorted(held, key=lambda one: one[1].version_of is not None)


def reading_of(document: Document, parts: Parts, found: Gathered, *, dated: bool) -> Reading:
    """The reading of a document; what points outside its text, or to what is not there, is refused.

    ``dated`` where a story is to say when it appeared, and not the document itself.
    """
    key = document.id
    statements = _standing(parts.statements[key], document, parts, found)
    held = {s.id for s in statements}
    events = tuple(_kept(parts.events[key], lambda e: _wrong_with_event(e, held, document, parts), found))
    dates = tuple(_kept(parts.dates[key], lambda d: _outside(document, [Span(d.start, d.end)]), found))
    published = Published() if dated and document.published.basis == "story" else document.published
    used = {s.speaker for s in statements} | {f.entity for e in events for r in e.roles for f in r.fillers}
    entities = tuple(_entity(parts.entities[e], key) for e in _entities(parts, key, used))
    made = parts.made.get(key, _UNKNOWN)
    kept = replace(document, published=published, version_of=None, refused=made.refused, page=made.page)
    return Reading(kept, entities, statements, events, dates, tuple(parts.rejected[key]), made.producer)


# ---- the parts -------------------------------------------------------------------------------------------------------


def _by_document(records: Iterable[tuple[Placed, Record]]) -> Mapping[str, list[tuple[Placed, Record]]]:
    found: dict[str, list[tuple[Placed, Record]]] = defaultdict(list)
    for placed, record in records:
        found[placed.plain["document"]].append((placed, record))
    return found


def _kept(
    given: Sequence[tuple[Placed, Record]], problem: Callable[[Record], str | None], found: Gathered
) -> Iterator[Record]:
    """The records with which nothing is wrong; the others are refused."""
    for placed, record in given:
        if (wrong := problem(record)) is None:
            yield record
        else:
            found.refuse(placed.place, wrong)


def _wrong_with_event(event: Event, statements: set[str], document: Document, parts: Parts) -> str | None:
    if event.holder is not None and event.holder not in statements:
        return f"its holder {event.holder} is not there"
    used = [f.entity for role in event.roles for f in role.fillers if f.entity]
    return _outside(document, [event.trigger, *_spans_of_event(event)]) or _unknown(used, parts.entities)


def _standing(
    given: Sequence[tuple[Placed, Statement]], document: Document, parts: Parts, found: Gathered
) -> tuple[Statement, ...]:
    """The statements that hold together; one whose parent is refused is refused too."""
    left = list(given)
    while True:
        ids = {s.id for _, s in left}
        problems = {s.id: p for _, s in left if (p := _problem(s, ids, document, parts))}
        if not problems:
            return tuple(s for _, s in left)
        for placed, s in left:
            if s.id in problems:
                found.refuse(placed.place, problems[s.id])
        left = [(placed, s) for placed, s in left if s.id not in problems]


def _problem(s: Statement, ids: set[str], document: Document, parts: Parts) -> str | None:
    if s.parent is not None and s.parent not in ids:
        return f"its parent {s.parent} is not there"
    spans = [*s.source, *s.cue, *s.content, *s.said.spans]
    return _outside(document, spans) or _unknown([s.speaker] if s.speaker else [], parts.entities)


def _outside(document: Document, spans: Sequence[Span]) -> str | None:
    size = len(document.text)
    for span in spans:
        if not 0 <= span.start <= span.end <= size:
            return f"[{span.start}, {span.end}] is not in the text of {document.id}, which has {size} characters"
    return None


def _unknown(entities: Sequence[str], known: Mapping[str, EntityEntry]) -> str | None:
    return next((f"the entity {e} is not there" for e in entities if e not in known), None)


def _spans_of_event(event: Event) -> Iterator[Span]:
    for role in event.roles:
        for filler in role.fillers:
            yield from filler.spans
    for quantity in event.quantities:
        yield from quantity.spans
    yield from event.when.spans


def _entities(parts: Parts, document: str, used: set[str | None]) -> list[str]:
    """The ids of the entities of a document: those named in it, then those that something in it points to."""
    return list(dict.fromkeys((*parts.named[document], *sorted(e for e in used if e is not None))))


def _entity(entry: EntityEntry, document: str) -> Entity:
    mentions = tuple(Span(start, end) for home, start, end in entry.mentions if home == document)
    plain = (entry.id, entry.type, entry.name, entry.aliases, entry.role, entry.country, entry.identifiers)
    return Entity(*plain, mentions)
