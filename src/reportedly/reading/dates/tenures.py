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
_GIVEN: Final = r"(?P<given>(?:[A-Z][\w.'-]*\s){0,3}?)"


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
    """The people of the table that a text names with their office; offsets are the text's. Time is linear."""
    plain = _folded(text)
    if len(plain) != len(text):
        return
    for match in _named().finditer(plain):
        tenures = _matching(match["office"].lower(), match["name"], match["given"])
        word = _BEFORE.search(plain, max(match.start() - 24, 0), match.start())
        before = word[1].lower() if word else ""
        if tenures and before not in {"a", "future", "incoming", "next", "vice", "deputy", "first", "like"}:
            yield _held(Span(match.start(), match.end()), tenures, over=before in _GONE)
    for match in _beside().finditer(plain):
        if tenures := _matching(match["office"].lower(), match["name"], match["given"]):
            yield _held(Span(match.start(), match.end()), tenures, over=match["gone"] is not None)
    for match in _administration().finditer(plain):
        if tenures := _tenures().get(("president", match["name"].lower()), []):
            yield _held(Span(match.start(), match.end()), tenures, over=False)


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
def _named() -> re.Pattern[str]:
    offices = {office for office, _ in _tenures()} | set(_canonical())
    names = {name for _, name in _tenures()}
    return re.compile(
        rf"\b(?P<office>(?i:{_either(offices)}))\s{_GIVEN}(?P<name>(?i:{_either(names)}))(?![\w-])(?!\s[A-Z][a-z])"
    )


@cache
def _beside() -> re.Pattern[str]:
    """ "Jane Roe, the Norlandic foreign minister"."""
    offices = {office for office, _ in _tenures()} | set(_canonical())
    names = {name for _, name in _tenures()}
    return re.compile(
        rf"\b(?P<given>[A-Z][\w.'-]*)\s(?P<name>(?i:{_either(names)})),\s(?:the\s|an?\s|[A-Z]\w+'s\s)?(?P<gone>former\s)?"
        rf"(?:(?!former|then|ex\b|past|late|who|was)[\w.]+\s){{0,2}}?(?P<office>(?i:{_either(offices)}))(?![\w-])"
        r"(?!\s(?:under|in|at\sthe\stime|during|from|until|for|when|candidate|nominee)\b)"
    )


@cache
def _administration() -> re.Pattern[str]:
    names = {name for office, name in _tenures() if office == "president"}
    return re.compile(rf"\b(?P<name>(?i:{_either(names)}))(?:'s)?\sadministration\b")


def _either(words: set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@lru_cache(maxsize=4)
def _folded(text: str) -> str:
    """The text with letters without their marks and plain apostrophes, as many characters."""
    return "".join(_plain(c) if ord(c) > 127 else c for c in text)


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0]
    return "'" if character in "‘’" else base
