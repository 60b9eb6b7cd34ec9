"""``read`` with the real stages: good pages and bad input together."""

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import Run, run

__all__ = ["run"]

PAGE = (
    "<!doctype html><html lang='en'><head><title>Norland ships rockets</title></head><body><article><h1>Norland ships"
    " rockets to Sudovia</h1><p>Norland has shipped about 40 rockets to Sudovia, three officials told the Harbour Courier on"
    " 3 March 2031. They asked not to be named.</p><p>The foreign ministry of Norland denied that any rockets were sent"
    " to Sudovia. “We have delivered nothing,” the ministry said in a statement.</p></article></body></html>"
)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "good.html").write_text(PAGE, encoding="utf-8")
    entry = {"url": "https://paper.example/1", "outlet": "Paper", "date": "2031-03-05"}
    entry["text"] = "Norland shipped rockets to Sudovia, the ministry said.\nA spokesman denied it."
    (folder / "more.jsonl").write_text(json.dumps(entry) + "\n", encoding="utf-8")
    return folder


@pytest.mark.slow
def test_the_whole_way(run: Run, pages: Path, tmp_path: Path) -> None:
    ledger, report = str(tmp_path / "l.db"), tmp_path / "story.html"
    code, out, err = run("read", str(pages), "--story", "Rockets", "--ledger", ledger)
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "2 read, 0 unchanged, 0 refused"
    assert out.splitlines()[1].startswith("Rockets: 2 documents, ")
    _, first, _ = run("export", "--ledger", ledger)
    code, out, _ = run("read", str(pages), "--story", "Rockets", "--ledger", ledger, "--json")
    assert (code, json.loads(out)) == (0, {"read": 0, "unchanged": 2, "refused": [], "stories": []})
    assert run("export", "--ledger", ledger)[1] == first
    assert len(json.loads(first)["statements"]) >= 3
    assert run("claims", "Rockets", "--ledger", ledger)[0] == 0
    assert run("report", "-o", str(report), "--ledger", ledger)[0] == 0
    assert report.read_text(encoding="utf-8").startswith("<!")


@pytest.mark.slow
def test_bad_input_is_refused_by_name_and_the_rest_is_read(run: Run, pages: Path, tmp_path: Path) -> None:
    deep = "<div>" * 10_000 + "x" + "</div>" * 10_000
    bad = {
        "binary.txt": bytes(range(256)) * 40,
        "empty.txt": b"",
        "large.html": b"<p>" + b"a" * 20_000_000,
        "no-article.html": b"<html><body><nav><a href='/'>Home</a></nav></body></html>",
    }
    for name, content in bad.items():
        (pages / name).write_bytes(content)
    (pages / "deep.html").write_text(f"<html><body>{deep}</body></html>", encoding="utf-8")
    (pages / "latin.txt").write_bytes("Der Minister für Äußeres verneinte es, he said.".encode("latin-1"))
    (pages / "lines.jsonl").write_text("{no json\n", encoding="utf-8")
    code, out, err = run("read", str(pages), str(pages / "gone.txt"), "--ledger", str(tmp_path / "l.db"))
    refused = {Path(line.split()[1].rstrip(":")).name for line in err.splitlines() if line.startswith("refused ")}
    assert code == 1
    assert {*bad, "lines.jsonl:1", "gone.txt"} <= refused
    assert not {"good.html", "more.jsonl", "latin.txt"} & refused
    assert "Traceback" not in err
    assert int(out.split()[0]) >= 3


def test_an_address_within_is_refused_and_the_rest_is_read(run: Run, tmp_path: Path) -> None:
    code, out, err = run("read", "http://127.0.0.1/a", "http://[::1]/", "--ledger", str(tmp_path / "l.db"))
    assert (code, out.strip()) == (1, "0 read, 0 unchanged, 2 refused")
    assert "public internet only" in err


def test_filters_choose_before_anything_is_read(run: Run, tmp_path: Path) -> None:
    lines = [{"url": f"https://paper{n}.example/2031/03/0{n}/x", "text": f"Ferry {n}."} for n in range(1, 6)]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    given = ("read", str(tmp_path / "a.jsonl"), "--ledger", str(tmp_path / "l.db"))
    code, out, _ = run(*given, "--host", "paper9.example", "--host", "www.paper1.example", "--since", "2031-03-02")
    assert (code, out) == (0, "0 read, 0 unchanged, 0 refused, 5 passed over (date 1, host 4)\n")
    code, out, _ = run(*given, "--until", "2031-02", "--json")
    assert json.loads(out)["passed"] == {"date": 5}
    code, out, _ = run(*given, "--word", "train", "--word", "FERRY 9")
    assert out == "0 read, 0 unchanged, 0 refused, 5 passed over (words 5)\n"
    assert run(*given, "--since", "soon")[0] == 2
