"""The ledger on disk: tables, migrations, look-ups (SQLAlchemy Core; SQLite, or PostgreSQL)."""

from reportedly.ledger.alert_rows import AlertEntry
from reportedly.ledger.answers import (
    Change,
    DocumentEntry,
    EntityEntry,
    EventFound,
    SpeakerEntry,
    Stand,
    StoryEntry,
    Utterance,
    Voice,
)
from reportedly.ledger.engine import DEFAULT_URL
from reportedly.ledger.evidence import Evidence
from reportedly.ledger.feeds import FeedEntry, PageEntry
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.ledger.tabular import Records

__all__ = [
    "DEFAULT_URL",
    "AlertEntry",
    "Change",
    "DocumentEntry",
    "EntityEntry",
    "EventFound",
    "Evidence",
    "FeedEntry",
    "Ledger",
    "PageEntry",
    "Records",
    "SpeakerEntry",
    "Stand",
    "StoryEntry",
    "Utterance",
    "Voice",
    "open_ledger",
]
