"""Feeds of every kind, and feeds that mean ill: each ends soon, with its entries or with a reason."""

import json
import time
from datetime import UTC, datetime

import pytest

from reportedly.model import Entry, Feed, Rejected
from reportedly.pages.feeds import MAX_FEED, MOST_ENTRIES, parse_feed

AT = "https://paper.example/feed"
NOON = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Harbour Courier</title>
<item><title>Ferry &amp; port</title><link>/2031/ferry</link><pubDate>Tue, 04 Mar 2031 13:00:00 +0100</pubDate>
<description><![CDATA[<p>The ferry left <b>at dawn]]></description>
<source url="https://wire.example/feed">The Wire</source></item>
<item><title>No link</title></item>
<item><link>https://paper.example/2031/ferry</link></item>
<item><link>javascript:alert(1)</link></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><title>Ferry</title>
<link rel="alternate" href="https://paper.example/2031/ferry"/><published>2031-03-04T12:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text</p></div></content></entry></feed>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Courier",
    "items": [
        {"url": "/2031/ferry", "title": "Ferry", "date_published": "2031-03-04T13:00:00+01:00"},
        {"title": "no address"},
        7,
    ],
}

SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://paper.example/old</loc><lastmod>2031-03-01</lastmod></url>
<url><loc>https://paper.example/2031/ferry</loc><news:news><news:title>Ferry</news:title>
<news:publication_date>2031-03-04T12:00:00Z</news:publication_date></news:news></url></urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://paper.example/news.xml</loc></sitemap><sitemap><loc>ftp://no</loc></sitemap></sitemapindex>"""

OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Papers</title></head><body><outline text="all">
<outline type="rss" xmlUrl="https://a.example/rss"/><outline xmlUrl="/b/rss"/><outline xmlUrl="https://a.example/rss"/>
</outline></body></opml>"""


def feed(text: str | bytes) -> Feed:
    found = parse_feed(text.encode() if isinstance(text, str) else text, AT)
    assert isinstance(found, Feed), found
    return found


def reason(content: bytes) -> str:
    found = parse_feed(content, AT)
    assert isinstance(found, Rejected), found
    assert (found.uri, found.stage) == (AT, "feed")
    return found.reason


def test_rss() -> None:
    found = feed(RSS)
    assert (found.kind, found.title) == ("rss", "The Harbour Courier")
    assert found.entries == (Entry("https://paper.example/2031/ferry", "Ferry & port", NOON, "The Wire"),)


def test_atom() -> None:
    found = feed(ATOM)
    assert (found.kind, found.title) == ("atom", "Courier")
    assert found.entries == (Entry("https://paper.example/2031/ferry", "Ferry", NOON),)


def test_json_feed() -> None:
    found = feed(json.dumps(JSON_FEED))
    assert found == Feed("json", "Courier", (Entry("https://paper.example/2031/ferry", "Ferry", NOON),))


def test_a_news_sitemap_gives_the_newest_first() -> None:
    found = feed(SITEMAP)
    assert found.kind == "sitemap"
    assert [e.address for e in found.entries] == ["https://paper.example/2031/ferry", "https://paper.example/old"]
    assert found.entries[0] == Entry("https://paper.example/2031/ferry", "Ferry", NOON)


def test_an_index_of_sitemaps_and_an_opml_list_name_other_feeds() -> None:
    assert feed(INDEX).feeds == ("https://paper.example/news.xml",)
    found = feed(OPML)
    assert (found.kind, found.title) == ("opml", "Papers")
    assert found.feeds == ("https://a.example/rss", "https://paper.example/b/rss")


def test_a_feed_that_is_cut_off_gives_what_is_there() -> None:
    assert [e.address for e in feed(RSS[: RSS.index("<source")]).entries] == ["https://paper.example/2031/ferry"]
    assert [e.address for e in feed(SITEMAP[: SITEMAP.index("<url><loc>https://paper.example/2")]).entries] == [
        "https://paper.example/old"
    ]


def test_null_bytes_and_mixed_encodings_do_not_lose_the_entries() -> None:
    mixed = (
        RSS.encode()
        .replace(b"The Harbour", b"The\x00 Harbour \xe9\xff")
        .replace(b"Ferry &amp;", "Ferry é &amp;".encode())
    )
    assert [e.address for e in feed(mixed).entries] == ["https://paper.example/2031/ferry"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"title": "x"}', "no list of items"),
        (b"<html><body><p>A page</p></body></html>", "no feed"),
        (b"just words", "no element"),
        (b" " * (MAX_FEED + 1), "12 MB"),
        (b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>', "entities"),
        (b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml><body>&a;</body></opml>', "entities"),
        (b'<!doctype r [<!entity a "&b;"><!entity b "&a;">]><urlset>&a;</urlset>', "entities"),
    ],
)  # fmt: skip
def test_what_is_no_feed_or_means_ill_is_refused(content: bytes, words: str) -> None:
    assert words in reason(content)


def _many() -> bytes:
    item = b"<item><link>http://p.example/%d</link></item>"
    return b"<rss version='2.0'><channel>" + b"".join(item % n for n in range(200_000)) + b"</channel></rss>"


BOUNDED = {
    "items": _many(),
    "a million items": b"<rss version='2.0'><channel>" + b"<item/>" * 1_000_000 + b"</channel></rss>",
    "json items": b'{"items":[' + b'{"url":"http://p.example/1"},' * 300_000 + b"0]}",
    "sitemap": b"<urlset>" + b"<url><loc>http://p.example/1</loc></url>" * 250_000 + b"</urlset>",
    "deep text": b"<rss version='2.0'><channel><item><link>http://p.example/1</link><description>"
    + b"<div>" * 1_000_000,
    "deep": b"<rss version='2.0'>" + b"<a>" * 1_000_000,
    "deep sitemap": b"<urlset>" + b"<url>" * 1_000_000,
    "open texts": b"<rss version='2.0'><channel>" + b"<description>" * 800_000,
    "a long line": b"<rss version='2.0'><channel><title>" + b"x" * 10_000_000,
    "open comment": b"<rss version='2.0'><channel>" + b"<!--" * 2_000_000,
    "attributes": b"<rss version='2.0' " + b"a=1 " * 2_000_000 + b">",
}


@pytest.mark.parametrize("kind", BOUNDED)
def test_whatever_a_feed_holds_it_ends_soon_and_takes_little(kind: str) -> None:
    began = time.process_time()
    found = parse_feed(BOUNDED[kind], AT)
    took = time.process_time() - began
    assert took < 20  # seconds of a processor, on a slow one too
    if kind == "items":
        assert isinstance(found, Feed)
        assert (len(found.entries), found.left_out) == (MOST_ENTRIES, 200_000 - MOST_ENTRIES)
