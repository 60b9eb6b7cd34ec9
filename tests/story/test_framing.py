"""How outlets tell one story: what they carry and leave out, whose words, which verbs, which origins, which hedges."""

from reportedly.model import Framing, StoryAccount
from tests.story.build import Page, day
from tests.story.scenes import CLAIM, Voice, cites, compiled, flat, page, ship, unnamed

MONDAY, TUESDAY, WEDNESDAY = day("2031-03-03"), day("2031-03-04"), day("2031-03-05")
DANE = Voice("Karen Holm", "dk", "Danish defence ministry spokeswoman")


def of(found: StoryAccount, outlet: str) -> Framing:
    (framing,) = [f for f in found.framing if f.outlet == outlet]
    return framing


def train(p: Page) -> None:
    p.write("Norland trained crews in Sudria.")
    p.event("trained", None, type="training", trainer="Norland", trainee="Sudria")


def test_claims_that_two_others_carry_are_left_out() -> None:
    pages = [page(name, name, TUESDAY) for name in ("Ledger", "Beacon", "Courier")]
    for p in pages:
        DANE.says(p, said=MONDAY)
    train(pages[0])
    train(pages[1])
    found = compiled(*pages)
    training = next(c.id for c in found.claims if c.type == "training")
    assert of(found, "Courier").left_out == (training,)
    assert training in of(found, "Ledger").carried
    assert of(found, "Ledger").left_out == ()


def test_a_claim_of_one_outlet_alone_is_left_out_by_nobody_where_there_are_more() -> None:
    pages = [page(name, name, TUESDAY) for name in ("Ledger", "Beacon", "Courier")]
    for p in pages:
        DANE.says(p, said=MONDAY)
    train(pages[0])
    assert of(compiled(*pages), "Courier").left_out == ()


def test_who_is_given_words_and_how_many_of_them_are_quoted() -> None:
    p = page("a", "Ledger", TUESDAY)
    p.write("Karen Holm claimed “the crates are gone” from the depot. Karen Holm said nothing else.")
    holm = p.entity("Karen Holm", "Person", "dk", "minister")
    p.statement("“the crates are gone” from the depot", source="Karen Holm", cue="claimed", speaker=holm, act="claim")
    p.statement("nothing else", source="Karen Holm", cue="said", speaker=holm)
    (given,) = of(compiled(p), "Ledger").speakers
    assert (given.speaker_name, given.statements, given.words, given.quoted) == ("Karen Holm", 2, 9, 4)


def test_cues_are_counted_by_verb_and_speaker() -> None:
    p = page("a", "Ledger", TUESDAY)
    DANE.says(p)
    DANE.says(p)
    p.write(f"Karen Holm has repeatedly claimed {CLAIM}.")
    holm = p.entity("Karen Holm", "Person", "dk")
    ship(p, p.statement(CLAIM, source="Karen Holm", cue="has repeatedly claimed", speaker=holm, act="claim"))
    cues = [(c.cue, c.act, c.count) for c in of(compiled(p), "Ledger").cues]
    assert cues == [("said", "say", 2), ("claimed", "claim", 1)]


def test_an_origin_that_another_article_named_before_is_dropped() -> None:
    first, second = page("a", "Ledger", MONDAY), page("b", "Beacon", TUESDAY)
    DANE.says(first, said=MONDAY)
    flat(second)
    found = compiled(first, second)
    assert [o.use for o in of(found, "Ledger").origins] == ["named"]
    (dropped,) = of(found, "Beacon").origins
    assert dropped.use == "dropped"
    assert "Ledger named it before" in dropped.reason
    assert dropped.origin in {o.id for o in found.origins}


def test_an_article_older_than_the_origin_drops_nothing() -> None:
    first, second = page("a", "Ledger", WEDNESDAY), page("b", "Beacon", TUESDAY)
    DANE.says(first, said=MONDAY)
    flat(second)
    assert of(compiled(first, second), "Beacon").origins == ()


def test_a_copy_that_is_firmer_than_its_report_has_lost_the_hedge() -> None:
    first, second = page("a", "Harbour Ledger", MONDAY), page("b", "Beacon", TUESDAY)
    p = first
    p.write(f"Danish officials said that perhaps {CLAIM}.")
    ship(p, p.statement(CLAIM, source="Danish officials", cue="said", kind="anonymous"), certainty="possible")
    cites(second, "Harbour Ledger", said=MONDAY)
    found = compiled(first, second)
    (lost,) = of(found, "Beacon").hedges_lost
    assert (lost.before, lost.after) == ("possible", "certain")
    assert of(found, "Harbour Ledger").hedges_lost == ()


def test_a_copy_as_firm_as_its_report_has_lost_nothing() -> None:
    first, second = page("a", "Harbour Ledger", MONDAY), page("b", "Beacon", TUESDAY)
    unnamed(first, "Danish officials")
    cites(second, "Harbour Ledger", said=MONDAY)
    assert of(compiled(first, second), "Beacon").hedges_lost == ()


def test_an_article_without_an_outlet_is_one_of_its_own() -> None:
    first, second = page("a", None, MONDAY), page("b", None, TUESDAY)
    DANE.says(first, said=MONDAY)
    DANE.says(second, said=MONDAY)
    assert [f.outlet for f in compiled(first, second).framing] == [
        "the article of 3 March 2031",
        "the article of 4 March 2031",
    ]
