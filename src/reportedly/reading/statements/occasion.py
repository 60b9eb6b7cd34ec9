"""When a statement was made, as far as its own wording says: "told reporters Thursday", "a July report"."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Token

from reportedly.model import DateExpression, Said, Span
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.syntax import SUBJECTS, child, overlap

_TIMES: Final = frozenset({"DATE", "TIME"})
# What a "Thursday" or a "2031" in front of it tells the time of; in front of anything else it only says which one is meant.
_OCCASION_WORDS: Final = """
interview statement briefing speech address post tweet report letter hearing meeting conference call article editorial
op-ed memo email appearance broadcast session remark debate summit testimony message assessment investigation filing study
note comment press visit
"""
_OCCASIONS: Final = frozenset(_OCCASION_WORDS.split())
# Verbs below a cue whose time is the statement's: "in an interview aired Sunday"; "asked on Tuesday, he said".
_PUBLISHED: Final = frozenset({"air", "publish", "release", "post", "broadcast", "issue", "print", "date", "carry", "hold",
                              "conduct", "give", "record", "tape", "film"})  # fmt: skip
_SPEAKING: Final = frozenset(
    {"speak", "ask", "talk", "write", "address", "appear", "testify", "question", "press", "meet"}
)
_PARTICIPLES: Final = frozenset({"VBG", "VBN"})
_INSIDE: Final = frozenset({"nummod", "compound", "nmod", "amod", "poss"})
# Where the parser ran two sentences into one, what stands in the other is not the statement's.
_NEW_SENTENCE: Final = re.compile(r"[a-z0-9]{3}[.!?][\"”’)]*\s+[\"“(]?[A-Z]|\n")


def said_of(a: Attribution, dates: tuple[DateExpression, ...]) -> Said:
    """The days between which it was said; both ``None`` where the text gives no date or only an unanchored one."""
    first, last = a.block.start, a.block.block.end
    hanging = [d for d in dates if first <= d.start < last and d.type in _TIMES and _of_cue(a, d)]
    if not hanging:
        return Said()
    nearest = min(hanging, key=lambda d: abs(d.start - a.cue[0].start))
    return Said(nearest.earliest, nearest.latest, (Span(nearest.start, nearest.end),))


def _of_cue(a: Attribution, date: DateExpression) -> bool:
    """Whether a date tells the time of the cue: beside it, in its source, or of the occasion; in its sentence, in no content."""
    span = Span(date.start, date.end)
    if overlap([span], a.content):
        return False
    tokens = a.block.doc.char_span(date.start - a.block.start, date.end - a.block.start, alignment_mode="expand")
    if tokens is None or tokens.root.sent != a.cue_head.sent or _is_apart(tokens.root, a.cue_head):
        return False
    return (
        bool(overlap([span], a.source)) or _tells(tokens.root, a.cue_head) or _shares_its_time(tokens.root, a.cue_head)
    )


def _is_apart(date: Token, cue: Token) -> bool:
    """Whether a sentence ends between the date and the cue."""
    first, last = sorted((date.i, cue.i))
    return _NEW_SENTENCE.search(cue.doc[first : last + 1].text) is not None


def _tells(date: Token, cue: Token) -> bool:
    """Whether the date hangs on the cue and on nothing between that has a time of its own: "said Ross of the 2031 bill"."""
    if date.dep_ in _INSIDE and date.head != cue and date.head.lemma_.lower() not in _OCCASIONS:
        return False
    for above in date.ancestors:
        if above == cue:
            return True
        published = above.dep_ in {"acl", "relcl"} and above.lemma_ in _PUBLISHED
        if above.tag_.startswith("VB") and not (published or _goes_with(above, cue)):
            return False
    return False


def _goes_with(verb: Token, cue: Token) -> bool:
    """Whether a clause beside the cue tells its occasion: "asked on Tuesday, he said", "leaving the talks in May, she told"."""
    if verb.dep_ != "advcl":
        return False
    opening = (
        verb.head == cue and verb.i < cue.i and verb.tag_ in _PARTICIPLES and child(verb, "mark", *SUBJECTS) is None
    )
    return opening or verb.lemma_ in _SPEAKING


def _shares_its_time(date: Token, cue: Token) -> bool:
    """Whether it is of the verb that the cue is joined to: "on Monday he met the envoy and said"."""
    before = cue.head
    joined = cue.dep_ == "conj" and cue.tag_ == before.tag_ == "VBD" and child(cue, *SUBJECTS) is None
    return joined and date.i < before.i and _tells(date, before)
