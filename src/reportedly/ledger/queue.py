"""What had better be judged, as it was stored when stories were compiled."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from reportedly.ledger import tables as t
from reportedly.ledger.reading_rows import unflat
from reportedly.model import Doubt


@dataclass(frozen=True, slots=True)
class Queued:
    """A doubt with its story and the label of its claim."""

    story: str
    label: str
    doubt: Doubt


def queued(connection: Connection, offset: int, limit: int, story: str | None = None) -> tuple[tuple[Queued, ...], int]:
    """A page of the doubts that nobody has judged yet, what matters most first, and how many there are."""
    d, c, j = t.doubts.c, t.claims.c, t.judgements.c
    open_ = ~select(j.id).where(j.about == d.target).exists()
    fits = (open_, d.story == story) if story is not None else (open_,)
    total = connection.execute(select(func.count()).select_from(t.doubts).where(*fits)).scalar_one()
    chosen = (
        select(t.doubts, c.label)
        .join(t.claims, (c.story == d.story) & (c.id == d.claim))
        .where(*fits)
        .order_by(d.score.desc(), d.target)
        .offset(offset)
        .limit(limit)
    )
    return tuple(Queued(row.story, row.label, unflat(Doubt, row)) for row in connection.execute(chosen)), total


def judgement_count(connection: Connection) -> int:
    """How many judgements the ledger holds, retracted ones and retractions too."""
    return connection.execute(select(func.count()).select_from(t.judgements)).scalar_one()
