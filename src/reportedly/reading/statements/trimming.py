"""What is found, without what is no part of it: dates before a name, and formulas about the source itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reportedly.model import DateExpression, Span, Spans
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.lexicon import group
from reportedly.reading.statements.syntax import child

_UNNAMED = re.compile(
    r"(?:not to be|to remain|that (?:he|she|they) not be) (?:named|identified|quoted|anonymous)|anonymity\b"
)
_CONDITION = re.compile(r"(?:if|unless|until|once)\b", re.IGNORECASE)
_RELATIVE_END = re.compile(r",?\s(?:at|by|for|from|in|of|on|through|to|with)\s(?:which|whom)$")
_NAME_AFTER = re.compile(r",?\s+(?=[A-Z]|the |a |an )")


def is_formula(a: Attribution) -> bool:
    """Whether this tells nobody's word: "who asked not to be named", "if confirmed, …", "too early to say"."""
    if _CONDITION.match(a.block.doc.text, a.cue[0].start - a.block.start) and not a.source:
        return True
    if (
        a.cue_head.lemma_ in {"say", "tell"}
        and a.cue_head.tag_ == "VB"
        and a.cue_head.head.lemma_.lower() in group("hard_to_say")
    ):
        return True
    content = a.block.doc.text[a.content[0].start - a.block.start : a.content[-1].end - a.block.start]
    return _UNNAMED.match(content) is not None


def without_loose_ends(found: Iterable[Attribution]) -> list[Attribution]:
    """Contents without a relative that leads to somebody else's word: "recalled a meeting at which, she said, he left"."""
    return [replace(a, content=_without_relative(a)) for a in found]


def _without_relative(a: Attribution) -> Spans:
    last, start = a.content[-1], a.block.start
    end = _RELATIVE_END.search(
        a.block.doc.text, max(0, last.start - start, last.end - start - 20), max(0, last.end - start)
    )
    if end is None or start + end.start() <= last.start:
        return a.content
    return (*a.content[:-1], Span(last.start, start + end.start()))


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
        text = a.block.doc.text
        named = text[s.start - a.block.start :][:4].lower() == "the "  # "the Evening Star": the word is of the name
        name = _NAME_AFTER.match(text, end - a.block.start) if s.start < end < s.end and not named else None
        out.append(Span(a.block.start + name.end(), s.end) if name else s)
    return tuple(out)
