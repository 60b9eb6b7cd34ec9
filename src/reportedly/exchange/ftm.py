"""The ledger as FollowTheMoney entities (JSON lines) and statements (CSV), made without importing followthemoney.

Documents are Article, people and bodies Person, Organization, PublicBody, Vessel and Territory, the places where they are named
Mention, statements Note, and claims Event. docs/exports.md says what is lost.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, TextIO

from reportedly.exchange.sweep import accounts, readings
from reportedly.ledger import EntityEntry, Ledger
from reportedly.ledger.answers import Utterance
from reportedly.ledger.tabular.rows import utterances_of
from reportedly.model import Claim, Document

DATASET = "reportedly"
SCHEMAS: Mapping[str, str] = MappingProxyType(
    {
        "Person": "Person",
        "Organization": "Organization",
        "PublicBody": "PublicBody",
        "Outlet": "Organization",
        "Country": "Territory",
        "Place": "Territory",
        "Vessel": "Vessel",
    }
)
_LEGAL = frozenset(("Person", "Organization", "PublicBody", "Outlet"))  # whom a Mention or an Event may point to
# The properties that are used, by the type that FollowTheMoney gives them; `test_ftm` holds them to its model.
PROPERTY_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "name": "name", "alias": "name", "country": "country", "summary": "text", "notes": "text", "description": "text",
        "sourceUrl": "url", "publisher": "string", "keywords": "string", "title": "string", "fileName": "string",
        "author": "string", "language": "language", "publishedAt": "date", "document": "entity", "resolved": "entity",
        "detectedSchema": "string", "entity": "entity", "involved": "entity", "proof": "entity", "position": "string",
        "wikidataId": "identifier",
    }
)  # fmt: skip
_COLUMNS = ("canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang",
            "original_value", "external", "first_seen", "last_seen", "id")  # fmt: skip
_LANGUAGES = {"en": "eng"}  # FollowTheMoney has ISO 639-3
Entity = dict[str, Any]


def export_ftm(ledger: Ledger, out: TextIO, *, story: str | None = None) -> None:
    """Write the ledger, or one story of it, as FollowTheMoney entities, one JSON object a line."""
    for entity in ftm_entities(ledger, story):
        out.write(json.dumps(entity, ensure_ascii=False) + "\n")


def export_ftm_statements(ledger: Ledger, out: TextIO, *, story: str | None = None) -> None:
    """Write the same as FollowTheMoney statements: one value of one property a row, as CSV."""
    writer = csv.writer(out, dialect=csv.unix_dialect)
    writer.writerow(_COLUMNS)
    for entity in ftm_entities(ledger, story):
        writer.writerows(_statements(entity))


def ftm_entities(ledger: Ledger, story: str | None) -> Iterator[Entity]:
    """The entities, each as ``{"id", "schema", "properties"}``."""
    schemas: dict[str, str] = {}
    for entity in ledger.each_entity(story):
        if entity.type in SCHEMAS:
            schemas[entity.id] = entity.type
            yield _named(entity)
            yield from _mentions(entity)
    for reading in readings(ledger, story):
        yield _article(reading.document)
        for found in utterances_of(reading):
            yield _note(found, schemas)
    for account in accounts(ledger, story):
        yield from (_event(claim, account.title, schemas) for claim in account.claims)


def _entity(key: str, schema: str, **properties: object) -> Entity:
    held: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = [value] if isinstance(value, str) or value is None else list(value)  # type: ignore[call-overload]
        if kept := [v for v in dict.fromkeys(values) if v]:
            held[name] = kept
    return {"id": key, "schema": schema, "properties": held}


def _named(entity: EntityEntry) -> Entity:
    schema = SCHEMAS[entity.type]
    plain = _entity(entity.id, schema, name=entity.name, alias=entity.aliases, country=entity.country)
    more: dict[str, list[str]] = {}
    if entity.role and schema == "Person":
        more["position"] = [entity.role]
    if wikidata := dict(entity.identifiers).get("wikidata"):
        more["wikidataId"] = [wikidata]
    plain["properties"] |= more
    return plain


def _mentions(entity: EntityEntry) -> Iterator[Entity]:
    """One for each document: FollowTheMoney does not count how often a name stands there."""
    if entity.type not in _LEGAL:
        return
    for document in sorted({mention[0] for mention in entity.mentions}):
        key = f"{document}-{entity.id}"
        yield _entity(
            key, "Mention", document=document, name=entity.name, resolved=entity.id, detectedSchema=SCHEMAS[entity.type]
        )


def _article(document: Document) -> Entity:
    on_the_web = document.uri.startswith(("http://", "https://"))
    return _entity(
        document.id,
        "Article",
        name=document.title or document.uri,
        title=document.title,
        fileName=PurePath(document.uri).name or document.uri,
        author=document.byline,
        publisher=document.outlet,
        publishedAt=_date(document.published.earliest, document.published.latest),
        sourceUrl=document.uri if on_the_web else None,
        language=_LANGUAGES.get(document.language or ""),
        notes=f"sha256: {document.sha256}",
    )


def _note(found: Utterance, schemas: Mapping[str, str]) -> Entity:
    statement = found.statement
    speaker = statement.speaker if statement.speaker in schemas else None
    who = statement.speaker_name or statement.source_kind
    chain = " → ".join(reversed((who, *found.through)))
    return _entity(
        statement.id,
        "Note",
        name=f"{who}: {statement.act}",
        description=found.words or found.cue_words or statement.act,
        summary=chain if found.through else None,
        entity=[speaker or found.document.id],
        proof=found.document.id,
        keywords=[statement.act, statement.mode],
    )


def _event(claim: Claim, story: str, schemas: Mapping[str, str]) -> Entity:
    counts = claim.independence
    standing = (
        f"Claimed, not established: {counts.articles} articles; known independent origins {counts.known_independent}, "
        f"not established {counts.not_established}, not recorded {counts.not_recorded}."
    )
    stands = (f"{p.speaker_name} {p.stance}" for p in claim.positions)
    return _entity(
        claim.id,
        "Event",
        name=claim.label,
        summary=standing,
        notes=sorted(stands),
        involved=sorted({r.entity for r in claim.roles if r.entity and schemas.get(r.entity) in _LEGAL}),
        proof=sorted({m.document for m in claim.mentions}),
        keywords=["claim", claim.type, claim.status, story],
    )


def _statements(entity: Entity) -> Iterator[list[str]]:
    key, schema = entity["id"], entity["schema"]
    checksum = hashlib.sha1(usedforsecurity=False)
    for name, values in sorted(entity["properties"].items()):
        for value in values:
            row = _row(key, schema, name, PROPERTY_TYPES[name], value)
            checksum.update(row[-1].encode())
            yield row
    yield _row(key, schema, "id", "id", checksum.hexdigest())


def _row(key: str, schema: str, name: str, kind: str, value: str) -> list[str]:
    own = hashlib.sha1(f"{DATASET}.{key}.{name}.{value}".encode(), usedforsecurity=False).hexdigest()
    return [key, key, name, kind, schema, value, DATASET, "", "", "", "f", "", "", own]


def _date(first: date | None, last: date | None) -> str | None:
    """The day, the month or the year that holds both ends; FollowTheMoney has no ranges."""
    if first is None or last is None:
        return None
    one, other = first.isoformat(), last.isoformat()
    return next((one[:size] for size in (10, 7, 4) if one[:size] == other[:size]), None)
