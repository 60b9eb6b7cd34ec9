"""When a document was written, for counting from: its publication, or the day that its dateline gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from reportedly.model import Document, Published
from reportedly.reading.dates.calendar_points import Found, find_point
from reportedly.reading.dates.meaning import Mention, Point

# "KYIV, Feb. 3 (Agency) -": a place in capitals, then the date, at the start of a block.
_PLACE: Final = re.compile(r"\s*[A-Z][A-Z.'’ /-]{2,40}(?:, [A-Z][A-Za-z.]+){0,2},? ?\(?$")
_BEHIND: Final = re.compile(r"\s*(?:\([A-Z][A-Za-z /.-]{1,30}\))?\s*(?:[-–—]|--|\))")
_LAG: Final = timedelta(3)  # between the writing and the day that a server stamps on it


def writing_day(document: Document, mentions: Sequence[Mention]) -> Published:
    """The day of the dateline, where it agrees with what is known of the publication; else the publication as known."""
    known = document.published
    for mention in mentions:
        if isinstance(mention.meaning, Point) and _in_dateline(document, mention):
            day = _day(mention.meaning, known)
            if day and _agrees(day, known):
                return Published(day, day, known.basis)
    return known


def _in_dateline(document: Document, mention: Mention) -> bool:
    block = next((b for b in document.blocks if b.start <= mention.start < b.end), None)
    if block is None or block.role not in {"dateline", "body", "standfirst"} or mention.start - block.start > 80:
        return False
    if block.role == "dateline":
        return True
    behind = document.text[mention.end : mention.end + 40]
    return bool(_PLACE.match(document.text[block.start : mention.start]) and _BEHIND.match(behind))


def _day(point: Point, known: Published) -> date | None:
    if point.month is None or point.day is None or (point.year is None and known.latest is None):
        return None
    found = find_point(point, "past", known.latest)
    return found.days.first if isinstance(found, Found) and found.grain == "day" else None


def _agrees(day: date, known: Published) -> bool:
    after_first = known.earliest is None or known.earliest - _LAG <= day
    return after_first and (known.latest is None or day <= known.latest)
