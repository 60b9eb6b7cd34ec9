"""Which way in time a verb points an expression: "warned on Thursday" back, "will meet Thursday" ahead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from reportedly.reading.dates.meaning import Mention, Side

_AHEAD_MODALS = frozenset(
    {"will", "'ll", "wo", "shall", "would", "may", "might", "should", "could", "can", "must", "'d"}
)
_PLANNING = frozenset(
    ["expect", "plan", "schedule", "intend", "set", "hope", "want", "prepare", "due", "aim", "propose", "urge", "order", "ask", "vow", "promise", "pledge", "agree", "threaten", "expire", "ready", "slate", "about", "go", "likely", "poise", "extend", "postpone", "delay", "be", "need", "call"]
)
_AHEAD_NOUNS = frozenset(
    ["deadline", "plan", "expiration", "expiry", "maturity", "talk", "election", "vote", "summit", "debt", "note", "bond", "debenture"]
)
_AHEAD_WORDS = frozenset(["due", "effective", "payable", "scheduled", "upcoming", "expiring", "slated", "expected"])


def tense_in(doc: Doc, start: int, end: int) -> Side | None:
    """Which way the verb over a stretch of a parsed block points (offsets of the block); ``None`` where none says."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    token: Token = span.root
    if any(t.lower_ in _AHEAD_WORDS for t in doc[max(span.start - 3, 0) : span.start]):
        return "future"
    for _ in range(12):
        if token.pos_ in {"VERB", "AUX"} and not (span.start <= token.i < span.end):
            side = _of_verb(token, span.start)
            if side is not None or token.head is token:
                return side
        elif token.lemma_.lower() in _AHEAD_NOUNS and token.i >= span.end:
            return "future"
        if token.head is token:
            return None
        token = token.head
    return None


def _of_verb(verb: Token, at: int) -> Side | None:
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {helper.lower_ for helper in helpers}
    if words & _AHEAD_MODALS:
        return None if words & {"have"} else "future"
    if verb.tag_ == "VBD" or words & {"was", "were", "had", "did", "has", "have", "'ve"}:
        return "future" if _planned(verb) and verb.lemma_ in {"schedule", "set", "expect", "slate"} else "past"
    if verb.tag_ == "VB" and "to" in words:
        head = verb.head
        return "future" if head is not verb and _planned(head) else None
    if verb.tag_ in {"VBZ", "VBP"}:
        return (
            "future"
            if _planned(verb) or (verb.i < at and verb.lemma_ not in {"say", "report", "show", "write", "warn"})
            else None
        )
    if verb.tag_ == "VBN" and words & {"is", "are", "be", "'s", "'re"}:
        return "future"
    if verb.tag_ == "VBN":
        return "future" if _planned(verb) else "past" if verb.dep_ in {"acl", "relcl"} else None
    return None


def _planned(token: Token) -> bool:
    return token.lemma_.lower() in _PLANNING or token.lower_ in _AHEAD_WORDS


# -- without a parse: the nearest word that tells a tense, in the same sentence

_WORD = re.compile(r"[^\W\d_]+|[.!?;\n]")
_AHEAD = frozenset(
    ["will", "would", "shall", "may", "might", "should", "could", "must", "ll", "due", "expected", "scheduled", "plans", "planned", "set", "until", "deadline", "upcoming", "effective", "payable", "expected", "expects", "slated", "intends", "to"]
)
_BACK = frozenset(
    ["said", "told", "was", "were", "had", "did", "came", "went", "made", "took", "met", "left", "won", "lost", "gave", "got", "found", "fell", "rose", "held", "sent", "saw", "began", "became", "reported", "announced", "warned", "has", "have", "after", "since"]
)
_REACH = 90


def plain_tenses(text: str, mentions: Sequence[Mention]) -> list[Side | None]:
    """The tense of each mention from the words around it."""
    return [_plain(text, mention) for mention in mentions]


def _plain(text: str, mention: Mention) -> Side | None:
    before = _WORD.findall(text[max(mention.start - _REACH, 0) : mention.start])
    for word in reversed(before):
        if word in {".", "!", "?", ";", "\n"} and word != ".":
            break
        if side := _side(word):
            return side
    for word in _WORD.findall(text[mention.end : mention.end + _REACH]):
        if word in {".", "!", "?", ";"}:
            break
        if side := _side(word):
            return side
    return None


def _side(word: str) -> Side | None:
    lower = word.lower()
    if lower in _AHEAD:
        return "future"
    return "past" if lower in _BACK or (len(lower) > 4 and lower.endswith("ed")) else None
