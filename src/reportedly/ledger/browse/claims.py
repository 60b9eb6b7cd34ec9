"""Claims as pages list them, whole, and by outlet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Column, Connection, Row, Select, String, bindparam, case, func, select

from reportedly.errors import NotInLedger
from reportedly.ledger import tables as t
from reportedly.ledger.among import among
from reportedly.ledger.reading_rows import unflat
from reportedly.ledger.story_rows import as_relation, read_claims
from reportedly.model import Claim, Independence, Mention, Relation, Stance

FOR = ("affirms", "considers")
AGAINST = ("denies", "doubts")
_NO_SUPPORT = Independence(0, 0, 0, 0, 0, ())


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
class OutletCell:
    """What one outlet does to one claim: how many mentions take this stance, in its own voice or another's, one of them."""

    claim: str
    outlet: str | None
    stance: Stance
    own_voice: bool
    mentions: int
    document: str
    event: str | None
    statement: str | None


def for_and_against() -> Select[Any]:
    """For each claim: its mentions, and how many of them are for and against it."""
    m = t.mentions.c
    return select(
        m.story,
        m.claim,
        func.count().label("mentions"),
        func.sum(case((m.stance.in_(FOR), 1), else_=0)).label("pro"),
        func.sum(case((m.stance.in_(AGAINST), 1), else_=0)).label("contra"),
    ).group_by(m.story, m.claim)


def claim_lines(connection: Connection, story: str) -> tuple[ClaimLine, ...]:
    """The claims of the story of this name: what several articles dispute first, then what stands in most articles."""
    claims, stands = _lines()
    counted = {row.claim: row for row in connection.execute(stands, {"story": story})}
    lines = [_claim_line(row, counted.get(row.id)) for row in connection.execute(claims, {"story": story})]
    return tuple(sorted(lines, key=importance))


@cache
def _lines() -> tuple[Select[Any], Select[Any]]:
    here: BindParameter[Any] = bindparam("story")
    return select(t.claims).where(t.claims.c.story == here), for_and_against().where(t.mentions.c.story == here)


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
    row = connection.execute(_home(), {"claim": claim}).first()
    if row is None:
        prefix = claim if claim.startswith("clm-") else f"clm-{claim}"
        rows = connection.execute(select(c.story, c.id).where(c.id.startswith(prefix, autoescape=True)).limit(2)).all()
        row = rows[0] if len(rows) == 1 else None
    if row is None:
        raise NotInLedger(f"No claim {claim!r} in the ledger. It may have been compiled anew: look in its story")
    return str(row.story), str(row.id)


@cache
def _home() -> Select[Any]:
    c = t.claims.c
    return select(c.story, c.id).where(c.id == bindparam("claim")).order_by(c.story)


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


def claims_at(connection: Connection, story: str, claims: Sequence[str], events: Sequence[str]) -> tuple[Claim, ...]:
    """These claims (ids) of the story of this name, each with its wording and its mentions of these events, and no more."""
    held = {claim.id: claim for claim in stances_of(connection, story, events)}
    rows = connection.execute(_labels(), {"story": story, "claims": claims}).all() if claims else ()
    bare = Claim("", story, "", "", (), "none", (), (), (), (), _NO_SUPPORT)
    return tuple(replace(held.get(ident, bare), id=ident, label=label) for ident, label in rows)


@cache
def _labels() -> Select[Any]:
    c = t.claims.c
    here: BindParameter[Any] = bindparam("story")
    return select(c.id, c.label).where(c.story == here, among(c.id, "claims")).order_by(c.ordinal)


def claim_in_full(connection: Connection, story: str, claim: str) -> Claim:
    """A claim with its parts. Raises NotInLedger."""
    found = read_claims(connection, story, [claim])
    if not found:
        raise NotInLedger(f"No claim {claim!r} in the story {story!r}")
    return found[0]


def outlet_cells(connection: Connection, story: str, claims: Sequence[str]) -> tuple[OutletCell, ...]:
    """What each outlet does to each of these claims."""
    rows: Iterable[Any] = connection.execute(_outlet_cells(), {"story": story, "claims": claims}).all()
    return tuple(
        OutletCell(claim, outlet, stance, bool(own_voice), *rest) for claim, outlet, stance, own_voice, *rest in rows
    )


@cache
def _outlet_cells() -> Select[Any]:
    m, d = t.mentions.c, t.documents.c
    here: BindParameter[Any] = bindparam("story")
    own = m.holder.is_(None).label("own_voice")
    grouped = (
        select(
            m.claim,
            d.outlet,
            m.stance,
            own,
            func.count().label("mentions"),
            func.min(m.ordinal).label("at"),
        )
        .join(t.documents, d.id == m.document)
        .where(m.story == here, among(m.claim, "claims"))
        .group_by(m.claim, d.outlet, m.stance, own)
    ).subquery()
    first = (m.story == here) & (m.claim == grouped.c.claim) & (m.ordinal == grouped.c.at)
    columns = (*(c for c in grouped.c if c.name != "at"), m.document, m.event, m.statement)
    return select(*columns).join_from(grouped, t.mentions, first)


def relations_of(connection: Connection, story: str, claim: str, limit: int = 60) -> tuple[Relation, ...]:
    """The first so many relations of a claim of the story of this name."""
    rows = connection.execute(_relations(), {"story": story, "claim": claim, "most": limit})
    return tuple(as_relation(row) for row in rows)


@cache
def _relations() -> Select[Any]:
    r, claim = t.relations.c, bindparam("claim", type_=String())
    mine = (r.story == bindparam("story")) & ((r.a_claim == claim) | (r.b_claim == claim))
    return select(t.relations).where(mine).order_by(r.ordinal).limit(bindparam("most"))


def stances_of(connection: Connection, story: str, events: Sequence[str]) -> tuple[Claim, ...]:
    """The claims of these events, with those of their mentions alone: what a timeline colours its entries by."""
    by_claim: dict[str, list[Mention]] = {}
    for claim, *mention in connection.execute(_stances(), {"story": story, "events": events}).all() if events else ():
        by_claim.setdefault(claim, []).append(Mention(*mention))
    return tuple(Claim(c, story, "", "", (), "none", tuple(ms), (), (), (), _NO_SUPPORT) for c, ms in by_claim.items())


@cache
def _stances() -> Select[Any]:
    m = t.mentions.c
    chosen = select(m.claim, *mention_columns()).where(among(m.event, "events"))
    return chosen.where(m.story == bindparam("story")).order_by(m.claim, m.ordinal)


def mention_columns() -> tuple[Column[Any], ...]:
    """The columns of a mention in the order of its fields."""
    return tuple(t.mentions.c[f.name] for f in fields(Mention))


def stances_by_event(connection: Connection, events: Sequence[str]) -> dict[str, str]:
    """The stance that each of these events takes in its claim."""
    m = t.mentions.c
    return {row.event: row.stance for row in connection.execute(select(m.event, m.stance).where(m.event.in_(events)))}
