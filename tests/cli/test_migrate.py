"""``migrate`` at the command line."""

from pathlib import Path

import pytest

from reportedly.cli import main
from reportedly.ledger import open_ledger
from reportedly.ledger.schema import HEAD
from tests import builders
from tests.intake.test_run import exported


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(("migrate", *arguments))
    out, err = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, out, err


@pytest.fixture
def held(tmp_path: Path) -> str:
    path = str(tmp_path / "held.db")
    with open_ledger(path, create=True) as opened:
        opened.add_reading(builders.reading(), story="Rockets")
    return path


def test_the_schema(held: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, held) == (0, f"{held}: schema {HEAD}, as it should be\n", "")


def test_a_copy(held: str, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        code, out, err = run(capsys, held, address)
        assert (code, err) == (0, "")
        assert out.startswith("1 documents and 1 stories are in ")
    with open_ledger(held) as here, open_ledger(address) as there:
        assert exported(here) == exported(there)


def test_nothing_to_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, str(tmp_path / "none.db"), str(tmp_path / "to.db"))
    assert code == 1
    assert "There is no ledger at" in err
    assert not (tmp_path / "to.db").exists()
