"""A ledger with one story of three articles, and the app over it."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportedly.ledger import Ledger, open_ledger
from reportedly.model import Doubt, Judgement, Reading, StoryAccount
from reportedly.service import Access, create_app
from reportedly.service.desk import Desk
from tests import builders
from tests.intake.fakes import STAGES as FAKES

DAYS = (date(2031, 3, 4), date(2031, 3, 5), None)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger's file with the story in it, made once and copied for each test."""
    path = tmp_path_factory.mktemp("filled") / "ledger.db"
    with open_ledger(str(path), create=True) as opened:
        fill(opened)
    return path


@pytest.fixture
def ledger(filled: Path, tmp_path: Path) -> Iterator[Ledger]:
    path = tmp_path / "ledger.db"
    shutil.copy(filled, path)
    with open_ledger(str(path)) as opened:
        yield opened


def fill(ledger: Ledger) -> None:
    """Three articles of one story, compiled."""
    readings = [builders.reading(f"page-{n}.txt", day=day) for n, day in enumerate(DAYS)]
    for reading in readings:
        ledger.add_reading(reading, packs=FAKES.packs, story="Rockets")
    ledger.put_story(compiled(readings, "Rockets"), name="Rockets")


def compiled(readings: Iterable[Reading], name: str, judgements: Sequence[Judgement] = ()) -> StoryAccount:
    """The builders' account, with a doubt about each of its events."""
    account = builders.account(readings, name)
    (claim,) = account.claims
    doubts = tuple(Doubt(str(m.event), m.document, claim.id, 1.5, "read with doubt") for m in claim.mentions)
    return replace(account, doubts=doubts)


STAGES = replace(FAKES, compile_story=compiled)


@pytest.fixture
def client(ledger: Ledger) -> Iterator[TestClient]:
    """A browser on this machine, where nothing is asked for."""
    desk = Desk(ledger, lambda: STAGES)
    app = create_app(ledger, access=Access(local="Ana"), desk=desk)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as opened:
        yield opened
    desk.close()
