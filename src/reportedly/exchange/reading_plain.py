"""What was read in one document, in the plain form that DESIGN.md section 5 writes as JSON."""

from __future__ import annotations

from datetime import date

from reportedly.ledger import EntityEntry
from reportedly.model import (
    DateExpression,
    Document,
    Event,
    Filler,
    Quantity,
    Rejected,
    Span,
    Spans,
    Statement,
)

Plain = dict[str, object]


def day(value: date | None) -> str | None:
    """A day as ISO 8601, or null."""
    return value.isoformat() if value else None


def number(value: float | None) -> float | int | None:
    """A number without a fraction that is none: 400 and not 400.0."""
    return int(value) if value is not None and float(value).is_integer() else value


def pair(span: Span) -> list[int]:
    """A span as ``[start, end]``."""
    return [span.start, span.end]


def pairs(spans: Spans) -> list[list[int]]:
    """Spans as ``[[start, end], …]``, in order."""
    return [pair(span) for span in sorted(spans)]


def plain_document(document: Document, *, with_text: bool) -> Plain:
    """A document; its text only if asked for."""
    published = document.published
    plain: Plain = {
        "id": document.id,
        "uri": document.uri,
        "sha256": document.sha256,
        "version_of": document.version_of,
        "title": document.title,
        "outlet": document.outlet,
        "byline": document.byline,
        "language": document.language,
        "published": {
            "earliest": day(published.earliest),
            "latest": day(published.latest),
            "basis": published.basis,
            "evidence": pairs(published.evidence),
        },
        "blocks": [{"start": b.start, "end": b.end, "role": b.role} for b in document.blocks],
    }
    return plain | {"text": document.text} if with_text else plain


def plain_statement(statement: Statement, document: str) -> Plain:
    """A statement of the document with this id."""
    said = statement.said
    return {
        "id": statement.id,
        "document": document,
        "source": pairs(statement.source),
        "cue": pairs(statement.cue),
        "content": pairs(statement.content),
        "speaker": statement.speaker,
        "speaker_name": statement.speaker_name,
        "source_kind": statement.source_kind,
        "act": statement.act,
        "mode": statement.mode,
        "manner": statement.manner,
        "parent": statement.parent,
        "said": {"earliest": day(said.earliest), "latest": day(said.latest), "spans": pairs(said.spans)},
        "confidence": statement.confidence,
    }


def plain_event(event: Event, document: str) -> Plain:
    """An event of the document with this id; quantities stand among the roles."""
    when = event.when
    return {
        "id": event.id,
        "document": document,
        "pack": event.pack,
        "type": event.type,
        "plover": event.plover,
        "trigger": pair(event.trigger),
        "roles": _roles(event),
        "polarity": event.polarity,
        "certainty": event.certainty,
        "status": event.status,
        "factuality": number(event.factuality),
        "holder": event.holder,
        "when": {
            "value": when.value,
            "edtf": when.edtf,
            "earliest": day(when.earliest),
            "latest": day(when.latest),
            "spans": pairs(when.spans),
        },
        "confidence": event.confidence,
    }


def plain_date(expression: DateExpression, document: str) -> Plain:
    """A date expression of the document with this id."""
    return {
        "document": document,
        "start": expression.start,
        "end": expression.end,
        "type": expression.type,
        "value": expression.value,
        "edtf": expression.edtf,
        "earliest": day(expression.earliest),
        "latest": day(expression.latest),
    }


def plain_rejected(rejected: Rejected) -> Plain:
    """Something that could not be read."""
    return {
        "uri": rejected.uri,
        "document": rejected.document,
        "stage": rejected.stage,
        "reason": rejected.reason,
        "span": pair(rejected.span) if rejected.span else None,
    }


def _roles(event: Event) -> dict[str, list[Plain]]:
    roles: dict[str, list[Plain]] = {}
    for role in event.roles:
        roles.setdefault(role.name, []).extend(_filler(filler) for filler in role.fillers)
    for quantity in event.quantities:
        roles.setdefault(quantity.role, []).append(_quantity(quantity))
    return dict(sorted(roles.items()))


def _filler(filler: Filler) -> Plain:
    plain: Plain = {"entity": filler.entity, "name": filler.name, "spans": pairs(filler.spans)}
    return plain if filler.kind is None else plain | {"kind": filler.kind}


def _quantity(quantity: Quantity) -> Plain:
    return {
        "low": number(quantity.low),
        "high": number(quantity.high),
        "unit": quantity.unit,
        "name": quantity.name,
        "spans": pairs(quantity.spans),
    }


# ---- entities, over all documents ------------------------------------------------------------------------------------


def plain_entity(entity: EntityEntry) -> Plain:
    """An entity with every place where it is named."""
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "role": entity.role,
        "country": entity.country,
        "identifiers": dict(entity.identifiers),
        "mentions": [{"document": document, "start": start, "end": end} for document, start, end in entity.mentions],
    }
