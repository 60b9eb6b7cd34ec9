"""A PDF with a text layer as plain text: its lines put together to paragraphs, headers and footers that repeat left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from statistics import median

from pypdf import PdfReader
from pypdf.errors import PyPdfError

MAX_PAGES = 60
"""Pages that are read of one document: a long report is no article."""
MAX_STREAM = 2_000_000
"""Bytes of drawing on one page above which its text is not looked for: it is a map or a plan."""
SHORT_LINE = 0.8
"""A line that ends a sentence and is shorter than this share of a usual one ends its paragraph."""

# What pypdf lets through on files that are broken in ways it does not foresee.
_BROKEN = (
    PyPdfError, AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError, OverflowError, OSError,
    AssertionError, NotImplementedError, ArithmeticError,
)  # fmt: skip
_NUMBERS = re.compile(r"\d+")
_ENDS = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"[^\W\d_]-$")


def text_of_pdf(content: bytes) -> str | None:
    """The text of a PDF, a paragraph a line; ``None`` where it is broken, locked, or has no text layer."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return None
        pages = [_lines_of(page) for page in reader.pages[:MAX_PAGES]]
    except _BROKEN:
        return None
    text = "\n".join(_paragraphs([line for page in _without_margins(pages) for line in [*page, ""]]))
    return text if any(c.isalpha() for c in text) else None


def _lines_of(page: object) -> list[str]:
    try:
        stream = page.get_contents()  # type: ignore[attr-defined]
        if stream is None or len(stream.get_data()) > MAX_STREAM:
            return []
        text = page.extract_text()  # type: ignore[attr-defined]
    except _BROKEN:
        return []
    return [" ".join(line.split()) for line in str(text).split("\n")]


def _without_margins(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without the lines that stand at the edge of most of them, and without page numbers."""
    edges = Counter(key for page in pages for key in {_key(line) for line in [*page[:2], *page[-2:]] if line})
    often = {key for key, times in edges.items() if len(pages) >= 3 and times > len(pages) / 2}
    kept: list[list[str]] = []
    for page in pages:
        last = len(page) - 1
        kept.append([
            line for i, line in enumerate(page)
            if not ((i <= 1 or i >= last - 1) and (_key(line) in often or _NUMBERS.fullmatch(line)))
        ])  # fmt: skip
    return kept


def _key(line: str) -> str:
    return _NUMBERS.sub("0", line)


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Lines as a page sets them put together to paragraphs; a word that was divided is one again."""
    usual = median([len(line) for line in lines if len(line) > 20] or [0])
    paragraphs: list[str] = []
    opened = False
    for line in lines:
        if not line:
            opened = opened and bool(paragraphs) and not _ENDS.search(paragraphs[-1]) and len(paragraphs[-1]) > usual
            continue
        if not opened:
            paragraphs.append(line)
        elif _HYPHEN.search(paragraphs[-1]) and line[:1].islower():
            paragraphs[-1] = paragraphs[-1][:-1] + line
        else:
            paragraphs[-1] += f" {line}"
        opened = len(line) >= SHORT_LINE * usual
    return paragraphs
