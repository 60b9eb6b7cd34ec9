"""One story's account as rows, and back. What comes back is equal to what was stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, delete, func, insert, select, update

from reportedly.ledger import tables as t
from reportedly.ledger.among import among
from reportedly.ledger.columns import Values
from reportedly.ledger.reading_rows import Record, Rows, flat, nested, put, unflat, unnested
from reportedly.model import (
    Applied,
    Claim,
    ClaimPoint,
    ClaimRole,
    DocumentDate,
    Doubt,
    Duplicate,
    Framing,
    Identity,
    Independence,
    Mention,
    Move,
    Origin,
    Position,
    Published,
    Relation,
    StoryAccount,
    TimelineEntry,
    Value,
)

# The parts of a claim: the field, its table, its record.
_PARTS: tuple[tuple[str, Table, type], ...] = (
    ("roles", t.claim_roles, ClaimRole),
    ("mentions", t.mentions, Mention),
    ("positions", t.positions, Position),
    ("values", t.claim_values, Value),
    ("moves", t.moves, Move),
)
_COUNTED = tuple(f.name for f in fields(Independence))


def write_account(connection: Connection, account: StoryAccount, name: str, as_of: int | None = None) -> None:
    """Write what was compiled for the story of this name, in place of what was there.

    Where the story has got a document meanwhile that the account does not know, nothing is written, nor where it is no more at
    ``as_of``, its revision when the compiling began: whoever read, judged or compiled it since then compiles it too, or
    has done so already.
    """
    now = connection.execute(select(t.stories.c.revision).where(t.stories.c.name == name)).scalar_one_or_none()
    if set(members(connection, name)) - set(account.documents) or as_of not in (None, now):
        return
    make_story(connection, name)
    clear_account(connection, name)
    _write_head(connection, account, name)
    here = {"story": name}
    put(connection, t.duplicates, _numbered(account.duplicates, here))
    put(connection, t.origins, _numbered(account.origins, here))
    put(connection, t.claims, (_claim_row(c) | here | {"ordinal": i} for i, c in enumerate(account.claims)))
    for field, table, _ in _PARTS:
        put(connection, table, (
            row for c in account.claims for row in _numbered(getattr(c, field), here | {"claim": c.id})
        ))  # fmt: skip
    put(connection, t.relations, (_relation_row(r) | here | {"ordinal": i} for i, r in enumerate(account.relations)))
    put(connection, t.timeline, _numbered(account.timeline, here))
    put(connection, t.dated, (_dated_row(d) | here | {"ordinal": i} for i, d in enumerate(account.dated)))
    put(connection, t.applied, (flat(a) | here for a in account.applied))
    put(connection, t.doubts, _numbered(account.doubts, here))
    put(connection, t.framings, _numbered(account.framing, here))
    put(connection, t.identities, _numbered(account.identities, here))


def _write_head(connection: Connection, account: StoryAccount, name: str) -> None:
    compiled = {"id": account.id, "title": account.title, "producer": account.producer, "judged": False}
    chosen = update(t.stories).where(t.stories.c.name == name)
    connection.execute(chosen.values(**compiled, changed=func.current_timestamp()))
    held = set(members(connection, name))
    for i, document in enumerate(account.documents):
        if document in held:
            own = t.memberships.c
            here = update(t.memberships).where(own.story == name, own.document == document)
            connection.execute(here.values(ordinal=i))
        else:
            connection.execute(
                insert(t.memberships), [{"story": name, "document": document, "ordinal": i, "given": True}]
            )


def members(connection: Connection, name: str) -> tuple[str, ...]:
    """The ids of a story's documents."""
    return tuple(row.document for row in _of(connection, t.memberships, name))


def make_story(connection: Connection, name: str) -> None:
    """Make the story of this name where there is none yet."""
    if connection.execute(select(t.stories.c.name).where(t.stories.c.name == name)).first() is None:
        connection.execute(insert(t.stories), [{"name": name}])


def add_member(connection: Connection, name: str, document: str) -> frozenset[str]:
    """Put a document into a story (made where there is none) by a person's word; the documents of which that is new.

    A story that the machine made becomes the person's, with all its documents. What was compiled for a story that grows goes.
    """
    make_story(connection, name)
    own = t.memberships.c
    taken = _take_over(connection, name)
    rows = connection.execute(select(own.document).where(own.story == name, own.document == document)).first()
    if rows is not None:
        return taken
    last = connection.execute(select(func.max(own.ordinal)).where(own.story == name)).scalar()
    row = {"story": name, "document": document, "ordinal": 0 if last is None else last + 1, "given": True}
    connection.execute(insert(t.memberships), [row])
    clear_account(connection, name)
    return taken | {document}


def _take_over(connection: Connection, name: str) -> frozenset[str]:
    own = t.memberships.c
    loose = connection.execute(select(own.document).where(own.story == name, own.given.is_(False))).scalars().all()
    connection.execute(update(t.stories).where(t.stories.c.name == name).values(anchor=None, base=None))
    connection.execute(update(t.memberships).where(own.story == name).values(given=True, reason=None))
    return frozenset(loose)


