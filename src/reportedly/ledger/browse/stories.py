"""Stories as pages list them and head them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import BindParameter, ColumnElement, Connection, Row, Select, and_, bindparam, case, func, or_, select

from reportedly.ledger import tables as t
from reportedly.ledger.browse.claims import for_and_against
from reportedly.ledger.lookups import find_story
from reportedly.ledger.paging import Key, Page
from reportedly.ledger.reading_rows import unflat

StoryOrder = Literal["new", "name", "size"]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a list: its counts, its first and last article, how many claims are disputed, and what is new.

    ``fresh`` counts documents added since the time that was asked about; ``changed`` is in UTC, ``None`` for an old ledger.
    """

    name: str
    id: str | None
    title: str | None
    changed: datetime | None
    documents: int
    outlets: int
    claims: int
    disputed: int
    first: date | None
    last: date | None
    fresh: int


@dataclass(frozen=True, slots=True)
class StoryHead:
    """A story without its parts. ``revision`` counts its changes; ``stale`` where it has still to be compiled."""

    name: str
    id: str | None
    title: str
    revision: int
    stale: bool
    documents: int
    outlets: int
    statements: int
    claims: int
    first: date | None
    last: date | None


def story_lines(
    connection: Connection,
    *,
    words: str = "",
    outlet: str = "",
    disputed: bool = False,
    order: StoryOrder = "new",
    since: datetime | None = None,
    offset: int = 0,
    limit: int = 40,
) -> tuple[tuple[StoryLine, ...], int]:
    """A page of the stories whose name has all these words, and how many there are in all.

    ``outlet`` leaves those with an article of an outlet that is called so, ``disputed`` those with a claim that is.
    """
    fits = [*_called(words), *([_carried(outlet)] if outlet.strip() else []), *([_torn()] if disputed else [])]
    total = connection.execute(select(func.count()).select_from(t.stories).where(*fits)).scalar_one()
    page = select(t.stories).where(*fits).order_by(*_ordering(order)).offset(offset).limit(limit)
    return _lines(connection, connection.execute(page).all(), since), total


def stories_page(
    connection: Connection, *, words: str = "", order: StoryOrder = "new", after: Key | None, limit: int
) -> Page[StoryLine]:
    """The same a page at a time, each beginning after the last story of the one before (its place in this order, its name)."""
    chosen = select(t.stories).where(*_called(words)).order_by(*_ordering(order)).limit(limit + 1)
    if after is not None:
        chosen = chosen.where(_behind(order, *after))
    rows = connection.execute(chosen).all()
    lines = _lines(connection, rows[:limit], None)
    if len(rows) <= limit:
        return Page(lines)
    last = lines[-1]
    place = last.documents if order == "size" else last.changed.isoformat() if order == "new" and last.changed else ""
    return Page(lines, (place, last.name))


def _called(words: str) -> list[ColumnElement[bool]]:
    return [func.lower(t.stories.c.name).contains(w.lower(), autoescape=True) for w in words.split()]


def _carried(outlet: str) -> ColumnElement[bool]:
    m, d = t.memberships.c, t.documents.c
    named = func.lower(d.outlet).contains(outlet.strip().lower(), autoescape=True)
    mine = select(m.document).join(t.documents, d.id == m.document).where(m.story == t.stories.c.name, named)
    return mine.correlate(t.stories).exists()


def _torn() -> ColumnElement[bool]:
    held = for_and_against().subquery().c
    return t.stories.c.name.in_(select(held.story).where(held.pro > 0, held.contra > 0))


def _size() -> ColumnElement[int]:
    m = t.memberships.c
    return select(func.count()).where(m.story == t.stories.c.name).scalar_subquery()


def _ordering(order: StoryOrder) -> tuple[ColumnElement[Any], ...]:
    s = t.stories.c
    orders: dict[StoryOrder, tuple[ColumnElement[Any], ...]] = {
        "new": (s.changed.desc().nullslast(), s.name),
        "name": (s.name,),
        "size": (_size().desc(), s.name),
    }
    return orders[order]


def _behind(order: StoryOrder, place: str | float, name: str | float) -> ColumnElement[bool]:
    """What comes after a story that stands at this place in the order."""
    s = t.stories.c
    if order == "name":
        return s.name > name
    if order == "size":
        return or_(_size() < place, and_(_size() == place, s.name > name))
    if not place:
        return and_(s.changed.is_(None), s.name > name)
    changed = datetime.fromisoformat(str(place))
    return or_(s.changed < changed, s.changed.is_(None), and_(s.changed == changed, s.name > name))


