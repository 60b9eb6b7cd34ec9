"""Documents of a story date each other.

Two articles that tell of one report, or quote one speech, on the same weekday were written within a week of that day; where
one of them is dated, so is the other. An article that quotes another of the story through its outlet appeared no earlier.
What is the same is told by the words: a bare weekday proves nothing alone. Where the bounds contradict each other, the
documents concerned stay as their own texts date them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Final

from reportedly.model import DateExpression, Document, DocumentDate, Published, Reading, Span, Statement

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORD: Final = re.compile(r"\w+(?:[’'.-]\w+)*")
_BREAK: Final = re.compile(r"(?<!\.[A-Z])[.!?][\"”’]?\s+|\n+")  # not behind "U.S."
# What makes a weekday one that is still to come, or may be.
_AHEAD: Final = re.compile(
    r"\b(?:will|would|shall|may|to be (?:aired|held|announced|published|released)|to air|airs|airing|set|scheduled|expected)\b"
    r"|\b(?:expects?|due|plans?|planned|upcoming|next)\b|['’]ll\b|\b(?:until|by)\s+\w+day\b",
    re.IGNORECASE,
)
_REPORT: Final = re.compile(r"\b(?:report\w*|article|story|investigation|publish\w*|interview)\b", re.IGNORECASE)
_WEEK: Final = 6  # days: a bare weekday is one of the last seven
_ALIKE: Final = 5  # content words that two accounts of one report share at least
_QUOTED: Final = 6  # words in a row that two articles have from one speaker
_ROUND: Final = 4, 3  # words before and behind a weekday that make it the same sentence
_COMMON: Final = """
about after also been could from have into more much over said that their them there these they this through under were
what when which while will with would report reported reports article story officials
"""
_PLAIN: Final = frozenset(_COMMON.split()) | frozenset(_WEEKDAYS)


@dataclass(frozen=True, slots=True)
class Days:
    """A first and a last day, open where nothing is known; as ordinals of :class:`datetime.date`."""

    first: int | None = None
    last: int | None = None

    def cut(self, first: int | None, last: int | None) -> Days:
        """What is left within other bounds."""
        firsts = [n for n in (self.first, first) if n is not None]
        lasts = [n for n in (self.last, last) if n is not None]
        return Days(max(firsts, default=None), min(lasts, default=None))

    @property
    def empty(self) -> bool:
        """Whether no day is left."""
        return self.first is not None and self.last is not None and self.first > self.last


@dataclass(frozen=True, slots=True)
class Told:
    """A bare weekday in a document: where, which (Monday 1), and the day that it is where that is known."""

    document: str
    span: Span
    weekday: int
    day: int | None


@dataclass(frozen=True, slots=True)
class Link:
    """Two documents tell of one day, or ``b`` quotes what stands in ``a`` (then there is no weekday); and why it is held so."""

    a: Told
    b: Told
    reason: str


@dataclass(frozen=True, slots=True)
class _Page:
    """A reading with what links it to others."""

    reading: Reading
    told: tuple[Told, ...]

    @property
    def id(self) -> str:
        return self.reading.document.id

    @property
    def label(self) -> str:
        document = self.reading.document
        return document.outlet or document.title or document.uri


def date_documents(readings: Iterable[Reading]) -> tuple[DocumentDate, ...]:
    """The documents that neither a giver nor their page dates and that the story dates more narrowly than their own text.

    The order of the readings does not matter; each date has its reason.
    """
    by_id = {r.document.id: r for r in readings}
    pages = [_Page(by_id[key], _weekdays(by_id[key])) for key in sorted(by_id)]
    links = sorted({link for a, b in combinations(pages, 2) for link in _links(a, b)}, key=_link_key)
    return solved([p.reading for p in pages], links)


def _link_key(link: Link) -> tuple[str, str, Span, Span, str]:
    return (link.a.document, link.b.document, link.a.span, link.b.span, link.reason)


# -- what links two documents


def _weekdays(reading: Reading) -> tuple[Told, ...]:
    """The bare weekdays that a document does not tell of as ahead, and the days that they are where those are known."""
    document = reading.document
    found = []
    for d in reading.dates:
        printed = document.text[d.start : d.end].lower()
        if printed in _WEEKDAYS and not _is_ahead(document, d):
            day = d.earliest.toordinal() if d.earliest and d.earliest == d.latest else None
            found.append(Told(document.id, Span(d.start, d.end), _WEEKDAYS.index(printed) + 1, day))
    return tuple(found)


def _is_ahead(document: Document, dated: DateExpression) -> bool:
    latest = document.published.latest
    if dated.earliest and latest and dated.earliest > latest:
        return True
    start, end = _sentences(document.text, Span(dated.start, dated.end), 0)
    return _AHEAD.search(document.text, start, end) is not None


def _links(a: _Page, b: _Page) -> Iterator[Link]:
    if _is_dated(a.reading) and _is_dated(b.reading):
        return
    yield from _same_sentence(a, b)
    yield from _same_report(a, b)
    yield from _same_speech(a, b)
    yield from _quoted_through(a, b)
    yield from _quoted_through(b, a)


def _is_dated(reading: Reading) -> bool:
    return reading.document.published.basis in {"given", "metadata"}


def _same_sentence(a: _Page, b: _Page) -> Iterator[Link]:
    """A passage that both have, with the weekday in it."""
    for one, other in _same_weekdays(a, b):
        words = _around(a.reading, one)
        if len(words) == sum(_ROUND) and words == _around(b.reading, other):
            yield Link(one, other, f"the same sentence stands in both, with the same {_name(one)}")


def _around(reading: Reading, told: Told) -> tuple[str, ...]:
    text, (before, behind) = reading.document.text, _ROUND
    left = [m.group().casefold() for m in _WORD.finditer(text, max(told.span.start - 120, 0), told.span.start)]
    right = [m.group().casefold() for m in _WORD.finditer(text, told.span.end, told.span.end + 120)]
    return (*left[-before:], *right[:behind])


def _same_report(a: _Page, b: _Page) -> Iterator[Link]:
    """One outlet's report of one weekday, told in words that agree."""
    for one, other in _same_weekdays(a, b):
        shared = _reporting(a.reading, one) & _reporting(b.reading, other)
        if not shared:
            continue
        names = {e.name for e in a.reading.entities if e.id in shared}
        own = {word.casefold() for name in names for word in name.split()}
        if len((_content(a.reading, one) & _content(b.reading, other)) - own) >= _ALIKE:
            yield Link(one, other, f"both tell of the report of {_name(one)} by {min(names)}")


