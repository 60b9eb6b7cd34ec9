"""What is killed: runs, batches, judgements, migrations and copies in a process of their own, told in a file as they are done.

The processes are forked from one that has loaded all this once, so that a kill is spent on the work and not on imports.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from reportedly.batch.parts import Shard, end_of, shards_of
from reportedly.batch.run import Batch, run_batch
from reportedly.batch.worker import Task, read_shard
from reportedly.intake import read_sources
from reportedly.intake.compiling import compile_stale
from reportedly.intake.sources import files_of
from reportedly.intake.stages import Stages
from reportedly.judging.plain import judged
from reportedly.ledger import open_ledger
from reportedly.ledger.judgements import append
from reportedly.ledger.migrating import copy, upgrade
from reportedly.model import Anchor, Change, Document, Judgement, Reading, StoryAccount
from tests import builders
from tests.intake.fakes import STAGES

PAGES = 12
ARCHIVES = 12
JUDGEMENTS = 8
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([__name__])


def start(work: Callable[..., None], *arguments: str) -> multiprocessing.process.BaseProcess:
    """The work begun in a process of its own."""
    process = _FORKS.Process(target=work, args=arguments, daemon=True)
    process.start()
    return process


def nothing() -> None:
    """What is started first, so that the process that the others are forked from is there."""


def pages(folder: Path) -> Path:
    """A folder of pages, one of which can only be refused."""
    folder.mkdir()
    for number in range(PAGES):
        (folder / f"{number:02}.txt").write_text(f"{builders.TEXT} Page {number}.", encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    return folder


def read(address: str, folder: str, told: str) -> None:
    """Read a folder, telling each page when it is committed."""
    with open_ledger(address, create=True) as ledger:
        stages = replace(STAGES, read_many=_slowly)
        read_sources([folder], ledger, stages=stages, story="Rockets", on_step=lambda step: _tell(told, step.place))


def judge(address: str, told: str) -> None:
    """Judge one event after the other, and compile after each; those that are judged already are known."""
    with open_ledger(address) as ledger:
        for number, reading in enumerate(ledger.readings()):
            if number == JUDGEMENTS:
                break
            event = reading.events[0]
            anchor = Anchor(document=reading.document.id, uri=reading.document.uri, spans=(event.trigger,))
            when = f"2031-03-05T10:00:{number:02}"
            made = judged(Judgement("", event.id, "accept", Change(), "An analyst", when, "as it says", anchor))
            ledger.change(lambda c, made=made: append(c, made))  # type: ignore[misc]
            _tell(told, made.id)
            compile_stale(ledger, STAGES)


def batch(parts: str, folder: str, told: str) -> None:
    """Do a worker's part of a batch: files read into parts, telling each file when it is read."""
    kept = Path(parts)
    kept.mkdir(exist_ok=True)
    task = Task(kept, replace(STAGES, read_many=_slowly))
    for shard in shards(folder):
        if not end_of(kept, shard).exists():
            read_shard(shard, task)
            _tell(told, shard.key)


def archive(folder: Path) -> Path:
    """A folder of files of a few pages each."""
    folder.mkdir()
    for number in range(ARCHIVES):
        entries = [
            {
                "url": f"https://harbour.example/{number}/{n}",
                "date": "2031-03-04",
                "text": f"{builders.TEXT} {number}.{n}",
            }
            for n in range(3)
        ]
        entries.append({"url": f"https://harbour.example/{number}/empty", "text": " "})
        (folder / f"{number:02}.jsonl").write_text("\n".join(map(json.dumps, entries)), encoding="utf-8")
    return folder


def whole_batch(cluster: str, parts: str, folder: str, address: str, told: str) -> None:
    """Do a whole batch on a cluster, telling each document when it is committed."""
    warnings.simplefilter("ignore")
    todo = Batch(Path(parts), (), 2, cluster, stages=slow_stages)
    with open_ledger(address, create=True) as ledger:
        run_batch([folder], ledger, address, todo, on_step=lambda step: _tell(told, step.document or "refused"))


def slow_stages(packs: Sequence[str], /, *, today: date | None = None) -> Stages:
    """Stages that take their time, for workers of a cluster."""
    return replace(STAGES, read_many=_very_slowly, compile_story=_compiled_slowly)


def _very_slowly(documents: Iterable[Document]) -> Iterator[Reading]:
    for reading in STAGES.read_many(documents):
        time.sleep(0.03)
        yield reading


def _compiled_slowly(readings: Iterable[Reading], name: str, judgements: Sequence[Judgement] = ()) -> StoryAccount:
    time.sleep(0.3)
    return STAGES.compile_story(readings, name, judgements)


def shards(folder: str) -> tuple[Shard, ...]:
    """The files of a folder, as a batch reads them."""
    return shards_of([path for path in files_of(folder) if isinstance(path, str)], STAGES.packs)


def migrate(address: str, told: str) -> None:
    """Bring a ledger to the newest schema."""
    upgrade(address)
    _tell(told, "migrated")


def copy_to(source: str, target: str, told: str) -> None:
    """Copy a ledger into another."""
    with open_ledger(source) as here, open_ledger(target, create=True) as there:
        copy(here, there, lambda done, parts: _tell(told, str(done)))


def _slowly(documents: Iterable[Document]) -> Iterator[Reading]:
    for reading in STAGES.read_many(documents):
        time.sleep(0.002)
        yield reading


def _tell(told: str, what: str) -> None:
    with Path(told).open("ab", buffering=0) as file:
        file.write(f"{what}{os.linesep}".encode())
