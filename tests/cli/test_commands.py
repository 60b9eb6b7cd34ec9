"""The commands over a ledger: what they print, where to, and with which exit code."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.cli import main
from reportedly.cli.giving import write_whole
from reportedly.errors import InputError, LedgerError
from reportedly.ledger import open_ledger
from tests import builders

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    path = str(tmp_path / "ledger.db")
    readings = [builders.reading("a.txt"), builders.reading("b.txt")]
    with open_ledger(path, create=True) as opened:
        for reading in readings:
            opened.add_reading(reading)
        opened.put_story(builders.account(readings))
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, out, err

    return run


def test_stories(run: Run, ledger: str) -> None:
    code, out, err = run("stories", "--ledger", ledger)
    assert (code, err) == (0, "")
    assert out.splitlines()[1].split()[0] == "Rockets"
    _, out, _ = run("stories", "--json", "--ledger", ledger)
    assert [(s["name"], s["documents"], s["claims"]) for s in json.loads(out)] == [("Rockets", 2, 1)]


def test_claims(run: Run, ledger: str) -> None:
    code, out, _ = run("claims", "rockets", "--ledger", ledger)
    assert code == 0
    assert "Norland delivered rockets to Sudovia" in out
    assert "1 known" in out
    _, out, _ = run("claims", "--json", "--ledger", ledger)
    assert json.loads(out)[0]["label"] == "Norland delivered rockets to Sudovia"


def test_a_claim_is_told_with_its_chains_and_words(run: Run, ledger: str) -> None:
    id_ = builders.account([]).claims[0].id
    code, out, _ = run("claim", id_[:9], "--ledger", ledger)
    assert code == 0
    assert "2 articles, 1 outlet; independent origins: 1 known" in out
    assert "affirms    Harbour Courier → officials  (2031-03-04)" in out
    assert "Norland has shipped about 40 rockets to Sudovia, officials told" in out
    assert "denies     Harbour Courier → Norland's foreign ministry" in out
    assert "What disagrees\n  contradicts: " in out
    assert "2031-03-03  quantity: about 40 (first number given)" in out
    _, out, _ = run("claim", id_, "--json", "--ledger", ledger)
    assert json.loads(out)["told"][0]["chain"] == ["Harbour Courier", "officials"]
    assert {r["kind"] for r in json.loads(out)["relations"]} == {"contradicts"}


def test_a_brief_on_stdout_and_as_a_page(run: Run, ledger: str, tmp_path: Path) -> None:
    code, out, err = run("brief", "--ledger", ledger)
    assert (code, err) == (0, "")
    assert out.startswith("# Rockets\n")
    page = tmp_path / "brief.html"
    assert run("brief", "--format", "html", "-o", str(page), "--ledger", ledger) == (0, "", "")
    assert "<h1>Rockets</h1>" in page.read_text(encoding="utf-8")
    assert run("brief", "--since", "soon", "--ledger", ledger)[0] == 2


def test_who(run: Run, ledger: str) -> None:
    code, out, _ = run("who", "foreign ministry", "--ledger", ledger)
    assert code == 0
    assert out.startswith("Norland's foreign ministry (government): 2 statements")
    assert "denies     Norland delivered rockets to Sudovia" in out
    _, out, _ = run("who", "officials", "--json", "--ledger", ledger)
    assert json.loads(out)[0]["statements"][0]["through"] == ["Harbour Courier"]


def test_export_to_stdout_and_to_a_file_is_the_same(run: Run, ledger: str, tmp_path: Path) -> None:
    for form in ("json", "jsonl"):
        code, out, _ = run("export", "--format", form, "--ledger", ledger)
        assert code == 0
        target = tmp_path / f"out.{form}"
        assert run("export", "--format", form, "-o", str(target), "--ledger", ledger) == (0, "", "")
        assert target.read_text(encoding="utf-8") == out
    assert sorted(path.name for path in tmp_path.glob("*.part")) == []


def test_an_export_that_cannot_be_written(run: Run, ledger: str, tmp_path: Path) -> None:
    code, _, err = run("export", "-o", str(tmp_path / "no" / "out.json"), "--ledger", ledger)
    assert code == 1
    assert err.startswith("reportedly: Cannot write ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "command", [["stories"], ["claims"], ["claim", "x"], ["who", "x"], ["export"], ["report", "-o", "report.html"]]
)
def test_without_a_ledger_each_says_how_to_make_one(run: Run, tmp_path: Path, command: list[str]) -> None:
    code, out, err = run(*command, "--ledger", str(tmp_path / "none.db"))
    assert (code, out) == (1, "")
    assert err.startswith("reportedly: There is no ledger at")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["claims", "tea"], "No story 'tea' in the ledger. It holds: Rockets"),
        (["claim", "zz"], "No claim 'zz' in the ledger"),
        (["who", "zz"], "No speaker 'zz' in the ledger. It holds: "),
        (["export", "--story", "tea"], "No story 'tea'"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(run: Run, ledger: str, command: list[str], said: str) -> None:
    code, out, err = run(*command, "--ledger", ledger)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["nosuch"],
        ["read"],
        ["claim"],
        ["export", "--format", "xml"],
        ["packs"],
        ["read", "x", "--date", "soon"],
        ["read", "x", "--story", " "],
        ["batch", "x", "--into", "y", "--story", " "],
        ["batch", "x", "--into", "y", "--date", "soon"],
    ],
)
def test_a_wrong_call_ends_with_2(
    run: Run, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(*arguments)
    assert code == 2 or arguments == ["packs"]
    assert "Traceback" not in err


def test_every_command_has_help_with_an_example(run: Run) -> None:
    _, out, _ = run("--help")
    commands = [line.split()[0] for line in out.partition("Commands:\n")[2].splitlines() if line.strip()]
    assert len(commands) == 23
    for command in [[c] for c in commands if c != "packs"] + [["packs", c] for c in ("list", "show", "check")]:
        code, out, _ = run(*command, "--help")
        assert code == 0
        assert f"Example: reportedly {' '.join(command)}" in out, command


def test_packs(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("packs", "list", "--json")
    assert "arms-and-sanctions" in [pack["name"] for pack in json.loads(out)]
    code, out, _ = run("packs", "show", "arms-and-sanctions")
    assert (code, "transfer" in out) == (0, True)
    assert run("packs", "check", "arms-and-sanctions")[0] == 0
    (tmp_path / "bad.yaml").write_text("name: [", encoding="utf-8")
    code, _, err = run("packs", "check", str(tmp_path / "bad.yaml"))
    assert code == 1
    assert "bad.yaml" in err


def test_a_bad_pack_is_told_and_the_rest_is_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("name: [", encoding="utf-8")
    page = tmp_path / "page.txt"
    page.write_text(
        "Norway sold missiles to Chile in May 2024, the ministry in Oslo said on Monday.\n", encoding="utf-8"
    )
    ledger = str(tmp_path / "a.db")
    code, out, err = run("read", str(page), "--pack", str(tmp_path / "bad.yaml"), "--ledger", ledger, "--story", "arms")
    assert (code, "1 read" in out) == (1, True)
    assert "left out a pack" in err
    assert "bad.yaml, line 1" in err
    assert "Norway" in run("claims", "--ledger", ledger)[1]


def test_an_empty_ledger_says_so(run: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "empty.db")
    with open_ledger(path, create=True):
        pass
    assert "no story yet" in run("stories", "--ledger", path)[2]
    assert "No claims" in run("claims", "--ledger", path)[2]
    code, _, err = run("report", "-o", str(tmp_path / "r.html"), "--ledger", path)
    assert (code, "No story in the ledger" in err) == (1, True)


def test_a_story_that_waits_says_so(run: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "l.db")
    with open_ledger(path, create=True) as opened:
        opened.add_reading(builders.reading(), story="Rockets")
    assert "to be compiled" in run("stories", "--ledger", path)[1]
    code, _, err = run("claims", "Rockets", "--ledger", path)
    assert (code, "has still to be compiled" in err) == (1, True)


def test_version(run: Run) -> None:
    code, out, _ = run("--version")
    assert code == 0
    assert out.startswith("reportedly 0")


def test_help_imports_nothing_heavy() -> None:
    heavy = "spacy", "sqlalchemy", "alembic", "trafilatura", "lxml", "numpy", "jinja2", "jsonschema"
    script = (
        "import sys\nfrom reportedly.cli import main\ntry:\n main(['--help'])\nexcept SystemExit:\n pass\n"
        f"sys.stderr.write(' '.join(sorted(set({heavy!r}) & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "Commands:" in done.stdout


def test_a_ledger_is_not_written_over_by_its_own_report(tmp_path: Path) -> None:
    database = tmp_path / "there.db"
    database.write_bytes(b"SQLite format 3\x00 and more")
    with pytest.raises(InputError, match="not written over"):
        write_whole(str(database), lambda out: out.write("page"))
    assert database.read_bytes().startswith(b"SQLite")


@pytest.mark.parametrize("address", ["sqlite:///", "sqlite://", "sqlite:///:memory:"])
def test_a_ledger_needs_a_file(address: str) -> None:
    with pytest.raises(LedgerError, match="needs a file"), open_ledger(address, create=True):
        pass
