"""What a server adds to a ledger: it can go away and come back, many can write at once, and it sorts in its own way."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from reportedly.errors import LedgerError
from reportedly.intake import Step, read_sources
from reportedly.intake.stages import Stages
from reportedly.ledger import Ledger, open_ledger
from reportedly.ledger.schema import VERSION_TABLE
from reportedly.ledger.search import search
from reportedly.ledger.tables import metadata
from reportedly.ledger.transactions import Transactions
from reportedly.model import Document, Reading
from tests import builders
from tests.intake.fakes import STAGES
from tests.intake.test_run import exported
from tests.servers import Server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pages"
    made.mkdir()
    for number in range(12):
        (made / f"{number:02}.txt").write_text(f"{builders.TEXT} Page {number}.", encoding="utf-8")
    return made


@pytest.fixture
def undisturbed(tmp_path: Path, folder: Path) -> str:
    """The export of a run on SQLite that nothing happened to."""
    with open_ledger(str(tmp_path / "whole.db"), create=True) as ledger:
        read_sources([str(folder)], ledger, stages=STAGES, story="Rockets")
        return exported(ledger)


def test_an_empty_database_becomes_a_ledger_with_the_tables_as_they_are_declared(postgres: Server) -> None:
    address = postgres.database()
    with open_ledger(address, create=True) as ledger:
        ledger.add_reading(builders.reading())
    engine = create_engine(address)
    with engine.connect() as connection:
        opts = {"version_table": VERSION_TABLE, "include_name": lambda name, *_: "passages_index" not in str(name)}
        assert compare_metadata(MigrationContext.configure(connection, opts=opts), metadata) == []
        collated = connection.exec_driver_sql(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
            "AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C'"
        )
        assert collated.all() == []
    engine.dispose()


def test_another_programs_database_is_refused(postgres: Server) -> None:
    address = postgres.database()
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipes (name TEXT)")
    engine.dispose()
    with pytest.raises(LedgerError, match="not a ledger: it holds recipes"), open_ledger(address, create=True):
        pass


def test_a_database_that_is_not_there_is_said(postgres: Server) -> None:
    with pytest.raises(LedgerError, match="no such database"), open_ledger(postgres.address("nowhere"), create=True):
        pass


def _at(step: int, happens: object) -> object:
    """What is called at every step, and does something at one of them."""
    count = iter(range(1000))
    return lambda _: happens() if next(count) == step else None  # type: ignore[operator]


def test_a_run_goes_on_when_its_connections_are_cut(postgres: Server, folder: Path, undisturbed: str) -> None:
    with open_ledger(postgres.ledger(), create=True) as ledger:
        for step in (3, 7):
            cut = _at(step, postgres.drop_connections)
            read_sources([str(folder)], ledger, stages=STAGES, story="Rockets", on_step=cut)  # type: ignore[arg-type]
        assert exported(ledger) == undisturbed


def test_a_run_goes_on_when_the_server_is_started_again(postgres: Server, folder: Path, undisturbed: str) -> None:
    with open_ledger(postgres.ledger(), create=True) as ledger, ThreadPoolExecutor(1) as beside:

        def restart() -> None:
            postgres.stop()
            beside.submit(postgres.start)

        read_sources([str(folder)], ledger, stages=STAGES, story="Rockets", on_step=_at(5, restart))  # type: ignore[arg-type]
        beside.shutdown()
        assert exported(ledger) == undisturbed


def test_a_server_that_stays_away_is_said(postgres: Server) -> None:
    with open_ledger(postgres.ledger(), create=True) as ledger:
        impatient = Ledger(ledger._engine)
        impatient._transactions = Transactions(ledger._engine, patience=0.5)
        postgres.stop()
        try:
            with pytest.raises(LedgerError, match="cannot be reached"):
                impatient.stale()
        finally:
            postgres.start()
        assert impatient.stale() == ()


def test_several_readers_at_once_fill_one_ledger_without_duplicates(
    postgres: Server, folder: Path, undisturbed: str
) -> None:
    address = postgres.ledger()

    def run(number: int) -> int:
        with open_ledger(address) as ledger:
            return read_sources([str(folder)], ledger, stages=_in_another_order(number), story="Rockets").read

    with ThreadPoolExecutor(4) as beside:
        assert sum(beside.map(run, range(4))) >= 12
    with open_ledger(address) as ledger:
        assert ledger.stale() == ()
        assert exported(ledger) == undisturbed
        names = ledger.look(lambda c: search(c, "Norland", kind="name")).hits
        assert len({hit.ref for hit in names}) == len(names)


def _in_another_order(number: int) -> Stages:
    """Stages that read a batch from another end, so that readers meet at the same documents."""

    def read_many(documents: Iterable[Document]) -> Iterator[Reading]:
        held = list(documents)
        return STAGES.read_many(held[number * 3 :] + held[: number * 3])

    return replace(STAGES, read_many=read_many)


def test_steps_are_told_once(postgres: Server, folder: Path) -> None:
    steps: list[Step] = []
    with open_ledger(postgres.ledger()) as ledger:
        read_sources([str(folder)], ledger, stages=STAGES, on_step=steps.append)
    assert len(steps) == 12
