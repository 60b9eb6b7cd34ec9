"""When a document appeared, as far as its own text tells.

A text that reports an event of 7 October 2031 as past was not written before it; one that says what will happen in 2032 was
not written after it; a weekday that goes with a day and a month leaves some years and no others. Each of these is a
:class:`Clue`, and what all of them leave is the range. It fails closed: a clue that can be understood otherwise is none,
bounds that contradict each other fall, and a side on which nothing is known stays open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from spacy.tokens import Token

from reportedly.language import intervals
from reportedly.language.parser import ParsedBlock, ParsedDocument
from reportedly.model import DateExpression, Published, Rejected, Span
from reportedly.reading.dates import find_mentions, resolve_found
from reportedly.reading.dates.anchoring import writing_day
from reportedly.reading.dates.grammar import mentions_of
from reportedly.reading.dates.happenings import named_in
from reportedly.reading.dates.meaning import Background
from reportedly.reading.dates.tense import is_adverbial, is_present, surely_ahead, tense_in, verb_above, verb_of
from reportedly.reading.dates.tenures import Held, held_in

STAGE: Final = "dating"
_YEAR: Final = timedelta(366)
_WEEK: Final = timedelta(6)  # a bare "Friday" is one of the last seven days, or of the next
_LAG: Final = timedelta(3)  # between a dateline and the day of publication
_TENURE_LAG: Final = timedelta(3)  # between the end of an office and the last text that still names its holder by it
_WINDOW: Final = 4 * 366  # days ahead of the lower bound that clues without a year are tried on
# How a block with a dateline begins: a place in capitals, and soon a figure.
_PLACE_AND_FIGURE: Final = re.compile(r"\s*[A-Z][A-Z.'’ /-]{2}[^\n]{0,120}?[0-9]")
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY: Final = re.compile("(" + "|".join(_WEEKDAYS) + r")\b", re.IGNORECASE)
_BARE_WEEKDAY: Final = re.compile(r"XXXX-WXX-([1-7])(?:T\w+)?$")
_YEARLESS_DAY: Final = re.compile(r"XXXX-([0-9]{2})-([0-9]{2})(?:T[\w:]+)?$")
_FULL: Final = re.compile(r"[0-9]{4}(?:-(?:[0-9]{2}(?:-[0-9]{2})?|Q[1-4]|H[12]|SP|SU|FA|WI))?(?:T[\w:]+)?$")
_COMING: Final = re.compile(r"\bthis coming (spring|summer|fall|autumn|winter)\b", re.IGNORECASE)
_OVER: Final = re.compile(r"\bover the (spring|summer|fall|autumn|winter)\b(?! of\b| [12])", re.IGNORECASE)
_SEASONS: Final = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
# Words in front that give a limit and not the time of what the verb tells: "met to settle it by 2030".
_LIMITS: Final = frozenset(
    {"by", "until", "till", "through", "for", "to", "the", "a", "before", "beyond", "past", "than", "due"}
)
_BEFORE_YEARS: Final = frozenset({"in", "since", "during", "after", "from", "of", "between", "and", "around"})
# What is told of in the past but lies ahead: "the elections of 2030 were called off".
_PROSPECTS: Final = re.compile(
    r"(?:elections?|vote|deadline|goals?|targets?|plans?|games|cup|summit|budget|term|forecasts?|deals?|contracts?|outlook|"
    r"projections?|until|run|race|bid|campaign)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing in the text that bounds the day of writing: the first or the last day it can be, or which days it can be."""

    span: Span
    low: date | None = None
    high: date | None = None
    fits: Callable[[date], bool] | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """A date expression in its block, and which way its verb points."""

    dated: DateExpression
    block: ParsedBlock
    tense: str | None
    ahead: bool
    verb: Token | None

    @property
    def span(self) -> Span:
        return Span(self.dated.start, self.dated.end)


@dataclass(frozen=True, slots=True)
class DatedDocument:
    """A document with when it appeared, as far as that is known, and the dates in it, counted from there."""

    parsed: ParsedDocument
    dates: tuple[DateExpression, ...]


def read_dates(parsed: ParsedDocument) -> DatedDocument:
    """The dates of a document; where neither a giver nor its page says when it appeared, the range that its text leaves."""
    found = find_mentions(parsed)
    dates = resolve_found(parsed.document, found)
    if parsed.document.published.basis != "unknown":
        return DatedDocument(parsed, dates)
    published = published_in(parsed, dates)
    if published.basis == "unknown":
        return DatedDocument(parsed, dates)
    dated = ParsedDocument(replace(parsed.document, published=published), parsed.blocks)
    return DatedDocument(dated, resolve_found(dated.document, found))


