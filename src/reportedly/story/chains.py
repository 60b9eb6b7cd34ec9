"""Chains that a reading left open: two attributions of the same words, of which one can only have come through the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportedly.model import Spans, Statement

SAME_WORDS = 0.8  # of the characters of both contents: "that hundreds …" and "hundreds …" are one content
_TOLD_TO_PAPERS = frozenset(("anonymous", "group", "government"))


def closed(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements of one document, each that has no parent under the one through which its words came.

    "The Post reported that X, citing officials": both are held to X, and the officials' word came through the Post.
    """
    known = tuple(statements)
    by_id = {s.id: s for s in known}
    return tuple(replace(s, parent=above.id) if (above := _above(s, known, by_id)) else s for s in known)


def _above(statement: Statement, known: tuple[Statement, ...], by_id: dict[str, Statement]) -> Statement | None:
    if statement.parent is not None or not statement.content:
        return None
    telling = [
        s
        for s in known
        if s.id != statement.id
        and s.content
        and _told_through(statement, s)
        and statement.id not in _line(s, by_id)
        and _overlap(s.content, statement.content) >= SAME_WORDS
    ]
    return min(telling, key=lambda s: (-_overlap(s.content, statement.content), s.content, s.id), default=None)


def _told_through(inner: Statement, outer: Statement) -> bool:
    """Whether the one's word can have come through the other: who is cited, and people who speak to a paper; never a denial."""
    if outer.act == "cite" or inner.act == "deny" or outer.source == inner.source:
        return False
    return inner.act == "cite" or (outer.source_kind == "outlet" and inner.source_kind in _TOLD_TO_PAPERS)


def _line(statement: Statement, by_id: dict[str, Statement]) -> Iterator[str]:
    seen = set[str]()
    at: Statement | None = statement
    while at is not None and at.id not in seen:
        seen.add(at.id)
        yield at.id
        at = by_id.get(at.parent or "")


def _overlap(a: Spans, b: Spans) -> float:
    """Shared characters over those of both (Dice), 0 to 1."""
    shared = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)
    return 2 * shared / sum(s.end - s.start for s in (*a, *b))
