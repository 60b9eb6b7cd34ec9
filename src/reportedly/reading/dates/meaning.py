"""What an expression says before anything is known about when it was written: the state between tagging and resolving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportedly.language.intervals import Grain, Part

Which = Literal["last", "this", "next", "previous", "following", "same"]
Reference = Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]
Side = Literal["past", "future"]
Like = Literal["quarter", "period"]
# Which way a verb points: "planned" is what is arranged, ordered or wished for, ahead of the verb but not always of the writing.
Tense = Literal["past", "planned", "future"]
AHEAD: frozenset[Tense | None] = frozenset({"planned", "future"})


@dataclass(frozen=True, slots=True)
class Point:
    """A date named by the calendar, as much of it as is said: "Friday", "late February", "the third quarter of 1984".

    ``which`` is the pointing word: last, this and next count from the day of writing; previous, following and same from
    the date last told. ``decade`` and ``century`` are their first years. ``part`` is early, mid or late. ``weeks`` counts
    weeks from the one of writing, ``years_back`` years. ``last_day`` ends a range of days in one month; ``around`` widens
    a day to its week or weekend. ``last_year`` ends a range of years. ``like``: the
    quarter told of, but of this year ("the 1995 quarter", "the 1995 period").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    decade: int | None = None
    century: int | None = None
    holiday: str | None = None
    which: Which | None = None
    part: Part | None = None
    daypart: str | None = None
    clock: str | None = None
    weeks: int | None = None
    years_back: int = 0
    last_day: int | None = None
    last_year: int | None = None
    around: Grain | None = None
    like: Like | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A unit counted from another: "last week" (-1 from the writing), "the next day" (+1 from the date last told).

    ``else_anchor``: where no date was told it counts from the writing. ``exact`` keeps the grain of what it counts from ("a
    year earlier" than a quarter is a quarter), and with a part it is the day at the end ("year-end"). ``loose``: the day
    found stands for its week ("two weeks ago"). ``side``: only what of it is over, or still ahead ("earlier this week", "the
    rest of the year"). ``like``: what is counted from, where it is named ("the year-earlier quarter").
    """

    grain: Grain
    count: int
    told: bool = False
    part: Part | None = None
    daypart: str | None = None
    exact: bool = False
    loose: bool = False
    else_anchor: bool = False
    side: Side | None = None
    like: Like | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A duration; ``amount`` is TIMEX3's (``2``, ``2.5``, ``X``), ``value`` the whole value where amount and unit do not make it.

    ``window`` says where it lies from the writing: the past year, the next two days. ``within``: it begins with the writing
    where its verb points ahead. ``edge`` is a known day that it is counted from, ``past`` before it, ``future`` after it.
    """

    amount: str
    unit: str
    window: Side | None = None
    value: str | None = None
    within: bool = False
    edge: tuple[Side, date] | None = None


@dataclass(frozen=True, slots=True)
class Often:
    """A set: every day, weekly, each July."""

    value: str


@dataclass(frozen=True, slots=True)
class Vague:
    """A reference to the past, the present or the future as such."""

    value: Reference


@dataclass(frozen=True, slots=True)
class Known:
    """A day that general knowledge gives: the second anniversary of an event with a known day."""

    day: date


Meaning = Point | Step | Length | Often | Vague | Known


@dataclass(frozen=True, slots=True)
class Background:
    """What the whole document tells about its words.

    The day on which "the war" began, whether May is somebody's name, whether quarters are told of (a "third period" is one then).
    """

    war: date | None = None
    may_is_a_name: bool = False
    quarters: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """An expression where it stands, and what it says.

    ``ends_with_next``: the expression behind it is the day that it ends with ("the quarter ended Sept. 30").
    ``on_next``: it may be a time of that day ("at 9 a.m. on Friday").
    """

    start: int
    end: int
    meaning: Meaning
    ends_with_next: bool = False
    on_next: bool = False
