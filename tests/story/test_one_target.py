"""Claims whose parties other articles call otherwise, and those that say too little to be another article's."""

from __future__ import annotations

from tests.story.build import Page, day
from tests.story.scenes import compiled


def attacked(
    name: str, target: str | tuple[str, ...], attacker: str | None = "Norland", office: str | None = None
) -> Page:
    """An article that tells of one attack."""
    targets = (target,) if isinstance(target, str) else target
    p = Page(name, f"Paper {name}", day("2031-03-04"))
    p.write(f"{name} told of {', '.join(targets)} attacked by {attacker or 'nobody known'}.")
    for t in targets:
        if t != t.lower() and not t.split()[-1].islower():
            p.entity(t, "Person", role=office)
    if attacker:
        p.entity(attacker, "Country", {"Norland": "xn", "Sudria": "xs"}[attacker])
        p.event("attacked", type="attack", attacker=attacker, target=targets)
    else:
        p.event("attacked", type="attack", target=targets)
    return p


def claims(*pages: Page) -> list[int]:
    return sorted(len(c.mentions) for c in compiled(*pages).claims)


def test_a_person_and_unnamed_company_are_one_target() -> None:
    assert claims(attacked("a", ("Ann Oram", "daughter")), attacked("b", "Ann Oram")) == [2]
    assert claims(attacked("a", ("Ann Oram", "Eva")), attacked("b", ("Ann Oram", "Eva Oram"))) == [2]
    assert claims(attacked("a", ("Ann Oram", "Bo Marsh")), attacked("b", ("Ann Oram", "Eva Holm"))) == [1, 1]
    assert claims(attacked("a", "Ann Oram"), attacked("b", "Bo Marsh")) == [1, 1]


def test_a_thing_of_a_country_is_the_thing_without_one_where_the_attacker_is_the_same() -> None:
    pages = [attacked("a", "Danish jet"), attacked("b", "plane"), attacked("c", "Portuguese plane", "Sudria")]
    assert claims(*pages) == [1, 2]
    assert claims(*pages, attacked("d", "Danish airliner", None)) == [1, 3]


def test_a_description_means_the_only_one_who_is_that() -> None:
    named = attacked("a", "Ann Oram", office="Danish journalist")
    assert claims(named, attacked("b", "a Danish journalist")) == [2]
    assert claims(named, attacked("b", "Portuguese engineer")) == [1, 1]


def sanction(name: str, target: str | None = None) -> Page:
    p = Page(name, f"Paper {name}", day("2031-03-04"))
    p.write(f"In {name} the word was of sanctions imposed by Norland, {name}.")
    p.entity("Norland", "Country", "xn")
    if target:
        p.event("imposed", type="sanction", imposer="Norland", target=target)
    else:
        p.event("imposed", type="sanction", imposer="Norland")
    return p


def test_two_articles_that_do_not_say_on_whom_may_mean_two_sanctions() -> None:
    assert claims(sanction("a"), sanction("b")) == [1, 1]
    assert claims(sanction("a", target="Sudria"), sanction("b", target="Sudria")) == [2]


def test_a_claim_of_one_who_says_we_names_who_that_is() -> None:
    pages = []
    for name, words in (
        ("a", "we will stand by every word of the harbour accord that our fathers signed"),
        ("b", "by every word our fathers signed of that harbour accord we will stand"),
    ):
        p = Page(name, f"Paper {name}", day("2031-03-04"))
        p.write(f"Ann Oram said {words}.")
        who = p.entity("Ann Oram", "Person")
        p.statement(words, source="Ann Oram", cue="said", speaker=who)
        pages.append(p)
    (claim,) = compiled(*pages).claims
    assert claim.label.startswith("Ann Oram: ")
