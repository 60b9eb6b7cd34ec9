"""Feeds, evidence and alerts in the ledger: what is put in comes out, and what is removed is gone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from reportedly.errors import InputError, NotInLedger
from reportedly.ledger import Ledger, alert_rows, evidence, feeds, forgetting, open_ledger, versions
from reportedly.model import Alert, Entry
from tests import builders

NOW = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
FEED = "https://paper.example/feed"
HOUR = timedelta(hours=1)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "l.db"), create=True) as opened:
        yield opened


def test_a_feed_is_followed_asked_and_removed(ledger: Ledger) -> None:
    made = ledger.change(lambda c: feeds.add_feed(c, f" {FEED}#top", NOW, story="Ferry"))
    assert (made.address, made.story, made.state, made.asking.due, made.pages) == (FEED, "Ferry", "followed", NOW, 0)
    assert ledger.look(lambda c: feeds.due_feeds(c, NOW, 10)) == (made,)
    later = replace(made, kind="rss", title="Paper", asking=replace(made.asking, asked=NOW, due=NOW + HOUR, same=1))
    ledger.change(lambda c: feeds.put_feed(c, later))
    assert ledger.look(feeds.feeds) == (later,)
    assert ledger.look(lambda c: feeds.due_feeds(c, NOW, 10)) == ()
    assert ledger.look(lambda c: feeds.due_after(c, NOW)) == NOW + HOUR
    again = ledger.change(lambda c: feeds.add_feed(c, FEED, NOW))
    assert (again.story, again.asking.due) == ("Ferry", NOW)
    ledger.change(lambda c: feeds.remove_feed(c, FEED))
    assert ledger.look(feeds.feeds) == ()
    with pytest.raises(NotInLedger, match="reportedly feeds"):
        ledger.change(lambda c: feeds.remove_feed(c, FEED))


@pytest.mark.parametrize(
    "address", ["", "paper.example", "ftp://a/b", "https://", "http://a b/", "http://[::1", "file:///etc"]
)
def test_what_is_no_address_is_no_feed(ledger: Ledger, address: str) -> None:
    with pytest.raises(InputError, match="no address of a feed"):
        ledger.change(lambda c: feeds.add_feed(c, address, NOW))


def test_pages_are_watched_once_new_ones_first(ledger: Ledger) -> None:
    ledger.change(lambda c: feeds.add_feed(c, FEED, NOW))
    entries = (Entry("https://paper.example/b", "B", NOW, "Wire"), Entry("https://paper.example/a"))
    assert ledger.change(lambda c: feeds.put_entries(c, FEED, entries, NOW)) == 2
    assert ledger.change(lambda c: feeds.put_entries(c, FEED, entries, NOW + HOUR)) == 0
    first, second = ledger.look(lambda c: feeds.due_pages(c, NOW, 10))
    assert (first.address, second.address) == ("https://paper.example/a", "https://paper.example/b")
    assert (second.title, second.published, second.outlet, second.seen, second.state) == (
        "B",
        NOW,
        "Wire",
        NOW,
        "waiting",
    )
    ledger.change(lambda c: feeds.put_page(c, replace(first, document="doc-1", state="read")))
    assert [p.address for p in ledger.look(lambda c: feeds.due_pages(c, NOW, 10))] == [second.address, first.address]
    assert ledger.look(feeds.counts) == {"read": 1, "waiting": 1}
    assert ledger.look(lambda c: feeds.feed(c, FEED)).pages == 2
    ledger.change(lambda c: feeds.remove_feed(c, FEED))
    assert ledger.look(lambda c: feeds.due_pages(c, NOW, 10)) == ()


def test_a_list_brings_its_feeds_with_its_story(ledger: Ledger) -> None:
    listed = ledger.change(lambda c: feeds.add_feed(c, FEED, NOW, story="Ferry"))
    many = [f"https://paper.example/{n}" for n in range(1200)]
    assert ledger.change(lambda c: feeds.put_listed(c, listed, [*many, FEED], NOW)) == 1200
    assert ledger.change(lambda c: feeds.put_listed(c, listed, many, NOW)) == 0
    assert {(f.story, f.listed_in) for f in ledger.look(feeds.feeds)} == {("Ferry", None), ("Ferry", FEED)}


def _kept(ledger: Ledger, content: bytes, at: datetime) -> int:
    return ledger.change(
        lambda c: evidence.keep(
            c, content, address="u", final="v", at=at, status=200, headers={"etag": "1", "cookie": "x"}
        )
    )


def test_a_page_is_kept_as_it_came_and_once_a_version(ledger: Ledger) -> None:
    fetched = [
        _kept(ledger, body, NOW + n * HOUR) for n, body in enumerate((b"page" * 99, b"page with an ad", b"other"))
    ]
    for number, document in zip(fetched, ("doc-1", "doc-1", "doc-2"), strict=True):
        ledger.change(lambda c, n=number, d=document: evidence.settle(c, n, d))  # type: ignore[misc]
    first, again = ledger.look(lambda c: evidence.evidence_of(c, "doc-1"))
    assert (first.address, first.final, first.at, first.status, dict(first.headers)) == (
        "u",
        "v",
        NOW,
        200,
        {"etag": "1"},
    )
    assert first.digest == sha256(b"page" * 99).hexdigest()
    assert ledger.look(lambda c: evidence.content_of(c, first.digest)) == b"page" * 99
    assert again.at == NOW + HOUR
    with pytest.raises(NotInLedger):
        ledger.look(lambda c: evidence.content_of(c, again.digest))
    assert len(ledger.look(lambda c: evidence.fetches_of(c, "u"))) == 3
    ledger.change(lambda c: evidence.forget_evidence(c, "doc-1"))
    assert [e.document for e in ledger.look(lambda c: evidence.fetches_of(c, "u"))] == ["doc-2"]
    with pytest.raises(NotInLedger):
        ledger.look(lambda c: evidence.content_of(c, first.digest))


ALERT = Alert("alt-1", "new_denial", "Ferry", "clm-1", "The ferry left", "", "denied by the port", ("doc-1",), "first")


def test_an_alert_is_given_once_and_sent_until_it_arrives(ledger: Ledger) -> None:
    hook = "https://desk.example/hook"
    assert ledger.change(lambda c: alert_rows.put_alerts(c, [ALERT], NOW, [hook])) == 1
    assert ledger.change(lambda c: alert_rows.put_alerts(c, [ALERT], NOW + HOUR, [hook])) == 0
    (entry,) = ledger.look(alert_rows.alerts)
    assert (entry.at, entry.alert) == (NOW, ALERT)
    assert ledger.look(lambda c: alert_rows.alerts(c, story="Other")) == ()
    (due,) = ledger.look(lambda c: alert_rows.due_deliveries(c, NOW))
    assert (due.hook, due.tries) == (hook, 0)
    ledger.change(lambda c: alert_rows.not_delivered(c, due, "busy", NOW + HOUR))
    assert ledger.look(lambda c: alert_rows.due_deliveries(c, NOW)) == ()
    (due,) = ledger.look(lambda c: alert_rows.due_deliveries(c, NOW + HOUR))
    assert due.tries == 1
    ledger.change(lambda c: alert_rows.delivered(c, due, NOW + HOUR))
    assert ledger.look(lambda c: alert_rows.due_deliveries(c, NOW + 9 * HOUR)) == ()


def test_a_mark_is_kept_a_story(ledger: Ledger) -> None:
    assert ledger.look(lambda c: alert_rows.mark(c, "Ferry")) is None
    for facts in ([1], [2]):
        ledger.change(lambda c, f=facts: alert_rows.put_mark(c, "Ferry", f))  # type: ignore[misc]
    assert ledger.look(lambda c: alert_rows.mark(c, "Ferry")) == [2]


def test_a_document_that_is_removed_takes_what_was_watched_of_it_along(ledger: Ledger) -> None:
    first, second = (
        builders.reading(),
        builders.reading(text=builders.TEXT + " Nobody at its embassy wished to say more."),
    )
    for reading in (first, second):
        ledger.add_reading(reading, story="Ferry")
    gone = second.document.id
    assert len(ledger.look(lambda c: versions.versions(c, first.document.uri))) == 2
    assert ledger.look(lambda c: versions.edits_of_story(c, "Ferry"))
    number = _kept(ledger, b"page", NOW)
    ledger.change(lambda c: evidence.settle(c, number, gone))
    ledger.change(
        lambda c: alert_rows.put_alerts(c, [replace(ALERT, documents=(gone,))], NOW, ["https://desk.example/"])
    )
    ledger.change(lambda c: alert_rows.put_mark(c, "Ferry", [1]))
    ledger.change(lambda c: feeds.put_entries(c, FEED, [Entry("https://paper.example/a")], NOW))
    page = ledger.look(feeds.pages)[0]
    ledger.change(lambda c: feeds.put_page(c, replace(page, document=gone, state="read")))
    ledger.change(lambda c: forgetting.forget(c, gone))
    assert [v.document for v in ledger.look(lambda c: versions.versions(c, first.document.uri))] == [first.document.id]
    assert ledger.look(lambda c: versions.edits_of_story(c, "Ferry")) == ()
    assert ledger.look(lambda c: evidence.fetches_of(c, "u")) == ()
    assert ledger.look(alert_rows.alerts) == ()
    assert ledger.look(lambda c: alert_rows.mark(c, "Ferry")) is None
    assert ledger.look(lambda c: feeds.due_pages(c, NOW, 9)) == ()
