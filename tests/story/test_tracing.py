"""Papers that cite each other, and headlines over what their articles tell."""

from dataclasses import replace

import pytest

from reportedly.model import Block, PageFacts, Reading
from tests.story.build import Page, day
from tests.story.scenes import CLAIM, Voice, account, cites, compiled, counts, flat, page, ship, the_claim, unnamed

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (day(f"2031-03-0{i}") for i in (3, 4, 5, 6))
DANE = Voice("Karen Holm", "dk", "Danish defence ministry spokeswoman")


def test_a_cited_paper_that_has_it_from_another_leads_back_to_that() -> None:
    first, second, third = (
        page("a", "Harbour Ledger", MONDAY),
        page("b", "Beacon", TUESDAY),
        page("c", "Mail", WEDNESDAY),
    )
    unnamed(first, "Danish officials")
    cites(second, "Harbour Ledger", said=MONDAY)
    cites(third, "Beacon", said=TUESDAY)
    found = compiled(first, second, third)
    assert [o.outlet for o in found.origins] == ["Harbour Ledger"]
    assert counts(found) == (1, 0, 0)


def test_papers_that_cite_each_other_in_a_ring_lead_to_the_one_that_tells_of_somebody() -> None:
    pages = [page(n, n, d) for n, d in (("Harbour Ledger", MONDAY), ("Beacon", TUESDAY), ("Mail", WEDNESDAY))]
    again = page("again", "Harbour Ledger", THURSDAY)
    unnamed(pages[0], "Danish officials")
    cites(pages[1], "Harbour Ledger", said=MONDAY)
    cites(pages[2], "Beacon", said=TUESDAY)
    cites(again, "Mail", said=WEDNESDAY)
    assert counts(compiled(*pages, again)) == (1, 0, 0)


def test_a_ring_in_which_nobody_is_told_of_stays_unestablished() -> None:
    first, second = page("a", "Beacon", MONDAY), page("b", "Mail", MONDAY)
    cites(first, "Mail", said=MONDAY)
    cites(second, "Beacon", said=MONDAY)
    known, not_established, _ = counts(compiled(first, second))
    assert known <= 1
    assert known + not_established == 2


def test_a_cited_paper_with_a_named_speaker_leads_to_them() -> None:
    first, second = page("a", "Harbour Ledger", TUESDAY), page("b", "Beacon", WEDNESDAY)
    DANE.says(first, said=MONDAY)
    cites(second, "Harbour Ledger", said=TUESDAY)
    found = compiled(first, second)
    assert [o.label for o in found.origins] == ["Karen Holm, 3 March 2031"]
    assert any("has it from the Karen Holm" in m.reason for m in the_claim(found).mentions)


def test_whom_a_cited_paper_quotes_on_something_else_is_not_behind_what_it_has_from_another() -> None:
    first, second, third = (page(n, n, d) for n, d in (("Wire", MONDAY), ("Beacon", TUESDAY), ("Mail", WEDNESDAY)))
    unnamed(first, "Danish officials")
    cites(second, "Wire", said=MONDAY)
    second.write("Deputies asked for a hearing on the harbour.")
    second.statement("a hearing on the harbour", source="Deputies", cue="asked for", kind="group", act="demand")
    cites(third, "Beacon", said=TUESDAY)
    found = compiled(first, second, third)
    assert counts(found) == (1, 0, 0)
    assert len({m.origin for m in the_claim(found).mentions}) == 1


def headed(p: Page) -> Reading:
    """An article that begins with a headline of its own voice."""
    reading = p.reading()
    end = len(CLAIM) + 1
    blocks = (Block(0, end, "headline"), Block(end, len(p.text), "body"))
    return replace(reading, document=replace(reading.document, blocks=blocks))


def test_a_headline_rests_on_what_its_article_tells() -> None:
    p = page("a", "Ledger", TUESDAY)
    flat(p)
    DANE.says(p, said=MONDAY)
    found = account(headed(p))
    assert counts(found) == (1, 0, 0)
    assert any(
        m.reason.endswith("Karen Holm") and "a headline of Ledger" in m.reason for m in the_claim(found).mentions
    )


