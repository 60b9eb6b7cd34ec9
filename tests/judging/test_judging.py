"""Judgements: what stands, what they change, how they find their words again, how far analysts agree."""

from dataclasses import replace

import pytest

from reportedly.errors import InputError
from reportedly.judging import judgement_of, plain_judgement, standing
from reportedly.judging.agreement import alpha, kappa, measure, nominal
from reportedly.judging.correcting import correct
from reportedly.judging.plain import judged
from reportedly.judging.standing import retracted
from reportedly.judging.training import corrections
from reportedly.model import Anchor, Change, Judgement, Place, RoleChange, Span
from tests import builders

READING = builders.reading()
TOLD, OFFICIALS, DENIAL = READING.statements
AFFIRMED, DENIED = READING.events

NONE = Change()


def word(about: str, verdict: str, change: Change = NONE, who: str = "Ana", at: int = 1, **more: object) -> Judgement:
    """A judgement made in the minute ``at``."""
    when = f"2031-03-05T10:{at:02}:00.000+00:00"
    return judged(Judgement("", about, verdict, change, who, when, "so it says", **more))  # type: ignore[arg-type]


def test_what_is_retracted_does_not_stand_and_a_retraction_can_be_retracted() -> None:
    first = word(AFFIRMED.id, "reject")
    undo = word(first.id, "reject", at=2)
    redo = word(undo.id, "reject", at=3)
    assert retracted([first]) == frozenset()
    assert retracted([first, undo]) == {first.id}
    assert retracted([redo, first, undo]) == {undo.id}
    assert [j.id for j in standing([first, undo, redo])] == [first.id]


def test_a_rejected_statement_goes_and_what_stood_in_it_moves_up() -> None:
    (found,) = correct([READING], [word(OFFICIALS.id, "reject")]).readings
    assert OFFICIALS.id not in {s.id for s in found.statements}
    assert found.events[0].holder == TOLD.id
    assert READING.events[0].holder == OFFICIALS.id


def test_corrections_change_what_they_name_and_leave_ids() -> None:
    made = [
        word(AFFIRMED.id, "correct", Change(stance="doubts", date="2031-02")),
        word(AFFIRMED.id, "correct", Change(roles=(RoleChange("supplier", "Eastland"),)), at=2),
        word(OFFICIALS.id, "correct", Change(speaker_name="two officials", act="claim", content=(Span(0, 7),))),
        word(READING.document.id, "correct", Change(date="2031-03-06")),
    ]
    (found,) = correct([READING], made).readings
    event, statement = found.events[0], found.statements[1]
    assert (event.id, event.certainty, event.when.value) == (AFFIRMED.id, "unknown", "2031-02")
    assert {r.name: r.fillers[0].name for r in event.roles}["supplier"] == "Eastland"
    assert (statement.speaker_name, statement.act, statement.content) == ("two officials", "claim", (Span(0, 7),))
    assert str(found.document.published.earliest) == "2031-03-06"


def test_the_order_in_which_judgements_are_given_changes_nothing() -> None:
    made = [word(AFFIRMED.id, "correct", Change(stance=s), at=n) for n, s in enumerate(("denies", "doubts"), 1)]  # type: ignore[arg-type]
    assert correct([READING], made) == correct([READING], reversed(made))
    assert correct([READING], made).readings[0].events[0].certainty == "unknown"


def test_a_judgement_finds_its_words_again_when_ids_have_changed() -> None:
    text = "A new first line\n" + builders.TEXT
    again = builders.reading(text=text)
    anchor = Anchor(READING.document.id, READING.document.uri, (AFFIRMED.trigger,), "shipped about")
    (found,) = correct([again], [word("evt-gone", "reject", anchor=anchor)]).readings
    assert [e.id for e in found.events] == [again.events[1].id]
    elsewhere = replace(anchor, uri="another.txt")
    assert correct([again], [word("evt-gone", "reject", anchor=elsewhere)]).applied == ()


def test_what_was_said_of_a_document_is_said_of_its_other_version() -> None:
    again = builders.reading(text="A new first line\n" + builders.TEXT)
    anchor = Anchor(READING.document.id, READING.document.uri)
    said = word(READING.document.id, "correct", Change(date="2031-05"), anchor=anchor)
    (found,) = correct([again], [said]).readings
    assert str(found.document.published.earliest) == "2031-05-01"
    (own, other) = correct([READING, again], [said]).readings
    dates = {r.document.id: r.document.published.earliest for r in (own, other)}
    assert dates[again.document.id] == again.document.published.earliest


NEWER = builders.reading(text="A new first line\n" + builders.TEXT)
SHIFT = len("A new first line\n")


def test_a_judgement_of_words_holds_for_every_version_that_has_them() -> None:
    anchor = Anchor(READING.document.id, READING.document.uri, (AFFIRMED.trigger,), "shipped about")
    own, newer = correct([READING, NEWER], [word(AFFIRMED.id, "reject", anchor=anchor)]).readings
    assert len(own.events) == len(READING.events) - 1
    assert len(newer.events) == len(NEWER.events) - 1


