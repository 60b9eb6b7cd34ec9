"""Pages kept as they were rendered, until what they show changes: a story of 300 articles is put together once, not for everyone.

A page is kept under what it was made from: its address, the revision of its story, and whether its reader may judge. The mark
of the reader's forms is no part of it; it is put in when the page is given out.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

MOST = 64_000_000  # characters kept; of more than that, what was asked for longest ago goes


@dataclass(frozen=True, slots=True)
class Content:
    """What stands between the head and the foot of a page, and its title."""

    title: str
    text: str


@dataclass(slots=True)
class _Place:
    """One page; whoever makes it holds the lock, and others who want it wait for that."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    content: Content | None = None


class Kept:
    """Contents by what they were made from, safe for many threads; of the same page only one is made at a time."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._size = most, 0
        self._places: OrderedDict[Hashable, _Place] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Content]) -> Content:
        """The content kept under the key, or the one that is made now; what raises is not kept."""
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
        with place.lock:
            if place.content is None:
                try:
                    place.content = make()
                finally:
                    self._count(key, place)
            return place.content

    def _count(self, key: Hashable, made: _Place) -> None:
        with self._lock:
            if made.content is None:
                self._places.pop(key, None)
                return
            if self._places.get(key) is made:
                self._size += len(made.content.text)
            while self._size > self._most and len(self._places) > 1:
                _, gone = self._places.popitem(last=False)
                self._size -= len(gone.content.text) if gone.content else 0
