"""Positions, values, moves, relations and the timeline of a story."""

from __future__ import annotations

from reportedly.model import RelationKind, StoryAccount
from tests.story.build import day
from tests.story.scenes import CLAIM, Voice, cites, compiled, flat, page, ship, the_claim, unnamed

MONDAY, TUESDAY, FRIDAY = day("2031-03-03"), day("2031-03-04"), day("2031-03-07")
DANE = Voice("Karen Holm", "dk", "Danish defence ministry spokeswoman")
ENVOY = Voice("Lev Andric", "xn", "Norland's ambassador")


def kinds(found: StoryAccount) -> list[RelationKind]:
    return [r.kind for r in found.relations]


def test_a_denial_contradicts_an_affirmation_and_not_a_condition() -> None:
    p = page("a", "Ledger", TUESDAY)
    DANE.says(p, said=MONDAY)
    ENVOY.says(p, said=TUESDAY, polarity="denied")
    Voice("Rui Abrantes", "pt", "Portugal's ambassador").says(p, status="conditional")
    (relation,) = compiled(p).relations
    assert relation.kind == "contradicts"
    assert relation.reason.startswith("Karen Holm affirms, Lev Andric denies")


def test_an_article_that_reports_the_denial_of_what_it_says_itself_only_reports_it() -> None:
    p = page("a", "Ledger", TUESDAY)
    flat(p)
    ENVOY.says(p, said=TUESDAY, polarity="denied")
    (relation,) = compiled(p).relations
    assert relation.kind == "reports_opposing"
    assert "the article says the one itself, and reports the other" in relation.reason


def test_a_claim_told_within_its_denial_is_only_reported() -> None:
    p = page("a", "Ledger", TUESDAY)
    p.write(f"{ENVOY.office} {ENVOY.name} denied reports by Mail that {CLAIM}.")
    envoy = p.entity(ENVOY.name, "Person", "xn", ENVOY.office)
    denial = p.statement(f"reports by Mail that {CLAIM}", source=ENVOY.name, cue="denied", speaker=envoy, act="deny")
    mail = p.entity("Mail", "Outlet")
    told = p.statement(CLAIM, source="Mail", cue="reports", speaker=mail, kind="outlet", act="report", parent=denial)
    ship(p, denial, polarity="denied")
    ship(p, told)
    assert kinds(compiled(p)) == ["reports_opposing"]


def test_an_older_denial_does_not_contradict_what_came_later() -> None:
    p = page("a", "Ledger", FRIDAY)
    ENVOY.says(p, said=MONDAY, polarity="denied")
    DANE.says(p, said=FRIDAY, when=day("2031-03-06"))
    assert kinds(compiled(p)) == ["different_scope"]


def test_one_speaker_at_two_times_supersedes() -> None:
    first, second = page("a", "Ledger", MONDAY), page("b", "Beacon", FRIDAY)
    ENVOY.says(first, said=MONDAY, polarity="denied")
    ENVOY.says(second, said=FRIDAY)
    assert kinds(compiled(first, second)) == ["superseded"]


def test_ranges_that_overlap_do_not_differ() -> None:
    p = page("a", "Ledger", MONDAY)
    DANE.says(p, quantity=(200.0, 999.0, "hundreds"))
    DANE.says(p, quantity=(360.0, 440.0, "around 400"))
    assert compiled(p).relations == ()
    DANE.says(p, quantity=(1000.0, 1000.0, "1,000"))
    assert kinds(compiled(p)) == ["quantity_differs", "quantity_differs"]


def test_a_general_denial_bears_on_the_narrower_claim() -> None:
    first, second = page("a", "Ledger", MONDAY), page("b", "Beacon", TUESDAY)
    DANE.says(first, said=MONDAY)
    second.write("Norland's ambassador Lev Andric denied that Norland has sent arms to either side.")
    envoy = second.entity("Lev Andric", "Person", "xn", "ambassador")
    second.entity("Norland", "Country", "xn")
    denial = second.statement(
        "Norland has sent arms to either side", source="Lev Andric", cue="denied", speaker=envoy, act="deny"
    )
    second.event("sent", denial, polarity="denied", status="happened", supplier="Norland", item="weapons")
    found = compiled(first, second)
    narrow = the_claim(found)
    general = the_claim(found, "weapons")
    assert [m.stance for m in general.mentions] == ["denies"]
    (relation,) = found.relations
    assert (relation.kind, relation.a.claim, relation.b.claim) == ("contradicts", narrow.id, general.id)
    assert "a general denial covers it" in relation.reason
    (position,) = [p for p in narrow.positions if p.stance == "denies"]
    assert (position.speaker_name, position.general) == ("Lev Andric", general.id)
    assert [p.general for p in general.positions] == [None]


