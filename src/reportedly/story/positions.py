"""Each speaker's position on a claim, and the values given for its quantities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from reportedly.model import Position, Stance, Value
from reportedly.story.amounts import is_share
from reportedly.story.material import Material, own_name, said_days
from reportedly.story.resting import Told
from reportedly.story.source import Sources
from reportedly.story.sources import unnamed_report


def days_of(mention: Told, material: Material) -> tuple[date | None, date | None]:
    """Between which days a mention was made: as its text says, else when its document appeared."""
    holder = material.holder(mention.event)
    document = material.documents[mention.document]
    if holder is not None:
        said = said_days(holder, document)
        if said.earliest or said.latest:
            return said.earliest, said.latest
    return document.published.earliest, document.published.latest


def speaker_name(mention: Told, material: Material, sources: Sources) -> tuple[str | None, str]:
    """The speaker of a mention: entity and name; where the text names nobody, the outlet or the article speaks."""
    holder = material.holder(mention.event)
    document = material.documents[mention.document]
    if holder is None:
        return None, own_name(document)
    source = sources.of(holder.id)
    if source is None:
        return None, holder.speaker_name or "not named"
    if source.report and source.group and source.outlet:
        return None, f"{source.group} (through {source.outlet})"
    return source.speaker.entity, source.speaker.name


def named(mention: Told, material: Material, sources: Sources) -> bool:
    """Whether somebody can be said to hold a mention: a speaker who is told of, or the outlet, not with "reports that"."""
    holder = material.holder(mention.event)
    if holder is None:
        return not unnamed_report(mention.event, material)
    return sources.of(holder.id) is not None or bool(holder.speaker_name.strip())


Held = tuple[str | None, str, Stance]


def positions(
    mentions: Sequence[Told], general: Mapping[Told, str], material: Material, sources: Sources
) -> tuple[Position, ...]:
    """What each speaker holds, from the first to the last day they said so; words that nobody is named for are nobody's.

    ``general``: denials in general that cover the claim, each with the broader claim (id) that it speaks of. A speaker who denies
    the claim itself as well has one position, over the days of both.
    """
    found: dict[Held, list[tuple[date | None, date | None]]] = {}
    broader: dict[Held, str] = {}
    for mention in (m for m in (*mentions, *general) if named(m, material, sources)):
        key = (*speaker_name(mention, material, sources), mention.stance)
        if mention in general and (key not in found or key in broader):
            broader[key] = min(general[mention], broader.get(key, general[mention]))
        found.setdefault(key, []).append(days_of(mention, material))
    return tuple(
        Position(
            speaker=key[0],
            speaker_name=key[1],
            stance=key[2],
            first=min((d for both in days for d in both if d), default=None),
            last=max((d for both in days for d in both if d), default=None),
            general=broader.get(key),
        )
        for key, days in sorted(found.items(), key=lambda item: (item[0][1], item[0][2], item[0][0] or ""))
    )


def values(mentions: Sequence[Told]) -> tuple[Value, ...]:
    """Every quantity given for a claim, by the event that gives it; what a holder denies is none, nor is a share."""
    return tuple(
        sorted(
            (
                Value(q.role, q.low, q.high, q.name, m.event.id)
                for m in mentions
                if m.stance != "denies"
                for q in m.event.quantities
                if not is_share(q)
            ),
            key=lambda v: (v.role, v.low is None, v.low or 0, v.high is None, v.high or 0, v.name, v.event),
        )
    )
