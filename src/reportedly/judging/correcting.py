"""Readings as analysts corrected them. The readings handed in are left as the machine made them; ids stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.judging.attaching import Things, things_of
from reportedly.judging.days import days_of
from reportedly.judging.standing import Standing, last_change, last_verdict, standing
from reportedly.model import (
    Applied,
    Certainty,
    Change,
    Document,
    Entity,
    Event,
    Filler,
    Judgement,
    Polarity,
    Published,
    Reading,
    Role,
    RoleChange,
    Said,
    Span,
    Spans,
    Stance,
    Statement,
    Status,
    When,
    content_id,
)

# What a stance is in the parts of an event: polarity, certainty, and the status that it has where its own says otherwise.
_STANCES: Mapping[Stance, tuple[Polarity, Certainty, Status]] = {
    "affirms": ("affirmed", "certain", "happened"),
    "denies": ("denied", "certain", "happened"),
    "doubts": ("affirmed", "unknown", "happened"),
    "conditions": ("affirmed", "certain", "conditional"),
    "considers": ("affirmed", "certain", "considered"),
}
_OPEN: frozenset[Status] = frozenset(("conditional", "considered", "feared", "planned"))
_SURE: Mapping[Certainty, float] = {"certain": 3.0, "probable": 2.0, "possible": 1.0, "unknown": 0.0}


@dataclass(frozen=True, slots=True)
class Corrected:
    """Readings as corrected, the judgements that stand, and what each of those about readings was found to be about."""

    readings: tuple[Reading, ...]
    standing: Standing
    things: Things
    applied: tuple[Applied, ...]


def correct(readings: Iterable[Reading], judgements: Iterable[Judgement]) -> Corrected:
    """Apply what stands about statements, events, dates and entities; rejected ones are left out."""
    given = tuple(readings)
    stands, things = standing(judgements), things_of(given)
    applied: list[Applied] = []
    about: dict[str, list[Judgement]] = {}
    for j in stands:
        for found in things.find(j):
            applied.append(Applied(j.id, found.target))
            about.setdefault(found.target, []).append(_moved(j, found.shift))
    if not about:
        return Corrected(given, stands, things, ())
    renamed = _renamed(given, about, things)
    return Corrected(tuple(_reading(r, about, renamed) for r in given), stands, things, tuple(applied))


def _moved(judgement: Judgement, shift: int) -> Judgement:
    """The judgement with the words that it corrects where they stand in another version of the document."""
    if not shift:
        return judgement
    old = judgement.change
    source, cue, content, trigger = (_shifted(s, shift) for s in (old.source, old.cue, old.content, old.trigger))
    roles = tuple(replace(r, spans=_shifted(r.spans, shift) or ()) for r in old.roles)
    change = replace(old, source=source, cue=cue, content=content, trigger=trigger, roles=roles)
    return replace(judgement, change=change)


def _shifted(spans: Spans | None, shift: int) -> Spans | None:
    if spans is None:
        return None
    return tuple(Span(s.start + shift, s.end + shift) for s in spans if s.start + shift >= 0)


def _reading(reading: Reading, about: Mapping[str, Sequence[Judgement]], renamed: _Renamed) -> Reading:
    statements = _statements(reading, about)
    kept = {s.id for s in statements}
    events = tuple(
        _event(replace(e, holder=_upwards(e.holder, reading, kept)), about.get(e.id, ()))
        for e in reading.events
        if last_verdict(about.get(e.id, ())) != "reject"
    )
    document = _document(reading.document, about.get(reading.document.id, ()))
    held = replace(reading, document=document, statements=statements, events=events)
    return renamed.apply(held)


# ---- statements ------------------------------------------------------------------------------------------------------


def _statements(reading: Reading, about: Mapping[str, Sequence[Judgement]]) -> tuple[Statement, ...]:
    kept = [s for s in reading.statements if last_verdict(about.get(s.id, ())) != "reject"]
    ids = {s.id for s in kept}
    return tuple(
        _statement(replace(s, parent=_upwards(s.parent, reading, ids)), last_change(about.get(s.id, ()))) for s in kept
    )


def _upwards(ident: str | None, reading: Reading, kept: set[str]) -> str | None:
    """The statement, or where it is rejected the one it stood in."""
    parents = {s.id: s.parent for s in reading.statements}
    seen = set[str]()
    while ident is not None and ident not in kept and ident not in seen:
        seen.add(ident)
        ident = parents.get(ident)
    return ident if ident in kept else None


def _statement(statement: Statement, change: Change) -> Statement:
    speaker = statement.speaker
    if change.speaker_name is not None or change.speaker is not None:
        speaker = change.speaker
    said = statement.said if change.date is None else Said(*days_of(change.date), ())
    return replace(
        statement,
        source=statement.source if change.source is None else change.source,
        cue=statement.cue if change.cue is None else change.cue,
        content=statement.content if change.content is None else change.content,
        speaker=speaker,
        speaker_name=change.speaker_name or statement.speaker_name,
        source_kind=change.source_kind or statement.source_kind,
        act=change.act or statement.act,
        said=said,
    )


# ---- events ----------------------------------------------------------------------------------------------------------


def _event(event: Event, judgements: Sequence[Judgement]) -> Event:
    change = last_change(judgements)
    for role in change.roles:
        event = _with_role(event, role)
    if change.stance is not None:
        event = _with_stance(event, change.stance)
    if change.trigger:
        event = replace(event, trigger=change.trigger[0])
    if change.date is not None:
        first, last = days_of(change.date)
        event = replace(event, when=When(change.date, change.date, first, last, ()))
    return event


def _with_role(event: Event, change: RoleChange) -> Event:
    filler = (Filler(change.name, change.entity, change.spans),) if change.name else ()
    others = tuple(r for r in event.roles if r.name != change.role)
    mine = (Role(change.role, filler),) if filler else ()
    return replace(event, roles=tuple(sorted((*others, *mine), key=lambda r: r.name)))


def _with_stance(event: Event, stance: Stance) -> Event:
    polarity, certainty, status = _STANCES[stance]
    if stance in ("affirms", "denies", "doubts") and event.status not in _OPEN:
        status = event.status
    factuality = _SURE[certainty] * (-1 if polarity == "denied" else 1)
    return replace(event, polarity=polarity, certainty=certainty, status=status, factuality=factuality)


# ---- documents and dates ---------------------------------------------------------------------------------------------


def _document(document: Document, judgements: Sequence[Judgement]) -> Document:
    change = last_change(judgements)
    return document if change.date is None else replace(document, published=Published(*days_of(change.date), "given"))


# ---- entities --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Renamed:
    """Entities that are another (merged), and mentions that are another's (split)."""

    merged: Mapping[str, Entity]
    split: Mapping[tuple[str, str, Span], Entity]

    def apply(self, reading: Reading) -> Reading:
        """The reading with every entity under its own id."""
        if not self.merged and not self.split:
            return reading
        document = reading.document.id
        entities: dict[str, Entity] = {}
        for entity in reading.entities:
            for span in entity.mentions or (None,):
                other = self._other(document, entity.id, span) or entity
                held = entities.get(other.id)
                mentions = (held.mentions if held else ()) + ((span,) if span else ())
                entities[other.id] = replace(held or other, mentions=tuple(sorted(set(mentions))))
        return replace(
            reading,
            entities=tuple(entities.values()),
            statements=tuple(self._statement(document, s) for s in reading.statements),
            events=tuple(self._event(document, e) for e in reading.events),
        )

    def _other(self, document: str, entity: str | None, span: Span | None) -> Entity | None:
        if entity is None:
            return None
        for (home, ident, place), other in self.split.items():
            if (home, ident) == (document, entity) and span and place.start < span.end and span.start < place.end:
                return other
        return self.merged.get(entity)

    def _statement(self, document: str, statement: Statement) -> Statement:
        span = statement.source[0] if statement.source else None
        other = self._other(document, statement.speaker, span)
        return replace(statement, speaker=other.id, speaker_name=other.name) if other else statement

    def _event(self, document: str, event: Event) -> Event:
        roles = tuple(replace(r, fillers=tuple(self._filler(document, f) for f in r.fillers)) for r in event.roles)
        return event if roles == event.roles else replace(event, roles=roles)

    def _filler(self, document: str, filler: Filler) -> Filler:
        other = self._other(document, filler.entity, filler.spans[0] if filler.spans else None)
        return replace(filler, entity=other.id, name=other.name) if other else filler


