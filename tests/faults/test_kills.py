"""kill -9 at random moments: what was told as done is kept, nothing is half there, the next run ends as an undisturbed one.

``--kills`` says how often each work is killed; ``python -m benchmarks.kills`` prints what came of it as a table.
"""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine

from reportedly.batch.parts import Page, Shard, parts_of, read_part
from reportedly.batch.run import Kept
from reportedly.batch.worker import TRIES
from reportedly.intake import read_pages, read_sources
from reportedly.intake.sources import files_of
from reportedly.ledger import Ledger, open_ledger
from reportedly.ledger import tables as t
from reportedly.ledger.engine import ledger_url, open_engine
from reportedly.ledger.judgements import held
from reportedly.ledger.schema import HEAD, migrations, version
from tests import builders
from tests.faults import work
from tests.intake.fakes import STAGES
from tests.intake.test_run import exported
from tests.ledger.test_migrating import fill, rows

KILLS = 50
ON_EACH = 25  # where the work is killed on both engines
LONGEST = 300.0  # seconds that work may take which is left alone, however busy the machine
pytestmark = pytest.mark.slow


class Killer:
    """Kills work at random moments of the time that it takes when it is left alone, so often as is ``wanted``."""

    def __init__(self, wanted: int, seed: int = 20310304) -> None:
        self._random = random.Random(seed)
        self._wanted = wanted
        self.kills = 0

    @property
    def is_done(self) -> bool:
        return self.kills >= self._wanted

    def within(self, seconds: float) -> float:
        """A random moment."""
        return self._random.uniform(0, seconds)

    def choose(self, share: float) -> bool:
        """True so often."""
        return self._random.random() < share

    def kill(self, run: Callable[..., None], *arguments: str, within: float) -> bool:
        """Start the work and kill it at some moment; false where it was done before."""
        process = work.start(run, *arguments)
        process.join(self.within(within))
        if process.exitcode is not None:
            assert process.exitcode == 0
            return False
        process.kill()
        process.join()
        self.kills += 1
        return True


def timed(run: Callable[..., None], *arguments: str) -> float:
    """The seconds that the work takes when nothing happens to it."""
    work.start(work.nothing).join(60)
    began = time.monotonic()
    process = work.start(run, *arguments)
    process.join(LONGEST)
    assert process.exitcode == 0
    return time.monotonic() - began