def _same_weekdays(a: _Page, b: _Page) -> Iterator[tuple[Told, Told]]:
    return ((one, other) for one in a.told for other in b.told if one.weekday == other.weekday)


def _name(told: Told) -> str:
    return _WEEKDAYS[told.weekday - 1].capitalize()


def _sentences(text: str, at: Span, more: int) -> Span:
    """The sentence around a place, and as many before and behind it."""
    ends = [m.end() for m in _BREAK.finditer(text)]
    before = [e for e in ends if e <= at.start]
    behind = [e for e in ends if e > at.start]
    first = before[-1 - more] if len(before) > more else 0
    return Span(first, behind[more] if len(behind) > more else len(text))


def _reporting(reading: Reading, told: Told) -> frozenset[str]:
    """The outlets that the sentence names, where it tells of a report."""
    text = reading.document.text
    start, end = _sentences(text, told.span, 0)
    if not _REPORT.search(text, start, end):
        return frozenset()
    outlets = [e for e in reading.entities if e.type == "Outlet"]
    return frozenset(e.id for e in outlets if any(start <= m.start < end for m in e.mentions))


def _content(reading: Reading, told: Told) -> frozenset[str]:
    text = reading.document.text
    start, end = _sentences(text, told.span, 1)
    words = (m.group().casefold() for m in _WORD.finditer(text, start, end))
    return frozenset(w for w in words if len(w) > 3 and w not in _PLAIN)


def _same_speech(a: _Page, b: _Page) -> Iterator[Link]:
    """One speaker's words, six in a row and four more elsewhere, in two articles that know one weekday, the same."""
    days = [{t.weekday for t in page.told} for page in (a, b)]
    if len(days[0]) != 1 or days[0] != days[1]:
        return
    for speaker in sorted(_speakers(a.reading) & _speakers(b.reading)):
        said = [_said(page.reading, speaker) for page in (a, b)]
        long = _grams(said[0], _QUOTED) & _grams(said[1], _QUOTED)
        inside = {gram[i : i + 4] for gram in long for i in range(_QUOTED - 3)}
        if long and (_grams(said[0], 4) & _grams(said[1], 4)) - inside:
            yield Link(a.told[0], b.told[0], f"both quote one speech, and of {_name(a.told[0])} alone")
            return


def _speakers(reading: Reading) -> frozenset[str]:
    return frozenset(s.speaker for s in reading.statements if s.speaker)


def _said(reading: Reading, speaker: str) -> list[list[str]]:
    return [_words(reading, s) for s in reading.statements if s.speaker == speaker]


def _words(reading: Reading, statement: Statement) -> list[str]:
    text = reading.document.text
    return [m.group().casefold() for s in statement.content for m in _WORD.finditer(text, s.start, s.end)]


def _grams(said: Sequence[Sequence[str]], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + length]) for words in said for i in range(len(words) - length + 1)}


def _quoted_through(earlier: _Page, later: _Page) -> Iterator[Link]:
    """What the later document gives as the earlier one's outlet's, in its very words."""
    outlet = _plain(earlier.reading.document.outlet)
    if not outlet or outlet == _plain(later.reading.document.outlet):
        return
    held = {s.id: s for s in later.reading.statements}
    printed = None
    for statement in later.reading.statements:
        chain = [statement, *([held[statement.parent]] if statement.parent in held else [])]
        if not statement.content or not any(_plain(s.speaker_name) == outlet for s in chain):
            continue
        printed = printed or _grams(
            [[m.group().casefold() for m in _WORD.finditer(earlier.reading.document.text)]], _QUOTED
        )
        if printed & _grams([_words(later.reading, statement)], _QUOTED):
            nowhere = Told(earlier.id, Span(0, 0), 0, None)
            yield Link(nowhere, Told(later.id, statement.content[0], 0, None), f"it quotes {earlier.label}")
            return


