"""Full-text search over texts, statements and names: FTS5 on SQLite, ``tsvector`` on PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, text

Kind = Literal["text", "statement", "name"]
OPEN, CLOSE = "\x02", "\x03"  # around what was found; no text holds them
COUNTED = 1000  # a number of hits above this is told as "more than"
_WORDS = re.compile(r'(-?)"([^"]+)"|(\S+)')

_SQLITE = text(
    "SELECT p.kind, p.ref, p.document, d.outlet, d.published_earliest AS day, "
    "highlight(passages_index, 0, :open, :close) AS title, "
    "snippet(passages_index, 1, :open, :close, '…', 40) AS body "
    "FROM passages_index JOIN passages p ON p.id = passages_index.rowid LEFT JOIN documents d ON d.id = p.document "
    "WHERE passages_index MATCH :wanted AND passages_index.rowid >= :floor "
    "ORDER BY bm25(passages_index, 4.0, 1.0, 0.0) LIMIT :limit OFFSET :offset"
)
# To rank is to look at every passage that has the words. Of a common word only those indexed last are ranked.
_SQLITE_FLOOR = text(
    "SELECT min(rowid) FROM (SELECT rowid FROM passages_index WHERE passages_index MATCH :wanted "
    "ORDER BY rowid DESC LIMIT :most)"
)
_SQLITE_COUNT = text(
    "SELECT count(*) FROM (SELECT rowid FROM passages_index WHERE passages_index MATCH :wanted LIMIT :most)"
)
_VECTOR = "(setweight(to_tsvector('english', p.title), 'A') || setweight(to_tsvector('english', p.body), 'B'))"
_POSTGRES = text(
    f"SELECT p.kind, p.ref, p.document, d.outlet, d.published_earliest AS day, "  # noqa: S608 - nothing of a user's is in it
    f"ts_headline('english', p.title, q, :options || ', HighlightAll=true') AS title, "
    f"ts_headline('english', p.body, q, :options || ', MaxWords=40, MinWords=20') AS body "
    f"FROM passages p LEFT JOIN documents d ON d.id = p.document, websearch_to_tsquery('english', :wanted) q "
    f"WHERE {_VECTOR} @@ q AND p.kind = :kind ORDER BY ts_rank({_VECTOR}, q) DESC, p.id LIMIT :limit OFFSET :offset"
)
_POSTGRES_COUNT = text(
    f"SELECT count(*) FROM (SELECT p.id FROM passages p, websearch_to_tsquery('english', :wanted) q "  # noqa: S608
    f"WHERE {_VECTOR} @@ q AND p.kind = :kind LIMIT :most) found"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a passage, and whether they are what was looked for."""

    words: str
    found: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that fits: ``ref`` is the id of the document, statement or entity."""

    kind: Kind
    ref: str
    document: str | None
    outlet: str | None
    day: str | None
    title: tuple[Piece, ...]
    body: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, the best first; ``total`` counts to a little more than :data:`COUNTED` at most."""

    hits: tuple[Hit, ...]
    total: int


def search(connection: Connection, words: str, *, kind: Kind = "text", offset: int = 0, limit: int = 20) -> Found:
    """The passages of a kind that have all these words; ``"…"`` for a phrase, ``-`` before what must not be there.

    On SQLite, where more than :data:`COUNTED` passages fit, those that were read last are put in order.
    """
    on_sqlite = connection.dialect.name == "sqlite"
    wanted = fts5_query(words, kind) if on_sqlite else " ".join(words.replace("\x00", " ").split())
    if not wanted:
        return Found((), 0)
    given: dict[str, Any] = {"wanted": wanted, "limit": limit, "offset": offset}
    if on_sqlite:
        total = connection.execute(_SQLITE_COUNT, {"wanted": wanted, "most": COUNTED + 1}).scalar_one()
        floor = connection.execute(_SQLITE_FLOOR, {"wanted": wanted, "most": COUNTED}).scalar() or 0
        rows = connection.execute(_SQLITE, given | {"floor": floor, "open": OPEN, "close": CLOSE})
    else:
        options = f"StartSel={OPEN}, StopSel={CLOSE}"
        total = connection.execute(_POSTGRES_COUNT, {"wanted": wanted, "kind": kind, "most": COUNTED + 1}).scalar_one()
        rows = connection.execute(_POSTGRES, given | {"kind": kind, "options": options})
    return Found(tuple(_hit(row) for row in rows), total)


def fts5_query(words: str, kind: Kind) -> str:
    """What people type as a query of FTS5, every word quoted, so that nothing they type is syntax; empty for no words."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for found in _WORDS.finditer(words.replace("\x00", " ")):
        minus, phrase, word = found.groups()
        if word and word.startswith("-"):
            minus, word = "-", word[1:]
        plain = (phrase or word or "").replace('"', " ").strip()
        if any(c.isalnum() for c in plain):
            (unwanted if minus else wanted).append(f'{{title body}} : "{plain}"')
    if not wanted:
        return ""
    chosen = " AND ".join([*wanted, f'kind : "{kind}"'])
    return f"({chosen}) NOT ({' OR '.join(unwanted)})" if unwanted else chosen


def _hit(row: Row[Any]) -> Hit:
    day = str(row.day) if row.day else None
    return Hit(row.kind, row.ref, row.document, row.outlet, day, tuple(_pieces(row.title)), tuple(_pieces(row.body)))


def _pieces(marked: str) -> Iterator[Piece]:
    for n, part in enumerate(re.split(f"[{OPEN}{CLOSE}]", marked)):
        if part:
            yield Piece(part, n % 2 == 1)
