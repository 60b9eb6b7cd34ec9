"""What is told no more: by a later version of a page, by later articles of an outlet."""

from __future__ import annotations

from dataclasses import replace

from reportedly.model import Document, Move, PageFacts, Reading, StoryAccount
from tests.story.build import Page, day
from tests.story.scenes import account, flat, page, ship, the_claim, unnamed


def other(p: Page) -> None:
    """Another claim of the same matter."""
    p.write("Norland also used drones over Sudria that week, said nobody in particular.")
    p.event("used", type="use", user="Norland", item="drone")


def steps(found: StoryAccount) -> list[Move]:
    return [m for m in the_claim(found).moves if m.what == "dropped"]


def version(p: Page, first: Document, changed: str) -> Reading:
    """The page as a later version of another document."""
    reading = p.reading()
    facts = PageFacts(changed=changed)
    return replace(reading, document=replace(reading.document, uri=first.uri, version_of=first.id, page=facts))


def test_a_claim_that_the_next_version_of_the_page_does_not_carry() -> None:
    first, second = page("a", "Ledger", day("2031-03-03")), page("a again", "Ledger", day("2031-03-04"))
    flat(first)
    other(second)
    one = first.reading()
    (step,) = steps(account(one, version(second, one.document, "2031-03-04T08:00:00Z")))
    assert (step.after, step.document) == ("told no more by Ledger", second.id)
    assert "a later version" in step.reason


def test_an_origin_that_the_next_version_leaves_out() -> None:
    first, second = page("a", "Ledger", day("2031-03-03")), page("a again", "Ledger", day("2031-03-04"))
    unnamed(first, "Danish officials")
    flat(second)
    one = first.reading()
    (step,) = steps(account(one, version(second, one.document, "2031-03-04T08:00:00Z")))
    assert step.after == "told by Ledger without it"
    assert "citing Danish officials" in (step.before or "")


def test_a_claim_that_two_later_articles_of_the_outlet_do_not_carry() -> None:
    pages = [page(n, "Ledger", day(d)) for n, d in (("a", "2031-03-03"), ("b", "2031-03-05"), ("c", "2031-03-08"))]
    flat(pages[0])
    for p in pages:
        other(p)
    (step,) = steps(account(*(p.reading() for p in pages)))
    assert (step.date, step.after) == (day("2031-03-05")[0], "told no more by Ledger")


def test_an_outlet_that_turns_to_other_things_drops_nothing() -> None:
    pages = [page(n, "Ledger", day(d)) for n, d in (("a", "2031-03-03"), ("b", "2031-03-05"), ("c", "2031-03-08"))]
    flat(pages[0])
    for p in pages[1:]:
        other(p)
    assert not steps(account(*(p.reading() for p in pages)))


def test_an_origin_that_later_articles_leave_out() -> None:
    pages = [page(n, "Ledger", day(d)) for n, d in (("a", "2031-03-03"), ("b", "2031-03-05"), ("c", "2031-03-08"))]
    unnamed(pages[0], "Danish officials")
    for i, p in enumerate(pages[1:]):
        p.write(f"As is known by now, Norland shipped ballistic missiles of lot {i} to Sudria.")
        ship(p, None)
    (step,) = steps(account(*(p.reading() for p in pages)))
    assert step.after == "told by Ledger without it"
    assert "without a sign of where it comes from" in step.reason
