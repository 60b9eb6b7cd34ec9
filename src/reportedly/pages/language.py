"""Which language a text is in."""

from __future__ import annotations

import re

import py3langid

from reportedly.model import Document, Rejected

MIN_LETTERS = 40
"""Fewer letters than this say too little."""
SAMPLE = 4000
"""Characters that are looked at."""


READ = "en"
"""The language that is read; documents in others are kept, and said to be unread."""
GRAMMAR_SHARE = 0.12
"""A text of so many English grammar words is English, names and quotations in it whatever they are."""
_GRAMMAR = frozenset((
    "the", "of", "and", "to", "in", "that", "is", "was", "for", "it", "with", "as", "by", "at", "from", "has", "have",
    "his", "their", "which", "were", "are", "been",
))  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, or ``None`` where there is too little to tell. The model loads at first use."""
    sample = text[:SAMPLE]
    if sum(c.isalpha() for c in sample) < MIN_LETTERS:
        return None
    words = _WORD.findall(sample.lower())
    if sum(word in _GRAMMAR for word in words) >= GRAMMAR_SHARE * max(len(words), 10):
        return READ
    code = str(py3langid.classify(sample)[0])
    return code if len(code) == 2 else None


def unread(document: Document) -> tuple[Rejected, ...]:
    """That a document is in a language that is not read; empty where it is read."""
    if document.language in {READ, None}:
        return ()
    reason = f"its language seems to be {document.language!r}, and only English is read: it is kept as it is"
    return (Rejected(document.uri, "reading", reason, document.id),)
