"""What the pages of the web app and the API ask of a ledger, each by its indexes: lists by page, heads, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, null, or_, select

from reportedly.errors import NotInLedger
from reportedly.ledger import tables as t
from reportedly.ledger.judgements import judgements_about
from reportedly.ledger.lookups import find_story
from reportedly.ledger.reading_rows import unflat
from reportedly.ledger.story_rows import as_relation, read_claims
from reportedly.model import Claim, Duplicate, Independence, Mention, Origin, Relation, Stance, TimelineEntry

StoryOrder = Literal["new", "name", "size"]
FOR = ("affirms", "considers")
AGAINST = ("denies", "doubts")


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


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in a list."""

    story: str
    id: str
    label: str
    type: str
    status: str
    articles: int
    outlets: int
    known_independent: int
    not_established: int
    not_recorded: int
    mentions: int
    disputed: bool


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a list."""

    id: str
    uri: str
    title: str | None
    outlet: str | None
    first: date | None
    last: date | None
    added: datetime | None
    story: str | None


@dataclass(frozen=True, slots=True)
class OutletCell:
    """What one outlet does to one claim: how many mentions take this stance, in its own voice or another's, one of them."""

    claim: str
    outlet: str | None
    stance: Stance
    own_voice: bool
    mentions: int
    articles: int
    document: str
    event: str | None
    statement: str | None


# ---- stories ---------------------------------------------------------------------------------------------------------


def story_lines(
    connection: Connection,
    *,
    words: str = "",
    order: StoryOrder = "new",
    since: datetime | None = None,
    offset: int = 0,
    limit: int = 40,
) -> tuple[tuple[StoryLine, ...], int]:
    """A page of the stories whose name has all these words, and how many there are in all."""
    s, m = t.stories.c, t.memberships.c
    fits = [func.lower(s.name).contains(w.lower(), autoescape=True) for w in words.split()]
    total = connection.execute(select(func.count()).select_from(t.stories).where(*fits)).scalar_one()
    size = select(func.count()).where(m.story == s.name).scalar_subquery()
    orders: dict[StoryOrder, tuple[ColumnElement[Any], ...]] = {
        "new": (s.changed.desc().nullslast(), s.name),
        "name": (s.name,),
        "size": (size.desc(), s.name),
    }
    page = select(t.stories).where(*fits).order_by(*orders[order]).offset(offset).limit(limit)
    rows = connection.execute(page).all()
    return _lines(connection, rows, since), total


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
    stands = _stands().where(t.mentions.c.story.in_(names)).subquery()
    torn = select(stands.c.story, func.count()).where(stands.c.pro > 0, stands.c.contra > 0).group_by(stands.c.story)
    disputed = _pairs(connection, torn)
    return {name: (counted.get(name, 0), disputed.get(name, 0)) for name in names}


