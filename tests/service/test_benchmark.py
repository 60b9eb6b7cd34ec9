"""The benchmark of the site runs, small."""

from pathlib import Path

import pytest
from benchmarks.large_ledger import fill, sizes

from benchmarks import service
from reportedly.ledger import open_ledger


@pytest.mark.slow
def test_pages_are_asked_for_while_documents_are_added(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    assert fill(path, 60) == 1
    asked, added = service.measure(path, 60, clients=2, seconds=1.5, pause=0.0, each=0.5)
    assert asked.failed == []
    assert added > 0
    assert all(held["pages"] > 0 for held in service.told(asked).values())
    with open_ledger(str(path)) as ledger:
        assert len(ledger.documents()) == 60 + added


def test_the_largest_stories_come_first_and_all_documents_are_in_one() -> None:
    held = list(sizes(20_000))
    assert held[:4] == [300, 200, 200, 100]
    assert sum(held) == 20_000
