"""Sanctions: a further round is another matter than those there are, and who imposes them too is not who did before."""

from __future__ import annotations

import pytest

from reportedly.model import StoryAccount
from tests.story.build import Page, day
from tests.story.scenes import compiled

MONDAY, FRIDAY = day("2031-03-03"), day("2031-03-07")


def sanction(p: Page, text: str, trigger: str, **more: object) -> str:
    p.write(text)
    for name, code in (("Norland", "xn"), ("Sudria", "xs")):
        if name in p.text:
            p.entity(name, "Country", code)
    return p.event(trigger, type="sanction", **{"imposer": "Norland", "target": "Sudria", "action": "impose", **more})  # type: ignore[arg-type]


def labels(found: StoryAccount) -> list[str]:
    return sorted(c.label for c in found.claims)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Norland will impose more sanctions on Sudria.", "impose"),
        ("Norland prepares further N. sanctions on Sudria.", "sanctions"),
        ("Additional sanctions were placed by Norland on Sudria.", "placed"),
        ("A fresh round of Norland's sanctions on Sudria is coming.", "sanctions"),
    ],
)
def test_a_further_round_is_another_matter(text: str, trigger: str) -> None:
    first, second = Page("a", "Ledger", MONDAY), Page("b", "Beacon", FRIDAY)
    sanction(first, "Norland imposed sanctions on Sudria.", "imposed")
    sanction(second, text, trigger, status="planned")
    assert labels(compiled(first, second)) == [
        "Norland imposed sanctions on Sudria",
        "Norland is to impose more sanctions on Sudria",
    ]


def test_sanctions_of_other_years_are_others() -> None:
    p = Page("a", "Ledger", MONDAY)
    for year in ("2027", "2030"):
        sanction(
            p,
            f"Norland imposed sanctions on Sudria in {year}.",
            "imposed",
            when=(day(f"{year}-05-01")[0], day(f"{year}-05-31")[0]),
        )
    assert len(compiled(p).claims) == 2


def test_several_countries_are_not_the_one_that_did_it_before() -> None:
    p = Page("a", "Ledger", MONDAY)
    for i in range(3):
        sanction(p, f"Norland imposed sanctions on Sudria, paper {i} says.", "imposed")
    sanction(p, "Fourteen southern countries imposed sanctions on Sudria.", "imposed", imposer="southern countries")
    assert [len(c.mentions) for c in compiled(p).claims] == [3, 1] or [len(c.mentions) for c in compiled(p).claims] == [
        1,
        3,
    ]


def test_who_imposed_it_is_not_taken_from_what_is_told_of_most() -> None:
    first, second = Page("a", "Ledger", MONDAY), Page("b", "Beacon", FRIDAY)
    for i in range(3):
        sanction(first, f"Norland imposed sanctions on Sudria, paper {i} says.", "imposed")
    first.write("Portugal imposed sanctions on Sudria.")
    first.entity("Portugal", "Country", "pt")
    first.event("imposed", type="sanction", imposer="Portugal", target="Sudria", action="impose")
    second.write("Sanctions on Sudria were imposed.")
    second.entity("Sudria", "Country", "xs")
    second.event("imposed", type="sanction", target="Sudria", action="impose")
    assert sorted(len(c.mentions) for c in compiled(first, second).claims) == [1, 1, 3]
