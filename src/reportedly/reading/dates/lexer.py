"""Text into tokens: words of time with their kind and value, everything else as ``word`` or a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from reportedly.reading.dates import lexicon
from reportedly.reading.dates.known_events import event_at
from reportedly.reading.dates.lexicon import Token, Value
from reportedly.reading.dates.numerals import join_numbers
from reportedly.reading.dates.occasions import HOLIDAY, HOLIDAY_BEGINNINGS, holiday_name

# One kind of token a line, each a plain run or of bounded length: linear on any text.
_TOKEN: Final = re.compile(
    r"""
      (?P<oclock>o['’]clock\b)
    | (?P<letters>[^\W\d_]+)
    | (?P<iso>(?<![\d./-])[0-9]{4}-[0-9]{2}
        (?:-[0-9]{2}(?:[T\ ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?)?(?![\d/-]))
    | (?P<numeric>(?<![\d./-])[0-9]{1,2}(?:(?P<_sep>[/.-])[0-9]{1,2}(?P=_sep)[0-9]{4}|/[0-9]{1,2}/[0-9]{2})(?![\d/-]))
    | (?P<clock>(?<![\d.:])[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2})?(?![\d:])|\.[0-9]{2}(?=\s?[ap]\.?m\b)))
    | (?P<hhmm>(?<![\d.,])[0-2][0-9][0-5][0-9](?=\s(?:gmt|utc|local\stime)))
    | (?P<decade>['’‘][0-9]0s\b|[0-9]{3}0['’]?s\b)
    | (?P<short>['’‘][0-9]{2}(?![\w%]|[.,:/-][0-9]))
    | (?P<nth>[0-9]{1,4}(?:st|nd|rd|th)\b)
    | (?P<digits>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)
    | (?P<gap>\n[^\S\n]*\n\s*)
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Two letters that belong with what stands behind them.
_AM_PM: Final = re.compile(r"\.m\b\.?", re.IGNORECASE)
_COUNTED_FROM: Final = re.compile(r"(?i)(?:anniversary|beginning|start|outset)\sof\s")
_QUARTER: Final = re.compile(r"[1-4]\b")
_MARKS: Final = {
    ",": "comma", "-": "hyphen", "–": "hyphen", "‑": "hyphen", "—": "dash", ".": "stop", "'": "apostrophe", "’": "apostrophe",
    "$": "money", "€": "money", "£": "money", "#": "money", "%": "percent", "/": "slash", "(": "open", ")": "shut",
}  # fmt: skip
KINDS_OF_MARKS: Final = frozenset(_MARKS.values()) | {
    "mark", "gap", "word", "figure", "iso", "numeric", "clock", "hhmm", "code", "decade", "year", "short", "oclock", "may",
    "holiday", "event",
}  # fmt: skip
# In lower case these are no months.
_LOWER: Final = {word: found for word, found in lexicon.WORDS.items() if word not in {"march", "may", "august"}}
# Short names that are also words count only with their full stop or next to a number.
_DOUBTFUL: Final = frozenset({"mar", "jun", "jan", "sun", "sat", "mon", "fri", "wed"})


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text in order; numbers of several words and names of holidays are one token each."""
    out: list[Token] = []
    until = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < until:
            continue
        word = match.group()
        if word.islower() and end - start > 1 and match.lastgroup == "letters":  # most of any text
            out.append(Token(start, end, *_LOWER.get(word, ("word", word))))
        else:
            out.append(_token(match))
        until = out[-1].end
    return _events(text, _holidays(text, join_numbers(text, out)))


def _token(match: re.Match[str]) -> Token:
    kind, word = match.lastgroup, match.group()
    start, end = match.span()
    if kind == "letters":
        return _letters(match, word) if len(word) == 1 else Token(start, end, *_word(match, word))
    if kind == "mark":
        return Token(start, end, _MARKS.get(word, "mark"), word)
    if kind == "digits":
        return Token(start, end, *_digits(word))
    if kind == "nth":
        return Token(start, end, "ordinal", int(word[:-2]))
    if kind == "short":
        return Token(start, end, "short", lexicon.full_year(int(word[1:])))
    if kind == "decade":
        digits = word.strip("'’‘sS")
        return Token(start, end, "decade", int(digits) if len(digits) == 4 else 1900 + int(digits))
    return Token(start, end, str(kind), f"{word[:2]}:{word[2:]}" if kind == "hhmm" else word)


def _letters(match: re.Match[str], word: str) -> Token:
    """One letter: it may begin "a.m." or "Q3"."""
    start, end = match.span()
    if word in "aApP" and (rest := _AM_PM.match(match.string, end)):
        return Token(start, rest.end(), "ampm", f"{word.lower()}m")
    if word in "QH" and (number := _QUARTER.match(match.string, end)):
        return Token(start, number.end(), "code", word + number.group())
    return Token(start, end, *lexicon.WORDS.get(word.lower(), ("word", word.lower())))


def _word(match: re.Match[str], word: str) -> tuple[str, Value]:
    lower = word.lower()
    if word[0].isupper():
        if lower == "may":
            return "may", 5
        if len(lower) < 6 and (short := _short_name(match, lower)):
            return short
        return lexicon.WORDS.get(lower) or ("word", lower)
    return _LOWER.get(lower, ("word", lower))


def _short_name(match: re.Match[str], lower: str) -> tuple[str, Value] | None:
    """Oct., Sept, Thurs: with a capital, and surely meant."""
    month, weekday = lexicon.SHORT_MONTHS.get(lower), lexicon.SHORT_WEEKDAYS.get(lower)
    if month is None and weekday is None:
        return None
    if lower in _DOUBTFUL and match.string[match.end() : match.end() + 1] != "." and not _digit_near(match):
        return None
    return ("month", month) if month else ("weekday", weekday)


def _digit_near(match: re.Match[str]) -> bool:
    after = match.string[match.end() : match.end() + 3].lstrip(" .,")[:1]
    before = match.string[max(match.start() - 2, 0) : match.start()].rstrip(" ")[-1:]
    return any(mark.isascii() and mark.isdigit() for mark in (after, before))


def _digits(word: str) -> tuple[str, Value]:
    if word.isdigit():
        if len(word) == 4:
            return ("year", int(word)) if word >= "1000" else ("word", word)
        return ("number", int(word)) if len(word) < 4 else ("figure", None)
    return "figure", int(word.replace(",", "")) if "." not in word and len(word) < 8 else None


def _holidays(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens, those of a holiday's name joined into one."""
    names = [name for token in tokens if (name := _holiday(text, token))]
    return _covered(tokens, names) if names else tokens


def _holiday(text: str, token: Token) -> Token | None:
    """The holiday whose name begins with this token. "An epiphany" is none; "election day" may come without capitals."""
    word = token.value if isinstance(token.value, str) else text[token.start : token.end].lower()
    if word not in HOLIDAY_BEGINNINGS:
        return None
    match = HOLIDAY.match(text, token.start)
    name = holiday_name(match.group()) if match else ""
    capital = text[token.start].isupper() or name.endswith((" day", "july"))
    return Token(*match.span(), "holiday", name) if match and capital else None


def _events(text: str, tokens: list[Token]) -> list[Token]:
    """Behind "anniversary of" and "start of", the name of an event whose day is known is one token; its value is that day."""
    if not _COUNTED_FROM.search(text):
        return tokens
    names: list[Token] = []
    for at, token in enumerate(tokens[2:], start=2):
        if tokens[at - 1].kind == "of" and tokens[at - 2].kind in {"anniversary", "beginning"}:
            event = event_at(text, token.start)
            if event:
                names.append(Token(token.start, event.end, "event", event.day.isoformat()))
    return _covered(tokens, names) if names else tokens


def _covered(tokens: list[Token], names: Iterable[Token]) -> list[Token]:
    """The tokens, those under a name replaced by it; names are in order and begin with a token."""
    out: list[Token] = []
    waiting = iter(names)
    name = next(waiting, None)
    for token in tokens:
        while name and token.start >= name.end:
            name = next(waiting, None)
        if not name or token.end <= name.start:
            out.append(token)
        elif token.start == name.start:
            out.append(name)
    return out