@pytest.fixture
def killer(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Iterator[Killer]:
    made = Killer(request.config.getoption("--kills") or getattr(request, "param", KILLS))
    yield made
    record_property("kills", made.kills)


@pytest.fixture
def told(tmp_path: Path) -> Path:
    return tmp_path / "told"


def lines(told: Path) -> set[str]:
    return set(told.read_text(encoding="utf-8").splitlines()) if told.exists() else set()


def sound(address: str) -> None:
    """The database holds together."""
    if "://" in address:
        return  # a server sees to it
    with open_ledger(address) as ledger:
        assert ledger.look(lambda c: c.exec_driver_sql("PRAGMA integrity_check").scalars().all()) == ["ok"]
        assert ledger.look(lambda c: c.exec_driver_sql("PRAGMA foreign_key_check").all()) == []


def whole(ledger: Ledger) -> None:
    """No reading is half there: each is as it was made."""
    for reading in ledger.readings():
        made = next(STAGES.read_many([reading.document]))
        assert reading == made
    for story in ledger.stories():
        if story.id is not None:
            account = ledger.account(story.name)
            assert account == builders.account(ledger.readings(account.documents), story.name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return work.pages(tmp_path / "pages")


@pytest.fixture
def undisturbed(tmp_path: Path, folder: Path) -> str:
    with open_ledger(str(tmp_path / "whole.db"), create=True) as ledger:
        read_sources([str(folder)], ledger, stages=STAGES, story="Rockets")
        return exported(ledger)


@pytest.mark.parametrize("killer", [ON_EACH], indirect=True)
def test_a_read(
    new_address: Callable[[], str], folder: Path, told: Path, undisturbed: str, killer: Killer, tmp_path: Path
) -> None:
    takes = timed(work.read, str(tmp_path / "timed.db"), str(folder), str(tmp_path / "timed"))
    while not killer.is_done:
        address = new_address()
        told.unlink(missing_ok=True)
        while killer.kill(work.read, address, str(folder), str(told), within=takes) and not killer.is_done:
            sound(address)
            with open_ledger(address, create=True) as ledger:
                known = {entry.uri for entry in ledger.documents()} | {r.uri for r in ledger.rejected()}
                assert lines(told) <= known
        with open_ledger(address) as ledger:
            whole(ledger)
            read_sources([str(folder)], ledger, stages=STAGES, story="Rockets")
            assert exported(ledger) == undisturbed


def test_a_batch(tmp_path: Path, folder: Path, told: Path, undisturbed: str, killer: Killer) -> None:
    left_alone = tmp_path / "left-alone"
    takes = timed(work.batch, str(left_alone), str(folder), str(tmp_path / "timed"))
    shards = work.shards(str(folder))
    expected = {shard.key: parts(left_alone, shard) for shard in shards}
    while not killer.is_done:
        kept = tmp_path / f"parts-{killer.kills}"
        told.unlink(missing_ok=True)
        for _ in range(
            TRIES
        ):  # as often as a page may be in the hands of one who is killed before it is read by itself
            if killer.is_done or not killer.kill(work.batch, str(kept), str(folder), str(told), within=takes):
                break
            assert all(parts(kept, shard) == expected[shard.key] for shard in shards if shard.key in lines(told))
        work.batch(str(kept), str(folder), str(told))
        assert {shard.key: parts(kept, shard) for shard in shards} == expected
    assert _filled(kept, folder, tmp_path / "batch.db") == undisturbed


def parts(kept: Path, shard: Shard) -> list[tuple[Page, ...]]:
    """What is in the parts of a shard: each can be read."""
    return [read_part(part) for part in parts_of(kept, shard)]


def _filled(kept: Path, folder: Path, address: Path) -> str:
    held = Kept(kept)
    pages = held.pages(list(files_of(str(folder))), work.shards(str(folder)))
    with open_ledger(str(address), create=True) as ledger:
        read_pages(pages, ledger, stages=held.stages(STAGES), story="Rockets")
        return exported(ledger)


def test_judging(tmp_path: Path, folder: Path, told: Path, killer: Killer) -> None:
    filled, one, many = (tmp_path / name for name in ("filled.db", "one.db", "many.db"))
    with open_ledger(str(filled), create=True) as ledger:
        read_sources([str(folder)], ledger, stages=STAGES, story="Rockets")
    shutil.copy(filled, one)
    takes = timed(work.judge, str(one), str(tmp_path / "timed"))
    while not killer.is_done:
        shutil.copy(filled, many)
        told.unlink(missing_ok=True)
        while killer.kill(work.judge, str(many), str(told), within=takes) and not killer.is_done:
            sound(str(many))
            with open_ledger(str(many)) as ledger:
                assert lines(told) <= {h.judgement.id for h in ledger.look(held)}
        work.judge(str(many), str(told))
        with open_ledger(str(many)) as ledger, open_ledger(str(one)) as expected:
            assert ledger.look(held) == expected.look(held)
            assert exported(ledger) == exported(expected)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A ledger of the first schema, with what it held then."""
    path = tmp_path / "old.db"
    new = tmp_path / "new.db"
    engine = open_engine(ledger_url(str(path)), create=True)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with open_ledger(str(new), create=True) as ledger:
        for number in range(30):
            ledger.add_reading(builders.reading(f"{number}.txt"))
    _take_over(new, path)
    return path


def _take_over(new: Path, old: Path) -> None:
    """The rows of a ledger in those columns that the old schema has."""
    engine = create_engine(f"sqlite:///{old}")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"ATTACH '{new}' AS new")
        for table in (t.documents, t.blocks, t.entities, t.names, t.statements, t.events, t.fillers):
            known = [row[1] for row in connection.exec_driver_sql(f"PRAGMA main.table_info({table.name})")]
            names = ", ".join(f'"{name}"' for name in known if name in table.c)
            connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM new.{table.name}")
    engine.dispose()


def _schema(path: Path) -> str | None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        found = version(connection)
    engine.dispose()
    return found


def test_a_migration(tmp_path: Path, old: Path, told: Path, killer: Killer) -> None:
    one, many = tmp_path / "one.db", tmp_path / "many.db"
    shutil.copy(old, one)
    takes = timed(work.migrate, str(one), str(tmp_path / "timed"))
    with open_ledger(str(one)) as ledger:
        expected = rows(ledger)
        assert len(expected["documents"]) == 30
    while not killer.is_done:
        for leftover in tmp_path.glob("many.db*"):
            leftover.unlink()
        shutil.copy(old, many)
        while killer.kill(work.migrate, str(many), str(told), within=takes) and not killer.is_done:
            assert _schema(many) in {"0001", HEAD}
        with open_ledger(str(many)) as ledger:
            assert rows(ledger) == expected
        sound(str(many))


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = str(tmp_path / "source.db")
    with open_ledger(path, create=True) as ledger:
        fill(ledger)
        for number in range(60):
            ledger.add_reading(builders.reading(f"{number}.txt"))
    return path


@pytest.mark.parametrize("killer", [ON_EACH], indirect=True)
def test_a_copy(source: str, told: Path, killer: Killer, tmp_path: Path) -> None:
    with open_ledger(source) as ledger:
        expected = rows(ledger)
    takes = timed(work.copy_to, source, str(tmp_path / "timed.db"), str(tmp_path / "timed"))
    while not killer.is_done:
        address = str(tmp_path / f"copy-{killer.kills}.db")
        while killer.kill(work.copy_to, source, address, str(told), within=takes) and not killer.is_done:
            pass
        work.copy_to(source, address, str(told))
        sound(address)
        with open_ledger(address) as ledger:
            assert rows(ledger) == expected