def published_in(parsed: ParsedDocument, dates: Sequence[DateExpression]) -> Published:
    """The range of days on which the document can have appeared, with the spans that show it (basis ``text``).

    ``dates`` are the expressions of the document as found without a day of writing. ``unknown`` where nothing bounds it.
    """
    return narrowed(clues_in(parsed, dates))


def misdated(parsed: ParsedDocument, dates: Sequence[DateExpression]) -> tuple[Rejected, ...]:
    """What is wrong with the dates that a document was given: those refused, and one that its own text contradicts.

    A text contradicts the day it is dated where it tells as past what lies after it; the day stands all the same.
    """
    document = parsed.document
    refused = tuple(
        Rejected(document.uri, "pages", f"a date was not taken: {r}", document.id) for r in document.refused
    )
    return refused + _contradicted(parsed, dates)


def _contradicted(parsed: ParsedDocument, dates: Sequence[DateExpression]) -> tuple[Rejected, ...]:
    document, known = parsed.document, parsed.document.published
    if known.latest is None or known.basis not in {"given", "metadata"} or known.latest >= date.max - _LAG:
        return ()
    after = [c for c in clues_in(parsed, dates) if c.low and c.low > known.latest + timedelta(1)]
    for clue in after[:1]:
        dated = f"dated {known.latest.isoformat()} ({known.basis})"
        reason = f"{dated}, but it tells as past of {clue.low}: one of the two is wrong"
        return (Rejected(document.uri, STAGE, reason, document.id, clue.span),)
    return ()


def narrowed(clues: Iterable[Clue]) -> Published:
    """What all clues leave; their order does not matter. Where an upper bound lies before a lower one, no upper one holds."""
    clues = sorted(clues, key=lambda c: c.span)
    low = max((c.low for c in clues if c.low), default=None)
    high = min((c.high for c in clues if c.high), default=None)
    if low and high and high < low:
        high = None
    evidence = {c.span for c in clues if (low and c.low == low) or (high and c.high == high)}
    if low is not None:
        low, high, used = _sifted(low, high, [c for c in clues if c.fits])
        evidence |= used
    if low is None and high is None:
        return Published()
    return Published(low, high, "text", tuple(sorted(evidence)))


def _sifted(low: date, high: date | None, clues: Sequence[Clue]) -> tuple[date, date | None, set[Span]]:
    """The first and last day between the bounds that fit clues without a year; an open side stays open."""
    used: set[Span] = set()
    for _ in clues:  # to a fixed point: each round the bounds close further, or it is reached
        before = (low, high)
        for clue in clues:
            last = _WINDOW if high is None else min((high - low).days, 4 * _WINDOW)
            days = [d for d in _days(low, last) if clue.fits and clue.fits(d)]
            if not days or (days[0] == low and (high is None or days[-1] == high)):
                continue
            if high is None or (high - low).days <= 4 * _WINDOW:
                low, high = days[0], high and days[-1]
                used.add(clue.span)
        if before == (low, high):
            break
    return low, high, used


def _days(first: date, count: int) -> list[date]:
    count = min(count, (date.max - first).days)
    return [first + timedelta(i) for i in range(count + 1)]


# -- the clues


def clues_in(parsed: ParsedDocument, dates: Sequence[DateExpression]) -> tuple[Clue, ...]:
    """Everything in the text that bounds the day of writing."""
    told = list(_told(parsed, dates))
    text = parsed.document.text
    found = [clue for one in told for clue in (*_past(one, text), *_ahead(one, told, text), *_yearless(one, text))]
    found += _anniversaries(told, text)
    found += _dateline(parsed, dates)
    found += _seasons(parsed)
    found += [clue for held in held_in(text) for clue in _tenure(held, told, parsed)]
    found += [Clue(n.span, n.day, n.last) for n in named_in(text) if _is_read(parsed, n.span)]
    return tuple(sorted(found, key=lambda c: (c.span, str(c.low), str(c.high))))


def _told(parsed: ParsedDocument, dates: Iterable[DateExpression]) -> Iterator[_Told]:
    for dated in dates:
        block = next((b for b in parsed.blocks if b.block.start <= dated.start and dated.end <= b.block.end), None)
        if block is not None and _speaks(dated):
            start, end = dated.start - block.start, dated.end - block.start
            above = verb_above(block.doc, start, end)
            yield _Told(dated, block, tense_in(block.doc, start, end), surely_ahead(block.doc, start, end), above)


