"""The desk: one thread that reads what is added and compiles what is judged, one job after the other, in view of all."""

from __future__ import annotations

import threading
import traceback
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from queue import Queue
from typing import Literal

from reportedly.errors import ReportedlyError
from reportedly.intake import Outcome, ReadingFailed, Sourced, Step, read_pages
from reportedly.intake.compiling import compile_stale
from reportedly.intake.stages import Stages
from reportedly.ledger import Ledger

KEPT = 200  # jobs that can still be looked at
JobState = Literal["waiting", "running", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be read, and how far it is. ``steps`` are the pages done so far; ``message`` says why it failed."""

    id: int
    what: str
    who: str
    state: JobState = "waiting"
    steps: tuple[Step, ...] = ()
    outcome: Outcome | None = None
    message: str = ""

    @property
    def refused(self) -> tuple[Step, ...]:
        """Those of the pages done that were refused."""
        return tuple(step for step in self.steps if step.refused)


@dataclass(slots=True)
class _Order:
    job: int | None
    work: Callable[[], Outcome | None]
    finished: threading.Event = field(default_factory=threading.Event)


class Desk:
    """Takes jobs and does them in order. ``stages`` is called once, when it is first needed; without it nothing is read."""

    def __init__(self, ledger: Ledger, stages: Callable[[], Stages] | None) -> None:
        self._ledger, self._load = ledger, stages
        self._stages: Stages | None = None
        self._jobs: OrderedDict[int, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._orders: Queue[_Order | None] = Queue()
        self._thread: threading.Thread | None = None
        self._count = 0

    @property
    def reads(self) -> bool:
        """Whether anything can be added here."""
        return self._load is not None

    def read(self, what: str, who: str, pages: Callable[[], Iterable[Sourced]], story: str | None) -> Job:
        """Have pages read into the ledger; the job can be looked at while it goes on."""
        with self._lock:
            self._count += 1
            job = self._jobs[self._count] = Job(self._count, what, who)
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
        self._put(_Order(job.id, lambda: self._read(job.id, pages, story)))
        return job

    def compile(self, wait: float) -> bool:
        """Have the stories that are stale compiled; whether that was done within so many seconds."""
        order = _Order(None, self._compile)
        self._put(order)
        return order.finished.wait(wait)

    def job(self, number: int) -> Job | None:
        """The job with this number."""
        with self._lock:
            return self._jobs.get(number)

    def jobs(self) -> tuple[Job, ...]:
        """All jobs, the latest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def close(self) -> None:
        """Finish what is being done, and stop."""
        if self._thread is not None:
            self._orders.put(None)
            self._thread.join()
            self._thread = None

    # ---- the thread

    def _put(self, order: _Order) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="desk", daemon=True)
                self._thread.start()
        self._orders.put(order)

    def _work(self) -> None:
        while (order := self._orders.get()) is not None:
            try:
                self._do(order)
            finally:
                order.finished.set()

    def _do(self, order: _Order) -> None:
        self._note(order.job, state="running")
        try:
            outcome = order.work()
        except ReportedlyError as error:
            self._note(order.job, state="failed", message=str(error))
        except ReadingFailed as failed:
            first = failed.exceptions[0]
            self._note(
                order.job, state="failed", message=f"A fault of reportedly itself: {type(first).__name__}: {first}"
            )
        except Exception as fault:  # noqa: BLE001 - one job's fault must not stop the desk; it is told with the job
            traceback.print_exception(fault)
            self._note(
                order.job, state="failed", message=f"A fault of reportedly itself: {type(fault).__name__}: {fault}"
            )
        else:
            self._note(order.job, state="done", outcome=outcome)

    def _read(self, job: int, pages: Callable[[], Iterable[Sourced]], story: str | None) -> Outcome:
        def on_step(step: Step) -> None:
            held = self.job(job)
            self._note(job, steps=(*(held.steps if held else ()), step))

        return read_pages(self._fresh(pages), self._ledger, stages=self._loaded(), story=story, on_step=on_step)

    def _fresh(self, pages: Callable[[], Iterable[Sourced]]) -> Iterator[Sourced]:
        yield from pages()

    def _compile(self) -> None:
        if self._load is not None:
            compile_stale(self._ledger, self._loaded())

    def _loaded(self) -> Stages:
        if self._stages is None:
            if self._load is None:
                raise ReportedlyError("Nothing is read here: this server was started without a reader")
            self._stages = self._load()
        return self._stages

    def _note(self, job: int | None, **changes: object) -> None:
        with self._lock:
            if job is not None and job in self._jobs:
                self._jobs[job] = replace(self._jobs[job], **changes)  # type: ignore[arg-type]
