"""Full-text search over texts, statements and names: FTS5 on SQLite, ``tsvector`` on PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, text

from reportedly.ledger.paging import Key, Page

Kind = Literal["text", "statement", "name"]
OPEN, CLOSE = "\x02", "\x03"  # around what was found; no text holds them
COUNTED = 1000  # a number of hits above this is told as "more than"
_MARKS = {"open": OPEN, "close": CLOSE}
_OPTIONS = f"StartSel={OPEN}, StopSel={CLOSE}"
_WORDS = re.compile(r'(-?)"([^"]+)"|(\S+)')

# Which passages comes first, then their words: an extract is made of those alone that are printed.
_SQLITE_THESE = text(
    "SELECT p.id, p.kind, p.ref, p.document, d.outlet, d.published_earliest AS day, "
    "highlight(passages_index, 0, :open, :close) AS title, "
    "snippet(passages_index, 1, :open, :close, '…', 40) AS body "
    "FROM passages_index JOIN passages p ON p.id = passages_index.rowid LEFT JOIN documents d ON d.id = p.document "
    "WHERE passages_index MATCH :wanted AND passages_index.rowid BETWEEN :first AND :last AND +passages_index.rowid IN :ids"
).bindparams(bindparam("ids", expanding=True))
# To rank is to look at every passage that has one of the words: of common words those that were read last come first instead.
_SQLITE_LAST = text(
    "SELECT rowid FROM passages_index WHERE passages_index MATCH :wanted ORDER BY rowid DESC LIMIT :most"
)
_SQLITE_BEST = text(
    "SELECT passages_index.rowid AS id, bm25(passages_index, 4.0, 1.0, 0.0) AS score "
    "FROM passages_index JOIN passages p ON p.id = passages_index.rowid "
    "WHERE passages_index MATCH :wanted AND p.kind = :kind ORDER BY score, id"
)
_VECTOR = "(setweight(to_tsvector('english', p.title), 'A') || setweight(to_tsvector('english', p.body), 'B'))"
_RANK = f"ts_rank({_VECTOR}, q)"
_POSTGRES = text(
    f"SELECT p.id, p.kind, p.ref, p.document, d.outlet, d.published_earliest AS day, {_RANK} AS score, "  # noqa: S608
    f"ts_headline('english', p.title, q, :options || ', HighlightAll=true') AS title, "
    f"ts_headline('english', p.body, q, :options || ', MaxWords=40, MinWords=20') AS body "
    f"FROM passages p LEFT JOIN documents d ON d.id = p.document, websearch_to_tsquery('english', :wanted) q "
    f"WHERE {_VECTOR} @@ q AND p.kind = :kind AND (CAST(:score AS real) IS NULL OR {_RANK} < CAST(:score AS real) "
    f"OR ({_RANK} = CAST(:score AS real) AND p.id > :id)) ORDER BY {_RANK} DESC, p.id LIMIT :limit OFFSET :offset"
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

    The best come first; on SQLite, where more than :data:`COUNTED` passages fit, those that were read last.
    """
    if _on_sqlite(connection):
        ranked, total = _ranked(connection, words, kind)
        return Found(_these(connection, words, [number for _, number in ranked[offset : offset + limit]]), total)
    wanted = _plain(words)
    if not wanted:
        return Found((), 0)
    total = connection.execute(_POSTGRES_COUNT, {"wanted": wanted, "kind": kind, "most": COUNTED + 1}).scalar_one()
    given = {"wanted": wanted, "kind": kind, "options": _OPTIONS, "score": None, "id": 0}
    rows = connection.execute(_POSTGRES, given | {"limit": limit, "offset": offset})
    return Found(tuple(_hit(row) for row in rows), total)


def search_page(connection: Connection, words: str, *, kind: Kind = "text", after: Key | None, limit: int) -> Page[Hit]:
    """The same a page at a time, each beginning after the last hit (its score and number) of the one before.

    Scores of SQLite hang on all that is in the ledger: a page begins after that hit where it stands now, or where its score
    would be if it is gone.
    """
    if _on_sqlite(connection):
        return _sqlite_page(connection, words, kind, after, limit)
    wanted = _plain(words)
    if not wanted:
        return Page(())
    score, number = after or (None, 0)
    given = {"wanted": wanted, "kind": kind, "options": _OPTIONS, "score": score, "id": number, "offset": 0}
    rows = connection.execute(_POSTGRES, given | {"limit": limit + 1}).all()
    following = (float(rows[limit - 1].score), rows[limit - 1].id) if len(rows) > limit else None
    return Page(tuple(_hit(row) for row in rows[:limit]), following)


def _sqlite_page(connection: Connection, words: str, kind: Kind, after: Key | None, limit: int) -> Page[Hit]:
    ranked, _ = _ranked(connection, words, kind)
    place = {number: at for at, (_, number) in enumerate(ranked)}
    begin = 0
    if after is not None:
        score, number = float(after[0]), int(after[1])
        begin = place[number] + 1 if number in place else sum(one <= (score, number) for one in ranked)
    chosen = [number for _, number in ranked[begin : begin + limit]]
    following = ranked[begin + limit - 1] if begin + limit < len(ranked) else None
    return Page(_these(connection, words, chosen), following)


def _ranked(connection: Connection, words: str, kind: Kind) -> tuple[list[tuple[float, int]], int]:
    """Score and number of the passages that fit, in their order, and how many there are, to a little more than are counted."""
    wanted = fts5_query(words)
    if not wanted:
        return [], 0
    given = {"wanted": f'({wanted}) AND kind : "{kind}"', "most": COUNTED + 1}
    last = connection.execute(_SQLITE_LAST, given).scalars().all()
    if len(last) > COUNTED:
        return [(-float(number), number) for number in last[:COUNTED]], len(last)
    rows = connection.execute(_SQLITE_BEST, {"wanted": wanted, "kind": kind})
    return [(float(row.score), int(row.id)) for row in rows], len(last)


def _these(connection: Connection, words: str, ids: list[int]) -> tuple[Hit, ...]:
    if not ids:
        return ()
    given = {"wanted": fts5_query(words), "ids": ids, "first": min(ids), "last": max(ids)}
    held = {row.id: _hit(row) for row in connection.execute(_SQLITE_THESE, given | _MARKS)}
    return tuple(held[number] for number in ids)


def _plain(words: str) -> str:
    return " ".join(words.replace("\x00", " ").split())


def _on_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def fts5_query(words: str) -> str:
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
    chosen = " AND ".join(wanted)
    return f"({chosen}) NOT ({' OR '.join(unwanted)})" if unwanted else chosen


def _hit(row: Row[Any]) -> Hit:
    day = str(row.day) if row.day else None
    return Hit(row.kind, row.ref, row.document, row.outlet, day, tuple(_pieces(row.title)), tuple(_pieces(row.body)))


def _pieces(marked: str) -> Iterator[Piece]:
    for n, part in enumerate(re.split(f"[{OPEN}{CLOSE}]", marked)):
        if part:
            yield Piece(part, n % 2 == 1)
