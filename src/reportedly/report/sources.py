"""The source tree as a picture: origin, the outlet it came through, the articles that carry it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, repeat
from typing import Literal

from reportedly.model import Claim, Duplicate, Mention, Origin, Stance
from reportedly.report.index import Index
from reportedly.report.wording import STANCES, day

Standing = Literal["known", "not-established", "derived", "position", "not-recorded", "outlet", "article", "reprint"]
WIDTH = 960
COLUMNS = ((0, 330), (390, 200), (650, 310))  # left edge and width of each column's boxes
_CHARACTER = 7.3  # widest usual width of a letter at the picture's type size, in its units
_LINE, _PAD, _GAP, _TOP = 17, 9, 12, 34
_LINES = 4
_MARKS = 22  # room at the right of a box for the marks of its stands
_THROUGH_AN_OUTLET = frozenset(("anonymous", "outlet", "group"))  # kinds of origin that hang on the paper that has them


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the picture, its lines broken to fit; ``note`` says its standing in words."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    full: str
    note: str
    standing: Standing
    href: str
    stances: tuple[Stance, ...] = ()

    @property
    def middle(self) -> float:
        """The height at which lines arrive."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A curve from the right of one box to the left of another."""

    path: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Route:
    """One way in words, for readers of the list: origin, outlet, articles."""

    origin: str
    note: str
    through: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """The picture and the same as a list."""

    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    origin: str  # an origin's id, or empty: not recorded
    through: str  # the outlet's name
    document: str


def copies(index: Index, duplicates: Iterable[Duplicate]) -> Mapping[str, str]:
    """For each article that repeats another: the one it repeats, the earlier of the two."""
    found: dict[str, str] = {}
    for pair in duplicates:
        if pair.kind == "shared_passage" or not {pair.a, pair.b} <= index.order.keys():
            continue
        first, second = sorted((pair.a, pair.b), key=index.order.__getitem__)
        if second not in found or index.order[first] < index.order[found[second]]:
            found[second] = first
    return found


def _through(index: Index, mention: Mention, origin: Origin | None, copied: Mapping[str, str]) -> str:
    """The outlet that has the word first-hand: the one that the text cites, or the report's own, or the article's."""
    cited = [index.speaker(s) for s in index.lineage(mention.holder) if s.source_kind == "outlet"]
    if cited:
        return cited[0]
    if origin and origin.outlet and origin.kind in _THROUGH_AN_OUTLET:
        return origin.outlet
    return index.article_name(copied.get(mention.document, mention.document))


def _ways(index: Index, mentions: Sequence[Mention], copied: Mapping[str, str]) -> list[_Way]:
    ways = set()
    for mention in mentions:
        origin = index.origins.get(mention.origin or "")
        through = _through(index, mention, origin, copied)
        ways.add(_Way(origin.id if origin else "", through, mention.document))
    return sorted(ways, key=lambda w: (index.order.get(w.document, 0), w.through, w.origin))


def _standing(origin: Origin | None, reasons: Sequence[str]) -> Standing:
    """As the claim's own stored reasons have it; an origin that they do not name only takes a position."""
    if origin is None:
        return "not-recorded"
    if f"known: {origin.label}" in reasons:
        return "known"
    if any(r.startswith(f"not established: {origin.label}:") for r in reasons):
        return "not-established"
    derived = origin.derived_from or any(r.startswith(f"derived, not counted: {origin.label}:") for r in reasons)
    return "derived" if derived else "position"


NOTES: Mapping[Standing, str] = {
    "known": "known independent",
    "not-established": "independence not established",
    "derived": "reacts to or repeats another, not counted",
    "position": "takes a position, no support counted",
    "not-recorded": "the text does not say where it comes from",
    "outlet": "",
    "article": "",
    "reprint": "",
}


@lru_cache(maxsize=4096)
def _fit(text: str, width: int) -> tuple[str, ...]:
    room = int((width - 2 * _PAD - _MARKS) / _CHARACTER)
    return tuple(textwrap.wrap(text, room, max_lines=_LINES, placeholder=" …", break_long_words=True)) or ("",)


def _column(
    number: int, texts: Sequence[tuple[str, str, str, Standing, str]], stances: Sequence[tuple[Stance, ...]] = ()
) -> list[Box]:
    """Boxes one below the other: of each its text, note, full text, standing and link, and the marks of its stands."""
    x, width = COLUMNS[number]
    boxes, y = [], _TOP
    for (text, note, full, standing, href), marks in zip(texts, chain(stances, repeat(())), strict=False):
        lines = _fit(text, width)
        height = 2 * _PAD + _LINE * max(len(lines) + (1 if note else 0), len(marks))
        boxes.append(Box(x, y, width, height, lines, full, note, standing, href, marks))
        y += height + _GAP
    return boxes


