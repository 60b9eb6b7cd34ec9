"""Chains that a reading left open, and offices that point back."""

import pytest

from tests.story.build import Days, Page, day
from tests.story.scenes import CLAIM, Voice, compiled, counts, page, parties, ship

MONDAY, TUESDAY = day("2031-03-03"), day("2031-03-04")
DANE = Voice("Karen Holm", "dk", "Danish defence ministry spokeswoman")


def told_twice(p: Page, outlet: str, who: str) -> str:
    """A report and the people it cites, both held to the same words, neither under the other."""
    p.write(f"{outlet} reported that {CLAIM}. The article cited {who}.")
    speaker = p.entity(outlet, "Outlet")
    p.statement(f"that {CLAIM}", source=outlet, cue="reported", speaker=speaker, kind="outlet", act="report")
    return ship(p, p.statement(CLAIM, source=who, cue="cited", kind="anonymous", act="cite"))


def test_people_whom_a_report_cites_speak_through_it() -> None:
    first, second = page("a", "Ledger", TUESDAY), page("b", "Beacon", TUESDAY)
    told_twice(first, "Harbour Post", "anonymous Danish sources")
    told_twice(second, "Harbour Post", "Danish officials")
    found = compiled(first, second)
    assert [o.outlet for o in found.origins] == ["Harbour Post"]
    assert "Harbour Post → anonymous Danish sources" in found.origins[0].reason
    assert counts(found) == (1, 0, 0)


def test_two_who_are_held_to_the_same_words_by_themselves_stay_two() -> None:
    p = page("a", "Ledger", TUESDAY)
    parties(p)
    p.write(f"{CLAIM}, Portugal's ambassador and Danish officials said.")
    ambassador = p.entity("Portugal's ambassador", "Person", "pt", "ambassador")
    ship(p, p.statement(CLAIM, source="Portugal's ambassador", cue="said", speaker=ambassador))
    ship(p, p.statement(CLAIM, source="Danish officials", cue="said", kind="government"))
    assert counts(compiled(p)) == (2, 0, 0)


def spokesman(p: Page, said: str) -> str:
    p.write(f"The spokesman said {said}.")
    return ship(p, p.statement(said, source="The spokesman", cue="said"))


def test_the_spokesman_is_the_one_told_of_before() -> None:
    p = page("a", "Ledger", TUESDAY)
    p.write(f"The navy's spokesman said {CLAIM}.")
    navy = p.entity("navy", "PublicBody", "dk")
    ship(p, p.statement(CLAIM, source="The navy's spokesman", cue="said", speaker=navy, kind="government"))
    spokesman(p, f"{CLAIM} in lot two")
    found = compiled(p)
    assert [o.label for o in found.origins] == ["navy"]
    assert "told of before" in found.origins[0].reason


def test_a_spokesman_of_nobody_told_of_before_is_nobody_of_another_article() -> None:
    first, second = page("a", "Ledger", TUESDAY), page("b", "Beacon", TUESDAY)
    spokesman(first, CLAIM)
    DANE.says(second, said=MONDAY)
    assert len(compiled(first, second).origins) == 2


def body(p: Page, name: str, said: Days | None, *, content: str = CLAIM) -> str:
    p.write(f"The {name} said {content}.")
    key = p.entity(name, "PublicBody", "dk")
    return ship(p, p.statement(content, source=f"The {name}", cue="said", speaker=key, kind="government", said=said))


def test_a_ministry_and_the_spokeswoman_who_spoke_for_it_that_day_are_one() -> None:
    first, second = page("a", "Ledger", TUESDAY), page("b", "Beacon", TUESDAY)
    DANE.says(first, said=MONDAY)
    body(second, "Danish defense ministry", MONDAY)
    found = compiled(first, second)
    assert [o.label for o in found.origins] == ["Karen Holm, 3 March 2031"]
    assert counts(found) == (1, 0, 0)


def test_a_ministry_on_another_day_is_another_word() -> None:
    first, second = page("a", "Ledger", TUESDAY), page("b", "Beacon", TUESDAY)
    DANE.says(first, said=day("2031-02-03"))
    body(second, "Danish defense ministry", MONDAY)
    assert counts(compiled(first, second)) == (1, 1, 0)


def test_another_ministry_is_not_the_one_that_she_speaks_for() -> None:
    first, second = page("a", "Ledger", TUESDAY), page("b", "Beacon", TUESDAY)
    DANE.says(first, said=MONDAY)
    body(second, "Danish transport ministry", MONDAY)
    assert counts(compiled(first, second)) == (1, 1, 0)


@pytest.mark.parametrize(
    "names",
    [
        ("Danish mission to the UN", "Danish mission to the United Nations"),
        ("Denmark's UN mission", "Danish Mission"),
        ("Danish embassy in Hanoi", "Danish embassy"),
    ],
)
def test_a_body_under_several_names_is_one(names: tuple[str, str]) -> None:
    first, second = page("a", "Ledger", TUESDAY), page("b", "Beacon", TUESDAY)
    body(first, names[0], MONDAY)
    body(second, names[1], MONDAY, content=f"{CLAIM} in lot two")
    assert counts(compiled(first, second)) == (1, 0, 0)


def test_a_body_that_only_the_text_gives_a_country_goes_by_that() -> None:
    p = page("a", "Ledger", TUESDAY)
    p.write(f"The Danish Mission to the United Nations said {CLAIM}.")
    mission = p.entity("mission to the UN", "PublicBody", None)
    said = p.statement(
        CLAIM, source="The Danish Mission to the United Nations", cue="said", speaker=mission, kind="government"
    )
    ship(p, said)
    found = compiled(p)
    assert [(o.label, o.speaker == mission) for o in found.origins] == [("Danish Mission to the United Nations", True)]
    assert counts(found) == (1, 0, 0)