def _pairs(connection: Connection, chosen: Select[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(chosen)}


def _stands() -> Select[Any]:
    """For each claim: its mentions, and how many of them are for and against it."""
    m = t.mentions.c
    return select(
        m.story,
        m.claim,
        func.count().label("mentions"),
        func.sum(case((m.stance.in_(FOR), 1), else_=0)).label("pro"),
        func.sum(case((m.stance.in_(AGAINST), 1), else_=0)).label("contra"),
    ).group_by(m.story, m.claim)


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


def revision(connection: Connection, asked: str) -> tuple[str, int]:
    """A story's name and revision, for what is kept of its pages. Raises NotInLedger."""
    name = story_name(connection, asked)
    return name, connection.execute(select(t.stories.c.revision).where(t.stories.c.name == name)).scalar_one()


def revision_of_document(connection: Connection, document: str) -> int | None:
    """The sum of the revisions of a document's stories; ``None`` where it is in none, or has none that is compiled."""
    s, m = t.stories.c, t.memberships.c
    joined = select(func.sum(s.revision)).join(t.memberships, m.story == s.name).where(m.document == document)
    found: int | None = connection.execute(joined).scalar_one()
    return found


# ---- claims ----------------------------------------------------------------------------------------------------------


def claim_lines(connection: Connection, story: str) -> tuple[ClaimLine, ...]:
    """The claims of the story of this name: what several articles dispute first, then what stands in most articles."""
    c, m = t.claims.c, t.mentions.c
    stands = {row.claim: row for row in connection.execute(_stands().where(m.story == story))}
    lines = [
        _claim_line(row, stands.get(row.id)) for row in connection.execute(select(t.claims).where(c.story == story))
    ]
    return tuple(sorted(lines, key=importance))


def importance(line: ClaimLine) -> tuple[bool, int, bool, int, str, str]:
    """What claims are put in order by."""
    torn = line.disputed and line.articles > 1
    return not torn, -line.articles, not line.disputed, -line.mentions, line.label, line.id


def _claim_line(row: Row[Any], stands: Row[Any] | None) -> ClaimLine:
    disputed = stands is not None and stands.pro > 0 and stands.contra > 0
    mentions = stands.mentions if stands is not None else 0
    return unflat(ClaimLine, row, mentions=mentions, disputed=disputed)


def claim_home(connection: Connection, claim: str) -> tuple[str, str]:
    """The name of a claim's story and the claim's id, by the id or its start. Raises NotInLedger."""
    c = t.claims.c
    row = connection.execute(select(c.story, c.id).where(c.id == claim).order_by(c.story)).first()
    if row is None:
        prefix = claim if claim.startswith("clm-") else f"clm-{claim}"
        rows = connection.execute(select(c.story, c.id).where(c.id.startswith(prefix, autoescape=True)).limit(2)).all()
        row = rows[0] if len(rows) == 1 else None
    if row is None:
        raise NotInLedger(f"No claim {claim!r} in the ledger. It may have been compiled anew: look in its story")
    return str(row.story), str(row.id)


def claims_of_document(connection: Connection, document: str) -> tuple[ClaimLine, ...]:
    """The claims that a document speaks of."""
    c, m = t.claims.c, t.mentions.c
    rows = connection.execute(
        select(t.claims)
        .where(select(m.claim).where(m.document == document, m.story == c.story, m.claim == c.id).exists())
        .where(c.story.in_(select(t.memberships.c.story).where(t.memberships.c.document == document)))
        .order_by(c.articles.desc(), c.label)
    ).all()
    return tuple(_claim_line(row, None) for row in rows)


def claims_in_full(connection: Connection, story: str, claims: Sequence[str]) -> tuple[Claim, ...]:
    """These claims (ids) of the story of this name with their parts, in the order asked for."""
    found = {c.id: c for c in read_claims(connection, story, claims)}
    return tuple(found[c] for c in claims if c in found)


def claim_in_full(connection: Connection, story: str, claim: str) -> Claim:
    """A claim with its parts. Raises NotInLedger."""
    found = read_claims(connection, story, [claim])
    if not found:
        raise NotInLedger(f"No claim {claim!r} in the story {story!r}")
    return found[0]


def outlet_cells(connection: Connection, story: str, claims: Sequence[str]) -> tuple[OutletCell, ...]:
    """What each outlet does to each of these claims."""
    m, d = t.mentions.c, t.documents.c
    own = m.holder.is_(None).label("own_voice")
    grouped = (
        select(
            m.claim,
            d.outlet,
            m.stance,
            own,
            func.count().label("mentions"),
            func.count(m.document.distinct()).label("articles"),
            func.min(m.ordinal).label("at"),
        )
        .join(t.documents, d.id == m.document)
        .where(m.story == story, m.claim.in_(claims))
        .group_by(m.claim, d.outlet, m.stance, own)
    ).subquery()
    rows: Iterable[Row[Any]] = connection.execute(
        select(grouped, m.document, m.event, m.statement).join(
            t.mentions, (m.story == story) & (m.claim == grouped.c.claim) & (m.ordinal == grouped.c.at)
        )
    )
    return tuple(unflat(OutletCell, row, own_voice=bool(row.own_voice)) for row in rows)


# ---- parts of a story ------------------------------------------------------------------------------------------------


def origins_by_id(connection: Connection, story: str, ids: Iterable[str]) -> tuple[Origin, ...]:
    """These origins of the story of this name."""
    o = t.origins.c
    rows = connection.execute(select(t.origins).where(o.story == story, o.id.in_(sorted(set(ids)))).order_by(o.ordinal))
    return tuple(unflat(Origin, row) for row in rows)


def duplicates_of(connection: Connection, documents: Iterable[str]) -> tuple[Duplicate, ...]:
    """The pairs among which one of these documents is."""
    ids, d = sorted(set(documents)), t.duplicates.c
    rows = connection.execute(select(t.duplicates).where(d.a.in_(ids) | d.b.in_(ids)).order_by(d.story, d.ordinal))
    return tuple(dict.fromkeys(unflat(Duplicate, row) for row in rows))


def timeline_of(connection: Connection, story: str, limit: int) -> tuple[TimelineEntry, ...]:
    """The first so many dated entries of the story of this name, those of which most is told before others."""
    e, m = t.timeline.c, t.mentions.c
    told = select(func.count()).where(m.event == e.event, e.event.isnot(None)).scalar_subquery()
    dated = or_(e.earliest.isnot(None), e.latest.isnot(None))
    rows = connection.execute(
        select(t.timeline).where(e.story == story, dated).order_by(told.desc(), e.ordinal).limit(limit)
    )
    return tuple(unflat(TimelineEntry, row) for row in rows)


def document_lines(
    connection: Connection, *, story: str | None = None, offset: int = 0, limit: int = 50
) -> tuple[DocumentLine, ...]:
    """A page of the documents of a story by date, or of all, those added last first."""
    d, m = t.documents.c, t.memberships.c
    columns = (
        d.id,
        d.uri,
        d.title,
        d.outlet,
        d.published_earliest.label("first"),
        d.published_latest.label("last"),
        d.added,
    )
    chosen: Select[Any]
    if story is None:
        first = select(func.min(m.story)).where(m.document == d.id).scalar_subquery()
        chosen = select(*columns, first.label("story")).order_by(d.added.desc().nullslast(), d.id)
    else:
        when = func.coalesce(d.published_earliest, d.published_latest)
        joined = select(*columns, m.story).join(t.memberships, m.document == d.id).where(m.story == story)
        chosen = joined.order_by(when.nullslast(), d.uri)
    rows: Iterable[Row[Any]] = connection.execute(chosen.offset(offset).limit(limit))
    return tuple(unflat(DocumentLine, row) for row in rows)


def stories_of_document(connection: Connection, document: str) -> tuple[tuple[str, str | None], ...]:
    """The stories (name, id) that a document is in."""
    s, m = t.stories.c, t.memberships.c
    chosen = select(s.name, s.id).join(t.memberships, m.story == s.name).where(m.document == document).order_by(s.name)
    return tuple((row.name, row.id) for row in connection.execute(chosen))


def documents_by_id(connection: Connection, documents: Iterable[str]) -> tuple[DocumentLine, ...]:
    """These documents, by uri."""
    d = t.documents.c
    first, last = d.published_earliest.label("first"), d.published_latest.label("last")
    columns = (d.id, d.uri, d.title, d.outlet, first, last, d.added, null().label("story"))
    chosen: Select[Any] = select(*columns).where(d.id.in_(sorted(set(documents)))).order_by(d.uri)
    return tuple(unflat(DocumentLine, row) for row in connection.execute(chosen))


def relations_of(connection: Connection, story: str, claim: str, limit: int = 60) -> tuple[Relation, ...]:
    """The first so many relations of a claim of the story of this name."""
    r = t.relations.c
    mine = (r.story == story) & ((r.a_claim == claim) | (r.b_claim == claim))
    rows = connection.execute(select(t.relations).where(mine).order_by(r.ordinal).limit(limit))
    return tuple(as_relation(row) for row in rows)


def stances_of(connection: Connection, story: str, events: Sequence[str]) -> tuple[Claim, ...]:
    """The claims of these events, with those of their mentions alone: what a timeline colours its entries by."""
    m = t.mentions.c
    chosen = select(t.mentions).where(m.event.in_(events), m.story == story).order_by(m.claim, m.ordinal)
    by_claim: dict[str, list[Mention]] = {}
    for row in connection.execute(chosen):
        by_claim.setdefault(row.claim, []).append(unflat(Mention, row))
    none = Independence(0, 0, 0, 0, 0, ())
    return tuple(Claim(c, story, "", "", (), "none", tuple(ms), (), (), (), none) for c, ms in by_claim.items())


def grades_of(connection: Connection, targets: Sequence[str]) -> dict[str, str]:
    """The reliability that analysts gave these sources (origins or entities), the last one that stands."""
    found: dict[str, str] = {}
    for held in reversed(judgements_about(connection, *targets) if targets else ()):
        if not held.retracted and held.judgement.change.reliability:
            found[held.judgement.about] = held.judgement.change.reliability
    return found


def stances_by_event(connection: Connection, events: Sequence[str]) -> dict[str, str]:
    """The stance that each of these events takes in its claim."""
    m = t.mentions.c
    return {row.event: row.stance for row in connection.execute(select(m.event, m.stance).where(m.event.in_(events)))}
