"""A batch over workers makes the ledger that one run makes, and goes on where it was stopped."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import psutil
import pytest

from reportedly.batch import parts, run, worker
from reportedly.batch.parts import Page, Shard, end_of, parts_of, read_part, shards_of, write_part
from reportedly.batch.run import Batch, run_batch
from reportedly.batch.worker import Task, read_shard
from reportedly.errors import InputError
from reportedly.intake import ReadingFailed, read_pages, read_sources
from reportedly.intake.filters import Passed
from reportedly.intake.pipeline_stages import pipeline_stages
from reportedly.ledger import open_ledger
from reportedly.model import Document, Reading, Rejected
from reportedly.pipeline import DEFAULT_PACKS
from tests import builders
from tests.intake.fakes import STAGES
from tests.intake.test_run import exported

TODAY = date(2031, 4, 1)


def lines(path: Path, numbers: range, text: str = builders.TEXT) -> Path:
    """A file of articles, one of them without a text."""
    entries = [
        {"url": f"https://harbour.example/{n}", "date": "2031-03-04", "text": f"{text} Number {n}."} for n in numbers
    ]
    entries.append({"url": f"https://harbour.example/empty-{numbers.start}", "text": " "})
    path.write_text("\n".join(json.dumps(entry) for entry in entries), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "crawl"
    made.mkdir()
    for number in range(3):
        lines(made / f"{number}.jsonl", range(number * 7, number * 7 + 7))
    return made


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    made = tmp_path / "kept"
    made.mkdir()
    return made


def test_what_is_written_to_a_part_comes_back_equal(kept: Path) -> None:
    pages = (
        Page("a:1", 10, builders.reading()),
        Page("a:2", 0, Rejected("b.txt", "pages", "it is empty")),
        Page("a:3", 5, Passed("no page")),
        Page("a:4", 5, parts.Fault("c.txt", "a fault")),
    )
    write_part(kept / "x.parquet", pages)
    assert read_part(kept / "x.parquet") == pages
    assert sorted(path.name for path in kept.iterdir()) == ["x.faulty", "x.parquet"]


def test_another_file_or_other_stages_make_other_parts(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", range(2))
    (one,) = shards_of([str(path)], ["v1"])
    assert shards_of([str(path)], ["v1"]) == (one,)
    assert shards_of([str(path)], ["v2"]) != (one,)
    lines(path, range(3))
    assert shards_of([str(path)], ["v1"]) != (one,)


def _local(folder: Path, address: Path) -> str:
    with open_ledger(str(address), create=True) as ledger:
        read_sources([str(folder)], ledger, stages=STAGES, story="Rockets")
        return exported(ledger)


def _from_parts(folder: Path, kept: Path, address: Path) -> str:
    """What a batch does, its workers' part done here."""
    files = sorted(str(path) for path in folder.iterdir())
    shards = shards_of(files, ["v1"])
    for shard in shards:
        if not end_of(kept, shard).exists():
            read_shard(shard, Task(kept, STAGES))
    held = run.Kept(kept)
    with open_ledger(str(address), create=True) as ledger:
        read_pages(held.pages(files, shards), ledger, stages=held.stages(STAGES), story="Rockets")
        return exported(ledger)


def test_a_ledger_made_from_parts_is_the_one_that_a_run_makes(folder: Path, kept: Path, tmp_path: Path) -> None:
    assert _from_parts(folder, kept, tmp_path / "batch.db") == _local(folder, tmp_path / "local.db")


def test_a_shard_that_was_stopped_goes_on_at_its_part(
    folder: Path, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "PAGES", 3)
    (shard,) = shards_of([str(folder / "0.jsonl")], ["v1"])
    made: list[str] = []

    def stopped(path: Path, pages: Iterator[Page]) -> None:
        if len(made) == 1:
            made.append("stopped")
            raise KeyboardInterrupt
        made.append(path.name)
        write_part(path, pages)

    monkeypatch.setattr(worker, "write_part", stopped)
    with pytest.raises(KeyboardInterrupt):
        read_shard(shard, Task(kept, STAGES))
    assert not end_of(kept, shard).exists()
    assert read_shard(shard, Task(kept, STAGES)) == 8
    assert len(made) == 4  # one before, then the two that were left
    assert [path.name for path in parts_of(kept, shard)] == sorted({name for name in made if name != "stopped"})


