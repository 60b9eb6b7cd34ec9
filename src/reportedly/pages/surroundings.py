"""What the lines around a line of text tell about it: the prose passed so far, neighbours alike, the label it stands under.

As in :mod:`reportedly.pages.features` nothing here knows a phrase: the words of neighbours and labels are given as they stand,
and which of them weigh anything is fitted.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportedly.pages.features import Seen
from reportedly.pages.lines import ends_sentence

NEAR = 5
"""So many lines before and after a line are near it."""
LABEL_REACH = 12
"""A label speaks for so many lines below it, up to the next prose."""
LABEL_WORDS = 4
"""A line of so many words, without the end of a sentence, may be a label."""
NEIGHBOUR_WORDS = 8
"""Of lines beside a line that are longer than this the words are not looked at."""
_BULLET = re.compile(r"^(?:[•\-–*·▪●]|\d{1,2}[.)]|[a-z]\))\s")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _View:
    """A document's lines; before each: characters and lines of prose, short lines; and the document's own grammar words."""

    lines: Sequence[Seen]
    passed: tuple[int, ...]
    prose: tuple[int, ...]
    short: tuple[int, ...]
    grammar: frozenset[str]


def surroundings(lines: Sequence[Seen]) -> Iterator[dict[str, float]]:
    """The features of each line that come from where it stands, by name; all between 0 and about 2."""
    view = _view(lines)
    label, since = None, 0
    for at, seen in enumerate(lines):
        row = _place(view, at) | _make(view, seen) | _beside(lines, at)
        if label is not None and since <= LABEL_REACH:
            row |= {f"label:{word}": 1.0 for word in label.words} | {"below_label": since / LABEL_REACH}
        yield row
        if seen.prose:
            label = None
        elif len(seen.words) <= LABEL_WORDS and not ends_sentence(seen.line.text):
            label, since = seen, 0
        since += 1


def _view(lines: Sequence[Seen]) -> _View:
    def before(counts: Iterator[int]) -> tuple[int, ...]:
        return tuple(accumulate(counts, initial=0))

    return _View(
        lines,
        before(len(s.line.text) if s.prose else 0 for s in lines),
        before(int(s.prose) for s in lines),
        before(int(len(s.words) <= LABEL_WORDS) for s in lines),
        own_grammar(lines),
    )


def own_grammar(lines: Sequence[Seen]) -> frozenset[str]:
    """The words that stand in three of ten prose lines of a document: its grammar words, whatever its language."""
    found = Counter(word for s in lines if s.prose for word in set(s.words))
    least = max(2.0, 0.3 * sum(s.prose for s in lines))
    return frozenset(word for word, times in found.items() if times >= least)


def _place(view: _View, at: int) -> dict[str, float]:
    """Where in the document, and in its prose, a line stands."""
    count, prose = len(view.lines), view.passed[-1]
    low, high = max(at - NEAR, 0), min(at + NEAR + 1, count)
    return {
        "prose_passed": view.passed[at] / max(prose, 1),
        "prose_edge": float(view.passed[at] in (0, prose)),
        "from_top": math.log1p(at) / 4,
        "from_bottom": math.log1p(count - 1 - at) / 4,
        "relative": at / max(count - 1, 1),
        "prose_near": (view.prose[high] - view.prose[low]) / (high - low),
        "short_near": (view.short[high] - view.short[low]) / (high - low),
    }


def _make(view: _View, seen: Seen) -> dict[str, float]:
    """The line's own make, as far as the document's other lines or punctuation tell it."""
    text, words = seen.line.text, seen.words
    n = max(len(words), 1)
    own = sum(word in view.grammar for word in words)
    return {
        "own_grammar": own / n,
        "no_own_grammar": float(not own and len(words) >= NEAR),
        "bullet": float(bool(_BULLET.match(text))),
        "said_again": 1 - len(set(words)) / n,
        "commas": min(text.count(",") / n, 1.0),
        "asks": float(text.endswith("?")),
        "exclaims": float(text.endswith("!")),
        "cut_off": float(text.endswith(("...", "…"))),
        "number_first": float(text[:1].isdigit()),
        "year": float(len(words) < 12 and bool(_YEAR.search(text))),
        "longest_word": min(max(map(len, words), default=0), 40) / 20,
        "word_length": min(len(text) / n, 40) / 10,
        "ascii": float(text.isascii()),
    }


def _beside(lines: Sequence[Seen], at: int) -> dict[str, float]:
    """How like a line its neighbours are, and their words."""
    row: dict[str, float] = {}
    for side, i in (("before", at - 1), ("after", at + 1)):
        if 0 <= i < len(lines):
            row |= _likeness(lines[at], lines[i], side)
        else:
            row[f"none_{side}"] = 1.0
    return row


def _likeness(seen: Seen, other: Seen, side: str) -> dict[str, float]:
    words, others = seen.words, other.words
    apart = abs(math.log1p(len(words)) - math.log1p(len(others)))
    shared = len(set(words) & set(others)) / max(min(len(words), len(others)), 1)
    row = {
        f"like_{side}": 1 / (1 + 3 * apart),
        f"same_end_{side}": float(ends_sentence(seen.line.text) == ends_sentence(other.line.text)),
        f"colon_{side}": float(other.line.text.endswith(":")),
        f"shared_{side}": shared,
    }
    if len(others) <= NEIGHBOUR_WORDS and not other.prose:
        row |= {f"{side}:{word}": 1.0 for word in others}
    return row
