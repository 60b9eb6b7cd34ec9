"""Transactions on the ledger: each happens as a whole or not at all, and is done again where the server went away.

What is written in one may be done twice where the connection is lost while it is committed; every change of the ledger is such
that the second time changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, repeat
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from reportedly.ledger.engine import lost, meaning

Answer = TypeVar("Answer")
PATIENCE = 60.0  # seconds that a server may be away before a run gives up
_FIRST_WAITS = (0.1, 0.2, 0.5, 1.0, 2.0)
_LATER_WAIT = 4.0


class Transactions:
    """Transactions on one database. ``patience`` is how long a server that went away is waited for, in seconds."""

    def __init__(self, engine: Engine, *, patience: float = PATIENCE) -> None:
        self._engine, self._patience = engine, patience

    def read(self, work: Callable[[Connection], Answer]) -> Answer:
        """What the work finds, in one view of the ledger that nobody's writing changes."""
        return self._lasting(work, "read", writes=False)

    def write(self, work: Callable[[Connection], Answer]) -> Answer:
        """What the work answers, when all it changed is committed. It is alone in writing meanwhile."""
        return self._lasting(work, "write to", writes=True)

    @contextmanager
    def stream(self) -> Iterator[Connection]:
        """A view of the ledger for as long as it is asked for more; it ends with LedgerError where the server goes away."""
        with meaning(self._engine.url, "read"), self._begun(writes=False) as connection:
            yield connection

    def _lasting(self, work: Callable[[Connection], Answer], doing: str, *, writes: bool) -> Answer:
        waits = self._waits()
        with meaning(self._engine.url, doing):
            while True:
                try:
                    with self._begun(writes=writes) as connection:
                        return work(connection)
                except DBAPIError as error:
                    wait = next(waits, None)
                    if wait is None or not lost(error):
                        raise
                time.sleep(wait)

    def _waits(self) -> Iterator[float]:
        waited = 0.0
        for wait in chain(_FIRST_WAITS, repeat(_LATER_WAIT)):
            if (waited := waited + wait) > self._patience:
                return
            yield wait

    @contextmanager
    def _begun(self, *, writes: bool) -> Iterator[Connection]:
        with self._engine.connect().execution_options(writes=writes) as connection, connection.begin():
            yield connection
