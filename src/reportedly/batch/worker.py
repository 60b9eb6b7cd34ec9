"""What a worker does: read one file into parts, with models that are loaded once a worker."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from reportedly.batch.parts import PAGES, Fault, Page, Shard, end_of, part_of, write_part
from reportedly.errors import ReportedlyError
from reportedly.intake.compiling import compile_story
from reportedly.intake.filters import Passed
from reportedly.intake.run import load_dated
from reportedly.intake.sources import Sourced, open_sources
from reportedly.intake.stages import Stages
from reportedly.ledger import open_ledger
from reportedly.model import Document, RawPage, Reading, Rejected


@dataclass(frozen=True, slots=True)
class Task:
    """What workers are given: where parts go, the stages, and the date of pages that have none."""

    folder: Path
    stages: Stages
    date: str | None = None


def read_shard(shard: Shard, task: Task) -> int:
    """Read a file into parts; parts that are there are kept. The number of its pages."""
    pages = open_sources([shard.path])
    count = number = 0
    while lot := list(islice(pages, PAGES)):
        part = part_of(task.folder, shard, number)
        if not part.exists():
            write_part(part, _read(lot, task))
        count, number = count + len(lot), number + 1
    end_of(task.folder, shard).write_text(str(count), encoding="utf-8")
    return count


def _read(lot: Sequence[Sourced], task: Task) -> Iterator[Page]:
    """What comes of some pages, in their order."""
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

    def __init__(self, folder: str, packs: Sequence[str], date: str | None, today: Any) -> None:
        from reportedly.intake.pipeline_stages import pipeline_stages  # noqa: PLC0415 - only where it is run

        self._task = Task(Path(folder), pipeline_stages(packs, today=today), date)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Read a shard; how many pages it has."""
        shard = Shard(row["number"], row["path"], row["key"])
        return {"number": shard.number, "pages": read_shard(shard, self._task)}


class Compiler:
    """A worker that compiles stories of a ledger that it opens itself."""

    def __init__(self, address: str, packs: Sequence[str]) -> None:
        from reportedly.intake.pipeline_stages import pipeline_stages  # noqa: PLC0415

        self._address, self._stages = address, pipeline_stages(packs)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Compile a story."""
        with open_ledger(self._address) as ledger:
            compile_story(ledger, self._stages, row["name"])
        return row
