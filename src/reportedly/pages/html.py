"""An HTML page to the blocks of its article.

trafilatura decides what is body. Its usual slips are then mended from the page itself: the headline, the standfirst,
captions, bylines and lines that are nothing but a link are taken out of the body.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import trafilatura
from lxml import etree

from reportedly.model import BlockRole
from reportedly.pages.features import see
from reportedly.pages.lines import Line, ends_sentence
from reportedly.pages.metadata import PageMetadata
from reportedly.pages.outline import PageLine, line_key
from reportedly.pages.shapes import dateline_length, ends_in_credit, is_byline, is_credit, is_printed_date

_SPACE = re.compile(r"\s+")
_STANDFIRST = re.compile(
    r"standfirst|sub-?title|sub-?head|\bdek\b|deck|lede|summary|synopsis|abstract|strap|kicker-text|description|excerpt"
)


EXTRACTOR_ERRORS = (AttributeError, IndexError, KeyError, RecursionError, UnicodeError, etree.LxmlError)
"""What the extractor may let through on pages broken in ways it does not foresee: such a page has no article to it."""
MAIN_PLACE = 4
"""So many paragraphs in one place of the page make it the body's place."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of an article before the text is put together; ``at`` is its line in the page, ``None`` where not found."""

    text: str
    role: BlockRole
    at: int | None = None


def extract_body(tree: etree._Element) -> tuple[str, ...]:
    """The paragraphs that trafilatura takes for the article's body, in order."""
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False)
    except EXTRACTOR_ERRORS:
        return ()
    text = getattr(found, "text", None) or ""
    lines = (_SPACE.sub(" ", line).strip().removeprefix("- ") for line in text.split("\n"))
    return tuple(line for line in lines if line)


def article_pieces(paragraphs: Sequence[str], page: Sequence[PageLine], metadata: PageMetadata) -> tuple[Piece, ...]:
    """The blocks of an article in page order: headline, standfirst, byline, dateline, body and captions."""
    placed = _recover(_place(_unmerged(paragraphs, page), page), page)
    headline = _headline(page, metadata, placed)
    pieces = [_judge(piece, page, headline) for piece in placed]
    pieces = _mark_standfirst(_drop_again(pieces, headline), page)
    pieces = [p for p in pieces if p.role != "furniture"]
    around = _around(pieces, page, headline)
    return tuple(([headline] if headline else []) + _merge(pieces, around))


def _unmerged(paragraphs: Sequence[str], page: Sequence[PageLine]) -> list[str]:
    """The paragraphs; several lines of the page that were run together, as happens where little is found, are apart again."""
    keys = [line.key for line in page]
    known = set(keys)
    apart = ([p] if line_key(p) in known else _parts(line_key(p), keys, page) or [p] for p in paragraphs)
    return [part for parts in apart for part in parts]


def _parts(key: str, keys: Sequence[str], page: Sequence[PageLine]) -> list[str]:
    """The lines of the page that follow each other in a paragraph, where they make up all of it; else none."""
    parts: list[str] = []
    at = 0
    for line_at, line in enumerate(keys):
        if line and key.startswith(line, at):
            parts.append(page[line_at].text)
            at += len(line)
    return parts if at == len(key) and len(parts) > 1 else []


def _place(paragraphs: Sequence[str], page: Sequence[PageLine]) -> list[Piece]:
    """Each paragraph with the page line it comes from, searched forward from the last one found."""
    keys = [line.key for line in page]
    where: dict[str, list[int]] = {}
    for i, key in enumerate(keys):
        for part in {key, key[:40]}:
            where.setdefault(part, []).append(i)
    placed: list[Piece] = []
    last = -1
    for paragraph in paragraphs:
        key = line_key(paragraph)
        options = where.get(key) or where.get(key[:40]) or []
        following = bisect_right(options, last)
        at = options[min(following, len(options) - 1)] if options else None
        last = at if at is not None and at > last else last
        placed.append(Piece(paragraph, "body", at))
    return placed


def _recover(placed: list[Piece], page: Sequence[PageLine]) -> list[Piece]:
    """The paragraphs with those that were missed: prose that stands in the page just as most of the body does.

    Pages cut in two by an advertisement lose their second half otherwise. The body must have one clear place.
    """
    paths = Counter(page[p.at].path for p in placed if p.at is not None and see(_line(p.text)).prose)
    if not paths:
        return placed
    path, times = paths.most_common(1)[0]
    if times < MAIN_PLACE or times < 0.5 * sum(paths.values()) or _is_bare(path):
        return placed
    taken = {p.at for p in placed}
    known = {line_key(p.text) for p in placed}
    first = min(p.at for p in placed if p.at is not None)
    missed = [
        Piece(line.text, "body", i)
        for i, line in enumerate(page)
        if i > first and i not in taken and line.path == path and line.linked < 0.5 and line.key not in known
        if see(_line(line.text)).prose
    ]
    return _merge(placed, missed)


def _line(text: str) -> Line:
    return Line(0, len(text), text)


def _is_bare(path: tuple[str, ...]) -> bool:
    """Whether no class in a path tells this place from others."""
    return all(step.endswith(".") for step in path)


