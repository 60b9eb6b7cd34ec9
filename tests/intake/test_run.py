"""Runs: what they commit, what they leave out, and that they can be stopped and started at will."""

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reportedly.errors import ModelError
from reportedly.exchange import export_json
from reportedly.intake import Outcome, ReadingFailed, Step, read_sources
from reportedly.ledger import Ledger, open_ledger
from reportedly.model import Document, Published, Reading, Span, StoryAccount
from tests import builders
from tests.intake.fakes import STAGES


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    with open_ledger(address, create=True) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pages"
    made.mkdir()
    for name in ("a", "b", "c"):
        (made / f"{name}.txt").write_text(f"{builders.TEXT} From {name}.", encoding="utf-8")
    return made


def exported(ledger: Ledger) -> str:
    out = io.StringIO()
    export_json(ledger, out, with_text=True)
    return out.getvalue()


def run(ledger: Ledger, *sources: Path | str, **options: str) -> Outcome:
    return read_sources([str(source) for source in sources], ledger, stages=STAGES, **options)  # type: ignore[arg-type]


def test_a_folder_becomes_one_story_called_by_the_earliest_title(ledger: Ledger, folder: Path) -> None:
    outcome = run(ledger, folder)
    assert (outcome.read, outcome.unchanged, outcome.rejected) == (3, 0, ())
    assert outcome.compiled == ("Norland shipped rockets to Sudovia",)
    assert len(ledger.account("Norland").documents) == 3


def test_reading_twice_changes_nothing(ledger: Ledger, folder: Path) -> None:
    run(ledger, folder, story="Rockets")
    before = exported(ledger)
    outcome = run(ledger, folder, story="Rockets")
    assert (outcome.read, outcome.unchanged, outcome.compiled) == (0, 3, ())
    assert run(ledger, folder).compiled == ()  # without a name they stay where they are
    assert exported(ledger) == before


def _dating(documents: Iterable[Document]) -> Iterator[Reading]:
    """Readings whose documents are dated from their text where nothing else dates them."""
    for reading in STAGES.read_many(documents):
        known = reading.document.published
        found = Published(date(2031, 3, 3), None, "text", (Span(0, 7),)) if known.basis == "unknown" else known
        yield replace(reading, document=replace(reading.document, published=found))


def test_a_date_from_the_text_stays_until_one_is_given(ledger: Ledger, folder: Path) -> None:
    stages = replace(STAGES, read_many=_dating)
    assert read_sources([str(folder)], ledger, stages=stages, story="Rockets").read == 3
    before = exported(ledger)
    again = read_sources([str(folder)], ledger, stages=stages, story="Rockets")
    assert (again.read, again.unchanged, again.compiled) == (0, 3, ())
    assert exported(ledger) == before
    dated = read_sources([str(folder)], ledger, stages=stages, story="Rockets", date="2031-03-05")
    assert (dated.read, dated.unchanged) == (3, 0)
    assert {d.published.basis for d in ledger.documents()} == {"given"}


def test_the_order_of_input_does_not_change_the_ledger(tmp_path: Path, folder: Path) -> None:
    files = sorted(folder.iterdir())
    exports = set()
    for seed in range(4):
        random.Random(seed).shuffle(files)
        with open_ledger(str(tmp_path / f"{seed}.db"), create=True) as ledger:
            run(ledger, *files)
            exports.add(exported(ledger))
    assert len(exports) == 1


def test_one_by_one_is_the_same_as_at_once(tmp_path: Path, folder: Path) -> None:
    with open_ledger(str(tmp_path / "1.db"), create=True) as ledger:
        for file in sorted(folder.iterdir()):
            run(ledger, file, story="Rockets")
        singly = exported(ledger)
    with open_ledger(str(tmp_path / "2.db"), create=True) as ledger:
        run(ledger, folder, story="Rockets")
        assert exported(ledger) == singly


