"""``demo`` and ``doctor`` do what they say, with nothing else given."""

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import Run, run

__all__ = ["run"]


@pytest.mark.slow
def test_the_demo_reads_the_sample_story(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    code, out, err = run("demo", "--no-open", "-o", str(folder))
    assert code == 0, err
    assert out.startswith("6 read, 0 unchanged, 0 refused")
    assert (folder / "report.html").stat().st_size > 10_000
    told = next(line for line in err.splitlines() if line.startswith("One claim:")).split()
    assert run(*told[3:])[0] == 0
    code, out, _ = run("export", "--ledger", str(folder / "ledger.db"))
    assert {document["uri"][:3] for document in json.loads(out)["documents"]} == {f"0{n}-" for n in range(1, 7)}
    assert str(tmp_path) not in out
    assert run("demo", "--no-open", "-o", str(folder))[1].startswith("0 read, 6 unchanged")


@pytest.mark.slow
def test_the_doctor_finds_all_that_is_needed(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("doctor", "--json", "--ledger", str(tmp_path / "none.db"))
    found = {check["what"]: check["state"] for check in json.loads(out)}
    assert code == 0
    assert (found["parser"], found["packs"], found["ledger"]) == ("works", "works", "absent")
    (tmp_path / "bad.db").write_text("no database " * 100, encoding="utf-8")
    code, out, _ = run("doctor", "--ledger", str(tmp_path / "bad.db"))
    assert code == 1
    assert "this is not a ledger" in " ".join(out.split())
