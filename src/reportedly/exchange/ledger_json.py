"""The ledger as JSON, whole or a record a line. The same ledger gives the same bytes, in whatever order it was read.

Neither holds more in memory than one document's reading, one entity or one story's account.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TextIO

from reportedly import __version__
from reportedly.exchange.made_plain import plain_compilation, plain_reading
from reportedly.exchange.reading_plain import (
    Plain,
    plain_date,
    plain_document,
    plain_entity,
    plain_event,
    plain_rejected,
    plain_statement,
)
from reportedly.exchange.story_plain import (
    plain_claim,
    plain_duplicate,
    plain_edit,
    plain_origin,
    plain_relation,
    plain_story,
)
from reportedly.exchange.sweep import Spool, named_accounts, readings
from reportedly.judging.plain import plain_judgement
from reportedly.ledger import Ledger
from reportedly.model import Reading

FORMAT, VERSION = "reportedly.ledger", 1
# The lists of the JSON form in its order, and what one of their records is called in the form of a record a line.
SECTIONS = {
    "documents": "document", "entities": "entity", "statements": "statement", "events": "event", "dates": "date",
    "claims": "claim", "relations": "relation", "origins": "origin", "duplicates": "duplicate", "edits": "edit",
    "stories": "story", "judgements": "judgement", "rejected": "rejected",
}  # fmt: skip
# What is there only with the texts: how the ledger came by the rest, for a ledger that takes it in.
MADE = {"readings": "reading", "compilations": "compilation"}


def export_json(ledger: Ledger, out: TextIO, *, story: str | None = None, with_text: bool = False) -> None:
    """Write the ledger, or one story of it (name or id), as one JSON object, a record a line, so that diffs are small."""
    head = {"format": FORMAT, "version": VERSION, "producer": f"reportedly {__version__}"}
    sections = SECTIONS | MADE if with_text else SECTIONS
    with Spool(sections) as spool:
        for section, plain in records(ledger, story, with_text=with_text):
            spool.add(section, _json(plain))
        out.write("{" + ",\n ".join(f"{_json(key)}: {_json(value)}" for key, value in head.items()))
        for section in sections:
            out.write(f",\n {_json(section)}: [")
            filled = spool.copy(section, out, before="\n  ", between=",\n  ")
            out.write("\n ]" if filled else "]")
    out.write("}\n")


def export_jsonl(ledger: Ledger, out: TextIO, *, story: str | None = None, with_text: bool = False) -> None:
    """Write the ledger, or one story of it, as JSON lines; each says in ``record`` what it is. The first is the header."""
    header = {"record": "ledger", "format": FORMAT, "version": VERSION, "producer": f"reportedly {__version__}"}
    out.write(_json(header) + "\n")
    kinds = SECTIONS | MADE
    for section, plain in records(ledger, story, with_text=with_text):
        out.write(_json({"record": kinds[section]} | plain) + "\n")


_json = json.JSONEncoder(ensure_ascii=False).encode


def records(ledger: Ledger, story: str | None, *, with_text: bool) -> Iterator[tuple[str, Plain]]:
    """Every record of the ledger, or of one story of it, with its section."""
    packs = ledger.packs(story) if with_text else {}
    for reading in readings(ledger, story):
        yield from _of_reading(reading, with_text=with_text)
        if with_text:
            yield "readings", plain_reading(reading, packs.get(reading.document.id, ()))
    yield from (("entities", plain_entity(entity)) for entity in ledger.each_entity(story))
    for name, account in named_accounts(ledger, story):
        yield from (("claims", plain_claim(c)) for c in sorted(account.claims, key=lambda c: (c.label, c.id)))
        yield "stories", plain_story(account)
        if with_text:
            yield "compilations", plain_compilation(account, name)
    yield from (("relations", plain_relation(r)) for r in ledger.each_relation(story))
    yield from (("origins", plain_origin(o)) for o in ledger.each_origin(story))
    yield from (("duplicates", plain_duplicate(d)) for d in ledger.each_duplicate(story))
    yield from (
        ("judgements", plain_judgement(held.judgement, retracted=held.retracted))
        for held in ledger.each_judgement(story)
    )
    yield from (("edits", plain_edit(e)) for e in ledger.each_edit(story))
    yield from (("rejected", plain_rejected(r)) for r in ledger.each_rejected(story))


def _of_reading(reading: Reading, *, with_text: bool) -> Iterator[tuple[str, Plain]]:
    key = reading.document.id
    yield "documents", plain_document(reading.document, with_text=with_text)
    yield from (("statements", plain_statement(s, key)) for s in reading.statements)
    yield from (("events", plain_event(e, key)) for e in reading.events)
    yield from (("dates", plain_date(d, key)) for d in reading.dates)
