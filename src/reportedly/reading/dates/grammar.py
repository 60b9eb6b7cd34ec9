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
from reportedly.reading.dates.counting_rules import COUNTING_RULES
from reportedly.reading.dates.lexer import KINDS_OF_MARKS, tokens_of
from reportedly.reading.dates.lexicon import Token
from reportedly.reading.dates.match import Builder, Match
from reportedly.reading.dates.meaning import Background, Mention
from reportedly.reading.dates.shorthands import expand

# One letter for each kind, so that a text's kinds are a string that patterns can run over.
_KINDS = sorted({kind for kind, _ in lexicon.WORDS.values()} | KINDS_OF_MARKS)
_LETTER = {kind: chr(0x4E00 + place) for place, kind in enumerate(_KINDS)}
# What stands between a stretch of time and the day that ends it.
_ENDED = re.compile(r",?\s(?:that\s)?end(?:ed|ing|s)\s(?:on\s)?")


@dataclass(frozen=True, slots=True)
class _Compiled:
    pattern: re.Pattern[str]
    build: Builder


@cache
def _compiled() -> tuple[_Compiled, ...]:
    return tuple(
        _Compiled(re.compile(expand(rule.pattern, _LETTER)), rule.build) for rule in CALENDAR_RULES + COUNTING_RULES
    )


def rules_by_name() -> dict[str, str]:
    """The pattern of each rule, as written, by the rule's name."""
    return {rule.name: rule.pattern for rule in CALENDAR_RULES + COUNTING_RULES}


def mentions_of(text: str, background: Background) -> list[Mention]:
    """The expressions in a piece of a document, in order and never overlapping."""
    tokens = tokens_of(text)
    kinds = "".join(_LETTER[token.kind] for token in tokens)
    out: list[Mention] = []
    for mention in sorted(_candidates(text, tokens, kinds, background), key=lambda c: (c.start, -c.end)):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return [
        replace(one, ends_with_next=True) if _ENDED.fullmatch(text, one.end, min(two.start, one.end + 30)) else one
        for one, two in pairwise(out)
    ] + out[-1:]


def _candidates(text: str, tokens: list[Token], kinds: str, background: Background) -> Iterator[Mention]:
    for rule in _compiled():
        for hit in rule.pattern.finditer(kinds):
            match = Match(text, tokens, hit, background)
            meaning = rule.build(match)
            if meaning is not None:
                yield Mention(match.start, match.end, meaning)
