"""A batch: files read by the workers of a cluster into parts, the parts put into a ledger, its stories compiled by the workers.

Every step can be stopped and goes on: parts that are there are not made again, what the ledger holds is not written again, and a
worker that dies is replaced by another that begins at the part where it was. The ledger is filled by the same run that fills it
on one machine, in the order of the sources, and so comes out the same whatever the number of workers.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as day
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import InputError
from reportedly.intake import Outcome, Step, read_pages
from reportedly.intake.filters import EVERYTHING, Filter
from reportedly.intake.pipeline_stages import pipeline_stages
from reportedly.intake.sources import Sourced, files_of
from reportedly.intake.stages import Stages, StagesMaker
from reportedly.intake.web import is_web
from reportedly.ledger import Ledger
from reportedly.ledger.engine import ledger_url
from reportedly.model import Document, RawPage, Reading, Rejected

if TYPE_CHECKING:
    from reportedly.batch.parts import Page, Shard

# Heavy imports, and those of the extra, stand inside the functions, so that a clear word is said where they are missing.
# ruff: noqa: PLC0415

LOTS = 32  # of rows for each worker: the last ones leave little to wait for
STORE = 100_000_000  # bytes of shared memory for rows; what is read goes to files, not through it


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be done: the folder of parts, the packs, how many workers, the cluster's address (``None``: this machine).

    ``today`` is the day of reading, ``date`` that of pages that say none; of the pages, those that are ``wanted`` are read.
    ``stages`` makes the stages, here and by each worker, which must be able to import it.
    """

    folder: Path
    packs: tuple[str, ...]
    workers: int
    cluster: str | None = None
    today: day | None = None
    date: str | None = None
    wanted: Filter = EVERYTHING
    stages: StagesMaker = pipeline_stages


def run_batch(
    sources: Sequence[str],
    ledger: Ledger,
    address: str,
    batch: Batch,
    *,
    story: str | None = None,
    on_file: Callable[[int, int], None] = lambda done, of: None,
    on_step: Callable[[Step], None] = lambda step: None,
) -> Outcome:
    """Read files on a cluster into the ledger (which workers open at ``address``), and compile the stories they touch.

    ``on_file`` is told how many files of how many are read, ``on_step`` of each page that comes into the ledger.

    Raises InputError where Ray is not installed or a source is none, LedgerError, and ReadingFailed as a run does.
    """
    files = [path for source in sources for path in files_of(source)]
    if web := next((path for path in files if isinstance(path, str) and is_web(path)), None):
        raise InputError(f"A batch reads files, not the web: {web}. Use reportedly read or reportedly watch for it")
    ray = _ray(batch)
    from reportedly.batch.parts import end_of, shards_of

    stages = batch.stages(batch.packs, today=batch.today)
    made_by = (stages.producer, *stages.packs, batch.date or "", str(batch.today), repr(batch.wanted))
    shards = shards_of([path for path in files if isinstance(path, str)], made_by)
    batch.folder.mkdir(parents=True, exist_ok=True)
    _read(ray, [shard for shard in shards if not end_of(batch.folder, shard).exists()], batch, on_file)
    kept = Kept(batch.folder)
    pages = kept.pages(files, shards)
    outcome = read_pages(pages, ledger, stages=kept.stages(stages), story=story, compiled_here=False, on_step=on_step)
    return replace(outcome, compiled=_compile(ray, ledger.stale(), address, batch))


def _ray(batch: Batch) -> Any:
    try:
        import_module("pyarrow.parquet")
        ray: Any = import_module("ray")
        import_module("ray.data")
    except ImportError as error:
        raise InputError(
            f"A batch needs Ray, which is not installed ({error}): pip install 'reportedly[batch]'"
        ) from error
    if not ray.is_initialized():
        # Beside its workers Ray Data wants room for what hands them their rows.
        here = {"num_cpus": batch.workers + 1, "object_store_memory": STORE, "include_dashboard": False}
        ray.init(
            address=batch.cluster or "local",
            log_to_driver=False,
            configure_logging=False,
            **(here if batch.cluster is None else {}),
        )
    logging.getLogger("ray.data").setLevel(logging.ERROR)  # how each step goes is told by the batch itself
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = context.print_on_execution_start = False
    return ray


