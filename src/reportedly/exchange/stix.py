"""The ledger as a STIX 2.1 bundle (OASIS, 2021): reports, identities, notes and opinions.

What stands for what, and what is lost, is told in docs/exports.md. Ids come of the ledger's own ids (UUID version 5), so the same
ledger gives the same objects; ``created`` is a constant, as the ledger keeps no time of making, and ``modified`` is the
time of the export, which is handed in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any, TextIO
from uuid import UUID, uuid5

from reportedly.exchange.sweep import accounts, readings
from reportedly.ledger import EntityEntry, Ledger
from reportedly.ledger.answers import Utterance
from reportedly.ledger.tabular.rows import utterances_of
from reportedly.model import Claim, Document, Position, Reading, SourceKind, Stance, StoryAccount

NAMESPACE = UUID("4f1a6f0e-6a0c-5a57-9f43-0d9b3a1c6b52")
CREATED = "2024-01-01T00:00:00.000Z"

# How an opinion in STIX (agreement with what a note says) stands for a stance on a claim.
OPINIONS: Mapping[Stance, str] = MappingProxyType(
    {
        "affirms": "agree",
        "considers": "neutral",
        "conditions": "neutral",
        "doubts": "disagree",
        "denies": "strongly-disagree",
    }
)
_CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "Person": "individual",
        "Organization": "organization",
        "PublicBody": "organization",
        "Outlet": "organization",
        "Country": "organization",  # as one who speaks: its government
    }
)
_KINDS: Mapping[SourceKind, str] = MappingProxyType(
    {
        "person": "individual",
        "organization": "organization",
        "government": "organization",
        "outlet": "organization",
        "document": "unknown",
        "group": "group",
        "anonymous": "unknown",
    }
)

Object = dict[str, Any]
_encoded = json.JSONEncoder(ensure_ascii=False).encode


def export_stix(ledger: Ledger, out: TextIO, *, at: datetime, story: str | None = None) -> None:
    """Write the ledger, or one story of it, as one bundle; one document or story in memory at a time."""
    modified = _timestamp(at)
    head = {"type": "bundle", "id": f"bundle--{uuid5(NAMESPACE, f'{ledger.address} {story} {modified}')}"}
    out.write(json.dumps(head)[:-1] + ', "objects": [')
    for number, plain in enumerate(stix_objects(ledger, story)):
        out.write((",\n" if number else "\n") + _encoded(_whole(plain, modified)))
    out.write("\n]}\n")


def stix_objects(ledger: Ledger, story: str | None) -> Iterator[Object]:
    """The objects, without the properties that all have; each before those that refer to it, but for reports."""
    yield _producer()
    for entity in ledger.each_entity(story):
        if entity.type in _CLASSES:
            yield _identity(entity)
    outlets: set[str] = set()
    for reading in readings(ledger, story):
        outlet = reading.document.outlet
        if outlet and outlet not in outlets:
            outlets.add(outlet)
            yield _outlet(outlet)
        yield from _of_reading(reading)
    for account in accounts(ledger, story):
        yield from _of_account(account)


def _whole(plain: Object, modified: str) -> Object:
    by = {} if plain["id"] == PRODUCER else {"created_by_ref": PRODUCER}
    same = {"spec_version": "2.1", "created": CREATED, "modified": modified}
    return {"type": plain["type"], "id": plain["id"]} | same | by | plain


def _id(kind: str, *parts: str) -> str:
    return f"{kind}--{uuid5(NAMESPACE, chr(0).join((kind, *parts)))}"


PRODUCER = _id("identity", "reportedly")


# ---- who ------------------------------------------------------------------------------------------------------------


def _producer() -> Object:
    about = "A program that reads news and keeps a ledger of claims. It says who claims what, and never what is true."
    return {
        "type": "identity",
        "id": PRODUCER,
        "name": "reportedly",
        "identity_class": "system",
        "description": about,
    }


def _identity(entity: EntityEntry) -> Object:
    plain: Object = {
        "type": "identity",
        "id": _id("identity", entity.id),
        "name": entity.name,
        "identity_class": _CLASSES[entity.type],
    }
    if entity.role:
        plain["roles"] = [entity.role]
    return plain | _elsewhere(entity.id)


def _outlet(name: str) -> Object:
    return {
        "type": "identity",
        "id": _id("identity", "outlet", name),
        "name": name,
        "identity_class": "organization",
        "sectors": ["communications"],
    }


def _speaker(found: Utterance) -> Object | None:
    """The identity of a speaker whom the text only describes: one a document, for two of a kind need not be the same."""
    statement = found.statement
    if statement.speaker or not statement.speaker_name:
        return None
    return {
        "type": "identity",
        "id": _id("identity", found.document.id, statement.speaker_name),
        "name": statement.speaker_name,
        "identity_class": _KINDS[statement.source_kind],
        "description": f"As described in “{found.document.title or found.document.uri}”; not identified.",
    }


# ---- documents and statements ----------------------------------------------------------------------------------------


def _of_reading(reading: Reading) -> Iterator[Object]:
    inside: list[str] = []
    described: set[str] = set()
    speaking = {e.id for e in reading.entities if e.type in _CLASSES}
    article = document_id(reading.document)
    for found in utterances_of(reading):
        speaker = _speaker(found)
        if speaker and speaker["id"] not in described:
            described.add(speaker["id"])
            inside.append(speaker["id"])
            yield speaker
        named = found.statement.speaker if found.statement.speaker in speaking else None
        who = _id("identity", named) if named else speaker["id"] if speaker else None
        note = _note(found, who or article, reading.document.language)
        inside.append(note["id"])
        yield note
    inside += sorted(_id("identity", entity) for entity in speaking)
    yield _article(reading.document, article, inside)


def _note(found: Utterance, about: str, language: str | None) -> Object:
    statement = found.statement
    spans = ", ".join(f"{s.start}-{s.end}" for s in statement.content)
    plain: Object = {
        "type": "note",
        "id": _id("note", statement.id),
        "abstract": f"{statement.speaker_name or statement.source_kind}: {statement.act}",
        "content": found.words or found.cue_words or found.source_words or statement.act,
        "object_refs": [about],
        "confidence": round(100 * statement.confidence),
        "labels": [statement.act, statement.mode, statement.manner],
    }
    if statement.speaker_name:
        plain["authors"] = [statement.speaker_name]
    if language:
        plain["lang"] = language
    return plain | _elsewhere(statement.id, f"code points {spans} of {found.document.uri}")


def document_id(document: Document) -> str:
    """The STIX id of a document: a report's where the day it appeared is bounded below, else a grouping's."""
    return _id("report" if document.published.earliest else "grouping", document.id)


def _article(document: Document, key: str, inside: list[str]) -> Object:
    reference: Object = {
        "source_name": document.outlet or "news article",
        "description": document.title or document.uri,
    }
    if document.uri.startswith(("http://", "https://")):
        reference["url"] = document.uri
        reference["hashes"] = {"SHA-256": document.sha256}
    plain: Object = {
        "type": key.partition("--")[0],
        "id": key,
        "name": document.title or document.uri,
        "object_refs": inside or [PRODUCER],
        "external_references": [reference, {"source_name": "reportedly", "external_id": document.id}],
    }
    if plain["type"] == "grouping":
        return plain | {"context": "unspecified", "description": "An article without a date."}
    return plain | {"report_types": ["news-article"], "published": _day(document.published.earliest)}


# ---- claims ----------------------------------------------------------------------------------------------------------


def _of_account(account: StoryAccount) -> Iterator[Object]:
    notes = []
    for claim in account.claims:
        parties = [_id("identity", r.entity) for r in claim.roles if r.entity and r.role != "item"]
        note = _claim(claim, parties)
        notes.append(note["id"])
        yield note
        for position in claim.positions:
            yield _opinion(claim, position, note["id"])
    if notes:
        yield {
            "type": "grouping",
            "id": _id("grouping", account.id),
            "name": account.title,
            "context": "unspecified",
            "object_refs": notes,
        } | _elsewhere(account.id)


def _claim(claim: Claim, parties: list[str]) -> Object:
    counts = claim.independence
    about = (
        f"Claimed, not established. {counts.articles} articles; origins known independent: {counts.known_independent}; "
        f"not established: {counts.not_established}; mentions without an origin: {counts.not_recorded}."
    )
    return {
        "type": "note",
        "id": _id("note", claim.story, claim.id),
        "abstract": claim.label,
        "content": f"{claim.label}. {about}",
        "object_refs": [PRODUCER],
        "labels": ["claim", claim.type, claim.status],
    } | _elsewhere(claim.id)


def _opinion(claim: Claim, position: Position, note: str) -> Object:
    when = " to ".join(sorted({d.isoformat() for d in (position.first, position.last) if d}))
    general = ", in general" if position.general else ""
    return {
        "type": "opinion",
        "id": _id("opinion", claim.story, claim.id, position.speaker or position.speaker_name, position.stance),
        "opinion": OPINIONS[position.stance],
        "explanation": f"{position.speaker_name} {position.stance}{f' ({when})' if when else ''}{general}",
        "authors": [position.speaker_name],
        "object_refs": [note],
        "labels": [position.stance],
    }


def _elsewhere(key: str, about: str = "") -> Object:
    reference = {"source_name": "reportedly", "external_id": key}
    return {"external_references": [reference | ({"description": about} if about else {})]}


def _day(value: date | None) -> str:
    return f"{value}T00:00:00.000Z" if value else CREATED


def _timestamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"