def clear_account(connection: Connection, name: str) -> None:
    """Remove what was compiled for a story, and mark it as not compiled; it keeps its documents."""
    for table in reversed(t.OF_AN_ACCOUNT):
        connection.execute(delete(table).where(table.c.story == name))
    empty = {"id": None, "title": None, "producer": None}
    s = t.stories.c
    connection.execute(update(t.stories).where(s.name == name).values(**empty, revision=s.revision + 1))


def read_account(connection: Connection, name: str) -> StoryAccount | None:
    """What was compiled for the story of this name, or ``None`` where it is not compiled."""
    story = connection.execute(select(t.stories).where(t.stories.c.name == name)).one_or_none()
    if story is None or story.id is None:
        return None
    return StoryAccount(
        id=story.id,
        title=story.title,
        documents=members(connection, name),
        claims=_claims(connection, story),
        origins=_records(Origin, _of(connection, t.origins, name)),
        relations=tuple(as_relation(row) for row in _of(connection, t.relations, name)),
        duplicates=_records(Duplicate, _of(connection, t.duplicates, name)),
        timeline=_records(TimelineEntry, _of(connection, t.timeline, name)),
        producer=story.producer,
        dated=tuple(_dated(row) for row in _of(connection, t.dated, name)),
        applied=_applied(connection, name),
        doubts=_records(Doubt, _of(connection, t.doubts, name)),
        framing=read_framing(connection, name),
        identities=_records(Identity, _of(connection, t.identities, name)),
    )


def read_framing(connection: Connection, name: str) -> tuple[Framing, ...]:
    """How each outlet tells the story of this name; none where it is not compiled."""
    return _records(Framing, _of(connection, t.framings, name))


def _numbered(records: Iterable[object], more: Values) -> list[Values]:
    return [flat(record, ordinal=i) | more for i, record in enumerate(records)]


def _claim_row(claim: Claim) -> Values:
    plain = {name: getattr(claim, name) for name in ("id", "label", "type", "status")}
    return plain | flat(claim.independence)


def _dated_row(dated: DocumentDate) -> Values:
    return {"document": dated.document, "reason": dated.reason} | nested("published", dated.published)


def _dated(row: Row[Any]) -> DocumentDate:
    return DocumentDate(row.document, unnested(Published, "published", row), row.reason)


def _applied(connection: Connection, name: str) -> tuple[Applied, ...]:
    a = t.applied.c
    chosen = select(t.applied).where(a.story == name).order_by(a.judgement, a.target)
    return tuple(unflat(Applied, row) for row in connection.execute(chosen))


def _relation_row(relation: Relation) -> Values:
    a, b = relation.a, relation.b
    ends = {"a_claim": a.claim, "a_event": a.event, "b_claim": b.claim, "b_event": b.event}
    return ends | {"kind": relation.kind, "reason": relation.reason}


def as_relation(row: Row[Any]) -> Relation:
    """A row of ``relations`` as the record."""
    return Relation(row.kind, ClaimPoint(row.a_claim, row.a_event), ClaimPoint(row.b_claim, row.b_event), row.reason)


def _of(connection: Connection, table: Table, name: str) -> Rows:
    return connection.execute(select(table).where(table.c.story == name).order_by(table.c.ordinal)).all()


def _records(kind: type[Record], rows: Rows) -> tuple[Record, ...]:
    return tuple(unflat(kind, row) for row in rows)


def _claims(connection: Connection, story: Row[Any], only: Sequence[str] | None = None) -> tuple[Claim, ...]:
    given = {"story": story.name} | ({} if only is None else {"claims": only})
    parts: dict[str, dict[str, list[Any]]] = {field: defaultdict(list) for field, _, _ in _PARTS}
    for field, table, kind in _PARTS:
        for row in connection.execute(_of_claims(table, kind, some=only is not None), given):
            parts[field][row[0]].append(kind(*row[1:]))
    return tuple(
        Claim(
            id=row.id,
            story=story.id,
            label=row.label,
            type=row.type,
            status=row.status,
            status_reason=row.status_reason,
            status_events=tuple(row.status_events),
            independence=Independence(**{name: row._mapping[name] for name in _COUNTED}),
            **{field: tuple(parts[field][row.id]) for field, _, _ in _PARTS},
        )
        for row in connection.execute(_of_claims(t.claims, None, some=only is not None), given)
    )


@cache
def _of_claims(table: Table, kind: type | None, *, some: bool) -> Select[Any]:
    """The rows of a story's claims, or of some of them: those of a part with the claim's id and then the record's fields."""
    own = table.c.claim if kind else table.c.id
    columns = (own, *(table.c[f.name] for f in fields(kind))) if kind else tuple(table.c)
    chosen = select(*columns).where(table.c.story == bindparam("story")).order_by(table.c.ordinal)
    return chosen.where(among(own, "claims")) if some else chosen


def read_claims(connection: Connection, name: str, only: Sequence[str]) -> tuple[Claim, ...]:
    """These claims (ids) of the story of this name, in the account's order; none where it is not compiled."""
    story = connection.execute(select(t.stories).where(t.stories.c.name == name)).one_or_none()
    return () if story is None or story.id is None else _claims(connection, story, only)
