"""Papers that a story knows by itself: the outlets of its documents, agencies they credit, media that report and cite people."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from functools import cache

from reportedly.language.outlets import outlet_at, outlet_of
from reportedly.model import Document

NEAR = timedelta(days=3)  # an agency's article dated so much after a reprint is still the original: it was updated
_IN_DATELINE = re.compile(r"\(\s*([A-Z][\w .&'’-]{1,40}?)\s*\)\s*[-–—:]?")
_RIGHTS = re.compile(
    r"(?:©|\(c\)|\bcopyright)\s*(?:©\s*)?(?:\d{4}\s+)?(?:by\s+)?((?:the )?[A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,3})"
)
_BY = re.compile(
    r"\b(?:by|from|source:|courtesy of)\s+((?:the )?[A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,3})", re.IGNORECASE
)
_BASED = re.compile(
    r"\w(?:\s+(?:of|in)|,)\s+[A-Z][\w ]*$"
)  # "the Beacon of Montevideo", "the Beacon, a daily": where it appears
_CONTRIBUTED = re.compile(r"((?:[A-Z][\w&'’-]*)(?: [A-Z][\w&'’-]*){0,3}) contributed\b")


@cache
def outlet_key(name: str) -> str:
    """One key for an outlet by its name or its domain: "The Daily Post", "dailypost.com"."""
    known = outlet_of(name) or outlet_at(name)
    return "outlet:" + re.sub(
        r"^(?:www\.|the )|[\s-]+|\.\w{2,4}$", "", (known.name if known else name).strip().casefold()
    )


def outlets_of(documents: Iterable[Document]) -> tuple[str, ...]:
    """The outlets that documents appeared at, as named there, sorted."""
    return tuple(sorted({d.outlet for d in documents if d.outlet}))


def paper_named(name: str, outlets: Collection[str]) -> str | None:
    """The outlet of the story that a name means: in full, behind a date ("21 February Meridian Wire"), or by its first word."""
    words = _words(re.split(r"\s+(?:of|in)\s+|,", name.strip())[0]) if _BASED.search(name) else _words(name)
    if not words:
        return None
    whole = [o for o in outlets if _words(o) in (words[-len(_words(o)) :], _words(name)[-len(_words(o)) :])]
    first = [o for o in outlets if len(words) == 1 and len(words[0]) > 3 and _words(o)[:1] == words]
    found = whole or first
    return found[0] if len({outlet_key(o) for o in found}) == 1 else None


def _words(name: str) -> list[str]:
    return re.sub(r"[^\w ]+", " ", name.casefold()).removeprefix("the ").split()


def credited(document: Document, outlets: Collection[str]) -> str | None:
    """The agency or paper whose work a document says that it carries; ``None`` where it credits none but its own outlet.

    What the feed that named the page gives as its source (RSS ``source``) is a paper, known or not, and stands above all.
    """
    own = outlet_key(document.outlet) if document.outlet else ""
    named = document.page.credit
    if named and outlet_key(named) != own:
        known = outlet_of(named)
        return paper_named(named, outlets) or (known.name if known else named)
    for name in _credits(document):
        short = re.sub(r"\s+(?:on|at|mon|tues?|wed\w*|thurs?|fri|sat\w*|sun|\w+day)$", "", name, flags=re.IGNORECASE)
        known = outlet_of(short)
        paper = paper_named(short, outlets) or (known.name if known else None)
        if paper is not None and outlet_key(paper) != own:
            return paper
    return None


def _credits(document: Document) -> Iterable[str]:
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.role == "dateline":
            yield from (m.group(1) for m in _IN_DATELINE.finditer(text))
        if block.role == "byline":
            yield from (text, *(m.group(1) for m in _BY.finditer(text)))
        if block.role in ("byline", "furniture"):
            yield from (m.group(1) for pattern in (_RIGHTS, _CONTRIBUTED) for m in pattern.finditer(text))
    if document.byline:
        yield document.byline


def in_order(documents: Iterable[Document]) -> dict[str, int]:
    """The order in which documents appeared, by id: those without a date last, what an agency wrote before what credits it."""
    known = sorted(documents, key=lambda d: d.id)
    outlets = outlets_of(known)
    credits_of = {d.id: credited(d, outlets) for d in known}
    copies: dict[str, list[date]] = {}
    for d in known:
        credit = credits_of[d.id]
        if credit is not None:
            copies.setdefault(outlet_key(credit), []).append(_day(d))
    keys = {d.id: (_with_copies(d, copies), credits_of[d.id] is not None, d.id) for d in known}
    return {d: i for i, d in enumerate(sorted(keys, key=lambda d: keys[d]))}


def _day(document: Document) -> date:
    return document.published.earliest or document.published.latest or date.max


def _with_copies(document: Document, copies: Mapping[str, list[date]]) -> date:
    """The day to sort a document by: its own, or that of a copy that credits its outlet where that is a little earlier."""
    own = _day(document)
    near = copies.get(outlet_key(document.outlet), []) if document.outlet else []
    return min([own, *(d for d in near if own == date.max or own - d <= NEAR)])
