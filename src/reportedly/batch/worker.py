"""What a worker does: read one file into parts, with models that are loaded once a worker."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date as day
from pathlib import Path
from typing import Any

from reportedly.batch.parts import CHARACTERS, PAGES, Fault, Page, Shard, begun, end_of, is_whole, part_of, write_part
from reportedly.errors import ReportedlyError
from reportedly.intake.compiling import compile_story
from reportedly.intake.filters import EVERYTHING, Filter, Passed
from reportedly.intake.run import load_dated
from reportedly.intake.sources import Sourced, open_sources
from reportedly.intake.stages import Stages, StagesMaker
from reportedly.ledger import open_ledger
from reportedly.model import Document, RawPage, Reading, Rejected

TRIES = 3  # readers that may die over a part before its pages are read one by one, and over a page before it is left


@dataclass(frozen=True, slots=True)
class Task:
    """What workers are given: where parts go, the stages, the date of pages that have none, and which are wanted."""

    folder: Path
    stages: Stages
    date: str | None = None
    wanted: Filter = EVERYTHING


def read_shard(shard: Shard, task: Task) -> int:
    """Read a file into parts; parts that are there are kept. The number of its pages.

    It is read to its end only where no page met a fault of reportedly: such parts are read again in the next batch.
    """
    count = 0
    parts: list[Path] = []
    for number, lot in enumerate(lots_of(open_sources([shard.path], task.wanted))):
        parts.append(part_of(task.folder, shard, number))
        if not is_whole(parts[-1]):
            write_part(parts[-1], _read(lot, task, parts[-1]))
        count += len(lot)
    if all(map(is_whole, parts)):
        end_of(task.folder, shard).write_text(str(count), encoding="utf-8")
    return count


def lots_of(pages: Iterable[Sourced]) -> Iterator[list[Sourced]]:
    """The pages of a part together: so many, or fewer where they are large."""
    lot: list[Sourced] = []
    held = 0
    for page in pages:
        lot.append(page)
        held += len(page.item.content) if isinstance(page.item, RawPage) else 0
        if len(lot) >= PAGES or held >= CHARACTERS:
            yield lot
            lot, held = [], 0
    if lot:
        yield lot


def _read(lot: Sequence[Sourced], task: Task, part: Path) -> Iterator[Page]:
    """What comes of some pages, in their order; one by one where readers have died over them."""
    if begun(part) <= TRIES:
        yield from _together(lot, task)
        return
    for number, source in enumerate(lot):
        if isinstance(source.item, RawPage) and begun(part, number) > TRIES:
            told = f"{TRIES} workers died over this page (or were ended while they read it)"
            yield Page(source.place, source.size, Fault(source.item.uri, told))
        else:
            yield from _together([source], task)


def _together(lot: Sequence[Sourced], task: Task) -> Iterator[Page]:
    loaded = [(source, _loaded(source.item, task)) for source in lot]
    documents = {found.id: found for _, found in loaded if isinstance(found, Document)}
    readings = _readings(tuple(documents.values()), task.stages)
    for source, found in loaded:
        yield Page(source.place, source.size, readings[found.id] if isinstance(found, Document) else found)


def _loaded(item: RawPage | Rejected | Passed, task: Task) -> Document | Rejected | Passed | Fault:
    if not isinstance(item, RawPage):
        return item
    try:
        return load_dated(task.stages, item, task.date)
    except Exception as fault:  # noqa: BLE001 - kept with the page, and raised by whoever fills the ledger
        return _fault(item.uri, fault)


def _readings(documents: Sequence[Document], stages: Stages) -> Mapping[str, Reading | Fault]:
    """The readings by document; where a stage fails, one by one, so that only the culprit is without."""
    try:
        return {reading.document.id: reading for reading in stages.read_many(documents)}
    except ReportedlyError:  # no parser, a wrong pack: nothing can be read
        raise
    except Exception as fault:  # noqa: BLE001 - as above
        if len(documents) == 1:
            return {documents[0].id: _fault(documents[0].uri, fault)}
        return {key: made for d in documents for key, made in _readings([d], stages).items()}


def _fault(uri: str, fault: Exception) -> Fault:
    return Fault(uri, "".join(traceback.format_exception(fault)))


class Reader:
    """A worker that Ray keeps: it is given shards, as rows."""

    def __init__(
        self,
        folder: str,
        packs: Sequence[str],
        date: str | None,
        today: day | None,
        wanted: Filter,
        stages: StagesMaker,
    ) -> None:
        self._task = Task(Path(folder), stages(packs, today=today), date, wanted)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Read a shard; how many pages it has."""
        shard = Shard(row["number"], row["path"], row["key"])
        return {"number": shard.number, "pages": read_shard(shard, self._task)}


class Compiler:
    """A worker that compiles stories of a ledger that it opens itself."""

    def __init__(self, address: str, packs: Sequence[str], stages: StagesMaker) -> None:
        self._open = ExitStack()  # for as long as the worker lives
        self._ledger, self._stages = self._open.enter_context(open_ledger(address)), stages(packs)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Compile a story."""
        compile_story(self._ledger, self._stages, row["name"])
        return row
