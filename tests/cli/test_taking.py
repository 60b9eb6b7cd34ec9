"""``import``."""

import io
import json
from pathlib import Path

import pytest

from tests.cli.test_commands import Run, ledger, run

__all__ = ["ledger", "run"]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_is_exported_is_imported(run: Run, ledger: str, tmp_path: Path, form: str) -> None:
    file, other = str(tmp_path / f"x.{form}"), str(tmp_path / "other.db")
    run("export", "--format", form, "--with-text", "-o", file, "--ledger", ledger)
    code, out, err = run("import", file, "--ledger", other)
    assert (code, out, err) == (0, "", "Taken: 2 documents, 1 story, 0 judgements; 0 held already\n")
    assert run("export", "--format", form, "--ledger", other) == run("export", "--format", form, "--ledger", ledger)


def test_what_is_refused_is_told(run: Run, ledger: str, tmp_path: Path) -> None:
    file, other = str(tmp_path / "x.json"), str(tmp_path / "other.db")
    run("export", "-o", file, "--ledger", ledger)
    code, out, err = run("import", file, "--ledger", other)
    assert (code, out) == (1, "")
    assert f"Not taken: {file}: documents[0]: it comes without its text: export it with --with-text" in err
    code, out, _ = run("import", file, "--json", "--ledger", other)
    assert (code, json.loads(out)["documents"], len(json.loads(out)["refused"])) == (1, 0, 3)


def test_from_stdin(run: Run, ledger: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, text, _ = run("export", "--format", "jsonl", "--with-text", "--ledger", ledger)
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert run("import", "-", "--ledger", str(tmp_path / "other.db"))[0] == 0


def test_what_cannot_be_read_is_said_in_one_line(run: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "latin.json"
    wrong.write_bytes(b"\xff\xfe{")
    for file, said in ((tmp_path / "none.json", "Cannot read"), (wrong, "is not UTF-8"), (tmp_path, "Cannot read")):
        code, _, err = run("import", str(file), "--ledger", str(tmp_path / "other.db"))
        assert (code, err.count("\n"), said in err) == (1, 1, True)
