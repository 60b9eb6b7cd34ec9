"""The JSON Schema of what the ledger is exported as."""

from importlib.resources import files
from importlib.resources.abc import Traversable


def schema_file(version: int = 1) -> Traversable:
    """The schema (JSON Schema, draft 2020-12) of this version of the ledger's JSON, as a file to read."""
    return files(__name__) / f"ledger-{version}.schema.json"
