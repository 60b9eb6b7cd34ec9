"""A small ledger that the tests of all forms share."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from reportedly.judging.plain import judged
from reportedly.ledger import Ledger, open_ledger
from reportedly.ledger.judgements import anchor_for, append
from reportedly.model import Change, Judgement, Reading, Rejected
from tests import builders


@pytest.fixture
def readings() -> list[Reading]:
    """Two articles; the second has an address on the web, a byline, and no date."""
    first, second = builders.reading("a.txt"), builders.reading("https://harbour.example/rockets?id=1", day=None)
    return [first, replace(second, document=replace(second.document, byline="A. Mar\u00edn"))]


@pytest.fixture
def ledger(address: str, readings: list[Reading]) -> Iterator[Ledger]:
    with open_ledger(address, create=True) as opened:
        for reading in readings:
            opened.add_reading(reading)
        opened.put_story(builders.account(readings))
        opened.reject(Rejected("c.txt", "pages", "it is empty"))
        opened.change(lambda c: append(c, judgement(c, readings[0].statements[0].id)))
        yield opened


def judgement(connection: Connection, about: str) -> Judgement:
    """That somebody else spoke."""
    change = Change(speaker_name="two officials")
    when = "2031-04-01T10:00:00.000+00:00"
    return judged(Judgement("", about, "correct", change, "Ana", when, "so it says", anchor_for(connection, about)))
