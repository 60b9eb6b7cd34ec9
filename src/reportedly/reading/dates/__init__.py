"""Dates as they are reported, and what they can mean.

    >>> from datetime import date
    >>> from reportedly.model import Published
    >>> from reportedly.reading.dates import tag
    >>> written = Published(date(2031, 5, 8), date(2031, 5, 8), "given")
    >>> for found in tag("The ministry warned on Tuesday that talks had stalled in late March.", anchor=written):
    ...     print(found.type, found.value, found.edtf)
    DATE 2031-05-06 2031-05-06
    DATE 2031-03 2031-03-21/2031-03-31

``value`` is what TimeML's annotators write: the unit that is named. ``earliest``, ``latest`` and ``edtf`` are the days that
can be meant, which early, mid and late, or "the past year", say better than a TIMEX3 value can; a value is a range of days
only where there is no unit to name ("July 19-21").

Expressions that need to know when the text was written keep their X, and open bounds, where that is not known. From a range
of days of writing follows a range of days; nothing is guessed.

:func:`tag` needs no parser: it reads the tense from the words around. :func:`find_dates` is the stage of the pipeline; it
takes the tense from the parse. The rules are data, in the modules whose names end in ``_rules``; the order of work is tokens,
rules, meanings, days.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.language.parser import ParsedDocument
from reportedly.model import DateExpression, Document, Published
from reportedly.reading.dates.anchoring import writing_day
from reportedly.reading.dates.background import background_of
from reportedly.reading.dates.grammar import mentions_of
from reportedly.reading.dates.meaning import Mention, Tense
from reportedly.reading.dates.ranges import resolve_between
from reportedly.reading.dates.tense import plain_tenses, tense_in

__all__ = ["Found", "find_dates", "find_mentions", "resolve_found", "tag"]


@dataclass(frozen=True, slots=True)
class Found:
    """The expressions in a document, in order, and which way the verb over each points."""

    mentions: tuple[Mention, ...]
    tenses: tuple[Tense | None, ...]


def tag(text: str, *, anchor: Published | None = None) -> tuple[DateExpression, ...]:
    """The dates, times, durations and sets in a text, in order; offsets are code points of ``text``.

    ``anchor`` is when it was written, a day or a range of days, or open on one side. Never raises on any text, takes time in
    proportion to it, and never leaves the years 1 to 9999.
    """
    mentions = mentions_of(text, background_of(text))
    return resolve_between(mentions, plain_tenses(text, mentions), anchor or Published())


def find_dates(parsed: ParsedDocument) -> tuple[DateExpression, ...]:
    """The dates in a document, all but its furniture, counted from its dateline or publication; offsets of its text."""
    return resolve_found(parsed.document, find_mentions(parsed))


def find_mentions(parsed: ParsedDocument) -> Found:
    """The expressions in a document and the way that the verb over each points: what no day of writing changes."""
    document = parsed.document
    docs = {block.start: block.doc for block in parsed.blocks}
    mentions: list[Mention] = []
    tenses: list[Tense | None] = []
    background = background_of(document.text)
    for block in document.blocks:
        if block.role == "furniture":
            continue
        found = mentions_of(document.text[block.start : block.end], background)
        doc = docs.get(block.start)  # bylines and datelines are not parsed
        tenses += [tense_in(doc, m.start, m.end) if doc is not None else None for m in found]
        mentions += [replace(m, start=m.start + block.start, end=m.end + block.start) for m in found]
    return Found(tuple(mentions), tuple(tenses))


def resolve_found(document: Document, found: Found) -> tuple[DateExpression, ...]:
    """The expressions found in a document, counted from its dateline or publication."""
    return resolve_between(found.mentions, found.tenses, writing_day(document, found.mentions))
