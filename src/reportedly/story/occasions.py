"""Occasions: which words of one speaker were spoken at one time, as far as their dates tell.

Dates that touch are one occasion. Words without a date belong to the speaker's dated occasion in the same document, then to one
about the day on which their document appeared. Where nothing is known they are together: unknown is never another time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

LONG = timedelta(days=31)  # "last year" is no occasion
TOUCH = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Utterance:
    """One statement in time: when it was said as far as its text says, and when its document appeared."""

    statement: str
    document: str
    earliest: date | None
    latest: date | None
    appeared: date | None


@dataclass(frozen=True, slots=True)
class Occasion:
    """Statements made at one time; ``first`` and ``last`` possible day where the texts date it, of the closest date given."""

    first: date | None
    last: date | None
    statements: tuple[str, ...]
    around: date | None  # the day that tells undated occasions apart


def occasions(utterances: Iterable[Utterance], *, before: int) -> tuple[Occasion, ...]:
    """Group one speaker's utterances; an undated one can be ``before`` days older than its document."""
    ordered = sorted(utterances, key=lambda u: (u.earliest or date.max, u.latest or date.max, u.document, u.statement))
    dated = [u for u in ordered if u.earliest and u.latest and u.latest - u.earliest <= LONG]
    groups = _touching(dated)
    loose = _settle([u for u in ordered if u not in dated], groups, timedelta(days=before))
    return tuple(
        Occasion(
            *_closest([u for u in g if u in dated]),
            tuple(sorted(u.statement for u in g)),
            min((u.appeared for u in g if u.appeared), default=None),
        )
        for g in [*groups, *loose]
    )


def _closest(dated: Sequence[Utterance]) -> tuple[date | None, date | None]:
    """The first day of an occasion; with the last one that it can mean there: a day, a month."""
    known = [(u.earliest, u.latest) for u in dated if u.earliest and u.latest]
    return min(known, key=lambda d: (d[1] - d[0], d[0]), default=(None, None))


def _touching(dated: Sequence[Utterance]) -> list[list[Utterance]]:
    groups: list[list[Utterance]] = []
    last = date.min
    for u in dated:
        if u.earliest is None or u.latest is None:
            continue
        if groups and u.earliest - TOUCH <= last:
            groups[-1].append(u)
            last = max(last, u.latest)
        else:
            groups.append([u])
            last = u.latest
    return groups


def _settle(undated: Sequence[Utterance], groups: list[list[Utterance]], before: timedelta) -> list[list[Utterance]]:
    """Add undated utterances to dated groups where one is near; give back groups of the rest."""
    spans = [(_first(g), _last(g), frozenset(u.document for u in g)) for g in groups]
    loose: list[Utterance] = []
    for u in undated:
        near = [i for i, span in enumerate(spans) if _near(u, span, before)]
        if near:
            groups[max(near, key=lambda i: (u.document in spans[i][2], spans[i][1]))].append(u)
        else:
            loose.append(u)
    return _by_appearance(loose, before)


def _near(u: Utterance, span: tuple[date, date, frozenset[str]], before: timedelta) -> bool:
    first, last, documents = span
    if u.document in documents or u.appeared is None:
        return True
    return first <= u.appeared + TOUCH and u.appeared - before <= last


def _by_appearance(loose: Sequence[Utterance], before: timedelta) -> list[list[Utterance]]:
    known = sorted((u for u in loose if u.appeared), key=lambda u: (u.appeared or date.max, u.statement))
    groups: list[list[Utterance]] = []
    for u in known:
        previous = groups[-1][-1].appeared if groups else None
        if previous and u.appeared and u.appeared - previous <= before:
            groups[-1].append(u)
        else:
            groups.append([u])
    unknown = [u for u in loose if not u.appeared]
    if unknown:
        groups = [[*groups[0], *unknown], *groups[1:]] if groups else [unknown]
    return groups


def _first(group: Sequence[Utterance]) -> date:
    return min((u.earliest for u in group if u.earliest), default=date.min)


def _last(group: Sequence[Utterance]) -> date:
    return max((u.latest for u in group if u.latest), default=date.max)