def _mapped(
    ray: Any, rows: list[dict[str, Any]], worker: type, given: tuple[object, ...], workers: int
) -> Iterator[Any]:
    """What workers make of rows; each worker is made once, and one that dies is made anew and given its rows again."""
    many = min(workers, len(rows))
    data = ray.data.from_items(rows, override_num_blocks=min(len(rows), many * LOTS))
    pool = ray.data.ActorPoolStrategy(size=many, max_tasks_in_flight_per_actor=1)
    return iter(data.map(worker, fn_constructor_args=given, compute=pool).iter_rows())


def _read(ray: Any, shards: Sequence[Shard], batch: Batch, on_file: Callable[[int, int], None]) -> None:
    from reportedly.batch.worker import Reader

    rows = [{"number": shard.number, "path": shard.path, "key": shard.key} for shard in shards]
    if rows:
        given = (str(batch.folder.absolute()), batch.packs, batch.date, batch.today, batch.wanted, batch.stages)
        for done, _ in enumerate(_mapped(ray, rows, Reader, given, batch.workers), 1):
            on_file(done, len(rows))


def _compile(ray: Any, names: Sequence[str], address: str, batch: Batch) -> tuple[str, ...]:
    from reportedly.batch.worker import Compiler

    if names:
        given = (_from_anywhere(address), batch.packs, batch.stages)
        list(_mapped(ray, [{"name": name} for name in names], Compiler, given, batch.workers))
    return tuple(names)


def _from_anywhere(address: str) -> str:
    """A ledger's address as it holds in any folder."""
    url = ledger_url(address)
    if url.get_backend_name() != "sqlite" or not url.database:
        return address
    return url.set(database=str(Path(url.database).absolute())).render_as_string(hide_password=False)


class Kept:
    """The parts as pages for a run: they are loaded and read already."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._where: dict[str, tuple[Path, int]] = {}

    def pages(self, files: Sequence[str | Rejected], shards: Sequence[Shard]) -> Iterator[Sourced]:
        """What came of the pages of the files, in their order."""
        from reportedly.batch.parts import parts_of

        left = iter(shards)
        for file in files:
            if isinstance(file, Rejected):
                yield Sourced(file.uri, file, 0)
                continue
            for part in parts_of(self._folder, next(left)):
                for number, page in enumerate(_pages(part)):
                    yield Sourced(page.place, self._item(part, number, page), page.size)

    def stages(self, stages: Stages) -> Stages:
        """Stages that give what is in the parts."""
        return replace(stages, load_page=self._load, read_many=self._read_many)

    def _item(self, part: Path, number: int, page: Page) -> Any:
        from reportedly.batch.parts import Fault

        record = page.record
        if isinstance(record, Fault):
            return RawPage(record.uri, record.message, "text", outlet="failed")
        if not isinstance(record, Reading):
            return record
        self._where[record.document.id] = (part, number)
        return RawPage(record.document.uri, record.document.id)

    def _load(self, raw: RawPage) -> Document:
        if raw.outlet == "failed":
            raise RuntimeError(f"a worker met a fault of reportedly itself:\n{raw.content!s}")
        return self._reading(str(raw.content)).document

    def _read_many(self, documents: Any) -> Iterator[Reading]:
        return (self._reading(document.id) for document in documents)

    def _reading(self, document: str) -> Reading:
        part, number = self._where[document]
        record = _pages(part)[number].record
        assert isinstance(record, Reading)
        return record


@lru_cache(maxsize=4)
def _pages(part: Path) -> tuple[Page, ...]:
    from reportedly.batch.parts import read_part

    return read_part(part)
