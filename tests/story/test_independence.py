"""The worked examples of the design, and what fails closed."""

from tests.story.build import day
from tests.story.scenes import CLAIM, Voice, cites, compiled, counts, flat, page, ship, the_claim, unnamed

MONDAY, TUESDAY, WEDNESDAY = day("2031-03-03"), day("2031-03-04"), day("2031-03-05")
DANE = Voice("Karen Holm", "dk", "Danish defence ministry spokeswoman")
PORTUGUESE = Voice("Rui Abrantes", "pt", "Portugal's ambassador")
SENATOR = Voice("Dale Whitcomb", "us", "Senator")


def test_three_papers_quote_one_briefing() -> None:
    pages = [page(n, n, TUESDAY) for n in ("Ledger", "Beacon", "Courier")]
    for p, words in zip(pages, ("", " by sea", " in secret"), strict=True):
        DANE.says(p, said=MONDAY, content=CLAIM + words)
    assert counts(compiled(*pages)) == (1, 0, 0)


def test_anonymous_officials_and_the_spokesman_of_one_government() -> None:
    first, second = page("a", "Ledger", MONDAY), page("b", "Beacon", TUESDAY)
    unnamed(first, "Danish officials")
    DANE.says(second, said=TUESDAY)
    found = compiled(first, second)
    assert counts(found) == (1, 1, 0)
    assert any("one country (dk)" in r for r in the_claim(found).independence.reasons)


def test_sources_inside_one_country_and_the_ambassador_of_another() -> None:
    first, second = page("a", "Ledger", MONDAY), page("b", "Beacon", TUESDAY)
    unnamed(first, "several sources inside Norway")
    PORTUGUESE.says(second, said=TUESDAY)
    assert counts(compiled(first, second)) == (2, 0, 0)


def test_a_report_and_four_papers_that_cite_it() -> None:
    first = page("first", "The Harbour Ledger", MONDAY)
    unnamed(first, "Danish officials")
    citing = [page(f"citing{i}", f"Paper {i}", TUESDAY) for i in range(4)]
    for p in citing:
        cites(p, "Harbour Ledger", said=MONDAY)
    assert counts(compiled(first, *citing)) == (1, 0, 0)
    assert counts(compiled(*citing)) == (1, 0, 0)


def test_an_outlet_that_says_it_flatly() -> None:
    p = page("a", "Ledger", MONDAY)
    flat(p)
    assert counts(compiled(p)) == (0, 0, 1)


def test_a_senator_after_the_report_is_derived() -> None:
    first, second = page("a", "Ledger", MONDAY), page("b", "Beacon", WEDNESDAY)
    unnamed(first, "Danish officials")
    SENATOR.says(second, said=TUESDAY)
    found = compiled(first, second)
    assert counts(found) == (1, 0, 0)
    (derived,) = [o for o in found.origins if o.derived_from]
    assert derived.label.startswith("Dale Whitcomb")
    assert derived.derived_from[0] in {o.id for o in found.origins}


def test_a_senator_before_any_report_counts() -> None:
    first, second = page("a", "Ledger", WEDNESDAY), page("b", "Beacon", MONDAY)
    unnamed(first, "Danish officials")
    SENATOR.says(second, said=MONDAY)
    assert counts(compiled(first, second)) == (2, 0, 0)


def test_a_body_that_replies_to_a_report_is_derived() -> None:
    first, second = page("a", "Ledger", MONDAY), page("b", "Beacon", TUESDAY)
    unnamed(first, "Danish officials")
    second.write(f"The Fairwater Council responded to the report by lamenting that {CLAIM}.")
    council = second.entity("Fairwater Council", "Organization")
    holder = second.statement(
        CLAIM, source="The Fairwater Council", cue="responded", speaker=council, kind="organization", act="condemn"
    )
    ship(second, holder)
    assert counts(compiled(first, second)) == (1, 0, 0)


def test_people_without_affiliation_are_not_established() -> None:
    first, second = page("a", "Ledger", MONDAY), page("b", "Beacon", MONDAY)
    unnamed(first, "people familiar with the matter")
    PORTUGUESE.says(second, said=MONDAY)
    assert counts(compiled(first, second)) == (1, 1, 0)
    assert counts(compiled(first)) == (0, 1, 0)


