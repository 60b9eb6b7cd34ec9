"""Spans: where in a document's text something stands."""

from typing import NamedTuple


class Span(NamedTuple):
    """``[start, end)`` in code points of the document's text."""

    start: int
    end: int


Spans = tuple[Span, ...]
"""Pieces of text in reading order; empty where there is none."""
