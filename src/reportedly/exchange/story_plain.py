"""What was compiled for a story, in the plain form that DESIGN.md section 5 writes as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from reportedly.exchange.reading_plain import Plain, day, number, pair, pairs
from reportedly.model import (
    Claim,
    ClaimPoint,
    Duplicate,
    Edit,
    Framing,
    Independence,
    Mention,
    Move,
    Origin,
    Position,
    Relation,
    StoryAccount,
    TimelineEntry,
    Value,
)


def plain_claim(claim: Claim) -> Plain:
    """A claim with its parts, each list sorted."""
    return {
        "id": claim.id,
        "story": claim.story,
        "label": claim.label,
        "type": claim.type,
        "roles": {
            role.role: {"entity": role.entity, "name": role.name} for role in sorted(claim.roles, key=lambda r: r.role)
        },
        "status": claim.status,
        "status_reason": claim.status_reason,
        "status_events": sorted(claim.status_events),
        "mentions": [_mention(m) for m in sorted(claim.mentions, key=_mention_key)],
        "positions": [_position(p) for p in sorted(claim.positions, key=_position_key)],
        "values": _values(claim.values),
        "moves": [_move(m) for m in sorted(claim.moves, key=_move_key)],
        "independence": _independence(claim.independence),
    }


def plain_relation(relation: Relation) -> Plain:
    """Two mentions that disagree."""
    return {
        "kind": relation.kind,
        "a": _point(relation.a),
        "b": _point(relation.b),
        "reason": relation.reason,
    }


def plain_origin(origin: Origin) -> Plain:
    """An origin."""
    return {
        "id": origin.id,
        "label": origin.label,
        "kind": origin.kind,
        "speaker": origin.speaker,
        "outlet": origin.outlet,
        "date": day(origin.date),
        "statements": sorted(origin.statements),
        "derived_from": sorted(origin.derived_from),
        "reason": origin.reason,
    }


def plain_duplicate(duplicate: Duplicate) -> Plain:
    """Two documents that share text."""
    return {
        "a": duplicate.a,
        "b": duplicate.b,
        "kind": duplicate.kind,
        "similarity": duplicate.similarity,
        "passages": sorted([pair(p.a), pair(p.b)] for p in duplicate.passages),
    }


def plain_edit(edit: Edit) -> Plain:
    """What changed between two versions of a page."""
    return {
        "id": edit.id,
        "kind": edit.kind,
        "before": {"document": edit.before, "spans": pairs(edit.before_spans), "words": edit.before_words},
        "after": {"document": edit.after, "spans": pairs(edit.after_spans), "words": edit.after_words},
        "about": sorted({*edit.before_things, *edit.after_things}),
        "reason": edit.reason,
    }


def plain_story(account: StoryAccount) -> Plain:
    """A story: its documents, how each outlet tells it, and its timeline."""
    return {
        "id": account.id,
        "title": account.title,
        "documents": sorted(account.documents),
        "framing": [_framing(f) for f in sorted(account.framing, key=lambda f: (f.outlet, f.documents))],
        "identities": [asdict(i) for i in sorted(account.identities, key=lambda i: (i.a, i.b))],
        "timeline": [_entry(e) for e in sorted(account.timeline, key=_entry_key)],
    }


def _framing(framing: Framing) -> Plain:
    return {
        "outlet": framing.outlet,
        "documents": sorted(framing.documents),
        "carried": sorted(framing.carried),
        "left_out": sorted(framing.left_out),
        "speakers": [asdict(s) for s in framing.speakers],
        "cues": [asdict(c) for c in framing.cues],
        "origins": [asdict(o) for o in framing.origins],
        "hedges_lost": [asdict(h) for h in framing.hedges_lost],
    }


# ---- the parts, and what they are sorted by --------------------------------------------------------------------------


def _last(value: date | None) -> date:
    return value or date.max


def _mention(mention: Mention) -> Plain:
    return {
        "event": mention.event,
        "statement": mention.statement,
        "document": mention.document,
        "stance": mention.stance,
        "holder": mention.holder,
        "origin": mention.origin,
        "reason": mention.reason,
    }


def _mention_key(mention: Mention) -> tuple[str, ...]:
    return (mention.document, mention.event or "", mention.statement or "", mention.stance, mention.holder or "")


def _position(position: Position) -> Plain:
    return {
        "speaker": position.speaker,
        "speaker_name": position.speaker_name,
        "stance": position.stance,
        "first": day(position.first),
        "last": day(position.last),
        "general": position.general,
    }


def _position_key(position: Position) -> tuple[str, str, str, date, str]:
    return (
        position.speaker_name,
        position.speaker or "",
        position.stance,
        _last(position.first),
        position.general or "",
    )


def _values(values: Iterable[Value]) -> dict[str, list[Plain]]:
    by_role: dict[str, list[Plain]] = {}
    for v in sorted(values, key=_value_key):
        plain: Plain = {"low": number(v.low), "high": number(v.high), "name": v.name, "event": v.event}
        by_role.setdefault(v.role, []).append(plain)
    return by_role


def _value_key(value: Value) -> tuple[str, float, float, str, str]:
    low = float("-inf") if value.low is None else value.low
    return (value.role, low, float("inf") if value.high is None else value.high, value.name, value.event)


def _move(move: Move) -> Plain:
    return {
        "date": day(move.date),
        "what": move.what,
        "from": move.before,
        "to": move.after,
        "document": move.document,
        "reason": move.reason,
    }


def _move_key(move: Move) -> tuple[date, str, str, str, str]:
    return (_last(move.date), move.what, move.document, move.before or "", move.after)


def _independence(independence: Independence) -> Plain:
    return {
        "articles": independence.articles,
        "outlets": independence.outlets,
        "known_independent": independence.known_independent,
        "not_established": independence.not_established,
        "not_recorded": independence.not_recorded,
        "reasons": sorted(independence.reasons),
    }


def _point(point: ClaimPoint) -> Plain:
    return {"claim": point.claim, "event": point.event}


def _entry(entry: TimelineEntry) -> Plain:
    return {
        "earliest": day(entry.earliest),
        "latest": day(entry.latest),
        "label": entry.label,
        "event": entry.event,
        "statement": entry.statement,
        "document": entry.document,
    }


def _entry_key(entry: TimelineEntry) -> tuple[date, date, str, str, str, str]:
    ends = (_last(entry.earliest or entry.latest), _last(entry.latest))
    return (*ends, entry.label, entry.document, entry.event or "", entry.statement or "")
