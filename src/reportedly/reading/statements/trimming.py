"""What is found, without what is no part of it: dates before a name, and formulas about the source itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reportedly.model import DateExpression, Span, Spans
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.syntax import child

_UNNAMED = re.compile(
    r"(?:not to be|to remain|that (?:he|she|they) not be) (?:named|identified|quoted|anonymous)|anonymity\b"
)
_NAME_AFTER = re.compile(r",?\s+(?=[A-Z]|the |a |an )")


def is_formula(a: Attribution) -> bool:
    """Whether this tells only that a source wants no name: "diplomats, who asked not to be named"."""
    content = a.block.doc.text[a.content[0].start - a.block.start : a.content[-1].end - a.block.start]
    return _UNNAMED.match(content) is not None


def without_dates(found: Iterable[Attribution], dates: Sequence[DateExpression]) -> list[Attribution]:
    """Sources without the date that the parse joined to a name ("On 21 February the Courier reported"), and contents likewise.

    Where all that was taken for the content is a date ("it was held, the ministry said the next day"), the clause is it.
    """
    ends = {d.start: d.end for d in dates}
    trimmed = (replace(a, source=_dateless(a, ends)) if any(s.start in ends for s in a.source) else a for a in found)
    return [replace(a, content=_clause(a)) if _is_date(a.content, ends) else a for a in trimmed]


def _is_date(content: Spans, ends: Mapping[int, int]) -> bool:
    return len(content) == 1 and ends.get(content[0].start, 0) >= content[0].end


def _clause(a: Attribution) -> Spans:
    """The clause that the cue tells, where it has one in front of it; else the content as it is."""
    clause = child(a.cue_head, "ccomp")
    if clause is None or clause.i > a.cue_head.i:
        return a.content
    tokens = list(clause.subtree)
    return (Span(a.block.start + tokens[0].idx, a.block.start + tokens[-1].idx + len(tokens[-1])),)


def _dateless(a: Attribution, ends: Mapping[int, int]) -> Spans:
    out = []
    for s in a.source:
        end = ends.get(s.start, s.start)
        name = _NAME_AFTER.match(a.block.doc.text, end - a.block.start) if s.start < end < s.end else None
        out.append(Span(a.block.start + name.end(), s.end) if name else s)
    return tuple(out)
