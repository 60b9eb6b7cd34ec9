"""Which documents tell of one story: average linkage over the links between them. Pure; the same whatever the order.

Groups never reach across documents that no strong link joins, so a new document changes nothing but the groups it is linked to.
What a person put together stays together, and two stories that a person made are never one.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """The documents of one story, sorted; ``story`` is the name of the one that a person put some of them into, or ``None``."""

    documents: tuple[str, ...]
    story: str | None


@dataclass(slots=True)
class _Growing:
    """A group on its way. ``links``: summed scores to other groups by their number; ``counts``: pairs that can be compared."""

    documents: tuple[str, ...]
    story: str | None
    links: dict[int, float] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


def group(
    given: Mapping[str, str | None],
    scores: Mapping[Pair, float],
    threshold: float,
    comparable: Callable[[str, str], bool],
) -> tuple[Group, ...]:
    """Group documents (each with the story that a person put it into, or ``None``) by the scores of pairs.

    Two groups are one while the mean score over their comparable pairs is at least ``threshold``, the likest first. A pair
    without a score was found to share nothing and counts 0.
    """
    return _Linkage(given, scores, threshold, comparable).groups()


class _Linkage:
    def __init__(
        self,
        given: Mapping[str, str | None],
        scores: Mapping[Pair, float],
        threshold: float,
        comparable: Callable[[str, str], bool],
    ) -> None:
        self._threshold, self._comparable = threshold, comparable
        self._growing = dict(enumerate(_seeds(given)))
        self._next = len(self._growing)
        self._heap: list[tuple[float, str, str, int, int]] = []
        at = {d: i for i, g in self._growing.items() for d in g.documents}
        for (a, b), score in sorted(scores.items()):
            if a in at and b in at and at[a] != at[b]:
                for i, j in ((at[a], at[b]), (at[b], at[a])):
                    self._growing[i].links[j] = self._growing[i].links.get(j, 0.0) + score

    def groups(self) -> tuple[Group, ...]:
        for i, j in [(i, j) for i, growing in self._growing.items() for j in growing.links if i < j]:
            self._push(i, j)
        while self._heap:
            _, _, _, i, j = heapq.heappop(self._heap)
            if i in self._growing and j in self._growing:
                self._merge(i, j)
        return tuple(sorted((Group(g.documents, g.story) for g in self._growing.values()), key=lambda g: g.documents))

    def _push(self, i: int, j: int) -> None:
        a, b = self._growing[i], self._growing[j]
        if a.story is not None and b.story is not None:
            return
        pairs = self._count(i, j)
        mean = a.links[j] / pairs if pairs else 0.0
        if mean >= self._threshold:
            first, second = sorted((a.documents[0], b.documents[0]))
            heapq.heappush(self._heap, (-mean, first, second, i, j))

    def _count(self, i: int, j: int) -> int:
        a, b = self._growing[i], self._growing[j]
        if j not in a.counts:
            a.counts[j] = b.counts[i] = sum(self._comparable(x, y) for x in a.documents for y in b.documents)
        return a.counts[j]

    def _merge(self, i: int, j: int) -> None:
        others = sorted({*self._growing[i].links, *self._growing[j].links} - {i, j})
        counts = {k: self._count(i, k) + self._count(j, k) for k in others if k in self._growing}
        a, b = self._growing.pop(i), self._growing.pop(j)
        new, self._next = self._next, self._next + 1
        links = {k: a.links.get(k, 0.0) + b.links.get(k, 0.0) for k in counts}
        documents = tuple(sorted((*a.documents, *b.documents)))
        self._growing[new] = _Growing(documents, a.story or b.story, links, counts)
        for k, pairs in counts.items():
            other = self._growing[k]
            other.links[new], other.counts[new] = links[k], pairs
            for gone in (i, j):
                other.links.pop(gone, None)
                other.counts.pop(gone, None)
            self._push(new, k)


def _seeds(given: Mapping[str, str | None]) -> Iterator[_Growing]:
    """Every document by itself, but those of one person's story together."""
    stories: dict[str, list[str]] = {}
    for document, story in sorted(given.items()):
        if story is None:
            yield _Growing((document,), None)
        else:
            stories.setdefault(story, []).append(document)
    for story, documents in sorted(stories.items()):
        yield _Growing(tuple(documents), story)


def connected(start: set[str], neighbours: Callable[[set[str]], set[str]]) -> frozenset[str]:
    """All documents that strong links join to some, asked for ring by ring."""
    found, ring = set(start), set(start)
    while ring:
        ring = neighbours(ring) - found
        found |= ring
    return frozenset(found)
