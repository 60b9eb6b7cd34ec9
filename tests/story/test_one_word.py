"""Chains that a reading left open, and offices that point back."""

from tests.story.build import Page, day
from tests.story.scenes import CLAIM, Voice, compiled, counts, page, parties, ship

MONDAY, TUESDAY = day("2031-03-03"), day("2031-03-04")


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
    Voice("Karen Holm", "dk", "Danish defence ministry spokeswoman").says(second, said=MONDAY)
    assert len(compiled(first, second).origins) == 2
