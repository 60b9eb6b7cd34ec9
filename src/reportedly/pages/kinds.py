"""What kind of page it is, where that says how much of an article it holds: a stub, a live blog, a gallery, several articles.

Told from what pages declare (JSON-LD, meta tags, addresses, names of classes) and from what they are made of; a kind is only
said where two signs agree, or one that leaves no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from reportedly.model import Document, PageKind, Rejected
from reportedly.pages.features import see
from reportedly.pages.html import Piece
from reportedly.pages.lines import Line
from reportedly.pages.outline import PageLine, line_key
from reportedly.pages.several import PARAGRAPHS, Standing, holds_several

Node = Mapping[str, object]
STUB_WORDS = 220
"""A page behind a paywall shows no more words than this of its article; teasers are of one to four paragraphs."""
FEW_WORDS = 150
HEADINGS = frozenset(("h1", "h2", "h3"))
ENTRIES = 4
"""So many entries, each with its time, make a page a live blog."""

_PAYWALL = re.compile(
    r"paywall|pay-wall|regwall|meter(?:ed)?-?(?:wall|content|gate)|subscriber-only|premium-content|piano-"
)
_LIVE = re.compile(r"live-?blog|live-?(?:post|update|entry|feed)s?\b|liveblog")
_LIVE_ADDRESS = re.compile(r"/live/|live-?blog|live-?updates", re.IGNORECASE)
_COMMENTS = re.compile(r"\b(?:comments?(?:-?(?:list|thread|area|section|body|text))?|disqus_thread|commentlist)\b")
_GALLERY = re.compile(r"gallery|slide-?show|photo-?essay|carousel-item")
_UNSUBSCRIBE = re.compile(
    r"unsubscribe|list-manage\.com|campaign-archive\.com|mc_unique_id|view-?in-?browser", re.IGNORECASE
)
_PRINT = re.compile(r"(?:^|/)print(?:able|view|er|article)?(?:[/._-]|$)", re.IGNORECASE)

WORDS: Mapping[PageKind, str] = {
    "stub": "it shows only the beginning of its article: the rest is for subscribers and was not read",
    "live": "it is a live blog: its entries are of different times, and all carry the page's date",
    "amp": "it is the AMP form of an article",
    "print": "it is the print form of an article",
    "gallery": "it is a gallery: most of its text is captions",
    "video": "it is a page about a video: what is said in the video was not read",
    "comments": "readers' comments stand on it: they are left out",
    "newsletter": "it is a newsletter",
    "several": "it holds several articles: what was read of them was read as one, with the first one's headline and date",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What the kind is told from: the tree, its JSON-LD objects and meta tags, its lines, and the article found in them."""

    tree: etree._Element
    nodes: Sequence[Node]
    metas: Mapping[str, str]
    lines: Sequence[PageLine]
    pieces: Sequence[Piece]
    uri: str


def page_kinds(look: Look) -> tuple[PageKind, ...]:
    """All that a page is said to be, in the order of :data:`WORDS`; empty for a plain article."""
    signs: Mapping[PageKind, bool] = {
        "stub": _is_stub(look),
        "live": _is_live(look),
        "amp": _is_amp(look.tree),
        "print": _is_print(look.uri),
        "gallery": _is_gallery(look),
        "video": _is_video(look),
        "comments": _has_comments(look.tree),
        "newsletter": _is_newsletter(look),
        "several": not _is_live(look) and _holds_several(look),
    }
    return tuple(kind for kind in WORDS if signs[kind])


def notes(document: Document) -> tuple[Rejected, ...]:
    """What has to be said of a document because of the kind of its page."""
    return tuple(Rejected(document.uri, "pages", WORDS[kind], document.id) for kind in document.page.kinds)


def _words(look: Look) -> int:
    return sum(len(p.text.split()) for p in look.pieces if p.role == "body")


def _types(node: Node) -> list[str]:
    kind = node.get("@type")
    return [k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)]


def _typed(look: Look, *names: str) -> bool:
    return any(name in _types(node) for node in look.nodes for name in names)


def _marks(tree: etree._Element) -> Iterator[str]:
    """The classes and ids of the elements that a reader sees, in lower case."""
    for element in tree.iter("div", "section", "aside", "article", "ol", "ul", "li", "p", "main"):
        mark = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
        if mark:
            yield mark.lower()


def _is_stub(look: Look) -> bool:
    closed = any(str(node.get("isAccessibleForFree")).lower() in {"false", "no"} for node in look.nodes)
    tier = look.metas.get("article:content_tier", "").lower() in {"locked", "metered"}
    marked = any(_PAYWALL.search(mark) for mark in _marks(look.tree))
    words = _words(look)
    cut = any(p.text.endswith(("…", "...")) for p in [p for p in look.pieces if p.role == "body"][-1:])
    return words <= STUB_WORDS and (closed or tier or (marked and (cut or words <= STUB_WORDS / 2)))


