"""The trained models that ship, each with a card beside it: data, recipe, scores, licence."""

from __future__ import annotations

from contextlib import AbstractContextManager
from importlib import resources
from pathlib import Path

from reportedly.errors import ModelError


def weight_file(name: str) -> AbstractContextManager[Path]:
    """A file of this folder as a path, for as long as the context is open.

    Raises :class:`~reportedly.errors.ModelError` where the package was built without it.
    """
    found = resources.files(__package__).joinpath(name)
    if not found.is_file():
        raise ModelError(
            f"The model file {name} is missing from the package. Install reportedly again: its wheel holds the models."
        )
    return resources.as_file(found)


def weight_text(name: str) -> str:
    """A text file of this folder. Raises :class:`~reportedly.errors.ModelError` where it is missing."""
    with weight_file(name) as path:
        return path.read_text("utf-8")
