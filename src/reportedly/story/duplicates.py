"""Text that several documents share: same page, reprint, shared passage, shared quotation; and where copied words first stood.

MinHash bands (:mod:`reportedly.story.bands`) tell which documents to look at; these are aligned word by word. A band that very
many documents share links each of them to the first only: agency copy in a hundred papers makes a hundred pairs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.model import Document, Duplicate, DuplicateKind, Passage, Span, Spans
from reportedly.story.bands import PASSAGE, SHINGLE, Pair, candidates, seeds, shingled, worn
from reportedly.story.material import Material

REPRINT = 0.5  # share of the shorter document's words that stand in the other
ARTICLE = 80  # words from which short common runs that add up to so much are a copy: two sentences on one matter are alike anyway
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_QUOTE = re.compile(r"“[^”]{1,2000}”|\"[^\"]{1,2000}\"")


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
    """The duplicates found, and what is needed to follow a copied word back to the document where it first stood.

    ``first`` gives each copied word the earliest of all that it was copied from or to; ``rank`` is the documents' order in time.
    """

    duplicates: tuple[Duplicate, ...]
    words: Mapping[str, tuple[Word, ...]]
    first: Mapping[Place, Place]
    rank: Mapping[str, int]

    def places(self, document: str, spans: Spans) -> list[Place]:
        """The words at some spans, each followed back to where it first stood."""
        words = self.words.get(document, ())
        inside = set[int]()
        for s in spans:
            inside.update(range(bisect_right(words, s.start, key=_end), bisect_left(words, s.end, key=_start)))
        return [self.first.get(place, place) for place in (Place(document, i) for i in sorted(inside))]

    def home(self, document: str, spans: Spans) -> Place:
        """Where the words at some spans first stood: the earliest document with which four fifths of them are told."""
        back = self.places(document, spans)
        seen = 0
        for one in sorted({p.document for p in back}, key=lambda d: self.rank[d]):
            seen += sum(p.document == one for p in back)
            if seen >= 0.8 * len(back):
                return next(p for p in back if p.document == one)
        return Place(document, -1)

    def original(self, document: str) -> str:
        """The earliest document that a document is a copy of as a whole; itself where it is none."""
        whole = [p for p in self.duplicates if document in (p.a, p.b) and p.kind in ("same", "reprint")]
        return min({document, *(i for p in whole for i in (p.a, p.b))}, key=lambda d: self.rank[d])

    def copied(self) -> frozenset[Place]:
        """Every word that another document copies, where it first stood."""
        return frozenset(self.first.values())


def _start(word: Word) -> int:
    return word.start


def _end(word: Word) -> int:
    return word.end


def find_duplicates(material: Material) -> Reuse:
    """Compare the body texts of all documents that share words."""
    ordered = sorted(material.documents.values(), key=lambda d: material.rank[d.id])
    words = {d.id: body_words(d) for d in ordered}
    quoted = {d.id: _quoted(d, words[d.id]) for d in ordered}
    cut = [shingled([w.form for w in words[d.id]]) for d in ordered]
    found = []
    phrases = worn(cut)
    for pair in candidates(cut, [quoted[d.id] for d in ordered]):
        a, b = (ordered[number].id for number in pair)
        if shared := _shared(_runs(a, b, seeds(pair, cut, phrases), words), words, quoted):
            found.append(shared)
    duplicates = (_duplicate(runs, words[runs[0].earlier], words[runs[0].later], quoted) for runs in found)
    first = _first_places([r for runs in found for r in runs], material.rank)
    return Reuse(tuple(sorted(duplicates, key=lambda d: (d.a, d.b))), words, first, material.rank)


def _shared(runs: list[Run], words: Mapping[str, tuple[Word, ...]], quoted: Quoted) -> list[Run]:
    """The runs of two documents where they tell of copying: a long one, half of the shorter text, or a quotation."""
    if not runs:
        return []
    shorter = min(len(words[runs[0].earlier]), len(words[runs[0].later]))
    if any(r.length >= PASSAGE for r in runs):
        return runs
    if shorter >= ARTICLE and sum(r.length for r in runs) >= REPRINT * shorter:
        return runs
    if any(r.length == len(words[r.earlier]) == len(words[r.later]) for r in runs):
        return runs
    return [q for r in runs if (q := _quotation(r, quoted))]


def _first_places(runs: Iterable[Run], rank: Mapping[str, int]) -> dict[Place, Place]:
    """Join aligned words into classes and give each word the earliest of its class."""
    parent: dict[Place, Place] = {}

    def root(place: Place) -> Place:
        while (above := parent.setdefault(place, place)) != place:
            parent[place] = parent[above]
            place = parent[place]
        return place

    for run in runs:
        for i in range(run.length):
            one, other = root(Place(run.earlier, run.a + i)), root(Place(run.later, run.b + i))
            low, high = sorted((one, other), key=lambda p: (rank[p.document], p.word))
            parent[high] = low
    return {place: root(place) for place in sorted(parent, key=lambda p: (rank[p.document], p.word))}


def body_words(document: Document) -> tuple[Word, ...]:
    """The words of the body blocks in text order."""
    return tuple(
        Word(m.group().casefold().replace("’", "'"), m.start(), m.end())
        for block in document.blocks
        if block.role == "body"
        for m in _WORD.finditer(document.text, block.start, block.end)
    )


def _runs(earlier: str, later: str, common: set[Pair], words: Mapping[str, tuple[Word, ...]]) -> list[Run]:
    """The longest common runs first, then those that overlap none of them in either document."""
    found, taken_a, taken_b = [], set[int](), set[int]()
    grown = {_grow(i, j, words[earlier], words[later]) for i, j in _heads(common)}
    for a, b, length in sorted(grown, key=lambda r: (-r[2], r[0], r[1])):
        if taken_a.isdisjoint(range(a, a + length)) and taken_b.isdisjoint(range(b, b + length)):
            taken_a.update(range(a, a + length))
            taken_b.update(range(b, b + length))
            found.append(Run(earlier, later, a, b, length))
    return sorted(found, key=lambda r: r.b)


def _heads(common: set[Pair]) -> Iterator[Pair]:
    """The seeds that do not just continue the one before."""
    return ((i, j) for i, j in common if (i - 1, j - 1) not in common)


def _grow(i: int, j: int, a: tuple[Word, ...], b: tuple[Word, ...]) -> tuple[int, int, int]:
    """The run of equal words around a seed, word by word in both directions: (start, start, length)."""
    start = 0
    while i - start > 0 and j - start > 0 and a[i - start - 1].form == b[j - start - 1].form:
        start += 1
    end = 0
    while i + end < len(a) and j + end < len(b) and a[i + end].form == b[j + end].form:
        end += 1
    return i - start, j - start, start + end


Quoted = Mapping[str, frozenset[int]]


def _quoted(document: Document, words: Sequence[Word]) -> frozenset[int]:
    """The words of a document, by number, that stand in quotation marks."""
    inside = set[int]()
    for quote in _QUOTE.finditer(document.text):
        start, end = quote.span()
        inside.update(range(bisect_right(words, start, key=_end), bisect_left(words, end, key=_start)))
    return frozenset(inside)


def _quotation(run: Run, quoted: Quoted) -> Run | None:
    """The longest part of a run that stands in quotation marks in both documents: words of somebody, not of a writer."""
    inside = [run.a + i in quoted[run.earlier] and run.b + i in quoted[run.later] for i in range(run.length)]
    best, start = (0, 0), 0
    for i, within in enumerate([*inside, False]):
        if not within:
            best, start = max(best, (i - start, -start)), i + 1
    length, first = best[0], -best[1]
    return replace(run, a=run.a + first, b=run.b + first, length=length) if length >= SHINGLE else None


def _duplicate(runs: list[Run], earlier: tuple[Word, ...], later: tuple[Word, ...], quoted: Quoted) -> Duplicate:
    shared = sum(r.length for r in runs)
    similarity = shared / min(len(earlier), len(later))
    same = shared == len(earlier) == len(later)
    kind: DuplicateKind = "same" if same else "reprint" if similarity >= REPRINT else "shared_passage"
    short = kind == "reprint" and all(r.length < PASSAGE for r in runs)  # a copy in which every sentence was touched
    passages = [
        Passage(_span(earlier, r.a, r.length), _span(later, r.b, r.length))
        for run in runs
        if (r := run if run.length >= PASSAGE or short else _quotation(run, quoted))
    ]
    a, b = runs[0].earlier, runs[0].later
    if b < a:
        a, b, passages = b, a, [Passage(p.b, p.a) for p in passages]
    return Duplicate(a, b, kind, round(similarity, 4), tuple(sorted(passages, key=lambda p: p.a)))


def _span(words: tuple[Word, ...], first: int, length: int) -> Span:
    return Span(words[first].start, words[first + length - 1].end)
