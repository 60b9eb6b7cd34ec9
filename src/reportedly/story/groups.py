"""People whom the articles do not name: which descriptions, in the reports of one outlet, mean the same ones.

Standing in one article makes two groups one no more than standing in one city does. The same group is told by the same head,
number and country, or by words that only point back: "the official", "they", "sources say" in a headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.story.items import singular
from reportedly.story.names import fold
from reportedly.story.source import HEADLINE, Source

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TAIL = re.compile(
    r",| (?:who|that|with|of|in|at|on|to|from|for|inside|within|among|briefed|familiar|close|speaking|told|said)\b"
)
_SMALL = frozenset(
    ("the", "a", "an", "some", "several", "many", "these", "those", "this", "that", "other", "unnamed", "anonymous")
)  # fmt: skip
_ANOTHER = frozenset(("second", "third", "fourth", "another", "other"))
_ANYBODY = frozenset(
    ("source", "person", "people", "insider")
)  # "sources" can point back at officials, not the reverse
_BACK = frozenset(
    ("they", "them", "he", "she", "it", "both", "one", "other", "others", "another", "some", "all", "the", "")
)


@dataclass(frozen=True, slots=True)
class Description:
    """How people are described: the head noun, whether they are several, how many, what else is said, and their countries.

    ``back``: nothing is said that would tell them from others, so that the words point back at people told of already.
    """

    head: str
    several: bool
    number: int | None
    marks: frozenset[str]
    countries: frozenset[str]
    another: bool
    back: bool


def describe(name: str, countries: frozenset[str]) -> Description:
    """Take a description apart: "two former Norwegian officials" are officials, several, two, former, of Norway."""
    words = fold(_TAIL.split(name.strip().lower(), maxsplit=1)[0]).split()
    last = words[-1] if words else ""
    head = "person" if last == "people" else singular(last)
    number = next((_number(w) for w in words if _number(w)), None)
    another = bool(_ANOTHER.intersection(words))
    marks = frozenset(w for w in words[:-1] if w not in _SMALL | _ANOTHER and not _number(w))
    pointing = last in _BACK or (len(words) <= 1 + sum(w in _SMALL for w in words) and not _TAIL.search(name.strip()))
    several = last in ("they", "them", "both", "some", "all", "one") or (number or 0) > 1 or head != last
    return Description(head, several, number, marks, countries, another, pointing and not countries)


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else _NUMBERS.index(word) + 1 if word in _NUMBERS else None


def by_group(sources: Iterable[Source]) -> list[list[Source]]:
    """Cut the sources of one outlet's report into the groups of people behind it, each group in the order of the text.

    What tells of the report as a whole, and what other articles cite of it without saying more, goes with its main group.
    """
    ordered = sorted(sources, key=lambda s: (s.appeared or date.max, s.document, s.place, s.statement))
    groups: list[list[Source]] = []
    own = [s for s in ordered if s.group and not s.cited]
    for source in sorted(own, key=lambda s: s.place == HEADLINE):  # a headline points at people told of below it
        _add(source, _meant(source, groups), groups)
    for source in (s for s in ordered if s.group and s.cited):
        _add(source, _cited(source, groups), groups)
    whole = [s for s in ordered if not s.group]
    if whole:
        _add(whole[0], _main(groups), groups).extend(whole[1:])
    return groups


def _add(source: Source, found: list[Source] | None, groups: list[list[Source]]) -> list[Source]:
    if found is None:
        groups.append(found := [])
    found.append(source)
    return found


def told_as(group: Sequence[Source]) -> Source:
    """The source whose description says most of a group: their own paper's, the most countries, the first of these."""
    return min(
        group,
        key=lambda s: (
            not s.group,
            _told(s).back,
            s.cited,
            -len(_told(s).countries),
            s.appeared or date.max,
            s.place,
            s.statement,
        ),
    )


def _told(source: Source) -> Description:
    return describe(source.group, source.speaker.countries)


def _meant(source: Source, groups: Sequence[list[Source]]) -> list[Source] | None:
    """The group that an outlet's own article means; ``None`` for people not told of before."""
    told = _told(source)
    if not told.back:
        return next((g for g in groups if any(_same(told, _told(s)) for s in g)), None)
    here = [g for g in groups if any(s.document == source.document for s in g)]
    fitting = [g for g in here if _points_at(told, _told(told_as(g)))]
    if source.place == HEADLINE:
        return _main(fitting)
    before = [g for g in fitting if any(s.document == source.document for s in g)]
    return max(before, key=lambda g: max(s.place for s in g if s.document == source.document), default=None)


def _points_at(told: Description, known: Description) -> bool:
    if told.head in _BACK:
        return told.several == known.several or told.another
    return told.several == known.several and (told.head in _ANYBODY or told.head == known.head)


def _same(one: Description, other: Description) -> bool:
    """Whether two descriptions, each saying something, can only be told of the same people."""
    heads = one.head == other.head or {one.head, other.head} <= _ANYBODY
    numbers = one.number is None or other.number is None or one.number == other.number
    marks = one.marks <= other.marks or other.marks <= one.marks
    if one.another or other.another:
        return one == other
    return heads and numbers and marks and one.several == other.several and one.countries == other.countries


def _cited(source: Source, groups: Sequence[list[Source]]) -> list[Source] | None:
    """The group of a report that another article cites: by number, by country, else the main one that is of no other country.

    People that are several are sooner another group of several than one person of their country.
    """
    told = _told(source)
    numbered = [g for g in groups if told.number and any(_told(s).number == told.number for s in g)]
    countries = [g for g in groups if told.countries & _countries(g)]
    open_ = [g for g in groups if not told.countries or not _countries(g)]
    tiers = (numbered, countries, open_)
    alike = ([g for g in fitting if any(_told(s).several for s in g) == told.several] for fitting in tiers)
    return next((_main(fitting) for fitting in (*alike, *tiers) if fitting), None)


def _countries(group: Iterable[Source]) -> frozenset[str]:
    return frozenset(c for s in group for c in s.speaker.countries)


def _main(groups: Sequence[list[Source]]) -> list[Source] | None:
    """The group of several people told of most, the first among equals."""
    ranked = sorted(groups, key=lambda g: (not any(_told(s).several for s in g), -len(g)))
    return ranked[0] if ranked else None
