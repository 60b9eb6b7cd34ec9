"""The records of the API as JSON Schema: those of the ledger's JSON, with what an answer adds to them."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from typing import Any

from reportedly.schema import schema_file

Schema = dict[str, Any]
# Of the ledger's schema, under the names that the API's description has.
_OF_THE_LEDGER = {
    "Document": "document", "Statement": "statement", "Event": "event", "Claim": "claim", "Origin": "origin",
    "Relation": "relation", "Judgement": "judgement", "Story": "story", "Rejected": "rejected",
}  # fmt: skip
_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_DAY: Schema = {"$ref": "#/components/schemas/day"}
_STORY_ID: Schema = {"type": ["string", "null"], "description": "The id of its story."}

# What an answer adds to a record of the ledger.
_ADDED: dict[str, dict[str, Schema]] = {
    "Statement": {
        "words": {"type": "string", "description": "The content as printed; ` … ` where a piece is left out."},
        "source_words": _TEXT | {"description": "How the text names the speaker."},
        "cue_words": _TEXT | {"description": "How the text says that they spoke."},
        "through": {
            "type": "array", "items": _TEXT, "description": "The speakers that it came through, the nearest first.",
        },
    },
    "Event": {
        "words": _TEXT | {"description": "The trigger as printed."},
        "holder_name": _TEXT | {"description": "Who holds it; empty: the outlet's own voice."},
    },
    "Story": {
        "name": _TEXT | {"description": "What it is called in the ledger."},
        "stale": {"type": "boolean", "description": "Whether it has still to be compiled."},
    },
    "Origin": {"story": _STORY_ID},
    "Relation": {"story": _STORY_ID},
}  # fmt: skip


def _object(about: str, **properties: Schema) -> Schema:
    return {
        "type": "object",
        "description": about,
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


_OWN: dict[str, Schema] = {
    "StoryLine": _object(
        "A story in a list.",
        id=_MAYBE | {"description": "None while it has still to be compiled."},
        name=_TEXT,
        title=_MAYBE,
        documents=_COUNT,
        outlets=_COUNT,
        claims=_COUNT,
        disputed=_COUNT | {"description": "Claims that some affirm and others deny or doubt."},
        first=_DAY,
        last=_DAY,
    ),
    "Speaker": _object(
        "Somebody who speaks: an entity, or, without an id, someone whom the texts only describe.",
        id=_MAYBE,
        name=_TEXT,
        kind={"$ref": "#/components/schemas/Statement/properties/source_kind"},
        statements=_COUNT,
        documents=_COUNT,
    ),
    "Voice": _object(
        "An entity that speaks, and where it stands on claims.",
        id=_TEXT,
        name=_TEXT,
        type=_TEXT,
        role=_MAYBE,
        country=_MAYBE,
        positions={
            "type": "array",
            "items": _object(
                "What it holds about one claim, and between which days.",
                story=_TEXT,
                claim=_TEXT,
                label=_TEXT,
                stance={"enum": ["affirms", "denies", "doubts", "conditions", "considers"]},
                first=_DAY,
                last=_DAY,
            ),
        },
    ),
    "Hit": _object(
        "A passage that fits: the text of a document, a statement, or a name.",
        kind={"enum": ["text", "statement", "name"]},
        id=_TEXT | {"description": "Of the document, the statement or the entity."},
        document=_MAYBE,
        outlet=_MAYBE,
        day=_MAYBE,
        title={"$ref": "#/components/schemas/pieces"},
        body={"$ref": "#/components/schemas/pieces"},
    ),
    "pieces": {
        "type": "array",
        "description": "Words in order; `found` where they are what was looked for.",
        "items": _object("Some words.", words=_TEXT, found={"type": "boolean"}),
    },
    "Job": _object(
        "Something that is being read, and how far it is.",
        id={"type": "integer"},
        what=_TEXT,
        who=_TEXT,
        state={"enum": ["waiting", "running", "done", "failed"]},
        done={"type": "array", "items": _TEXT, "description": "The places read so far."},
        read=_COUNT | {"description": "Documents read."},
        unchanged=_COUNT | {"description": "Documents that the ledger held already."},
        rejected={"type": "array", "items": {"$ref": "#/components/schemas/Rejected"}},
        compiled={"type": "array", "items": _TEXT, "description": "The names of the stories compiled."},
        message=_TEXT | {"description": "Why it failed."},
    ),
    "Problem": _object(
        "What went wrong (RFC 9457).",
        type=_TEXT,
        title=_TEXT,
        status={"type": "integer"},
        detail=_TEXT,
    ),
}
# A page to be added, and a judgement to be made: what a program sends.
GIVEN: dict[str, Schema] = {
    "NewDocument": {
        "type": "object",
        "description": "A page: its `text` or `html`, or its `url` alone, to be fetched.",
        "additionalProperties": False,
        "required": ["url"],
        "properties": {
            "url": {"type": "string", "minLength": 1, "maxLength": 4000, "pattern": r"\S"},
            "text": {"type": "string", "maxLength": 2_000_000},
            "html": {"type": "string", "maxLength": 8_000_000},
            "title": _MAYBE,
            "outlet": _MAYBE,
            "date": _MAYBE | {"description": "The day it appeared, as 2024-02-21."},
            "authors": {"type": "array", "items": _TEXT},
            "story": _MAYBE | {"description": "The story to put it into; grouping decides without it."},
        },
    },
    "NewJudgement": {
        "type": "object",
        "description": "A verdict on the thing of an id. `reject` on a judgement retracts it.",
        "additionalProperties": False,
        "required": ["about", "verdict"],
        "properties": {
            "about": {"type": "string", "maxLength": 60},
            "verdict": {"enum": ["accept", "reject", "correct", "merge", "split", "unsure"]},
            "change": {"type": ["object", "null"], "description": "What is so instead; see docs/judgements.md."},
            "reason": {"type": "string", "maxLength": 4000},
        },
    },
}


@cache
def components() -> dict[str, Schema]:
    """Every schema by name. Only an id is required of a record, as ``fields`` may leave out the rest."""
    held = json.loads(schema_file().read_text(encoding="utf-8"))["$defs"]
    names = {old: new for new, old in _OF_THE_LEDGER.items()}
    found = {names.get(old, old): _pointed(schema, names) for old, schema in held.items()}
    for name, added in _ADDED.items():
        found[name]["properties"] |= deepcopy(added)
    found |= deepcopy(_OWN)
    for name in (*_OF_THE_LEDGER, "StoryLine", "Speaker", "Hit"):
        if name != "Rejected":
            found[name]["required"] = ["id"] if "id" in found[name]["properties"] else []
    return found | deepcopy(GIVEN)


def fields_of(kind: str) -> tuple[str, ...]:
    """The fields of a kind of record, in their order."""
    return tuple(components()[kind]["properties"])


def _pointed(schema: Any, names: dict[str, str]) -> Any:
    """The schema with its references to where this description has them."""
    if isinstance(schema, list):
        return [_pointed(part, names) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _pointed(value, names) for key, value in schema.items()}
    if isinstance(ref := schema.get("$ref"), str):
        name = ref.rpartition("/")[2]
        found["$ref"] = f"#/components/schemas/{names.get(name, name)}"
    return found
