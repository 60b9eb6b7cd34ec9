"""Several processes read what one reads, and a process that dies changes nothing."""

import os
import signal
from pathlib import Path

import psutil
import pytest

from reportedly.intake import read_sources
from reportedly.intake.pipeline_stages import pipeline_stages
from reportedly.intake.pool import shared_among
from reportedly.intake.run import Step
from reportedly.ledger import open_ledger
from reportedly.pipeline import DEFAULT_PACKS
from tests.intake.fakes import STAGES
from tests.intake.test_run import exported

PAGES = 10
TEXT = (
    "Norland shipped rockets to Sudovia\n\nOfficials told the Harbour Courier on March 3, 2031 that Norland had shipped "
    "{} rockets to Sudovia. The foreign ministry denied it.\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    for number in range(PAGES):
        (made / f"{number:02}.txt").write_text(TEXT.format(number + 2), encoding="utf-8")
    return made


@pytest.mark.slow
def test_any_number_of_processes_makes_the_same_ledger_and_one_may_die(folder: Path, tmp_path: Path) -> None:
    plain = pipeline_stages(DEFAULT_PACKS)
    found = []
    killed: list[int] = []

    def kill_one(_: Step) -> None:
        if not killed:
            child = next(c for c in psutil.Process().children(recursive=True) if "spawn_main" in " ".join(c.cmdline()))
            killed.append(child.pid)
            os.kill(child.pid, signal.SIGKILL)

    for workers in (1, 2):
        with (
            open_ledger(str(tmp_path / f"{workers}.db"), create=True) as ledger,
            shared_among(workers, plain, DEFAULT_PACKS) as stages,
        ):
            on_step = kill_one if workers == 2 else (lambda step: None)
            outcome = read_sources([str(folder)], ledger, stages=stages, story="Rockets", on_step=on_step)
            assert outcome.read == PAGES
            found.append(exported(ledger))
    assert found[0] == found[1]
    assert killed


def test_one_process_is_this_one() -> None:
    with shared_among(1, STAGES, ()) as stages:
        assert stages is STAGES
