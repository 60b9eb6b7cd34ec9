"""A ledger with one story of three articles, and the app over it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportedly.ledger import Ledger, open_ledger
from reportedly.service import Access, create_app
from reportedly.service.desk import Desk
from tests import builders
from tests.intake.fakes import STAGES

DAYS = (date(2031, 3, 4), date(2031, 3, 5), None)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "ledger.db"), create=True) as opened:
        fill(opened)
        yield opened


def fill(ledger: Ledger) -> None:
    """Three articles of one story, compiled."""
    readings = [builders.reading(f"page-{n}.txt", day=day) for n, day in enumerate(DAYS)]
    for reading in readings:
        ledger.add_reading(reading, packs=STAGES.packs, story="Rockets")
    ledger.put_story(builders.account(readings), name="Rockets")


@pytest.fixture
def client(ledger: Ledger) -> Iterator[TestClient]:
    """A browser on this machine, where nothing is asked for."""
    desk = Desk(ledger, lambda: STAGES)
    app = create_app(ledger, access=Access(local="Ana"), desk=desk)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as opened:
        yield opened
    desk.close()
