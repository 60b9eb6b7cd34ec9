"""Readings and accounts come back as they were stored, and nothing is there twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from reportedly.errors import NotInLedger
from reportedly.judging.plain import judged
from reportedly.ledger import Ledger, open_ledger
from reportedly.ledger.browse import revision
from reportedly.ledger.judgements import append
from reportedly.model import Anchor, Change, Judgement, Rejected, Statement
from tests import builders


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    with open_ledger(address, create=True) as opened:
        yield opened


def test_a_reading_comes_back_equal(ledger: Ledger) -> None:
    reading = builders.reading()
    assert ledger.add_reading(reading) == "added"
    assert ledger.reading(reading.document.id) == reading
    assert ledger.document(reading.document.id) == reading.document


def test_the_same_reading_again_changes_nothing(ledger: Ledger) -> None:
    reading = builders.reading()
    ledger.add_reading(reading, story="Rockets")
    ledger.put_story(builders.account([reading]))
    assert ledger.add_reading(reading, story="Rockets") == "unchanged"
    assert ledger.account("Rockets") == builders.account([reading])
    assert ledger.stale() == ()


def test_an_account_comes_back_equal(ledger: Ledger) -> None:
    readings = [builders.reading("a.txt"), builders.reading("b.txt")]
    for reading in readings:
        ledger.add_reading(reading)
    account = builders.account(readings)
    ledger.put_story(account)
    assert ledger.account("rockets") == account
    assert ledger.claims() == account.claims
    assert ledger.claim(account.claims[0].id) == account.claims[0]


def test_other_content_at_the_same_uri_is_a_version_of_the_first(ledger: Ledger) -> None:
    first, second, third = (builders.reading(text=builders.TEXT + more) for more in ("", " Again.", " Once more."))
    for reading in (first, second, third):
        ledger.add_reading(reading)
    assert ledger.document(first.document.id).version_of is None
    assert ledger.document(second.document.id).version_of == first.document.id
    assert ledger.document(third.document.id).version_of == first.document.id


def test_a_new_reading_takes_the_place_of_the_old_one_and_its_stories_wait(ledger: Ledger) -> None:
    reading = builders.reading()
    ledger.add_reading(reading)
    ledger.put_story(builders.account([reading]))
    shorter = replace(reading, producer="fake 2", events=reading.events[:1])
    assert ledger.add_reading(shorter) == "replaced"
    assert ledger.reading(reading.document.id) == shorter
    assert ledger.stale() == ("Rockets",)
    assert ledger.members("Rockets") == (reading.document.id,)
    with pytest.raises(NotInLedger, match="still to be compiled"):
        ledger.account("Rockets")


def test_what_was_read_is_known_by_producer_and_packs(ledger: Ledger) -> None:
    reading = builders.reading()
    ledger.add_reading(reading, packs=("one",))
    assert ledger.has(reading.document.id, "fake 1", ("one",))
    assert not ledger.has(reading.document.id, "fake 2", ("one",))
    assert not ledger.has(reading.document.id, "fake 1", ("one", "two"))
    assert not ledger.has("doc-0", "fake 1", ("one",))


def test_a_reading_that_cannot_be_written_leaves_nothing_behind(ledger: Ledger) -> None:
    reading = builders.reading()
    loose = replace(reading.statements[1], parent="stm-nowhere")
    with pytest.raises(ValueError, match=r"(?i)foreign key"):
        ledger.add_reading(replace(reading, statements=(reading.statements[0], loose, reading.statements[2])))
    assert ledger.documents() == ()


def test_a_statement_may_stand_before_its_parent(ledger: Ledger) -> None:
    reading = builders.reading()
    backwards = replace(reading, statements=tuple(reversed(reading.statements)))
    ledger.add_reading(backwards)
    assert ledger.reading(reading.document.id) == backwards


def test_a_story_that_grew_meanwhile_waits_to_be_compiled(ledger: Ledger) -> None:
    one, two = builders.reading("a.txt"), builders.reading("b.txt")
    ledger.add_reading(one, story="Rockets")
    ledger.add_reading(two, story="Rockets")
    ledger.put_story(builders.account([one]))
    assert ledger.stale() == ("Rockets",)
    assert set(ledger.members("Rockets")) == {one.document.id, two.document.id}


def test_what_is_rejected_is_kept_once_and_forgiven_when_read(ledger: Ledger) -> None:
    first, second = Rejected("x.html", "pages", "empty"), Rejected("x.html", "pages", "binary")
    ledger.reject(first)
    ledger.reject(second)
    assert ledger.rejected() == (second,)
    ledger.forgive(["x.html", "y.html"])
    assert ledger.rejected() == ()


def test_stories_are_found_by_name_id_and_their_start(ledger: Ledger) -> None:
    reading = builders.reading()
    ledger.add_reading(reading)
    for name in ("Rockets", "Rocket fuel", "Grain"):
        ledger.put_story(builders.account([reading], name))
    assert [entry.name for entry in ledger.stories()] == ["Grain", "Rocket fuel", "Rockets"]
    assert ledger.story("grain").documents == ledger.story("Gr").claims == 1
    assert ledger.story(builders.account([], "Grain").id).name == "Grain"
    with pytest.raises(NotInLedger, match=r"More than one story starts with 'Rock': Rocket fuel, Rockets\."):
        ledger.story("Rock")
    with pytest.raises(NotInLedger, match=r"No story 'Tea' in the ledger. It holds: Grain"):
        ledger.story("Tea")


def test_a_claim_is_found_by_the_start_of_its_id(ledger: Ledger) -> None:
    reading = builders.reading()
    ledger.add_reading(reading)
    account = builders.account([reading])
    ledger.put_story(account)
    claim = account.claims[0]
    assert ledger.claim(claim.id[:8]) == ledger.claim(claim.id[4:9]) == claim
    with pytest.raises(NotInLedger, match="No claim 'zzz'"):
        ledger.claim("zzz")
    with pytest.raises(NotInLedger, match="No claim ''"):
        ledger.claim("")


def test_who_says_what(ledger: Ledger) -> None:
    reading = builders.reading()
    ledger.add_reading(reading)
    ledger.put_story(builders.account([reading]))
    (ministry,) = ledger.who("the Norland's Foreign Ministry")
    assert [u.statement for u in ministry.utterances] == [reading.statements[2]]
    assert ministry.utterances[0].words == "it."
    assert [(s.label, s.position.stance) for s in ministry.stands] == [
        ("Norland delivered rockets to Sudovia", "denies")
    ]
    (officials,) = ledger.who("official")
    assert (officials.name, officials.kind, officials.entity) == ("officials", "anonymous", None)
    assert officials.utterances[0].through == ("Harbour Courier",)
    assert officials.stands[0].position.first == date(2031, 3, 3)
    with pytest.raises(NotInLedger, match=r"No speaker 'nobody%' in the ledger. It holds: Harbour Courier"):
        ledger.who("nobody%")


def test_an_utterance_says_where_it_stands(ledger: Ledger) -> None:
    reading = builders.reading()
    ledger.add_reading(reading)
    (voice,) = ledger.who("Harbour Courier")
    assert voice.utterances[0].document.uri == "harbour.txt"
    assert isinstance(voice.utterances[0].statement, Statement)


def test_of_two_that_compile_at_once_the_first_is_kept(ledger: Ledger) -> None:
    reading = builders.reading()
    ledger.add_reading(reading, story="Rockets")
    _, began = ledger.look(lambda c: revision(c, "Rockets"))
    for _ in range(2):
        ledger.put_story(builders.account([reading]), as_of=began)
    assert ledger.stale() == ()


def test_a_story_judged_while_it_is_compiled_waits_to_be_compiled(ledger: Ledger) -> None:
    reading = builders.reading()
    ledger.add_reading(reading, story="Rockets")
    ledger.put_story(builders.account([reading]))
    _, began = ledger.look(lambda c: revision(c, "Rockets"))
    anchor = Anchor(document=reading.document.id, uri=reading.document.uri)
    word = Judgement("", reading.events[0].id, "unsure", Change(), "An analyst", "2031-03-05T10:00:00", "so", anchor)
    ledger.change(lambda c: append(c, judged(word)))
    ledger.put_story(builders.account([reading]), as_of=began)
    assert ledger.stale() == ("Rockets",)
