"""How records show themselves."""

from dataclasses import replace
from typing import Any

from lxml import html

from reportedly.ledger import Ledger
from reportedly.model import Document, Independence, Published, Reading
from tests import builders
from tests.exchange.conftest import ledger, readings

__all__ = ["ledger", "readings"]


def shown_as(markup: str) -> Any:
    return html.fromstring(f"<div>{markup}</div>")


EVIL = "<script>alert(1)</script>"


def test_in_a_line() -> None:
    reading = builders.reading("a.txt")
    account = builders.account([reading])
    assert str(reading.document) == "Norland shipped rockets to Sudovia (Harbour Courier, 2031-03-04)"
    assert str(reading) == f"{reading.document}: 3 statements, 2 events"
    assert str(account.claims[0]) == (
        "Norland delivered rockets to Sudovia (happened; 1 articles; origins: 1 known independent, 0 not established, "
        "0 not recorded)"
    )
    assert str(account) == "Rockets: 1 documents, 1 claims"
    bare = Document("doc-1", "b.txt", "0", "", ())
    assert str(bare) == "b.txt (undated)"
    assert (
        str(replace(bare, published=Published(None, account.timeline[0].latest, "text"))) == "b.txt (… to 2031-03-03)"
    )


def test_an_article_shows_who_says_what() -> None:
    reading = builders.reading()
    page = shown_as(reading._repr_html_())
    assert page.text_content().endswith(builders.TEXT)
    bold = [e.text for e in page.xpath("//span[contains(@style, 'bold')]")]
    assert bold == ["officials", "the Harbour Courier", "Norland's foreign ministry"]
    assert page.xpath("//span[contains(@style, 'underline')]")[0].text == "told"
    assert "3 statements, 2 events, 1 dates" in page.text_content()
    assert shown_as(reading.document._repr_html_()).text_content().endswith(builders.TEXT)


def test_a_claim_and_a_story_show_who_holds_what() -> None:
    account = builders.account([builders.reading("a.txt"), builders.reading("b.txt")])
    claim = shown_as(account.claims[0]._repr_html_())
    rows = [[cell.text_content() for cell in row.xpath("td")] for row in claim.xpath("//tr[td]")]
    assert ["officials", "affirms", "2031-03-03"] in rows
    assert ["Norland's foreign ministry", "denies", "undated"] in rows
    assert ["quantity", "about 40"] in rows
    assert "one group of officials" in claim.text_content()
    story = shown_as(account._repr_html_())
    (row,) = [[cell.text_content() for cell in row.xpath("td")] for row in story.xpath("//tr[td]")]
    assert row == ["Norland delivered rockets to Sudovia", "happened", "2", "2", "0", "1", "0", "0"]


def test_lists_show_a_table_and_how_many_more(ledger: Ledger) -> None:
    page = shown_as(ledger.statements()._repr_html_())
    assert len(page.xpath("//tr[td]")) == 6
    assert repr(ledger.claims()) == "<1 claims>"


def test_nothing_of_a_page_is_markup(readings: list[Reading]) -> None:
    account = builders.account(readings, EVIL)
    evil = replace(account.claims[0], label=EVIL, independence=Independence(1, 1, 0, 0, 1, (EVIL,)))
    document = replace(readings[0].document, title=EVIL, outlet=EVIL, text=EVIL, blocks=())
    shown = [
        replace(account, claims=(evil,))._repr_html_(),
        evil._repr_html_(),
        document._repr_html_(),
        Reading(document)._repr_html_(),
    ]
    assert not any("<script" in text for text in shown)
