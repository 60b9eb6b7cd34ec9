"""The attribution benchmark on a corpus of one article, with a scorer of its own."""

import sys
from pathlib import Path

import pytest
from benchmarks.attribution import main

FAKE = Path(__file__).parent / "fake_corpus"


def test_the_quick_run_tells_scores_kinds_and_cost_and_writes_its_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    arguments = ["--polnear", str(tmp_path), "--scorer", str(FAKE), "--docs", str(tmp_path), "--quick"]
    assert main(arguments) == 0
    printed = capsys.readouterr().out
    scores = {line[:18].strip(): line[18:].split() for line in printed.splitlines() if line[18:].split()[:1]}
    assert scores["reportedly"][0] == "80.0"  # two of the three, and nothing else
    assert scores["plain rules"][2] == "80.0"
    assert "recall by cue: according to 1/1 100.0, another verb 0/1 0.0, said 1/1 100.0" in printed
    page = (tmp_path / "attribution-errors.md").read_text("utf-8")
    assert "| cue not found | another verb | 1 |" in page
    assert "minister" not in page
    assert (tmp_path / "images" / "attribution-reliability.svg").read_text("utf-8").count("<circle") >= 1
