"""Documents read by several processes, each with models of its own; the readings come back in order and are the same.

A process that dies takes nothing with it: what it had is read again by another, and only a document that kills its reader twice
is a fault.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from itertools import repeat

from reportedly import pipeline
from reportedly.intake.stages import Stages
from reportedly.language.devices import Device
from reportedly.model import Document, Reading

AT_ONCE = 4  # documents that a process is given together


@contextmanager
def shared_among(workers: int, stages: Stages, packs: Sequence[str], *, device: Device = "cpu") -> Iterator[Stages]:
    """The stages, reading done by so many processes; with one it is done here. ``packs`` are loaded in each."""
    if workers == 1:
        yield stages
        return
    pool = _Pool(workers, tuple(packs), device)
    try:
        yield replace(stages, read_many=pool.read_many, at_once=stages.at_once * workers)
    finally:
        pool.close()


def read_lot(packs: tuple[str, ...], device: Device, documents: Sequence[Document]) -> list[Reading]:
    """Read some documents with the models of this process, which are loaded when the first are read."""
    return list(pipeline.read_many(documents, models=_models(packs, device)))


@cache
def _models(packs: tuple[str, ...], device: Device) -> pipeline.Models:
    return pipeline.load_models(packs, device=device)


class _Pool:
    """Processes that are started when there is something to read, and anew where one has died."""

    def __init__(self, workers: int, packs: tuple[str, ...], device: Device) -> None:
        self._workers, self._packs, self._device = workers, packs, device
        self._running: ProcessPoolExecutor | None = None

    def read_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """The readings, in the order of the documents."""
        held = tuple(documents)
        lots = [held[n : n + AT_ONCE] for n in range(0, len(held), AT_ONCE)]
        try:
            for readings in self._processes().map(read_lot, repeat(self._packs), repeat(self._device), lots):
                yield from readings
        except BrokenProcessPool:
            self.close()
            raise

    def close(self) -> None:
        """End the processes; what they have not begun is left."""
        if self._running is not None:
            self._running.shutdown(cancel_futures=True)
            self._running = None

    def _processes(self) -> ProcessPoolExecutor:
        if self._running is None:
            # Not forked: a library's threads, which the models have, do not outlive a fork.
            self._running = ProcessPoolExecutor(self._workers, multiprocessing.get_context("spawn"))
        return self._running
