"""Feeds from the command line: followed, listed, removed; alerts and evidence given out."""

import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path

from reportedly.ledger import alert_rows, evidence, feeds, open_ledger
from reportedly.model import Alert
from tests import builders
from tests.cli.test_commands import Run, ledger, run

__all__ = ["ledger", "run"]

NOON = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
FEED = "https://paper.example/feed"
ALERT = Alert(
    "alt-1", "new_denial", "Rockets", "clm-1", "Norland\x08 sent rockets", "", "denied by the port", ("doc-1",), "first"
)


def test_private_addresses_are_refused_and_feeds_listed_and_removed(run: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "l.db")
    opml = tmp_path / "papers.opml"
    opml.write_text('<opml><body><outline xmlUrl="http://10.0.0.1/feed"/></body></opml>', encoding="utf-8")
    code, out, _ = run("watch", str(opml), "http://127.0.0.1/feed", "--once", "--story", "Rockets", "--ledger", path)
    assert code == 0
    assert out == ""  # a robots.txt that cannot be had is no answer of a feed
    code, out, _ = run("feeds", "--json", "--ledger", path)
    held = json.loads(out)["feeds"]
    assert [(f["address"], f["story"]) for f in held] == [
        ("http://10.0.0.1/feed", "Rockets"),
        ("http://127.0.0.1/feed", "Rockets"),
    ]
    code, out, _ = run("feeds", "--remove", "http://10.0.0.1/feed", "--ledger", path)
    assert "127.0.0.1" in out
    assert "10.0.0.1" not in out


def test_what_is_given_wrongly_is_said(run: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "l.db")
    (tmp_path / "short").write_text("secret")
    (tmp_path / "page.html").write_text("<html></html>")
    hook = ("watch", "--once", "--ledger", path, "--webhook", "https://desk.example/")
    assert run(*hook)[0] == 2
    assert "shorter than 16" in run(*hook, "--secret", str(tmp_path / "short"))[2]
    assert "Cannot read the secret" in run(*hook, "--secret", str(tmp_path / "none"))[2]
    assert "no list of feeds" in run("watch", str(tmp_path / "page.html"), "--once", "--ledger", path)[2]
    assert "neither an address nor a file" in run("watch", "nothing.opml", "--once", "--ledger", path)[2]
    assert run("watch", "--allow", "10.0.0.0.1", "--ledger", path)[0] == 2


def test_alerts_are_listed_and_given_as_atom(run: Run, ledger: str, tmp_path: Path) -> None:
    with open_ledger(ledger) as opened:
        opened.change(lambda c: alert_rows.put_alerts(c, [ALERT], NOON))
    code, out, _ = run("alerts", "--ledger", ledger, "-o", str(tmp_path / "alerts.xml"), "--story", "rockets")
    assert code == 0
    assert out.splitlines()[0].startswith("2031-03-04 12:00  New denial: Norland")
    assert "denied by the port (story: Rockets; first)" in out
    feed = ET.fromstring((tmp_path / "alerts.xml").read_bytes())
    name = "{http://www.w3.org/2005/Atom}"
    assert feed.tag == f"{name}feed"
    (entry,) = feed.findall(f"{name}entry")
    assert entry.findtext(f"{name}id") == "urn:reportedly:alt-1"
    assert entry.findtext(f"{name}title") == "New denial: Norland\ufffd sent rockets"
    assert feed.findtext(f"{name}updated") == entry.findtext(f"{name}updated") == "2031-03-04T12:00:00Z"
    assert json.loads(run("alerts", "--json", "--ledger", ledger)[1])[0]["kind"] == "new_denial"


def test_evidence_is_given_out(run: Run, ledger: str, tmp_path: Path) -> None:
    with open_ledger(ledger) as opened:
        document = opened.documents()[0].id
        number = opened.change(
            lambda c: evidence.keep(c, b"page", address=FEED, final=FEED, at=NOON, status=200, headers={})
        )
        opened.change(lambda c: evidence.settle(c, number, document))
        opened.change(lambda c: feeds.add_feed(c, FEED, NOON))
    for asked in (document, FEED):
        code, out, _ = run("evidence", asked, "--ledger", ledger, "-o", str(tmp_path / "page.html"))
        assert code == 0
        assert "2031-03-04 12:00:00" in out
        assert (tmp_path / "page.html").read_bytes() == b"page"
    assert json.loads(run("evidence", document, "--json", "--ledger", ledger)[1])[0]["final"] == FEED
    assert "only what was fetched" in run("evidence", "doc-none", "--ledger", ledger)[2]


def test_a_claim_shows_what_was_edited_where_it_stands(run: Run, ledger: str) -> None:
    later = builders.reading("a.txt", builders.TEXT + " It said so twice, and is thought to mean it.")
    with open_ledger(ledger) as opened:
        opened.add_reading(later, story="Rockets")
        opened.put_story(builders.account(opened.readings(opened.members("Rockets"))))
        claim = opened.claims()[0].id
    edits = json.loads(run("export", "--ledger", ledger)[1])["edits"]
    assert {e["kind"] for e in edits} == {"words_added", "hedge_added"}
    assert all(e["after"]["document"] == later.document.id for e in edits)
    _, out, _ = run("claim", claim, "--ledger", ledger, "--json")
    assert {e["id"] for e in json.loads(out)["edits"]} <= {e["id"] for e in edits}
    _, out, _ = run("claim", claim, "--ledger", ledger)
    assert "Edited since" in out
    assert "Harbour Courier: words added: “It said so twice, and is thought to mean it.”" in out
