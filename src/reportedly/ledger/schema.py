"""The ledger's schema: made and brought up to date when a ledger is opened."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from reportedly.errors import LedgerError

HEAD = "0010"
VERSION_TABLE = "reportedly_schema"
_COLLATED = (
    "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema() "
    "AND data_type IN ('character varying', 'text') AND collation_name IS DISTINCT FROM 'C' ORDER BY table_name, column_name"
)


def migrations() -> Config:
    """Alembic's settings; the migrations ship inside the package."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def version(connection: Connection) -> str | None:
    """The schema's version in the database, or ``None`` where there is none."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
    return found


def bring_up_to_date(engine: Engine, where: str) -> bool:
    """Make the tables or migrate them, in one transaction; true where something changed.

    Raises LedgerError where the database holds something else, or comes from a newer version of this package.
    """
    with engine.connect() as connection:
        if version(connection) == HEAD:
            return False
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        found = version(connection)  # again: another process may have done it meanwhile
        _refuse_what_is_not_ours(connection, found, where)
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.dialect.name == "postgresql":
            _compare_by_bytes(connection)
    return found != HEAD


def _compare_by_bytes(connection: Connection) -> None:
    """Have texts compared by their bytes, as SQLite does, whatever the collation of the server: the same order on both."""
    found = connection.execute(text(_COLLATED)).all()
    for table, columns in groupby(found, key=lambda row: row.table_name):
        parts = ", ".join(f'ALTER COLUMN "{c.column_name}" TYPE {c.data_type} COLLATE "C"' for c in columns)
        connection.exec_driver_sql(f'ALTER TABLE "{table}" {parts}')


def _refuse_what_is_not_ours(connection: Connection, found: str | None, where: str) -> None:
    if found is None and (tables := inspect(connection).get_table_names()):
        raise LedgerError(
            f"{where} is a database, but not a ledger: it holds {', '.join(sorted(tables)[:3])}. "
            "Give another file with --ledger"
        )
    known = {script.revision for script in ScriptDirectory.from_config(migrations()).walk_revisions()}
    if found is not None and found not in known:
        raise LedgerError(
            f"{where} was written by a newer reportedly (schema {found}, this one knows {HEAD}). "
            "Update with: pip install --upgrade reportedly"
        )
