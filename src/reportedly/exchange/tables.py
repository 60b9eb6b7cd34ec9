"""The ledger as tables: CSV files, Parquet files, and the data dictionary beside them.

The dictionary is ``datapackage.json`` (Frictionless Data Package 1): every table and every column with its type and meaning.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from reportedly import __version__
from reportedly.errors import ReportedlyError
from reportedly.exchange.sweep import accounts, readings
from reportedly.ledger import Ledger
from reportedly.ledger.tabular import (
    DUPLICATES,
    JUDGEMENTS,
    ORIGINS,
    REJECTED,
    RELATIONS,
    TABLES,
    AnyTable,
    Cell,
    Kind,
    rows_of_account,
    rows_of_entity,
    rows_of_reading,
)
from reportedly.ledger.tabular.rows import Row, entry_of

ROWS_AT_ONCE = 5000  # rows of one table in a Parquet row group
_FIELD_TYPES: dict[Kind, str] = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "day": "date",
    "json": "string",
}


def table_rows(ledger: Ledger, story: str | None) -> Iterator[Row]:
    """Every row of every table, in the order of documents, entities, stories; a table's rows may stand apart."""
    for reading in readings(ledger, story):
        yield from rows_of_reading(reading, entry_of(reading))
    for entity in ledger.each_entity(story):
        yield from rows_of_entity(entity)
    for account in accounts(ledger, story):
        yield from rows_of_account(account)
    yield from ((RELATIONS, RELATIONS.row(r)) for r in ledger.each_relation(story))
    yield from ((ORIGINS, ORIGINS.row(o)) for o in ledger.each_origin(story))
    yield from ((DUPLICATES, DUPLICATES.row(d)) for d in ledger.each_duplicate(story))
    yield from ((JUDGEMENTS, JUDGEMENTS.row(j)) for j in ledger.each_judgement(story))
    yield from ((REJECTED, REJECTED.row(r)) for r in ledger.each_rejected(story))


def export_csv(ledger: Ledger, folder: Path, *, story: str | None = None) -> None:
    """Write a CSV file for each table (UTF-8, RFC 4180, a line of headings), and the data dictionary, into the folder."""
    with ExitStack() as open_files:
        writers = {}
        for table in TABLES:
            file = open_files.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
            writers[table.name] = csv.writer(file)
            writers[table.name].writerow([column.name for column in table.columns])
        for table, row in table_rows(ledger, story):
            writers[table.name].writerow([_in_csv(cell) for cell in row])
    _write_dictionary(folder, "csv")


def export_parquet(ledger: Ledger, folder: Path, *, story: str | None = None) -> None:
    """Write a Parquet file for each table, and the data dictionary, into the folder.

    Raises ReportedlyError where pyarrow is not installed.
    """
    with ExitStack() as open_files:
        add = _parquet_writers(folder, open_files)
        for table, row in table_rows(ledger, story):
            add(table, row)
    _write_dictionary(folder, "parquet")


def data_dictionary(extension: str) -> dict[str, Any]:
    """Every table and column, as a Frictionless Data Package; ``extension`` is that of the tables' files."""
    return {
        "profile": "data-package",
        "name": "reportedly-ledger",
        "title": "A claim ledger: who says what, on whose word, and who denies it",
        "description": f"Written by reportedly {__version__}. It says what is claimed, and never what is true.",
        "resources": [_resource(table, extension) for table in TABLES],
    }


def _resource(table: AnyTable, extension: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [{"name": c.name, "type": _FIELD_TYPES[c.kind], "description": c.about} for c in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    keys = [{"fields": c.name, "reference": {"resource": c.refers, "fields": "id"}} for c in table.columns if c.refers]
    if keys:
        schema["foreignKeys"] = keys
    # Without a dialect frictionless guesses one, and is led astray by the marks within reasons.
    dialect = {"dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True}} if extension == "csv" else {}
    return {
        "name": table.name.replace("_", "-"),
        "title": table.name,
        "description": table.about,
        "path": f"{table.name}.{extension}",
        "format": extension,
        "encoding": "utf-8",
        "schema": schema,
    } | dialect


def _write_dictionary(folder: Path, extension: str) -> None:
    text = json.dumps(data_dictionary(extension), ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def _in_csv(cell: Cell) -> object:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _parquet_writers(folder: Path, open_files: ExitStack) -> Callable[[AnyTable, tuple[Cell, ...]], None]:
    """A function that takes a row of a table; rows are written a group at a time, the last ones when all is closed."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - optional
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise ReportedlyError("Parquet needs pyarrow: pip install 'reportedly[export]'") from error
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "day": pa.date32(),
        "json": pa.string(),
    }
    waiting: dict[str, list[tuple[Cell, ...]]] = {table.name: [] for table in TABLES}
    schemas = {
        t.name: pa.schema(
            [pa.field(c.name, types[c.kind], metadata={"description": c.about}) for c in t.columns],
            metadata={"description": t.about},
        )
        for t in TABLES
    }
    writers = {
        table.name: open_files.enter_context(
            parquet.ParquetWriter(folder / f"{table.name}.parquet", schemas[table.name])
        )
        for table in TABLES
    }

    def flush(name: str) -> None:
        if rows := waiting[name]:
            columns = [
                pa.array(values, type=f.type) for values, f in zip(zip(*rows, strict=True), schemas[name], strict=True)
            ]
            writers[name].write_table(pa.Table.from_arrays(columns, schema=schemas[name]))
            rows.clear()

    def add(table: AnyTable, row: tuple[Cell, ...]) -> None:
        waiting[table.name].append(row)
        if len(waiting[table.name]) >= ROWS_AT_ONCE:
            flush(table.name)

    for table in TABLES:  # what waits is written before the files are closed
        open_files.callback(flush, table.name)
    return add
