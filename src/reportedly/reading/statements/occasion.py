"""When a statement was made, as far as its own wording says: "told reporters Thursday", "a July report"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from reportedly.model import DateExpression, Said, Span
from reportedly.reading.dates.tense import opens_a_clause
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
# "Declined to comment on Tuesday": the day is that of the answer.
_REFUSING: Final = frozenset({"decline", "refuse"})
_ABOUT: Final = frozenset({"of", "for", "to", "over", "with"})
_ON: Final = re.compile(r"\s(?:on\s)?")
_PARTICIPLES: Final = frozenset({"VBG", "VBN"})
_INSIDE: Final = frozenset({"nummod", "compound", "nmod", "amod", "poss"})
# Where the parser ran two sentences into one, what stands in the other is not the statement's.
_NEW_SENTENCE: Final = re.compile(r"[a-z0-9]{3}[.!?][\"”’)]*\s+[\"“(]?[A-Z]|\n")


def said_of(a: Attribution, dates: tuple[DateExpression, ...], written: date | None = None) -> Said:
    """The days between which it was said; both ``None`` where the text gives no date or only an unanchored one.

    ``written`` is the last day on which the text can have been written: what is said was said by then, so that "this week"
    ends with it, and an interview "to be aired on Sunday" has another day, which is not told.
    """
    first, last = a.block.start, a.block.block.end
    hanging = [d for d in dates if first <= d.start < last and d.type in _TIMES and _of_cue(a, d)]
    if written is not None:
        hanging = [d for d in hanging if d.earliest is None or d.earliest <= written]
    if not hanging:
        return Said()
    nearest = min(hanging, key=lambda d: abs(d.start - a.cue[0].start))
    end = min(nearest.latest, written) if nearest.latest and nearest.earliest and written else nearest.latest
    return Said(nearest.earliest, end, (Span(nearest.start, nearest.end),))


def _of_cue(a: Attribution, told: DateExpression) -> bool:
    """Whether a date tells the time of the cue: beside it, in its source, or of the occasion; in its sentence, in no content."""
    span, cue = Span(told.start, told.end), a.cue_head
    tokens = a.block.doc.char_span(told.start - a.block.start, told.end - a.block.start, alignment_mode="expand")
    if tokens is None or tokens.root.sent != cue.sent or _is_apart(tokens.root, cue):
        return False
    if overlap([span], a.content):
        return _is_between(tokens, cue)
    if overlap([span], a.cue) or _is_next_to(a, told):
        return True
    if overlap([span], a.source):
        return _of_source(tokens.root, cue)
    return _tells(tokens.root, cue) or _shares_its_time(tokens.root, cue) or _opens(tokens.root, cue)


def _is_between(day: DocSpan, cue: Token) -> bool:
    """Whether it is of the cue though it stands in what was cut out as content: "accused Norland on Tuesday of shelling"."""
    behind = cue.doc[day.end] if day.end < len(cue.doc) else None
    head = day.root.head if day.root.head.dep_ in {"prep", "advmod"} else day.root
    if head.head != cue or day.start < cue.i or child(cue, "ccomp", "xcomp") is not None:
        return False
    return behind is None or behind.is_punct or (behind.head == cue and behind.lower_ in _ABOUT)


def _of_source(day: Token, cue: Token) -> bool:
    """Whether it tells when the source spoke: "a report released in May", not "Roe, who was there in May"."""
    if day.dep_ in _INSIDE:
        return day.head.lemma_.lower() in _OCCASIONS
    for above in day.ancestors:
        if above == cue or above.pos_ in {"NOUN", "PROPN"}:
            return True
        if above.tag_.startswith("VB"):
            return above.dep_ in {"acl", "relcl"} and above.lemma_ in _PUBLISHED | _SPEAKING
    return False


def _opens(day: Token, cue: Token) -> bool:
    """ "On Sunday Roe asked", where the parser takes the day for a part of the name."""
    return opens_a_clause(day) and day.head.dep_ in SUBJECTS and day.head.head == cue


def _is_next_to(a: Attribution, told: DateExpression) -> bool:
    """Whether it stands right behind the cue and in front of the content: "said on Tuesday the town was held"."""
    cue, text = a.cue[-1].end - a.block.start, a.block.doc.text
    between, behind = text[cue : told.start - a.block.start], text[told.end - a.block.start :][:2]
    return _ON.fullmatch(between) is not None and behind not in {"'s", "’s"}


def _is_apart(day: Token, cue: Token) -> bool:
    """Whether a sentence ends between the date and the cue."""
    first, last = sorted((day.i, cue.i))
    return _NEW_SENTENCE.search(cue.doc[first : last + 1].text) is not None


def _tells(day: Token, cue: Token) -> bool:
    """Whether the date hangs on the cue and on nothing between that has a time of its own: "said Ross of the 2031 bill"."""
    if day.dep_ in _INSIDE and day.head != cue and day.head.lemma_.lower() not in _OCCASIONS:
        return False
    for above in day.ancestors:
        if above == cue:
            return True
        published = above.dep_ in {"acl", "relcl"} and above.lemma_ in _PUBLISHED
        published = published or (above.dep_ == "xcomp" and above.head == cue and cue.lemma_ in _REFUSING)
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


def _shares_its_time(day: Token, cue: Token) -> bool:
    """Whether it is of the verb that the cue is joined to: "on Monday he met the envoy and said"."""
    before = cue.head
    joined = cue.dep_ == "conj" and cue.tag_ == before.tag_ == "VBD" and child(cue, *SUBJECTS) is None
    return joined and day.i < before.i and _tells(day, before)
