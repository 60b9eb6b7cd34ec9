"""Feeds in the ledger: those that are followed, the pages that they name, and how it stands with each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, Select, Table, delete, func, insert, select, update

from reportedly.errors import InputError, NotInLedger
from reportedly.ledger import watch_tables as w
from reportedly.ledger.reading_rows import flat, unflat
from reportedly.model import Entry, FeedKind

FeedState = Literal["followed", "gone"]
PageState = Literal["waiting", "read", "refused", "failed", "gone", "closed"]


@dataclass(frozen=True, slots=True)
class Asking:
    """How it stands with asking an address again and again; see ``watch_tables``."""

    asked: datetime | None = None
    due: datetime | None = None
    etag: str | None = None
    modified: str | None = None
    same: int = 0
    failures: int = 0
    said: str | None = None


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A feed that is followed. ``story``: where its pages go; ``pages``: how many it has named so far."""

    address: str
    kind: FeedKind | None
    title: str | None
    story: str | None
    listed_in: str | None
    added: datetime
    state: FeedState
    asking: Asking
    pages: int = 0


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page that a feed named. ``document`` is the version read last, ``published`` the moment that the feed gives."""

    address: str
    feed: str
    title: str | None
    published: datetime | None
    outlet: str | None
    seen: datetime
    document: str | None
    state: PageState
    asking: Asking


def add_feed(connection: Connection, address: str, now: datetime, *, story: str | None = None) -> FeedEntry:
    """Follow a feed from now on; one that is followed already is asked anew, and put into the story if one is named.

    Raises InputError for what is no address on the web. Whoever runs ``reportedly watch`` on the ledger takes it up.
    """
    address = checked_address(address)
    f = w.feeds.c
    if connection.execute(select(f.address).where(f.address == address)).first() is None:
        row = {
            "address": address,
            "story": story,
            "added": now,
            "state": "followed",
            "due": now,
            "same": 0,
            "failures": 0,
        }
        connection.execute(insert(w.feeds), [row])
    else:
        changed: dict[str, object] = {"state": "followed", "due": now, "failures": 0}
        connection.execute(
            update(w.feeds).where(f.address == address).values(**changed | ({"story": story} if story else {}))
        )
    return feed(connection, address)


def checked_address(address: str) -> str:
    """An address on the web without what stands behind ``#``. Raises InputError where it is none."""
    plain = address.strip().partition("#")[0]
    try:
        parts = urlsplit(plain)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and plain.isprintable() and " " not in plain
    except ValueError:
        known = False
    if not known:
        raise InputError(f"{address!r:.200} is no address of a feed: give one that starts with http:// or https://")
    return plain


def remove_feed(connection: Connection, address: str) -> None:
    """Follow a feed no more, nor the pages that it named; what was read stays. Raises NotInLedger."""
    feed(connection, address)
    connection.execute(delete(w.feeds).where(w.feeds.c.address == address))
    connection.execute(update(w.watched).where(w.watched.c.feed == address).values(due=None))


def feed(connection: Connection, address: str) -> FeedEntry:
    """The feed at this address. Raises NotInLedger."""
    row = connection.execute(_feeds().where(w.feeds.c.address == address)).one_or_none()
    if row is None:
        raise NotInLedger(f"No feed {address!r} is followed. Those that are: reportedly feeds")
    return _feed(row)


def feeds(connection: Connection) -> tuple[FeedEntry, ...]:
    """All feeds, by address."""
    return tuple(_feed(row) for row in connection.execute(_feeds().order_by(w.feeds.c.address)))


def pages(connection: Connection, feed: str | None = None) -> tuple[PageEntry, ...]:
    """The pages that feeds named, of one feed or of all, by address."""
    chosen = select(w.watched).order_by(w.watched.c.address)
    if feed is not None:
        chosen = chosen.where(w.watched.c.feed == feed)
    return tuple(_page(row) for row in connection.execute(chosen))


