"""The timeline: where each dated thing lies between the first day and the last, in per cent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportedly.model import Stance, StoryAccount, TimelineEntry
from reportedly.report.axis import Axis, Tick, axis_over, ticks
from reportedly.report.index import Index, Step
from reportedly.report.wording import days

RowKind = Literal["published", "said", "event"]
SHOWN = 16  # rows before the rest is folded


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One dated thing; ``left`` and ``width`` in per cent. ``early`` where it lies before the axis begins."""

    when: str
    label: str
    kind: RowKind
    stance: Stance | None
    left: float
    width: float
    early: bool
    places: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The axis, the rows to show and those to fold, and how many entries have no date."""

    ticks: tuple[Tick, ...]
    rows: tuple[TimelineRow, ...]
    folded: tuple[TimelineRow, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class _Item:
    first: date
    last: date
    label: str
    kind: RowKind
    stance: Stance | None
    place: Step
    weight: int


def _stances(account: StoryAccount) -> Mapping[str, Stance]:
    return {str(m.event or m.statement): m.stance for c in account.claims for m in c.mentions}


def _weights(account: StoryAccount) -> Mapping[str, int]:
    return {str(m.event or m.statement): len(c.mentions) for c in account.claims for m in c.mentions}


def _href(index: Index, entry: TimelineEntry) -> str:
    if entry.document in index.readings and entry.event is not None:
        return index.links.event(entry.document, entry.event)
    if entry.document in index.readings and entry.statement is not None:
        return index.links.statement(entry.document, entry.statement)
    return index.article_href(entry.document)


def _entry_items(index: Index, account: StoryAccount) -> Iterator[_Item]:
    stances, weights = _stances(account), _weights(account)
    for entry in account.timeline:
        first, last = entry.earliest or entry.latest, entry.latest or entry.earliest
        if first is None or last is None:
            continue
        ident = entry.event or entry.statement or ""
        denial = entry.statement in index.statements and index.statements[str(entry.statement)].act == "deny"
        stance: Stance | None = stances.get(ident) or ("denies" if denial else None)
        place = Step(index.article_name(entry.document), _href(index, entry))
        kind: RowKind = "event" if entry.event is not None else "said"
        yield _Item(first, last, entry.label, kind, stance, place, weights.get(ident, 0) + 2 * (stance == "denies"))


def _article_items(index: Index, account: StoryAccount) -> Iterator[_Item]:
    for document in account.documents:
        found = index.readings[document].document if document in index.readings else None
        if found and found.published.earliest and found.published.latest:
            place = Step(index.article_name(document), index.article_href(document))
            label = found.title or "Untitled"
            yield _Item(found.published.earliest, found.published.latest, label, "published", None, place, 1000)


def _merged(items: Sequence[_Item]) -> dict[tuple[date, date, str, str, str], list[_Item]]:
    """The same thing on the same days is one row, with a link for each article that has it."""
    groups: dict[tuple[date, date, str, str, str], list[_Item]] = {}
    for item in items:
        groups.setdefault((item.first, item.last, item.label, item.kind, item.stance or ""), []).append(item)
    return groups


def _row(axis: Axis, same: Sequence[_Item]) -> TimelineRow:
    item = same[0]
    left = axis.at(item.first)
    return TimelineRow(
        days(item.first, item.last),
        item.label,
        item.kind,
        item.stance,
        left,
        round(axis.at(item.last) - left, 2),
        item.last < axis.first,
        tuple(dict.fromkeys(i.place for i in same)),
    )


def _undated(account: StoryAccount) -> int:
    return sum(e.earliest is None and e.latest is None for e in account.timeline)


def build_timeline(index: Index, account: StoryAccount) -> Timeline | None:
    """The timeline of one story; ``None`` where nothing in it has a date. Rows of weight stay, the others are folded."""
    items = [*_article_items(index, account), *_entry_items(index, account)]
    if not items:
        return None
    axis = axis_over([d for i in items for d in (i.first, i.last)])
    merged = _merged(items)
    keys = sorted(merged)
    by_weight = sorted(keys, key=lambda k: -max(i.weight for i in merged[k]) - len(merged[k]))
    weighty = set(by_weight[: max(SHOWN, len(account.documents))])
    rows = [(_row(axis, merged[k]), k in weighty) for k in keys]
    return Timeline(
        ticks(axis),
        tuple(r for r, shown in rows if shown),
        tuple(r for r, shown in rows if not shown),
        _undated(account),
    )
