"""A document as fetched, and what was known about it from outside."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportedly.model import showing
from reportedly.model.spans import Span, Spans

BlockRole = Literal["headline", "standfirst", "byline", "dateline", "body", "caption", "furniture"]
PageKind = Literal["stub", "live", "amp", "print", "gallery", "video", "comments", "newsletter", "several"]
PublishedBasis = Literal["metadata", "given", "text", "story", "unknown"]


@dataclass(frozen=True, slots=True)
class RawPage:
    """One source before it is read: bytes or text, and what the giver says about it.

    ``uri`` is the file's path or the line's ``url``, unchanged. ``content`` is text where it was text already (a line of
    JSON), bytes where an encoding has still to be found. ``media`` says how to read it; ``None`` leaves it to the content.
    ``credit`` is whose work a feed says that it is (its entry's ``source``).
    """

    uri: str
    content: bytes | str
    media: Literal["text", "html"] | None = None
    date: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the document with a role. Blocks are in text order and never overlap."""

    start: int
    end: int
    role: BlockRole


@dataclass(frozen=True, slots=True)
class Published:
    """When the document appeared: first and last possible day, on what basis, and the spans that show it.

    Both days are ``None`` where nothing is known (basis ``unknown``); one of them where the text gives one bound only.
    """

    earliest: date | None = None
    latest: date | None = None
    basis: PublishedBasis = "unknown"
    evidence: Spans = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the article: the words that carry it, in the document's text, and the address they lead to."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What else a page says of itself, or is told by its make.

    ``canonical`` is the address that it gives as its own. ``appeared`` and ``changed`` are moments as ISO 8601 with their time
    zone, where the page gives them with one. ``kinds`` say how its article stands on it; empty for a plain article. ``credit``
    is whose work the feed that named the page says that it is.
    """

    canonical: str | None = None
    appeared: str | None = None
    changed: str | None = None
    kinds: tuple[PageKind, ...] = ()
    links: tuple[Link, ...] = ()
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article. ``text`` is what every span points into; ``sha256`` is the hash of the content as fetched (hex).

    ``language`` is an ISO 639-1 code, or ``None`` where it cannot be told. ``version_of`` is the id of the document first
    seen at the same uri with other content; the ledger sets it. ``refused`` says of each date that the source gives for itself
    and that cannot be right why it was not taken.
    """

    id: str
    uri: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    language: str | None = None
    published: Published = Published()
    version_of: str | None = None
    refused: tuple[str, ...] = ()
    page: PageFacts = PageFacts()

    def __str__(self) -> str:
        """In a line."""
        return showing.document_line(self)

    def _repr_html_(self) -> str:
        return showing.document_html(self)


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that could not be read, kept as a value: which stage, why, and where if that is known."""

    uri: str
    stage: str
    reason: str
    document: str | None = None
    span: Span | None = None
