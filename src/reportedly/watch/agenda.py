"""What is to be asked now, host by host, so that no host waits for another and none is asked twice at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reportedly.ledger.feeds import FeedEntry, PageEntry
from reportedly.watch.hosts import host_of


@dataclass(frozen=True, slots=True)
class Job:
    """An address to be asked: a feed, a page, or (``None``) the robots.txt of its host."""

    host: str
    address: str
    entry: FeedEntry | PageEntry | None


class Agenda:
    """The addresses that are due, in the order in which they were found, by host."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Job]] = {}

    def fill(self, feeds: Iterable[FeedEntry], pages: Iterable[PageEntry], but: set[str]) -> None:
        """Put in what is due in place of what was there, feeds first, without the addresses that are being dealt with."""
        self._waiting = {}
        due: list[FeedEntry | PageEntry] = [*feeds, *pages]
        for entry in due:
            if entry.address not in but:
                host = host_of(entry.address)
                self._waiting.setdefault(host, deque()).append(Job(host, entry.address, entry))

    @property
    def hosts(self) -> Iterator[str]:
        """The hosts that something is to be asked of."""
        return iter(sorted(self._waiting))

    def take(self, free: Callable[[str], bool]) -> Job | None:
        """The next address of a host that is free; taken out."""
        for host, jobs in self._waiting.items():
            if free(host):
                job = jobs.popleft()
                del self._waiting[host]  # to the end: each host in its turn
                if jobs:
                    self._waiting[host] = jobs
                return job
        return None