def test_a_headline_over_an_article_that_gives_no_source_is_not_recorded() -> None:
    p = page("a", "Ledger", TUESDAY)
    flat(p)
    flat(p)
    assert counts(account(headed(p))) == (0, 0, 2)


def test_a_headline_over_a_denial_is_not_the_denier() -> None:
    p = page("a", "Ledger", TUESDAY)
    flat(p)
    p.write(f"Karen Holm denied {CLAIM}.")
    holm = p.entity("Karen Holm", "Person", "dk", "minister")
    ship(p, p.statement(CLAIM, source="Karen Holm", cue="denied", speaker=holm, act="deny"), polarity="denied")
    assert counts(account(headed(p))) == (0, 0, 1)


def test_what_a_feed_gives_as_its_source_is_the_paper_whose_report_it_is() -> None:
    first, second = page("a", "Harbour Ledger", TUESDAY), page("b", "Everything Today", WEDNESDAY)
    unnamed(first, "Danish officials")
    second.write(f"To Danish officials it is plain: {CLAIM}.")
    ship(second, second.statement(CLAIM, source="Danish officials", cue="plain", kind="anonymous"))
    reading = second.reading()
    credited = replace(reading, document=replace(reading.document, page=PageFacts(credit="The Harbour Ledger")))
    assert len(compiled(first, second).origins) == 2
    (origin,) = account(first.reading(), credited).origins
    assert origin.outlet == "Harbour Ledger"


def test_a_feed_that_names_the_page_s_own_outlet_credits_nobody() -> None:
    first = page("a", "Harbour Ledger", TUESDAY)
    unnamed(first, "Danish officials")
    reading = first.reading()
    credited = replace(reading, document=replace(reading.document, page=PageFacts(credit="The Harbour Ledger")))
    assert account(credited).origins == account(reading).origins


def test_a_paper_told_of_with_the_place_where_it_appears_is_that_paper() -> None:
    first, second = page("a", "Harbour Ledger", TUESDAY), page("b", "Beacon", TUESDAY)
    cites(first, "Beacon of Salver", said=TUESDAY)
    unnamed(second, "Danish officials")
    assert counts(compiled(first, second)) == (1, 0, 0)


def test_a_paper_that_tells_of_its_report_of_another_day_gives_no_second_one() -> None:
    first, second = page("a", "Harbour Ledger", MONDAY), page("b", "Harbour Ledger", THURSDAY)
    unnamed(first, "people familiar with the matter")
    cites(second, "Harbour Ledger", said=MONDAY)
    assert len(compiled(first, second).origins) == 1


@pytest.mark.parametrize(
    "words",
    [
        f"Neighbours reacted to reports earlier that {CLAIM}.",
        "Norland's alleged missiles shipped to Sudria alarm neighbours.",
        "Norland has reportedly shipped ballistic missiles to Sudria.",
    ],
)
def test_what_an_article_tells_as_reported_is_the_report_that_it_tells_of(words: str) -> None:
    p = page("a", "Beacon", TUESDAY)
    cites(p, "Harbour Ledger", said=MONDAY)
    p.write(words)
    ship(p, None)
    found = compiled(p)
    assert counts(found) == (1, 0, 0)
    assert {q.speaker_name for q in the_claim(found).positions} == {"Harbour Ledger"}


def test_people_go_by_the_description_that_says_most() -> None:
    first, second = page("a", "Beacon", TUESDAY), page("b", "Mail", TUESDAY)
    cites(first, "Harbour Ledger", said=MONDAY, who="Danish officials")
    cites(second, "Harbour Ledger", said=MONDAY, who="Danish and Portuguese officials")
    (origin,) = compiled(first, second).origins
    assert origin.label == "Harbour Ledger report, 3 March 2031, citing Danish and Portuguese officials"
