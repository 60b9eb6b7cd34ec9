"""Identity by content: the same thing gets the same id, on any machine and in any order."""

import hashlib
import json
from collections.abc import Iterable
from typing import Literal

Part = str | int | float | None | Iterable["Part"]
Kind = Literal["doc", "ent", "stm", "evt", "clm", "org", "sty", "jdg", "edt", "alt"]


def _plain(part: Part) -> object:
    if part is None or isinstance(part, str | int | float):
        return part
    return [_plain(p) for p in part]


def content_id(kind: Kind, *parts: Part) -> str:
    """The id of a thing: its kind, and 64 bits of BLAKE2b over its parts in canonical JSON, e.g. ``evt-3f…`` (20 characters)."""
    canonical = json.dumps([_plain(p) for p in parts], ensure_ascii=False, separators=(",", ":"))
    return f"{kind}-{hashlib.blake2b(canonical.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"
