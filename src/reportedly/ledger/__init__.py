"""The ledger on disk: tables, migrations, look-ups (SQLAlchemy Core; SQLite, or PostgreSQL)."""

from reportedly.ledger.answers import Change, DocumentEntry, Stand, StoryEntry, Utterance, Voice
from reportedly.ledger.engine import DEFAULT_URL
from reportedly.ledger.store import Ledger, open_ledger

__all__ = [
    "DEFAULT_URL",
    "Change",
    "DocumentEntry",
    "Ledger",
    "Stand",
    "StoryEntry",
    "Utterance",
    "Voice",
    "open_ledger",
]
