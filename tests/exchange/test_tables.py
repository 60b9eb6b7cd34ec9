"""The ledger as tables: every form of them holds the same, and says what its columns mean."""

import csv
import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from reportedly.exchange import data_dictionary, export_csv, export_parquet, export_sqlite, metadata_json
from reportedly.exchange.datasette import VIEWS
from reportedly.exchange.tables import table_rows
from reportedly.ledger import Ledger
from reportedly.ledger.tabular import TABLES
from reportedly.model import Reading
from tests import builders

NAMES = [table.name for table in TABLES]


def test_every_table_has_rows_of_its_width_and_kind(ledger: Ledger) -> None:
    kinds = {"text": str, "integer": int, "number": float, "day": date, "json": str}
    found = list(table_rows(ledger, None))
    assert {table.name for table, _ in found} == set(NAMES)
    for table, row in found:
        for column, cell in zip(table.columns, row, strict=True):
            assert cell is None or isinstance(cell, kinds[column.kind]), (table.name, column.name)
            assert column.kind != "json" or isinstance(json.loads(str(cell)), list | dict)


def test_keys_are_keys_and_what_is_pointed_to_is_there(ledger: Ledger) -> None:
    rows = list(table_rows(ledger, None))
    ids = {t.name: {r[0] for table, r in rows if table is t} for t in TABLES if t.columns[0].name == "id"}
    for table in TABLES:
        names = [column.name for column in table.columns]
        keys = [tuple(row[names.index(name)] for name in table.key) for t, row in rows if t is table and table.key]
        assert len(keys) == len(set(keys)), table.name
        for at, column in enumerate(table.columns):
            if column.refers:
                assert {row[at] for t, row in rows if t is table} - {None} <= ids[column.refers], column.name


def test_csv_reads_back(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "csv"
    folder.mkdir()
    export_csv(ledger, folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted([*(f"{n}.csv" for n in NAMES), "datapackage.json"])
    with (folder / "statements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 6
    said = next(row for row in rows if row["act"] == "say")
    assert said["words"] == "Norland has shipped about 40 rockets to Sudovia"
    assert (said["through"], said["said_earliest"], said["cue_words"]) == ('["Harbour Courier"]', "2031-03-03", "told")


def test_the_dictionary_tells_every_column(ledger: Ledger) -> None:
    resources = data_dictionary("csv")["resources"]
    assert all(r["dialect"]["delimiter"] == "," for r in resources)  # a reader that guesses takes another
    assert [r["path"] for r in resources] == [f"{name}.csv" for name in NAMES]
    for resource in resources:
        fields = resource["schema"]["fields"]
        assert all(field["description"].strip() for field in fields), resource["name"]
        assert len({field["name"] for field in fields}) == len(fields)


def test_parquet_holds_what_csv_holds(ledger: Ledger, tmp_path: Path) -> None:
    for form, write in (("csv", export_csv), ("parquet", export_parquet)):
        (tmp_path / form).mkdir()
        write(ledger, tmp_path / form)
    for name in NAMES:
        table = pq.read_table(tmp_path / "parquet" / f"{name}.parquet")
        with (tmp_path / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert table.num_rows == len(rows), name
        assert table.column_names == (list(rows[0]) if rows else table.column_names)
    documents = pq.read_table(tmp_path / "parquet" / "documents.parquet")
    assert documents.column("published_earliest").to_pylist() == [date(2031, 3, 4), None]
    assert documents.schema.field("sha256").metadata[b"description"] == b"Hash of the content as fetched."


def test_the_sqlite_file_has_views_and_full_text(ledger: Ledger, tmp_path: Path) -> None:
    target = tmp_path / "browse.db"
    export_sqlite(ledger, target)
    with closing(sqlite3.connect(target)) as database:
        database.execute("PRAGMA foreign_keys=ON")
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for view in VIEWS:
            assert database.execute(f"SELECT count(*) FROM {view}").fetchone()[0] > 0, view
        found = database.execute(
            "SELECT statements.speaker_name FROM statements JOIN statements_fts f ON f.rowid = statements.rowid "
            "WHERE statements_fts MATCH 'rockets' ORDER BY 1"
        ).fetchall()
    assert {name for (name,) in found} == {"Harbour Courier", "officials"}
    told = json.loads(metadata_json("browse"))["databases"]["browse"]["tables"]
    assert set(VIEWS) | set(NAMES) <= set(told)


def test_one_story_only(ledger: Ledger, readings: list[Reading]) -> None:
    ledger.put_story(builders.account(readings[:1], "Small"))
    small = list(table_rows(ledger, "Small"))
    documents = [row for table, row in small if table.name == "documents"]
    assert [row[0] for row in documents] == [readings[0].document.id]
    assert len([row for table, row in small if table.name == "rejected"]) == 1


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_refers_to_tables_that_there_are(table: object) -> None:
    assert {c.refers for c in table.columns if c.refers} <= set(NAMES)  # type: ignore[attr-defined]