def _is_live(look: Look) -> bool:
    if _typed(look, "LiveBlogPosting"):
        return True
    marked = sum(bool(_LIVE.search(mark)) for mark in _marks(look.tree)) >= ENTRIES
    times = sum(1 for time in look.tree.iter("time") if not _inside(time, "aside", "nav", "footer"))
    return times >= ENTRIES and (marked or bool(_LIVE_ADDRESS.search(urlsplit(_plain(look.uri)).path)))


def _plain(uri: str) -> str:
    try:
        urlsplit(uri)
    except ValueError:
        return ""
    return uri


def _inside(element: etree._Element, *tags: str) -> bool:
    return any(above.tag in tags for above in element.iterancestors())


def _is_amp(tree: etree._Element) -> bool:
    root = tree if tree.tag == "html" else next(tree.iter("html"), tree)
    return any(name.lower() in {"amp", "⚡", "âš¡"} for name in map(str, root.attrib))


def _is_print(uri: str) -> bool:
    parts = urlsplit(_plain(uri))
    asked = {(key.lower(), value.lower()) for key, value in parse_qsl(parts.query, keep_blank_values=True)}
    return bool(_PRINT.search(parts.path)) or bool(
        asked
        & {("print", ""), ("print", "1"), ("print", "true"), ("print", "yes"), ("view", "print"), ("output", "print")}
    )


def _is_gallery(look: Look) -> bool:
    captions = {line.text for line in look.lines if line.caption and not line.outside and len(line.text) > 12}
    held = sum(map(len, captions))
    body = sum(len(p.text) for p in look.pieces if p.role == "body")
    declared = _typed(look, "ImageGallery", "MediaGallery") or any(_GALLERY.search(m) for m in _marks(look.tree))
    return (len(captions) >= ENTRIES and held > body) or (declared and _words(look) < FEW_WORDS and len(captions) >= 2)


def _is_video(look: Look) -> bool:
    declared = look.metas.get("og:type", "").lower().startswith("video") or (
        _typed(look, "VideoObject")
        and not _typed(look, "NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting")
    )
    return declared and _words(look) < FEW_WORDS


def _has_comments(tree: etree._Element) -> bool:
    """Whether text of readers stands in the page, not only the place for it."""
    for element in tree.iter("div", "section", "ol", "ul"):
        mark = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        if _COMMENTS.search(mark) and sum(len(text.split()) for text in _texts(element)) >= 20:
            return True
    return False


def _texts(element: etree._Element) -> Iterator[str]:
    return (str(text) for inner in element.iter("p", "blockquote") for text in inner.itertext())


def _is_newsletter(look: Look) -> bool:
    links = [f"{a.get('href') or ''}" for a in look.tree.iter("a")]
    tables = sum(1 for _ in look.tree.iter("table"))
    return tables >= 3 and any(_UNSUBSCRIBE.search(link) for link in links)


def _holds_several(look: Look) -> bool:
    """Whether two ``<article>`` elements, neither in the other, are articles each, or a second one begins in what was read."""
    read = {p.text for p in look.pieces if p.role == "body"}
    whole = [
        article for article in look.tree.iter("article")
        if not _inside(article, "article", "aside", "footer", "nav") and _is_whole(article, read)
    ]  # fmt: skip
    return len(whole) >= 2 or holds_several(_standing(look))


def _standing(look: Look) -> list[Standing]:
    """The lines of a page: its headings, those that JSON-LD names as headlines of articles, and the paragraphs that were read."""
    read = {p.at for p in look.pieces if p.role == "body"}
    named = {line_key(name) for node in look.nodes if "@type" in node and isinstance(name := node.get("headline"), str)}
    return [
        Standing(
            line.text,
            title=line.tag in HEADINGS,
            named=line.tag in HEADINGS and line.linked < 0.5 and line.key in named,
            prose=at in read and _is_prose(line.text),
        )
        for at, line in enumerate(look.lines)
        if not line.outside
    ]


def _is_whole(article: etree._Element, read: set[str]) -> bool:
    """Whether an article has a headline, and two paragraphs that were read or, where it was left out, twice as many."""
    headed = any(True for _ in article.iter("h1", "h2"))
    texts = [" ".join("".join(map(str, p.itertext())).split()) for p in article.iter("p")]
    prose = [text for text in texts if _is_prose(text)]
    return headed and (sum(text in read for text in prose) >= PARAGRAPHS or len(prose) >= 2 * PARAGRAPHS)


def _is_prose(text: str) -> bool:
    return see(Line(0, len(text), text)).prose
