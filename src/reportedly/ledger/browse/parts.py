"""Parts of a story that its pages draw: origins, timeline, grades."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, or_, select

from reportedly.ledger import tables as t
from reportedly.ledger.among import among
from reportedly.ledger.browse.claims import mention_columns
from reportedly.ledger.judgements import Held
from reportedly.ledger.reading_rows import unflat
from reportedly.model import Mention, Origin, TimelineEntry, Value


def origins_by_id(connection: Connection, story: str, ids: Iterable[str]) -> tuple[Origin, ...]:
    """These origins of the story of this name."""
    rows = connection.execute(_origins(), {"story": story, "ids": sorted(set(ids))}).all()
    return tuple(unflat(Origin, row) for row in rows)


@cache
def _origins() -> Select[Any]:
    o = t.origins.c
    return select(t.origins).where(o.story == bindparam("story"), among(o.id, "ids")).order_by(o.ordinal)


def timeline_of(connection: Connection, story: str, limit: int) -> tuple[TimelineEntry, ...]:
    """The first so many dated entries of the story of this name, those of which most is told before others."""
    rows = connection.execute(_timeline(), {"story": story, "most": limit})
    return tuple(TimelineEntry(*row) for row in rows)


@cache
def _timeline() -> Select[Any]:
    e, m = t.timeline.c, t.mentions.c
    told = select(func.count()).where(m.event == e.event, e.event.isnot(None)).scalar_subquery()
    dated = or_(e.earliest.isnot(None), e.latest.isnot(None))
    chosen = select(*(e[f.name] for f in fields(TimelineEntry))).where(e.story == bindparam("story"), dated)
    return chosen.order_by(told.desc(), e.ordinal).limit(bindparam("most"))


def grades_in(judged: Sequence[Held], targets: Iterable[str]) -> dict[str, str]:
    """The reliability that these judgements, latest first, give these sources (origins or entities), the last that stands."""
    sources, found = set(targets), dict[str, str]()
    for held in reversed(judged):
        if held.judgement.about in sources and not held.retracted and held.judgement.change.reliability:
            found[held.judgement.about] = held.judgement.change.reliability
    return found


def main_support(
    connection: Connection, story: str, claims: Sequence[str], origins: int, documents: int
) -> tuple[Mention, ...]:
    """The mentions that affirm these claims: of the origins that most documents rest on, in the documents with most of them."""
    springs, articles, chosen = _support()
    given: dict[str, Any] = {"story": story, "claims": claims}
    given["springs"] = connection.execute(springs, given | {"most": origins}).scalars().all()
    given["articles"] = connection.execute(articles, given | {"most": documents}).scalars().all()
    return tuple(Mention(*row) for row in connection.execute(chosen, given))


@cache
def _support() -> tuple[Select[Any], Select[Any], Select[Any]]:
    """The origins that most documents rest on; the documents with most mentions of these; those mentions."""
    m = t.mentions.c
    fits = (m.story == bindparam("story")) & among(m.claim, "claims") & (m.stance == "affirms")
    origin = func.coalesce(m.origin, "")
    most = func.count(m.document.distinct()).desc()
    springs = select(origin).where(fits).group_by(origin).order_by((origin == ""), most, origin)
    rests = fits & among(origin, "springs")
    articles = select(m.document).where(rests).group_by(m.document).order_by(func.count().desc(), m.document)
    chosen = select(*mention_columns()).where(rests, among(m.document, "articles"))
    return (
        springs.limit(bindparam("most")),
        articles.limit(bindparam("most")),
        chosen.order_by(m.claim, m.ordinal),
    )


def homes_of_events(connection: Connection, events: Sequence[str]) -> dict[str, str]:
    """The documents that these events stand in."""
    return {row.id: row.document for row in connection.execute(_homes(), {"ids": events})} if events else {}


@cache
def _homes() -> Select[Any]:
    e = t.events.c
    return select(e.id, e.document).where(among(e.id, "ids"))


def reasons_of(connection: Connection, story: str, claims: Sequence[str]) -> tuple[str, ...]:
    """Why the origins of these claims are held independent or not, each reason once."""
    given = connection.execute(_reasons(), {"story": story, "claims": claims}).scalars()
    return tuple(dict.fromkeys(reason for reasons in given for reason in reasons))


@cache
def _reasons() -> Select[Any]:
    c = t.claims.c
    return select(c.reasons).where(c.story == bindparam("story"), among(c.id, "claims")).order_by(c.ordinal)


@dataclass(frozen=True, slots=True)
class GivenValue:
    """A number of a claim as one outlet gives it: the document it stands in, its unit, and how many outlets give it so."""

    value: Value
    document: str
    unit: str
    outlets: int


def told_apart(connection: Connection, story: str, claims: Sequence[str]) -> frozenset[str]:
    """Those of these claims for which one number is given in more than one wording."""
    return frozenset(connection.execute(_wordings(), {"story": story, "claims": claims}).scalars())


@cache
def _wordings() -> Select[Any]:
    v = t.claim_values.c
    said = select(v.claim, v.role, v.low, v.high, func.lower(v.name)).distinct()
    each = said.where(v.story == bindparam("story"), among(v.claim, "claims")).subquery().c
    return select(each.claim).distinct().group_by(each.claim, each.role).having(func.count() > 1)


def values_by_outlet(
    connection: Connection, story: str, claims: Sequence[str], most: int
) -> dict[str, tuple[GivenValue, ...]]:
    """The numbers given for these claims, by claim: of each wording one an outlet, and of so many outlets at most."""
    asked = {"story": story, "claims": claims, "most": most}
    found: dict[str, list[GivenValue]] = defaultdict(list)
    for claim, role, low, high, name, event, document, counted, outlets in connection.execute(_values(), asked):
        found[claim].append(GivenValue(Value(role, low, high, name, event), document, counted or "", outlets))
    return {claim: tuple(values) for claim, values in found.items()}


@cache
def _values() -> Select[Any]:
    v, e, d, q = t.claim_values.c, t.events.c, t.documents.c, t.quantities.c
    said = (v.claim, v.role, v.low, v.high, func.lower(v.name).label("words"))
    given: Select[Any] = (
        select(*said, func.min(v.name).label("name"), func.min(v.event).label("event"))
        .join_from(t.claim_values, t.events, e.id == v.event)
        .join(t.documents, d.id == e.document)
        .where(v.story == bindparam("story"), among(v.claim, "claims"))
        .group_by(*said, func.coalesce(d.outlet, d.id))
    )
    g = given.subquery().c
    wording = [g.claim, g.role, g.low, g.high, g.words]
    place = func.row_number().over(partition_by=wording, order_by=g.event)
    ranked = select(*g, place.label("place"), func.count().over(partition_by=wording).label("outlets")).subquery()
    r = ranked.c
    same = (q.event == r.event) & (q.role == r.role) & (q.name == r.name)
    unit = select(func.min(q.unit)).where(same).correlate(ranked).scalar_subquery()
    return (
        select(r.claim, r.role, r.low, r.high, r.name, r.event, e.document, unit, r.outlets)
        .join(t.events, e.id == r.event)
        .where(r.place <= bindparam("most"))
        .order_by(r.claim, r.role, r.low, r.high, r.name, r.event)
    )
