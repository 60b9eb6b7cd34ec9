"""Two versions of a text laid side by side: paragraphs that stayed, were rewritten, cut or added; and the words within."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from rapidfuzz import fuzz

from reportedly.model import Block, Document, Span

ALIKE = 55.0
"""From this likeness on (rapidfuzz's ratio of words, 0 to 100) a paragraph is a rewritten one, not another one."""
MOST_COMPARED = 200
"""Paragraphs of either side that are compared with each other; of a longer rest only what stands at the same place is."""
_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*|[^\w\s]")
_TEXT = frozenset(("standfirst", "body"))


@dataclass(frozen=True, slots=True)
class Side:
    """The paragraphs of both versions, by what became of them; each where it stands in its own text."""

    rewritten: tuple[tuple[Span, Span], ...]
    cut: tuple[Span, ...]
    added: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hunk:
    """Words that were replaced; empty spans stand where nothing was or nothing is."""

    before: Span
    after: Span


def lay_side_by_side(before: Document, after: Document) -> Side:
    """What became of each paragraph of the body; one that only moved has stayed."""
    old, new = _paragraphs(before), _paragraphs(after)
    old, new = _without(before, old, after, new), _without(after, new, before, old)
    pairs = _pairs(before.text, old, after.text, new)
    paired_old, paired_new = {a for a, _ in pairs}, {b for _, b in pairs}
    return Side(
        tuple(pairs), tuple(s for s in old if s not in paired_old), tuple(s for s in new if s not in paired_new)
    )


def hunks(before: str, old: Span, after: str, new: Span) -> tuple[Hunk, ...]:
    """The words of a paragraph that were replaced, from word to word."""
    a, b = _words(before, old), _words(after, new)
    matcher = SequenceMatcher(
        None, [before[s.start : s.end] for s in a], [after[s.start : s.end] for s in b], autojunk=False
    )
    return tuple(
        Hunk(_stretch(a, i, j, old), _stretch(b, k, m, new))
        for kind, i, j, k, m in matcher.get_opcodes()
        if kind != "equal"
    )


def sentence_around(text: str, paragraph: Span, span: Span) -> Span:
    """The sentence of a paragraph that a span begins in, as far as full stops show it."""
    ends = [paragraph.start, *(m.end() for m in _END.finditer(text, paragraph.start, paragraph.end)), paragraph.end]
    for start, end in pairwise(ends):
        if start <= span.start < max(end, start + 1):
            return Span(start, end)
    return paragraph


_END = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\bMrs)(?<!\bGen)[.!?][”’\"')]*\s+")


def _paragraphs(document: Document) -> list[Span]:
    return [Span(b.start, b.end) for b in document.blocks if b.role in _TEXT and _has_words(document.text, b)]


def _has_words(text: str, block: Block) -> bool:
    return any(c.isalnum() for c in text[block.start : block.end])


def _plain(text: str, span: Span) -> str:
    return " ".join(_WORD.findall(text[span.start : span.end]))


def _without(here: Document, spans: Sequence[Span], there: Document, others: Sequence[Span]) -> list[Span]:
    """The paragraphs that do not stand in the other version, each as often as it stands here and not there."""
    left = Counter(_plain(there.text, s) for s in others)
    kept = []
    for span in spans:
        plain = _plain(here.text, span)
        if left[plain]:
            left[plain] -= 1
        else:
            kept.append(span)
    return kept


def _pairs(before: str, old: Sequence[Span], after: str, new: Sequence[Span]) -> list[tuple[Span, Span]]:
    """Each paragraph with the one that it became, the likest first."""
    scored = [
        (fuzz.ratio(_WORD.findall(before[a.start : a.end]), _WORD.findall(after[b.start : b.end])), i, j)
        for i, a in enumerate(old[:MOST_COMPARED])
        for j, b in enumerate(new[:MOST_COMPARED])
    ]
    taken_old, taken_new = set[int](), set[int]()
    pairs = []
    for score, i, j in sorted(scored, key=lambda s: (-s[0], abs(s[1] - s[2]), s[1])):
        if score >= ALIKE and i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append((old[i], new[j]))
    return sorted(pairs)


def _words(text: str, span: Span) -> list[Span]:
    return [Span(m.start(), m.end()) for m in _WORD.finditer(text, span.start, span.end)]


def _stretch(words: Sequence[Span], start: int, end: int, paragraph: Span) -> Span:
    if start < end:
        return Span(words[start].start, words[end - 1].end)
    at = words[start].start if start < len(words) else paragraph.end
    return Span(at, at)
