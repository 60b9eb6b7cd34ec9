"""From scores to labels: where words stand as a cue sees them, and the best labels of a chain with how sure they are.

Numbers in, numbers out; the learned attribution (``learned.py``) and its training share these.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_NEAR = 16
_EDGES = np.array([2, 3, 4, 5, 6, 7, 8, 9, 13, 17, 25, 33, 49, 65, 97])


def steps_from(first: int, last: int, words: int) -> Ints:
    """How far each word of a window stands from a cue ``[first, last]``, in steps that grow: 0 to 32, 16 on the cue."""
    at = np.arange(words)
    away = np.where(at < first, at - first, np.where(at > last, at - last, 0))
    size = np.where(away == 0, 0, 1 + np.searchsorted(_EDGES, np.abs(away), side="right"))
    return np.asarray(_NEAR + np.sign(away) * size, dtype=np.int64)


def breaks_from(first: int, breaks: NDArray[np.bool_]) -> Ints:
    """How many paragraph breaks stand between a cue and each word: 0 to 4, 2 for none, two and more being the same."""
    passed = np.cumsum(breaks, dtype=np.int64)
    before: Ints = passed - breaks  # a break belongs to what stands before it
    return np.asarray(2 + np.clip(before - before[first], -2, 2), dtype=np.int64)


def best_labels(scores: Floats, lengths: Ints, move: Floats, first: Floats) -> Ints:
    """The most likely labels of each row (Viterbi): ``scores`` [rows, words, labels], words from ``lengths`` on are 0."""
    rows, words, labels = scores.shape
    back = np.zeros((words, rows, labels), dtype=np.int64)
    best = first + scores[:, 0]
    arriving = np.ascontiguousarray(move.T)
    shortest = int(lengths.min())
    for at in range(1, words):
        ways = best[:, None, :] + arriving  # [rows, to, from]: both products run over what lies together
        ways.argmax(2, out=back[at])
        new = ways.max(2) + scores[:, at]
        best = new if at < shortest else np.where((at < lengths)[:, None], new, best)
    return _traced(back, best.argmax(1), lengths)


def _traced(back: Ints, label: Ints, lengths: Ints) -> Ints:
    """The labels that lead to the last one of each row: ``back`` [words, rows, labels] says from which label each was reached."""
    words, rows = back.shape[:2]
    out = np.zeros((rows, words), dtype=np.int64)
    every = np.arange(rows)
    for at in range(words - 1, -1, -1):
        inside = at < lengths
        out[:, at] = np.where(inside, label, 0)
        if at:
            label = np.where(inside, back[at, every, label], label)
    return out


def sureness(scores: Floats, labels: Ints, lengths: Ints) -> Floats:
    """How sure the labels of each row are, word by word: the mean log probability of those that are least sure.

    The four least sure words are taken: where a span begins and ends, and nothing of the long stretches that are clear.
    """
    top = scores.max(2, keepdims=True)
    own = np.take_along_axis(scores, labels[:, :, None], 2)[:, :, 0]
    each = own - top[:, :, 0] - np.log(np.exp(scores - top).sum(2))
    each = np.where(np.arange(scores.shape[1]) < lengths[:, None], each, 0)
    worst = np.sort(each, axis=1)[:, :4]
    return np.asarray(worst.mean(1), dtype=np.float32)


def runs(labels: Ints) -> list[tuple[int, int]]:
    """First and last place of each run of ones in a row of zeros and ones."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], labels, [0]])))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]
