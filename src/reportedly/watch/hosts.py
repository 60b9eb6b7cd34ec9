"""Hosts: when each may be asked again, and what its robots.txt lets be asked (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego
from sqlalchemy import Connection, insert, select, update

from reportedly.intake.fetching import Fetched, Policy
from reportedly.ledger import watch_tables as w
from reportedly.ledger.reading_rows import flat, unflat
from reportedly.model import Rejected
from reportedly.watch.rhythm import Rhythm, later, retry_after

ROBOTS_SIZE = 512_000  # bytes; a crawler has to take in 500 KiB
AGENT = "reportedly"


@dataclass(frozen=True, slots=True)
class Host:
    """How it stands with a host. ``robots`` is the text that it answered last, empty where it has none; None: not asked."""

    host: str
    due: datetime
    failures: int = 0
    robots: str | None = None
    robots_at: datetime | None = None


def host_of(address: str) -> str:
    """The scheme, host and port of an address: what a robots.txt is for."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def read_host(connection: Connection, host: str, now: datetime) -> Host:
    """How it stands with a host, also after a stop; one that was never asked may be asked now."""
    row = connection.execute(select(w.hosts).where(w.hosts.c.host == host)).one_or_none()
    return Host(host, now) if row is None else unflat(Host, row)


def put_host(connection: Connection, held: Host) -> None:
    """Write down how it stands with a host."""
    row = flat(held)
    if not connection.execute(update(w.hosts).where(w.hosts.c.host == held.host).values(**row)).rowcount:
        connection.execute(insert(w.hosts), [row])


def robots_policy(policy: Policy) -> Policy:
    """What may be fetched as a robots.txt: a small text, whatever it is called."""
    return replace(policy, types=policy.types | {"text/plain", "application/octet-stream"}, size=ROBOTS_SIZE)


def with_robots(held: Host, answer: Fetched | Rejected, now: datetime, rhythm: Rhythm) -> Host:
    """The host with its robots.txt: all is open where it has none, nothing where it cannot be asked."""
    if isinstance(answer, Fetched) and (200 <= answer.status < 500 and answer.status != 429):
        text = answer.content.decode("utf-8", "replace") if answer.status < 300 else ""
        due = now + timedelta(seconds=rhythm.pace)
        return replace(held, due=due, failures=0, robots=text.replace("\0", ""), robots_at=now)
    again = retry_after(answer.headers, now) if isinstance(answer, Fetched) else None
    return replace(held, due=later(now, held.failures + 1, again, rhythm), failures=held.failures + 1)


def needs_robots(held: Host, now: datetime, rhythm: Rhythm) -> bool:
    """Whether its robots.txt has to be asked for first."""
    return held.robots_at is None or now - held.robots_at > timedelta(seconds=rhythm.robots)


@dataclass(frozen=True, slots=True)
class Rules:
    """A robots.txt that was parsed."""

    held: Protego

    def lets(self, address: str) -> bool:
        """Whether this address may be asked."""
        return self.held.can_fetch(address, AGENT)

    def pace(self, rhythm: Rhythm) -> float:
        """Seconds between two askings: the site's own wish where it is longer, within reason."""
        wish = self.held.crawl_delay(AGENT) or 0.0
        return min(max(rhythm.pace, float(wish)), max(rhythm.pace_longest, rhythm.pace))


def rules_of(robots: str) -> Rules:
    """The rules of a robots.txt."""
    return Rules(Protego.parse(robots))
