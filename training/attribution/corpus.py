"""The corpus loader and the scorer, from the folder in which they come."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any


def load_module(folder: Path) -> tuple[Any, Any]:
    """``polnear`` and ``score`` of a folder; the corpus itself stands where ``POLNEAR`` says."""
    sys.path.insert(0, str(folder))
    return importlib.import_module("polnear"), importlib.import_module("score")