def _speaks(dated: DateExpression) -> bool:
    """Whether an expression can be a clue, or stand beside one: the rest need not be looked at."""
    return (
        _is_full(dated) or _YEARLESS_DAY.match(dated.value) is not None or _BARE_WEEKDAY.match(dated.value) is not None
    )


def _is_full(dated: DateExpression) -> bool:
    """Whether the text itself names the year."""
    return dated.type in {"DATE", "TIME"} and _FULL.match(dated.value) is not None and dated.earliest is not None


def _names_its_year(one: _Told, text: str) -> bool:
    return re.search(r"\b[0-9]{4}\b", text[one.dated.start : one.dated.end]) is not None


def _past(one: _Told, text: str) -> Iterator[Clue]:
    """What is told as past, with its year: the document is not older. A caption's day is past whatever its verb."""
    dated = one.dated
    if not _is_full(dated) or not _names_its_year(one, text) or text[max(dated.start - 1, 0)].isalnum():
        return
    before = text[one.block.start : dated.start].split()
    word = before[-1].lower() if before else ""
    if len(text[dated.start : dated.end]) == 4 and word not in _BEFORE_YEARS:
        return
    caption = one.block.block.role == "caption" and len(dated.value) == 10 and not one.ahead
    adverbial = is_adverbial(one.block.doc, dated.start - one.block.start, dated.end - one.block.start)
    direct = one.tense == "past" and adverbial and word not in _LIMITS
    direct = direct and not _PROSPECTS.search(text[one.block.start : dated.start])
    if caption or direct:
        yield Clue(one.span, low=dated.earliest)


def _ahead(one: _Told, told: Sequence[_Told], text: str) -> Iterator[Clue]:
    """What is told as still to come, with its year, in a sentence that names no other date."""
    dated = one.dated
    start, end = dated.start - one.block.start, dated.end - one.block.start
    if not one.ahead or not _is_full(dated) or not is_adverbial(one.block.doc, start, end):
        return
    sentence = next(s for s in one.block.doc.sents if s.end_char > dated.start - one.block.start)
    inside = (
        o
        for o in told
        if o is not one
        and o.block is one.block
        and sentence.start_char <= o.dated.start - o.block.start < sentence.end_char
    )
    if all(o.dated.earliest is None for o in inside) and _names_its_year(one, text):
        yield Clue(one.span, high=dated.latest)


def _yearless(one: _Told, text: str) -> Iterator[Clue]:
    """A weekday with its day and month, but no year: only years in which they agree."""
    match = _YEARLESS_DAY.match(one.dated.value)
    weekday = _WEEKDAY.search(text[one.dated.start : one.dated.end])
    if match and weekday:
        month, number = int(match[1]), int(match[2])
        wanted = _WEEKDAYS.index(weekday[1].lower())
        past = one.tense == "past"
        yield Clue(one.span, fits=lambda day: _agrees(day, month, number, wanted, past=past))


def _agrees(day: date, month: int, number: int, weekday: int, *, past: bool) -> bool:
    """Whether that day of a month falls on the weekday within a year of the day of writing, or before it."""
    near = (
        there for there in _each_year(day, month, number) if abs(there - day) <= _YEAR and not (past and there > day)
    )
    return any(there.weekday() == weekday for there in near)


def _each_year(day: date, month: int, number: int) -> Iterator[date]:
    for year in range(max(day.year - 1, 1), min(day.year + 1, date.max.year) + 1):
        try:
            yield date(year, month, number)
        except ValueError:
            continue


def _anniversaries(told: Sequence[_Told], text: str) -> Iterator[Clue]:
    """An anniversary with its number that is still ahead: within the year before it, and near it with a weekday beside it."""
    for at, one in enumerate(told):
        dated = one.dated
        if "anniversary" not in text[dated.start : dated.end].lower() or not _is_full(dated) or not dated.earliest:
            continue
        if one.tense == "past":
            yield Clue(one.span, low=dated.earliest)
        elif one.tense in {"planned", "future"}:
            yield Clue(one.span, low=_back(dated.earliest, _YEAR), high=dated.earliest)
            yield from _beside(told[at - 1] if at else None, one, text)


