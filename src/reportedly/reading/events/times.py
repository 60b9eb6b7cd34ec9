"""When an event is said to have happened: the date expression that hangs on its clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from reportedly.language.intervals import edtf_of
from reportedly.language.parser import ParsedBlock
from reportedly.model import DateExpression, Span, When
from reportedly.reading.dates.tense import opens_a_clause
from reportedly.reading.events.control import governing_verb
from reportedly.reading.events.syntax import is_verb

_TIMES = frozenset({"DATE", "TIME"})
# Inside a name or noun phrase a date says which thing is meant: "left the 2031 accord in May".
_INSIDE = frozenset({"nummod", "compound", "nmod", "amod", "poss"})
_MAKING = frozenset({"sign", "negotiate", "reach", "strike", "conclude", "broker", "seal", "agree"})
# Between a deed and what it answers to: "sanctioned X on Monday over the supply" does not date the supply.
_APART = frozenset(
    {"over", "for", "after", "before", "amid", "following", "about", "because", "despite", "against", "since", "to"}
)
# What is done with a claim, a deed or a plan of others later on: "rejected the claim on Monday", "condemned the attack on".
_ANSWERING_WORDS = """
reject deny dismiss refute confirm condemn criticize criticise denounce deplore welcome praise decry blame accuse allege claim
call ask question investigate probe examine discuss debate mention describe cite recall remember mourn commemorate report
suspect fear lament protest answer respond comment
"""
_FROM_TO = re.compile(r"between and|from (?:to|until|till|through)")
_ANSWERING = frozenset(_ANSWERING_WORDS.split())


def when_of(block: ParsedBlock, trigger: Token, dates: Sequence[DateExpression]) -> When:
    """The nearest date whose clause is the trigger's own, or that of the verb it completes; empty where there is none."""
    above = governing_verb(trigger) if not is_verb(trigger) else None
    lends = above is not None and above[1] not in _APART and above[0].lemma_ not in _ANSWERING
    clauses = {trigger.i} | ({above[0].i} if above is not None and lends else set())
    first = bisect_left(dates, block.start, key=lambda d: d.start)
    last = bisect_left(dates, block.block.end, key=lambda d: d.start)
    hanging = [
        d
        for d in dates[first:last]
        if d.type in _TIMES and (head := _head(block, d)) is not None and _clause(head, clauses)
    ]
    if not hanging:
        return When()
    at = block.start + trigger.idx
    nearest = min(hanging, key=lambda d: (abs(d.start - at), d.start))
    return _stretch(block, nearest, dates[first:last]) or When(
        nearest.value, nearest.edtf, nearest.earliest, nearest.latest, (Span(nearest.start, nearest.end),)
    )


def _stretch(block: ParsedBlock, one: DateExpression, dates: Sequence[DateExpression]) -> When | None:
    """The time from one date to another, where the nearest is one end of it: "between March and May"."""
    at = dates.index(one)
    for first, last in pairwise(dates[max(at - 1, 0) : at + 2]):
        before = block.doc.text[: first.start - block.start]
        between = block.doc.text[first.end - block.start : last.start - block.start]
        joined = _FROM_TO.fullmatch(f"{before.split()[-1].lower() if before.split() else ''} {between.strip()}")
        if joined and first.earliest and last.latest and first.earliest <= last.latest:
            spans = (Span(first.start, first.end), Span(last.start, last.end))
            value = f"{first.value}/{last.value}"
            return When(value, edtf_of(first.earliest, last.latest), first.earliest, last.latest, spans)
    return None


def _head(block: ParsedBlock, expression: DateExpression) -> Token | None:
    if not block.start <= expression.start < block.block.end:
        return None
    span = block.doc.char_span(expression.start - block.start, expression.end - block.start, alignment_mode="expand")
    return span.root if span is not None else None


def _clause(head: Token, clauses: set[int]) -> bool:
    """Whether the first verb (or trigger) above a date is one of those looked for, and no other thing is told apart by it."""
    named = _named_by(head)
    if named is not None and named.i not in clauses and not _made(named):
        return False
    for above in head.ancestors:
        if above.i in clauses:
            return True
        if is_verb(above):
            return False
    return False


def _named_by(head: Token) -> Token | None:
    """The thing that a date inside its noun phrase tells apart: the accord in "the 2031 trade accord"."""
    if opens_a_clause(head):
        return None
    noun = head
    while noun.dep_ in _INSIDE and not is_verb(noun.head):
        noun = noun.head
    return None if noun == head else noun


def _made(thing: Token) -> bool:
    """Whether it is what the verb brings about: they signed the 2031 accord in that year."""
    return thing.dep_ == "dobj" and thing.head.lemma_ in _MAKING