def _renamed(readings: Sequence[Reading], about: Mapping[str, Sequence[Judgement]], things: Things) -> _Renamed:
    known = {e.id: e for r in readings for e in r.entities}
    other: dict[str, Entity] = {}
    into: dict[str, str] = {}
    split: dict[tuple[str, str, Span], Entity] = {}
    for target, judgements in about.items():
        for j in judgements:
            if target not in known:
                continue
            if j.verdict == "merge" and (end := _other_one(j, known[target], known)) is not None:
                into[target], other[end.id] = end.id, end
            if j.verdict == "split" and j.change.name:
                old = known[target]
                new = Entity(content_id("ent", old.type, j.change.name), old.type, j.change.name)
                split |= {(d, target, s): new for p in j.change.places for d, s in things.everywhere(p)}
    known = other | known
    merged = {old: replace(known[last], mentions=()) for old in into if (last := _end(old, into)) != old}
    return _Renamed(merged, split)


def _other_one(j: Judgement, old: Entity, known: Mapping[str, Entity]) -> Entity | None:
    """What an entity is merged into; where these readings do not name it, as the judgement does."""
    if j.change.into is None or j.change.into in known or not j.change.name:
        return known.get(j.change.into or "")
    return Entity(j.change.into, old.type, j.change.name)


def _end(entity: str, into: Mapping[str, str]) -> str:
    """What an entity is merged into in the end; a circle of merges ends where it closes."""
    seen = {entity}
    while (following := into.get(entity)) and following not in seen:
        seen.add(following)
        entity = following
    return entity
