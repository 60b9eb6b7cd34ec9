"""The benchmark of archives, small: every record is counted once, whatever is broken beside it."""

from pathlib import Path

import pytest
from benchmarks.archives import expected, go_through, write

from reportedly.intake.filters import Filter

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio leaves files open


@pytest.mark.parametrize("packed", [True, False])
def test_the_counts_add_up(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    write(path, 400, packed=packed)
    there = expected(400)
    found = go_through(path)
    assert {name: found[name] for name in there} == there
    chosen = go_through(path, Filter(hosts=("paper7.example",)))
    assert chosen["records"] == 400
    assert chosen["broken"] == there["broken"]
    assert chosen["pages"] == sum(1 for n in range(400) if n % 20 == 7 and n % 100 not in (17, 67, 5, 55, 30, 80))
