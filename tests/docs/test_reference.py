"""The reference under docs/reference/ is what the code says now."""

import subprocess
import sys

import reportedly
from tests.docs.pages import ROOT


def test_it_is_current() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("", "")
    assert done.returncode == 0


def test_every_public_name_is_there() -> None:
    page = (ROOT / "docs" / "reference" / "python.md").read_text("utf-8")
    from reportedly import client, ledger, model

    names = {*reportedly.__all__, *client.__all__, *ledger.__all__, *model.__all__} - {"__version__"}
    assert [name for name in sorted(names) if f"`{name}" not in page] == []
