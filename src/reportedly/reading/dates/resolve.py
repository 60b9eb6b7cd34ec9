"""From what an expression says to the days it means, given the day of writing and what was told before.

Resolving walks the mentions in text order, because "the next day" and "a year earlier" count from a date told before.
Where something needed is not known the value keeps TIMEX3's X in its place and the days stay open: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, cast

from reportedly.language import intervals
from reportedly.language.intervals import Days, Grain, Part
from reportedly.model import TimexType
from reportedly.reading.dates.calendar_points import Found, find_point
from reportedly.reading.dates.counting_rules import period
from reportedly.reading.dates.lexicon import CLOCK_UNITS
from reportedly.reading.dates.meaning import (
    AHEAD,
    Known,
    Length,
    Meaning,
    Mention,
    Often,
    Point,
    Side,
    Step,
    Tense,
    Vague,
)
from reportedly.reading.dates.written import edtf_value, unknown_value, value_of

# How far back, in characters, the date may stand that "two days later" counts from.
_TOLD_REACH: Final = 600
_FINENESS: Final[tuple[Grain, ...]] = (
    "day", "weekend", "week", "month", "quarter", "half", "season", "year", "decade", "century", "millennium",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolved:
    """The value, the first and last day it can mean, and the grain in which later expressions may count from it."""

    type: TimexType
    value: str
    first: date | None = None
    last: date | None = None
    edtf: str | None = None
    grain: Grain | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """A date told earlier in the text, or a stretch of months without one ("the first nine months"), with its value."""

    at: int
    first: date | None
    grain: Grain
    value: str = ""


@dataclass(frozen=True, slots=True)
class _Scene:
    """All that a mention is resolved from: which way its verb points, the writing, the dates told, where it stands."""

    tense: Tense | None
    anchor: date | None
    told: Sequence[_Told]
    at: int

    def last_told(self, at_most: Grain) -> date | None:
        """The date last told near by that is as fine as this unit."""
        finest = _FINENESS[: _FINENESS.index(at_most) + 1]
        near = (t for t in reversed(self.told) if self.at - t.at <= _TOLD_REACH)
        return next((t.first for t in near if t.first and t.grain in finest), None)

    def months_told(self) -> str:
        """The stretch of months, if the period last told of is one: "a year earlier" then counts from the writing."""
        last = next((t for t in reversed(self.told) if t.grain == "quarter" or t.first is None), None)
        return last.value if last is not None and last.first is None else ""

    def last_period(self) -> _Told | None:
        """The quarter last told of; none where a stretch of months was told of since."""
        last = next((t for t in reversed(self.told) if t.grain == "quarter" or t.first is None), None)
        return last if last and last.first else None

    def quarter(self) -> _Told | None:
        """The quarter that the text is about: the one it names most."""
        quarters = [t.first for t in self.told if t.first and t.grain == "quarter"]
        return _Told(self.at, max(quarters, key=quarters.count), "quarter") if quarters else None


def resolve_all(mentions: Iterable[Mention], tenses: Iterable[Tense | None], anchor: date | None) -> list[Resolved]:
    """Resolve the mentions of one text in order; ``tenses`` says for each which way its verb points."""
    told: list[_Told] = []
    out: list[Resolved] = []
    following: Sequence[tuple[Mention, Tense | None]] = list(zip(mentions, tenses, strict=True))
    for at, (mention, tense) in enumerate(following):
        scene = _Scene(tense, anchor, told, mention.start)
        behind = following[at + 1] if mention.on_next else None
        meant = _on(mention, behind[0], replace(scene, tense=behind[1])) if behind else mention
        resolved = counted = _resolve(meant, scene)
        if mention.ends_with_next and (end := _resolve(following[at + 1][0], replace(scene, tense="past")).last):
            resolved = _ended(mention.meaning, resolved, end)
            counted = (
                counted if isinstance(mention.meaning, Point) else resolved
            )  # a fiscal quarter is counted by its number
        out.append(resolved)
        compared = isinstance(mention.meaning, Point) and mention.meaning.like
        if counted.first and counted.grain and not compared:  # "year-earlier" counts from what it is compared with
            told.append(_Told(mention.start, counted.first, counted.grain))
        elif isinstance(mention.meaning, Length) and mention.meaning.unit == "month":
            told.append(_Told(mention.start, None, "month", resolved.value))
    return out


def _resolve(mention: Mention, scene: _Scene) -> Resolved:
    match mention.meaning:
        case Point() as point:
            return _point(point, scene)
        case Step() as step:
            return _step(step, scene)
        case Length() as length:
            return _length(length, scene)
        case Often(value):
            return Resolved("SET", value)
        case Vague() as vague:
            return _vague(vague, scene)
        case Known(day):
            return _day(day)


def _on(mention: Mention, behind: Mention, scene: _Scene) -> Mention:
    """A time of day, of the day that is told right behind it: "at 9 a.m. on Friday"."""
    point = mention.meaning
    if not isinstance(point, Point) or not point.clock or point != Point(clock=point.clock):
        return mention
    day = _resolve(behind, scene)
    if day.grain != "day" or day.first is None:
        return mention
    first = day.first
    return replace(mention, meaning=replace(point, year=first.year, month=first.month, day=first.day))


def _day(day: date) -> Resolved:
    return Resolved("DATE", day.isoformat(), day, day, day.isoformat(), "day")


def _ended(meaning: Meaning, resolved: Resolved, end: date) -> Resolved:
    """What is said to end with a day: "the quarter ended Sept. 30", "for the six months ended June 30"."""
    count, grain = 1, meaning.grain if isinstance(meaning, Step) else resolved.grain or "quarter"
    if isinstance(meaning, Length):
        if not meaning.amount.isdigit() or meaning.unit not in _FINENESS:
            return resolved
        count, grain = int(meaning.amount), meaning.unit
    elif grain in {"day", "weekend"}:
        return resolved
    behind = intervals.step_days(end, 1)
    first = intervals.step(behind, -count, grain) if behind else None
    if first is None:
        return resolved
    around = intervals.around(end, grain) if isinstance(meaning, Step) else None
    value = value_of(around, grain) if around else resolved.value
    return replace(resolved, value=value, first=first, last=end, edtf=intervals.edtf_of(first, end))


def _vague(meaning: Vague, scene: _Scene) -> Resolved:
    """The past, the present or the future as such. "But soon he turned" is ahead of what is told, not of the writing."""
    anchor = None if meaning.value == "FUTURE_REF" and scene.tense == "past" else scene.anchor
    first = anchor if meaning.value in {"PRESENT_REF", "FUTURE_REF"} else None
    last = anchor if meaning.value in {"PRESENT_REF", "PAST_REF"} else None
    return Resolved("DATE", meaning.value, first, last, intervals.edtf_of(first, last))


# -- durations


def _length(meaning: Length, scene: _Scene) -> Resolved:
    value = meaning.value or period(meaning.amount, meaning.unit)
    if meaning.edge is not None:
        days = _from_edge(meaning, *meaning.edge)
        return Resolved("DURATION", value, *days, intervals.edtf_of(*days))
    window = "future" if meaning.within and scene.tense in AHEAD else meaning.window
    if window is None or scene.anchor is None:
        return Resolved("DURATION", value)
    far = _far_end(meaning, scene.anchor, -1 if window == "past" else 1)
    first, last = (far, scene.anchor) if window == "past" else (scene.anchor, far)
    return Resolved("DURATION", value, first, last, intervals.edtf_of(first, last))


def _from_edge(meaning: Length, side: Side, edge: date) -> tuple[date | None, date | None]:
    """When it was, so long before or after a known day: by units where they are counted, else open at the far side."""
    sign = -1 if side == "past" else 1
    far = _far_end(meaning, edge, sign)
    if far is None or meaning.unit in CLOCK_UNITS:
        near = intervals.step_days(edge, 0 if meaning.unit in CLOCK_UNITS else sign)
        return (None, near) if side == "past" else (near, None)
    around = intervals.around(far, meaning.unit) if meaning.unit in _FINENESS else None
    return (around.first, around.last) if around else (far, far)


def _far_end(meaning: Length, anchor: date, sign: int) -> date | None:
    """The other end of a stretch that reaches from the writing back or ahead."""
    if not meaning.amount.isdigit():
        return None
    count, unit = int(meaning.amount), meaning.unit
    if unit in CLOCK_UNITS:
        hours = count // {"hour": 1, "minute": 60, "second": 3600}[unit]
        return intervals.step_days(anchor, sign * (1 + hours // 24))
    if unit == "fortnight":
        return intervals.step_days(anchor, sign * 14 * count)
    return intervals.step(anchor, sign * count, cast(Grain, unit))


# -- dates named by the calendar


def _point(meaning: Point, scene: _Scene) -> Resolved:
    base = scene.anchor
    if meaning.last_year:
        first, last = intervals.year_days(meaning.year or 0), intervals.year_days(meaning.last_year)
        if first and last:
            value = f"{first.first.year:04}/{last.last.year:04}"
            return Resolved("DATE", value, first.first, last.last, value)
    if meaning.which in {"previous", "following", "same"}:
        base = scene.last_told("day") if meaning.weekday else scene.last_told("year")
        if base is None and meaning.which == "same":  # "he noted that Saturday was ...": no pointing at all
            base, meaning = scene.anchor, replace(meaning, which=None)
    if meaning.like:
        meaning = _liked(meaning, scene)
    found = find_point(meaning, scene.tense, base)
    time = f"T{meaning.clock or meaning.daypart}" if meaning.clock or meaning.daypart else ""
    if meaning.clock and found == "":  # a time of day alone: of the day that is being told of, else of the writing
        day = scene.last_told("day") or scene.anchor
        found = Found(Days(day, day), "day") if day else unknown_value("day")
    if isinstance(found, Found):
        return _dated(found, meaning, time)
    return Resolved("TIME" if time else "DATE", f"{found}{time}", edtf=edtf_value(found))


def _liked(meaning: Point, scene: _Scene) -> Point:
    """The quarter last told of, or else of the writing, in the year that is named; no quarter where months were told of."""
    period = scene.last_period() or scene.quarter()
    first = period.first if period else scene.anchor if meaning.like == "quarter" else None
    if first is None or (meaning.like == "period" and scene.months_told()):
        return replace(meaning, like=None)
    return Point(year=meaning.year, quarter=(first.month + 2) // 3)


def _dated(found: Found, meaning: Point, time: str) -> Resolved:
    around = intervals.around(found.days.first, meaning.around) if meaning.around else None
    if around and meaning.around:
        return _unit(around, meaning.around, None, "")
    if meaning.last_day:
        first = found.days.first
        month = intervals.month_days(first.year, first.month)
        days = Days(first, first.replace(day=min(meaning.last_day, month.last.day if month else meaning.last_day)))
        return Resolved("DATE", f"{days.first}/{days.last}", *days, intervals.edtf_of(*days), "day")
    return _unit(found.days, found.grain, meaning.part, time, found.season)


def _unit(days: Days, grain: Grain, part: Part | None, time: str, season: str | None = None) -> Resolved:
    """A whole unit, or the early, middle or late part of it: the value is the unit's, the days are the part's."""
    value = value_of(days, grain, season)
    within = intervals.part(days, part) if part and grain != "day" else days
    edtf = edtf_value(value) if within == days else None
    return Resolved("TIME" if time else "DATE", f"{value}{time}", *within, edtf or intervals.edtf_of(*within), grain)


# -- units counted


def _step(meaning: Step, scene: _Scene) -> Resolved:
    time = f"T{meaning.daypart}" if meaning.daypart else ""
    if meaning.exact and meaning.grain == "year" and meaning.part is None and (same := _year_away(meaning, scene)):
        return same
    if meaning.like == "quarter" and not scene.months_told():
        meaning = Step("quarter", 4 * meaning.count, told=True)
    base = _base(meaning, scene)
    days = _stepped(meaning, scene.tense, base) if base else None
    if days is None:
        return Resolved("TIME" if time else "DATE", f"{unknown_value(meaning.grain)}{time}")
    if meaning.part == "END" and meaning.exact:
        return _day(days.last)
    if meaning.like == "period" and (months := scene.months_told()):  # the same months of the year before
        return Resolved("DURATION", months, *days, intervals.edtf_of(*days))
    if meaning.loose and (week := intervals.week_days(days.first)):
        return Resolved("DATE", days.first.isoformat(), *week, intervals.edtf_of(*week), "week")
    whole = _unit(days, meaning.grain, meaning.part, time)
    return _clipped(whole, meaning.side, scene.anchor) if meaning.side and scene.anchor else whole


def _clipped(whole: Resolved, side: Side, anchor: date) -> Resolved:
    """What of a unit is over or still ahead, where the writing falls in it: the value is the unit's."""
    if whole.first is None or whole.last is None or not whole.first <= anchor <= whole.last:
        return whole
    first, last = (whole.first, anchor) if side == "past" else (anchor, whole.last)
    return replace(whole, first=first, last=last, edtf=intervals.edtf_of(first, last))


