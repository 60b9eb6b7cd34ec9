"""The brief: plain sentences made from the ledger, each with the places that it rests on."""

import re
from dataclasses import replace
from datetime import date

from reportedly.model import ClaimRole, Move, Reading, StoryAccount
from reportedly.report.brief import Brief, brief_html, brief_markdown, build_brief
from tests import builders


def story() -> tuple[StoryAccount, dict[str, Reading]]:
    readings = [builders.reading("a.txt"), builders.reading("b.txt", day=date(2031, 4, 1))]
    return builders.account(readings), {r.document.id: r for r in readings}


def text(brief: Brief) -> str:
    return re.sub(r"\[\^\d+\]", "", brief_markdown(brief).partition("\n[^1]:")[0])


def test_it_says_who_says_so_who_denies_it_and_how_many_origins_there_are() -> None:
    account, readings = story()
    told = text(build_brief(account, sure(readings)))
    for said in (
        "Two articles by one outlet, which appeared between 4 March 2031 and 1 April 2031, hold one claim.",
        "### Norland delivered rockets to Sudovia",
        "Both articles speak of it.",
        "The Harbour Courier, citing officials, says that it happened.",
        "Norland's foreign ministry denies it.",
        "The number is given as “about 40” by the Harbour Courier, citing officials.",
    ):
        assert said in told
    assert "it does not say what is true" in told


def test_every_footnote_is_the_text_at_its_place() -> None:
    account, readings = story()
    brief = build_brief(account, sure(readings))
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))
    for place, number in brief.numbers.items():
        note = brief.notes[number - 1]
        held = readings[place.document].document.text[note.start : note.end]
        assert (" ".join(held.split()), readings[place.document].document.uri) == (note.words, note.uri)
    claimed = [s for section in brief.sections for p in section.passages for s in p.sentences]
    assert all(s.cites for s in claimed if "origin" not in s.text)


def test_since_a_day_only_what_came_then() -> None:
    account, readings = story()
    told = text(build_brief(account, readings, since=date(2031, 3, 20)))
    assert told.startswith("# Rockets: since 20 March 2031")
    assert "## New articles" in told
    assert told.count("Harbour Courier (1 April 2031)") == 1
    assert "(4 March 2031): “" not in told
    assert "Norland delivered rockets to Sudovia" not in told  # nothing of it has changed
    assert "One other claim is spoken of again." in told
    nothing = text(build_brief(account, readings, since=date(2032, 1, 1)))
    assert "No article of this story has appeared since." in nothing
    assert "What changed" not in nothing


def test_an_article_without_a_date_is_said_to_have_none() -> None:
    reading = builders.reading(day=None)
    told = text(build_brief(builders.account([reading]), {reading.document.id: reading}))
    assert "One article has no date that is known." in told


def test_a_page_escapes_what_articles_say() -> None:
    account, readings = story()
    page = brief_html(build_brief(replace(account, title="<b>Rockets</b> [1]*"), sure(readings)))
    assert "<h1>&lt;b&gt;Rockets&lt;/b&gt; [1]*</h1>" in page
    assert page.count('id="n1"') == 1
    assert brief_markdown(build_brief(replace(account, title="*a* <b>"), readings)).startswith(r"# \*a\* \<b\>")


def unsure(account: StoryAccount, readings: dict[str, Reading], document: str) -> dict[str, Reading]:
    """The readings with the events of one document read with little confidence."""
    held = readings[document]
    return readings | {document: replace(held, events=tuple(replace(e, confidence=0.3) for e in held.events))}


def sure(readings: dict[str, Reading]) -> dict[str, Reading]:
    return {key: replace(r, events=tuple(replace(e, confidence=0.9) for e in r.events)) for key, r in readings.items()}


def test_what_was_read_less_surely_stands_apart_unless_it_is_told_already() -> None:
    account, readings = story()
    readings = sure(readings)
    assert "To be checked" not in text(build_brief(account, readings))
    one, other = sorted(readings)
    assert "To be checked" not in text(build_brief(account, unsure(account, readings, one)))
    both = unsure(account, unsure(account, readings, one), other)
    certain, _, checked = text(build_brief(account, both)).partition("## To be checked in the text")
    assert "says that it happened" not in certain
    assert "denies it" not in certain
    said = "the Harbour Courier, citing officials, says that it happened; Norland's foreign ministry denies it"
    assert f"{said} (what happens was read with little confidence)" in checked


def test_of_a_claim_that_is_told_what_is_doubtful_is_told_with_the_reason() -> None:
    account, readings = story()
    (claim,) = account.claims
    own = tuple(replace(m, holder=None) if m.stance == "denies" else m for m in claim.mentions)
    told = text(build_brief(replace(account, claims=(replace(claim, mentions=own),)), sure(readings)))
    checked = told.partition("## To be checked in the text")[2]
    assert "the Harbour Courier (4 March 2031)" in checked
    assert "(a denial in the article's own voice)" in checked
    assert "did not happen" not in told.replace(checked, "")