def test_a_page_more_joins_the_story_of_its_folder(ledger: Ledger, folder: Path) -> None:
    run(ledger, folder)
    (folder / "d.txt").write_text(f"New head\n{builders.TEXT}", encoding="utf-8")
    assert run(ledger, folder).compiled == ("Norland shipped rockets to Sudovia",)
    assert len(ledger.account("Norland").documents) == 4


def test_what_is_known_is_not_parsed(ledger: Ledger, folder: Path) -> None:
    run(ledger, folder)

    def never(documents: Iterable[Document]) -> Iterator[Reading]:
        raise AssertionError("parsed again")

    again = replace(STAGES, read_many=never)
    assert read_sources([str(folder)], ledger, stages=again).unchanged == 3
    assert read_sources([str(folder)], ledger, stages=replace(STAGES, packs=("fake pack",))).unchanged == 3
    assert read_sources([str(folder)], ledger, stages=replace(STAGES, packs=("another",))).read == 3


def test_a_date_is_for_undated_pages_and_stays(ledger: Ledger, folder: Path) -> None:
    (folder / "d.jsonl").write_text(json.dumps({"url": "d", "text": builders.TEXT, "date": "2030-01-02"}))
    run(ledger, folder, date="2031-05-06")
    days = {entry.uri.rpartition("/")[2]: entry.published.earliest for entry in ledger.documents()}
    assert days == {name: date(2031, 5, 6) for name in ("a.txt", "b.txt", "c.txt")} | {"d": date(2030, 1, 2)}
    assert run(ledger, folder).unchanged == 4
    assert run(ledger, folder, date="2031-05-07").read == 3


def test_a_bad_page_is_refused_and_the_others_are_read(ledger: Ledger, folder: Path) -> None:
    bad = folder / "bb.txt"
    bad.write_text("", encoding="utf-8")
    outcome = run(ledger, folder, folder / "gone.txt")
    assert outcome.read == 3
    assert [(r.uri, r.reason) for r in outcome.rejected] == [
        (str(bad), "it is empty"),
        (str(folder / "gone.txt"), "this file cannot be read: No such file or directory"),
    ]
    assert len(ledger.rejected()) == 2
    bad.write_text(builders.TEXT, encoding="utf-8")
    assert run(ledger, folder).read == 1
    assert [r.uri for r in ledger.rejected()] == [str(folder / "gone.txt")]


def test_a_fault_names_its_document_and_loses_no_other(ledger: Ledger, folder: Path) -> None:
    (folder / "b.txt").write_text("FAULT in here", encoding="utf-8")
    with pytest.raises(ReadingFailed) as failed:
        run(ledger, folder)
    (fault,) = failed.value.exceptions
    assert fault.__notes__ == [f"while reading {folder / 'b.txt'}"]
    assert [Path(entry.uri).name for entry in ledger.documents()] == ["a.txt", "c.txt"]
    assert len(ledger.account("Norland").documents) == 2


def test_a_story_that_fails_is_compiled_by_the_next_run(ledger: Ledger, folder: Path) -> None:
    def failing(readings: Iterable[Reading], name: str, judgements: object) -> StoryAccount:
        raise RuntimeError("a fault in a stage")

    with pytest.raises(ReadingFailed) as failed:
        read_sources([str(folder)], ledger, stages=replace(STAGES, compile_story=failing), story="Rockets")
    assert failed.value.exceptions[0].__notes__ == ["while compiling the story 'Rockets'"]
    assert len(ledger.documents()) == 3
    assert run(ledger, folder).compiled == ("Rockets",)


def test_a_wrong_setting_is_told_at_once(ledger: Ledger, folder: Path) -> None:
    def no_parser(documents: Iterable[Document]) -> Iterator[Reading]:
        raise ModelError("No parser found")

    with pytest.raises(ModelError, match="No parser"):
        read_sources([str(folder)], ledger, stages=replace(STAGES, read_many=no_parser))