def _headline(page: Sequence[PageLine], metadata: PageMetadata, placed: Sequence[Piece]) -> Piece | None:
    """The page's own main heading where its metadata or place confirms it, else what the metadata says."""
    names = {line_key(name) for name in metadata.headlines}
    headings = [(i, line) for i, line in enumerate(page) if line.tag == "h1" and len(line.text) <= 400]
    start = next((p.at for p in placed if p.at is not None and len(p.text) > 120), len(page))
    for i, line in headings:
        if line.key in names or any(line.key and line.key in name for name in names if len(line.key) > 15):
            return Piece(line.text, "headline", i)
    marked = [i for i, line in enumerate(page) if line.key in names and not line.outside and len(line.text) > 15]
    if marked:
        return Piece(page[marked[0]].text, "headline", marked[0])
    over = [(i, line) for i, line in headings if i <= start and not line.outside and len(line.text) > 15]
    if over:
        return Piece(over[-1][1].text, "headline", over[-1][0])
    return Piece(metadata.headlines[0], "headline", None) if metadata.headlines else None


def _judge(piece: Piece, page: Sequence[PageLine], headline: Piece | None) -> Piece:
    """A body paragraph under the role that its own form or the tags around it give it."""
    line = page[piece.at] if piece.at is not None else None
    text = piece.text
    if headline is not None and line_key(text) == line_key(headline.text):
        return replace(piece, role="furniture")
    if is_byline(text):
        return replace(piece, role="byline")
    if is_printed_date(text):
        return replace(piece, role="dateline")
    if is_credit(text) or (line is not None and line.caption) or (len(text) < 250 and ends_in_credit(text)):
        return replace(piece, role="caption")
    if line is not None and line.linked > 0.8 and line.tag not in {"h2", "h3"} and not ends_sentence(text):
        return replace(piece, role="furniture")
    return piece


def _drop_again(pieces: Sequence[Piece], headline: Piece | None) -> list[Piece]:
    """What stands above the headline is not the article's body, unless nearly all of it does."""
    if headline is None or headline.at is None:
        return list(pieces)
    first = headline.at
    over = [p.at is not None and p.at < first for p in pieces]
    length = sum(len(p.text) for p, is_over in zip(pieces, over, strict=True) if is_over)
    if length > 0.3 * sum(len(p.text) for p in pieces):
        return list(pieces)
    return [replace(p, role="furniture") if o and p.role == "body" else p for p, o in zip(pieces, over, strict=True)]


def _mark_standfirst(pieces: Sequence[Piece], page: Sequence[PageLine]) -> list[Piece]:
    """A first paragraph that the page marks as the standfirst, or sets as a heading under the headline."""
    marked = list(pieces)
    places = Counter(page[p.at].path for p in pieces if p.at is not None)
    for i, piece in enumerate(pieces[:4]):
        if piece.role not in {"body", "caption"} or piece.at is None:
            continue
        line = page[piece.at]
        signs = _STANDFIRST.search(" ".join(line.path[-2:])) and len(piece.text) < 400 and places[line.path] == 1
        if signs or (piece.role == "body" and line.tag == "h2" and len(piece.text) > 40):
            marked[i] = replace(piece, role="standfirst")
        elif piece.role == "body" and len(piece.text) > 60:
            break
    return marked


def _around(pieces: Sequence[Piece], page: Sequence[PageLine], headline: Piece | None) -> list[Piece]:
    """Captions, byline and printed date that stand on the page between the headline and the end of the body."""
    places = [p.at for p in pieces if p.at is not None]
    if not places:
        return []
    first = (
        headline.at if headline is not None and headline.at is not None and headline.at < min(places) else min(places)
    )
    opening = min((p.at for p in pieces if p.at is not None and p.role == "body"), default=first)
    taken = {p.at for p in pieces}
    seen = {line_key(p.text) for p in pieces}
    found: list[Piece] = []
    for i in range(first + 1, max(places) + 2):
        if i >= len(page) or i in taken or page[i].outside or page[i].key in seen:
            continue
        role = _role_around(page[i], before_body=i < opening)
        if role is not None:
            seen.add(page[i].key)
            found.append(Piece(page[i].text, role, i))
    return found


def _role_around(line: PageLine, *, before_body: bool) -> BlockRole | None:
    if line.caption and not line.tag.startswith("h") and 12 <= len(line.text) < 900:
        return "caption"
    if before_body and len(line.text) <= 160 and is_byline(line.text):
        return "byline"
    if before_body and is_printed_date(line.text):
        return "dateline"
    return None


def _merge(pieces: Iterable[Piece], around: Sequence[Piece]) -> list[Piece]:
    """Both lists as one, in page order; a piece without a place stays after the one before it."""
    merged: list[Piece] = []
    waiting = deque(around)
    for piece in pieces:
        while waiting and piece.at is not None and (waiting[0].at or 0) < piece.at:
            merged.append(waiting.popleft())
        merged.append(piece)
    return [*merged, *waiting]


def split_datelines(pieces: Iterable[Piece]) -> list[Piece]:
    """The first body paragraphs with their datelines as pieces of their own."""
    split: list[Piece] = []
    opened = 0
    for piece in pieces:
        length = dateline_length(piece.text) if piece.role == "body" and opened < 3 else 0
        opened += piece.role == "body"
        if length:
            split.append(Piece(piece.text[:length].rstrip(), "dateline", piece.at))
        split.append(replace(piece, text=piece.text[length:]))
    return split
