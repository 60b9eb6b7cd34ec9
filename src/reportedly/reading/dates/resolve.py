"""From what an expression says to the days it means, given the day of writing and what was told before.

Resolving walks the mentions in text order, because "the next day" and "a year earlier" count from a date told before.
Where something needed is not known the value keeps TIMEX3's X in its place and the days stay open: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportedly.language import intervals
from reportedly.language.intervals import Days, Grain
from reportedly.model import TimexType
from reportedly.reading.dates.builders import period
from reportedly.reading.dates.calendar_points import Found, find_point
from reportedly.reading.dates.lexicon import CLOCK_UNITS
from reportedly.reading.dates.meaning import Known, Length, Meaning, Mention, Often, Point, Side, Step, Vague
from reportedly.reading.dates.written import edtf_value, unknown_value, value_of

Tenses = Sequence[Side | None]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The value, the first and last day it can mean, and the grain in which later expressions may count from it."""

    type: TimexType
    value: str
    first: date | None = None
    last: date | None = None
    edtf: str | None = None
    grain: Grain | None = None


def resolve_all(mentions: Iterable[Mention], tenses: Tenses, anchor: date | None) -> list[Resolved]:
    """Resolve the mentions of one text in order; ``tenses`` says for each which way its verb points."""
    told: list[Resolved] = []
    out: list[Resolved] = []
    for mention, tense in zip(mentions, tenses, strict=True):
        resolved = _resolve(mention.meaning, tense, anchor, told)
        out.append(resolved)
        if resolved.first and resolved.grain:
            told.append(resolved)
    return out


def _resolve(meaning: Meaning, tense: Side | None, anchor: date | None, told: Sequence[Resolved]) -> Resolved:
    if isinstance(meaning, Point):
        return _point(meaning, tense, anchor, told)
    if isinstance(meaning, Step):
        return _step(meaning, tense, anchor, told)
    if isinstance(meaning, Length):
        return _length(meaning, anchor)
    if isinstance(meaning, Often):
        return Resolved("SET", meaning.value)
    if isinstance(meaning, Vague):
        return _vague(meaning, anchor)
    return _known(meaning)


def _known(meaning: Known) -> Resolved:
    value = meaning.day.isoformat()
    return Resolved("DATE", value, meaning.day, meaning.day, value, "day")


def _vague(meaning: Vague, anchor: date | None) -> Resolved:
    first = anchor if meaning.value in {"PRESENT_REF", "FUTURE_REF"} else None
    last = anchor if meaning.value in {"PRESENT_REF", "PAST_REF"} else None
    return Resolved("DATE", meaning.value, first, last, intervals.edtf_of(first, last))


def _length(meaning: Length, anchor: date | None) -> Resolved:
    value = period(meaning.amount, meaning.unit)
    if meaning.window is None or anchor is None:
        return Resolved("DURATION", value)
    far = _far_end(meaning, anchor, -1 if meaning.window == "past" else 1)
    first, last = (far, anchor) if meaning.window == "past" else (anchor, far)
    return Resolved("DURATION", value, first, last, intervals.edtf_of(first, last))