def _beside(other: _Told | None, one: _Told, text: str) -> Iterator[Clue]:
    """ "Friday, coinciding with the second anniversary": that Friday, and not more than six days ahead."""
    match = _BARE_WEEKDAY.match(other.dated.value) if other else None
    if other is None or match is None or one.dated.earliest is None or other.tense == "past":
        return
    between = text[other.dated.end : one.dated.start]
    if len(between) <= 40 and not re.search(r"[.;!?\n]", between):
        days = [_back(one.dated.earliest, timedelta(i)) for i in range(-3, 4)]
        day = next(d for d in days if d.isoweekday() == int(match[1]))
        yield Clue(other.span, low=_back(day, _WEEK), high=day)


def _back(day: date, by: timedelta) -> date:
    try:
        return day - by
    except OverflowError:
        return date.min if by > timedelta(0) else date.max


def _seasons(parsed: ParsedDocument) -> Iterator[Clue]:
    """A season that is coming is half a year ahead at most; one that something was done over is more than two months old."""
    text = parsed.document.text
    for block in parsed.blocks:
        for match in _COMING.finditer(text, block.start, block.block.end):
            yield _season(match, range(-200, 30), 0)
        for match in _OVER.finditer(text, block.start, block.block.end):
            if tense_in(block.doc, match.start(1) - block.start, match.end(1) - block.start) == "past":
                yield _season(match, range(61, 240), 1)


def _season(match: re.Match[str], days: range, end: int) -> Clue:
    """The clue that the day of writing lies so many days from the season's start, or (``end`` 1) up to so many from its end."""
    span = Span(match.start(), match.end())
    season = _SEASONS[match[1].lower()]

    def fits(day: date) -> bool:
        near = (intervals.season_days(year, season) for year in range(max(day.year - 1, 1), day.year + 2))
        return any(s and days.start <= (day - s.first).days and (day - s[end]).days <= days.stop for s in near)

    return Clue(span, fits=fits)


def _tenure(held: Held, told: Sequence[_Told], parsed: ParsedDocument) -> Iterator[Clue]:
    """A holder of an office: not before it was theirs, nor, where the present tense or a weekday's news has them in it, after."""
    block = _block_of(parsed, held.span)
    if block is None:
        return
    if held.over:
        if held.since:
            yield Clue(held.span, low=held.since)
        return
    yield Clue(held.span, low=held.first)
    if held.last and _is_now(held.span, block, told):
        yield Clue(held.span, high=held.last + _TENURE_LAG)


def _is_now(span: Span, block: ParsedBlock, told: Sequence[_Told]) -> bool:
    """Whether what the holder does is told as of now: in nobody's quoted words, and not of a year that is named."""
    start, end = span.start - block.start, span.end - block.start
    verb = verb_of(block.doc, start, end)
    if verb is None or sum(token.text == '"' for token in block.doc[: verb.i]) % 2:
        return False
    inside = [t for t in told if t.block is block and t.verb == verb]
    if any(_is_full(t.dated) for t in inside):
        return False
    return is_present(verb) or any(t.tense == "past" and _BARE_WEEKDAY.match(t.dated.value) for t in inside)


def _block_of(parsed: ParsedDocument, span: Span) -> ParsedBlock | None:
    return next((b for b in parsed.blocks if b.block.start <= span.start and span.end <= b.block.end), None)


def _dateline(parsed: ParsedDocument, dates: Sequence[DateExpression]) -> Iterator[Clue]:
    """The day in a dateline, with its year: the document appeared then or within some days."""
    day = writing_day_of(parsed)
    if day is None:
        return
    for dated in dates:
        if dated.earliest == dated.latest == day:
            yield Clue(Span(dated.start, dated.end), low=day, high=_back(day, -_LAG))
            return


def writing_day_of(parsed: ParsedDocument) -> date | None:
    """The day in the dateline of a document that has no other date."""
    document = parsed.document
    head = next((b for b in document.blocks if b.role in {"dateline", "body"}), None)
    if head is None:
        return None
    end = min(head.end, head.start + 160)
    if head.role != "dateline" and not _PLACE_AND_FIGURE.match(document.text, head.start, end):
        return None
    inside = mentions_of(document.text[head.start : end], Background())
    found = [replace(m, start=m.start + head.start, end=m.end + head.start) for m in inside]
    return writing_day(replace(document, published=Published()), found).earliest


def _is_read(parsed: ParsedDocument, span: Span) -> bool:
    """Whether a stretch stands in a block that is parsed, and not in the page's furniture."""
    return _block_of(parsed, span) is not None
