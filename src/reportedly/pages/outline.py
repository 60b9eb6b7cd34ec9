"""An HTML page as a flat list of its lines, each with what the tags around it say; built without recursion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import lxml.html
from lxml import etree

MAX_DEPTH = 500
"""Pages nested deeper than this are refused; real ones stay under 150."""
MAX_ELEMENTS = 50_000
"""Pages of more elements are refused: finding the article takes time by their square. Real ones stay under 10,000."""

_BLOCKS_NAMES = """
    address article aside blockquote body br button caption center dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main nav ol option p pre section summary
    table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCKS_NAMES.split())
_SKIPPED_NAMES = """
    script style noscript head template svg iframe select textarea object math
"""
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
_OUTSIDE_NAMES = """
    nav footer aside form button
"""
_OUTSIDE = frozenset(_OUTSIDE_NAMES.split())
_SPACE = re.compile(r"\s+")
_KEY = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of a page as a reader sees it.

    ``path`` names the element it stands in and what that stands in (tags and classes); ``linked`` is the share of its
    characters inside links, ``links`` their words and addresses; ``caption`` and ``outside`` say it stands in a figure's
    caption, or in a menu, aside, form or footer.
    """

    text: str
    tag: str
    path: tuple[str, ...]
    linked: float
    caption: bool
    outside: bool
    links: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """The line's letters and digits only, in lower case: the same for two prints of one line."""
        return line_key(self.text)


def line_key(text: str) -> str:
    """Letters and digits only, in lower case."""
    return _KEY.sub("", text).lower()


def parse_html(text: str) -> etree._Element | None:
    """The tree of a page, however broken; ``None`` where there is not one element in it."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Size:
    """How deep a tree is nested, and how many elements it has."""

    depth: int
    elements: int


def size_of(tree: etree._Element) -> Size:
    """The size of a tree."""
    depth = deepest = elements = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        deepest = max(deepest, depth)
    return Size(deepest, elements)


@dataclass(slots=True)
class _Frame:
    tag: str
    step: str
    skipped: bool
    linked: bool
    caption: bool
    outside: bool
    address: str | None


@dataclass(slots=True)
class _Walk:
    """Where the walk stands; lives only while one page is walked."""

    frames: list[_Frame] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    linked: int = 0
    links: list[tuple[str, str]] = field(default_factory=list)
    open: bool = False

    def add(self, piece: str | None) -> None:
        if piece and self.frames and not self.frames[-1].skipped:
            self.text.append(piece)
            self.linked += len(piece.strip()) if self.frames[-1].linked else 0
            self._link(piece, self.frames[-1].address)

    def _link(self, piece: str, address: str | None) -> None:
        if address and self.open:
            self.links[-1] = (self.links[-1][0] + piece, self.links[-1][1])
        elif address:
            self.links.append((piece, address))
        self.open = address is not None

    def flush(self) -> Iterator[PageLine]:
        text = _SPACE.sub(" ", "".join(self.text)).strip()
        linked, self.linked = self.linked, 0
        links = tuple((" ".join(words.split()), address) for words, address in self.links if words.strip())
        self.text.clear()
        self.links.clear()
        self.open = False
        if text and self.frames:
            block = next((f for f in reversed(self.frames) if f.tag in _BLOCKS and f.tag != "br"), self.frames[-1])
            steps = tuple(f.step for f in self.frames if f.tag in _BLOCKS)[-3:]
            yield PageLine(text, block.tag, steps, min(linked / len(text), 1.0), block.caption, block.outside, links)


def _frame(element: etree._Element, parent: _Frame | None) -> _Frame:
    tag = element.tag if isinstance(element.tag, str) else "?"
    classes = (element.get("class") or "").lower()
    step = f"{tag}.{classes}"
    caption = tag == "figcaption" or (tag != "body" and "caption" in classes)
    return _Frame(
        tag,
        step,
        (parent is not None and parent.skipped) or tag in _SKIPPED or tag == "?",
        (parent is not None and parent.linked) or tag == "a",
        (parent is not None and parent.caption) or caption,
        (parent is not None and parent.outside) or tag in _OUTSIDE,
        element.get("href") if tag == "a" else parent.address if parent is not None else None,
    )


def outline(tree: etree._Element) -> tuple[PageLine, ...]:
    """The lines of a page in page order."""
    walk = _Walk()
    lines: list[PageLine] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        block = element.tag in _BLOCKS
        if block:
            lines.extend(walk.flush())
        if event == "start":
            walk.frames.append(_frame(element, walk.frames[-1] if walk.frames else None))
            walk.open = walk.open and element.tag != "a"
            walk.add(element.text)
        else:
            walk.frames.pop()
            walk.add(element.tail)
    return tuple(lines)
