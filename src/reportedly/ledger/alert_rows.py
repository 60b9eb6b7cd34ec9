"""Alerts in the ledger, what each story told when they were last looked for, and their way to a webhook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from reportedly.ledger import watch_tables as w
from reportedly.ledger.reading_rows import flat, put, unflat
from reportedly.model import Alert


@dataclass(frozen=True, slots=True)
class AlertEntry:
    """An alert, and when it was given."""

    at: datetime
    alert: Alert


@dataclass(frozen=True, slots=True)
class Delivery:
    """An alert on its way to a webhook; ``tries`` so far."""

    given: AlertEntry
    hook: str
    tries: int


def put_alerts(connection: Connection, found: Iterable[Alert], at: datetime, hooks: Iterable[str] = ()) -> int:
    """Keep alerts, and have them sent to each of the hooks; one that is kept already is not given again. How many are new."""
    a = w.alerts.c
    new = [n for n in found if connection.execute(select(a.id).where(a.id == n.id)).first() is None]
    put(connection, w.alerts, (flat(n, at=at) for n in new))
    put(connection, w.deliveries, ({"alert": n.id, "hook": h, "due": at, "tries": 0} for n in new for h in hooks))
    return len(new)


def alerts(connection: Connection, *, story: str | None = None, most: int = 100) -> tuple[AlertEntry, ...]:
    """The latest alerts, of one story (by name) or of all, the newest first."""
    chosen = select(w.alerts).order_by(w.alerts.c.at.desc(), w.alerts.c.id).limit(most)
    if story is not None:
        chosen = chosen.where(w.alerts.c.story == story)
    return tuple(_entry(row) for row in connection.execute(chosen))


def mark(connection: Connection, story: str) -> Any | None:
    """What a story told when alerts were last looked for, as :func:`put_mark` kept it; ``None`` where that never was."""
    return connection.execute(select(w.marks.c.facts).where(w.marks.c.story == story)).scalar()


def put_mark(connection: Connection, story: str, facts: object) -> None:
    """Keep what a story tells now."""
    here = w.marks.c.story == story
    if not connection.execute(update(w.marks).where(here).values(facts=facts)).rowcount:
        connection.execute(insert(w.marks), [{"story": story, "facts": facts}])


def due_deliveries(connection: Connection, now: datetime, most: int = 100) -> tuple[Delivery, ...]:
    """The alerts that are to be sent by now, the oldest first."""
    d = w.deliveries.c
    chosen = select(w.alerts, d.hook, d.tries).join(w.alerts, d.alert == w.alerts.c.id)
    rows = connection.execute(chosen.where(d.due <= now).order_by(w.alerts.c.at, d.alert, d.hook).limit(most))
    return tuple(Delivery(_entry(row), row.hook, row.tries) for row in rows)


def delivered(connection: Connection, sent: Delivery, now: datetime) -> None:
    """Write down that an alert has arrived."""
    _settle(connection, sent, {"due": None, "done": now, "said": None})


def not_delivered(connection: Connection, sent: Delivery, why: str, again: datetime | None) -> None:
    """Write down that an alert has not arrived, why, and when to try again; ``None``: no more."""
    _settle(connection, sent, {"due": again, "said": why})


def _settle(connection: Connection, sent: Delivery, values: dict[str, object]) -> None:
    d = w.deliveries.c
    here = update(w.deliveries).where(d.alert == sent.given.alert.id, d.hook == sent.hook)
    connection.execute(here.values(tries=sent.tries + 1, **values))


def _entry(row: Row[Any]) -> AlertEntry:
    return AlertEntry(row.at, unflat(Alert, row))
