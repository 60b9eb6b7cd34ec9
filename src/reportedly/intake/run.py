"""One run: sources into the ledger, then the stories they touch compiled.

Every document is committed by itself, so a run that was stopped goes on where it was when it is started again: what the
ledger holds already is not parsed anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from reportedly.errors import ReportedlyError
from reportedly.intake.compiling import compile_story
from reportedly.intake.fetching import Fetched
from reportedly.intake.filters import EVERYTHING, Filter, Passed
from reportedly.intake.sources import Sourced, open_sources
from reportedly.intake.stages import Stages
from reportedly.ledger import Ledger, evidence
from reportedly.model import Document, RawPage, Reading, Rejected

LONG = 12_000  # characters of a document; as many times that are read together as documents are


@dataclass(frozen=True, slots=True)
class Step:
    """One page done, the bytes it took, and the id of the document that it is; ``None`` where none came of it.

    ``refused`` says why not, and is empty where the page was known or was read.
    """

    place: str
    size: int
    document: str | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: pages read, pages that the ledger held already, what was refused, and the stories compiled.

    ``passed`` counts by reason what was not wanted, and what an archive holds beside pages: every record is in one of them all.
    """

    read: int
    unchanged: int
    rejected: tuple[Rejected, ...]
    compiled: tuple[str, ...]
    passed: tuple[tuple[str, int], ...] = ()


class ReadingFailed(ExceptionGroup[Exception]):
    """Faults in a stage, each with a note that names its document or story; all the others were read and kept."""


@dataclass(frozen=True, slots=True)
class _Page:
    source: Sourced
    document: Document


def read_sources(
    sources: Sequence[str],
    ledger: Ledger,
    *,
    stages: Stages,
    story: str | None = None,
    date: str | None = None,
    wanted: Filter = EVERYTHING,
    on_step: Callable[[Step], None] = lambda step: None,
) -> Outcome:
    """Read files, folders, lists, archives and web addresses, of them what is ``wanted``; see :func:`read_pages`."""
    return read_pages(open_sources(sources, wanted), ledger, stages=stages, story=story, date=date, on_step=on_step)


def read_pages(
    pages: Iterable[Sourced],
    ledger: Ledger,
    *,
    stages: Stages,
    story: str | None = None,
    date: str | None = None,
    compiled_here: bool = True,
    on_step: Callable[[Step], None] = lambda step: None,
) -> Outcome:
    """Read pages into the ledger and compile the stories they touch.

    All documents are put into the story that is named. Without a name each is put with those that tell of the same, in a
    story called by the title of its earliest document. ``date`` is for pages that have none. Unless stories are
    ``compiled_here``, that is left to whoever asks.

    Raises LedgerError where the ledger cannot be written, and, when all else is done, ReadingFailed where a stage has a
    fault; what is wrong with a page is told in the outcome.
    """
    run = _Run(ledger, stages, story, date, on_step)
    batch: list[_Page] = []
    for source in pages:
        if (page := run.load(source)) is not None:
            batch.append(page)
        if len(batch) >= stages.at_once or sum(len(p.document.text) for p in batch) >= stages.at_once * LONG:
            run.read(batch)
            batch = []
    run.read(batch)
    return run.finish(compiled_here=compiled_here)


