"""Alerts as an Atom feed, held to what RFC 4287 demands of a feed and of its entries."""

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import urlsplit

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.exchange.atom import alerts_feed
from reportedly.ledger import AlertEntry
from reportedly.model import Alert, Feed
from reportedly.pages.feeds import parse_feed

ATOM = "{http://www.w3.org/2005/Atom}"
NOON = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")  # RFC 3339, capital T and Z


def entry(number: int, at: datetime = NOON, label: str = "Norland sent rockets") -> AlertEntry:
    return AlertEntry(
        at, Alert(f"alt-{number}", "new_denial", "Rockets", "clm-1", label, "", "denied", ("doc-1",), "first")
    )


def faults(text: str) -> list[str]:
    """What RFC 4287 (sections 4.1.1, 4.1.2, 4.2, 3.3) demands and a feed lacks."""
    root = ET.fromstring(text.encode())
    found = [] if root.tag == f"{ATOM}feed" else ["the root is no feed"]
    entries = root.findall(f"{ATOM}entry")
    for held in (root, *entries):
        found += [f"not one {name}" for name in ("id", "title", "updated") if len(held.findall(f"{ATOM}{name}")) != 1]
        for moment in (*held.findall(f"{ATOM}updated"), *held.findall(f"{ATOM}published")):
            found += [] if MOMENT.fullmatch(moment.text or "") else [f"no moment: {moment.text}"]
        ids = held.findtext(f"{ATOM}id") or ""
        found += [] if urlsplit(ids).scheme and ids == ids.strip() else [f"no IRI: {ids}"]
        if held.find(f"{ATOM}author") is None and root.find(f"{ATOM}author") is None:
            found.append("no author")
    for held in entries:
        links = [link for link in held.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        if held.find(f"{ATOM}content") is None and not links:
            found.append("an entry with neither content nor link")
    for link in root.iter(f"{ATOM}link"):
        found += [] if link.get("href") else ["a link to nowhere"]
    for author in root.iter(f"{ATOM}author"):
        found += [] if len(author.findall(f"{ATOM}name")) == 1 else ["an author without a name"]
    kept = [held.findtext(f"{ATOM}id") for held in entries]
    return found + (["two entries of one id"] if len(set(kept)) < len(kept) else [])


@pytest.mark.parametrize("base", [None, "https://desk.example/app/"])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_feed_is_valid(count: int, base: str | None) -> None:
    east = timezone(timedelta(hours=5))
    text = alerts_feed([entry(n, (NOON + timedelta(minutes=n)).astimezone(east)) for n in range(count)], base=base)
    assert faults(text) == []
    read = feedparser.parse(text.encode())
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    assert [e.id for e in read.entries] == [f"urn:reportedly:alt-{n}" for n in range(count)]
    if base:
        assert {e.link for e in read.entries} <= {"https://desk.example/app/claims/clm-1"}


@given(st.text())
def test_whatever_a_claim_is_called_the_feed_is_valid(label: str) -> None:
    text = alerts_feed([entry(1, label=label)])
    assert faults(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")) == []


def test_it_is_a_feed_that_can_itself_be_watched() -> None:
    held = parse_feed(alerts_feed([entry(1)], base="https://desk.example/").encode(), "https://desk.example/alerts")
    assert isinstance(held, Feed)
    assert [e.address for e in held.entries] == ["https://desk.example/claims/clm-1"]


def test_the_check_finds_faults() -> None:
    valid = alerts_feed([entry(1)])
    for cut in (r"<updated>.*?</updated>", r"<content>.*?</content>", r"<author>.*?</author>", r"<id>.*?</id>"):
        assert faults(re.sub(cut, "", valid))
