"""The ledger as JSON, whole or a record a line. The same ledger gives the same bytes, in whatever order it was read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TextIO

from reportedly import __version__
from reportedly.exchange.reading_plain import (
    Plain,
    entities_of,
    plain_date,
    plain_document,
    plain_entities,
    plain_event,
    plain_rejected,
    plain_statement,
)
from reportedly.exchange.story_plain import (
    merged_origins,
    plain_claim,
    plain_duplicate,
    plain_origin,
    plain_relation,
    plain_story,
    relation_key,
)
from reportedly.ledger import Ledger
from reportedly.model import Entity, Published, Reading, Rejected, StoryAccount

FORMAT, VERSION = "reportedly.ledger", 1
# The lists of the JSON form in its order, and what one of their records is called in the form of a record a line.
SECTIONS = {
    "documents": "document", "entities": "entity", "statements": "statement", "events": "event", "dates": "date",
    "claims": "claim", "relations": "relation", "origins": "origin", "duplicates": "duplicate", "stories": "story",
    "judgements": "judgement", "rejected": "rejected",
}  # fmt: skip


def export_json(ledger: Ledger, out: TextIO, *, story: str | None = None, with_text: bool = False) -> None:
    """Write the ledger, or one story of it (name or id), as one JSON object, a record a line, so that diffs are small."""
    sections: dict[str, list[str]] = {name: [] for name in SECTIONS}
    for section, plain in _records(ledger, story, with_text=with_text):
        sections[section].append(_json(plain))
    head = {"format": FORMAT, "version": VERSION, "producer": f"reportedly {__version__}"}
    parts = [f"{_json(key)}: {_json(value)}" for key, value in head.items()]
    parts += [f"{_json(name)}: [{_lines(lines)}]" for name, lines in sections.items()]
    out.write("{" + ",\n ".join(parts) + "}\n")


def export_jsonl(ledger: Ledger, out: TextIO, *, story: str | None = None, with_text: bool = False) -> None:
    """Write the ledger, or one story of it, as JSON lines; each says in ``record`` what it is. The first is the header."""
    header = {"record": "ledger", "format": FORMAT, "version": VERSION, "producer": f"reportedly {__version__}"}
    out.write(_json(header) + "\n")
    for section, plain in _records(ledger, story, with_text=with_text):
        out.write(_json({"record": SECTIONS[section]} | plain) + "\n")


def _json(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False)


def _lines(lines: list[str]) -> str:
    return "\n  " + ",\n  ".join(lines) + "\n " if lines else ""


def _records(ledger: Ledger, story: str | None, *, with_text: bool) -> Iterator[tuple[str, Plain]]:
    """Every record with its section; one document's reading in memory at a time, and the entities over all."""
    chosen = None if story is None else set(ledger.members(ledger.story(story).name))
    found: list[tuple[str, Entity]] = []
    rejected: list[Rejected] = [] if story is not None else list(ledger.rejected())
    accounts = _accounts(ledger, story)
    dated = _dated(accounts)
    for reading in ledger.readings(d.id for d in ledger.documents() if chosen is None or d.id in chosen):
        yield from _of_reading(reading, dated.get(reading.document.id), with_text=with_text)
        found.extend(entities_of([reading]))
        rejected.extend(reading.rejected)
    yield from (("entities", plain) for plain in plain_entities(found))
    yield from _of_stories(accounts)
    yield from (("rejected", plain_rejected(r)) for r in sorted(rejected, key=_rejected_key))


def _of_reading(reading: Reading, dated: Published | None, *, with_text: bool) -> Iterator[tuple[str, Plain]]:
    key = reading.document.id
    document = reading.document if dated is None else replace(reading.document, published=dated)
    yield "documents", plain_document(document, with_text=with_text)
    yield from (("statements", plain_statement(s, key)) for s in reading.statements)
    yield from (("events", plain_event(e, key)) for e in reading.events)
    yield from (("dates", plain_date(d, key)) for d in reading.dates)


def _of_stories(accounts: list[StoryAccount]) -> Iterator[tuple[str, Plain]]:
    for account in accounts:
        yield from (("claims", plain_claim(c)) for c in sorted(account.claims, key=lambda c: (c.label, c.id)))
    relations = {relation for account in accounts for relation in account.relations}
    yield from (("relations", plain_relation(r)) for r in sorted(relations, key=relation_key))
    yield from (("origins", plain_origin(o)) for o in merged_origins(accounts))
    duplicates = {d for account in accounts for d in account.duplicates}
    yield from (("duplicates", plain_duplicate(d)) for d in sorted(duplicates, key=lambda d: (d.a, d.b, d.kind)))
    yield from (("stories", plain_story(account)) for account in accounts)


def _accounts(ledger: Ledger, story: str | None) -> list[StoryAccount]:
    entries = ledger.stories() if story is None else (ledger.story(story),)
    return [ledger.account(entry.name) for entry in entries if entry.id is not None]


def _dated(accounts: list[StoryAccount]) -> dict[str, Published]:
    """The documents that a story dates; of several stories the one that dates it most narrowly."""
    found = [d for account in accounts for d in account.dated]
    widest_first = sorted(found, key=lambda d: (d.document, -_width(d.published), str(d.published)))
    return {d.document: d.published for d in widest_first}


def _width(published: Published) -> int:
    if published.earliest is None or published.latest is None:
        return date.max.toordinal()
    return (published.latest - published.earliest).days


def _rejected_key(rejected: Rejected) -> tuple[str, str, str, tuple[int, ...]]:
    return (rejected.uri, rejected.stage, rejected.reason, tuple(rejected.span or ()))
