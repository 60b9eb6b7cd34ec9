"""Resolving when the day of writing is known as a range, or on one side only.

Everything is resolved once from each end of the range. Where both agree that is the answer; where they do not, the value
keeps its X and the days reach from the earliest of the one to the latest of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportedly.language import intervals
from reportedly.model import DateExpression, Published
from reportedly.reading.dates.meaning import Mention, Tense
from reportedly.reading.dates.resolve import Resolved, resolve_all


def resolve_between(
    mentions: Sequence[Mention], tenses: Sequence[Tense | None], written: Published
) -> tuple[DateExpression, ...]:
    """The mentions resolved against when the text was written, as far as that is known."""
    earliest, latest = written.earliest, written.latest
    if earliest is not None and earliest == latest:
        resolved = resolve_all(mentions, tenses, earliest)
    else:
        resolved = _between(mentions, tenses, earliest, latest)
    return tuple(_expression(m, r) for m, r in zip(mentions, resolved, strict=True))


def _between(
    mentions: Sequence[Mention], tenses: Sequence[Tense | None], earliest: date | None, latest: date | None
) -> list[Resolved]:
    unknown = resolve_all(mentions, tenses, None)
    low = resolve_all(mentions, tenses, earliest) if earliest else unknown
    high = resolve_all(mentions, tenses, latest) if latest else unknown
    return [_either(*triple) for triple in zip(unknown, low, high, strict=True)]


def _either(unknown: Resolved, low: Resolved, high: Resolved) -> Resolved:
    if low == high:
        return low
    if unknown.first and unknown.last:  # what the text gives alone needs no day of writing
        return unknown
    first, last = low.first, high.last
    if first and last and first > last:
        first, last = last, first
    return Resolved(unknown.type, unknown.value, first, last, intervals.edtf_of(first, last), unknown.grain)


def _expression(mention: Mention, resolved: Resolved) -> DateExpression:
    return DateExpression(
        mention.start, mention.end, resolved.type, resolved.value, resolved.edtf, resolved.first, resolved.last
    )
