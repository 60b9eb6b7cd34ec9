"""Text into tokens: words of time with their kind and value, everything else as ``word`` or a mark."""

from __future__ import annotations

import re

from reportedly.reading.dates import lexicon
from reportedly.reading.dates.lexicon import Token, Value
from reportedly.reading.dates.numerals import join_numbers
from reportedly.reading.dates.occasions import HOLIDAY, event_at, holiday_name

# One alternative a line, each of bounded look-ahead or a plain run: linear on any text.
_TOKEN = re.compile(
    r"""
      (?P<iso>(?<![\d./-])[0-9]{4}-[0-9]{2}(?:-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?)?(?![\d/-]))
    | (?P<numeric>(?<![\d./-])[0-9]{1,2}(?P<_sep>[/.-])[0-9]{1,2}(?P=_sep)[0-9]{4}(?![\d/-]))
    | (?P<clock>(?<![\d.:])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![\d:])|(?<![\d.:])[0-9]{1,2}\.[0-9]{2}(?=\s?[ap]\.?m\b))
    | (?P<hhmm>(?<![\d.,])[0-2][0-9][0-5][0-9](?=\s(?:GMT|UTC|local\stime)))
    | (?P<code>\b[QH][1-4]\b)
    | (?P<decade>['’‘][0-9]0s\b|[0-9]{3}0['’]?s\b)
    | (?P<nth>[0-9]{1,4}(?:st|nd|rd|th)\b)
    | (?P<digits>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)
    | (?P<ampm>[ap]\.?m\b\.?)
    | (?P<letters>[^\W\d_]+)
    | (?P<gap>\n[^\S\n]*\n\s*)
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARKS = {
    ",": "comma", "-": "hyphen", "–": "hyphen", "‑": "hyphen", "—": "dash", ".": "stop", "'": "apostrophe", "’": "apostrophe",
    "$": "money", "€": "money", "£": "money", "#": "money", "%": "percent", "/": "slash", "(": "open", ")": "shut",
}  # fmt: skip
KINDS_OF_MARKS = frozenset(_MARKS.values()) | {
    "mark", "gap", "word", "figure", "iso", "numeric", "clock", "hhmm", "code", "decade", "year", "may", "holiday", "event",
}  # fmt: skip


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text in order; numbers of several words and names of holidays are one token each."""
    return _events(text, _holidays(text, join_numbers(text, [_token(match) for match in _TOKEN.finditer(text)])))


def _token(match: re.Match[str]) -> Token:
    kind, word = str(match.lastgroup), match.group()
    start, end = match.span()
    if kind == "letters":
        return Token(start, end, *_word(match, word))
    if kind == "digits":
        return Token(start, end, *_digits(word))
    if kind == "mark":
        return Token(start, end, _MARKS.get(word, "mark"), word)
    if kind == "hhmm":
        return Token(start, end, "hhmm", f"{word[:2]}:{word[2:]}")
    if kind == "code":
        return Token(start, end, "code", word) if word[0].isupper() else Token(start, end, "word", word)
    if kind == "nth":
        return Token(start, end, "ordinal", int(re.match("[0-9]+", word)[0]))  # type: ignore[index]
    if kind == "decade":
        digits = word.strip("'’‘sS")
        return Token(start, end, "decade", int(digits) if len(digits) == 4 else 1900 + int(digits))
    if kind == "ampm":
        return Token(start, end, "ampm", word[0].lower() + "m")
    return Token(start, end, kind, word)


def _word(match: re.Match[str], word: str) -> tuple[str, Value]:
    lower = word.lower()
    if word[0].isupper():
        stopped = match.string[match.end() : match.end() + 1] == "."
        if lower in lexicon.SHORT_MONTHS and (stopped or lower not in {"mar", "jun", "jan"} or _digit_near(match)):
            return "month", lexicon.SHORT_MONTHS[lower]
        if lower in lexicon.SHORT_WEEKDAYS and (
            stopped or lower not in {"sun", "sat", "mon", "fri", "wed"} or _digit_near(match)
        ):
            return "weekday", lexicon.SHORT_WEEKDAYS[lower]
    elif lower in {"march", "may", "august"}:
        return "word", None
    if lower == "may":
        return "may", 5
    if len(lower) == len(word):
        return lexicon.WORDS.get(lower, ("word", lower))
    return "word", lower


def _digit_near(match: re.Match[str]) -> bool:
    after = match.string[match.end() : match.end() + 3].lstrip(" .,")[:1]
    before = match.string[max(match.start() - 2, 0) : match.start()].rstrip(" ")[-1:]
    return (after.isascii() and after.isdigit()) or (before.isascii() and before.isdigit())


def _digits(word: str) -> tuple[str, Value]:
    if len(word) == 4 and word.isdigit():
        return ("year", int(word)) if word >= "1000" else ("word", word)
    if word.isdigit() and len(word) < 4:
        return "number", int(word)
    if word.isdigit():
        return "figure", None
    return "figure", int(word.replace(",", "")) if "." not in word and len(word) < 8 else None


def _holidays(text: str, tokens: list[Token]) -> list[Token]:
    found = [(m.start(), m.end(), holiday_name(m.group())) for m in HOLIDAY.finditer(text)]
    if not found:
        return tokens
    out: list[Token] = []
    names = iter(found)
    name = next(names, None)
    for token in tokens:
        while name and token.start >= name[1]:
            name = next(names, None)
        if not name or token.end <= name[0]:
            out.append(token)
        elif token.start == name[0]:
            out.append(Token(name[0], name[1], "holiday", name[2]))
    return out


def _events(text: str, tokens: list[Token]) -> list[Token]:
    """Behind "anniversary of" and "start of", the name of an event whose day is known is one token; its value is that day."""
    out: list[Token] = []
    until = 0
    for token in tokens:
        if token.start < until:
            continue
        if (
            len(out) > 1
            and out[-1].kind == "of"
            and out[-2].kind == "anniversary"
            and (event := event_at(text, token.start))
        ):
            until = event[0]
            token = Token(token.start, until, "event", event[1].isoformat())  # noqa: PLW2901
        out.append(token)
    return out
