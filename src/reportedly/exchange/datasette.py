"""The ledger as a SQLite file to browse with Datasette: plain tables, views with plain names, full text, and metadata."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from reportedly.exchange.tables import table_rows
from reportedly.ledger import Ledger
from reportedly.ledger.tabular import TABLES, AnyTable, Cell, Kind

_TYPES: dict[Kind, str] = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "day": "TEXT", "json": "TEXT"}
_ROWS_AT_ONCE = 500

VIEWS = {
    "who_says_what": (
        "Every statement with its speaker, its words, and where it appeared.",
        """SELECT s.speaker_name AS speaker, s.act, s.words, s.outlet, d.published_earliest AS published, d.title, d.uri,
                  s.id AS statement FROM statements s JOIN documents d ON d.id = s.document WHERE s.mode <> 'act'""",
    ),
    "claims_at_a_glance": (
        "Every claim: how many affirm and deny it, and how many origins are behind it.",
        """SELECT c.label AS claim, c.status, c.affirm, c.deny, c.articles, c.known_independent, c.not_established,
                  c.not_recorded, s.title AS story, c.id AS claim_id FROM claims c JOIN stories s ON s.id = c.story""",
    ),
    "who_holds_what": (
        "Every speaker's stand on every claim.",
        """SELECT p.speaker_name AS speaker, p.stance, c.label AS claim, p.first, p.last, c.id AS claim_id
             FROM positions p JOIN claims c ON c.id = p.claim""",
    ),
    "where_it_comes_from": (
        "Every mention of a claim with the origin of the word.",
        """SELECT c.label AS claim, m.stance, o.label AS origin, o.kind AS origin_kind, d.outlet, d.title,
                  d.published_earliest AS published, m.reason
             FROM mentions m JOIN claims c ON c.id = m.claim JOIN documents d ON d.id = m.document
             LEFT JOIN origins o ON o.id = m.origin""",
    ),
    "what_disagrees": (
        "Mentions that stand against one another.",
        """SELECT r.kind, a.label AS claim, b.label AS against, r.reason
             FROM relations r JOIN claims a ON a.id = r.a_claim JOIN claims b ON b.id = r.b_claim""",
    ),
}
_FULL_TEXT = {"statements": ("speaker_name", "words"), "documents": ("title", "outlet", "byline"), "claims": ("label",)}


def export_sqlite(ledger: Ledger, target: Path, *, story: str | None = None) -> None:
    """Write the tables into a new SQLite file at ``target``; what Datasette is told goes to :func:`metadata`."""
    with closing(sqlite3.connect(target)) as database:
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        for table in TABLES:
            database.execute(_definition(table))
        _fill(database, ledger, story)
        for table in TABLES:
            for column in table.columns:
                if column.refers:
                    database.execute(f'CREATE INDEX "{table.name}_{column.name}" ON "{table.name}" ("{column.name}")')
        for name, (_, query) in VIEWS.items():
            database.execute(f"CREATE VIEW {name} AS {query}")
        for name, columns in _FULL_TEXT.items():
            _index_words(database, name, columns)
        database.commit()


def metadata() -> dict[str, Any]:
    """What Datasette shows about the file: titles, the meaning of each table, view and column."""
    tables: dict[str, Any] = {
        table.name: {"description": table.about, "columns": {c.name: c.about for c in table.columns}}
        for table in TABLES
    }
    tables |= {name: {"description": about} for name, (about, _) in VIEWS.items()}
    tables |= {f"{name}_fts": {"hidden": True} for name in _FULL_TEXT}
    title = "A claim ledger: who says what, on whose word, and who denies it"
    about = "It says what is claimed, and never what is true."
    return {"title": title, "description": about, "databases": {"*": {"tables": tables}}}


def metadata_json(database: str) -> str:
    """The metadata for a file whose name, without its ending, is ``database``."""
    plain = metadata()
    plain["databases"] = {database: plain["databases"]["*"]}
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _definition(table: AnyTable) -> str:
    columns = [f'"{c.name}" {_TYPES[c.kind]}' for c in table.columns]
    if table.key:
        key = ", ".join(f'"{name}"' for name in table.key)
        columns.append(f"PRIMARY KEY ({key})")
    columns += [
        f'FOREIGN KEY ("{c.name}") REFERENCES "{c.refers}" ("id")'
        for c in table.columns
        if c.refers and _has_key_id(c.refers)
    ]
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)})'


def _has_key_id(name: str) -> bool:
    """Whether an id alone names a row there: a claim may stand in two stories."""
    return next(table for table in TABLES if table.name == name).key == ("id",)


def _fill(database: sqlite3.Connection, ledger: Ledger, story: str | None) -> None:
    waiting: dict[str, list[list[object]]] = {}
    for table, row in table_rows(ledger, story):
        held = waiting.setdefault(table.name, [])
        held.append([_in_sqlite(cell) for cell in row])
        if len(held) >= _ROWS_AT_ONCE:
            _insert(database, table.name, held)
            held.clear()
    for name, rows in waiting.items():
        _insert(database, name, rows)


def _insert(database: sqlite3.Connection, name: str, rows: list[list[object]]) -> None:
    if rows:
        places = ", ".join("?" * len(rows[0]))
        database.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)  # noqa: S608 - our own names


def _index_words(database: sqlite3.Connection, name: str, columns: Iterable[str]) -> None:
    names = ", ".join(columns)
    database.execute(f'CREATE VIRTUAL TABLE {name}_fts USING fts5({names}, content="{name}")')
    database.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('rebuild')")  # noqa: S608


def _in_sqlite(cell: Cell) -> object:
    return cell.isoformat() if isinstance(cell, date) else cell
