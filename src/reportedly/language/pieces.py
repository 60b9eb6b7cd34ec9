"""Text as the encoder reads it: words, their pieces, and windows of pieces. No weights are needed here.

A word is a run of letters and digits or a single mark, so that offsets never fall inside a piece. Between two paragraphs stands
a word of its own with no characters, which tells the encoder of the break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

WORD = re.compile(r"\w+|[^\w\s]")
LONGEST = 254
"""Pieces in a window, without its two end marks."""
PIECES_A_WORD = 8
"""A longer word is cut: what stands behind tells nothing more of it."""
CLS, SEP, UNKNOWN, BREAK = 101, 102, 100, 2
OPENING, CLOSING = frozenset("“„«"), frozenset("”»")
LOWER, CAPITAL, CAPITALS, DIGITS, MARK = range(5)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document, column by column; ``pieces`` are the vocabulary's numbers.

    ``case`` is how a word is written, ``quoted`` 1 inside quotation marks and 2 on the marks themselves; a break between
    paragraphs has ``start`` equal to ``end``.
    """

    start: tuple[int, ...]
    end: tuple[int, ...]
    pieces: tuple[tuple[int, ...], ...]
    case: tuple[int, ...]
    quoted: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.start)

    def is_break(self, at: int) -> bool:
        """Whether a word is the break between two paragraphs."""
        return self.start[at] == self.end[at]

    def is_mark(self, at: int) -> bool:
        """Whether a word is punctuation, or a break."""
        return self.case[at] == MARK


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``[first, last)`` read together; what is found about those in ``[core, last_core)`` counts."""

    first: int
    last: int
    core: int
    last_core: int


def _case(word: str) -> int:
    if not (word[0].isalnum() or word[0] == "_"):
        return MARK
    if word[0].isdigit():
        return DIGITS
    if len(word) > 1 and word.isupper():
        return CAPITALS
    return CAPITAL if word[0].isupper() else LOWER


def _quoted(words: Sequence[str]) -> list[int]:
    """For each word of a paragraph: 1 inside double quotation marks, 2 on a mark, 0 elsewhere.

    A closing mark that nothing opened is a mark and no more; a quotation that is not closed runs to the end.
    """
    out, inside = [], False
    for word in words:
        if word in OPENING or (word == '"' and not inside):
            inside = True
            out.append(2)
        elif word in CLOSING or word == '"':
            inside = False
            out.append(2)
        else:
            out.append(int(inside))
    return out


def split_words(text: str, paragraphs: Sequence[tuple[int, int]], tokenizer: Tokenizer) -> Words:
    """The words of the paragraphs ``[start, end)`` of a text, offsets counted in the text."""
    found: list[list[re.Match[str]]] = []
    for start, end in paragraphs:
        ms = list(WORD.finditer(text, start, end))
        if ms:
            found.append(ms)
    spelled = [m.group() for ms in found for m in ms]
    pieces = iter(_pieces(spelled, tokenizer))
    columns: list[tuple[int, int, tuple[int, ...], int, int]] = []
    for ms in found:
        if columns:
            columns.append((columns[-1][1], columns[-1][1], (BREAK,), MARK, 0))
        for m, quoted in zip(ms, _quoted([m.group() for m in ms]), strict=True):
            columns.append((m.start(), m.end(), next(pieces), _case(m.group()), quoted))
    if not columns:
        return Words((), (), (), (), ())
    return Words(*(tuple(column) for column in zip(*columns, strict=True)))


def _pieces(words: list[str], tokenizer: Tokenizer) -> list[tuple[int, ...]]:
    """The pieces of each word, at least one and at most :data:`PIECES_A_WORD`."""
    encoded = tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
    out: list[list[int]] = [[] for _ in words]
    for piece, at in zip(encoded.ids, encoded.word_ids, strict=True):
        if at is not None and len(out[at]) < PIECES_A_WORD:
            out[at].append(piece)
    return [tuple(p) or (UNKNOWN,) for p in out]


def _paragraphs(words: Words) -> Iterator[tuple[int, int]]:
    """The stretches of words between breaks, a break belonging to what stands before it."""
    first = 0
    for at in range(len(words)):
        if words.is_break(at):
            yield first, at + 1
            first = at + 1
    if first < len(words):
        yield first, len(words)


def _cut(first: int, last: int, lengths: Sequence[int], limit: int, overlap: int) -> Iterator[Window]:
    """One paragraph too long for a window, in windows that overlap; each word counts in one of them."""
    core = first
    while first < last:
        at, room = first, limit
        while at < last and lengths[at] <= room:
            room -= lengths[at]
            at += 1
        back, room = at, overlap
        while at < last and back > first + 1 and lengths[back - 1] <= room:
            back -= 1
            room -= lengths[back]
        middle = last if at == last else (back + at) // 2
        yield Window(first, at, core, middle)
        first, core = (last, last) if at == last else (back, middle)


def windows(words: Words, limit: int = LONGEST, context: int = 0, overlap: int = 64) -> tuple[Window, ...]:
    """Windows of at most ``limit`` pieces over whole paragraphs, each with up to ``context`` pieces of what stands before.

    Every word is in the core of exactly one window, and the pieces of all windows are at most a constant times the text's.
    """
    lengths = [len(p) for p in words.pieces]
    out: list[Window] = []
    start, size = 0, 0
    room = limit - context

    def close(end: int) -> None:
        nonlocal start, size
        if end > start:
            first, free = start, limit - size
            while first > 0 and lengths[first - 1] <= min(free, context) - sum(lengths[first:start]):
                first -= 1
            out.append(Window(first, end, start, end))
        start, size = end, 0

    for first, last in _paragraphs(words):
        long = sum(lengths[first:last])
        if size + long > room:
            close(first)
        if long > room:
            out.extend(_cut(first, last, lengths, limit, overlap))
            start, size = last, 0
        else:
            size += long
    close(len(words))
    return tuple(out)
