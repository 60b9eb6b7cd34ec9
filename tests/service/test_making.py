"""Pages made in processes beside the server: the same as here, and here where such a process dies."""

import os
import signal
from collections.abc import Iterator
from functools import partial

import pytest
from sqlalchemy import Connection

from reportedly.errors import NotInLedger
from reportedly.ledger import Ledger, open_ledger
from reportedly.ledger.browse import claim_lines
from reportedly.service.access import Visitor
from reportedly.service.making import Maker, Order, Processes, beside
from reportedly.service.pages.claim import shown_claim
from reportedly.service.pages.story import shown_story
from reportedly.service.renderer import Renderer
from tests.servers import Server
from tests.service.conftest import fill

READER = Visitor("", "reader")


def order(story: str = "Rockets") -> Order:
    context = partial(shown_story, story=story)
    return Order("story_page.html", context, "/stories/Rockets", READER, "the-mark")


def orders(ledger: Ledger) -> list[Order]:
    """A story's page, and those of its claims."""
    claims = ledger.look(lambda c: claim_lines(c, "Rockets"))
    asked = [(f"/claims/{one.id}", partial(shown_claim, claim=one.id)) for one in claims]
    return [order(), *(Order("claim_page.html", context, place, READER, "the-mark") for place, context in asked)]


def _end(connection: Connection) -> dict[str, object]:
    """What kills the process that asks for it."""
    os.kill(os.getpid(), signal.SIGTERM)
    raise AssertionError("not reached")


@pytest.fixture
def here(ledger: Ledger) -> Maker:
    return Maker(ledger, Renderer())


@pytest.fixture
def processes(ledger: Ledger, here: Maker) -> Iterator[Processes]:
    made = Processes(1, ledger, here)
    yield made
    made.close()


@pytest.mark.slow
def test_a_page_is_the_same_wherever_it_is_made(processes: Processes, here: Maker) -> None:
    made = processes.make(order())
    assert made == here.make(order())
    assert "Rockets" in made.title
    with pytest.raises(NotInLedger, match="no-such-story"):
        processes.make(order("no-such-story"))


@pytest.mark.slow
def test_where_the_process_has_died_it_is_made_here_and_another_begins(
    processes: Processes, here: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = Order("story_page.html", _end, "/", READER, "")
    here_made: list[Order] = []
    monkeypatch.setattr(here, "make", here_made.append)
    processes.make(dying)
    assert here_made == [dying]
    assert "Rockets" in processes.make(order()).title
    assert here_made == [dying]


def test_pages_are_the_same_from_postgresql(ledger: Ledger, here: Maker, postgres: Server) -> None:
    with open_ledger(postgres.ledger()) as other:
        fill(other)
        there = Maker(other, Renderer())
        asked = orders(ledger)
        assert len(asked) > 1
        assert [there.make(one) for one in asked] == [here.make(one) for one in asked]


def test_without_processes_pages_are_made_here(ledger: Ledger) -> None:
    with beside(ledger, 0) as make:
        assert "Rockets" in make(order()).title
