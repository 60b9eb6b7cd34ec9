"""The benchmark of pages, on two pages of our own."""

import gzip
import json
from pathlib import Path

import pytest
from benchmarks.pages import main

BODY = [
    "The ferry to Norland left at dawn on Tuesday, its captain said, with forty passengers and a cow on board.",
    "Nobody at the harbour could say where the cow was going, or who had paid for its passage over the sea.",
    "The company that runs the ferry has asked its crews to count animals and people apart from now on.",
]


@pytest.mark.parametrize("only", [["--only", "ours"], []])
def test_bodies_are_written_and_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str], only: list[str]) -> None:
    (tmp_path / "html").mkdir()
    inner = "".join(f"<p>{text}</p>" for text in BODY)
    page = (
        "<html><head><title>The cow</title></head><body><nav><a href='/'>Home of all the news today</a></nav>"
        f"<article><h1>The cow</h1>{inner}</article><footer>Write to us at the old mill by the river</footer></body></html>"
    )
    (tmp_path / "html" / "a.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "ground-truth.json").write_text(json.dumps({"a": {"articleBody": "\n".join(BODY)}}))
    out = tmp_path / "predictions.json"
    found = main(["--input", str(tmp_path), "--output", str(out), *only])
    assert json.loads(out.read_text("utf-8")) == {"a": {"articleBody": "\n".join(BODY)}}
    assert (found["ours"]["F1"], found["ours"]["exact pages"], found["ours"]["kept by mistake"]) == (1.0, 1, 0)
    assert found["ours"]["furniture lines"] == 2
    told = capsys.readouterr()
    assert "newspaper4k" in told.out + told.err or only
