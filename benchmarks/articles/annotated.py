"""The annotated articles: one YAML file each, in a short form that can be written by hand while reading.

An article has ``title``, ``date``, ``text``, ``statements`` and ``events``, and ``packs`` where others than the usual are read.

    statements:  id | source | cue | content | speaker | kind | act | parent
    events:      type | trigger | role=name, other name; role=… | polarity certainty status | holder | when

Spans are whole words of the text; ``words#2`` is where they stand the second time, ``a ~ b`` two pieces of one content, ``-``
nothing. A source and a cue that stand in several places are meant where they are nearest to the content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).with_name("labelled")
PARTS = ("dev", "held-out")
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A statement as somebody marked it: where its source, cue and content stand."""

    name: str
    source: Spans
    cue: Spans
    content: Spans
    parent: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """An event as somebody marked it; ``holder`` is the name of a :class:`Held`, ``None`` the outlet's own voice."""

    type: str
    trigger: Spans
    roles: Mapping[str, tuple[str, ...]]
    polarity: str
    certainty: str
    status: str
    holder: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """One article with what a reader marked in it."""

    name: str
    part: str
    date: str
    text: str
    packs: tuple[str, ...]
    statements: tuple[Held, ...]
    events: tuple[Told, ...]


def articles(part: str, folder: Path = FOLDER) -> Iterator[Article]:
    """The articles of one part, by name.

    Raises ``ValueError`` where marked words do not stand in the text, or stand in it more than once and it is not said which.
    """
    for path in sorted((folder / part).glob("*.yaml")):
        yield load(path)


def load(path: Path) -> Article:
    """One annotated article."""
    data = yaml.safe_load(path.read_text("utf-8"))
    text = data["text"]
    try:
        statements = tuple(_held(line, text) for line in data["statements"].splitlines())
        events = tuple(_told(line, text) for line in data["events"].splitlines())
        _check(statements, events)
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from None
    return Article(
        path.stem,
        path.parent.name,
        str(data["date"]),
        text,
        tuple(data.get("packs", ("arms-and-sanctions",))),
        statements,
        events,
    )


def _held(line: str, text: str) -> Held:
    name, source, cue, content, _speaker, _kind, _act, *parent = (field.strip() for field in line.split(" | "))
    said = _spans(content, text)
    by = _spans(cue, text, said)
    return Held(name, _spans(source, text, by or said), by, said, parent[0] if parent else None)


def _told(line: str, text: str) -> Told:
    kind, trigger, roles, shown, holder, *_when = (field.strip() for field in line.split(" | "))
    polarity, certainty, status = shown.split()
    filled = dict(_roles(roles))
    return Told(kind, _spans(trigger, text), filled, polarity, certainty, status, None if holder == "-" else holder)


def _roles(field: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for part in field.split(";"):
        name, _, values = part.partition("=")
        names = tuple(v.strip() for v in values.split(", ") if v.strip())
        if names:
            yield name.strip(), names


def _spans(field: str, text: str, beside: Spans = ()) -> Spans:
    return () if field == "-" else tuple(_span(piece.strip(), text, beside) for piece in field.split(" ~ "))


def _span(piece: str, text: str, beside: Spans) -> tuple[int, int]:
    """Where whole words stand; of several places the one that is said, or the nearest to what it stands beside."""
    words, nth = (m[1], int(m[2])) if (m := re.fullmatch(r"(.*)#(\d+)", piece)) else (piece, 0)
    whole = "".join((r"\b" if words[0].isalnum() else "", re.escape(words), r"\b" if words[-1].isalnum() else ""))
    found = [m.span() for m in re.finditer(whole, text)]
    if len(found) > 1 and not nth and beside:
        return min(found, key=lambda s: min(min(abs(s[1] - b), abs(s[0] - e)) for b, e in beside))
    if not found or (len(found) > 1 and not nth) or nth > len(found):
        raise ValueError(f'"{piece}" stands {len(found)} times in the text')
    return found[max(nth - 1, 0)]


def _check(statements: tuple[Held, ...], events: tuple[Told, ...]) -> None:
    names = {s.name for s in statements}
    missing = {e.holder for e in events} | {s.parent for s in statements}
    if unknown := missing - names - {None}:
        raise ValueError(f"no statement is named {', '.join(sorted(u for u in unknown if u))}")
