"""What a page says about itself: headline, outlet, authors, published day.

Read from JSON-LD, meta tags, ``<time>``, its address.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit

from lxml import etree

from reportedly.pages.dates import day_in_url, first_moment, first_possible, is_possible

MAX_JSON_DEPTH = 40
_ARTICLE = re.compile(r"Article|Posting|Report|Review|WebPage|LiveBlog", re.IGNORECASE)
_DATE_METAS_NAMES = """
    article:published_time og:published_time og:article:published_time datepublished date pubdate publishdate
    publish-date publish_date published-date parsely-pub-date sailthru.date dc.date dc.date.issued dcterms.created
    dcterms.date article.published cxenseparse:recs:publishtime date.created article_date_original ptime
    displaydate originalpublicationdate rnews:datepublished timestamp citation_date bt:pubdate
"""
_DATE_METAS = tuple(_DATE_METAS_NAMES.split())
_CHANGE_METAS = ("article:modified_time", "og:updated_time", "last-modified", "dcterms.modified", "datemodified")
MAX_ADDRESS = 2000
"""Characters of an address that are kept; longer ones carry data."""
_OUTLET_METAS = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "twitter:app:name:iphone",
    "apple-mobile-web-app-title",
)
_AUTHOR_METAS = (
    "author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "citation_author",
    "cxenseparse:author",
)
_SPACE = re.compile(r"\s+")
_TITLE_TAIL = re.compile(r"\s+[|\u2013\u2014\u00bb\u00b7-]\s+[^|\u2013\u2014\u00bb\u00b7]{2,40}$")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says about itself; ``None`` or empty where it says nothing that can be used."""

    headlines: tuple[str, ...] = ()
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    refused: tuple[str, ...] = ()
    canonical: str | None = None
    appeared: str | None = None
    changed: str | None = None


def read_metadata(tree: etree._Element, uri: str, *, latest: date | None = None) -> PageMetadata:
    """Everything a page says about itself. A published day that is impossible, such as one after ``latest``, is refused."""
    metas = _metas(tree)
    nodes = [node for node in _json_nodes(tree) if _is_article(node)]
    published, refused = _published(tree, metas, nodes, uri, latest)
    return PageMetadata(
        headlines=tuple(dict.fromkeys(_headlines(tree, metas, nodes))),
        outlet=next(iter(_outlets(metas, nodes)), None) or _host(uri),
        authors=tuple(dict.fromkeys(_authors(metas, nodes))),
        published=published,
        refused=refused,
        canonical=_canonical(tree, metas, uri),
        appeared=first_moment(_written(tree, metas, nodes), published),
        changed=first_moment([*(_clean(n.get("dateModified")) for n in nodes), *_metas_of(metas, _CHANGE_METAS)], None),
    )


def json_and_metas(tree: etree._Element) -> tuple[list[dict[str, object]], dict[str, str]]:
    """The objects of a page's JSON-LD and its meta tags, before anything is drawn from them."""
    return list(_json_nodes(tree)), _metas(tree)


def _clean(value: object) -> str:
    return _SPACE.sub(" ", value).strip() if isinstance(value, str) else ""


def _metas(tree: etree._Element) -> dict[str, str]:
    """The meta tags of a page by name in lower case; the first of each name stands."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = _clean(meta.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _json_nodes(tree: etree._Element) -> Iterator[dict[str, object]]:
    """Every object in the page's JSON-LD, outer ones first; broken JSON is passed over."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            data = json.loads(script.text.strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        waiting: deque[tuple[object, int]] = deque([(data, 0)])
        while waiting:
            item, depth = waiting.popleft()
            if isinstance(item, dict):
                yield item
            if depth < MAX_JSON_DEPTH and isinstance(item, dict | list):
                inner = item.values() if isinstance(item, dict) else item
                waiting.extend((value, depth + 1) for value in inner)


def _is_article(node: dict[str, object]) -> bool:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(k, str) and _ARTICLE.search(k) for k in kinds)


