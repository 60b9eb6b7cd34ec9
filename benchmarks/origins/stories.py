"""The labelled stories: articles with their mentions marked in place, and what is true of their claims and origins."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from reportedly.model import Document, RawPage, Rejected, Span
from reportedly.pages import load_page

STORIES = Path(__file__).with_name("labelled")
PARTS = ("dev", "held-out", "blind", "fresh")
_MARK = re.compile(r"\{\{([^|}]+)\|(\S+) (\S+) (\S+)\}\}")


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention of a claim: the words that carry it, what its holder does to the claim, and its origin (``None``: none shown)."""

    article: str
    span: Span
    claim: str
    stance: str
    origin: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """What is true of a claim."""

    claim: str
    known_independent: int
    not_established: int
    not_recorded: int


@dataclass(frozen=True, slots=True)
class Story:
    """A labelled story. ``outlets`` and ``titles`` are of each article; ``derived``: origins that rest on others."""

    name: str
    documents: dict[str, Document]
    outlets: dict[str, str]
    titles: dict[str, str]
    marked: tuple[Marked, ...]
    claims: tuple[Counted, ...]
    derived: frozenset[str]
    copies: tuple[tuple[str, str, str], ...]


def stories(part: str) -> Iterator[Story]:
    """The stories of a part, ``dev`` or ``held-out``, by name. Raises ValueError where marks and counts do not agree."""
    for path in sorted((STORIES / part).glob("*.yaml")):
        yield read_story(path)


def read_story(path: Path) -> Story:
    """One story from its file."""
    plain = yaml.safe_load(path.read_text("utf-8"))
    documents, marked = {}, list[Marked]()
    for article in plain["articles"]:
        title = f"{article['title']}\n\n"
        text, found = unmarked(article["text"], article["id"], len(title))
        documents[article["id"]] = _document(path.stem, article, title + text)
        marked += found
    origins = plain.get("origins") or {}
    story = Story(
        name=path.stem,
        documents=documents,
        outlets={a["id"]: a["outlet"] for a in plain["articles"]},
        titles={a["id"]: a["title"] for a in plain["articles"]},
        marked=tuple(marked),
        claims=tuple(Counted(c, *(v[k] for k in Counted.__slots__[1:])) for c, v in plain["claims"].items()),
        derived=frozenset(o for o, v in origins.items() if v.get("derived_from")),
        copies=tuple((a, b, kind) for a, b, kind in plain.get("copies", ())),
    )
    _check(story, origins)
    return story


def unmarked(text: str, article: str, start: int) -> tuple[str, list[Marked]]:
    """An article's text without its marks, and what was marked; ``start``: characters that stand before it."""
    plain, found, last = "", [], 0
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        at = start + len(plain)
        words, claim, stance, origin = mark.groups()
        found.append(Marked(article, Span(at, at + len(words)), claim, stance, None if origin == "-" else origin))
        plain, last = plain + words, mark.end()
    return plain + text[last:], found


def _document(story: str, article: dict[str, Any], text: str) -> Document:
    uri = f"{story}/{article['id']}.txt"
    raw = RawPage(uri, text, "text", date=str(article["date"]), outlet=article["outlet"], title=article["title"])
    document = load_page(raw)
    if isinstance(document, Rejected) or document.text != text:
        raise ValueError(f"{uri} does not load as it stands: {document}")
    return document


def _check(story: Story, origins: dict[str, Any]) -> None:
    """Known and not established sum to the origins, not derived, of the mentions that affirm; every origin is described."""
    for claim in story.claims:
        behind = {m.origin for m in story.marked if m.claim == claim.claim and m.stance == "affirms" and m.origin}
        if behind - set(origins):
            raise ValueError(f"{story.name}: nothing is said of the origins {sorted(map(str, behind - set(origins)))}")
        if len(behind - story.derived) != claim.known_independent + claim.not_established:
            raise ValueError(f"{story.name}: the counts of {claim.claim} do not sum to its origins")


def data_hash(part: str) -> str:
    """A hash of a part's files: floors hold for these and no others."""
    digest = hashlib.sha256()
    for path in sorted((STORIES / part).glob("*.yaml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