def _centred(columns: Sequence[list[Box]]) -> tuple[list[list[Box]], int]:
    """The columns set against the middle of the tallest."""
    bottoms = [max((b.y + b.height for b in c), default=_TOP) for c in columns]
    tallest = max(bottoms)
    moved = [[replace(b, y=b.y + (tallest - low) // 2) for b in c] for c, low in zip(columns, bottoms, strict=True)]
    return moved, tallest + _GAP


def _line(a: Box, b: Box, standing: Standing) -> Line:
    x1, x2 = a.x + a.width, b.x
    bend = (x1 + x2) / 2
    return Line(f"M{x1},{a.middle:g} C{bend:g},{a.middle:g} {bend:g},{b.middle:g} {x2},{b.middle:g}", standing)


def _mean(positions: Iterable[int]) -> float:
    found = list(positions)
    return sum(found) / len(found) if found else 0.0


def _origin_text(index: Index, ident: str, reasons: Sequence[str]) -> tuple[str, str, str, Standing, str]:
    origin = index.origins.get(ident)
    standing = _standing(origin, reasons)
    if origin is None:
        return "Origin not recorded", NOTES[standing], NOTES[standing], standing, ""
    home = next((s for s in origin.statements if s in index.statements), None)
    return origin.label, NOTES[standing], origin.reason, standing, index.statement_href(home) if home else ""


def _article_text(index: Index, document: str, copied: Mapping[str, str]) -> tuple[str, str, str, Standing, str]:
    when = index.published(document)
    name = f"{index.order.get(document, 0)}  {index.article_name(document)}" + (f", {day(when)}" if when else "")
    note = f"reprint of article {index.order[copied[document]]}" if document in copied else ""
    reading = index.readings.get(document)
    full = (reading.document.title if reading else None) or name
    return name, note, full, "reprint" if note else "article", index.article_href(document)


def _taken(claim: Claim, origin: str) -> tuple[Stance, ...]:
    """The stands that an origin takes on the claim."""
    found = {m.stance for m in claim.mentions if (m.origin or "") == origin}
    return tuple(s for s in STANCES if s in found)


def _routes(index: Index, ways: Sequence[_Way], boxes: Mapping[str, Box]) -> Iterator[Route]:
    for origin, through in sorted({(w.origin, w.through) for w in ways}):
        articles = [w.document for w in ways if (w.origin, w.through) == (origin, through)]
        names = tuple(f"{index.order.get(d, 0)} {index.article_name(d)}" for d in articles)
        yield Route(" ".join(boxes[origin].lines), boxes[origin].note, through, names)


def build_tree(index: Index, claim: Claim, copied: Mapping[str, str]) -> Tree:
    """The tree of one claim, over all its mentions."""
    ways = _ways(index, claim.mentions, copied)
    documents = list(dict.fromkeys(w.document for w in ways))
    place = {d: n for n, d in enumerate(documents)}
    outlets = sorted(
        {w.through for w in ways}, key=lambda o: (_mean(place[w.document] for w in ways if w.through == o), o)
    )
    rank = {o: n for n, o in enumerate(outlets)}
    origins = sorted({w.origin for w in ways}, key=lambda o: (_mean(rank[w.through] for w in ways if w.origin == o), o))
    reasons = claim.independence.reasons
    columns, height = _centred(
        [
            _column(0, [_origin_text(index, o, reasons) for o in origins], [_taken(claim, o) for o in origins]),
            _column(1, [(o, "", o, "outlet", "") for o in outlets]),
            _column(2, [_article_text(index, d, copied) for d in documents]),
        ]
    )
    left, middle, right = (
        dict(zip(k, c, strict=True)) for k, c in zip((origins, outlets, documents), columns, strict=True)
    )
    first = {(w.origin, w.through): _line(left[w.origin], middle[w.through], left[w.origin].standing) for w in ways}
    second = {
        (w.through, w.document): _line(middle[w.through], right[w.document], right[w.document].standing) for w in ways
    }
    boxes = tuple(b for c in columns for b in c)
    return Tree(height, boxes, (*first.values(), *second.values()), tuple(_routes(index, ways, left)))
