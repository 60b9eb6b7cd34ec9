"""What is written as JSON comes back as the record that it was."""

import json
from typing import Any

import pytest

from reportedly.errors import InputError
from reportedly.exchange import records_back as back
from reportedly.exchange.reading_plain import plain_date, plain_document, plain_entity, plain_event, plain_statement
from reportedly.exchange.story_plain import plain_claim, plain_duplicate, plain_origin, plain_relation, plain_story
from reportedly.ledger import Ledger
from reportedly.model import Reading
from tests import builders


def through_json(plain: object) -> Any:
    return json.loads(json.dumps(plain))


def test_what_was_read_comes_back(readings: list[Reading], ledger: Ledger) -> None:
    for reading in readings:
        key = reading.document.id
        assert back.document_of(through_json(plain_document(reading.document, with_text=True))) == reading.document
        for statement in reading.statements:
            assert back.statement_of(through_json(plain_statement(statement, key))) == statement
        for event in reading.events:
            plain = through_json(plain_event(event, key))
            found = back.event_of(plain)
            assert through_json(plain_event(found, key)) == plain
            assert (found.quantities, set(found.roles)) == (event.quantities, set(event.roles))
        for date in reading.dates:
            assert back.date_of(through_json(plain_date(date, key))) == date
    for entity in ledger.entities():
        assert back.entity_of(through_json(plain_entity(entity))) == entity


def test_what_was_compiled_comes_back(readings: list[Reading]) -> None:
    account = builders.account(readings)
    for claim in account.claims:
        plain = through_json(plain_claim(claim))
        assert through_json(plain_claim(back.claim_of(plain))) == plain
    assert [back.origin_of(through_json(plain_origin(o))) for o in account.origins] == list(account.origins)
    assert [back.relation_of(through_json(plain_relation(r))) for r in account.relations] == list(account.relations)
    assert [back.duplicate_of(through_json(plain_duplicate(d))) for d in account.duplicates] == list(account.duplicates)
    assert set(back.timeline_of(through_json(plain_story(account)))) == set(account.timeline)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"act": "sing"}, "this is no statement as the ledger's JSON has it: 'sing' is none of accuse, "),
        ({"source": [[1]]}, r"\[1\] has not 2 parts"),
        ({"source": 3}, "3 is no list"),
        ({"said": {"earliest": "2024-02-31"}}, "this is no "),
        ({"confidence": "high"}, "'high' is no float"),
        ({"speaker_name": None}, "None is no str"),
    ],
)
def test_what_is_no_record_is_said(readings: list[Reading], change: dict[str, object], said: str) -> None:
    plain = through_json(plain_statement(readings[0].statements[0], "d")) | change
    with pytest.raises(InputError, match=said):
        back.statement_of(plain)


def test_what_is_missing_is_said(readings: list[Reading]) -> None:
    plain = through_json(plain_statement(readings[0].statements[0], "d"))
    del plain["act"]
    with pytest.raises(InputError, match="act"):
        back.statement_of(plain)
    with pytest.raises(InputError, match="this is no event"):
        back.event_of({})