def without(readings: dict[str, Reading], name: str) -> dict[str, Reading]:
    """The readings, a role of all their events left empty."""
    return {
        key: replace(r, events=tuple(replace(e, roles=tuple(x for x in e.roles if x.name != name)) for e in r.events))
        for key, r in readings.items()
    }


def test_a_party_that_was_only_chosen_is_a_doubt() -> None:
    account, readings = story()
    readings = without(readings, "supplier")
    (claim,) = account.claims
    chosen = "supplier left out: of those that fit, the claim told of most | told as happened, certain"
    mentions = tuple(replace(m, reason=chosen) if m.stance == "affirms" else m for m in claim.mentions)
    told = text(build_brief(replace(account, claims=(replace(claim, mentions=mentions),)), sure(readings)))
    assert "says that it happened, without naming the supplier (it may be about another claim)" in told
    others = tuple(replace(m, reason=chosen.replace("supplier", "place")) for m in claim.mentions)
    whole = replace(account, claims=(replace(claim, mentions=others),))
    assert "another claim" not in text(build_brief(whole, sure(readings)))  # the claim names no place


ONLY = "supplier left out: the only claim of the story that fits | told as happened, certain"


def held_with(account: StoryAccount, reason: str, stance: str = "affirms") -> StoryAccount:
    """The account, a reason given to the mentions of that stance; the first of them as it was, so that its claim is stated."""
    (claim,) = account.claims
    first = next(m for m in claim.mentions if m.stance == stance)
    mentions = tuple(replace(m, reason=reason) if m.stance == stance and m != first else m for m in claim.mentions)
    return replace(account, claims=(replace(claim, mentions=mentions),))


def test_nobody_is_made_to_name_a_culprit() -> None:
    account, readings = story()
    told = text(build_brief(held_with(account, ONLY), without(sure(readings), "supplier")))
    assert "- The Harbour Courier, citing officials, says that it happened, without naming the supplier." in told
    assert "- Norland's foreign ministry denies it." in told


def test_whoever_is_only_described_stands_as_described() -> None:
    account, readings = story()
    told = text(build_brief(held_with(account, ONLY), sure(readings)))
    assert "says that it happened, naming only “Norland” as the supplier." in told


def test_a_claim_that_nobody_states_as_a_whole_is_told_in_a_line() -> None:
    account, readings = story()
    (claim,) = account.claims
    mentions = tuple(replace(m, reason=ONLY) for m in claim.mentions)
    bare = replace(account, claims=(replace(claim, mentions=mentions),))
    told = text(build_brief(bare, without(sure(readings), "supplier")))
    assert "###" not in told
    assert "“Norland delivered rockets to Sudovia”: the Harbour Courier, citing officials, says" in told


def test_whoever_does_not_say_to_whom_it_was_done_may_mean_another_deed() -> None:
    account, readings = story()
    (claim,) = account.claims
    struck = tuple(replace(r, role="target") if r.role == "recipient" else r for r in claim.roles)
    aimed = replace(account, claims=(replace(claim, type="attack", roles=struck),))
    told = text(build_brief(held_with(aimed, ONLY.replace("supplier", "target")), sure(readings)))
    assert "without naming the target (it may be about another claim)" in told.partition("## To be checked")[2]


def test_an_article_that_names_nobody_is_not_made_to_say_who_it_was() -> None:
    account, readings = story()
    (claim,) = account.claims
    late = next(key for key, r in readings.items() if r.document.published.earliest == date(2031, 4, 1))
    own = tuple(
        replace(m, holder=None, reason=ONLY) if m.document == late and m.stance == "affirms" else m
        for m in claim.mentions
    )
    told = text(
        build_brief(replace(account, claims=(replace(claim, mentions=own),)), without(sure(readings), "supplier"))
    )
    certain, _, checked = told.partition("## To be checked")
    assert "Both articles speak of it." in certain
    assert "writes that it happened" not in certain
    assert "writes that it happened, without naming the supplier (the article leaves open who is meant)" in checked


def test_what_is_only_asked_is_nobodys_word() -> None:
    account, readings = story()
    nameless = {
        key: replace(r, statements=tuple(replace(s, speaker_name="") for s in r.statements))
        for key, r in sure(readings).items()
    }
    (claim,) = account.claims
    asked = tuple(replace(m, stance="doubts") if m.stance == "denies" else m for m in claim.mentions)
    told = text(build_brief(replace(account, claims=(replace(claim, mentions=asked),)), nameless))
    certain, _, checked = told.partition("## To be checked")
    assert "leaves open" not in certain
    assert "leave open whether it is so (it is only asked)" in checked


