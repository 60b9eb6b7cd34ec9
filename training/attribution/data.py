"""PolNeAR as the model sees it: windows of words with their cues and, for each cue, the role of every word."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from reportedly.language.encoder import window_rows
from reportedly.language.pieces import LONGEST, Window, Words, split_words, windows
from reportedly.reading.statements.decoding import breaks_from, steps_from
from reportedly.reading.statements.lexicon import lexicon

MODES = ("speech", "attitude", "act")
NO_MODE = -100


@dataclass(frozen=True)
class Relation:
    """A cue ``[first, last]`` of word numbers, and the words of source and content."""

    first: int
    last: int
    source: frozenset[int]
    content: frozenset[int]
    mode: int = NO_MODE


@dataclass(frozen=True)
class Article:
    """An article's words, its relations, and the gold record that scores them; ``tokens`` are words without breaks."""

    name: str
    words: Words
    tokens: tuple[int, ...]
    relations: tuple[Relation, ...]
    gold: Any


@dataclass
class Batch:
    """Tensors of some windows; rows of ``roles`` are cues, ``window`` says of which window."""

    pieces: dict[str, Tensor]
    cue_labels: Tensor
    word_mask: Tensor
    breaks: list[np.ndarray]
    rows: list[tuple[int, int, int, np.ndarray | None, int]] = field(default_factory=list)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The lines of a text that hold something."""
    out, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.append((at, at + len(line)))
        at += len(line) + 1
    return out


_IRREGULAR = {
    "said": "say", "told": "tell", "thought": "think", "felt": "feel", "knew": "know", "wrote": "write", "sought": "seek",
    "held": "hold", "saw": "see", "meant": "mean", "made": "make", "gave": "give", "took": "take", "vowed": "vow",
}  # fmt: skip
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("d", ""),
)  # fmt: skip


def _bases(word: str) -> list[str]:
    cut = [word[: -len(end)] + put for end, put in _ENDINGS if word.endswith(end) and len(word) > len(end) + 2]
    return [_IRREGULAR.get(word, word), *cut]


def mode_of(words: Sequence[str]) -> int:
    """The mode that the lexicon gives the words of a cue, where it gives one and no other."""
    table = lexicon()
    if [w.lower() for w in words][:2] == ["according", "to"]:
        return 0
    found: set[str] = set()
    for word in words:
        for base in _bases(word.lower()):
            found |= {c.mode for c in table.verbs.get(base, ())}
            found |= {t[base].mode for t in (table.nouns, table.adjectives, table.adverbs) if base in t}
            if found:
                break
    return MODES.index(found.pop()) if len(found) == 1 else NO_MODE


def _smooth(marked: set[int], doc: Any) -> set[int]:
    """Marks of punctuation follow the words on both sides, since annotators do not agree on them."""
    words = [i for i in range(len(doc.tokens)) if doc.is_word[i]]
    out = {i for i in words if i in marked}
    for a, b in pairwise(words):
        if b > a + 1 and a in out and b in out:
            out.update(range(a + 1, b))
    return out


def article(doc: Any, tokenizer: Tokenizer) -> Article:
    """One article of the loader, in our words."""
    words = split_words(doc.text, paragraphs(doc.text), tokenizer)
    tokens = tuple(i for i in range(len(words)) if not words.is_break(i))
    assert [words.start[i] for i in tokens] == [s for s, _ in doc.tokens]
    between = {i: t for t, i in enumerate(tokens)}

    def ours(marked: Iterable[int]) -> frozenset[int]:
        got = {tokens[i] for i in _smooth(set(marked), doc)}
        return frozenset(got | {i for i in range(len(words)) if words.is_break(i) and {i - 1, i + 1} <= got})

    assert between
    relations = []
    for r in doc.relations:
        cue = sorted(ours(r.cue))
        if cue:
            mode = mode_of([doc.words[i] for i in r.cue if doc.is_word[i]])
            relations.append(Relation(cue[0], cue[-1], ours(r.source), ours(r.content), mode))
    return Article(doc.name, words, tokens, tuple(relations), doc)


def _pad(rows: Sequence[Sequence[int]]) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([[*r, *[0] * (width - len(r))] for r in rows])


def batch(items: Sequence[tuple[Article, Window]]) -> Batch:
    """Windows as tensors, with the relations whose cue stands in them."""
    rows = [window_rows(a.words, w) for a, w in items]
    pieces = {
        "ids": _pad([r[0] for r in rows]),
        "case": _pad([r[1] for r in rows]),
        "quote": _pad([r[2] for r in rows]),
        "mask": _pad([[1] * len(r[0]) for r in rows]),
        "firsts": _pad([r[3] for r in rows]),
    }
    mask = _pad([[1] * len(r[3]) for r in rows])
    labels = torch.zeros_like(mask)
    breaks = [np.array([a.words.is_break(i) for i in range(w.first, w.last)]) for a, w in items]
    out = Batch(pieces, labels, mask, breaks)
    for n, (a, w) in enumerate(items):
        for r in a.relations:
            inside = [i for i in range(r.first, r.last + 1) if w.first <= i < w.last]
            for i in inside:
                labels[n, i - w.first] = 1
            if len(inside) == r.last + 1 - r.first:
                out.rows.append((n, r.first - w.first, r.last - w.first, _roles(r, w), r.mode))
    return out


def _roles(r: Relation, w: Window) -> np.ndarray | None:
    """0, 1 on the source, 2 on the content; none where the window cuts the relation."""
    if any(not w.first <= i < w.last for i in r.source | r.content):
        return None
    roles = np.zeros(w.last - w.first, dtype=np.int64)
    roles[[i - w.first for i in r.source]] = 1
    roles[[i - w.first for i in r.content]] = 2
    return roles


def geometry(rows: Sequence[tuple[int, int, int]], breaks: Sequence[np.ndarray], width: int) -> tuple[Tensor, Tensor]:
    """Steps and breaks from each cue to each word, padded to ``width`` words."""
    steps = np.full((len(rows), width), 16)
    passed = np.full((len(rows), width), 2)
    for at, (n, first, last) in enumerate(rows):
        size = len(breaks[n])
        steps[at, :size] = steps_from(first, last, size)
        passed[at, :size] = breaks_from(first, breaks[n])
    return torch.from_numpy(steps), torch.from_numpy(passed)


def epoch(groups: Sequence[Sequence[Article]], rng: random.Random, size: int) -> list[list[tuple[Article, Window]]]:
    """One pass over all articles in batches: windows of random length and context, one annotator of each article."""
    items = []
    for annotators in groups:
        a = rng.choice(annotators)
        limit = LONGEST if rng.random() < 0.5 else rng.randint(128, LONGEST)
        context = 0 if rng.random() < 0.75 else rng.randint(0, 48)
        items += [(a, w) for w in windows(a.words, limit, context)]
    rng.shuffle(items)
    pools = [items[i : i + 16 * size] for i in range(0, len(items), 16 * size)]
    out = []
    for pool in pools:
        pool.sort(key=lambda item: sum(len(p) for p in item[0].words.pieces[item[1].first : item[1].last]))
        out += [pool[i : i + size] for i in range(0, len(pool), size)]
    rng.shuffle(out)
    return out
