"""Claims are found again by what was judged of them, also after a reading with other ids."""

from dataclasses import replace

from reportedly.judging.plain import judged
from reportedly.model import Anchor, Change, Claim, Judgement, Place, Reading
from reportedly.story.compile import compile_readings
from tests import builders

READING = builders.reading()


def account_claims(reading: Reading, *judgements: Judgement) -> tuple[Claim, ...]:
    return compile_readings([reading], judgements, name="Rockets", producer="test").claims


def renamed(reading: Reading) -> Reading:
    """The same reading by another model: every event has another id."""
    return replace(reading, events=tuple(replace(e, id=f"evt-new-{n}") for n, e in enumerate(reading.events)))


def test_a_claim_is_found_by_the_places_of_its_events_when_all_ids_are_others() -> None:
    claim, *_ = account_claims(READING)
    mine = [e for e in READING.events if e.id in {m.event for m in claim.mentions}]
    places = tuple(Place(READING.document.id, e.trigger) for e in mine)
    anchor = Anchor(story="Rockets", text=claim.label, holds=tuple(e.id for e in mine), places=places)
    word = judged(
        Judgement("", "clm-gone", "correct", Change(name="Called otherwise"), "Ana", "2031-03-05T10:00", "", anchor)
    )
    assert account_claims(READING, word)[0].label == "Called otherwise"
    assert account_claims(renamed(READING), word)[0].label == "Called otherwise"
    lost = judged(replace(word, anchor=replace(anchor, places=())))
    assert account_claims(renamed(READING), lost)[0].label == claim.label
