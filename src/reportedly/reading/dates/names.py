"""Words of time that belong to a name: the Sunday Times, the Daily Herald, Theresa May."""

from __future__ import annotations

from bisect import bisect_right

from reportedly.model import DateExpression, Entity, EntityType

NAMED: frozenset[EntityType] = frozenset({"Outlet", "Organization", "PublicBody", "Person"})
"""Kinds of names that hold words of time which tell none; a deal "of 2015" does tell its year."""


def outside_names(dates: tuple[DateExpression, ...], entities: tuple[Entity, ...]) -> tuple[DateExpression, ...]:
    """The expressions that are not part of a longer name."""
    names = sorted(m for e in entities if e.type in NAMED for m in e.mentions)
    starts = [m.start for m in names]

    def named(date: DateExpression) -> bool:
        at = bisect_right(starts, date.start) - 1
        return at >= 0 and date.end <= names[at].end and names[at].end - names[at].start > date.end - date.start

    return tuple(d for d in dates if not named(d))
