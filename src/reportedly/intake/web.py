"""Pages from the web: an address is a page, or a feed and then the pages that it names; each fetched by the rules of fetching."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.intake.fetching import FEED_TYPES, Edge, Fetched, Policy, fetch, page_of
from reportedly.model import Feed, RawPage, Rejected
from reportedly.pages.feeds import parse_feed

MOST_OF_A_FEED = 50
"""Pages of a feed that are read at once: the newest, which stand first in almost all. ``reportedly watch`` reads them all."""


PUBLIC, WORLD = Policy(), Edge()


@dataclass(frozen=True, slots=True)
class FromWeb:
    """What came of an address: the page, or why there is none; ``size`` in bytes. ``came`` is the answer that a page came as."""

    address: str
    item: RawPage | Rejected
    size: int
    came: Fetched | None = None


def is_web(source: str) -> bool:
    """Whether a source is an address on the web."""
    return source.startswith(("http://", "https://"))


def pages_at(addresses: Iterable[str], policy: Policy = PUBLIC, edge: Edge = WORLD) -> Iterator[FromWeb]:
    """The pages at these addresses, each fetched when its turn comes; those that a feed names once each."""
    seen = set[str]()
    for address in addresses:
        answer = fetch(address, policy=policy, edge=edge)
        if isinstance(answer, Fetched) and 200 <= answer.status < 300 and answer.media in FEED_TYPES:
            yield from _of_feed(address, answer, seen, policy, edge)
        elif address not in seen:
            seen.add(address)
            yield _page(address, answer)


def _page(address: str, answer: Fetched | Rejected, credit: str | None = None) -> FromWeb:
    if isinstance(answer, Rejected):
        return FromWeb(address, answer, 0)
    return FromWeb(address, page_of(answer, credit), len(answer.content), answer)


def _of_feed(address: str, answer: Fetched, seen: set[str], policy: Policy, edge: Edge) -> Iterator[FromWeb]:
    feed = parse_feed(answer.content, answer.final)
    if isinstance(feed, Rejected):
        yield FromWeb(address, Rejected(address, feed.stage, feed.reason), len(answer.content))
        return
    if why := _nothing_in(feed):
        yield FromWeb(address, Rejected(address, "feed", why), len(answer.content))
    for entry in feed.entries[:MOST_OF_A_FEED]:
        if entry.address not in seen:
            seen.add(entry.address)
            yield _page(entry.address, fetch(entry.address, policy=policy, edge=edge), entry.outlet)


def _nothing_in(feed: Feed) -> str:
    if feed.entries:
        return ""
    return f"it lists {len(feed.feeds)} other feeds: give one of them" if feed.feeds else "it names no page"
