"""What was watched of a document goes with it: the page as it came, its versions and edits, alerts that it shows."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, select, update

from reportedly.ledger import watch_tables as w
from reportedly.ledger.evidence import forget_evidence
from reportedly.ledger.versions import forget_versions


def unwatch(connection: Connection, document: str, stories: Iterable[str]) -> None:
    """Remove what watching kept of a document (an id); its page is not asked for again.

    What its stories told is not compared with what they tell next: they are looked at as if for the first time.
    """
    forget_evidence(connection, document)
    forget_versions(connection, document)
    a, p = w.alerts.c, w.watched.c
    shown = [row.id for row in connection.execute(select(a.id, a.documents)) if document in row.documents]
    for alert in shown:
        connection.execute(delete(w.deliveries).where(w.deliveries.c.alert == alert))
        connection.execute(delete(w.alerts).where(a.id == alert))
    for story in stories:
        connection.execute(delete(w.marks).where(w.marks.c.story == story))
    gone = {"document": None, "due": None, "state": "gone", "said": "it was removed from the ledger"}
    connection.execute(update(w.watched).where(p.document == document).values(**gone))
