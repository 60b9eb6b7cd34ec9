"""Numbers of several words as one token: "twenty-four", "two hundred", "nineteen ninety-four" (a year), "twenty-first"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.reading.dates.lexicon import HUNDREDS, Token


@dataclass(frozen=True, slots=True)
class _Read:
    """A number read so far: its value, the token it ends with, and the place behind it."""

    value: int
    last: Token
    behind: int


def join_numbers(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each number written in words as one token of kind ``number``, ``ordinal`` or ``year``."""
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "half" and (behind := _half_dozen(tokens, at)):
            token, at = Token(token.start, tokens[behind - 1].end, "number", 6), behind
        elif token.kind in {"number", "a"} and text[token.start].isalpha():
            token, at = _joined(text, tokens, at)
        else:
            at += 1
        out.append(token)
    return out


def _half_dozen(tokens: Sequence[Token], at: int) -> int | None:
    """The place behind "half-dozen" or "half a dozen", where that is what begins here."""
    at += 2 if at + 1 < len(tokens) and tokens[at + 1].kind in {"hyphen", "a"} else 1
    dozen = at < len(tokens) and tokens[at].kind == "number" and tokens[at].value == 12
    return at + 1 if dozen and tokens[at].end - tokens[at].start == len("dozen") else None


def _joined(text: str, tokens: Sequence[Token], at: int) -> tuple[Token, int]:
    first = tokens[at]
    read = _below_hundred(tokens, at)
    scale = _scale(tokens, read.behind)
    if scale:
        read = _Read(max(read.value, 1) * scale, tokens[read.behind], read.behind + 1)
    elif first.kind == "a":
        return first, at + 1
    more = _second(text, tokens, read.behind)
    if not more and (year := _hundreds(first, read, scale)):
        return Token(first.start, read.last.end, "year", year), read.behind
    if more and (year := _year(read.value, more.value, scale)):
        return Token(first.start, more.last.end, "year", year), more.behind
    if more and scale:
        return Token(first.start, more.last.end, "number", read.value + more.value), more.behind
    if not scale and (ordinal := _ordinal(tokens, read)):
        return Token(first.start, ordinal.last.end, "ordinal", ordinal.value), ordinal.behind
    return Token(first.start, read.last.end, "number", read.value), read.behind


def _scale(tokens: Sequence[Token], at: int) -> int | None:
    return HUNDREDS.get(str(tokens[at].value)) if at < len(tokens) and tokens[at].kind == "word" else None


def _second(text: str, tokens: Sequence[Token], at: int) -> _Read | None:
    """A second number in words right behind, or behind a hyphen ("nineteen-ninety-four")."""
    at += at + 1 < len(tokens) and tokens[at].kind == "hyphen" and tokens[at - 1].value in {18, 19, 20}
    there = at < len(tokens) and tokens[at].kind == "number" and text[tokens[at].start].isalpha()
    return _below_hundred(tokens, at) if there else None


def _hundreds(first: Token, read: _Read, scale: int | None) -> int | None:
    """Nineteen hundred; not a thousand nine hundred."""
    return read.value if scale == 100 and first.value in {17, 18, 19} else None


def _year(first: int, second: int, scale: int | None) -> int | None:
    """Nineteen ninety-four, two thousand twelve."""
    if scale == 1000 and first == 2000:
        return first + second
    return first * 100 + second if not scale and 11 <= first <= 20 and second >= 10 else None


def _ordinal(tokens: Sequence[Token], read: _Read) -> _Read | None:
    """Twenty-first, thirty second."""
    at = read.behind
    if read.value not in range(20, 100, 10) or at >= len(tokens):
        return None
    at += tokens[at].kind == "hyphen"
    if at >= len(tokens) or tokens[at].kind not in {"ordinal", "second"}:
        return None
    value = tokens[at].value
    return _Read(read.value + (value if isinstance(value, int) else 2), tokens[at], at + 1)


def _below_hundred(tokens: Sequence[Token], at: int) -> _Read:
    """A number word, with the units behind a ten."""
    first = tokens[at]
    value = first.value if first.kind == "number" and isinstance(first.value, int) else 0
    if value in range(20, 100, 10):
        behind = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].kind == "hyphen")
        last = tokens[behind] if behind < len(tokens) else first
        in_words = last.end - last.start > 2
        if last.kind == "number" and isinstance(last.value, int) and 0 < last.value < 10 and in_words:
            return _Read(value + last.value, last, behind + 1)
    return _Read(value, first, at + 1)