def _plain(name: str | None) -> str:
    return re.sub(r"^the\s+", "", (name or "").casefold().strip())


# -- what follows from the links


def solved(readings: Sequence[Reading], links: Sequence[Link]) -> tuple[DocumentDate, ...]:
    """The dates that follow from links between documents, for those that neither a giver nor their page dates."""
    known = {r.document.id: r for r in readings}
    start = {key: _days(r.document.published) for key, r in known.items()}
    fixed = frozenset(key for key, r in known.items() if _is_dated(r))
    days = dict(start)
    for part in _parts(links):
        inside = {end for link in part for end in (link.a.document, link.b.document)}
        after = _tightened({key: start[key] for key in inside}, part, fixed)
        days |= after or {}
    changed = [key for key in sorted(known) if days[key] != start[key]]
    return tuple(_date(known[key], days[key], _links_of(key, links), known) for key in changed)


def _days(published: Published) -> Days:
    first, last = published.earliest, published.latest
    return Days(first.toordinal() if first else None, last.toordinal() if last else None)


def _parts(links: Iterable[Link]) -> list[list[Link]]:
    """The links in groups that share no document."""
    groups: list[tuple[set[str], list[Link]]] = []
    for link in links:
        ends = {link.a.document, link.b.document}
        near = [g for g in groups if g[0] & ends]
        groups = [g for g in groups if not g[0] & ends]
        groups.append((ends.union(*(g[0] for g in near)), [*(one for g in near for one in g[1]), link]))
    return [group[1] for group in groups]


def _tightened(start: Mapping[str, Days], links: Sequence[Link], fixed: frozenset[str]) -> dict[str, Days] | None:
    """The documents' days when every link holds; ``None`` where they cannot all hold."""
    days, before = dict(start), None
    while days != before:
        before = dict(days)
        for link in links:
            a, b = link.a.document, link.b.document
            days[a], days[b] = _precedence(days[a], days[b]) if not link.a.weekday else _one_day(days[a], days[b], link)
        if any(d.empty for d in days.values()):
            return None
        days |= {key: start[key] for key in fixed if key in days}
    return days


def _precedence(earlier: Days, later: Days) -> tuple[Days, Days]:
    return earlier.cut(None, later.last), later.cut(earlier.first, None)


def _one_day(a: Days, b: Days, link: Link) -> tuple[Days, Days]:
    """Both documents within a week after the one day that both tell of."""
    there = Days()
    for days, told in ((a, link.a), (b, link.b)):
        first = None if days.first is None else days.first - _WEEK
        there = there.cut(told.day or first, told.day or days.last)
    first = None if there.first is None else there.first + (link.a.weekday - 1 - (there.first - 1) % 7) % 7
    last = None if there.last is None else there.last - ((there.last - 1) % 7 - (link.a.weekday - 1)) % 7
    if Days(first, last).empty:
        return Days(1, 0), Days(1, 0)
    last = None if last is None else last + _WEEK
    return a.cut(first, last), b.cut(first, last)


def _links_of(document: str, links: Iterable[Link]) -> list[Link]:
    return [link for link in links if document in {link.a.document, link.b.document}]


def _date(reading: Reading, days: Days, links: Sequence[Link], known: Mapping[str, Reading]) -> DocumentDate:
    document = reading.document
    ends = [(end, other, link) for link in links for end, other in ((link.a, link.b), (link.b, link.a))]
    mine = [(end, _reason(link, known[other.document])) for end, other, link in ends if end.document == document.id]
    spans = {*document.published.evidence, *(end.span for end, _ in mine if end.span.end)}
    first = date.fromordinal(days.first) if days.first is not None and days.first > 0 else None
    last = date.fromordinal(days.last) if days.last is not None else None
    published = Published(first, last, "story", tuple(sorted(spans)))
    return DocumentDate(document.id, published, "; ".join(sorted({reason for _, reason in mine})))


def _reason(link: Link, other: Reading) -> str:
    document = other.document
    when = document.published
    known = f"{when.earliest or '..'} to {when.latest or '..'}" if when.earliest != when.latest else str(when.latest)
    dated = "undated" if when == Published() or not (when.earliest or when.latest) else f"dated {known}"
    return f"{link.reason}: {document.outlet or document.title or document.uri} ({dated})"


def with_dates(readings: Iterable[Reading], dated: Iterable[DocumentDate]) -> tuple[Reading, ...]:
    """The readings with the dates that the story gives their documents, for stages that set what was said in order.

    A range that is open or wider than a week says nothing there: it is left out, so that no bound is taken for a day.
    """
    found = {d.document: d.published for d in dated}
    return tuple(_with_date(r, found.get(r.document.id, r.document.published)) for r in readings)


def _with_date(reading: Reading, published: Published) -> Reading:
    first, last = published.earliest, published.latest
    inferred = published.basis in {"text", "story"}
    if inferred and (first is None or last is None or (last - first).days > _WEEK):
        published = Published()
    return replace(reading, document=replace(reading.document, published=published))
