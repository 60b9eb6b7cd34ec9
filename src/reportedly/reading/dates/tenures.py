"""Offices that a text gives to people, and when those people held them: what names a president was not written before.

The table (``language/data/tenures.tsv``) has general facts: who held an office of state, from when, until when. It covers those
that world news speaks of most. A name counts only behind its office ("Foreign Minister Roe"), or as an administration's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final

from reportedly.language.tables import rows
from reportedly.model import Span

# Other words for the offices of the table.
_OTHER_WORDS: Final = {
    "defense secretary": ("secretary of defense", "defence secretary", "secretary of defence"),
    "national security adviser": ("national security advisor",),
    "treasury secretary": ("secretary of the treasury",),
    "house speaker": ("speaker", "speaker of the house"),
    "secretary-general": ("secretary general", "u.n. chief", "un chief", "nato chief"),
    "prime minister": ("premier",),
    "foreign minister": ("foreign secretary", "minister of foreign affairs", "fm"),
    "defense minister": ("defence minister", "minister of defense", "minister of defence"),
    "security council secretary": ("secretary of the security council",),
    "foreign ministry spokesman": ("foreign ministry spokeswoman", "foreign ministry spokesperson"),
    "kremlin spokesman": ("kremlin spokesperson",),
    "north korean leader": ("leader",),
    "foreign policy chief": ("high representative",),
    "director general": ("director-general", "iaea chief", "agency chief"),
    "hezbollah leader": ("hezbollah chief", "hezbollah secretary-general", "hezbollah secretary general"),
    "cia director": ("cia chief",),
    "un ambassador": ("u.n. ambassador", "ambassador to the united nations", "ambassador to the u.n.", "ambassador to the un"),
    "state department spokesman": ("state department spokesperson", "state department spokeswoman"),
    "national security council spokesman": (
        "national security council spokesperson", "national security spokesman", "white house national security spokesman",
        "nsc spokesman", "strategic communications coordinator", "coordinator for strategic communications",
    ),
}  # fmt: skip
_GONE: Final = frozenset({"former", "ex", "past", "onetime", "one-time", "ousted", "deposed"})
_BEFORE: Final = re.compile(r"([\w-]+?)[\s-]*$")
_NOT_YET: Final = frozenset({"a", "future", "incoming", "next", "vice", "deputy", "first", "like"})
_CAPITAL: Final = re.compile(r"(?<![^\W_])[A-Z][\w-]*")
_LAST: Final = re.compile(r"[^\s]+$")
_GIVEN_NAME: Final = re.compile(r"\b[A-Z][\w.'-]*\s\Z")
_LONGER: Final = re.compile(r"\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][a-z]")
_ADMINISTRATION: Final = re.compile(r"(?:'s)?\sadministration\b")
_MARKED: Final = re.compile(r"[^\x00-\x7f]")
_REACH: Final = 90  # characters that an office and given names take before a name


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held an office, from when, and until when (``None``: still). ``given``: first letters of the given name."""

    given: frozenset[str]
    first: date
    last: date | None
    full: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A person named with an office: where, the earliest day and the last on which it was theirs, and whether it is over.

    ``since`` is the day after which somebody may be called a former holder.
    """

    span: Span
    first: date
    last: date | None
    since: date | None
    over: bool


def held_in(text: str) -> Iterator[Held]:
    """The people of the table that a text names with their office, in order; offsets are the text's. Time is linear."""
    plain = _folded(text)
    if len(plain) != len(text):
        return
    for word in _CAPITAL.finditer(plain):
        names = _last_words().get(word.group().lower())
        name = next((n for n in names or () if plain[word.end() - len(n) : word.end()].lower() == n), None)
        if name and (held := _held_at(plain, name, word.end())):
            yield held


def _held_at(text: str, name: str, end: int) -> Held | None:
    """The person whose name ends there, where an office stands before or behind it."""
    start = end - len(name)
    before = _office_before().search(text, max(start - _REACH, 0), start)
    if before and not _LONGER.match(text, end):
        tenures = _matching(before["office"].lower(), name, before["given"])
        word = _BEFORE.search(text, max(before.start() - 24, 0), before.start())
        qualifier = word[1].lower() if word else ""
        if tenures and qualifier not in _NOT_YET:
            return _held(Span(before.start(), end), tenures, over=qualifier in _GONE)
    if (administration := _ADMINISTRATION.match(text, end)) and (tenures := _tenures().get(("president", name), [])):
        return _held(Span(start, administration.end()), tenures, over=False)
    behind = _office_behind().match(text, end) if text[end : end + 1] == "," else None
    given = _GIVEN_NAME.search(text, max(start - 24, 0), start)
    if behind and given and (tenures := _matching(behind["office"].lower(), name, given.group())):
        return _held(Span(given.start(), behind.end()), tenures, over=behind["gone"] is not None)
    return None


def _held(span: Span, tenures: list[Tenure], *, over: bool) -> Held:
    last = None if any(t.last is None for t in tenures) else max(t.last for t in tenures if t.last)
    since = min((t.last for t in tenures if t.last), default=None)
    return Held(span, min(t.first for t in tenures), last, since, over)


def _matching(office: str, name: str, given: str) -> list[Tenure]:
    letters = {word[0].lower() for word in given.split()}
    return [
        t
        for t in _tenures().get((_canonical().get(office, office), name.lower()), ())
        if (not letters and not t.full) or letters & t.given or not t.given
    ]


@cache
def _canonical() -> dict[str, str]:
    return {other: office for office, others in _OTHER_WORDS.items() for other in others}


@cache
def _tenures() -> dict[tuple[str, str], list[Tenure]]:
    table: dict[tuple[str, str], list[Tenure]] = {}
    for office, given, names, first, last in rows("tenures"):
        letters = frozenset(name[0].lower() for name in given.rstrip("!").split(";") if name)
        until = date.fromisoformat(last) if last else None
        tenure = Tenure(letters, date.fromisoformat(first), until, given.endswith("!"))
        for name in names.split(";"):
            table.setdefault((office, name.lower()), []).append(tenure)
    return table


@cache
def _last_words() -> dict[str, list[str]]:
    """The names of the table by their last word, longer ones first."""
    table: dict[str, list[str]] = {}
    for name in sorted({name for _, name in _tenures()}, key=lambda n: (-len(n), n)):
        match = _LAST.search(name)
        table.setdefault(match.group() if match else name, []).append(name)
    return table


@cache
def _office_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<office>(?i:{_offices()}))\s(?P<given>(?:[A-Z][\w.'-]*\s){{0,3}})\Z")


@cache
def _office_behind() -> re.Pattern[str]:
    """ "Jane Roe, the Norlandic foreign minister"."""
    return re.compile(
        rf",\s(?:the\s|an?\s|[A-Z]\w+'s\s)?(?P<gone>former\s)?(?:(?!former|then|ex\b|past|late|who|was)[\w.]+\s){{0,2}}?"
        rf"(?P<office>(?i:{_offices()}))(?![\w-])"
        r"(?!\s(?:under|in|at\sthe\stime|during|from|until|for|when|candidate|nominee)\b)"
    )


def _offices() -> str:
    return _either({office for office, _ in _tenures()} | set(_canonical()))


def _either(words: set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@lru_cache(maxsize=4)
def _folded(text: str) -> str:
    """The text with letters without their marks and plain apostrophes, as many characters."""
    return text if text.isascii() else _MARKED.sub(lambda match: _plain(match.group()), text)


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0]
    return "'" if character in "‘’" else base
