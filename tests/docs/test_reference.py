"""The reference can be made from the code, and leaves no public name, command or column out.

Whether the pages that lie under docs/reference/ are those of this very code is asked by ``make check-reference``.
"""

import importlib.util
from types import ModuleType

import pytest

import reportedly
from reportedly import client, ledger, model
from reportedly.ledger.tabular import TABLES
from tests.docs.pages import ROOT


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_every_public_name_is_there(maker: ModuleType) -> None:
    page = maker.python_page()
    names = {*reportedly.__all__, *client.__all__, *ledger.__all__, *model.__all__} - {"__version__"}
    assert [name for name in sorted(names) if f"`{name}" not in page] == []


def test_every_command_and_column_is_there(maker: ModuleType) -> None:
    commands, tables = maker.commands_page(), maker.tables_page()
    assert all(f"## `reportedly {name}`" in commands for name in ("read", "import", "search", "forget", "packs check"))
    assert [c.name for table in TABLES for c in table.columns if f"| `{c.name}` |" not in tables] == []
    assert (maker.FOLDER / "python.md").exists()
