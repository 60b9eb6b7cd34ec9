"""Demands: who asks for something says no more than that; who asks that it stop takes it for granted, and is no witness to it."""

from __future__ import annotations

import pytest

from tests.story.build import Page, day
from tests.story.scenes import Voice, compiled, counts, page, parties, ship, the_claim

MONDAY, TUESDAY = day("2031-03-03"), day("2031-03-04")
DANE = Voice("Karen Holm", "dk", "Danish defence ministry spokeswoman")
ENVOY = Voice("Rui Abrantes", "pt", "Portugal's ambassador")


def demanding(p: Page, words: str) -> str:
    """An ambassador demands something; the event is at "shipped"."""
    p.write(f"{ENVOY.office} {ENVOY.name} demanded that {words}.")
    who = p.entity(ENVOY.name, "Person", ENVOY.country, ENVOY.office)
    holder = p.statement(words, source=ENVOY.name, cue="demanded", speaker=who, act="demand", said=TUESDAY)
    return ship(p, holder, status="demanded")


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("Norland stop the missiles that are shipped to Sudria", "affirms"),
        ("Norland cease all missiles shipped to Sudria", "affirms"),
        ("more missiles be shipped to Sudria", "considers"),
        ("ports be blocked to all of the old enemies of the state and missiles shipped to Sudria", "considers"),
    ],
)
def test_only_a_demand_to_stop_takes_the_deed_for_granted(words: str, stance: str) -> None:
    p = page("a", "Ledger", TUESDAY)
    demanding(p, words)
    assert [m.stance for m in the_claim(compiled(p)).mentions] == [stance]


def test_one_who_demands_a_stop_is_not_known_to_know() -> None:
    p = page("a", "Ledger", TUESDAY)
    demanding(p, "Norland stop the missiles that are shipped to Sudria")
    assert counts(compiled(p)) == (0, 1, 0)
    DANE.says(p, said=MONDAY)
    found = compiled(p)
    assert counts(found) == (1, 1, 0)
    assert any("only demands that it stop" in r for r in the_claim(found).independence.reasons)
    ENVOY.says(p, said=TUESDAY)  # who says it as well is an origin like any other
    assert counts(compiled(p)) == (2, 0, 0)


def test_a_plan_is_no_word_for_what_is_under_way() -> None:
    p = page("a", "Ledger", TUESDAY)
    DANE.says(p, said=MONDAY, status="ongoing")
    ENVOY.says(p, said=TUESDAY, status="planned")
    assert sorted(m.stance for m in the_claim(compiled(p)).mentions) == ["affirms", "considers"]


def officials(p: Page, who: str, what: str) -> None:
    p.write(f"{who} said that {what}.")
    statement = p.statement(what, source=who, cue="said", kind="government")
    parties(p)
    p.event("shipped", statement, supplier="Norland", recipient="Sudria", item="ballistic missile")


def test_bare_officials_are_those_told_of_last_with_their_country() -> None:
    p = page("a", "Ledger", TUESDAY)
    officials(p, "Portuguese officials", "Norland shipped missiles to Sudria")
    p.write("Rain fell on the harbour for a week and nobody came.")
    officials(p, "officials", "Norland has now shipped missiles to Sudria in spring")
    assert counts(compiled(p)) == (1, 0, 0)
    q = page("b", "Ledger", TUESDAY)
    officials(q, "Portuguese officials", "Norland shipped missiles to Sudria")
    officials(q, "Danish officials", "Norland has now shipped missiles to Sudria in spring")
    assert counts(compiled(q)) == (1, 1, 0)  # two groups, through one paper
