"""A ledger copied from one database to another: nothing is lost, nothing is there twice, and it can be stopped."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from reportedly.errors import LedgerError, LedgerNotFound
from reportedly.judging.plain import judged
from reportedly.ledger import Ledger, migrating, open_ledger
from reportedly.ledger import tables as t
from reportedly.ledger.judgements import append
from reportedly.ledger.migrating import copy, upgrade
from reportedly.ledger.schema import HEAD
from reportedly.ledger.search import search
from reportedly.model import Anchor, Change, Judgement, Rejected
from reportedly.story.likeness import load_weights
from tests import builders
from tests.intake.test_run import exported
from tests.servers import Server


def fill(ledger: Ledger) -> None:
    """Two versions of one page, another page, a story, a judgement, something refused, all of it grouped."""
    versions = [builders.reading(text=builders.TEXT + more) for more in ("", " Again.")]
    other = builders.reading("b.txt")
    for reading in (*versions, other):
        ledger.add_reading(reading, packs=("one",))
    ledger.add_to_story("Rockets", [versions[0].document.id])
    ledger.group(load_weights())
    for name in ledger.stale():
        ledger.put_story(builders.account(ledger.readings(ledger.members(name)), name), name=name)
    anchor = Anchor(document=other.document.id, uri=other.document.uri)
    word = Judgement("", other.events[0].id, "unsure", Change(), "An analyst", "2031-03-05T10:00:00", "so", anchor)
    ledger.change(lambda c: append(c, judged(word)))
    ledger.reject(Rejected("c.txt", "pages", "it is empty"))


def rows(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """All that a ledger holds, but for the numbers that each database gives for itself."""

    def read(table: object) -> list[tuple[object, ...]]:
        columns = [c for c in table.c if c.name != "id" or table not in (t.passages, t.rejected)]  # type: ignore[attr-defined]
        return ledger.look(lambda c: sorted((tuple(row) for row in c.execute(select(*columns))), key=repr))

    return {table.name: read(table) for table in t.metadata.sorted_tables}


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "held.db"), create=True) as ledger:
        fill(ledger)
        yield ledger


def test_a_copy_holds_all_and_is_the_same_when_it_is_copied_back(
    held: Ledger, new_address: Callable[[], str], tmp_path: Path
) -> None:
    with open_ledger(new_address(), create=True) as there, open_ledger(str(tmp_path / "back.db"), create=True) as back:
        copy(held, there)
        copy(there, back)
        assert exported(held) == exported(there) == exported(back)
        assert rows(held) == rows(there) == rows(back)
        assert there.look(lambda c: search(c, "Sudovia")).total == 3
        there.reject(Rejected("d.txt", "pages", "it is empty"))  # and it goes on
        there.add_reading(builders.reading("e.txt"))


def test_every_table_is_filled_somewhere_in_these_tests_or_copied_empty(held: Ledger) -> None:
    parts = held.look(lambda c: list(migrating._parts(c)))
    assert {table for part in parts for table in part.tables} == set(t.metadata.sorted_tables)


def test_a_copy_that_is_stopped_goes_on(
    held: Ledger, new_address: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrating, "AT_ONCE", 1)
    steps: list[int] = []

    def stopped(done: int, parts: int) -> None:
        steps.append(done)
        if len(steps) in {1, 3, 7}:
            raise KeyboardInterrupt

    with open_ledger(new_address(), create=True) as there:
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                copy(held, there, stopped)
        copy(held, there, stopped)
        assert rows(there) == rows(held)


def test_a_copy_is_brought_up_with_what_has_come_since(held: Ledger, new_address: Callable[[], str]) -> None:
    with open_ledger(new_address(), create=True) as there:
        copy(held, there)
        held.add_reading(builders.reading("b.txt"), packs=("two",))
        held.add_reading(builders.reading("f.txt"), story="Rockets")
        copy(held, there)
        assert rows(there) == rows(held)


def test_another_ledger_is_not_copied_over(held: Ledger, new_address: Callable[[], str]) -> None:
    with open_ledger(new_address(), create=True) as there:
        there.add_reading(builders.reading("another.txt"))
        with pytest.raises(LedgerError, match="holds documents that are not in the ledger to be copied"):
            copy(held, there)
        assert len(there.documents()) == 1


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerNotFound):
        upgrade(str(tmp_path / "none.db"))
    assert list(tmp_path.iterdir()) == []


def test_the_schema_is_told(address: str) -> None:
    with open_ledger(address, create=True) as ledger:
        ledger.add_reading(builders.reading())
    assert upgrade(address) == (HEAD, HEAD)


def test_a_copy_goes_on_when_connections_are_cut(held: Ledger, postgres: Server, tmp_path: Path) -> None:
    with (
        open_ledger(postgres.ledger(), create=True) as there,
        open_ledger(str(tmp_path / "back.db"), create=True) as back,
    ):
        copy(held, there, lambda done, parts: postgres.drop_connections() if done == 2 else None)
        copy(there, back)
        assert rows(back) == rows(held)