class _Run:
    """What one run has done so far."""

    def __init__(
        self, ledger: Ledger, stages: Stages, story: str | None, date: str | None, on_step: Callable[[Step], None]
    ) -> None:
        self._ledger, self._stages, self._story, self._date, self._on_step = ledger, stages, story, date, on_step
        self._refused_before = {rejected.uri for rejected in ledger.rejected()}
        self._seen: set[str] = set()
        self._read = 0
        self._unchanged = 0
        self._rejected: list[Rejected] = []
        self._faults: list[Exception] = []
        self._passed: Counter[str] = Counter()

    def load(self, source: Sourced) -> _Page | None:
        """The page that has to be read, or ``None`` where it is refused or known."""
        if isinstance(source.item, Passed):
            self._passed[source.item.why] += 1
            self._on_step(Step(source.place, source.size))
            return None
        document = source.item if isinstance(source.item, Rejected) else self._load_page(source.item, source.day)
        if isinstance(document, Document) and self._is_new(document):
            return _Page(source, document)
        if isinstance(document, Rejected):
            self._ledger.reject(document)
            self._rejected.append(document)
        elif document is not None:
            self._unchanged += 1
            self._settle(source, document)
        refused = document.reason if isinstance(document, Rejected) else ""
        self._on_step(Step(source.place, source.size, document.id if isinstance(document, Document) else None, refused))
        return None

    def read(self, pages: Sequence[_Page]) -> None:
        """Read pages and keep each reading."""
        sources = {page.document.id: page.source for page in pages}
        for reading in self._readings([page.document for page in pages]):
            self._keep(reading)
            source = sources[reading.document.id]
            self._settle(source, reading.document)
            self._on_step(Step(source.place, source.size, reading.document.id))

    def finish(self, *, compiled_here: bool) -> Outcome:
        """Compile what has to be compiled, then raise the faults, or tell what was done."""
        self._ledger.group(self._stages.grouping)
        compiled = tuple(name for name in self._ledger.stale() if self._compile(name)) if compiled_here else ()
        if self._faults:
            raise ReadingFailed("These were not read, through a fault of reportedly; all others were", self._faults)
        passed = tuple(sorted(self._passed.items()))
        return Outcome(self._read, self._unchanged, tuple(self._rejected), compiled, passed)

    # ---- one page

    def _load_page(self, raw: RawPage, day: str | None) -> Document | Rejected | None:
        try:
            return load_dated(self._stages, raw, day or self._date)
        except Exception as fault:  # noqa: BLE001 - raised at the end, when the other pages are safe
            self._failed(fault, raw.uri)
            return None

    def _is_new(self, document: Document) -> bool:
        """Whether the document has to be read: the ledger does not hold it, or not by these stages, or not as it is now."""
        if document.id in self._seen:
            return False
        self._seen.add(document.id)
        if not self._ledger.has(document.id, self._stages.producer, self._stages.packs):
            return True
        if not _same(self._ledger.document(document.id), document):
            return True
        if self._story is not None:
            self._ledger.add_to_story(self._story, [document.id])
        return False

    def _settle(self, source: Sourced, document: Document) -> None:
        """A page that was read is refused no more, and what it came as is kept."""
        self._forgive(source, document)
        if (came := source.came) is not None:
            at = datetime.now(UTC)
            self._ledger.change(lambda c: _witness(c, came, document, at))

    def _forgive(self, source: Sourced, document: Document) -> None:
        if known := sorted(self._refused_before & {source.place, document.uri}):
            self._ledger.forgive(known)

    # ---- one batch

    def _readings(self, documents: Sequence[Document]) -> Iterator[Reading]:
        """The readings of a batch; where it fails, of what is left of it one by one, so that only the culprit is lost."""
        done = 0
        try:
            for reading in self._stages.read_many(documents):
                yield reading
                done += 1
        except ReportedlyError:  # no parser, a wrong pack: nothing can be read
            raise
        except Exception as fault:  # noqa: BLE001 - raised at the end, when the other documents are safe
            if len(documents) == 1:
                self._failed(fault, documents[0].uri)
                return
            for document in documents[done:]:
                yield from self._readings([document])

    def _keep(self, reading: Reading) -> None:
        try:
            self._ledger.add_reading(reading, packs=self._stages.packs, story=self._story)
        except ValueError as fault:
            self._failed(fault, reading.document.uri)
        else:
            self._read += 1

    def _failed(self, fault: Exception, place: str) -> None:
        fault.add_note(f"while reading {place}")
        self._faults.append(fault)

    # ---- stories

    def _compile(self, name: str) -> bool:
        try:
            compile_story(self._ledger, self._stages, name)
        except ReportedlyError:
            raise
        except Exception as fault:  # noqa: BLE001 - raised at the end, when the other stories are compiled
            fault.add_note(f"while compiling the story {name!r}")
            self._faults.append(fault)
            return False
        return True


def load_dated(stages: Stages, raw: RawPage, date: str | None) -> Document | Rejected:
    """A page loaded; ``date`` is when it appeared, where it says nothing itself."""
    loaded = stages.load_page(raw)
    if date and not raw.date and isinstance(loaded, Document) and loaded.published.basis == "unknown":
        return stages.load_page(replace(raw, date=date))
    return loaded


def _witness(connection: Connection, came: Fetched, document: Document, at: datetime) -> None:
    """Keep a page as it came, with what was read in it."""
    kept = {"address": document.uri, "final": came.final, "status": came.status, "headers": came.headers}
    evidence.settle(connection, evidence.keep(connection, came.content, at=at, **kept), document.id)  # type: ignore[arg-type]


def _same(stored: Document, loaded: Document) -> bool:
    """Whether a page says what it said when it was read; a date given then, or found in its text, stays where none is given."""
    known = replace(loaded, version_of=stored.version_of)
    if loaded.published.basis == "unknown" and stored.published.basis in {"given", "text"}:
        known = replace(known, published=stored.published)
    return known == stored
