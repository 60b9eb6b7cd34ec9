"""The page as a whole: whole in itself, safe, honest in its words, every link arriving."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from reportedly.model import Block, Published
from reportedly.report import render_report
from tests.builders import TEXT, account
from tests.report.pages import HOSTILE, THREE, fragments, hostile, ids, page, parsed, readings


def text(markup: str) -> str:
    root = parsed(markup)
    for node in root.xpath("//style"):
        node.drop_tree()
    return " ".join(root.text_content().split())


def test_every_link_leads_to_something_on_the_page() -> None:
    markup = page()
    assert fragments(markup) <= set(ids(markup))


def test_no_id_stands_twice() -> None:
    assert [i for i, n in Counter(ids(page())).items() if n > 1] == []


def test_every_event_and_statement_has_an_anchor() -> None:
    found = set(ids(page()))
    for held in THREE.values():
        assert {f"e-{e.id}" for e in held.events} <= found
        assert {f"s-{s.id}" for s in held.statements} <= found


def test_words_outside_every_block_still_have_an_anchor() -> None:
    bare = {d: replace(r, document=replace(r.document, blocks=(Block(0, 5, "headline"),))) for d, r in THREE.items()}
    markup = page(bare)
    assert fragments(markup) <= set(ids(markup))


def test_the_page_asks_for_nothing_from_outside() -> None:
    root = parsed(page())
    assert root.xpath("//script") == []
    assert root.xpath("//*[@src]") == []
    assert [h for h in root.xpath("//link/@href") if not h.startswith("data:")] == []
    assert "url(" not in root.xpath("string(//style)")
    assert "@import" not in root.xpath("string(//style)")


def test_nothing_from_a_text_becomes_markup() -> None:
    story, held = hostile()
    markup = render_report([story], held, title=HOSTILE)
    root = parsed(markup)
    assert "<script" not in markup
    assert root.xpath("//script") == []
    assert not [a for a in root.xpath("//@*") if getattr(a, "attrname", "").startswith("on")]
    assert not [h for h in root.xpath("//@href") if not str(h).startswith(("#", "data:,"))]
    assert "{{ 7*7 }}" in text(markup)


def test_only_web_addresses_become_links() -> None:
    held = {
        d: replace(r, document=replace(r.document, uri="https://paper.example/a?b=1&c=2")) for d, r in THREE.items()
    }
    assert "https://paper.example/a?b=1&c=2" in parsed(page(held)).xpath("//@href")


def test_the_same_records_give_the_same_page_in_any_order() -> None:
    story = account(THREE.values())
    turned = dict(reversed(THREE.items()))
    assert render_report([story], THREE, title="Rockets") == render_report([story], turned, title="Rockets")


def test_the_claim_shows_its_counts_stands_and_quantities() -> None:
    shown = text(page())
    for words in (
        "3 articles, 1 origin",
        "1 known independent",
        "affirms",
        "denies",
        "“about 40”",
        "36 to 44",
        "disputed",
    ):
        assert words in shown


def test_a_mention_shows_its_chain_and_its_exact_words_with_a_link() -> None:
    root = parsed(page())
    (first, *_) = root.xpath("//details[contains(@class, 'mentions')]//li")
    chain = " ".join(first.xpath("string(.//span[@class='chain'])").split())
    assert chain == "Harbour Courier → officials"
    assert first.xpath("string(.//a[@class='quote']/mark)") == "shipped about"
    event = next(iter(THREE.values())).events[0]
    assert first.xpath(".//a[@class='quote']/@href") == [f"#e-{event.id}"]


def test_the_articles_keep_every_character_of_their_blocks() -> None:
    root = parsed(page())
    for held in THREE.values():
        (article,) = root.xpath(f"//article[@id='d-{held.document.id}']")
        shown = [b.text_content() for b in article.xpath(".//p[contains(@class, 'block')]")]
        assert shown == [held.document.text[b.start : b.end] for b in held.document.blocks]


def test_a_reprint_says_of_what() -> None:
    shown = text(page())
    assert "reprint of article 1" in shown
    assert "Repeats article 1, Harbour Courier." in shown


def test_an_unknown_date_is_said_to_be_unknown() -> None:
    assert "date not known" in text(page())


def test_a_claim_told_once_is_one_line() -> None:
    story = account(THREE.values())
    lone = replace(story.claims[0], mentions=story.claims[0].mentions[:1])
    shown = page(story=replace(story, claims=(lone,)))
    assert "1 claim with one mention each" in text(shown)
    assert parsed(shown).xpath("//*[contains(@class, 'claim')]/summary") == []


def test_articles_that_are_not_held_are_counted_and_do_no_harm() -> None:
    story = account(THREE.values())
    held = dict(list(THREE.items())[:1])
    markup = page(held, story)
    assert "2 articles without text here" in text(markup)
    assert fragments(markup) <= set(ids(markup))


@pytest.mark.parametrize("days", [(), (None,), (date(1979, 1, 1), date(2031, 3, 4))])
def test_small_and_undated_stories_render(days: tuple[date | None, ...]) -> None:
    held = readings(*days)
    assert "does not say what is true" in text(page(held))


def test_no_story_at_all() -> None:
    assert "There is no story" in text(render_report([], {}, title="Empty"))


def test_two_stories_with_one_article_in_both_show_it_once() -> None:
    a, b = account(THREE.values(), "Rockets"), account(list(THREE.values())[:1], "Other")
    markup = render_report([a, b], THREE, title="Both")
    assert [i for i, n in Counter(ids(markup)).items() if n > 1] == []
    assert fragments(markup) <= set(ids(markup))


def test_a_published_range_is_told_as_one() -> None:
    day = Published(date(2031, 3, 1), date(2031, 3, 31), "text")
    held = {d: replace(r, document=replace(r.document, published=day)) for d, r in THREE.items()}
    assert "Mar 2031 (from the text)" in text(page(held))


def test_the_page_never_speaks_of_truth_as_settled() -> None:
    shown = text(page()).lower().replace("this page does not say what is true", "").replace(TEXT.lower(), "")
    assert not re.search(r"\b(true|false|fact|facts|confirmed|debunked|proven|lie)\b", shown)


def test_a_position_that_no_mention_shows_leads_to_the_mentions() -> None:
    story = account(THREE.values())
    lost = replace(story.claims[0].positions[0], speaker_name="somebody else")
    markup = page(story=replace(story, claims=(replace(story.claims[0], positions=(lost,)),)))
    assert f"m-c-{story.claims[0].id}" in fragments(markup)
    assert fragments(markup) <= set(ids(markup))
