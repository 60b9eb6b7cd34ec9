"""Dates as they are reported, and what they can mean.

    >>> from datetime import date
    >>> from reportedly.model import Published
    >>> from reportedly.reading.dates import tag
    >>> written = Published(date(2031, 5, 8), date(2031, 5, 8), "given")
    >>> for found in tag("The ministry warned on Tuesday that talks had stalled in late March.", anchor=written):
    ...     print(found.type, found.value, found.edtf)
    DATE 2031-05-06 2031-05-06
    DATE 2031-03 2031-03-21/2031-03-31

:func:`tag` needs no parser: it reads the tense from the words around. :func:`find_dates` is the stage of the pipeline; it
takes the tense from the parse. Expressions that need to know when the text was written keep their X and open bounds
where that is not known.
"""

from __future__ import annotations

from reportedly.language.parser import ParsedDocument
from reportedly.model import DateExpression, Published
from reportedly.reading.dates.grammar import mentions_of
from reportedly.reading.dates.meaning import Mention, Side
from reportedly.reading.dates.ranges import resolve_between
from reportedly.reading.dates.tense import plain_tenses, tense_in

__all__ = ["find_dates", "tag"]


def tag(text: str, *, anchor: Published | None = None) -> tuple[DateExpression, ...]:
    """The dates, times, durations and sets in a text, in order; offsets are code points of ``text``.

    ``anchor`` is when it was written, a day or a range of days. Never raises on any text.
    """
    mentions = mentions_of(text)
    return resolve_between(mentions, plain_tenses(text, mentions), anchor or Published())


def find_dates(parsed: ParsedDocument) -> tuple[DateExpression, ...]:
    """The dates in a document's parsed blocks, counted from its publication; offsets of the document's text."""
    mentions: list[Mention] = []
    tenses: list[Side | None] = []
    for block in parsed.blocks:
        text = parsed.document.text[block.block.start : block.block.end]
        found = mentions_of(text)
        tenses += [tense_in(block.doc, m.start, m.end) for m in found]
        mentions += [Mention(m.start + block.start, m.end + block.start, m.meaning) for m in found]
    return resolve_between(mentions, tenses, parsed.document.published)