def test_a_fault_of_a_stage_is_raised_when_all_else_is_kept_and_tried_again(
    folder: Path, kept: Path, tmp_path: Path
) -> None:
    lines(folder / "9.jsonl", range(90, 92), text=f"FAULT {builders.TEXT}")
    with pytest.raises(ReadingFailed, match="a fault of reportedly"):
        _from_parts(folder, kept, tmp_path / "batch.db")
    with open_ledger(str(tmp_path / "batch.db")) as ledger:
        assert len(ledger.documents()) == 21
    mended = replace(STAGES, read_many=lambda documents: (builders.reading(d.uri, d.text) for d in documents))
    (shard,) = shards_of([str(folder / "9.jsonl")], ["v2"])
    read_shard(shard, Task(kept, STAGES))
    assert not end_of(kept, shard).exists()
    read_shard(shard, Task(kept, mended))
    assert end_of(kept, shard).exists()
    assert not list(kept.glob(f"{shard.key}*.faulty"))


def test_a_page_that_kills_its_reader_is_left_and_the_others_are_read(folder: Path, kept: Path) -> None:
    lines(folder / "9.jsonl", range(90, 92), text=f"KILLS {builders.TEXT}")
    with (folder / "9.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps({"url": "https://harbour.example/99", "text": builders.TEXT}))
    (shard,) = shards_of([str(folder / "9.jsonl")], ["v1"])

    def read_many(documents: Iterable[Document]) -> Iterator[Reading]:
        for document in documents:
            if "KILLS" in document.text:
                raise SystemExit  # as little caught as a kill is
            yield from STAGES.read_many([document])

    deaths = 0
    while not parts_of_shard(kept, shard):
        try:
            read_shard(shard, Task(kept, replace(STAGES, read_many=read_many)))
        except SystemExit:
            deaths += 1
    (part,) = parts_of(kept, shard)
    records = [page.record for page in read_part(part)]
    assert [type(record) for record in records] == [parts.Fault, parts.Fault, Rejected, Reading]
    assert deaths == worker.TRIES * 3
    assert not list(kept.glob("*.begun"))


def parts_of_shard(kept: Path, shard: Shard) -> list[Path]:
    return list(parts_of(kept, shard))


def test_a_batch_does_not_read_the_web(tmp_path: Path) -> None:
    with (
        open_ledger(str(tmp_path / "l.db"), create=True) as ledger,
        pytest.raises(InputError, match="not the web"),
    ):
        run_batch(["https://harbour.example/1"], ledger, "l.db", Batch(tmp_path / "kept", DEFAULT_PACKS, 1))


def test_parts_are_smaller_where_pages_are_large(folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "CHARACTERS", 3 * len(builders.TEXT))
    (shard,) = shards_of([str(folder / "0.jsonl")], ["v1"])
    read_shard(shard, Task(kept, STAGES))
    assert len(parts_of_shard(kept, shard)) == 3


def test_without_ray_it_says_what_to_install(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with (
        open_ledger(str(tmp_path / "l.db"), create=True) as ledger,
        pytest.raises(InputError, match=r"pip install 'reportedly\[batch\]'"),
    ):
        run_batch([str(folder)], ledger, "l.db", Batch(tmp_path / "kept", DEFAULT_PACKS, 1))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_batch_on_ray_whose_worker_is_killed_makes_the_ledger_of_one_run(
    folder: Path, kept: Path, tmp_path: Path
) -> None:
    import ray

    stages = pipeline_stages(DEFAULT_PACKS, today=TODAY)
    with open_ledger(str(tmp_path / "local.db"), create=True) as ledger:
        read_sources([str(folder)], ledger, stages=stages)
        expected = exported(ledger)
    killed: list[int] = []
    watching = threading.Thread(target=_kill_workers, args=(kept, killed), daemon=True)
    watching.start()
    address = str(tmp_path / "batch.db")
    todo = Batch(kept, DEFAULT_PACKS, 2, today=TODAY)
    try:
        for _ in range(2):  # the second time there is nothing to do
            with open_ledger(address, create=True) as ledger:
                outcome = run_batch([str(folder)], ledger, address, todo)
                assert exported(ledger) == expected
        assert (outcome.read, outcome.unchanged) == (0, 21)
        assert killed
    finally:
        ray.shutdown()


def _kill_workers(kept: Path, killed: list[int]) -> None:
    """kill -9 every worker as soon as one has begun a part."""
    while not any(kept.glob("*.begun")):
        time.sleep(0.02)
    for process in psutil.Process().children(recursive=True):
        if "Reader" in " ".join(process.cmdline()):
            os.kill(process.pid, signal.SIGKILL)
            killed.append(process.pid)


def test_refused_files_are_told_as_a_run_tells_them(folder: Path, kept: Path, tmp_path: Path) -> None:
    stages = replace(STAGES)
    with open_ledger(str(tmp_path / "l.db"), create=True) as ledger:
        held = run.Kept(kept)
        pages = held.pages([Rejected("none.txt", "intake", "there is no such file")], ())
        outcome = read_pages(pages, ledger, stages=held.stages(stages))
    assert [rejected.uri for rejected in outcome.rejected] == ["none.txt"]
