"""Overlapping highlights as plain runs of text: a stretch is cut wherever a mark begins or ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Part = Literal["source", "cue", "content", "trigger", "date", "shared"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the document's text with a meaning: a part of a statement, an event's trigger, a date.

    ``owner`` is the anchor of what it belongs to (empty for dates); ``depth`` how many statements it stands inside; ``lit``
    whether it is what the reader was led to.
    """

    start: int
    end: int
    part: Part
    owner: str = ""
    depth: int = 1
    lit: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under one set of marks; ``begins`` are the anchors whose first mark starts here."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]
    begins: tuple[str, ...] = ()

    @property
    def classes(self) -> str:
        """The style classes: one for each part, the depth of the innermost content, and the owners, to light them up."""
        parts = {m.part for m in self.marks}
        names: list[str] = [part for part in ("shared", "content", "source", "cue", "trigger", "date") if part in parts]
        if "content" in parts:
            names.append(f"deep{min(3, max(m.depth for m in self.marks if m.part == 'content'))}")
        if any(m.lit for m in self.marks):
            names.append("lit")
        return " ".join([*names, *sorted({f"of-{m.owner}" for m in self.marks if m.owner})])


def cut(
    text: str, start: int, end: int, marks: Sequence[Mark], first: frozenset[Mark] = frozenset()
) -> tuple[Segment, ...]:
    """The segments of ``text[start:end]``; their texts joined are that stretch, whatever the marks.

    ``first`` holds the marks that carry their owner's anchor. Marks are clipped to the stretch; empty ones are dropped.
    """
    inside = [m for m in marks if max(m.start, start) < min(m.end, end)]
    edges = {start, end, *(max(m.start, start) for m in inside), *(min(m.end, end) for m in inside)}
    points = sorted(edges)
    return tuple(
        Segment(
            a,
            b,
            text[a:b],
            covering := tuple(m for m in inside if m.start <= a and b <= m.end),
            tuple(dict.fromkeys(m.owner for m in covering if m in first and max(m.start, start) == a)),
        )
        for a, b in pairwise(points)
    )
