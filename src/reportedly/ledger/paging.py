"""Lists a page at a time, each page beginning after the last record of the one before: what a program goes through.

A page after another costs by its size, never by how far into the list it is, and a record that comes or goes meanwhile shifts
none of the others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, select, tuple_

from reportedly.ledger import streams
from reportedly.ledger import tables as t
from reportedly.ledger.answers import EventFound, SpeakerEntry, Utterance
from reportedly.ledger.excerpts import excerpts, heads
from reportedly.ledger.judgements import Held, with_state
from reportedly.ledger.reading_rows import as_events, folded, unflat, unnested
from reportedly.ledger.story_rows import as_relation, read_claims
from reportedly.ledger.tabular.rows import entry_of, through, utterance
from reportedly.model import Claim, Document, Event, Origin, Published, Relation

Record = TypeVar("Record")
Key = tuple[str | int | float, ...]
"""Where a record stands in its list."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Record]):
    """Some records of a list in order; ``next`` is what the following page is asked for with, ``None`` at the end."""

    records: tuple[Record, ...]
    next: Key | None = None


@dataclass(frozen=True, slots=True)
class InStory(Generic[Record]):
    """A record with the name and id of the story that it was compiled for."""

    story: str
    story_id: str | None
    record: Record


# ---- what was read ---------------------------------------------------------------------------------------------------


def documents_page(
    connection: Connection, *, story: str | None = None, outlet: str | None = None, after: Key | None, limit: int
) -> Page[Document]:
    """Documents with their blocks and without page facts, in the order of their ids; ``story`` is a name."""
    d = t.documents.c
    fits = _told([(d.outlet, outlet)]) + _of_story(d.id, story)
    rows, following = _page(connection, select(d.id).where(*fits), (d.id,), after, limit)
    held = {one.id: one for one in documents_in_full(connection, [row.id for row in rows])}
    return Page(tuple(held[row.id] for row in rows), following)


def documents_in_full(connection: Connection, documents: Sequence[str]) -> Iterator[Document]:
    """These documents with their texts; what a story dates has the date that it gives."""
    x = t.dated.c
    found = connection.execute(select(t.dated).where(x.document.in_(documents)).order_by(x.story.desc()))
    dated = {row.document: unnested(Published, "published", row) for row in found}
    for one in heads(connection, documents, with_text=True):
        yield replace(one, published=dated[one.id]) if one.id in dated else one


def statements_page(
    connection: Connection,
    *,
    document: str | None = None,
    story: str | None = None,
    speaker: str | None = None,
    name: str | None = None,
    act: str | None = None,
    after: Key | None,
    limit: int,
) -> Page[Utterance]:
    """Statements with their words, by document and place; ``name`` is a speaker's name or description as it is looked up."""
    s = t.statements.c
    key = None if name is None else folded(name)
    told = _told([(s.document, document), (s.speaker, speaker), (s.speaker_key, key), (s.act, act)])
    chosen = select(s.id, s.document, s.ordinal).where(*told, *_of_story(s.document, story))
    rows, following = _page(connection, chosen, (s.document, s.ordinal), after, limit)
    return Page(utterances_in_full(connection, [row.id for row in rows]), following)


def utterances_in_full(connection: Connection, statements: Sequence[str]) -> tuple[Utterance, ...]:
    """These statements (ids) with their words, in the order asked for; those that are not there are left out."""
    held = excerpts(connection, statements=statements)
    found: dict[str, Utterance] = {}
    for reading in held.values():
        known = {one.id: one for one in reading.statements}
        entry = entry_of(reading)
        for one in reading.statements:
            found[one.id] = utterance(entry, reading.document.text, one, through(one, known))
    return tuple(found[one] for one in statements if one in found)


def events_page(
    connection: Connection,
    *,
    document: str | None = None,
    story: str | None = None,
    type: str | None = None,
    polarity: str | None = None,
    after: Key | None,
    limit: int,
) -> Page[EventFound]:
    """Events with their words, by document and place."""
    e = t.events.c
    told = _told([(e.document, document), (e.type, type), (e.polarity, polarity)])
    chosen = select(e.id, e.document, e.ordinal).where(*told, *_of_story(e.document, story))
    rows, following = _page(connection, chosen, (e.document, e.ordinal), after, limit)
    return Page(events_in_full(connection, [row.id for row in rows]), following)


def events_in_full(connection: Connection, events: Sequence[str]) -> tuple[EventFound, ...]:
    """These events (ids) with roles and words, in the order asked for; those that are not there are left out."""
    held = excerpts(connection, events=events)
    whole = {event.id: event for event in _events(connection, events)}
    found: dict[str, EventFound] = {}
    for reading in held.values():
        speakers = {one.id: one.speaker_name for one in reading.statements}
        for event in reading.events:
            words = reading.document.text[event.trigger.start : event.trigger.end]
            found[event.id] = EventFound(
                entry_of(reading), whole[event.id], words, speakers.get(event.holder or "", "")
            )
    return tuple(found[one] for one in events if one in found)


