"""The rules at work: patterns over the kinds of tokens, and which of them wins where several match.

A pattern is a regular expression in which a kind stands in braces and blanks mean nothing; a named group is read by the
rule's builder. No pattern repeats without bound, so matching takes time in proportion to the text. Of the matches that
begin first the longest wins, and of equally long ones the rule that stands first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from reportedly.reading.dates import lexicon
from reportedly.reading.dates.calendar_rules import CALENDAR_RULES
from reportedly.reading.dates.clock_rules import CLOCK_RULES
from reportedly.reading.dates.counting_rules import COUNTING_RULES
from reportedly.reading.dates.lexer import KINDS_OF_MARKS, tokens_of
from reportedly.reading.dates.lexicon import Token
from reportedly.reading.dates.match import Builder, Match
from reportedly.reading.dates.meaning import Background, Mention
from reportedly.reading.dates.occasions import HOLIDAYS
from reportedly.reading.dates.quarter_rules import QUARTER_RULES
from reportedly.reading.dates.repeating_rules import REPEATING_RULES
from reportedly.reading.dates.shorthands import expand

# One letter for each kind, so that a text's kinds are a string that patterns can run over.
_KINDS = sorted({kind for kind, _ in lexicon.WORDS.values()} | KINDS_OF_MARKS)
_LETTER = {kind: chr(0x4E00 + place) for place, kind in enumerate(_KINDS)}
# In the order in which they win a tie.
_RULES = (*CALENDAR_RULES, *CLOCK_RULES, *QUARTER_RULES, *COUNTING_RULES, *REPEATING_RULES)
# What no expression consists of alone; without another kind in it a text has none, and none lies far from one.
_EVERYWHERE = """
word comma stop hyphen dash gap mark open shut apostrophe money percent slash figure number a the this that these of in on at from
by for since during within over after before between around or and so as ago up to more most than least same other about less
each all few only another until through possible come right once old long rest end beginning middle near
"""
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
# Words that only together are of such a kind: parts of years, of clock times, of what is counted from.
_PIECES = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thousand clock m"
_REACH = 12  # tokens: longer than what a rule takes before or behind the first or last word of time in it
# What stands between a stretch of time and the day that ends it.
_ON = re.compile(r"(?:\s(?:local|[A-Z][a-z]{3,12})\stime)?,?\s(?:on\s)?")
_ENDED = re.compile(r",?\s(?:that\s)?end(?:ed|ing|s)\s(?:on\s)?")


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A rule's pattern over letters, and the letters of time in it, of which every match has one."""

    pattern: re.Pattern[str]
    letters: frozenset[str]
    build: Builder


@cache
def _compiled() -> tuple[_Compiled, ...]:
    patterns = [(expand(rule.pattern, _LETTER), rule.build) for rule in _RULES]
    return tuple(_Compiled(re.compile(p), frozenset(_timely().findall(p)), build) for p, build in patterns)


@cache
def _timely() -> re.Pattern[str]:
    letters = "".join(letter for kind, letter in _LETTER.items() if kind not in _EVERYWHERE.split())
    return re.compile(f"[{letters}]")


@cache
def _timely_words() -> frozenset[str]:
    everywhere = frozenset(_EVERYWHERE.split()) - {"beginning"}  # "the start of the war"
    words = {word for word, (kind, _) in lexicon.WORDS.items() if kind not in everywhere}
    words |= {*lexicon.SHORT_MONTHS, *lexicon.SHORT_WEEKDAYS, *_PIECES.split()}
    names = [_WORD.findall(name) for name in HOLIDAYS]
    return frozenset(words | {name[0] for name in names if words.isdisjoint(name)})


def may_hold_one(text: str) -> bool:
    """Whether a text has a figure or a word of time; one that has none need not be read."""
    return _DIGIT.search(text) is not None or not _timely_words().isdisjoint(_WORD.findall(text.lower()))


def rules_by_name() -> dict[str, str]:
    """The pattern of each rule, as written, by the rule's name."""
    return {rule.name: rule.pattern for rule in _RULES}


def mentions_of(text: str, background: Background) -> list[Mention]:
    """The expressions in a piece of a document, in order and never overlapping."""
    if not may_hold_one(text):
        return []
    tokens = tokens_of(text)
    kinds = "".join([_LETTER[token.kind] for token in tokens])
    out: list[Mention] = []
    for mention in sorted(_candidates(text, tokens, kinds, background), key=lambda c: (c.start, -c.end)):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return [_joined(text, one, two) for one, two in pairwise(out)] + out[-1:]


def _joined(text: str, one: Mention, two: Mention) -> Mention:
    """An expression, with what it has to do with the one behind it."""
    if two.start - one.end > 30:
        return one
    if _ENDED.fullmatch(text, one.end, two.start):
        return replace(one, ends_with_next=True)
    return replace(one, on_next=True) if _ON.fullmatch(text, one.end, two.start) else one


def _candidates(text: str, tokens: list[Token], kinds: str, background: Background) -> Iterator[Mention]:
    timely = [m.start() for m in _timely().finditer(kinds)]
    if not timely:
        return
    first, last = max(timely[0] - _REACH, 0), timely[-1] + 1 + _REACH
    there = set(kinds)
    for rule in _compiled():
        if there.isdisjoint(rule.letters):
            continue
        for hit in rule.pattern.finditer(kinds, first, last):
            match = Match(text, tokens, hit, background)
            meaning = rule.build(match)
            if meaning is not None:
                yield Mention(match.start, match.end, meaning)
