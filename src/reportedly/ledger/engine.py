"""Where the ledger is, and the connection to it. What connections need on SQLite and on PostgreSQL stands here alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from json import JSONDecodeError
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from sqlite3 import connect
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)

from reportedly.errors import LedgerError, LedgerNotFound
from reportedly.ledger.columns import quick_json

DEFAULT_URL = "sqlite:///reportedly.db"
WAIT_MS = 30_000  # how long one process waits for another's write on SQLite
WAIT_ON_SERVER = "300s"  # and on PostgreSQL, where many may stand in line
WRITING = 7_370_021_411  # the server's lock that whoever writes to a ledger holds; any number that others do not use
# PostgreSQL's words for what may well succeed a little later: two that wait for each other, a server that stops or starts.
_PASSING = ("40001", "40P01", "57P01", "57P02", "57P03", "53300")

DAMAGED = "the file is damaged. Take it from a backup, or read the sources into a new ledger"

# What the database says, and what it means to the person who reads it.
_MEANINGS = (
    ("database is locked", "another process is writing to it. Wait until that is done, and run the command again"),
    ("not a database", "this is not a ledger, nor any SQLite database. Give another file with --ledger"),
    ("malformed", DAMAGED),
    ("readonly database", "there is no right to write to it. Change the file's rights, or give another with --ledger"),
    ("unable to open", "the file cannot be opened. Check that it is a file, and the rights on it and its folder"),
    ("disk i/o error", "the disk does not take it: it is full, over a quota, or failing. What was read before is kept"),
    ("disk is full", "the disk is full. What was read before is kept; make room and run the command again"),
    ("lock timeout", "another process is writing to it. Wait until that is done, and run the command again"),
    ("no space left", "the disk is full. What was read before is kept; make room and run the command again"),
    ("authentication failed", "the server does not let this user in. Check the name and the password in the address"),
    ("does not exist", "there is no such database, or user, on the server. Make it first: createdb NAME"),
    ("permission denied", "this user has no right to it. Ask for the right to make tables and to write"),
    ("connection", "the database cannot be reached. Check its address, and that it runs"),
)


def ledger_url(address: str) -> URL:
    """The address as a URL; a plain path means a SQLite file. Raises LedgerError where it is neither."""
    try:
        return make_url(address) if "://" in address else URL.create("sqlite", database=address)
    except ArgumentError as error:
        raise LedgerError(
            f"{address!r} is no address of a ledger. Give a file, or a URL such as {DEFAULT_URL}"
        ) from error


def shown(url: URL) -> str:
    """The address as messages show it: the file's path, or the URL without its password."""
    return url.database or "memory" if _is_sqlite(url) else url.render_as_string(hide_password=True)


def open_engine(url: URL, *, create: bool) -> Engine:
    """An engine for the ledger at the URL; no connection is made yet.

    Raises LedgerNotFound where a SQLite file is not there (unless it may be created) and LedgerError where it cannot be.
    """
    if _is_sqlite(url):
        _check_file(url, create=create)
    try:
        engine = _engine(url, create=create)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise LedgerError(
            f"No driver for {shown(url)} ({error}). For PostgreSQL: pip install 'reportedly[postgres]'"
        ) from error
    if _is_sqlite(url):
        _tune_sqlite(engine)
    elif url.get_backend_name() == "postgresql":
        _tune_postgres(engine)
    else:
        raise LedgerError(f"A ledger is kept in SQLite or PostgreSQL, not in {url.get_backend_name()}")
    return engine


def _engine(url: URL, *, create: bool) -> Engine:
    if not _is_sqlite(url):
        return create_engine(url, connect_args={"connect_timeout": 10})
    return create_engine(url, json_deserializer=quick_json) if create or _writable(url) else _to_read(url)