def _far_end(meaning: Length, anchor: date, sign: int) -> date | None:
    if not meaning.amount.isdigit():
        return None
    count = int(meaning.amount)
    if meaning.unit in CLOCK_UNITS:
        hours = count / {"hour": 1, "minute": 60, "second": 3600}[meaning.unit]
        return intervals.step_days(anchor, sign * (1 + int(hours // 24)))
    grain, count = ("week", 2 * count) if meaning.unit == "fortnight" else (meaning.unit, count)
    return intervals.step(anchor, sign * count, grain)  # type: ignore[arg-type]


def _point(meaning: Point, tense: Side | None, anchor: date | None, told: Sequence[Resolved]) -> Resolved:
    base = told[-1].first if told and meaning.which in {"previous", "following", "same"} else anchor
    found = find_point(meaning, tense, base)
    time = f"T{meaning.clock or meaning.daypart}" if meaning.clock or meaning.daypart else ""
    kind: TimexType = "TIME" if time else "DATE"
    if isinstance(found, Found):
        return _dated(found, meaning, time)
    if meaning.clock and found == "":  # a time of day alone: of the day that is being told of, else of the writing
        day = next((t.first for t in reversed(told) if t.grain == "day"), anchor)
        return _dated(Found(Days(day, day), "day"), meaning, time) if day else Resolved("TIME", f"XXXX-XX-XX{time}")
    return Resolved(kind, f"{found}{time}", edtf=edtf_value(found))


def _dated(found: Found, meaning: Point, time: str) -> Resolved:
    value = value_of(found.days, found.grain, found.season)
    if meaning.daypart in {"week", "weekend"}:
        around = intervals.around(found.days.first, "week" if meaning.daypart == "week" else "weekend")
        if around:
            grain: Grain = "week" if meaning.daypart == "week" else "weekend"
            return Resolved("DATE", value_of(around, grain), *around, intervals.edtf_of(*around), grain)
    days = intervals.part(found.days, meaning.part) if meaning.part and found.grain != "day" else found.days
    edtf = edtf_value(value) if days == found.days else None
    return Resolved("TIME" if time else "DATE", f"{value}{time}", *days, edtf or intervals.edtf_of(*days), found.grain)


def _step(meaning: Step, tense: Side | None, anchor: date | None, told: Sequence[Resolved]) -> Resolved:
    time = f"T{meaning.daypart}" if meaning.daypart else ""
    kind: TimexType = "TIME" if time else "DATE"
    if meaning.exact and meaning.grain == "year" and meaning.part is None and (same := _year_away(meaning, told)):
        return same
    base = _told_base(meaning, told) if meaning.told else anchor
    if meaning.grain == "quarter" and meaning.told and base is None and anchor:  # "the quarter" is the one last reported on
        base = intervals.step(anchor, -1, "quarter")
    days = _stepped(meaning, tense, base) if base and meaning.count is not None else None
    if days is None:
        return Resolved(kind, f"{unknown_value(meaning.grain)}{time}")
    if meaning.part == "END" and meaning.exact:
        return replace(_known(Known(days.last)), grain=meaning.grain)
    value = value_of(days, meaning.grain)
    if meaning.loose and (week := intervals.week_days(days.first)):
        return Resolved(kind, value, *week, intervals.edtf_of(*week), "week")
    partly = intervals.part(days, meaning.part) if meaning.part and meaning.grain != "day" else days
    return Resolved(
        kind,
        f"{value}{time}",
        *partly,
        edtf_value(value) if partly == days else intervals.edtf_of(*partly),
        meaning.grain,
    )


def _stepped(meaning: Step, tense: Side | None, base: date) -> Days | None:
    count = meaning.count or 0
    if meaning.grain == "weekend" and count == 0 and tense != "future" and base.isoweekday() < 6:
        count = -1
    to = intervals.step(base, count, meaning.grain)
    return intervals.around(to, meaning.grain) if to else None


def _told_base(meaning: Step, told: Sequence[Resolved]) -> date | None:
    """The date last told that is as fine as the unit that is counted."""
    order = ("day", "weekend", "week", "month", "quarter", "half", "season", "year", "decade", "century", "millennium")
    at_most = order.index(meaning.grain)
    fitting = next((t for t in reversed(told) if t.grain and order.index(t.grain) <= at_most), None)
    return fitting.first if fitting else None


def _year_away(meaning: Step, told: Sequence[Resolved]) -> Resolved | None:
    """A year before a quarter is that quarter of the other year; so with a day. Nothing later counts from what it gives."""
    last = next((t for t in reversed(told) if t.grain == "quarter"), None)
    if last is None and meaning.told and told and told[-1].grain == "day":
        last = told[-1]
    first = intervals.step(last.first, meaning.count or 0, "year") if last and last.first else None
    days = intervals.around(first, last.grain) if first and last and last.grain else None
    if days is None or last is None or last.grain is None:
        return None
    value = value_of(days, last.grain)
    return Resolved("DATE", value, *days, edtf_value(value) or intervals.edtf_of(*days))
