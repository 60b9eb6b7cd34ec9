"""The disk full, the database locked, the file damaged, the clock set back: each told plainly, and nothing committed lost."""

from __future__ import annotations

import os
import random
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from reportedly.errors import LedgerError, ReportedlyError
from reportedly.intake import read_sources
from reportedly.intake.compiling import compile_stale
from reportedly.judging.plain import judged
from reportedly.ledger import Ledger, engine, open_ledger
from reportedly.ledger.judgements import append, held, moment
from reportedly.model import Anchor, Change, Judgement
from tests import builders
from tests.faults import work
from tests.intake.fakes import STAGES
from tests.intake.test_run import exported


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return work.pages(tmp_path / "pages")


def run(address: str | Path, folder: Path) -> str:
    """A run that nothing happens to, and what the ledger holds after it."""
    with open_ledger(str(address), create=True) as ledger:
        read_sources([str(folder)], ledger, stages=STAGES, story="Rockets")
        return exported(ledger)


# ---- no room ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("only root may make a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_keeps_what_was_read_and_the_run_goes_on(small_disk: Path, folder: Path, tmp_path: Path) -> None:
    address = str(small_disk / "ledger.db")
    with open_ledger(address, create=True):
        pass
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(max(0, _free(small_disk) - 350_000)))
    with pytest.raises(LedgerError, match=r"the disk is full\. What was read before is kept; make room"):
        run(address, folder)
    ballast.unlink()
    with open_ledger(address) as ledger:
        assert 0 < len(ledger.documents()) < work.PAGES
    shutil.copy(address, tmp_path / "kept.db")
    assert run(tmp_path / "kept.db", folder) == run(tmp_path / "whole.db", folder)


def _free(place: Path) -> int:
    found = os.statvfs(place)
    return found.f_bavail * found.f_bsize


def test_a_file_that_may_not_grow_keeps_what_was_read_and_the_run_goes_on(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "ledger.db"
    with open_ledger(str(path), create=True):
        pass
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 60_000, before[1]))
    try:
        with pytest.raises(LedgerError, match="the disk does not take it"):
            run(path, folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    with open_ledger(str(path)) as ledger:
        assert len(ledger.documents()) < work.PAGES
    assert run(path, folder) == run(tmp_path / "whole.db", folder)


# ---- in each other's way ---------------------------------------------------------------------------------------------


def test_a_database_that_stays_locked_is_said(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.db"
    whole = run(path, folder)
    monkeypatch.setattr(engine, "WAIT_MS", 100)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_ledger(str(path)) as ledger:
        with pytest.raises(LedgerError, match=r"another process is writing to it\. Wait until that is done"):
            ledger.add_reading(builders.reading("new.txt"))
        assert exported(ledger) == whole
        other.execute("ROLLBACK")
        assert ledger.add_reading(builders.reading("new.txt")) == "added"
    other.close()


def test_one_process_judges_while_another_reads(tmp_path: Path, folder: Path) -> None:
    address, alone = str(tmp_path / "ledger.db"), str(tmp_path / "alone.db")
    for one in (address, alone):
        with open_ledger(one, create=True) as ledger:
            for number in range(work.JUDGEMENTS):
                ledger.add_reading(builders.reading(f"{number}.txt"), packs=STAGES.packs, story="Before")
            compile_stale(ledger, STAGES)
    both = [
        work.start(work.read, address, str(folder), str(tmp_path / "read")),
        work.start(work.judge, address, str(tmp_path / "judged")),
    ]
    for process in both:
        process.join(120)
    assert [process.exitcode for process in both] == [0, 0]
    run(alone, folder)
    with open_ledger(address) as ledger, open_ledger(alone) as other:
        assert ledger.stale() == ()
        assert len(ledger.look(held)) == work.JUDGEMENTS
        assert {entry.id for entry in ledger.documents()} == {entry.id for entry in other.documents()}


# ---- a damaged file --------------------------------------------------------------------------------------------------


def _use(path: Path) -> None:
    with open_ledger(str(path)) as ledger:
        exported(ledger)
        for story in ledger.stories():
            ledger.claims(story.name)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_ledger_is_told_or_read_but_never_ends_in_a_traceback(
    tmp_path: Path, folder: Path, seed: int
) -> None:
    path = tmp_path / "ledger.db"
    run(path, folder)
    content, chance = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(400):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content if seed % 3 else content[: chance.randrange(len(content))])
    with suppress(ReportedlyError):
        _use(path)


# ---- the clock -------------------------------------------------------------------------------------------------------


def _word(ledger: Ledger, event: str, clock: float, verdict: str) -> None:
    def append_at(c: object) -> None:
        made = Judgement("", event, verdict, Change(), "An analyst", moment(c, clock), "", Anchor())  # type: ignore[arg-type]
        append(c, judged(made))  # type: ignore[arg-type]

    ledger.change(append_at)


def test_a_clock_set_back_does_not_put_a_word_before_the_one_it_follows(address: str) -> None:
    with open_ledger(address, create=True) as ledger:
        reading = builders.reading()
        ledger.add_reading(reading)
        event = reading.events[0].id
        for clock, verdict in ((1_930_000_000.0, "reject"), (1_929_000_000.0, "accept"), (1_929_000_000.0, "unsure")):
            _word(ledger, event, clock, verdict)
        found = ledger.look(held)
        assert [h.judgement.verdict for h in found] == ["reject", "accept", "unsure"]
        assert [h.judgement.when for h in found] == sorted(h.judgement.when for h in found)


def test_documents_read_under_a_clock_set_back_are_read_all_the_same(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "ledger.db"
    whole = run(path, folder)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE documents SET added = '2999-01-01 00:00:00'")
    connection.execute("UPDATE stories SET changed = '2999-01-01 00:00:00'")
    connection.commit()
    connection.close()
    (folder / "late.txt").write_text(f"{builders.TEXT} Late.", encoding="utf-8")
    assert run(path, folder) == run(tmp_path / "other.db", folder) != whole
