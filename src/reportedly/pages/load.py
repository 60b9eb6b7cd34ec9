"""One source, as bytes or text, to a document, or to the reason why it is none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from lxml import etree

from reportedly.model import Block, Document, Link, PageFacts, Published, RawPage, Rejected, Span, content_id
from reportedly.pages.dates import day_in_line, given_date, is_possible
from reportedly.pages.decode import PDF, decode, is_binary, known_format, storable
from reportedly.pages.features import see
from reportedly.pages.html import Piece, article_pieces, extract_body, split_datelines
from reportedly.pages.kinds import Look, page_kinds
from reportedly.pages.language import language_of
from reportedly.pages.lines import split_lines
from reportedly.pages.metadata import PageMetadata, json_and_metas, read_metadata, whole_address
from reportedly.pages.outline import MAX_DEPTH, MAX_ELEMENTS, PageLine, outline, parse_html, size_of
from reportedly.pages.pdf import text_of_pdf
from reportedly.pages.shapes import is_byline, is_printed_date
from reportedly.pages.text import blocks_of
from reportedly.pages.text_kinds import text_kinds

MAX_HTML = 12_000_000
"""Bytes of HTML that are still read; the largest real news pages are a few megabytes, most of it scripts."""
NO_FACTS = PageFacts()
MAX_TEXT = 5_000_000
"""Bytes of plain text that are still read as one article: about ten novels."""

MAX_LINES = 100_000
"""Lines of plain text that are still read as one article."""
MAX_TAGS = 500_000
"""So many "<" and the page is not even parsed: its tree would take memory by the gigabyte."""
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"

NO_ARTICLE = (
    "no article was found on the page: it may be a front page, a list of links, or need a browser to show; "
    "save the article as plain text"
)

NO_TEXT_LAYER = "this PDF is locked, broken, or holds pictures of text and no text: save the article as plain text"

_HTML_START = re.compile(
    r"^[\s\ufeff]*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"<(?:p|div|h1|article|meta|title)\b[^>]*>", re.IGNORECASE)


def load_page(raw: RawPage, *, latest_possible: date | None = None) -> Document | Rejected:
    """Read one source; never raises, whatever the bytes.

    ``latest_possible`` is the day of reading where the caller knows it: a page cannot have appeared after it. A date that is
    given and cannot be read refuses the source: a wrong day would date everything said in it.
    """
    published = given_date(raw.date) if raw.date is not None and raw.date.strip() else Published()
    if published is None:
        return _rejected(
            raw, f'the date given, "{raw.date}", is no date: write it as 2024-02-22, 2024-02 or 2024-02-21/2024-02-23'
        )
    text = _text_of(raw)
    if isinstance(text, Rejected):
        return text
    if _is_html(raw, text):
        return _load_html(raw, text, published, latest_possible)
    return _load_text(raw, text, published, latest_possible)


def _rejected(raw: RawPage, reason: str) -> Rejected:
    return Rejected(raw.uri, "pages", reason)


def _text_of(raw: RawPage) -> str | Rejected:
    """The source's text, or why it has none."""
    content = raw.content
    if len(content) > MAX_HTML:
        return _rejected(
            raw,
            f"{len(content) / 1e6:.0f} MB is over the limit of {MAX_HTML / 1e6:.0f} MB for one page: "
            "split it or cut out what is not text",
        )
    if isinstance(content, bytes):
        kind = known_format(content)
        if kind == PDF:
            found = text_of_pdf(content)
            return storable(found) if found is not None else _rejected(raw, NO_TEXT_LAYER)
        if kind is not None:
            return _rejected(raw, f"it is {kind}, not text: convert it to text or HTML first")
        content = decode(content)
    if not content.strip("\ufeff \t\r\n\f\v\x00"):
        return _rejected(raw, "it is empty: there is nothing to read")
    if is_binary(content):
        return _rejected(raw, "it is binary, not text: convert it to text or HTML first")
    return storable(content)


def _is_html(raw: RawPage, text: str) -> bool:
    if isinstance(raw.content, bytes) and known_format(raw.content) == PDF:
        return False
    if raw.media is not None:
        return raw.media == "html"
    start = text[:5000]
    if _HTML_START.match(start):
        return True
    path = raw.uri.split("?")[0].lower()
    return not path.endswith((".txt", ".text", ".md")) and len(_TAGS.findall(start)) >= 2


def _sha256(raw: RawPage) -> str:
    content = raw.content if isinstance(raw.content, bytes) else raw.content.encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()


def _load_text(raw: RawPage, text: str, published: Published, latest: date | None) -> Document | Rejected:
    if len(text) > MAX_TEXT:
        return _rejected(
            raw,
            f"{len(text) / 1e6:.0f} MB of text is over the limit of {MAX_TEXT / 1e6:.0f} MB for one article: split it",
        )
    if (lines := sum(map(text.count, _BREAKS))) > MAX_LINES:
        return _rejected(raw, f"its {lines} lines are over the limit of {MAX_LINES} for one article: split it")
    blocks = blocks_of(text, title=raw.title, authors=raw.authors)
    if not any(c.isalpha() for b in blocks for c in text[b.start : b.end]):
        return _rejected(raw, "there is no word in it: nothing to read")
    if published.basis == "unknown":
        published = _printed_day(text, blocks, latest)
    facts = PageFacts(kinds=text_kinds([see(line) for line in split_lines(text)]))
    return _document(raw, text, blocks, PageMetadata(), published, facts)