def lost(error: DBAPIError) -> bool:
    """Whether the work may succeed when it is done again: the server went away, or two writers stood in each other's way."""
    if not hasattr(error.orig, "sqlstate"):  # SQLite's: it is in this process
        return False
    never_reached = error.statement is None and isinstance(error, OperationalError)
    return error.connection_invalidated or never_reached or getattr(error.orig, "sqlstate", None) in _PASSING


@contextmanager
def meaning(url: URL, doing: str) -> Iterator[None]:
    """Turn what the database raises into a LedgerError that says what, where, and what to do.

    Raises ValueError where records point to what is not there.
    """
    try:
        yield
    except IntegrityError as error:
        # What was handed in does not hold together: a fault in the stage that made it, not in the ledger.
        raise ValueError(f"cannot {doing} the ledger {shown(url)}: {error.orig}") from error
    except SQLAlchemyError as error:
        said = str(error.orig if isinstance(error, DBAPIError) else error).strip()
        means = next((text for sign, text in _MEANINGS if sign in said.lower()), said.splitlines()[0] if said else "")
        raise LedgerError(f"Cannot {doing} the ledger {shown(url)}: {means}") from error
    except (UnicodeDecodeError, JSONDecodeError) as error:  # what stands in a column is not what was written there
        raise LedgerError(f"Cannot {doing} the ledger {shown(url)}: {DAMAGED}") from error


def use_write_ahead_log(engine: Engine) -> None:
    """Let readers go on while one process writes; SQLite keeps the choice in the file, and refuses it in a transaction."""
    if not _is_sqlite(engine.url):
        return
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        raw.close()


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _check_file(url: URL, *, create: bool) -> None:
    if _is_sqlite(url) and (url.database or "").strip() in {"", ":memory:"}:
        raise LedgerError(
            "A ledger needs a file, or all is lost at the end. Give one: --ledger sqlite:///reportedly.db"
        )
    if not url.database or url.database == ":memory:":
        return
    path = Path(url.database)
    if path.is_dir():
        raise LedgerError(f"Cannot open the ledger {path}: it is a folder. Give a file with --ledger")
    if create and not path.parent.is_dir():
        raise LedgerError(f"Cannot make the ledger {path}: there is no folder {path.parent}. Make the folder first")
    if not create and (not path.exists() or path.stat().st_size == 0):
        raise LedgerNotFound(f"There is no ledger at {path}. Make one with: reportedly read SOURCE --ledger {path}")


def _writable(url: URL) -> bool:
    path = Path(url.database or "").absolute()
    return not url.database or (may_write(path) and may_write(path.parent))


def _to_read(url: URL) -> Engine:
    """An engine that only reads, for a file beside which nothing can be written.

    A ledger keeps a log beside itself (WAL), which SQLite makes even to read. Where no log is there and none can be made,
    SQLite is told that the file does not change.
    """
    path = Path(url.database or "").absolute()
    unchanging = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
    address = f"file:{quote(str(path))}?mode=ro{unchanging}"
    opened = partial(connect, address, uri=True, check_same_thread=False)
    return create_engine(url, creator=opened, json_deserializer=quick_json)


def may_write(path: Path) -> bool:
    """Whether this process may write to a file or folder."""
    return os.access(path, os.W_OK)


def _tune_sqlite(engine: Engine) -> None:
    """Foreign keys on, patience with other processes, and transactions that begin where SQLAlchemy says.

    Python's own driver begins a transaction late and never for table definitions; with it switched off, a migration is
    one transaction like any other, and a writer takes its place at once instead of failing halfway.
    """

    @event.listens_for(engine, "connect")
    def _connected(connection: SQLiteConnection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={WAIT_MS}")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _tune_postgres(engine: Engine) -> None:
    """Times in UTC; one view of the ledger for whoever reads; one process at a time that writes, as on SQLite.

    No two can then wait for each other, and what is looked up before something is written stays true.
    """

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.execute("SET TIME ZONE 'UTC'")
        connection.commit()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_ON_SERVER}'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITING})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
