"""The notebook docs/tutorial.ipynb, run from its first cell to its last; and kept without its output."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[1] / "docs" / "tutorial.ipynb"


def read() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]


def test_it_is_kept_without_output() -> None:
    assert all(not cell.outputs and cell.execution_count is None for cell in read().cells if cell.cell_type == "code")


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_it_runs(tmp_path: Path) -> None:
    notebook = read()
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    shown = [str(output) for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert any("known independent" in text for text in shown)
    assert sum("text/html" in text for text in shown) >= 5
    assert "[^1]" in shown[-1]
