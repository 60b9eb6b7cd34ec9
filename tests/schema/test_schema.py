"""The shipped schema is a schema, and holds what DESIGN says the export has."""

import json

from jsonschema import Draft202012Validator

from reportedly.exchange.ledger_json import MADE, SECTIONS
from reportedly.schema import schema_file


def test_the_schema_is_one() -> None:
    schema = json.loads(schema_file().read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert {*schema["required"], "edits"} == {"format", "version", "producer", *SECTIONS}  # older files have no edits
    assert {*schema["properties"]} - {*schema["required"]} == {"edits", *MADE}
    assert {name.removeprefix("#/$defs/") for name in _references(schema)} == set(schema["$defs"])


def _references(value: object) -> set[str]:
    if isinstance(value, dict):
        own = {value["$ref"]} if "$ref" in value else set()
        return own.union(*(_references(v) for v in value.values()))
    return set().union(*(_references(v) for v in value)) if isinstance(value, list) else set()