def test_a_name_alone_does_not_make_two_people_independent() -> None:
    first, second = page("a", "Ledger", MONDAY), page("b", "Beacon", MONDAY)
    Voice("Ann Tolley", None, "").says(first)
    Voice("Bo Marsh", None, "").says(second)
    assert counts(compiled(first, second)) == (1, 1, 0)


def test_one_speaker_on_two_occasions_is_two_origins_and_one_known() -> None:
    first, second = page("a", "Ledger", MONDAY), page("b", "Beacon", day("2032-08-01"))
    DANE.says(first, said=MONDAY)
    DANE.says(second, said=day("2032-08-01"), content="Norland shipped more of them to its friend in Sudria")
    assert counts(compiled(first, second)) == (1, 1, 0)


def test_told_to_an_outlet_is_that_outlets_report() -> None:
    first, second = page("a", "Harbour Ledger", MONDAY), page("b", "Beacon", TUESDAY)
    unnamed(first, "Two Danish officials", told="Harbour Ledger")
    cites(second, "Harbour Ledger", said=MONDAY, who="Danish officials")
    found = compiled(first, second)
    assert counts(found) == (1, 0, 0)
    assert len(found.origins) == 1


def test_the_cited_outlets_own_voice_is_the_report() -> None:
    first, second = page("a", "Harbour Ledger", MONDAY), page("b", "Beacon", TUESDAY)
    flat(first)
    cites(second, "Harbour Ledger", said=MONDAY)
    assert counts(compiled(first, second)) == (1, 0, 0)


def test_an_official_and_their_government_in_one_article_are_one_word() -> None:
    p = page("a", "Ledger", TUESDAY)
    DANE.says(p, said=MONDAY)
    p.write(f"Denmark says {CLAIM}.")
    denmark = p.entity("Denmark", "Country", "dk")
    ship(p, p.statement(CLAIM, source="Denmark", cue="says", speaker=denmark, kind="government"))
    assert counts(compiled(p)) == (1, 0, 0)


def test_words_that_two_speakers_share_tie_them() -> None:
    words = "the convoy that left the northern depot in the rain carried twelve crates of finished warheads, " + CLAIM
    first, second = page("a", "Ledger", MONDAY), page("b", "Beacon", TUESDAY)
    DANE.says(first, said=MONDAY, content=words)
    PORTUGUESE.says(second, said=TUESDAY, content=words)
    found = compiled(first, second)
    assert counts(found) == (1, 1, 0)
    assert any("share a passage" in r for r in the_claim(found).independence.reasons)


def test_denials_and_conditions_are_no_support() -> None:
    first, second = page("a", "Ledger", MONDAY), page("b", "Beacon", TUESDAY)
    DANE.says(first, polarity="denied")
    PORTUGUESE.says(second, status="conditional")
    assert counts(compiled(first, second), "Norland") == (0, 0, 0)


def test_sources_that_point_back_are_those_told_of_before() -> None:
    p = page("a", "Ledger", MONDAY)
    unnamed(p, "Two Danish officials")
    unnamed(p, "The officials")
    unnamed(p, "A Greek diplomat")
    unnamed(p, "The diplomat")
    assert len(compiled(p).origins) == 2


def test_one_name_in_two_spellings_is_one_person() -> None:
    first, second, third = (page(n, n, TUESDAY) for n in ("Ledger", "Beacon", "Courier"))
    Voice("Hamid Rezaei", "xn", "Foreign minister").says(first, said=MONDAY)
    Voice("Hameed Rezai", "xn", "foreign minister").says(second, said=MONDAY)
    Voice("Homan Rezaei", "xn", "foreign minister").says(third, said=MONDAY)
    found = compiled(first, second, third)
    assert {o.label for o in found.origins} == {"Hameed Rezai, 3 March 2031", "Homan Rezaei, 3 March 2031"}
    assert any("also spelled" in o.reason for o in found.origins)
