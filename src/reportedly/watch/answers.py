"""Asking one address, what kind of answer came, and what a feed's answer brings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Self

from sqlalchemy import Connection

from reportedly.intake.fetching import FAILED, FEED_TYPES, PAGE_TYPES, Edge, Fetched, Policy, Validators, fetch
from reportedly.ledger import FeedEntry, Ledger, PageEntry, feeds
from reportedly.ledger.feeds import Asking
from reportedly.model import Feed, Rejected
from reportedly.pages.feeds import parse_feed
from reportedly.watch.rhythm import Rhythm, after_failure, after_feed

DEEPEST = 2  # lists that name lists: a list, an index, its sitemaps


class Answer(Enum):
    """What kind of answer came."""

    CAME = "came"
    SAME = "not modified"
    BUSY = "busy (429, 503)"
    GONE = "gone (410)"
    MISSING = "not there (404)"
    ERROR = "answered with an error"
    SILENT = "did not answer"
    REFUSED = "refused"

    @classmethod
    def of(cls, answer: Fetched | Rejected) -> Self:
        """The kind of an answer."""
        if isinstance(answer, Rejected):
            return cls("did not answer" if answer.stage == FAILED else "refused")
        if 200 <= answer.status < 300:
            return cls("came")
        named = {
            304: "not modified",
            404: "not there (404)",
            410: "gone (410)",
            429: "busy (429, 503)",
            503: "busy (429, 503)",
        }
        return cls(named.get(answer.status, "answered with an error"))

    @property
    def is_failure(self) -> bool:
        """Whether there is nothing in it to read."""
        return self not in (Answer.CAME, Answer.SAME)

    @property
    def is_busy(self) -> bool:
        """Whether the host had better be left alone for a while."""
        return self in (Answer.BUSY, Answer.SILENT)


@dataclass(frozen=True, slots=True)
class FeedNews:
    """What a feed's answer brought: new pages, new feeds; or in words why it cannot be read."""

    pages: int = 0
    feeds: int = 0
    said: str = ""


def ask(entry: FeedEntry | PageEntry, policy: Policy, edge: Edge) -> Fetched | Rejected:
    """Ask for a feed or a page, unless it is as it was."""
    known = Validators(entry.asking.etag, entry.asking.modified)
    types = FEED_TYPES | {"text/html", "text/plain"} if isinstance(entry, FeedEntry) else PAGE_TYPES
    return fetch(entry.address, policy=replace(policy, types=types), known=known, edge=edge)


def validators_now(answer: Fetched, asking: Asking) -> Validators:
    """What to send next time; "not modified" need not repeat it."""
    given = answer.validators
    if answer.status != 304:
        return given
    return Validators(given.etag or asking.etag, given.modified or asking.modified)


def feed_answered(
    ledger: Ledger, entry: FeedEntry, answer: Fetched | Rejected, now: datetime, rhythm: Rhythm
) -> FeedNews:
    """Take in what a feed answered: the pages and the feeds that it names, and when to ask it again."""
    if isinstance(answer, Rejected):
        return FeedNews(said=answer.reason)
    known = validators_now(answer, entry.asking)
    if answer.status == 304:
        asking = after_feed(entry.asking, now, known, news=False, rhythm=rhythm)
        ledger.change(lambda c: feeds.put_feed(c, replace(entry, asking=asking)))
        return FeedNews()
    held = parse_feed(answer.content, answer.final)
    if isinstance(held, Rejected):
        asking = after_failure(entry.asking, now, held.reason, None, rhythm)
        ledger.change(lambda c: feeds.put_feed(c, replace(entry, asking=asking)))
        return FeedNews(said=held.reason)
    return ledger.change(lambda c: _took(c, entry, held, known, now, rhythm))


def _took(c: Connection, entry: FeedEntry, held: Feed, known: Validators, now: datetime, rhythm: Rhythm) -> FeedNews:
    pages = feeds.put_entries(c, entry.address, held.entries, now)
    listed = feeds.put_listed(c, entry, held.feeds, now) if _depth(c, entry) < DEEPEST else 0
    asking = after_feed(entry.asking, now, known, news=bool(pages or listed), rhythm=rhythm)
    if held.left_out:
        asking = replace(asking, said=f"{held.left_out} entries beyond the limit were left out")
    feeds.put_feed(c, replace(entry, kind=held.kind, title=held.title or entry.title, asking=asking))
    return FeedNews(pages, listed)


def _depth(connection: Connection, entry: FeedEntry) -> int:
    """How many lists stand above a feed, as far as it matters."""
    above = {f.address: f.listed_in for f in feeds.feeds(connection)}
    depth, at = 0, entry.listed_in
    while at is not None and depth <= DEEPEST:
        depth, at = depth + 1, above.get(at)
    return depth
