"""Pages as they came, kept compressed under the hash of their content, with each time that they came so."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, insert, select, update

from reportedly.errors import NotInLedger
from reportedly.ledger import watch_tables as w
from reportedly.ledger.reading_rows import unflat

HEADERS = ("content-type", "date", "etag", "last-modified", "content-language", "server")
"""Headers of an answer that are kept with it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """That a page came so: from ``address`` (``final`` after redirects), at a moment, with the hash of its content.

    ``document`` is what was read in it. Of a page that came again with the same article in it, only hash and time are kept.
    """

    id: int
    address: str
    final: str
    at: datetime
    status: int
    digest: str
    headers: Mapping[str, str]
    document: str | None


def keep(
    connection: Connection,
    content: bytes,
    *,
    address: str,
    final: str,
    at: datetime,
    status: int,
    headers: Mapping[str, str],
) -> int:
    """Keep a page as it came; the number of the fetch."""
    digest = sha256(content).hexdigest()
    e = w.evidence.c
    if connection.execute(select(e.digest).where(e.digest == digest)).first() is None:
        row = {"digest": digest, "packed": zlib.compress(content, 6), "size": len(content)}
        connection.execute(insert(w.evidence), [row])
    kept = {name: headers[name][:1000] for name in HEADERS if name in headers}
    row = {"address": address, "final": final, "at": at, "status": status, "digest": digest, "headers": kept}
    made = connection.execute(insert(w.fetches).values(**row)).inserted_primary_key
    return int(made[0]) if made is not None else 0


def settle(connection: Connection, fetch: int, document: str | None) -> None:
    """Say what was read in a fetch. Where an earlier fetch gave the same document, the content is not kept a second time."""
    f = w.fetches.c
    connection.execute(update(w.fetches).where(f.id == fetch).values(document=document))
    if document is None:
        return
    earlier = select(f.digest).where(f.document == document, f.id < fetch).order_by(f.id).limit(1)
    first = connection.execute(earlier).scalar()
    digest = connection.execute(select(f.digest).where(f.id == fetch)).scalar()
    if first is not None and first != digest and not _is_needed(connection, digest, fetch):
        connection.execute(delete(w.evidence).where(w.evidence.c.digest == digest))


def _is_needed(connection: Connection, digest: str | None, fetch: int) -> bool:
    """Whether a content is that of another fetch too."""
    f = w.fetches.c
    return bool(connection.execute(select(exists().where(f.digest == digest, f.id != fetch))).scalar())


def evidence_of(connection: Connection, document: str) -> tuple[Evidence, ...]:
    """Every fetch that gave this document (an id), the first one first."""
    return _fetches(connection, w.fetches.c.document == document)


def fetches_of(connection: Connection, address: str) -> tuple[Evidence, ...]:
    """Every fetch of an address that gave a page, the first one first."""
    return _fetches(connection, w.fetches.c.address == address)


def content_of(connection: Connection, digest: str) -> bytes:
    """A page as it came. Raises NotInLedger where its content is not kept."""
    e = w.evidence.c
    packed = connection.execute(select(e.packed).where(e.digest == digest)).scalar()
    if packed is None:
        raise NotInLedger(
            f"No page with the hash {digest!r} is kept: it came again with the same article, or was forgotten"
        )
    return zlib.decompress(packed)


def forget_evidence(connection: Connection, document: str) -> None:
    """Remove the pages that a document (an id) was read from, and that they came."""
    f = w.fetches.c
    digests = set(connection.execute(select(f.digest).where(f.document == document)).scalars())
    connection.execute(delete(w.fetches).where(f.document == document))
    for digest in sorted(digests):
        if not _is_needed(connection, digest, -1):
            connection.execute(delete(w.evidence).where(w.evidence.c.digest == digest))


def _fetches(connection: Connection, which: Any) -> tuple[Evidence, ...]:
    rows = connection.execute(select(w.fetches).where(which).order_by(w.fetches.c.id))
    return tuple(_evidence(row) for row in rows)


def _evidence(row: Row[Any]) -> Evidence:
    return unflat(Evidence, row)
