"""The versions of a page in the order in which they were seen, and what changed from each to the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection, delete, func, insert, or_, select

from reportedly.ledger import tables as t
from reportedly.ledger import watch_tables as w
from reportedly.ledger.reading_rows import flat, put, read_reading, unflat
from reportedly.model import Claim, Edit
from reportedly.story.edits import edits


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a page: its number from 1 on, and the document that it is."""

    number: int
    document: str


def note_version(connection: Connection, uri: str, document: str) -> bool:
    """Note that this document (an id) stands at the address now, and what changed; whether that is news.

    A page that goes back to an earlier text has that text as its latest version once more.
    """
    held = versions(connection, uri)
    if held and held[-1].document == document:
        return False
    number = held[-1].number + 1 if held else 1
    connection.execute(insert(w.versions), [{"uri": uri, "number": number, "document": document}])
    if held:
        _compare(connection, held[-1].document, document)
    return True


def compare_again(connection: Connection, uri: str, document: str) -> None:
    """Find anew what changed to and from a document that was read anew."""
    held = [v.document for v in versions(connection, uri)]
    for before, after in sorted({(a, b) for a, b in pairwise(held) if document in (a, b)}):
        _compare(connection, before, after)


def versions(connection: Connection, uri: str) -> tuple[Version, ...]:
    """The versions of the page at an address, the first one first."""
    v = w.versions.c
    rows = connection.execute(select(v.number, v.document).where(v.uri == uri).order_by(v.number))
    return tuple(Version(row.number, row.document) for row in rows)


def latest(connection: Connection, documents: Iterable[str]) -> dict[str, str]:
    """Each document (an id) with the one that stands at its address now: itself, or a later version."""
    v, now = w.versions.c, w.versions.alias("now").c
    last = select(func.max(now.number)).where(now.uri == v.uri).correlate(w.versions).scalar_subquery()
    found: dict[str, str] = {}
    for some in _parts(documents):
        here = select(v.document, v.uri, last.label("last")).where(v.document.in_(some)).subquery()
        chosen = select(here.c.document, now.document.label("now")).where(
            now.uri == here.c.uri, now.number == here.c.last
        )
        found |= {row.document: row.now for row in connection.execute(chosen)}
    return found


def edits_of(connection: Connection, documents: Iterable[str]) -> tuple[Edit, ...]:
    """What changed to or from these documents (ids), in the order of the versions."""
    e = w.edits.c
    found: dict[str, tuple[tuple[int, str, int], Edit]] = {}
    order = select(func.max(w.versions.c.number)).where(w.versions.c.document == e.after).scalar_subquery()
    for some in _parts(documents):
        chosen = select(w.edits, order.label("number")).where(or_(e.before.in_(some), e.after.in_(some)))
        for row in connection.execute(chosen):
            found[row.id] = (row.number or 0, row.after, row.ordinal), unflat(Edit, row)
    return tuple(edit for _, edit in sorted(found.values(), key=lambda pair: pair[0]))


def edits_to(connection: Connection, document: str) -> tuple[Edit, ...]:
    """What changed to this document (an id) from the versions before it."""
    e = w.edits.c
    chosen = select(w.edits).where(e.after == document).order_by(e.before, e.ordinal)
    return tuple(unflat(Edit, row) for row in connection.execute(chosen))


def edits_of_claim(connection: Connection, claim: Claim) -> tuple[Edit, ...]:
    """What changed where the claim's mentions stand, in their articles."""
    things = {thing for m in claim.mentions for thing in (m.event, m.statement, m.holder) if thing is not None}
    held = edits_of(connection, sorted({m.document for m in claim.mentions}))
    return tuple(e for e in held if things & {*e.before_things, *e.after_things})


def edits_of_story(connection: Connection, name: str) -> tuple[Edit, ...]:
    """What changed in the articles of a story (a name)."""
    m = t.memberships.c
    return edits_of(connection, connection.execute(select(m.document).where(m.story == name)).scalars().all())


def forget_versions(connection: Connection, document: str) -> None:
    """Remove a document (an id) from among the versions, and what changed to and from it."""
    connection.execute(delete(w.versions).where(w.versions.c.document == document))
    connection.execute(delete(w.edits).where(or_(w.edits.c.before == document, w.edits.c.after == document)))


def _compare(connection: Connection, before: str, after: str) -> None:
    """Write down what changed from one document to another, in place of what was written before."""
    e = w.edits.c
    connection.execute(delete(w.edits).where(e.before == before, e.after == after))
    old, new = read_reading(connection, before), read_reading(connection, after)
    if old is not None and new is not None:
        put(connection, w.edits, (flat(edit, ordinal=i) for i, edit in enumerate(edits(old, new))))


def _parts(documents: Iterable[str]) -> Iterable[list[str]]:
    """A statement has room for so many values on every database."""
    held = sorted(set(documents))
    return (held[at : at + 500] for at in range(0, len(held), 500))
