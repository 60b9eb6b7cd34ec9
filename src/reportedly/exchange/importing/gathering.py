"""The records of a file, section by section, each held against the schema of the ledger's JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TextIO, TypeVar

from jsonschema import Draft202012Validator

from reportedly.errors import InputError
from reportedly.exchange.ledger_json import FORMAT, MADE, SECTIONS, VERSION
from reportedly.model import Rejected
from reportedly.schema import schema_file

Record = TypeVar("Record")
STAGE = "import"
_KINDS = SECTIONS | MADE
Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Placed:
    """A record as it stands in the file, and where."""

    place: str
    plain: Plain


@dataclass(slots=True)
class Gathered:
    """The records of a file by section, and what was refused so far."""

    sections: dict[str, list[Placed]] = field(default_factory=lambda: {name: [] for name in _KINDS})
    refused: list[Rejected] = field(default_factory=list)

    def records(self, section: str, make: Callable[[Any], Record]) -> Iterator[tuple[Placed, Record]]:
        """What of a section is a record; what is none is refused."""
        for placed in self.sections[section]:
            try:
                yield placed, make(placed.plain)
            except InputError as error:
                self.refuse(placed.place, str(error))

    def refuse(self, place: str, reason: str) -> None:
        """Note that something is not taken, and why."""
        self.refused.append(Rejected(place, STAGE, reason))


def gather(file: TextIO, name: str) -> Gathered:
    """Every record of a file: one JSON object, or a record a line (of a ledger, or judgements alone).

    Raises InputError where it is neither, or from another version.
    """
    found = Gathered()
    first = file.readline()
    file.seek(0)
    head = _value(first)
    if isinstance(head, dict) and "documents" not in head:
        _gather_lines(found, file, name)
    else:
        _gather_whole(found, file, name)
    return found


def _gather_whole(found: Gathered, file: TextIO, name: str) -> None:
    whole = _value(file.read())
    if not isinstance(whole, dict) or not isinstance(whole.get("format"), str):
        raise InputError(f"{name} is no export of a ledger. Make one with: reportedly export --format json --with-text")
    _check_header(whole, name)
    for section in _KINDS:
        held = whole.get(section, [])
        for at, plain in enumerate(held if isinstance(held, list) else [held]):
            _take(found, section, f"{name}: {section}[{at}]", plain)


def _gather_lines(found: Gathered, file: TextIO, name: str) -> None:
    sections = {record: section for section, record in _KINDS.items()}
    for number, line in enumerate(file, 1):
        place = f"{name}:{number}"
        if not line.strip():
            continue
        plain = _value(line)
        if not isinstance(plain, dict):
            found.refuse(place, "this line is no JSON object")
            continue
        kind = plain.pop("record", "judgement" if "verdict" in plain else None)
        if kind == "ledger" or (kind is None and "format" in plain):
            _check_header(plain, name)
        elif kind in sections:
            _take(found, sections[kind], place, plain)
        else:
            found.refuse(place, f"there is no kind of record called {kind!r}: {', '.join(sections)}")


def _check_header(plain: Plain, name: str) -> None:
    if plain.get("format") != FORMAT:
        raise InputError(f"{name} has the format {plain.get('format')!r}, not {FORMAT!r}")
    if plain.get("version") != VERSION:
        raise InputError(f"{name} has version {plain.get('version')!r} of the format; this reportedly reads {VERSION}")


def _take(found: Gathered, section: str, place: str, plain: object) -> None:
    problem = next(_problems(section, plain), None)
    if problem is not None:
        found.refuse(place, problem)
    elif isinstance(plain, dict):
        found.sections[section].append(Placed(place, plain))


def _problems(section: str, plain: object) -> Iterator[str]:
    for error in _validator(_KINDS[section]).iter_errors(plain):
        where = ".".join(str(part) for part in error.absolute_path)
        yield f"{where + ': ' if where else ''}{error.message[:200]}"


@cache
def _validator(kind: str) -> Draft202012Validator:
    whole = json.loads(schema_file().read_text(encoding="utf-8"))
    return Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": whole["$defs"]})


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
