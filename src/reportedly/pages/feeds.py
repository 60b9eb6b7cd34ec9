"""Feeds: RSS, Atom, JSON Feed, news sitemaps, and OPML lists of feeds. Pure; whatever the bytes, it ends soon.

A feed is bounded before a parser sees it: entities are refused, the texts of entries (which are not used: the page itself is
read) are left out, and entries beyond :data:`MOST_ENTRIES` are counted and no more.
"""

from __future__ import annotations

import json
import re
from calendar import timegm
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from urllib.parse import urlsplit, urlunsplit

import feedparser

from reportedly.model import Entry, Feed, Rejected
from reportedly.pages.feed_xml import moment_of, parse_opml, parse_sitemap, root_name, web_address, whole_xml

MOST_ENTRIES = 1000
"""Entries of a feed that are looked at; the newest stand first in almost all."""
MAX_FEED = 12_000_000
"""Bytes of a feed."""
MOST_TITLE = 500
_STAGE = "feed"
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_TEXTS = (b"description", b"content:encoded", b"content", b"summary", b"media:description", b"itunes:summary")
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|ocid|cmpid)(?:=|$)", re.IGNORECASE)
_ENTRY_OPEN = re.compile(rb"<(?:item|entry)[\s/>]", re.IGNORECASE)


def parse_feed(content: bytes, address: str) -> Feed | Rejected:
    """What a feed says; ``address`` is where it came from, for addresses that it gives in part. Rejected where it is none."""
    if len(content) > MAX_FEED:
        return Rejected(address, _STAGE, f"it is over the {MAX_FEED / 1e6:.0f} MB that a feed may have")
    if not content.strip(b"\xef\xbb\xbf \t\r\n\0"):
        return Rejected(address, _STAGE, "it is empty")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return _json_feed(content, address)
    if _ENTITY.search(content):
        return Rejected(address, _STAGE, "it declares entities, as no feed does: it is not parsed")
    return _xml_feed(content, address)


def _xml_feed(content: bytes, address: str) -> Feed | Rejected:
    root = root_name(content)
    if root in {"urlset", "sitemapindex"}:
        return parse_sitemap(content, address, MOST_ENTRIES)
    if root == "opml":
        return parse_opml(content, address, MOST_ENTRIES)
    return _news_feed(content, address)


# ---- RSS and Atom ----------------------------------------------------------------------------------------------------


def _news_feed(content: bytes, address: str) -> Feed | Rejected:
    cut, left_out = _cut(content)
    whole = whole_xml(_without_texts(cut), address)
    if isinstance(whole, Rejected):
        return whole
    try:
        held = feedparser.parse(
            BytesIO(whole),
            response_headers={"content-location": address, "content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=True,
        )
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # feedparser's loose parser falls over marks in impossible places (a <link> within a <link>, and others).
        return Rejected(address, _STAGE, f"its marks are too broken to be read ({type(error).__name__})")
    if not held.version and not held.entries:
        return Rejected(address, _STAGE, "it is no feed: neither RSS, Atom, JSON Feed, a sitemap nor OPML")
    kind = "atom" if held.version.startswith("atom") else "rss"
    return Feed(
        "atom" if kind == "atom" else "rss",
        _short(held.feed.get("title")),
        tuple(_unique(_news_entry(e, address) for e in held.entries)),
        left_out=left_out,
    )


def _news_entry(held: feedparser.FeedParserDict, address: str) -> Entry | None:
    link = web_address(held.get("link"), address)
    if link is None:
        return None
    # Asked only for what is there: feedparser answers an absent "updated" with "published", and warns.
    moments = (held[key] for key in ("published_parsed", "updated_parsed") if key in held)
    when = next(filter(None, moments), None)
    source = held.get("source") or {}
    return Entry(link, _short(held.get("title")), _moment(when), _short(source.get("title")))


def _cut(content: bytes) -> tuple[bytes, int]:
    """The feed up to the last entry that is looked at, and how many entries stand behind it."""
    starts = [m.start() for m in _ENTRY_OPEN.finditer(content)]
    if len(starts) <= MOST_ENTRIES:
        return content, 0
    return content[: starts[MOST_ENTRIES]], len(starts) - MOST_ENTRIES


def _without_texts(content: bytes) -> bytes:
    """The feed without what its entries quote of their pages: it may be long, deep or broken, and it is not used."""
    for name in _TEXTS:
        content = b"".join(_outside(content, name))
    return content


def _outside(content: bytes, name: bytes) -> Iterator[bytes]:
    opening, closing = re.compile(rb"<" + name + rb"[\s>]"), b"</" + name + b">"
    at = 0
    while (found := opening.search(content, at)) is not None:
        yield content[at : found.start()]
        end = content.find(closing, found.end())
        tag = content.find(b">", found.start())
        if tag > 0 and content[tag - 1 : tag] == b"/":
            at = tag + 1
        elif end < 0:
            return
        else:
            at = end + len(closing)
    yield content[at:]


# ---- JSON Feed -------------------------------------------------------------------------------------------------------


def _json_feed(content: bytes, address: str) -> Feed | Rejected:
    """JSON Feed 1.1 (jsonfeed.org)."""
    try:
        held = json.loads(content.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        return Rejected(address, _STAGE, f"it is not JSON: {error}")
    items = held.get("items") if isinstance(held, dict) else None
    if not isinstance(items, list):
        return Rejected(address, _STAGE, "it is JSON, but no JSON Feed: it has no list of items")
    found = _unique(_json_entry(item, address) for item in items[:MOST_ENTRIES])
    return Feed("json", _short(held.get("title")), tuple(found), left_out=max(len(items) - MOST_ENTRIES, 0))


def _json_entry(item: object, address: str) -> Entry | None:
    if not isinstance(item, dict):
        return None
    link = web_address(item.get("url") or item.get("external_url"), address)
    return Entry(link, _short(item.get("title")), moment_of(item.get("date_published"))) if link else None


# ---- small things ----------------------------------------------------------------------------------------------------


def _moment(parsed: object) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if isinstance(parsed, struct_time) else None
    except (ValueError, OverflowError):
        return None


def _short(title: object) -> str | None:
    words = " ".join(title.split()) if isinstance(title, str) else ""
    return words[:MOST_TITLE] or None


def _unique(entries: Iterator[Entry | None]) -> Iterator[Entry]:
    seen = set[str]()
    for entry in entries:
        if entry is None:
            continue
        plain = without_tracking(entry.address)
        if plain not in seen:
            seen.add(plain)
            yield replace(entry, address=plain)


def without_tracking(address: str) -> str:
    """An address without what only tells where its reader came from, and without what stands behind ``#``."""
    parts = urlsplit(address)
    kept = [p for p in parts.query.split("&") if not _TRACKING.match(p)]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join(kept), ""))
