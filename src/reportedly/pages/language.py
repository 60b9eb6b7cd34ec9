"""Which language a text is in."""

from __future__ import annotations

import py3langid

MIN_LETTERS = 40
"""Fewer letters than this say too little."""
SAMPLE = 4000
"""Characters that are looked at."""


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, or ``None`` where there is too little to tell. The model loads at first use."""
    sample = text[:SAMPLE]
    if sum(c.isalpha() for c in sample) < MIN_LETTERS:
        return None
    code = str(py3langid.classify(sample)[0])
    return code if len(code) == 2 else None