def _headlines(tree: etree._Element, metas: dict[str, str], nodes: list[dict[str, object]]) -> Iterator[str]:
    """The names a page gives its article, best first."""
    yield from (h for n in nodes if (h := _clean(n.get("headline"))))
    yield from (metas[name] for name in ("og:title", "twitter:title", "dc.title", "headline") if name in metas)
    for title in tree.iter("title"):
        whole = _clean(title.text)
        yield from (t for t in (whole, _TITLE_TAIL.sub("", whole)) if t)


def _names(value: object) -> Iterator[str]:
    """The names in a JSON-LD person, organisation or list of them."""
    for item in value if isinstance(value, list) else [value]:
        name = _clean(item.get("name") if isinstance(item, dict) else item)
        if name and not name.startswith(("http", "@", "/")):
            yield name


def _outlets(metas: dict[str, str], nodes: list[dict[str, object]]) -> Iterator[str]:
    if metas.get("og:site_name"):
        yield metas["og:site_name"]
    for node in nodes:
        yield from _names(node.get("publisher"))
    yield from (metas[name] for name in _OUTLET_METAS if name in metas)


def _host(uri: str) -> str | None:
    """The host of an address, where the page names no outlet."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    return (parts.hostname or "").removeprefix("www.") or None if parts.scheme in {"http", "https"} else None


def _authors(metas: dict[str, str], nodes: list[dict[str, object]]) -> Iterator[str]:
    found = [name for node in nodes for key in ("author", "creator") for name in _names(node.get(key))]
    found = found or [metas[name] for name in _AUTHOR_METAS if name in metas][:1]
    for name in found:
        plain = re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)
        if len(plain) <= 120 and not plain.startswith("http"):
            yield plain


def _published(
    tree: etree._Element, metas: dict[str, str], nodes: list[dict[str, object]], uri: str, latest: date | None
) -> tuple[date | None, tuple[str, ...]]:
    """JSON-LD first, then meta tags, then ``<time>``, and the day in the address last."""
    day, refused = first_possible((w for w in _written(tree, metas, nodes) if w), latest)
    if day is None:
        in_url = day_in_url(uri) or next((d for link in _own_addresses(tree, metas) if (d := day_in_url(link))), None)
        day = in_url if in_url is not None and is_possible(in_url, latest) else None
    return day, refused


def _written(tree: etree._Element, metas: dict[str, str], nodes: list[dict[str, object]]) -> list[str]:
    """When a page says it appeared, as it writes it, best first."""
    declared = [_clean(n.get(key)) for key in ("datePublished", "dateCreated") for n in nodes]
    return [*declared, *_metas_of(metas, _DATE_METAS), *_times(tree)]


def _metas_of(metas: dict[str, str], names: Iterable[str]) -> list[str]:
    return [metas[name] for name in names if name in metas]


def _canonical(tree: etree._Element, metas: dict[str, str], uri: str) -> str | None:
    """The address that a page gives as its own, whole."""
    for link in _own_addresses(tree, metas):
        if (address := whole_address(link, uri)) is not None:
            return address
    return None


def whole_address(link: str, base: str) -> str | None:
    """A link as an address of the web, with ``base`` as where it stands; ``None`` where it is none."""
    try:
        address = urljoin(base, link.strip()) if base.startswith(("http://", "https://")) else link.strip()
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.netloc and len(address) <= MAX_ADDRESS else None


def _times(tree: etree._Element) -> list[str]:
    """The moments of ``<time>`` elements: those marked as published first, then the first that is in no aside or link."""
    marked: list[str] = []
    plain: list[str] = []
    for element in tree.iter("time"):
        moment = _clean(element.get("datetime")) or _clean(element.text)
        signs = " ".join(filter(None, (element.get("itemprop"), element.get("class"), element.get("pubdate")))).lower()
        inside = {a.tag for a in element.iterancestors()}
        if moment and "publish" in signs:
            marked.append(moment)
        elif moment and not inside & {"aside", "nav", "footer", "a", "li"}:
            plain.append(moment)
    return marked + plain[:1]


def _own_addresses(tree: etree._Element, metas: dict[str, str]) -> list[str]:
    links = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    return [*links, metas.get("og:url", "")]
