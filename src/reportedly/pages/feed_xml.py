"""Sitemaps (with Google's news extension) and OPML lists, by a parser that resolves no entity and opens no file."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urljoin

from lxml import etree

from reportedly.model import Entry, Feed, Rejected

_STAGE = "feed"
MOST_PLACES = 20_000
"""Places of a sitemap that are looked at, from its beginning and from its end: the newest stand at one of them."""
MOST_LISTED = 20
"""Sitemaps of an index that are followed, the newest: the others are archives."""
_NAMED = re.compile(rb"&(?!amp;|lt;|gt;|quot;|apos;)(\w{1,40});")
_LONG_TAG = re.compile(rb"<[^<>]{20000,}")
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")


def root_name(content: bytes) -> str:
    """The name of the first element, in lower case and without its prefix; empty where there is none near the start."""
    start = re.sub(rb"<!--.*?(?:-->|$)", b"", content[:20_000].replace(b"\0", b""), flags=re.DOTALL)
    found = _ROOT.search(start)
    return found[1].decode("ascii", "replace").lower() if found else ""


def whole_xml(content: bytes, address: str) -> bytes | Rejected:
    """The same as well-formed XML, no deeper than libxml2 lets it be, so that no parser after this is led astray."""
    root = _parsed(_NAMED.sub(_spelled, content), address)
    return root if isinstance(root, Rejected) else etree.tostring(root, encoding="utf-8")


def _spelled(entity: re.Match[bytes]) -> bytes:
    """HTML's names of characters, which XML has not, as the characters' numbers."""
    text = html.unescape(entity[0].decode("ascii", "replace"))
    return entity[0] if text.startswith("&") else "".join(f"&#{ord(c)};" for c in text).encode()


def parse_sitemap(content: bytes, address: str, most: int) -> Feed | Rejected:
    """The pages of a sitemap, the newest first as it dates them; of an index, the sitemaps that it lists."""
    root = _parsed(content, address)
    if isinstance(root, Rejected):
        return root
    elements = list(_children(root, "url", "sitemap"))
    near = [*elements[:MOST_PLACES], *elements[max(len(elements) - MOST_PLACES, MOST_PLACES) :]]
    places = [p for p in (_place(e, address) for e in near) if p is not None]
    places.sort(key=lambda p: p.published or datetime.min.replace(tzinfo=UTC), reverse=True)
    left_out = max(len(elements) - most, 0)
    if _local(root) == "sitemapindex":
        found = tuple(p.address for p in places[:MOST_LISTED])
        return Feed("sitemap", None, (), found, max(len(elements) - MOST_LISTED, 0))
    return Feed("sitemap", None, tuple({p.address: p for p in places[:most]}.values()), left_out=left_out)


def parse_opml(content: bytes, address: str, most: int) -> Feed | Rejected:
    """The feeds that an OPML list names."""
    root = _parsed(content, address)
    if isinstance(root, Rejected):
        return root
    found = (
        web_address(link, address)
        for outline in root.iter("outline")
        for name, link in outline.attrib.items()
        if str(name).lower() == "xmlurl"
    )
    feeds = list(dict.fromkeys(f for f in found if f is not None))
    title = next((t.text for t in root.iter("title") if t.text), None)
    return Feed("opml", title, (), tuple(feeds[:most]), max(len(feeds) - most, 0))


def _parsed(content: bytes, address: str) -> etree._Element | Rejected:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False, remove_comments=True
    )
    if _LONG_TAG.search(content):
        return Rejected(address, _STAGE, "its XML is broken: a tag in it has no end")
    try:
        root = etree.fromstring(content.replace(b"\0", b""), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return Rejected(address, _STAGE, f"its XML is broken: {error}")
    return root if root is not None else Rejected(address, _STAGE, "its XML is broken: there is no element in it")


def _children(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (child for child in root if _local(child) in names)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _place(element: etree._Element, base: str) -> Entry | None:
    held = {_local(e): (e.text or "").strip() for e in element.iter() if isinstance(e.tag, str)}
    address = web_address(held.get("loc"), base)
    if address is None:
        return None
    return Entry(
        address, held.get("title") or None, moment_of(held.get("publication_date")) or moment_of(held.get("lastmod"))
    )


def web_address(link: object, base: str) -> str | None:
    """A link as a whole address on the web; ``None`` where it leads nowhere on it."""
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        whole = urljoin(base, link.strip())
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) and whole.isprintable() else None


def moment_of(value: object) -> datetime | None:
    """An ISO 8601 moment in UTC; of a bare day its beginning."""
    try:
        found = datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
        return None if found is None else (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