def test_corrected_words_move_with_the_text() -> None:
    anchor = Anchor(READING.document.id, READING.document.uri, (AFFIRMED.trigger,), "shipped about")
    made = word(
        AFFIRMED.id,
        "correct",
        Change(trigger=(Span(AFFIRMED.trigger.start, AFFIRMED.trigger.start + 7),)),
        anchor=anchor,
    )
    own, newer = correct([READING, NEWER], [made]).readings
    assert own.document.text[slice(*_ends(own.events[0].trigger))] == "shipped"
    moved = next(e for e in newer.events if e.trigger.start == AFFIRMED.trigger.start + SHIFT)
    assert newer.document.text[slice(*_ends(moved.trigger))] == "shipped"


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def test_an_entity_that_was_split_is_split_in_a_newer_version_too() -> None:
    ministry = READING.entities[3]
    span, text = ministry.mentions[0], READING.document.text
    at = Place(
        READING.document.id, span, READING.document.uri, text[span.start : span.end], text[span.start - 20 : span.start]
    )
    made = word(ministry.id, "split", Change(name="Another", places=(at,)))
    (newer,) = correct([NEWER], [made]).readings
    assert newer.statements[2].speaker_name == "Another"


def test_an_entity_stays_merged_where_the_other_is_not_named() -> None:
    ministry = READING.entities[3]
    made = word(ministry.id, "merge", Change(into="ent-elsewhere", name="The Ministry of Others"))
    (found,) = correct([READING], [made]).readings
    assert (found.statements[2].speaker, found.statements[2].speaker_name) == (
        "ent-elsewhere",
        "The Ministry of Others",
    )


def test_entities_are_merged_and_split() -> None:
    norland, ministry = READING.entities[0], READING.entities[3]
    (found,) = correct([READING], [word(ministry.id, "merge", Change(into=norland.id))]).readings
    assert found.statements[2].speaker == norland.id
    at = Place(READING.document.id, ministry.mentions[0])
    (found,) = correct([READING], [word(ministry.id, "split", Change(name="Another", places=(at,)))]).readings
    assert found.statements[2].speaker_name == "Another"


def test_merges_in_a_circle_end() -> None:
    a, b = READING.entities[0].id, READING.entities[3].id
    correct([READING], [word(a, "merge", Change(into=b)), word(b, "merge", Change(into=a))])


def test_a_judgement_comes_back_from_its_plain_form_with_the_same_id() -> None:
    change = Change(
        stance="denies",
        roles=(RoleChange("item", "rockets"),),
        places=(Place("doc-1", Span(1, 2)), Place("doc-1", Span(4, 9), "a.txt", "words", "some ")),
    )
    made = word(AFFIRMED.id, "correct", change, anchor=Anchor("doc-1", "a.txt", (Span(3, 9),), "words"))
    assert judgement_of(plain_judgement(made, retracted=False)) == made


@pytest.mark.parametrize(
    "change",
    [{"stance": "likes"}, {"nothing": 1}, {"cue": [[3, 1]]}, {"cue": "x"}, {"date": "soon"}, {"dependent": "yes"}, [1]],
)
def test_a_wrong_change_is_refused(change: object) -> None:
    plain = plain_judgement(word("evt-1", "correct"), retracted=False)
    with pytest.raises(InputError):
        judgement_of(plain | {"change": change})


def test_kappa_and_alpha_are_those_of_the_books() -> None:
    # Cohen's kappa of a 2 by 2 table (20, 5, 10, 15): observed 0.7, by chance 0.5.
    a = ["y"] * 25 + ["n"] * 25
    b = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    assert kappa(a, b) == pytest.approx(0.4)
    # Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), example B: nominal data, two observers.
    one, two = list("aabbdcccedda"), list("babbbcccedd" + "d")
    ratings = {str(n): {"1": x, "2": y} for n, (x, y) in enumerate(zip(one, two, strict=True))}
    assert alpha(ratings, nominal) == pytest.approx(0.692, abs=0.001)


def test_agreement_counts_what_several_judged() -> None:
    made = [
        word("evt-1", "accept"), word("evt-1", "reject", who="Ben"), word("evt-2", "accept"),
        word("evt-2", "accept", who="Ben"), word("evt-3", "reject"),
    ]  # fmt: skip
    found = measure(made)
    assert (found.things, found.pairs[0].both) == (2, 2)


def test_corrections_for_training_have_what_was_looked_at_and_no_more() -> None:
    made = [word(OFFICIALS.id, "correct", Change(cue=(Span(0, 7),))), word(DENIAL.id, "reject")]
    (line,) = corrections([READING], made)
    assert [r["cue"] for r in line["relations"]] == [[[0, 7]]]  # type: ignore[attr-defined]
    assert len(line["checked"]) == 2  # type: ignore[arg-type]