def test_a_reading_that_does_not_hold_together_is_a_fault(ledger: Ledger, folder: Path) -> None:
    def loose(documents: Iterable[Document]) -> Iterator[Reading]:
        for reading in STAGES.read_many(documents):
            yield replace(reading, statements=()) if "a.txt" in reading.document.uri else reading

    stages = replace(STAGES, read_many=loose)
    with pytest.raises(ReadingFailed):
        read_sources([str(folder)], ledger, stages=stages)
    assert [Path(entry.uri).name for entry in ledger.documents()] == ["b.txt", "c.txt"]


def test_an_address_within_is_refused_and_the_rest_is_read(ledger: Ledger, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(builders.TEXT, encoding="utf-8")
    outcome = read_sources(["http://127.0.0.1/a", str(page)], ledger, stages=STAGES)
    assert (outcome.read, [r.uri for r in outcome.rejected]) == (1, ["http://127.0.0.1/a"])


def test_the_same_page_twice_in_one_run_is_read_once(ledger: Ledger, folder: Path) -> None:
    outcome = run(ledger, folder, folder)
    assert (outcome.read, outcome.unchanged) == (3, 3)


def test_every_page_is_a_step(ledger: Ledger, folder: Path) -> None:
    (folder / "empty.txt").write_text("", encoding="utf-8")
    steps: list[Step] = []
    read_sources([str(folder)], ledger, stages=STAGES, on_step=steps.append)
    assert len(steps) == 4
    assert sum(step.size for step in steps) == sum(file.stat().st_size for file in folder.iterdir())


SLOW = """
import sys, time
from dataclasses import replace
from reportedly.intake import read_sources
from reportedly.ledger import open_ledger
from tests.intake.fakes import STAGES

def slowly(documents):
    for reading in STAGES.read_many(documents):
        time.sleep(0.02)
        yield reading

with open_ledger(sys.argv[1], create=True) as ledger:
    read_sources([sys.argv[2]], ledger, stages=replace(STAGES, read_many=slowly), story="Rockets",
                 on_step=lambda step: print(step.place, flush=True))
"""


def test_a_killed_run_loses_nothing_committed_and_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(f"{builders.TEXT} Page {number}.", encoding="utf-8")
    killed, whole = str(tmp_path / "killed.db"), str(tmp_path / "whole.db")
    told = _killed_after(3, killed, folder)
    with open_ledger(killed) as ledger:
        held = {entry.uri for entry in ledger.documents()}
        assert told <= held
        assert 3 <= len(held) < 40
        for entry in ledger.documents():
            assert ledger.reading(entry.id).events  # none is half there
        assert read_sources([str(folder)], ledger, stages=STAGES, story="Rockets").unchanged == len(held)
        resumed = exported(ledger)
    with open_ledger(whole, create=True) as ledger:
        read_sources([str(folder)], ledger, stages=STAGES, story="Rockets")
        assert exported(ledger) == resumed


def _killed_after(pages: int, ledger: str, folder: Path) -> set[str]:
    """Start a run in another process, kill it when it has told of some pages, and return those."""
    here = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": f"{here / 'src'}{os.pathsep}{here}"}
    command = [sys.executable, "-c", SLOW, ledger, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=here) as process:
        assert process.stdout is not None
        told = {process.stdout.readline().strip() for _ in range(pages)}
        time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    return told


def test_several_processes_fill_one_ledger_and_one_story(tmp_path: Path) -> None:
    here = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": f"{here / 'src'}{os.pathsep}{here}"}
    shared, whole = str(tmp_path / "shared.db"), str(tmp_path / "whole.db")
    folders = [tmp_path / f"pages{number}" for number in range(3)]
    for folder in folders:
        folder.mkdir()
        for number in range(6):
            (folder / f"{number}.txt").write_text(f"{builders.TEXT} {folder.name} {number}.", encoding="utf-8")
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", SLOW, shared, str(folder)], env=environment, cwd=here, stdout=subprocess.DEVNULL
        )
        for folder in folders
    ]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    with open_ledger(whole, create=True) as ledger:
        read_sources([str(folder) for folder in folders], ledger, stages=STAGES, story="Rockets")
        expected = exported(ledger)
    with open_ledger(shared) as ledger:
        assert ledger.stale() == ()
        assert exported(ledger) == expected
