"""reportedly: who says what, on whose word, who denies it, and how many independent origins stand behind it.

    models = load_models()
    document = load_page(RawPage("story.txt", text, "text"))
    reading = read(document, models=models)
    account = compile_story([reading], name="arms")

Names are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from reportedly.ledger import open_ledger as open_ledger
    from reportedly.model import Document as Document
    from reportedly.model import RawPage as RawPage
    from reportedly.model import Reading as Reading
    from reportedly.model import Rejected as Rejected
    from reportedly.model import StoryAccount as StoryAccount
    from reportedly.pages import load_page as load_page
    from reportedly.pipeline import Models as Models
    from reportedly.pipeline import compile_story as compile_story
    from reportedly.pipeline import load_models as load_models
    from reportedly.pipeline import read as read
    from reportedly.pipeline import read_many as read_many

_HOMES = {
    "Document": "reportedly.model",
    "Models": "reportedly.pipeline",
    "RawPage": "reportedly.model",
    "Reading": "reportedly.model",
    "Rejected": "reportedly.model",
    "StoryAccount": "reportedly.model",
    "compile_story": "reportedly.pipeline",
    "load_models": "reportedly.pipeline",
    "load_page": "reportedly.pages",
    "open_ledger": "reportedly.ledger",
    "read": "reportedly.pipeline",
    "read_many": "reportedly.pipeline",
}

__all__ = ["Document", "Models", "RawPage", "Reading", "Rejected", "StoryAccount", "__version__", "compile_story", "load_models",
           "load_page", "open_ledger", "read", "read_many"]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name from where it lives."""
    if name not in _HOMES:
        raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
