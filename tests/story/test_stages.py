"""How far a claim has come, and that one mention that goes further than all others does not decide it."""

from __future__ import annotations

from reportedly.model import Status
from tests.story.build import Page, day
from tests.story.scenes import compiled, flat, page, ship, the_claim


def told(name: str, when: str, *statuses: Status, outlet: str | None = None) -> Page:
    """An article that tells the claim once for each status, in words that no other has."""
    p = page(name, outlet or f"Paper {name}", day(when))
    for i, status in enumerate(statuses):
        p.write(f"{name}{i} tells that {name}missiles {i} were shipped by Norland {name}{i} to {name}{i} Sudria.")
        ship(p, None, status=status)
    return p


def test_one_mention_among_many_does_not_move_a_claim() -> None:
    pages = [told(n, "2031-03-03", "planned") for n in "abcd"]
    claim = the_claim(compiled(*pages, told("e", "2031-03-03", "happened")))
    assert claim.status == "planned"
    assert "moves nothing alone" in claim.status_reason
    assert len(claim.status_events) == 5
    assert {m.stance for m in claim.mentions} == {"affirms"}
    assert [m.after for m in claim.moves if m.what == "status"] == ["planned"]


def test_two_mentions_do() -> None:
    pages = [told(n, "2031-03-03", "planned") for n in "abcd"]
    claim = the_claim(compiled(*pages, told("e", "2031-03-03", "happened", "happened")))
    assert claim.status == "happened"
    assert len(claim.status_events) == 2


def test_what_was_told_before_weighs_nothing_against_news() -> None:
    pages = [told(n, "2031-03-03", "considered", "planned") for n in "abcd"]
    claim = the_claim(compiled(*pages, told("e", "2031-03-09", "happened")))
    assert claim.status == "happened"
    assert [(m.before, m.after) for m in claim.moves if m.what == "status"] == [
        (None, "considered"),
        ("considered", "planned"),
        ("planned", "happened"),
    ]


def test_a_copy_is_no_second_mention() -> None:
    pages = [told(n, "2031-03-03", "planned") for n in "abcd"]
    copies = [told("e", "2031-03-03", "happened", outlet=f"Copier {i}") for i in range(3)]
    for i, p in enumerate(copies):
        p.name = f"copy {i}"
    assert the_claim(compiled(*pages, *copies)).status == "planned"


def test_a_plan_is_no_word_for_the_deed() -> None:
    first, second = told("a", "2031-03-03", "planned"), page("b", "Beacon", day("2031-03-09"))
    flat(second)
    claim = the_claim(compiled(first, second))
    assert claim.status == "happened"
    (plan,) = [m for m in claim.mentions if m.document == first.id]
    assert plan.stance == "considers"
    assert "tells of a plan" in plan.reason


def test_a_demand_to_stop_affirms_and_a_demand_to_do_it_does_not() -> None:
    p = page("a", "Ledger", day("2031-03-03"))
    flat(p)
    p.write("Norland must stop the missiles it shipped to Sudria this winter.")
    ship(p, None, status="demanded")
    p.write("Norland should have more ballistic missiles shipped to Sudria at once.")
    ship(p, None, status="demanded")
    assert sorted(m.stance for m in the_claim(compiled(p)).mentions) == ["affirms", "affirms", "considers"]


def test_where_nobody_affirms_the_furthest_that_is_considered_counts() -> None:
    claim = the_claim(compiled(told("a", "2031-03-03", "considered")))
    assert (claim.status, claim.status_reason) == ("considered", "considered: nobody affirms it; it is considered")
    assert len(claim.status_events) == 1
