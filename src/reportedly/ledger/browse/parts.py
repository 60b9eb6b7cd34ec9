"""Parts of a story that its pages draw: origins, timeline, grades."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, or_, select

from reportedly.ledger import tables as t
from reportedly.ledger.judgements import judgements_about
from reportedly.ledger.reading_rows import unflat
from reportedly.model import Origin, TimelineEntry


def origins_by_id(connection: Connection, story: str, ids: Iterable[str]) -> tuple[Origin, ...]:
    """These origins of the story of this name."""
    o = t.origins.c
    rows = connection.execute(select(t.origins).where(o.story == story, o.id.in_(sorted(set(ids)))).order_by(o.ordinal))
    return tuple(unflat(Origin, row) for row in rows)


def timeline_of(connection: Connection, story: str, limit: int) -> tuple[TimelineEntry, ...]:
    """The first so many dated entries of the story of this name, those of which most is told before others."""
    e, m = t.timeline.c, t.mentions.c
    told = select(func.count()).where(m.event == e.event, e.event.isnot(None)).scalar_subquery()
    dated = or_(e.earliest.isnot(None), e.latest.isnot(None))
    rows = connection.execute(
        select(t.timeline).where(e.story == story, dated).order_by(told.desc(), e.ordinal).limit(limit)
    )
    return tuple(unflat(TimelineEntry, row) for row in rows)


def grades_of(connection: Connection, targets: Sequence[str]) -> dict[str, str]:
    """The reliability that analysts gave these sources (origins or entities), the last one that stands."""
    found: dict[str, str] = {}
    for held in reversed(judgements_about(connection, *targets) if targets else ()):
        if not held.retracted and held.judgement.change.reliability:
            found[held.judgement.about] = held.judgement.change.reliability
    return found
