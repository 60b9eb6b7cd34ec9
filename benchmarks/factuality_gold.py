"""Sentences with predicates and how factual they are, -3 to 3: UW, MEANTIME and UDS-IH2 as JSON lines.

A line is ``{"text": tokens, or tokens joined by spaces, "targets": [{"span1": [first, end], "label": score}]}``. The corpora are
tokenised as treebanks are; :func:`readable` puts the words together again as a newspaper prints them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CORPORA = ("UW", "MEANTIME", "UDS_IH2")
_ESCAPED = {
    "``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "\\/": "/",
    "COMMA": ",",
}  # fmt: skip
_TIGHT = frozenset(
    {",", ".", ";", ":", "?", "!", "%", ")", "]", "n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "'", "N'T", "'S"}
)
_OPENING = frozenset({"(", "[", "$", "#"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence, whether a space stands after each, the predicates as word indices, and their scores."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    predicates: tuple[int, ...]
    labels: tuple[float, ...]


def readable(tokens: list[str]) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """The tokens as printed, and where spaces stand between them."""
    words = [_ESCAPED.get(t, t) or "-" for t in tokens]
    spaces = []
    quoted = False
    for i, word in enumerate(words):
        opens = word == '"' and not quoted
        quoted ^= word == '"'
        behind = words[i + 1] if i + 1 < len(words) else ""
        closes = behind == '"' and quoted and not opens
        spaces.append(not (opens or closes or word in _OPENING or behind in _TIGHT or "-" in {word, behind}))
    return tuple(words), tuple(spaces)


def sentence(row: dict[str, Any]) -> Sentence:
    """One line. The predicate of a target is the last word of its span."""
    tokens = row["text"] if isinstance(row["text"], list) else row["text"].split()
    words, spaces = readable(tokens)
    targets = row["targets"]
    at = tuple(min(max(int(t["span1"][1]) - 1, 0), len(words) - 1) for t in targets)
    return Sentence(words, spaces, at, tuple(float(t.get("label", 0.0)) for t in targets))


def sentences(path: Path) -> Iterator[Sentence]:
    """The lines of a file, in order."""
    with path.open(encoding="utf-8") as lines:
        yield from (sentence(json.loads(line)) for line in lines if line.strip())
