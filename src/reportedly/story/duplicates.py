"""Text that several documents share: same page, reprint, shared passage; and where a copied passage first stood.

Word shingles go through an inverted index, so only documents that share words are ever compared. A shingle that very many
documents carry links each of them to the first carrier only: agency copy in a hundred papers makes a hundred pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from reportedly.model import Document, Duplicate, DuplicateKind, Passage, Span, Spans
from reportedly.story.material import Material, appeared

SHINGLE = 5  # words: shorter ones are phrases that anybody uses
PASSAGE = 10  # words from which a common run is worth showing: below it, titles and names of offices come up
REPRINT = 0.5  # share of the shorter document's words that stand in the other
CROWD = 12  # carriers of one shingle above which only the first one is paired with the rest
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a document's body, case folded, and where it stands."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` words that two documents have in the same order, from word ``a`` in the earlier and ``b`` in the later."""

    earlier: str
    later: str
    a: int
    b: int
    length: int


@dataclass(frozen=True, slots=True)
class Place:
    """A word of a document, by its number in the body; ``word`` is -1 where the body has none there."""

    document: str
    word: int


@dataclass(frozen=True, slots=True)
class Reuse:
    """The duplicates found, and what is needed to follow a copied word back to the document where it first stood."""

    duplicates: tuple[Duplicate, ...]
    words: Mapping[str, tuple[Word, ...]]
    runs: Mapping[str, tuple[Run, ...]]  # by the later document

    def places(self, document: str, spans: Spans) -> frozenset[Place]:
        """The words at some spans, each followed back to where it first stood."""
        return frozenset(self._origin(Place(document, i)) for i in self._inside(document, spans))

    def home(self, document: str, spans: Spans) -> Place:
        """Where the words at some spans first stood: this document, unless four fifths of them are copied from another."""
        inside = list(self._inside(document, spans))
        if not inside:
            return Place(document, -1)
        back = [self._origin(Place(document, i)) for i in inside]
        elsewhere = [p for p in back if p.document != document]
        if len(elsewhere) < 0.8 * len(inside):
            return Place(document, inside[0])
        first = elsewhere[0].document
        return next(p for p in elsewhere if p.document == first)

    def _inside(self, document: str, spans: Spans) -> Iterator[int]:
        words = self.words.get(document, ())
        return (i for i, w in enumerate(words) if any(s.start < w.end and w.start < s.end for s in spans))

    def _origin(self, place: Place) -> Place:
        for run in self.runs.get(place.document, ()):
            if run.b <= place.word < run.b + run.length:
                return self._origin(Place(run.earlier, run.a + place.word - run.b))
        return place


def find_duplicates(material: Material) -> Reuse:
    """Compare the body texts of all documents that share words."""
    ordered = sorted(material.documents.values(), key=appeared)
    words = {d.id: body_words(d) for d in ordered}
    runs: dict[str, list[Run]] = {}
    duplicates = []
    for (earlier, later), matches in sorted(_matches([(d.id, words[d.id]) for d in ordered]).items()):
        found = _runs(ordered[earlier].id, ordered[later].id, matches)
        long = [r for r in found if r.length >= PASSAGE]
        if long:
            runs.setdefault(ordered[later].id, []).extend(found)
            duplicates.append(_duplicate(found, words[ordered[earlier].id], words[ordered[later].id]))
    rank = {d.id: i for i, d in enumerate(ordered)}
    by_later = {key: tuple(sorted(rs, key=lambda r: (rank[r.earlier], r.b))) for key, rs in sorted(runs.items())}
    return Reuse(tuple(sorted(duplicates, key=lambda d: (d.a, d.b))), words, by_later)


def body_words(document: Document) -> tuple[Word, ...]:
    """The words of the body blocks in text order."""
    return tuple(
        Word(m.group().casefold().replace("’", "'"), m.start(), m.end())
        for block in document.blocks
        if block.role == "body"
        for m in _WORD.finditer(document.text, block.start, block.end)
    )


Matches = dict[tuple[int, int], list[tuple[int, int]]]


def _matches(documents: Sequence[tuple[str, tuple[Word, ...]]]) -> Matches:
    """For each pair of documents (by their rank) the positions of the shingles that both have."""
    index: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for rank, (_, words) in enumerate(documents):
        forms = [w.form for w in words]
        for i in range(len(forms) - SHINGLE + 1):
            index.setdefault(tuple(forms[i : i + SHINGLE]), []).append((rank, i))
    pairs: Matches = {}
    for postings in index.values():
        for (a, i), (b, j) in _paired(postings):
            if a != b:
                pairs.setdefault((a, b), []).append((i, j))
    return pairs


def _paired(postings: list[tuple[int, int]]) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    if len(postings) <= CROWD:
        return combinations(postings, 2)
    return ((postings[0], other) for other in postings[1:])


def _runs(earlier: str, later: str, matches: list[tuple[int, int]]) -> list[Run]:
    """The longest common runs first, then those that overlap none of them in either document."""
    found, taken_a, taken_b = [], set[int](), set[int]()
    for a, b, length in sorted(_diagonals(matches), key=lambda r: (-r[2], r[0], r[1])):
        if taken_a.isdisjoint(range(a, a + length)) and taken_b.isdisjoint(range(b, b + length)):
            taken_a.update(range(a, a + length))
            taken_b.update(range(b, b + length))
            found.append(Run(earlier, later, a, b, length))
    return sorted(found, key=lambda r: r.b)


def _diagonals(matches: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Runs of shingles that follow each other word by word in both documents: (start, start, length in words)."""
    ordered = sorted((j - i, i) for i, j in matches)
    start = 0
    for k in range(1, len(ordered) + 1):
        if k == len(ordered) or ordered[k] != (ordered[k - 1][0], ordered[k - 1][1] + 1):
            offset, i = ordered[start]
            yield i, i + offset, ordered[k - 1][1] - i + SHINGLE
            start = k


def _duplicate(runs: list[Run], earlier: tuple[Word, ...], later: tuple[Word, ...]) -> Duplicate:
    shared = sum(r.length for r in runs)
    similarity = shared / min(len(earlier), len(later))
    same = shared == len(earlier) == len(later)
    kind: DuplicateKind = "same" if same else "reprint" if similarity >= REPRINT else "shared_passage"
    passages = [
        Passage(_span(earlier, r.a, r.length), _span(later, r.b, r.length)) for r in runs if r.length >= PASSAGE
    ]
    a, b = runs[0].earlier, runs[0].later
    if b < a:
        a, b, passages = b, a, [Passage(p.b, p.a) for p in passages]
    return Duplicate(a, b, kind, round(similarity, 4), tuple(sorted(passages, key=lambda p: p.a)))


def _span(words: tuple[Word, ...], first: int, length: int) -> Span:
    return Span(words[first].start, words[first + length - 1].end)