def _tree_of(raw: RawPage, text: str) -> etree._Element | Rejected:
    """The tree of a page, or why it is too large for one."""
    if (tags := text.count("<")) > MAX_TAGS:
        return _rejected(raw, f"its {tags} HTML tags are over the limit of {MAX_TAGS}: save it as plain text")
    tree = parse_html(text.replace("\ufeff", "", 1))
    if tree is None:
        return _rejected(raw, "there is no HTML element in it: nothing to read")
    size = size_of(tree)
    if size.depth > MAX_DEPTH:
        return _rejected(
            raw, f"its HTML is nested more than {MAX_DEPTH} deep, as no page is: save the article as plain text"
        )
    if size.elements > MAX_ELEMENTS:
        return _rejected(
            raw,
            f"its {size.elements} HTML elements are over the limit of {MAX_ELEMENTS}: save it as plain text",
        )
    return tree


def _load_html(raw: RawPage, text: str, published: Published, latest: date | None) -> Document | Rejected:
    tree = _tree_of(raw, text)
    if isinstance(tree, Rejected):
        return tree
    metadata = read_metadata(tree, raw.uri, latest=latest)
    page = outline(tree)
    look = json_and_metas(tree)
    pieces = split_datelines(article_pieces(extract_body(tree), page, metadata))
    if not _has_article(pieces):
        return _rejected(raw, NO_ARTICLE)
    article, blocks = _put_together(pieces)
    if published.basis == "unknown" and metadata.published is not None:
        published = Published(metadata.published, metadata.published, "metadata")
    elif published.basis == "unknown":
        published = _printed_day(article, blocks, latest)
    facts = PageFacts(
        canonical=metadata.canonical,
        appeared=metadata.appeared,
        changed=metadata.changed,
        kinds=page_kinds(Look(tree, *look, page, pieces, raw.uri)),
        links=_links(pieces, page, metadata.canonical or raw.uri),
    )
    return _document(raw, article, blocks, metadata, published, facts)


def _links(pieces: Sequence[Piece], page: Sequence[PageLine], base: str) -> tuple[Link, ...]:
    """The links of the article, each where its words stand in the text that the pieces make."""
    links: list[Link] = []
    start = 0
    for piece in pieces:
        at = 0
        for words, href in page[piece.at].links if piece.at is not None else ():
            found = piece.text.find(words, at)
            address = whole_address(href, base)
            if found >= 0 and address is not None:
                links.append(Link(start + found, start + found + len(words), address))
                at = found + len(words)
        start += len(piece.text) + 1
    return tuple(links)


def _has_article(pieces: Sequence[Piece]) -> bool:
    """Whether the body holds anything that could be a sentence: eight words, or a line of a script without spaces."""
    return any(p.role == "body" and (len(p.text.split()) >= 8 or len(p.text) >= 40) for p in pieces)


def _put_together(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The article's text, a line for each piece, and its blocks."""
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        blocks.append(Block(at, at + len(piece.text), piece.role))
        at += len(piece.text) + 1
    return "\n".join(p.text for p in pieces), tuple(blocks)


def _document(
    raw: RawPage,
    text: str,
    blocks: tuple[Block, ...],
    metadata: PageMetadata,
    published: Published,
    facts: PageFacts = NO_FACTS,
) -> Document:
    if raw.credit is not None and raw.credit.strip():
        facts = replace(facts, credit=" ".join(raw.credit.split()))

    def first(role: str) -> str | None:
        return next((" ".join(text[b.start : b.end].split()) for b in blocks if b.role == role), None)

    authors = raw.authors or metadata.authors
    body = "\n".join(text[b.start : b.end] for b in blocks if b.role == "body")
    return Document(
        id=content_id("doc", raw.uri, text),
        uri=raw.uri,
        sha256=_sha256(raw),
        text=text,
        blocks=blocks,
        title=raw.title or first("headline"),
        outlet=raw.outlet or metadata.outlet,
        byline=", ".join(authors) or _byline(first("byline")),
        language=language_of(body or text),
        published=published,
        refused=metadata.refused,
        page=facts,
    )


def _byline(line: str | None) -> str | None:
    """The names of a byline without its "By", its paper and its date."""
    if line is None or not is_byline(line):
        return None
    names = re.sub(r"^(?:written |reported |story |words )?by:?\s+", "", line, flags=re.IGNORECASE)
    return re.split(r"\s+[|\u2013\u2014-](?:\s|$)|\s+on\s+(?=[A-Z])", names)[0].replace(" ,", ",").strip() or None


def _printed_day(text: str, blocks: Sequence[Block], latest: date | None) -> Published:
    """The day printed on a line of its own above the body, the day of an update only where there is no other."""
    above = takewhile(lambda b: b.role != "body", blocks)
    lines = [b for b in above if b.role == "dateline" and is_printed_date(text[b.start : b.end])]
    for block in sorted(lines, key=lambda b: "updat" in text[b.start : b.end].lower()):
        day = day_in_line(text[block.start : block.end])
        if day is not None and is_possible(day, latest):
            return Published(day, day, "text", (Span(block.start, block.end),))
    return Published()