def _base(meaning: Step, scene: _Scene) -> date | None:
    if not meaning.told:
        return scene.anchor
    if meaning.grain == "quarter":  # "the quarter" is the one last reported on
        quarter = scene.quarter()
        return quarter.first if quarter else (intervals.step(scene.anchor, -1, "quarter") if scene.anchor else None)
    if meaning.exact and meaning.grain == "year" and scene.months_told():
        return scene.anchor
    told = scene.last_told(meaning.grain)
    return scene.anchor if told is None and meaning.else_anchor else told


def _stepped(meaning: Step, tense: Tense | None, base: date) -> Days | None:
    count = meaning.count
    if meaning.grain == "week" and not meaning.told and base.isoweekday() == 7:
        count += _sundays_week(count, tense)
    if meaning.grain == "weekend" and count == 0 and tense not in AHEAD and base.isoweekday() < 6:
        count = -1
    to = intervals.step(base, count, meaning.grain)
    return intervals.around(to, meaning.grain) if to else None


def _sundays_week(count: int, tense: Tense | None) -> int:
    """On a Sunday a new week has begun for most papers: "last week" ends that day, and what comes "this week" follows it."""
    return 1 if count == -1 or (count == 0 and tense in AHEAD) else 0


def _year_away(meaning: Step, scene: _Scene) -> Resolved | None:
    """A year before a quarter is that quarter of the other year; so with a day. Nothing later counts from what it gives."""
    base = scene.last_period()
    if base is None and meaning.told and scene.told and scene.told[-1].grain == "day":
        base = scene.told[-1]
    first = intervals.step(base.first, meaning.count, "year") if base and base.first else None
    days = intervals.around(first, base.grain) if first and base else None
    if days is None or base is None:
        return None
    value = value_of(days, base.grain)
    return Resolved("DATE", value, *days, edtf_value(value) or intervals.edtf_of(*days))
