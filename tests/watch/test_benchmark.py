"""The benchmark of watching, on a small web with the real stages: nothing missed, and an alert for all that happened."""

from pathlib import Path

import pytest
from benchmarks.watching import SCENES, Size, watch


@pytest.mark.slow
def test_an_hour_on_a_small_web(tmp_path: Path) -> None:
    found = watch(Size(5, 6), tmp_path, seconds=1.5)
    assert found["missed"] == 0, found["first missed"]
    for kind in SCENES:
        told = found["alerts"][kind]  # type: ignore[index]
        assert (told["stories"], told["alerted"], told["elsewhere"]) == (1, 1, 0), (kind, found)
    assert found["shortest gap at one site, seconds"] == 2.0
