"""Alerts: what two compilations of a story differ in, and nothing where they do not."""

import json
from dataclasses import replace
from datetime import date

from reportedly.model import Claim, Mention, Position, StoryAccount, Value
from reportedly.story.alerts import Page, StoryFacts, alerts_between, facts_again, facts_of, plain_facts
from tests import builders

READINGS = [builders.reading("a.txt"), builders.reading("b.txt")]
IDS = [r.document.id for r in READINGS]
PAGES = {r.document.id: Page(r.document.uri, "Harbour Courier", r.document.id) for r in READINGS}
ACCOUNT = builders.account(READINGS)
DAY = date(2031, 3, 4)


def facts(account: StoryAccount = ACCOUNT, pages: dict[str, Page] = PAGES) -> StoryFacts:
    return facts_of(account, pages)


def with_claim(**changes: object) -> StoryAccount:
    return replace(ACCOUNT, claims=(replace(ACCOUNT.claims[0], **changes),))  # type: ignore[arg-type]


def told(before: StoryFacts | None, after: StoryFacts) -> list[tuple[str, str, str]]:
    return [(a.kind, a.before, a.after) for a in alerts_between("Rockets", before, after)]


def claim() -> Claim:
    return ACCOUNT.claims[0]


def test_a_story_seen_for_the_first_time_or_unchanged_gives_none() -> None:
    assert told(None, facts()) == []
    assert told(facts(), facts()) == []


def test_facts_are_kept_as_json_and_found_again() -> None:
    assert facts_again(json.loads(json.dumps(plain_facts(facts())))) == facts()


def test_a_new_denial() -> None:
    more = with_claim(positions=(*claim().positions, Position(None, "Sudovia's port", "denies", DAY, DAY)))
    (alert,) = alerts_between("Rockets", facts(), facts(more))
    assert (alert.kind, alert.before, alert.after) == ("new_denial", "", "denied by Sudovia's port")
    assert (alert.story, alert.claim, alert.label) == ("Rockets", claim().id, claim().label)
    assert set(alert.documents) <= set(IDS)
    assert alert.documents


def test_a_denied_claim_that_comes_into_a_known_story() -> None:
    nothing = replace(ACCOUNT, claims=())
    assert told(facts(nothing), facts()) == [("new_denial", "", "denied by Norland's foreign ministry")]


def test_a_new_independent_origin_counts_only_where_it_is_known_to_be_one() -> None:
    origin = replace(ACCOUNT.origins[0], id="org-2", label="Sudovia's president")
    mention = Mention("evt-9", None, IDS[0], "affirms", None, "org-2", "said so")
    more = with_claim(mentions=(*claim().mentions, mention))
    more = replace(more, origins=(*ACCOUNT.origins, origin))
    assert told(facts(), facts(more)) == []
    grown = replace(claim().independence, known_independent=2)
    more = replace(more, claims=(replace(more.claims[0], independence=grown),))
    assert told(facts(), facts(more)) == [("new_origin", "1", "2: Sudovia's president")]


def test_a_status_that_moved() -> None:
    assert told(facts(with_claim(status="planned")), facts()) == [("status_moved", "planned", "happened")]


def test_a_number_that_fits_none_before() -> None:
    event = READINGS[0].events[0].id
    near = with_claim(values=(*claim().values, Value("quantity", 40.0, 50.0, "40 to 50", event)))
    assert told(facts(), facts(near)) == []
    far = with_claim(values=(*claim().values, Value("quantity", 200.0, 999.0, "hundreds", event)))
    assert told(facts(), facts(far)) == [("number_changed", "about 40", "hundreds")]
    assert told(facts(with_claim(values=())), facts(far)) == []  # a first number changes none


def test_a_claim_that_a_page_affirms_no_more() -> None:
    later = {d: replace(p, now="doc-later" if d == IDS[0] else p.now) for d, p in PAGES.items()}
    later["doc-later"] = Page("a.txt", "Harbour Courier", "doc-later")
    (alert,) = alerts_between("Rockets", facts(), facts(pages=later))
    assert (alert.kind, alert.before) == ("claim_withdrawn", "affirmed by Harbour Courier")
    assert alert.after == "no more; 1 other page affirms it"
    assert alert.documents == (IDS[0], "doc-later")
    assert told(facts(pages=later), facts(pages=later)) == []


def test_a_page_that_was_corrected_and_affirms_it_still_withdraws_nothing() -> None:
    mentions = tuple(replace(m, document="doc-later") if m.document == IDS[0] else m for m in claim().mentions)
    account = replace(with_claim(mentions=(*claim().mentions, *mentions)), documents=(*IDS, "doc-later"))
    later = {d: replace(p, now="doc-later" if d == IDS[0] else p.now) for d, p in PAGES.items()}
    later["doc-later"] = Page("a.txt", "Harbour Courier", "doc-later")
    assert told(facts(), facts(account, later)) == []


def test_a_claim_is_known_again_by_its_mentions_where_its_id_is_another() -> None:
    renamed = with_claim(id="clm-other", status="planned")
    assert told(facts(renamed), facts()) == [("status_moved", "planned", "happened")]
    ids = [a.id for a in alerts_between("Rockets", facts(renamed), facts())]
    assert ids == [a.id for a in alerts_between("Rockets", facts(renamed), facts())]
