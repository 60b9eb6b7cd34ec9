"""Pages made from their orders: what a page shows is asked of the ledger and filled into its template.

An order says all that a page is made from, so that it can be made anywhere: here, or in processes beside the server. One
interpreter does one thing at a time; in it, whoever asks for a page that is kept would wait behind those that are being made.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection

from reportedly.ledger import Ledger, open_ledger
from reportedly.service.access import Visitor
from reportedly.service.kept import Content
from reportedly.service.renderer import Renderer

AT_ONCE = 2  # pages that are made at the same time in one interpreter: more would only make each other slow
MOST_PROCESSES = 4


@dataclass(frozen=True, slots=True)
class Order:
    """A page to be made.

    ``context`` asks the ledger for all that the template shows, the title with it; to travel it must be a function of a
    module, or a ``partial`` of one. ``here`` is the page's address, ``mark`` stands for that of the reader's forms.
    """

    template: str
    context: Callable[[Connection], Mapping[str, Any]]
    here: str
    visitor: Visitor
    mark: str


Make = Callable[[Order], Content]


class Maker:
    """Makes pages in this process."""

    def __init__(self, ledger: Ledger, renderer: Renderer) -> None:
        self._ledger, self._renderer = ledger, renderer
        self._line = threading.Semaphore(AT_ONCE)

    def make(self, order: Order) -> Content:
        """The page's content. Raises what its context raises, NotInLedger above all."""
        with self._line:
            found = self._ledger.look(order.context)
            common = {"visitor": order.visitor, "mark": order.mark, "here": order.here, "layout": "bare.html"}
            return Content(found["title"], self._renderer.text(order.template, {**common, **found}))


class Processes:
    """Makes pages in processes beside this one, each with the ledger opened for itself; where one dies, it is made here."""

    def __init__(self, count: int, ledger: Ledger, here: Maker) -> None:
        self._count, self._url, self._here = count, ledger.url, here
        self._lock = threading.Lock()
        self._running = self._begun()

    def make(self, order: Order) -> Content:
        """The page's content. Raises what its context raises."""
        running = self._running
        try:
            return running.submit(_made, self._url, order).result()
        except BrokenProcessPool:
            self._replace(running)
            return self._here.make(order)

    def close(self) -> None:
        """End the processes."""
        self._running.shutdown(cancel_futures=True)

    def _begun(self) -> ProcessPoolExecutor:
        # Not forked: threads of this process hold locks, which a fork would keep forever.
        running = ProcessPoolExecutor(self._count, multiprocessing.get_context("spawn"), _attend)
        running.submit(_be_ready, self._url)  # so that they are there before somebody waits for them
        return running

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._running is broken:
                self._running = self._begun()


@contextmanager
def beside(ledger: Ledger, count: int | None = None) -> Iterator[Make]:
    """What makes pages: so many processes, where nothing is said one a core; without any, or with one core, this one."""
    here = Maker(ledger, Renderer())
    chosen = usual_processes() if count is None else count
    if not chosen:
        yield here.make
        return
    processes = Processes(chosen, ledger, here)
    try:
        yield processes.make
    finally:
        processes.close()


def usual_processes() -> int:
    """One process a core, and none where there is one core only."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_PROCESSES) if cores > 1 else 0


# ---- in such a process -----------------------------------------------------------------------------------------------


def _attend() -> None:
    """End with the server, however it ends; an interrupt from the keyboard is for the server alone to take."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server = multiprocessing.parent_process()

    def watch() -> None:
        if server is not None:
            server.join()
            os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def _be_ready(url: str) -> None:
    _maker(url)


def _made(url: str, order: Order) -> Content:
    return _maker(url)[0].make(order)


@cache
def _maker(url: str) -> tuple[Maker, ExitStack]:
    """The maker of this process, and what keeps its ledger open."""
    stack = ExitStack()
    return Maker(stack.enter_context(open_ledger(url)), Renderer()), stack
