"""Removing a document and all that came of it: its reading, its place in stories, what was compiled with it or judged in it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select, update

from reportedly.errors import NotInLedger
from reportedly.ledger import grouping_rows
from reportedly.ledger import tables as t
from reportedly.ledger.story_rows import clear_account
from reportedly.ledger.unwatching import unwatch


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went: the document's id and uri, the stories that are to be compiled again, those that went with it, and counts."""

    document: str
    uri: str
    stories: tuple[str, ...]
    gone: tuple[str, ...]
    statements: int
    events: int
    judgements: int


def find_documents(connection: Connection, asked: str) -> tuple[str, ...]:
    """The ids of the documents with this id or the only start of one, or with this uri (every version). Raises NotInLedger."""
    d = t.documents.c
    by_uri = connection.execute(select(d.id).where(d.uri == asked).order_by(d.id)).scalars().all()
    if by_uri:
        return tuple(by_uri)
    prefix = asked if asked.startswith("doc-") else f"doc-{asked}"
    found = connection.execute(select(d.id).where(d.id.startswith(prefix, autoescape=True)).limit(2)).scalars().all()
    if asked and len(found) == 1:
        return tuple(found)
    more = "more than one document starts so" if found and asked else "give an id or an address as stored"
    raise NotInLedger(f"No document {asked!r} in the ledger: {more}. Find it with: reportedly search WORDS")


def forget(connection: Connection, document: str) -> Forgotten:
    """Remove the document with this id. Raises NotInLedger.

    Judgements go with it where they stand in its words, unless another version of it is held, in which they are looked for.
    """
    d, m = t.documents.c, t.memberships.c
    uri = connection.execute(select(d.uri).where(d.id == document)).scalar_one_or_none()
    if uri is None:
        raise NotInLedger(f"No document {document!r} in the ledger")
    counts = {table.name: _count(connection, table.c.document == document) for table in (t.statements, t.events)}
    stories = connection.execute(select(m.story).where(m.document == document).order_by(m.story)).scalars().all()
    for story in stories:
        clear_account(connection, story)
    grouping_rows.unplace(connection, document)
    grouping_rows.forget(connection, document)
    judged = _forget_judgements(connection, document, uri)
    _pass_on(connection, document)
    unwatch(connection, document, stories)
    _remove(connection, document)
    gone = tuple(s for s in stories if _is_empty(connection, s))
    for story in gone:
        connection.execute(delete(t.stories).where(t.stories.c.name == story))
    left = tuple(s for s in stories if s not in gone)
    return Forgotten(document, uri, left, gone, counts["statements"], counts["events"], judged)


def _count(connection: Connection, fits: object) -> int:
    return connection.execute(select(func.count()).where(fits)).scalar_one()  # type: ignore[arg-type]


def _forget_judgements(connection: Connection, document: str, uri: str) -> int:
    d, j = t.documents.c, t.judgements.c
    others = connection.execute(select(d.id).where(d.uri == uri, d.id != document)).first()
    if others is not None:
        return 0
    return connection.execute(delete(t.judgements).where(j.document == document)).rowcount


def _pass_on(connection: Connection, document: str) -> None:
    """The later versions of a first one: the first of them is the first now."""
    d = t.documents.c
    later = connection.execute(select(d.id).where(d.version_of == document).order_by(d.id)).scalars().all()
    if later:
        connection.execute(update(t.documents).where(d.id.in_(later)).values(version_of=later[0]))
        connection.execute(update(t.documents).where(d.id == later[0]).values(version_of=None))


def _remove(connection: Connection, document: str) -> None:
    """Every row that belongs to the document, in whatever table it stands, and the names that nothing else has."""
    e, p = t.entities.c, t.passages.c
    names = connection.execute(select(e.id).where(e.document == document)).scalars().all()
    for table in reversed(t.OF_A_READING):
        connection.execute(delete(table).where(table.c.document == document))
    for table in t.metadata.sorted_tables:
        for column in table.columns:
            points = {key.target_fullname for key in column.foreign_keys}
            if table is not t.documents and "documents.id" in points:
                connection.execute(delete(table).where(column == document))
    for name in names:
        held = select(e.id).where(e.id == name).exists()
        connection.execute(delete(t.passages).where(p.kind == "name", p.ref == name, ~held))
    connection.execute(delete(t.documents).where(t.documents.c.id == document))


def _is_empty(connection: Connection, story: str) -> bool:
    m = t.memberships.c
    return connection.execute(select(m.document).where(m.story == story).limit(1)).first() is None
