"""Event types as data: packs of event types, roles, triggers with their frames, and the things they are about."""

from reportedly.packs.loading import available, load_packs, loadable, read_pack
from reportedly.packs.records import (
    Code,
    Condition,
    EventType,
    Item,
    Pack,
    RoleKind,
    Slot,
    Trigger,
    singular,
    words_of,
)

__all__ = [
    "Code",
    "Condition",
    "EventType",
    "Item",
    "Pack",
    "RoleKind",
    "Slot",
    "Trigger",
    "available",
    "load_packs",
    "loadable",
    "read_pack",
    "singular",
    "words_of",
]
