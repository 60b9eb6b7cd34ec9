"""kill -9 at random moments of a whole batch on Ray, of the batch itself or of one of its workers.

The cluster stays, so that a kill costs a run that begins and not a cluster that starts; that is still some ten seconds, so this
is run where kills are asked for: ``python -m benchmarks.kills``, or ``pytest --kills N``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import psutil
import pytest

from reportedly.batch.parts import Page, read_part
from reportedly.batch.worker import TRIES
from reportedly.intake import read_sources
from reportedly.ledger import open_ledger
from tests.faults import work
from tests.faults.test_kills import LONGEST, Killer, lines, sound, timed, whole
from tests.intake.fakes import STAGES
from tests.intake.test_run import exported

WORKERS = 0.4  # the share of kills that are a worker's
AT_MOST = 2 * TRIES - 1  # kills of one run: no page can have been in the hands of so many that it is left out
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture
def killer(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Iterator[Killer]:
    wanted = request.config.getoption("--kills")
    if wanted is None:
        pytest.skip("a whole batch is killed where --kills says how often")
    made = Killer(wanted)
    yield made
    record_property("kills", made.kills)


@pytest.fixture
def cluster() -> Iterator[str]:
    """The address of a cluster of this machine."""
    import ray

    ray.init(address="local", num_cpus=4, object_store_memory=100_000_000, include_dashboard=False, log_to_driver=False)
    yield ray.get_runtime_context().gcs_address
    ray.shutdown()


def test_a_whole_batch(tmp_path: Path, killer: Killer, cluster: str) -> None:
    folder = work.archive(tmp_path / "crawl")
    with open_ledger(str(tmp_path / "local.db"), create=True) as ledger:
        read_sources([str(folder)], ledger, stages=STAGES)
        undisturbed = exported(ledger)
    first = Run(cluster, tmp_path / "first", folder)
    takes = timed(work.whole_batch, *first.arguments)
    first.is_whole(undisturbed)
    while not killer.is_done:
        run = Run(cluster, tmp_path / f"run-{killer.kills}", folder)
        while not run.is_over(killer) and run.disturbed(killer, takes):
            run.is_sound(first)
        finished(work.start(work.whole_batch, *run.arguments))
        run.is_whole(undisturbed)


def finished(process: BaseProcess) -> None:
    """Wait until a batch that is left alone is done."""
    process.join(LONGEST)
    assert process.exitcode == 0


class Run:
    """A batch that is begun again and again until it is done."""

    def __init__(self, cluster: str, place: Path, folder: Path) -> None:
        place.mkdir()
        self.parts, self.address, self.told = place / "parts", str(place / "ledger.db"), place / "told"
        self.kills = 0
        self.arguments = (cluster, str(self.parts), str(folder), self.address, str(self.told))

    def is_over(self, killer: Killer) -> bool:
        """Whether no more is to be killed in this run."""
        return killer.is_done or self.kills >= AT_MOST

    def disturbed(self, killer: Killer, takes: float) -> bool:
        """Begin it and kill it, or a worker and then perhaps it; false where it was done before."""
        process = work.start(work.whole_batch, *self.arguments)
        while not self.is_over(killer):
            process.join(killer.within(takes))
            if process.exitcode is not None:
                break
            workers = workers_now() if killer.choose(WORKERS) else []
            (workers[0] if workers else process).kill()
            killer.kills += 1
            self.kills += 1
            if not workers:
                process.join()
                return True
        finished(process)
        return False

    def is_sound(self, other: Run) -> None:
        """What was told is there, and nothing is half there."""
        for done in self.parts.glob("*.done"):
            assert self.pages(done.stem) == other.pages(done.stem)
        with open_ledger(self.address, create=True) as ledger:
            assert lines(self.told) <= {entry.id for entry in ledger.documents()} | {"refused"}
        sound(self.address)

    def pages(self, key: str) -> list[tuple[Page, ...]]:
        """What is in the parts of a file: each can be read."""
        return [read_part(part) for part in sorted(self.parts.glob(f"{key}-*.parquet"))]

    def is_whole(self, undisturbed: str) -> None:
        with open_ledger(self.address) as ledger:
            whole(ledger)
            assert exported(ledger) == undisturbed
            assert not ledger.stale()


def workers_now() -> list[psutil.Process]:
    """The processes of the cluster that read or compile for a batch."""
    named = {process: " ".join(_command(process)) for process in psutil.Process().children(recursive=True)}
    return [p for p, name in named.items() if name.startswith("ray::") and ("Reader" in name or "Compiler" in name)]


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:  # it has ended
        return []