def _lines(connection: Connection, rows: Sequence[Row[Any]], since: datetime | None) -> tuple[StoryLine, ...]:
    names = [row.name for row in rows]
    documents = _document_counts(connection, names, since)
    claims = _claim_counts(connection, names)
    return tuple(
        unflat(
            StoryLine,
            row,
            **asdict(documents.get(row.name, _Counts())),
            claims=claims[row.name][0],
            disputed=claims[row.name][1],
        )
        for row in rows
    )


@dataclass(frozen=True)
class _Counts:
    documents: int = 0
    outlets: int = 0
    first: date | None = None
    last: date | None = None
    fresh: int = 0


def _document_counts(connection: Connection, names: Sequence[str], since: datetime | None) -> dict[str, _Counts]:
    m, d = t.memberships.c, t.documents.c
    fresh = func.sum(case((d.added > since, 1), else_=0)) if since else func.sum(0)
    grouped = (
        select(m.story, func.count(), func.count(d.outlet.distinct()), _first(), _last(), fresh)
        .join(t.documents, d.id == m.document)
        .where(m.story.in_(names))
        .group_by(m.story)
    )
    return {row[0]: _Counts(*row[1:]) for row in connection.execute(grouped).all()}


def _first() -> ColumnElement[date]:
    return func.min(func.coalesce(t.documents.c.published_earliest, t.documents.c.published_latest))


def _last() -> ColumnElement[date]:
    return func.max(func.coalesce(t.documents.c.published_latest, t.documents.c.published_earliest))


def _claim_counts(connection: Connection, names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """For each story how many claims it has, and how many of them are disputed."""
    c = t.claims.c
    counted = _pairs(connection, select(c.story, func.count()).where(c.story.in_(names)).group_by(c.story))
    held = for_and_against().where(t.mentions.c.story.in_(names)).subquery()
    torn = select(held.c.story, func.count()).where(held.c.pro > 0, held.c.contra > 0).group_by(held.c.story)
    disputed = _pairs(connection, torn)
    return {name: (counted.get(name, 0), disputed.get(name, 0)) for name in names}


def _pairs(connection: Connection, chosen: Select[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(chosen)}


def story_name(connection: Connection, asked: str) -> str:
    """The name of the story with this name or id, or the only one that starts so. Raises NotInLedger."""
    s = t.stories.c
    row = connection.execute(select(s.name).where(or_(s.id == asked, s.name == asked))).first()
    return str(row.name) if row else find_story(connection, asked).name


def story_head(connection: Connection, asked: str) -> StoryHead:
    """A story by its name or id. Raises NotInLedger."""
    name = story_name(connection, asked)
    s, m = t.stories.c, t.memberships.c
    row = connection.execute(select(t.stories).where(s.name == name)).one()
    counts = _document_counts(connection, [name], None).get(name, _Counts())
    said = select(func.count()).join(t.memberships, m.document == t.statements.c.document).where(m.story == name)
    claims = select(func.count()).select_from(t.claims).where(t.claims.c.story == name)
    return StoryHead(
        name=name,
        id=row.id,
        title=row.title or name,
        revision=row.revision,
        stale=row.id is None or row.judged,
        documents=counts.documents,
        outlets=counts.outlets,
        statements=connection.execute(said.select_from(t.statements)).scalar_one(),
        claims=connection.execute(claims).scalar_one(),
        first=counts.first,
        last=counts.last,
    )


def story_title(connection: Connection, name: str) -> str:
    """The title of the story of this name, or its name where it is not compiled."""
    return connection.execute(select(t.stories.c.title).where(t.stories.c.name == name)).scalar_one() or name


def revision(connection: Connection, asked: str) -> tuple[str, int]:
    """A story's name and revision, for what is kept of its pages. Raises NotInLedger."""
    row = connection.execute(_revision(), {"asked": asked}).first()
    if row is None:
        row = connection.execute(_revision(), {"asked": story_name(connection, asked)}).one()
    return row[0], row[1]


@cache
def _revision() -> Select[Any]:
    s = t.stories.c
    asked: BindParameter[Any] = bindparam("asked")
    return select(s.name, s.revision).where(or_(s.id == asked, s.name == asked))


def revision_of_document(connection: Connection, document: str) -> int | None:
    """The sum of the revisions of a document's stories; ``None`` where it is in none, or has none that is compiled."""
    s, m = t.stories.c, t.memberships.c
    joined = select(func.sum(s.revision)).join(t.memberships, m.story == s.name).where(m.document == document)
    found: int | None = connection.execute(joined).scalar_one()
    return found
