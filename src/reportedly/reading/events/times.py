"""When an event is said to have happened: the date expression that hangs on its clause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock
from reportedly.model import DateExpression, Span, When
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


def when_of(block: ParsedBlock, trigger: Token, dates: Sequence[DateExpression]) -> When:
    """The nearest date whose clause is the trigger's own, or that of the verb it completes; empty where there is none."""
    above = governing_verb(trigger) if not is_verb(trigger) else None
    clauses = {trigger.i} | ({above[0].i} if above is not None and above[1] not in _APART else set())
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
    return When(nearest.value, nearest.edtf, nearest.earliest, nearest.latest, (Span(nearest.start, nearest.end),))


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
    noun = head
    while noun.dep_ in _INSIDE and not is_verb(noun.head):
        noun = noun.head
    return None if noun == head else noun


def _made(thing: Token) -> bool:
    """Whether it is what the verb brings about: they signed the 2031 accord in that year."""
    return thing.dep_ == "dobj" and thing.head.lemma_ in _MAKING
