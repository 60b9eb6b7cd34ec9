"""A ledger brought to the schema of this version, or copied row for row into another database.

A copy goes in parts, each one transaction: what one lot of documents or stories is made of. A part that is there already and is
equal is passed over, so that a copy that was stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, text, true

from reportedly.errors import LedgerError
from reportedly.ledger import tables as t
from reportedly.ledger.engine import ledger_url, meaning, open_engine, shown
from reportedly.ledger.schema import HEAD, bring_up_to_date, version
from reportedly.ledger.store import Ledger

AT_ONCE = 50  # documents or stories in one transaction

_Where = Callable[[Table], ColumnElement[bool]]
_NUMBERED = (
    t.passages,
    t.rejected,
)  # their rows are numbered by each database for itself; nothing points to the numbers
_OF_A_DOCUMENT = (t.documents, *t.OF_A_READING, t.rejected)
_GROUPED = (t.sketches, t.sketch_keys, t.links)
_OF_A_STORY = (t.stories, t.memberships, *t.OF_AN_ACCOUNT)


@dataclass(frozen=True, slots=True)
class _Part:
    """Some rows of some tables: those that ``where`` chooses in each."""

    tables: tuple[Table, ...]
    where: _Where


def upgrade(address: str) -> tuple[str, str]:
    """Bring a ledger to the schema of this version; the schema it had, and the one it has now.

    Raises LedgerNotFound and LedgerError as opening it does.
    """
    url = ledger_url(address)
    engine = open_engine(url, create=False)
    try:
        with meaning(url, "migrate"):
            with engine.connect() as connection:
                found = version(connection)
            bring_up_to_date(engine, shown(url))
    finally:
        engine.dispose()
    return found or "none", HEAD


def copy(source: Ledger, target: Ledger, on_step: Callable[[int, int], None] = lambda done, parts: None) -> None:
    """Copy all that a ledger holds into another; ``on_step`` is told how many parts are done, of how many.

    Raises LedgerError where the other holds something that this one does not.
    """
    target.look(lambda there: source.look(lambda here: _refuse_what_is_others(here, there, target.address)))
    source.look(lambda here: _copy(here, target, on_step))


def _refuse_what_is_others(here: Connection, there: Connection, where: str) -> None:
    for table, key in (
        (t.documents, t.documents.c.id),
        (t.stories, t.stories.c.name),
        (t.judgements, t.judgements.c.id),
    ):
        held = set(here.execute(select(key)).scalars())
        if others := sorted(set(there.execute(select(key)).scalars()) - held):
            raise LedgerError(
                f"{where} holds {table.name} that are not in the ledger to be copied ({others[0]}). Copy into an empty database"
            )


def _copy(here: Connection, target: Ledger, on_step: Callable[[int, int], None]) -> None:
    parts = list(_parts(here))
    for done, part in enumerate(parts, 1):
        rows = {table: _rows(here, table, part.where(table)) for table in part.tables}
        target.change(lambda there, part=part, rows=rows: _bring(there, part, rows))  # type: ignore[misc]
        on_step(done, len(parts))
    target.change(_count_on)


def _parts(here: Connection) -> Iterator[_Part]:
    """The parts in such an order that each points only to what is in it or before it."""
    d, s = t.documents.c, t.stories.c
    documents = here.execute(select(d.id).order_by(d.version_of.is_not(None), d.id)).scalars().all()
    for ids in _lots(documents):
        yield _Part(_OF_A_DOCUMENT, _of_documents(ids))
    for ids in _lots(documents):
        yield _Part(_GROUPED, _of_documents(ids))
    for names in _lots(here.execute(select(s.name).order_by(s.name)).scalars().all()):
        yield _Part(_OF_A_STORY, _of_stories(names))
    done = {*_OF_A_DOCUMENT, *_GROUPED, *_OF_A_STORY} - set(_NUMBERED)
    yield _Part(tuple(table for table in t.metadata.sorted_tables if table not in done), _of_nothing)


def _lots(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[n : n + AT_ONCE] for n in range(0, len(keys), AT_ONCE))


def _of_documents(ids: Sequence[str]) -> _Where:
    names = {t.documents: "id", t.rejected: "reading"}
    return lambda table: table.c[names.get(table, "document")].in_(ids)


def _of_stories(names: Sequence[str]) -> _Where:
    return lambda table: table.c["name" if table is t.stories else "story"].in_(names)


def _of_nothing(table: Table) -> ColumnElement[bool]:
    """The rows that belong to no document and to no story."""
    if table is t.passages:
        return t.passages.c.document.is_(None)
    return t.rejected.c.reading.is_(None) if table is t.rejected else true()


def _rows(connection: Connection, table: Table, where: ColumnElement[bool]) -> list[dict[str, Any]]:
    columns = [c for c in table.c if table not in _NUMBERED or not c.primary_key]
    chosen = select(*columns).where(where).order_by(*table.primary_key.columns)
    return [dict(row._mapping) for row in connection.execute(chosen)]


def _bring(there: Connection, part: _Part, rows: dict[Table, list[dict[str, Any]]]) -> None:
    """Make the part's rows there what they are here."""
    for table in part.tables:
        where = part.where(table)
        if rows[table] == _rows(there, table, where):
            continue
        there.execute(delete(table).where(where))
        if rows[table]:
            there.execute(insert(table), rows[table])


def _count_on(there: Connection) -> None:
    """Have numbers that PostgreSQL gives go on after those that came with the rows."""
    if there.dialect.name != "postgresql":
        return
    for table in t.metadata.sorted_tables:
        if (column := table.autoincrement_column) is not None and table not in _NUMBERED:
            last = there.execute(select(func.max(column))).scalar()
            name = {"table": table.name, "column": column.name, "last": last}
            if last is not None:
                there.execute(text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)"), name)
