"""Which pages of an archive are wanted, told before anything is parsed: by host, date, words and language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from reportedly.model import RawPage
from reportedly.pages.dates import day_in_url, given_date
from reportedly.pages.language import language_of

_HIDDEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)", re.DOTALL | re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p\b[^>]{0,500}>(.{40,3000}?)</p", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
SAMPLE = 300_000
"""Characters of a page that its words and its language are looked for in."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A page that is not wanted; ``why`` is ``host``, ``date``, ``words`` or ``language``, or ``no page`` for what is none."""

    why: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What is wanted; an empty field wants everything.

    ``hosts`` stand for themselves and what is below them. ``since`` and ``until`` are the first and last day, by the day in
    the address, or else the day of the archive's record or the line's own. One of ``words`` must stand in the page, in
    capitals or not.
    """

    hosts: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    words: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def by_place(self, uri: str, day: str | None = None) -> str | None:
        """Why a page at this address, of this day, is not wanted; ``None`` where it is."""
        if self.hosts and not _is_at(uri, self.hosts):
            return "host"
        return "date" if self._is_outside(uri, day) else None

    def page(self, raw: RawPage) -> RawPage | Passed:
        """The page, or that its words or its language are not those that are wanted."""
        if not self.words and not self.languages:
            return raw
        content = raw.content if isinstance(raw.content, str) else raw.content[: 4 * SAMPLE].decode("utf-8", "replace")
        sample = content[:SAMPLE]
        if self.words and not _holds(sample, self.words):
            return Passed("words")
        if self.languages and language_of(_prose(sample)) not in {*self.languages, None}:
            return Passed("language")
        return raw

    def all_of(self, raw: RawPage) -> RawPage | Passed:
        """The page, or why it is not wanted, by everything."""
        reason = self.by_place(raw.uri, raw.date)
        return Passed(reason) if reason else self.page(raw)

    def _is_outside(self, uri: str, day: str | None) -> bool:
        if self.since is None and self.until is None:
            return False
        given = given_date(day) if day else None
        known = day_in_url(uri) or (given.earliest if given else None)
        if known is None:
            return False  # no day is known before it is read: it is not lost for that
        return (self.since is not None and known < self.since) or (self.until is not None and known > self.until)


EVERYTHING = Filter()


def _is_at(uri: str, hosts: Sequence[str]) -> bool:
    try:
        host = (urlsplit(uri).hostname or "").lower()
    except ValueError:
        return False
    return any(host == wanted or host.endswith(f".{wanted}") for wanted in hosts)


def _holds(text: str, words: Sequence[str]) -> bool:
    lowered = text.lower()
    return any(word.lower() in lowered for word in words)


def _prose(text: str) -> str:
    """The paragraphs of a page without its tags, roughly: enough to tell a language by."""
    if "<" not in text[:2000]:
        return text
    paragraphs = _PARAGRAPH.findall(_HIDDEN.sub(" ", text))
    return " ".join(_TAG.sub(" ", " ".join(paragraphs[:12])).split())
