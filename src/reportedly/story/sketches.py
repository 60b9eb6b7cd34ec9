"""Sketches: what of a document is looked at when stories are grouped. Its title and lead say what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportedly.model import Document

LEAD_WORDS = 150  # a report says what it is about at its beginning; what follows is background, shared by many stories
TITLE_WORDS = 14  # of the lead, where there is no title
_WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
_INITIALS = re.compile(r"(?:\w\.)+\w?")
_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly")
_SMALL_WORDS = """
a an the and or but of to in on at by for with from as is are was were be been being it its his her their they he she
we you i that this these those which who whom whose what when where how why not no than then there here have has had
do does did will would can could should may might must about after before over under into out up down more most some
any all one said says also new
"""
_SMALL = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Sketch:
    """A document's title and lead as word stems without small words, and between which days it appeared.

    Days are ``None`` unless both are known: half a range bounds no distance.
    """

    document: str
    earliest: date | None
    latest: date | None
    title: tuple[str, ...]
    lead: tuple[str, ...]


def sketch(document: Document) -> Sketch:
    """The sketch of a document; the beginning of its text stands in for a title that it does not have."""
    published = document.published
    known = published.earliest is not None and published.latest is not None
    lead = stems(" ".join(_lead(document)))
    return Sketch(
        document=document.id,
        earliest=published.earliest if known else None,
        latest=published.latest if known else None,
        title=stems(_title(document)) or lead[:TITLE_WORDS],
        lead=lead,
    )


def _title(document: Document) -> str:
    headline = next((document.text[b.start : b.end] for b in document.blocks if b.role == "headline"), "")
    return document.title or headline


def _lead(document: Document) -> Iterator[str]:
    left = LEAD_WORDS
    for block in document.blocks:
        if block.role in ("standfirst", "body") and left > 0:
            words = document.text[block.start : block.end].split(maxsplit=left)[:left]
            left -= len(words)
            yield from words


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words in their order, small words left out."""
    found = (stem(word) for word in _WORD.findall(text))
    return tuple(s for s in found if s and s not in _SMALL)


def stem(word: str) -> str:
    """A word as it is compared: lower case, no possessive, no full stops of initials, common endings off."""
    plain = re.sub(r"'s?$", "", word.lower().replace("’", "'"))
    if _INITIALS.fullmatch(plain):
        plain = plain.replace(".", "")
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= 4:
            return plain[: -len(ending)]
    return plain