def test_people_are_nobody_in_particular() -> None:
    account, readings = story()
    (claim,) = account.claims
    people = replace(claim, label="People were attacked", roles=(ClaimRole("target", None, "people"),))
    told = text(build_brief(replace(account, claims=(people,)), sure(readings)))
    assert "###" not in told


def test_origins_read_with_doubt_are_told_apart() -> None:
    account, readings = story()
    (claim,) = account.claims
    known = tuple(f"known: {label}" for label in ("a second paper report", account.origins[0].label))
    late = max(readings, key=lambda key: readings[key].document.published.earliest or date.min)
    other = replace(account.origins[0], id="org-other", label="a second paper report")
    mentions = tuple(replace(m, origin="org-other") if m.document == late else m for m in claim.mentions)
    counted = replace(
        claim, mentions=mentions, independence=replace(claim.independence, known_independent=2, reasons=known)
    )
    both = replace(account, claims=(counted,), origins=(*account.origins, other))
    assert "Two origins of it are known to be independent" in text(build_brief(both, sure(readings)))
    told = text(build_brief(both, unsure(both, sure(readings), late)))
    assert "One origin of it is identified" in told
    assert "Another would count as one more, but was read with doubt: the report by a second paper." in told


def test_half_a_quotation_is_no_name() -> None:
    account, readings = story()
    named = {
        key: replace(
            r, statements=tuple(replace(s, speaker=None, speaker_name="its “reckless way") for s in r.statements)
        )
        for key, r in sure(readings).items()
    }
    certain, _, checked = text(build_brief(account, named)).partition("## To be checked")
    assert "reckless" not in certain
    assert "who speaks was not made out" in checked


def test_a_claim_that_names_nobody_is_told_in_a_line() -> None:
    account, readings = story()
    (claim,) = account.claims
    bare = replace(claim, label="Rockets are being delivered", roles=(ClaimRole("item", None, "rockets"),))
    told = text(build_brief(replace(account, claims=(bare,)), sure(readings)))
    assert "###" not in told
    assert "“Rockets are being delivered”: the Harbour Courier, citing officials, says that it happened" in told


def test_a_step_on_the_first_day_is_none() -> None:
    account, readings = story()
    (claim,) = account.claims
    steps = tuple(
        Move(day, "status", "planned", "happened", next(iter(readings)), "told so")
        for day in (date(2031, 3, 4), date(2031, 4, 1))
    )
    told = text(build_brief(replace(account, claims=(replace(claim, moves=steps),)), sure(readings)))
    assert "On 4 March 2031 it was first told" not in told
    assert "On 1 April 2031 it was first told as something that happened; before, as planned." in told


def test_those_who_are_contradicted_and_those_who_are_cited() -> None:
    account, readings = story()
    changed = {}
    for key, held in sure(readings).items():
        told, officials, denial = held.statements
        denied = replace(told, act="deny")
        changed[key] = replace(held, statements=(denied, replace(officials, speaker_name=""), denial))
    contradicted = text(build_brief(account, changed))  # nobody is named who says so: the denial tells it
    assert "says that it happened" not in contradicted
    assert "the number is given" not in contradicted
    named = {
        key: replace(
            r, statements=(r.statements[0], replace(r.statements[1], source_kind="organization"), r.statements[2])
        )
        for key, r in sure(readings).items()
    }
    assert "Officials, as cited by the Harbour Courier, say that it happened." in text(build_brief(account, named))


def test_since_a_day_tells_what_moved_and_what_is_new() -> None:
    account, readings = story()
    (claim,) = account.claims
    late = next(key for key, r in readings.items() if r.document.published.earliest == date(2031, 4, 1))
    step = Move(date(2031, 4, 1), "denial", None, "denied by foreign ministry of Norland", late, "the first")
    new = replace(
        claim,
        id="clm-new",
        label="Rockets are being made",
        mentions=tuple(m for m in claim.mentions if m.document == late),
    )
    changed = replace(account, claims=(replace(claim, moves=(step,)), new))
    told = text(build_brief(changed, sure(readings), since=date(2031, 3, 20)))
    assert (
        "### Norland delivered rockets to Sudovia\n\n- The Harbour Courier, citing officials, says that it happened."
        in told
    )
    assert "- On 1 April 2031 the foreign ministry of Norland denied it for the first time." in told
    assert "“Rockets are being made”: the Harbour Courier, citing officials, says that it happened" in told
    doubted = unsure(account, sure(readings), late)
    assert "for the first time" not in text(build_brief(changed, doubted, since=date(2031, 3, 20)))
