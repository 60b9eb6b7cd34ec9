"""The lines of a plain text: where each stands, and whether it is wrapped prose that belongs together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# What may stand around a line without being part of it; str.strip knows white space only.
_EDGE = " \t\u00a0\u200b\u200c\u200d\u2060\ufeff\u00ad\u3000"
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")

WRAP_WIDTH = (50, 100)
"""Between how many characters hard-wrapped prose breaks its lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph: ``text`` is what stands in ``[start, end)``, with nothing around it.

    ``gap`` is the number of empty lines before it.
    """

    start: int
    end: int
    text: str
    gap: int = 0


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _ENDS_SENTENCE.search(text) is not None


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that hold something, in order; hard-wrapped paragraphs as one line each."""
    lines: list[Line] = []
    previous = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip().strip(_EDGE).strip()
        if not stripped:
            continue
        start = match.start() + raw.index(stripped)
        breaks = len(_BREAK.findall(text[previous:start]))
        gap = max(breaks - 1, 0)
        lines.append(Line(start, start + len(stripped), stripped, gap if lines else 0))
        previous = start + len(stripped)
    return _unwrap(text, lines) if _is_wrapped(lines) else tuple(lines)


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether most lines that others follow directly break in the middle of a sentence, at about one width."""
    followed = [a for a, b in pairwise(lines) if b.gap == 0]
    if len(followed) < 4 or len(followed) < len(lines) / 3:
        return False
    low, high = WRAP_WIDTH
    broken = [a for a in followed if low <= len(a.text) <= high and not ends_sentence(a.text)]
    return len(broken) >= 0.6 * len(followed) and max(len(line.text) for line in lines) <= high + 20


def _unwrap(text: str, lines: list[Line]) -> tuple[Line, ...]:
    paragraphs: list[Line] = []
    for line in lines:
        if paragraphs and line.gap == 0 and len(paragraphs[-1].text.rsplit("\n", 1)[-1]) >= WRAP_WIDTH[0] - 10:
            start = paragraphs[-1].start
            paragraphs[-1] = Line(start, line.end, text[start : line.end], paragraphs[-1].gap)
        else:
            paragraphs.append(line)
    return tuple(paragraphs)
