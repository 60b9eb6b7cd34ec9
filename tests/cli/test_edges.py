"""What the commands do at the edges: a full device, a terminal that a page would steer, a ledger whose reading was stopped."""

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

from reportedly.cli.giving import write_whole
from reportedly.cli.show import console, show_json, tell, visible
from reportedly.errors import InputError
from reportedly.ledger import open_ledger
from tests import builders
from tests.cli.test_commands import Run, ledger, run

__all__ = ["ledger", "run"]
ESCAPE = "\x1b]0;owned\x07\x1b[2J\u202e"


def command(*arguments: str, out: IO[str]) -> "subprocess.CompletedProcess[str]":
    run = [sys.executable, "-m", "reportedly", *arguments]
    return subprocess.run(run, stdout=out, stderr=subprocess.PIPE, text=True, check=False)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
@pytest.mark.parametrize("asked", [["export"], ["claims"], ["claims", "--json"], ["brief"]])
def test_a_full_device_is_told_in_one_line(ledger: str, asked: list[str]) -> None:
    with open("/dev/full", "w") as full:
        done = command(*asked, "--ledger", ledger, out=full)
    assert (done.returncode, done.stderr) == (
        1, "reportedly: Cannot write the result to stdout: No space left on device. Write it elsewhere, or make room\n",
    )  # fmt: skip


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_a_device_stays_a_device() -> None:
    with pytest.raises(InputError, match="Cannot write /dev/full: No space left on device"):
        write_whole("/dev/full", lambda out: out.write("x" * 100_000))
    assert not Path("/dev/full").is_file()
    write_whole("/dev/null", lambda out: out.write("x"))
    assert not Path("/dev/null").is_file()


def test_a_reader_that_stops_is_no_fault(ledger: str) -> None:
    shell = (
        f"{sys.executable} -m reportedly export --format jsonl --ledger {ledger} | head -c 10; exit ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (done.returncode and 1, "")


@pytest.fixture
def steering(tmp_path: Path) -> str:
    """A ledger with an outlet, a title and a speaker that would steer a terminal."""
    path = str(tmp_path / "steering.db")
    held = builders.reading()
    document = replace(held.document, outlet=f"The{ESCAPE} Courier", title=f"A{ESCAPE} title")
    statements = tuple(replace(s, speaker_name=f"{s.speaker_name}{ESCAPE}", speaker=None) for s in held.statements)
    reading = replace(held, document=document, statements=statements)
    account = replace(builders.account([reading], f"Story{ESCAPE}"))
    claims = tuple(replace(c, label=f"{c.label}{ESCAPE}") for c in account.claims)
    with open_ledger(path, create=True) as opened:
        opened.add_reading(reading)
        opened.put_story(replace(account, claims=claims))
    return path


@pytest.mark.parametrize(
    "asked",
    [["stories"], ["claims"], ["claim", "CLAIM"], ["who", "officials"], ["search", "rockets"], ["stories", "--json"]],
)
def test_no_page_steers_the_terminal(run: Run, steering: str, asked: list[str]) -> None:
    claim = builders.account([]).claims[0].id
    with open_ledger(steering) as opened:
        claim = opened.claims()[0].id
    _, out, err = run(*(claim if a == "CLAIM" else a for a in asked), "--ledger", steering)
    assert out
    assert not {"\x1b", "\x07", "\u202e"} & set(out + err)
    assert "\ufffd" in out or "--json" in asked


def test_a_terminal_gets_whole_texts_made_visible_and_a_file_as_they_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdout", terminal := Terminal())
    write_whole(None, lambda out: out.write(f"a{ESCAPE}\tb\n"))
    assert terminal.getvalue() == "a\ufffd]0;owned\ufffd\ufffd[2J\ufffd\tb\n"
    write_whole(str(tmp_path / "f"), lambda out: out.write(ESCAPE))
    assert (tmp_path / "f").read_text() == ESCAPE


def test_what_is_printed_of_this_program_still_has_its_colours(capsys: pytest.CaptureFixture[str]) -> None:
    screen = console()
    screen._force_terminal = True
    screen.print("plain", style="bold")
    tell(f"a{ESCAPE}")
    show_json({"a": ESCAPE + "\x9b"})
    out, err = capsys.readouterr()
    assert "plain" in out
    assert json.loads(out[out.index("{") :]) == {"a": ESCAPE + "\x9b"}
    assert err == f"a{visible(ESCAPE)}\n"


def test_a_ledger_whose_reading_was_stopped_says_so(run: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "stopped.db")
    with open_ledger(path, create=True) as opened:
        opened.add_reading(builders.reading())
    for asked in (["claims"], ["stories"], ["report", "-o", str(tmp_path / "r.html")], ["brief"]):
        _, _, err = run(*asked, "--ledger", path)
        assert "The documents have still to be put into stories. Run again the read that was stopped" in err
    with open_ledger(path) as opened:
        opened.add_to_story("Rockets", opened.document_ids())
    for asked in (["claims"], ["stories"], ["report", "-o", str(tmp_path / "r.html")]):
        code, _, err = run(*asked, "--ledger", path)
        assert "Still to be compiled: Rockets. Run again the read that was stopped" in err
        assert code == (1 if asked[0] == "report" else 0)
