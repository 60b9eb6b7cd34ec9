"""All relations count as reported speech."""

from typing import Any


def keep(doc: Any, relations: Any) -> list[Any]:
    return list(relations)