def _events(connection: Connection, ids: Sequence[str]) -> tuple[Event, ...]:
    def of(table: Table, column: ColumnElement[str], *order: ColumnElement[Any]) -> Sequence[Row[Any]]:
        return connection.execute(select(table).where(column.in_(ids)).order_by(*order)).all()

    f, q = t.fillers.c, t.quantities.c
    fillers = of(t.fillers, f.event, f.event, f.role_ordinal, f.ordinal)
    return as_events(of(t.events, t.events.c.id), fillers, of(t.quantities, q.event, q.event, q.ordinal))


# ---- what was compiled -----------------------------------------------------------------------------------------------


def claims_page(
    connection: Connection, *, story: str | None = None, type: str | None = None, after: Key | None, limit: int
) -> Page[Claim]:
    """Claims with their parts, by the name of the story, then by their label."""
    c = t.claims.c
    chosen = select(c.story, c.id).where(*_told([(c.story, story), (c.type, type)]))
    rows, following = _page(connection, chosen, (c.story, c.id), after, limit)
    wanted: Mapping[str, list[str]] = defaultdict(list)
    for row in rows:
        wanted[row.story].append(row.id)
    held = {(name, one.id): one for name, ids in wanted.items() for one in read_claims(connection, name, ids)}
    return Page(tuple(held[row.story, row.id] for row in rows if (row.story, row.id) in held), following)


def origins_page(
    connection: Connection, *, story: str | None = None, after: Key | None, limit: int
) -> Page[InStory[Origin]]:
    """Origins, by story and id; one that stands in several stories is listed with each."""
    o, s = t.origins.c, t.stories.c
    chosen = select(t.origins, s.id.label("story_id")).join(t.stories, s.name == o.story)
    rows, following = _page(connection, chosen.where(*_told([(o.story, story)])), (o.story, o.id), after, limit)
    return Page(tuple(InStory(row.story, row.story_id, unflat(Origin, row)) for row in rows), following)


def relations_page(
    connection: Connection, *, story: str | None = None, claim: str | None = None, after: Key | None, limit: int
) -> Page[InStory[Relation]]:
    """Relations, by story and place; ``claim`` (an id) is at either end of them."""
    r, s = t.relations.c, t.stories.c
    ends = [] if claim is None else [(r.a_claim == claim) | (r.b_claim == claim)]
    chosen = select(t.relations, s.id.label("story_id")).join(t.stories, s.name == r.story)
    fits = chosen.where(*_told([(r.story, story)]), *ends)
    rows, following = _page(connection, fits, (r.story, r.ordinal), after, limit)
    return Page(tuple(InStory(row.story, row.story_id, as_relation(row)) for row in rows), following)


def judgements_page(
    connection: Connection, *, about: str | None = None, who: str | None = None, after: Key | None, limit: int
) -> Page[Held]:
    """Judgements, oldest first, with what has been retracted since."""
    j = t.judgements.c
    chosen = select(t.judgements).where(*_told([(j.about, about), (j.who, who)]))
    rows, following = _page(connection, chosen, (j.when, j.id), after, limit)
    return Page(with_state(connection, rows), following)


def speakers_page(
    connection: Connection, *, story: str | None = None, part: str = "", after: Key | None, limit: int
) -> Page[SpeakerEntry]:
    """Everyone who speaks and is called so in part, those who say most first, then by name."""
    wanted = folded(part)
    found = [s for s in streams.speakers(connection, story) if wanted in folded(s.name)]
    keys = [(-s.statements, folded(s.name), s.entity or "") for s in found]  # the order that they come in
    begin = 0 if after is None else bisect_right(keys, (-int(after[0]), str(after[1]), str(after[2])))
    shown = found[begin : begin + limit]
    said, *rest = keys[begin + limit - 1] if begin + limit < len(found) else (0,)
    return Page(tuple(shown), (-said, *rest) if rest else None)


# ---- the parts -------------------------------------------------------------------------------------------------------


def _page(
    connection: Connection,
    chosen: Select[Any],
    key: Sequence[ColumnElement[Any]],
    after: Key | None,
    limit: int,
) -> tuple[Sequence[Row[Any]], Key | None]:
    """The rows after a key, and the last one's key where there are more."""
    ordered = chosen.order_by(*key).limit(limit + 1)
    if after is not None:
        ordered = ordered.where(tuple_(*key) > tuple_(*after))
    rows = connection.execute(ordered).all()
    shown = rows[:limit]
    more = len(rows) > limit
    return shown, tuple(shown[-1]._mapping[str(column.key)] for column in key) if more else None


def _told(pairs: Iterable[tuple[ColumnElement[Any], object]]) -> list[ColumnElement[bool]]:
    """What each column is to be, where that is said."""
    return [column == value for column, value in pairs if value is not None]


def _of_story(document: ColumnElement[str], story: str | None) -> list[ColumnElement[bool]]:
    m = t.memberships.c
    return [] if story is None else [document.in_(select(m.document).where(m.story == story))]
