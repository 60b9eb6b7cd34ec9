"""The benchmarks of speed and growth run, and make what they say that they make."""

from pathlib import Path

from benchmarks import growth, speed
from reportedly.ledger import open_ledger
from tests import builders


def test_a_document_made_other_is_whole_and_its_familys_names_are_the_same() -> None:
    base = builders.document()
    first, second, other = (growth.made_other(base, n) for n in (0, 1, 10))
    assert len({first.id, second.id, other.id}) == 3
    assert first.title == second.title != other.title
    for made in (first, second, other):
        assert "Norland" not in made.text
        assert len(made.text) == len(base.text)
        assert made.text[made.blocks[0].start : made.blocks[0].end] == made.title


def test_growth_is_measured(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "l.db"), create=True) as ledger:
        found = growth.measure([builders.document()], 11, ledger)
        assert len(ledger.documents()) == 12
    assert found["stories"] >= 2


def test_time_is_counted_for_each_step() -> None:
    clock = speed.Clock()
    assert list(clock.timed("steps", lambda: iter([1, 2]))()) == [1, 2]
    assert set(clock.spent) == {"steps"}
    told = list(speed.table({"bare parse": 2.0, "whole": 5.0, "documents": 3, "memory": 400.0, "a second with 2": 4.0}))
    assert "| whole | 5.00 | 2.50 |" in told
    assert told[-1] == "4.00 articles a second with 2 processes"
