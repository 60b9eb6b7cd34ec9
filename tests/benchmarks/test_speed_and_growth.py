"""The benchmarks of speed and growth run, and make what they say that they make."""

from pathlib import Path

from benchmarks.made_other import made_other

from benchmarks import growth, speed
from reportedly.intake.pipeline_stages import pipeline_stages
from reportedly.ledger import open_ledger
from tests import builders


def test_a_reading_made_other_is_whole_and_its_familys_names_are_the_same() -> None:
    base = builders.reading()
    first, second, other = (made_other(base, n) for n in (0, 1, 10))
    documents = [made.document for made in (first, second, other)]
    assert len({document.id for document in documents}) == 3
    assert documents[0].title == documents[1].title != documents[2].title
    for document in documents:
        assert "Norland" not in document.text
        assert len(document.text) == len(base.document.text)
        assert document.text[document.blocks[0].start : document.blocks[0].end] == document.title
    for made in (first, second, other):
        assert len(made.statements) == len(base.statements)
        for old, new in zip(base.statements, made.statements, strict=True):
            before = [base.document.text[s.start : s.end] for s in old.cue]
            assert [made.document.text[s.start : s.end] for s in new.cue] == before


def test_growth_is_measured(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "l.db"), create=True) as ledger:
        found = growth.measure([builders.reading()], 11, ledger, pipeline_stages(), rate=11 / 2000)
        assert len(ledger.documents()) == 12
    assert found["stories"] >= 2


def test_time_is_counted_for_each_step() -> None:
    clock = speed.Clock()
    assert list(clock.timed("steps", lambda: iter([1, 2]))()) == [1, 2]
    assert set(clock.spent) == {"steps"}
    told = list(speed.table({"bare parse": 2.0, "whole": 5.0, "documents": 3, "memory": 400.0}))
    assert "| whole | 5.00 | 2.50 |" in told
