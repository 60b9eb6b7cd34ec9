"""Addresses on the web as sources: pages, feeds and the pages that they name; hostile feeds lead nowhere within."""

import pytest

from reportedly.intake import open_sources
from reportedly.intake.web import MOST_OF_A_FEED, FromWeb, pages_at
from reportedly.model import Document, RawPage, Rejected
from reportedly.pages import load_page
from tests.intake.test_fetching import Site, names, send, site

__all__ = ["site"]  # the fixture


def feed(*links: str) -> bytes:
    items = "".join(f"<item><title>T</title><link>{link}</link></item>" for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()


@pytest.fixture
def at(site: Site) -> Site:
    site.paths["/a"] = send(body=b"<p>One</p>")
    site.paths["/b"] = send(body=b"<p>Two</p>")
    return site


def came(site: Site, *paths: str) -> list[FromWeb]:
    return list(pages_at([site.url(p) for p in paths], site.policy(), names()))


def test_a_page_is_a_page_and_of_a_feed_come_the_pages_that_it_names_each_once(at: Site) -> None:
    at.paths["/feed"] = send(body=feed(at.url("/a"), at.url("/b"), at.url("/a")), Content_Type="application/rss+xml")
    found = came(at, "/a", "/feed")
    assert [p.address for p in found] == [at.url("/a"), at.url("/b")]
    assert all(isinstance(p.item, RawPage) for p in found)


def test_whose_work_a_feed_says_that_a_page_is_goes_with_the_page(at: Site) -> None:
    item = f'<item><title>T</title><link>{at.url("/a")}</link><source url="https://w.example/rss">Wire</source></item>'
    at.paths["/feed"] = send(
        body=feed().replace(b"</channel>", item.encode() + b"</channel>"), Content_Type="application/rss+xml"
    )
    (found,) = came(at, "/feed")
    assert isinstance(found.item, RawPage)
    assert found.item.credit == "Wire"
    document = load_page(RawPage("a.txt", "The harbour was closed on Monday, it said.", "text", credit=" Wire\n"))
    assert isinstance(document, Document)
    assert document.page.credit == "Wire"


def test_a_feed_cannot_lead_within(at: Site) -> None:
    links = ("http://127.0.0.1:1/secret", "file:///etc/passwd", "http://[::1]/", "javascript:alert(1)")
    at.paths["/feed"] = send(body=feed(*links), Content_Type="application/rss+xml")
    policy = at.policy(allowed=at.policy().allowed)
    found = list(pages_at([at.url("/feed")], policy, names()))
    assert all(isinstance(p.item, Rejected) for p in found)
    assert {"/feed"} == {path for path, _ in at.asked}


def test_a_feed_that_is_none_or_names_nothing_is_refused(at: Site) -> None:
    at.paths["/broken"] = send(body=b"<rss><channel>", Content_Type="application/rss+xml")
    at.paths["/empty"] = send(body=feed(), Content_Type="application/rss+xml")
    for found in (came(at, "/broken"), came(at, "/empty")):
        assert [type(p.item) for p in found] == [Rejected]


def test_of_a_long_feed_the_newest_are_read(at: Site) -> None:
    links = [at.url(f"/page-{n}") for n in range(MOST_OF_A_FEED + 5)]
    at.paths["/feed"] = send(body=feed(*links), Content_Type="application/rss+xml")
    assert [p.address for p in came(at, "/feed")] == links[:MOST_OF_A_FEED]


def test_an_address_is_a_source_and_one_within_is_refused() -> None:
    (found,) = open_sources(["http://127.0.0.1/"])
    assert isinstance(found.item, Rejected)
    assert "public internet only" in found.item.reason
