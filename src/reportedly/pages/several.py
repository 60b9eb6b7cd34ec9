"""Whether a second article begins in what was taken for one: it has a headline of its own, and what stands under headlines.

One mechanism serves pages and plain texts: lines, which of them may be headlines, and which are prose that was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.pages.shapes import dateline_length, is_byline, is_printed_date

UNDER_HEADLINE = 3
"""Within so many lines below its headline an article says who wrote it, or when."""
PARAGRAPHS = 2
"""So many paragraphs make an article of what stands under a headline."""
BEFORE_NEXT = 4
"""A second dateline opens an article where so many paragraphs of another stand before it."""
_SIGNED = re.compile(r"[(\[/]|\d")


@dataclass(frozen=True, slots=True)
class Standing:
    """A line as far as it matters here. ``title``: it may be a headline; ``named``: the page names it as one; ``prose``: a
    paragraph that was read."""

    text: str
    title: bool = False
    named: bool = False
    prose: bool = False


def holds_several(lines: Sequence[Standing]) -> bool:
    """Whether two articles begin among the lines."""
    return len(list(_openings(lines))) >= 2 or _is_dated_again(lines)


def _openings(lines: Sequence[Standing]) -> Iterator[int]:
    """Where articles begin: at a headline that is named as one, or has a byline or a day below it, with paragraphs to it."""
    titles = [at for at, line in enumerate(lines) if line.title or line.named]
    begun = [at for at in titles if lines[at].named or _is_signed(lines, at)]
    held: dict[str, int] = {}
    for at, end in pairwise([*begun, len(lines)]):
        if sum(line.prose for line in lines[at + 1 : end]) >= PARAGRAPHS:
            held.setdefault(lines[at].text, at)
    yield from held.values()


def _is_signed(lines: Sequence[Standing], at: int) -> bool:
    """Whether a byline or a printed day follows a headline before any prose."""
    if is_byline(lines[at].text) or is_printed_date(lines[at].text):
        return False
    for line in lines[at + 1 : at + 1 + UNDER_HEADLINE]:
        if is_byline(line.text) or is_printed_date(line.text):
            return True
        if line.prose:
            return False
    return False


def _is_dated_again(lines: Sequence[Standing]) -> bool:
    """Whether a paragraph opens with a dateline of an agency or a day, some paragraphs after another dateline."""
    prose = [line.text for line in lines if line.prose]
    lengths = [dateline_length(text) for text in prose]
    first = next((at for at, length in enumerate(lengths) if length), len(prose))
    return any(
        at - first >= BEFORE_NEXT and length and _SIGNED.search(prose[at][:length]) for at, length in enumerate(lengths)
    )
