"""Opening a ledger: made, migrated, found missing, or refused with words that help."""

import os
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from reportedly.errors import LedgerError, LedgerNotFound
from reportedly.ledger import open_ledger
from reportedly.ledger.schema import HEAD, VERSION_TABLE, bring_up_to_date, migrations
from reportedly.ledger.tables import metadata
from tests import builders


def made(path: Path) -> Path:
    with open_ledger(str(path), create=True) as ledger:
        ledger.add_reading(builders.reading())
    return path


def test_the_migrations_make_the_tables_as_they_are_declared(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{made(tmp_path / 'l.db')}")
    with engine.connect() as connection:
        opts = {"version_table": VERSION_TABLE, "include_name": lambda name, *_: "passages_index" not in str(name)}
        context = MigrationContext.configure(connection, opts=opts)  # the full-text index is the database's own
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_head_is_the_last_migration() -> None:
    assert ScriptDirectory.from_config(migrations()).get_current_head() == HEAD


def test_a_ledger_is_found_by_path_and_by_url(tmp_path: Path) -> None:
    path = made(tmp_path / "l.db")
    for address in (str(path), f"sqlite:///{path}"):
        with open_ledger(address) as ledger:
            assert len(ledger.documents()) == 1
            assert ledger.address == str(path)


def test_it_keeps_a_log_that_lets_readers_go_on(tmp_path: Path) -> None:
    with sqlite3.connect(made(tmp_path / "l.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_reader_goes_on_while_another_process_writes(tmp_path: Path) -> None:
    path = made(tmp_path / "l.db")
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with open_ledger(str(path)) as ledger:
        assert len(ledger.documents()) == 1
    writer.execute("ROLLBACK")
    writer.close()


@pytest.mark.parametrize("content", [None, b""])
def test_a_missing_ledger_says_how_to_make_one(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "none.db"
    if content is not None:
        path.write_bytes(content)
    with (
        pytest.raises(LedgerNotFound, match=r"There is no ledger at .*none.db. Make one with: reportedly read"),
        open_ledger(str(path)),
    ):
        pass
    assert path.exists() == (content is not None)


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with (
        pytest.raises(LedgerError, match="there is no folder"),
        open_ledger(str(tmp_path / "no" / "l.db"), create=True),
    ):
        pass


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="it is a folder"), open_ledger(str(tmp_path), create=True):
        pass


@pytest.mark.parametrize("create", [True, False])
def test_another_file_is_refused_and_left_as_it_is(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"These are notes, and no database at all. " * 50)
    with (
        pytest.raises(LedgerError, match="not a ledger, nor any SQLite database"),
        open_ledger(str(path), create=create),
    ):
        pass
    assert path.read_bytes().startswith(b"These are notes")


@pytest.mark.parametrize("create", [True, False])
def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="not a ledger: it holds recipes"), open_ledger(str(path), create=create):
        pass
    assert path.read_bytes() == before


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "l.db")
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    connection.close()
    with pytest.raises(LedgerError, match=r"newer reportedly .schema 9999"), open_ledger(str(path)):
        pass


def test_a_damaged_ledger_says_so(tmp_path: Path) -> None:
    path = made(tmp_path / "l.db")
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="the file is damaged"), open_ledger(str(path)) as ledger:
        list(ledger.readings())


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("nosuch://x", "No driver for"),
        ("http://", "no address of a ledger|No driver"),
        ("postgresql+psycopg://user:secret@localhost:1/x", r"pip install 'reportedly\[postgres\]'|cannot be reached"),
    ],
)
def test_an_address_that_leads_nowhere(address: str, said: str) -> None:
    with pytest.raises(LedgerError, match=said) as failed, open_ledger(address, create=True):
        pass
    assert "secret" not in str(failed.value)


def test_a_migration_that_is_stopped_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "l.db"

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("alembic.op.create_index", stopped)
        with pytest.raises(KeyboardInterrupt), open_ledger(str(path), create=True):
            pass
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    connection.close()
    made(path)


def test_opening_again_migrates_nothing(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{made(tmp_path / 'l.db')}")
    assert not bring_up_to_date(engine, "l.db")
    engine.dispose()


def test_a_ledger_that_cannot_be_written_can_be_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "led ger?.db"
    with open_ledger(str(path), create=True) as opened:
        opened.add_reading(builders.reading())
    monkeypatch.setattr("reportedly.ledger.engine.may_write", lambda path: False)
    with open_ledger(str(path)) as opened:
        assert len(opened.documents()) == 1
        assert opened.address == str(path)
        with pytest.raises(LedgerError, match="there is no right to write to it"):
            opened.add_reading(builders.reading("b.txt"))
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name]