def counts(connection: Connection) -> dict[str, int]:
    """How many pages are in each state."""
    s = w.watched.c.state
    return {row[0]: row[1] for row in connection.execute(select(s, func.count()).group_by(s).order_by(s))}


# ---- for those who follow --------------------------------------------------------------------------------------------


def due_feeds(connection: Connection, now: datetime, most: int) -> tuple[FeedEntry, ...]:
    """The feeds that are to be asked by now, those that wait longest first."""
    f = w.feeds.c
    chosen = _feeds().where(f.due <= now).order_by(f.due, f.address).limit(most)
    return tuple(_feed(row) for row in connection.execute(chosen))


def due_pages(connection: Connection, now: datetime, most: int) -> tuple[PageEntry, ...]:
    """The pages that are to be asked by now: those never read first, then those that wait longest."""
    p = w.watched.c
    chosen = select(w.watched).where(p.due <= now).order_by(p.document.isnot(None), p.due, p.address).limit(most)
    return tuple(_page(row) for row in connection.execute(chosen))


def due_after(connection: Connection, now: datetime) -> datetime | None:
    """When something is to be asked next after now; ``None`` where nothing is."""
    chosen = (select(func.min(table.c.due)).where(table.c.due > now) for table in (w.feeds, w.watched))
    found = [connection.execute(one).scalar() for one in chosen]
    return min((moment for moment in found if moment is not None), default=None)


def put_feed(connection: Connection, held: FeedEntry) -> None:
    """Write down how it stands with a feed; one that was removed meanwhile stays so."""
    values = {"kind": held.kind, "title": held.title, "state": held.state} | flat(held.asking)
    connection.execute(update(w.feeds).where(w.feeds.c.address == held.address).values(**values))


def put_page(connection: Connection, held: PageEntry) -> None:
    """Write down how it stands with a page."""
    values = {"document": held.document, "state": held.state} | flat(held.asking)
    connection.execute(update(w.watched).where(w.watched.c.address == held.address).values(**values))


def put_entries(connection: Connection, feed: str, entries: Iterable[Entry], now: datetime) -> int:
    """Watch the pages that a feed names, those that are not watched yet; how many they are."""
    held = tuple(entries)
    known = _known(connection, w.watched, [e.address for e in held])
    rows = [
        flat(e) | {"feed": feed, "seen": now, "due": now, "same": 0, "failures": 0, "state": "waiting"}
        for e in held
        if e.address not in known
    ]
    if rows:
        connection.execute(insert(w.watched), rows)
    return len(rows)


def put_listed(connection: Connection, listed_in: FeedEntry, addresses: Iterable[str], now: datetime) -> int:
    """Follow the feeds that a list names, those that are not followed yet; how many they are."""
    held = tuple(dict.fromkeys(addresses))
    known = _known(connection, w.feeds, list(held))
    rows = [
        {
            "address": address, "story": listed_in.story, "listed_in": listed_in.address, "added": now, "due": now,
            "state": "followed", "same": 0, "failures": 0,
        }
        for address in held if address not in known
    ]  # fmt: skip
    if rows:
        connection.execute(insert(w.feeds), rows)
    return len(rows)


def _known(connection: Connection, table: Table, addresses: list[str]) -> set[str]:
    found = set[str]()
    for at in range(0, len(addresses), 500):  # a statement has room for so many values on every database
        some = addresses[at : at + 500]
        found |= set(connection.execute(select(table.c.address).where(table.c.address.in_(some))).scalars())
    return found


# ---- rows to records -------------------------------------------------------------------------------------------------


def _feeds() -> Select[Any]:
    count = select(func.count()).where(w.watched.c.feed == w.feeds.c.address).scalar_subquery()
    return select(w.feeds, count.label("pages"))


def _feed(row: Row[Any]) -> FeedEntry:
    return unflat(FeedEntry, row, asking=unflat(Asking, row))


def _page(row: Row[Any]) -> PageEntry:
    return unflat(PageEntry, row, asking=unflat(Asking, row))
