"""Records as rows: what one reading, one entity and one account put into which table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.ledger.answers import DocumentEntry, EntityEntry, EventFound, Utterance
from reportedly.ledger.tabular import of_readings as r
from reportedly.ledger.tabular import of_stories as s
from reportedly.ledger.tabular.table import AnyTable, Cell
from reportedly.model import Claim, Event, Reading, Spans, Statement, StoryAccount

Row = tuple[AnyTable, tuple[Cell, ...]]


def cut(text: str, spans: Spans) -> str:
    """The words at the spans, as printed; `` … `` where a piece between them is left out."""
    return " … ".join(text[span.start : span.end] for span in spans)


def utterance(entry: DocumentEntry, text: str, statement: Statement, through: Iterable[str]) -> Utterance:
    """A statement with its words."""
    words = (cut(text, spans) for spans in (statement.content, statement.source, statement.cue))
    return Utterance(entry, statement, tuple(through), *words)


def entry_of(reading: Reading) -> DocumentEntry:
    """The reading's document as an entry of a list."""
    held = reading.document
    return DocumentEntry(
        held.id, held.uri, held.title, held.outlet, held.published, held.version_of, reading.producer,
        held.sha256, held.byline, held.language,
    )  # fmt: skip


def utterances_of(reading: Reading, entry: DocumentEntry | None = None) -> Iterator[Utterance]:
    """The statements of one reading with their words, in its order."""
    entry, text = entry or entry_of(reading), reading.document.text
    known = {statement.id: statement for statement in reading.statements}
    return (utterance(entry, text, x, through(x, known)) for x in reading.statements)


def events_of(reading: Reading, entry: DocumentEntry | None = None) -> Iterator[EventFound]:
    """The events of one reading with their words, in its order."""
    entry, text = entry or entry_of(reading), reading.document.text
    speakers = {statement.id: statement.speaker_name for statement in reading.statements}
    for event in reading.events:
        words = text[event.trigger.start : event.trigger.end]
        yield EventFound(entry, event, words, speakers.get(event.holder or "", ""))


def rows_of_reading(reading: Reading, entry: DocumentEntry) -> Iterator[Row]:
    """The rows of one document's reading; its entities are rows of their own (:func:`rows_of_entity`)."""
    text = reading.document.text
    yield from _each(r.DOCUMENTS, [entry])
    yield from _each(r.BLOCKS, (r.Within(entry.id, i, b, "") for i, b in enumerate(reading.document.blocks)))
    yield from _each(r.STATEMENTS, utterances_of(reading, entry))
    for found in events_of(reading, entry):
        yield from _each(r.EVENTS, [found])
        yield from _each(r.EVENT_ROLES, _in_roles(entry.id, found.event))
    dates = (r.Within(entry.id, i, d, text[d.start : d.end]) for i, d in enumerate(reading.dates))
    yield from _each(r.DATES, dates)


def rows_of_entity(entity: EntityEntry) -> Iterator[Row]:
    """The rows of one entity and of the places where it is named."""
    yield from _each(r.ENTITIES, [entity])
    yield from _each(r.ENTITY_MENTIONS, (r.NamedAt(entity.id, *mention) for mention in entity.mentions))


def rows_of_account(account: StoryAccount) -> Iterator[Row]:
    """The rows of one story that are its own; relations, origins and duplicates may belong to several."""
    yield from _each(s.STORIES, [account])
    yield from _each(s.STORY_DOCUMENTS, _of(account.id, sorted(account.documents)))
    for claim in sorted(account.claims, key=lambda c: (c.label, c.id)):
        yield from _rows_of_claim(claim)
    yield from _each(s.TIMELINE, _of(account.id, account.timeline))


def through(statement: Statement, known: dict[str, Statement]) -> Iterator[str]:
    """The speakers of the statements that hold this one, the nearest first; a circle in the records ends it."""
    seen = {statement.id}
    while statement.parent in known and statement.parent not in seen:
        statement = known[statement.parent]
        seen.add(statement.id)
        if statement.speaker_name:
            yield statement.speaker_name


def _rows_of_claim(claim: Claim) -> Iterator[Row]:
    yield from _each(s.CLAIMS, [claim])
    parts: tuple[tuple[AnyTable, Iterable[object]], ...] = (
        (s.CLAIM_ROLES, claim.roles),
        (s.MENTIONS, claim.mentions),
        (s.POSITIONS, claim.positions),
        (s.CLAIM_VALUES, claim.values),
        (s.MOVES, claim.moves),
    )
    for table, held in parts:
        yield from _each(table, _of(claim.id, held))


def _in_roles(document: str, event: Event) -> Iterator[r.InRole]:
    for role in event.roles:
        yield from (r.InRole(document, event.id, role.name, filler) for filler in role.fillers)
    yield from (r.InRole(document, event.id, quantity.role, quantity) for quantity in event.quantities)


def _of(whole: str, parts: Iterable[Any]) -> Iterator[s.Of[Any]]:
    return (s.Of(whole, i, part) for i, part in enumerate(parts))


def _each(table: AnyTable, records: Iterable[object]) -> Iterator[Row]:
    return ((table, table.row(record)) for record in records)
