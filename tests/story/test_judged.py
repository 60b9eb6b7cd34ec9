"""Claims are found again by what was judged of them, also after a reading with other ids."""

from dataclasses import replace

from reportedly.judging.plain import judged
from reportedly.model import Anchor, Change, Claim, Judgement, Place, Reading, Verdict
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


def test_claims_that_were_split_and_merged_stay_so_in_a_newer_version() -> None:
    """Every id of the newer version is another: what was judged is found by its words."""
    (claim,) = account_claims(READING)
    first, second = _places(claim)
    newer = builders.reading(text="A new first line\n" + builders.TEXT)
    split = said("split", Change(parts=("evt-gone",), places=(second,)), (first, second), minute=1)
    merge = said("merge", Change(into="clm-gone-too", into_at=(first,)), (second,), minute=2)
    assert [len(c.mentions) for c in account_claims(newer, split)] == [1, 1]
    assert [len(c.mentions) for c in account_claims(newer, split, merge)] == [2]
    lost = judged(replace(merge, change=Change(into="clm-gone-too")))
    assert len(account_claims(newer, split, lost)) == 2


def said(verdict: Verdict, change: Change, places: tuple[Place, ...], minute: int) -> Judgement:
    """A word on a claim that has gone, which had events at these places."""
    anchor = Anchor(story="Rockets", holds=("evt-gone",), places=places)
    return judged(Judgement("", "clm-gone", verdict, change, "Ana", f"2031-03-05T10:0{minute}", "", anchor))


def test_a_split_of_a_claim_finds_its_events_in_a_newer_version() -> None:
    other = builders.reading("second.txt")
    claim = next(
        c for c in compile_readings([READING, other], (), name="Rockets", producer="test").claims if len(c.mentions) > 1
    )
    (out,) = [p for p in _places(claim, READING, other) if p.document == other.document.id][:1]
    split = judged(
        Judgement(
            "", claim.id, "split", Change(parts=("evt-gone",), places=(out,)), "Ana", "2031-03-05T10:00", "", Anchor()
        )
    )
    newer = builders.reading("second.txt", text="A new first line\n" + builders.TEXT)
    before = compile_readings([READING, newer], (), name="Rockets", producer="test").claims
    after = compile_readings([READING, newer], (split,), name="Rockets", producer="test").claims
    assert len(after) == len(before) + 1


def _places(claim: Claim, *readings: Reading) -> tuple[Place, ...]:
    """Where the events of a claim stand, with their words."""
    held = {e.id: (r.document, e.trigger) for r in readings or (READING,) for e in r.events}
    found = [held[str(m.event)] for m in claim.mentions]
    return tuple(
        Place(d.id, s, d.uri, d.text[s.start : s.end], d.text[max(s.start - 40, 0) : s.start]) for d, s in found
    )
