"""The dated things of a story in order: events that the texts date, and statements that say when they were made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from reportedly.model import Stance, TimelineEntry
from reportedly.story.labels import DENIED
from reportedly.story.material import Material, said_days
from reportedly.story.matters import Matter
from reportedly.story.positions import speaker_name
from reportedly.story.source import Sources

_HOLDS: Mapping[Stance, str] = {
    "affirms": "affirms",
    "denies": "denies",
    "doubts": "doubts",
    "conditions": "speaks of a condition",
    "considers": "considers it possible",
}


def _unmarked(label: str) -> str:
    return label.removesuffix(DENIED)


def timeline(matters: Sequence[Matter], material: Material, sources: Sources) -> tuple[TimelineEntry, ...]:
    """Dated events of the claims, and the dated statements that hold them; each once for a day, however many articles tell it."""
    found: dict[tuple[object, ...], TimelineEntry] = {}
    for entry in (*_events(matters, material, sources), *_statements(matters, material, sources)):
        found.setdefault((entry.earliest, entry.latest, entry.label), entry)
    return tuple(sorted(found.values(), key=_order))


def _order(entry: TimelineEntry) -> tuple[date, date, str, str]:
    return (entry.earliest or entry.latest or date.max, entry.latest or date.max, entry.label, entry.document)


def _events(matters: Sequence[Matter], material: Material, sources: Sources) -> Iterator[TimelineEntry]:
    for matter in matters:
        for told in matter.told:
            when = told.event.when
            if told.stance in ("affirms", "considers") and (when.earliest or when.latest):
                _, name = speaker_name(told, material, sources)
                by = f" (by {name})" if told.event.holder else ""
                yield TimelineEntry(
                    when.earliest, when.latest, matter.label + by, told.event.id, told.event.holder, told.document
                )


def _statements(matters: Sequence[Matter], material: Material, sources: Sources) -> Iterator[TimelineEntry]:
    for matter in matters:
        for told in matter.told:
            holder = material.holder(told.event)
            if holder is None:
                continue
            said = said_days(holder, material.documents[told.document])
            if said.earliest or said.latest:
                _, name = speaker_name(told, material, sources)
                yield TimelineEntry(
                    said.earliest,
                    said.latest,
                    f"{name} {_HOLDS[told.stance]}: {_unmarked(matter.label)}",
                    None,
                    holder.id,
                    told.document,
                )
