"""What the full-text index holds of a reading: its text, each statement with its words, each name."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, insert, select

from reportedly.ledger import tables as t
from reportedly.ledger.columns import Values
from reportedly.model import Reading, Span

BATCH = 400  # ids in one question; SQLite takes some thousands at most


def put_passages(connection: Connection, reading: Reading) -> None:
    """Index a reading. A name is indexed once, whatever documents have it."""
    rows = [*_of_texts(reading), *_of_names(connection, reading)]
    connection.execute(insert(t.passages), rows)


def _row(kind: str, ref: str, document: str | None, title: str, body: str) -> Values:
    return {"kind": kind, "ref": ref, "document": document, "title": title, "body": body}


def _of_texts(reading: Reading) -> Iterator[Values]:
    document = reading.document
    yield _row("text", document.id, document.id, document.title or "", document.text)
    for s in reading.statements:
        if s.mode != "act":
            yield _row("statement", s.id, document.id, s.speaker_name, _words(document.text, s.content))


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(" ".join(text[s.start : s.end].split()) for s in spans)


def _of_names(connection: Connection, reading: Reading) -> Iterator[Values]:
    ids = [e.id for e in reading.entities]
    p = t.passages.c
    known: set[str] = set()
    for n in range(0, len(ids), BATCH):
        chosen = select(p.ref).where(p.ref.in_(ids[n : n + BATCH]), p.kind == "name")
        known.update(connection.execute(chosen).scalars())
    for entity in reading.entities:
        if entity.id not in known:
            yield _row("name", entity.id, None, entity.name, " ".join(a for a in entity.aliases if a != entity.name))
