"""Judgements in the ledger: appended, never changed. What they do is done when the story is compiled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, or_, select, update

from reportedly.errors import InputError, NotInLedger
from reportedly.judging.plain import anchor_of, change_of, plain_anchor, plain_change
from reportedly.judging.standing import made, retracted
from reportedly.ledger import grouping_rows
from reportedly.ledger import tables as t
from reportedly.ledger.among import among
from reportedly.ledger.story_rows import add_member, clear_account
from reportedly.model import Anchor, Judgement, Place, Span, Spans

PLACES = 60  # of a claim's mentions, by which it is found again
BEFORE = 40  # characters before a place that are kept with it


@dataclass(frozen=True, slots=True)
class Held:
    """A judgement as it stands in the ledger."""

    judgement: Judgement
    retracted: bool


def append(connection: Connection, judgement: Judgement) -> bool:
    """Keep a judgement, and mark the stories that it bears on as stale; false where it was known already.

    A document that it moves to another story is moved at once. Raises NotInLedger where a retraction has nothing to retract.
    """
    j = t.judgements.c
    if connection.execute(select(j.id).where(j.id == judgement.id)).first() is not None:
        return False
    document, story = judgement.anchor.document, judgement.anchor.story
    if judgement.about.startswith("jdg-"):
        document, story = _place_of(connection, judgement.about)
    connection.execute(insert(t.judgements), [_row(judgement, document, story)])
    for name in _touched(connection, judgement, document, story):
        _mark(connection, name)
    _settle(connection, document)
    return True


def moment(connection: Connection, clock: float) -> str:
    """When a judgement is made, as it says it; ``clock`` in seconds since 1970.

    Of two words on one thing the later one counts: where the clock was set back, that is a millisecond after the last one held.
    """
    last = connection.execute(select(func.max(t.judgements.c.when))).scalar()
    now = _told(datetime.fromtimestamp(clock, UTC))
    if last is None or last < now:
        return now
    try:
        return _told(datetime.fromisoformat(last).astimezone(UTC) + timedelta(milliseconds=1))
    except (ValueError, OverflowError):  # a moment that came from elsewhere and is none
        return now


def _told(when: datetime) -> str:
    return when.replace(microsecond=when.microsecond // 1000 * 1000).isoformat(timespec="milliseconds")


def held(connection: Connection, *, story: str | None = None) -> tuple[Held, ...]:
    """All judgements, or those that bear on the story of this name, oldest first."""
    found = _all(connection) if story is None else judgements_for(connection, story)
    return _with_state(found)


def judgements_for(connection: Connection, story: str) -> tuple[Judgement, ...]:
    """The judgements that bear on the story of this name, oldest first: on its documents, its claims, and on everything."""
    j, m, d = t.judgements.c, t.memberships.c, t.documents.c
    own = select(m.document).where(m.story == story)
    uris = select(d.uri).where(d.id.in_(own))
    versions = select(d.id).where(d.uri.in_(uris))
    everywhere = j.document.is_(None) & j.story.is_(None)
    return _chosen(connection, or_(j.story == story, j.document.in_(own), j.document.in_(versions), everywhere))


def judgements_of_document(connection: Connection, document: str) -> tuple[Judgement, ...]:
    """The judgements about what stands in one document, or in an earlier version of it, and about everything."""
    j, d = t.judgements.c, t.documents.c
    uri = select(d.uri).where(d.id == document).scalar_subquery()
    versions = select(d.id).where(d.uri == uri)
    return _chosen(connection, j.document.in_(versions) | (j.document.is_(None) & j.story.is_(None)))


def judgements_about(connection: Connection, *targets: str) -> tuple[Held, ...]:
    """The judgements about these things (ids), also those found to be about them when they were compiled, latest first."""
    j = t.judgements.c
    rows = connection.execute(_about(), {"targets": targets}).all()
    found = [_judgement(row) for row in rows]
    about, seen = [x.id for x in found], {x.id for x in found}
    while about:  # their retractions, and the retractions of those
        more = [x for x in _chosen(connection, j.about.in_(about)) if x.id not in seen]
        found, about, seen = found + more, [x.id for x in more], seen | {x.id for x in more}
    return tuple(reversed(_with_state(found)))


@cache
def _about() -> Select[Any]:
    j, a = t.judgements.c, t.applied.c
    attached = select(a.judgement).where(among(a.target, "targets"))
    chosen = select(t.judgements).where(among(j.about, "targets") | j.id.in_(attached))
    return chosen.order_by(j.when, j.id)


def recent(connection: Connection, limit: int, offset: int = 0) -> tuple[Held, ...]:
    """The judgements made last."""
    j = t.judgements.c
    rows = connection.execute(select(t.judgements).order_by(j.when.desc(), j.id).offset(offset).limit(limit)).all()
    return with_state(connection, rows)


def find(connection: Connection, judgement: str) -> Held | None:
    """The judgement with this id."""
    rows = connection.execute(select(t.judgements).where(t.judgements.c.id == judgement)).all()
    return next(iter(with_state(connection, rows)), None)


def with_state(connection: Connection, rows: Iterable[Row[Any]]) -> tuple[Held, ...]:
    """Rows of ``judgements`` with what has been retracted, in their order."""
    found = [_judgement(row) for row in rows]
    against = _chosen(connection, t.judgements.c.about.in_([x.id for x in found]))
    states = {h.judgement.id: h.retracted for h in _with_state({x.id: x for x in (*found, *against)}.values())}
    return tuple(Held(x, states[x.id]) for x in found)


def anchor_for(connection: Connection, target: str) -> Anchor:
    """Where something stands, so that a judgement about it finds it again. Raises NotInLedger."""
    kind = target.partition("-")[0]
    if kind in _ANCHORS:
        return _ANCHORS[kind](connection, target)
    if kind in ("ent", "jdg"):
        return Anchor()
    raise NotInLedger(f"Nothing in the ledger is called {target!r}")


# ---- rows ------------------------------------------------------------------------------------------------------------


def _row(judgement: Judgement, document: str | None, story: str | None) -> dict[str, Any]:
    plain = {name: getattr(judgement, name) for name in ("id", "about", "verdict", "who", "when", "reason")}
    made_of = {"change": plain_change(judgement.change), "anchor": plain_anchor(judgement.anchor)}
    return plain | made_of | {"document": document, "story": story}


def _judgement(row: Row[Any]) -> Judgement:
    change, anchor = change_of(row.change), anchor_of(row.anchor)
    return Judgement(row.id, row.about, row.verdict, change, row.who, row.when, row.reason, anchor)


def _chosen(connection: Connection, fits: ColumnElement[bool]) -> tuple[Judgement, ...]:
    j = t.judgements.c
    rows = connection.execute(select(t.judgements).where(fits).order_by(j.when, j.id))
    return tuple(_judgement(row) for row in rows)


def _all(connection: Connection) -> tuple[Judgement, ...]:
    j = t.judgements.c
    return tuple(_judgement(r) for r in connection.execute(select(t.judgements).order_by(j.when, j.id)))


def _with_state(found: Iterable[Judgement]) -> tuple[Held, ...]:
    ordered = sorted(found, key=made)
    gone = retracted(ordered)
    return tuple(Held(x, x.id in gone) for x in ordered)


# ---- what a new one touches ------------------------------------------------------------------------------------------


def _place_of(connection: Connection, judgement: str) -> tuple[str | None, str | None]:
    j = t.judgements.c
    row = connection.execute(select(j.document, j.story).where(j.id == judgement)).first()
    if row is None:
        raise NotInLedger(f"No judgement {judgement!r} in the ledger to retract")
    return row.document, row.story


def _touched(connection: Connection, judgement: Judgement, document: str | None, story: str | None) -> Sequence[str]:
    m, e, s = t.memberships.c, t.entities.c, t.stories.c
    if document is not None:
        d = t.documents.c
        uri = select(d.uri).where(d.id == document).scalar_subquery()
        chosen = select(m.story).where(m.document.in_(select(d.id).where(d.uri == uri))).distinct()
    elif story is not None:
        chosen = select(s.name).where(s.name == story)
    else:
        about = judgement.about
        if about.startswith("jdg-"):
            about = connection.execute(select(t.judgements.c.about).where(t.judgements.c.id == about)).scalar_one()
        entities = [i for i in (about, judgement.change.into) if i]
        chosen = select(m.story).join(t.entities, e.document == m.document).where(e.id.in_(entities)).distinct()
    return connection.execute(chosen).scalars().all()


def _mark(connection: Connection, name: str) -> None:
    s = t.stories.c
    connection.execute(update(t.stories).where(s.name == name).values(judged=True, revision=s.revision + 1))


# ---- documents that are moved ----------------------------------------------------------------------------------------


def home_of(connection: Connection, document: str, story: str) -> str:
    """The story that a document belongs into instead of this one, where somebody has moved it."""
    return _moves(connection, document).get(story, story)


def _moves(connection: Connection, document: str) -> dict[str, str]:
    """From which stories a document was moved, and where to: the judgements that stand, the last ones first."""
    found = judgements_of_document(connection, document)
    gone, to = retracted(found), dict[str, str]()
    for x in found:
        if x.id not in gone and x.change.story is not None and x.anchor.story is None:
            for name in x.anchor.holds:
                to[name] = x.change.story
            to.pop(x.change.story, None)
    return to


def _settle(connection: Connection, document: str | None) -> None:
    """Put a document where the judgements that stand have it; what was moved and is so no more goes back."""
    if document is None:
        return
    m = t.memberships.c
    found = [x for x in judgements_of_document(connection, document) if x.change.story is not None]
    if not found:
        return
    to = _moves(connection, document)
    now = set(connection.execute(select(m.story).where(m.document == document)).scalars())
    began = {name for x in found for name in x.anchor.holds}
    goals = {to.get(name, name) for name in began}
    for name in sorted(now - goals):
        connection.execute(t.memberships.delete().where(m.story == name, m.document == document))
        clear_account(connection, name)
    moved = {document} if now != goals else set()
    for name in sorted(goals - now):
        moved |= add_member(connection, name, document)
    for one in sorted(moved):  # those it was grouped with are to be grouped anew
        grouping_rows.unplace(connection, one)


# ---- anchors ---------------------------------------------------------------------------------------------------------


def _words(connection: Connection, document: str, spans: Spans) -> tuple[str, str]:
    d = t.documents.c
    row = connection.execute(select(d.uri, d.text).where(d.id == document)).one()
    return row.uri, " … ".join(row.text[s.start : s.end] for s in spans)


def _of_statement(connection: Connection, target: str) -> Anchor:
    s = t.statements.c
    row = connection.execute(select(s.document, s.content, s.cue, s.source).where(s.id == target)).first()
    if row is None:
        raise NotInLedger(f"No statement {target!r} in the ledger")
    spans = row.content or row.cue or row.source
    uri, text = _words(connection, row.document, spans)
    return Anchor(document=row.document, uri=uri, spans=spans, text=text)


def _of_event(connection: Connection, target: str) -> Anchor:
    e = t.events.c
    row = connection.execute(select(e.document, e.trigger_start, e.trigger_end).where(e.id == target)).first()
    if row is None:
        raise NotInLedger(f"No event {target!r} in the ledger")
    spans = (Span(row.trigger_start, row.trigger_end),)
    uri, text = _words(connection, row.document, spans)
    return Anchor(document=row.document, uri=uri, spans=spans, text=text)


def _of_document(connection: Connection, target: str) -> Anchor:
    d, m = t.documents.c, t.memberships.c
    row = connection.execute(select(d.uri).where(d.id == target)).first()
    if row is None:
        raise NotInLedger(f"No document {target!r} in the ledger")
    stories = connection.execute(select(m.story).where(m.document == target).order_by(m.story)).scalars().all()
    return Anchor(document=target, uri=row.uri, holds=tuple(stories))


def _of_claim(connection: Connection, target: str) -> Anchor:
    c, m = t.claims.c, t.mentions.c
    row = connection.execute(select(c.story, c.label).where(c.id == target)).first()
    if row is None:
        raise NotInLedger(f"No claim {target!r} in the ledger")
    e = t.events.c
    mine = select(e.id, e.document, e.trigger_start, e.trigger_end).join_from(t.mentions, t.events, e.id == m.event)
    events = connection.execute(mine.where(m.story == row.story, m.claim == target).order_by(m.ordinal)).all()
    where = [(x.document, Span(x.trigger_start, x.trigger_end)) for x in events[:PLACES]]
    holds, places = tuple(x.id for x in events), places_at(connection, where)
    return Anchor(story=row.story, text=row.label, holds=holds, places=places)


def places_at(connection: Connection, where: Sequence[tuple[str, Span]]) -> tuple[Place, ...]:
    """These places with the words by which they are found in another version; those of unknown documents are left out."""
    d = t.documents.c
    chosen = select(d.id, d.uri, d.text).where(d.id.in_({document for document, _ in where}))
    held = {row.id: row for row in connection.execute(chosen)}
    return tuple(
        Place(document, at, row.uri, row.text[at.start : at.end], row.text[max(at.start - BEFORE, 0) : at.start])
        for document, at in where
        if (row := held.get(document)) is not None
    )


def _of_origin(connection: Connection, target: str) -> Anchor:
    o = t.origins.c
    row = connection.execute(select(o.story, o.label, o.statements).where(o.id == target)).first()
    if row is None:
        raise NotInLedger(f"No origin {target!r} in the ledger")
    return Anchor(story=row.story, text=row.label, holds=row.statements)


_ANCHORS = {"stm": _of_statement, "evt": _of_event, "doc": _of_document, "clm": _of_claim, "org": _of_origin}


def check(connection: Connection, judgement: Judgement) -> None:
    """Raise InputError or NotInLedger where a judgement points to what is not there, or says nothing."""
    if not judgement.about.startswith("jdg-"):
        anchor_for(connection, judgement.about)
    for other in (judgement.change.into, judgement.change.with_origin):
        if other is not None:
            anchor_for(connection, other)
            if other == judgement.about:
                raise InputError("Something cannot be set against itself")
    for part in judgement.change.parts:
        anchor_for(connection, part)


def exported(connection: Connection) -> Iterator[Held]:
    """Every judgement, oldest first, for export."""
    return iter(held(connection))
