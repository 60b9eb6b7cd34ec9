"""When a statement was made, as far as its own wording says: "told reporters Thursday", "a July report"."""

from __future__ import annotations

from reportedly.model import DateExpression, Said, Span
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.syntax import overlap


def _of_cue(a: Attribution, date: DateExpression) -> bool:
    """Whether a date hangs on the cue: below it, or in its source, and in no content."""
    span = Span(date.start, date.end)
    if overlap([span], a.content):
        return False
    if overlap([span], a.source):
        return True
    start, end = date.start - a.block.start, date.end - a.block.start
    tokens = a.block.doc.char_span(start, end, alignment_mode="expand")
    if tokens is None or tokens.root.sent != a.cue_head.sent:
        return False
    return a.cue_head.is_ancestor(tokens.root) or tokens.root.head == a.cue_head


def said_of(a: Attribution, dates: tuple[DateExpression, ...]) -> Said:
    """The days between which it was said; both ``None`` where the text gives no date or only an unanchored one."""
    first, last = a.block.start, a.block.start + len(a.block.doc.text)
    hanging = [d for d in dates if first <= d.start < last and d.type in {"DATE", "TIME"} and _of_cue(a, d)]
    if not hanging:
        return Said()
    nearest = min(hanging, key=lambda d: abs(d.start - a.cue[0].start))
    return Said(nearest.earliest, nearest.latest, (Span(nearest.start, nearest.end),))