def test_one_who_denies_the_claim_itself_as_well_is_not_marked_as_general() -> None:
    first, second = page("a", "Ledger", MONDAY), page("b", "Beacon", TUESDAY)
    DANE.says(first, said=MONDAY)
    ENVOY.says(second, said=TUESDAY, polarity="denied")
    second.write("Norland's ambassador Lev Andric denied that Norland has sent arms to either side.")
    envoy = second.entity("Lev Andric", "Person", "xn", "Norland's ambassador")
    denial = second.statement(
        "Norland has sent arms to either side", source="Lev Andric", cue="denied", speaker=envoy, act="deny"
    )
    second.event("sent", denial, polarity="denied", supplier="Norland", recipient="either side", item="weapon")
    narrow = the_claim(compiled(first, second))
    assert [(p.speaker_name, p.general) for p in narrow.positions if p.stance == "denies"] == [("Lev Andric", None)]


def test_positions_span_the_days_on_which_they_were_taken() -> None:
    first, second = page("a", "Ledger", MONDAY), page("b", "Beacon", FRIDAY)
    DANE.says(first, said=MONDAY)
    DANE.says(second, said=FRIDAY, content=CLAIM + " twice")
    (position,) = the_claim(compiled(first, second)).positions
    assert (position.speaker_name, position.stance) == ("Karen Holm", "affirms")
    assert (position.first, position.last) == (MONDAY[0], FRIDAY[0])


def test_how_a_claim_moved() -> None:
    first, second, third = (page(n, n, d) for n, d in (("a", MONDAY), ("b", TUESDAY), ("c", FRIDAY)))
    DANE.says(first, said=MONDAY, certainty="possible", quantity=(200.0, 999.0, "hundreds"))
    unnamed(second, "Portuguese officials")
    ENVOY.says(third, said=FRIDAY, polarity="denied")
    moves = the_claim(compiled(first, second, third)).moves
    assert [(m.date, m.what, m.after) for m in moves] == [
        (MONDAY[0], "quantity", "hundreds"),
        (MONDAY[0], "status", "happened"),
        (TUESDAY[0], "certainty", "certain"),
        (TUESDAY[0], "evidence", "b report, 4 March 2031, citing Portuguese officials"),
        (FRIDAY[0], "denial", "denied by Lev Andric"),
    ]


def test_values_name_their_events_and_leave_out_what_is_denied() -> None:
    p = page("a", "Ledger", MONDAY)
    event = DANE.says(p, quantity=(200.0, 999.0, "hundreds"))
    ENVOY.says(p, polarity="denied", quantity=(360.0, 440.0, "around 400"))
    assert [(v.name, v.event) for v in the_claim(compiled(p)).values] == [("hundreds", event)]


def test_the_timeline_holds_dated_events_and_statements_in_order() -> None:
    p = page("a", "Ledger", FRIDAY)
    DANE.says(p, said=TUESDAY, when=MONDAY)
    labels = [(e.earliest, e.label) for e in compiled(p).timeline]
    assert labels == [
        (MONDAY[0], "Norland delivered ballistic missiles to Sudria (by Karen Holm)"),
        (TUESDAY[0], "Karen Holm affirms: Norland delivered ballistic missiles to Sudria"),
    ]


def test_the_chain_runs_from_the_article_through_the_paper_to_the_people() -> None:
    p = page("a", "Beacon", TUESDAY)
    cites(p, "Harbour Ledger", said=MONDAY, who="Danish officials")
    found = compiled(p)
    (mention,) = the_claim(found).mentions
    assert "article → Harbour Ledger → Danish officials" in mention.reason
    (origin,) = found.origins
    assert (origin.kind, origin.outlet, origin.date) == ("anonymous", "Harbour Ledger", MONDAY[0])
    assert origin.label == "Harbour Ledger report, 3 March 2031, citing Danish officials"


def test_an_unnamed_report_is_the_one_that_the_article_tells_of() -> None:
    p = page("a", "Beacon", TUESDAY)
    cites(p, "Harbour Ledger", said=MONDAY)
    p.write(f"Reports that {CLAIM} alarm neighbours.")
    ship(p, p.statement(CLAIM, source=None, cue="Reports", kind="anonymous", act="report"))
    found = compiled(p)
    assert len({m.origin for m in the_claim(found).mentions}) == 1
    assert any("an unnamed report" in m.reason for m in the_claim(found).mentions)


def test_an_empty_story_is_an_empty_account() -> None:
    assert compiled().claims == ()
