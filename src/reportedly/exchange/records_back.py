"""Records out of the plain form that DESIGN.md section 5 writes as JSON: what the ``plain_…`` functions do, backwards.

Each raises InputError where the value is not what that kind of record is written as.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from reportedly.errors import InputError
from reportedly.ledger import EntityEntry
from reportedly.model import (
    Applied,
    Claim,
    ClaimRole,
    DateExpression,
    Document,
    Doubt,
    Duplicate,
    Event,
    Filler,
    Framing,
    Identity,
    Move,
    Origin,
    PageFacts,
    Quantity,
    Rejected,
    Relation,
    Role,
    Statement,
    TimelineEntry,
    Value,
)

Record = TypeVar("Record")
Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """Who read a document, with which packs, and what its page says of itself beside."""

    document: str
    producer: str
    packs: tuple[str, ...]
    refused: tuple[str, ...]
    page: PageFacts


@dataclass(frozen=True, slots=True)
class Compilation:
    """Who compiled a story under which name, why documents are dated so, which judgements counted, the queue of doubts."""

    story: str
    name: str
    producer: str
    dated: tuple[tuple[str, str], ...]
    applied: tuple[Applied, ...]
    doubts: tuple[Doubt, ...]


def document_of(plain: Given) -> Document:
    """A document; without its text, the text is empty."""
    with _plainly("document"):
        return record_of(Document, plain, text=plain.get("text", ""))


def statement_of(plain: Given) -> Statement:
    """A statement."""
    return record_of(Statement, plain)


def event_of(plain: Given) -> Event:
    """An event: what among its roles has a number is a quantity."""
    with _plainly("event"):
        held = [(name, entry) for name, entries in plain["roles"].items() for entry in entries]
        numbers = [(name, entry) for name, entry in held if "low" in entry]
        only_numbers = {name for name, _ in numbers} - {name for name, entry in held if "low" not in entry}
        roles = tuple(
            Role(name, tuple(record_of(Filler, entry) for entry in entries if "low" not in entry))
            for name, entries in plain["roles"].items()
            if name not in only_numbers
        )
        quantities = tuple(record_of(Quantity, entry, role=name) for name, entry in numbers)
    return record_of(Event, plain, roles=roles, quantities=quantities)


def date_of(plain: Given) -> DateExpression:
    """A date expression."""
    return record_of(DateExpression, plain)


def rejected_of(plain: Given) -> Rejected:
    """Something that could not be read."""
    return record_of(Rejected, plain)


def entity_of(plain: Given) -> EntityEntry:
    """An entity with every place where it is named."""
    with _plainly("entity"):
        mentions = tuple((m["document"], int(m["start"]), int(m["end"])) for m in plain["mentions"])
        identifiers = tuple(sorted(plain["identifiers"].items()))
    return record_of(EntityEntry, plain, mentions=mentions, identifiers=identifiers)


def claim_of(plain: Given) -> Claim:
    """A claim with its parts."""
    with _plainly("claim"):
        roles = tuple(ClaimRole(role, held["entity"], held["name"]) for role, held in plain["roles"].items())
        values = tuple(record_of(Value, held, role=role) for role, all_ in plain["values"].items() for held in all_)
        moves = tuple(record_of(Move, held, before=held["from"], after=held["to"]) for held in plain["moves"])
    return record_of(Claim, plain, roles=roles, values=values, moves=moves)


def relation_of(plain: Given) -> Relation:
    """Two mentions that disagree."""
    return record_of(Relation, plain)


def origin_of(plain: Given) -> Origin:
    """An origin."""
    return record_of(Origin, plain)


def duplicate_of(plain: Given) -> Duplicate:
    """Two documents that share text."""
    return record_of(Duplicate, plain)


def timeline_of(plain: Given) -> tuple[TimelineEntry, ...]:
    """What is dated in a story."""
    with _plainly("story"):
        return tuple(record_of(TimelineEntry, entry) for entry in plain["timeline"])


def identities_of(plain: Given) -> tuple[Identity, ...]:
    """What a story holds of those who may be one."""
    with _plainly("story"):
        return tuple(record_of(Identity, entry) for entry in plain.get("identities", []))


def framing_of(plain: Given) -> tuple[Framing, ...]:
    """How each outlet tells a story."""
    with _plainly("story"):
        return tuple(record_of(Framing, entry) for entry in plain["framing"])


def made_of(plain: Given) -> Made:
    """Who read a document, and what its page says of itself."""
    return record_of(Made, plain)


def compilation_of(plain: Given) -> Compilation:
    """Who compiled a story, and its queue."""
    with _plainly("compilation"):
        reasons = tuple((one["document"], one["reason"]) for one in plain["dated"])
    return record_of(Compilation, plain, dated=reasons)


# ---- any record ------------------------------------------------------------------------------------------------------


class _plainly:  # noqa: N801 - it reads as what it does
    """Says of a value that is built otherwise which kind of record it was taken for."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __enter__(self) -> None:
        """Nothing is set up."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: object) -> None:
        if isinstance(error, KeyError | TypeError | ValueError | AttributeError):
            missing = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            raise InputError(f"this is no {self._kind} as the ledger's JSON has it: {missing}") from error


def record_of(kind: type[Record], plain: Given, **given: object) -> Record:
    """A record with each field out of the value of its name, or as given; fields that are not there have their default."""
    named: Any = kind
    with _plainly(named.__name__.lower()):
        found = {name: make(plain[name]) for name, make in _makers(named) if name not in given and name in plain}
        return kind(**found, **given)


@cache
def _makers(kind: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    hints = get_type_hints(kind)
    names = [f.name for f in fields(kind)] if is_dataclass(kind) else kind._fields
    return tuple((name, _maker(hints[name])) for name in names)


def _maker(hint: Any) -> Callable[[Any], Any]:
    """What turns a plain value into one of this type."""
    if get_origin(hint) in (Union, types.UnionType):
        (inner,) = (part for part in get_args(hint) if part is not type(None))
        make = _maker(inner)
        return lambda value: None if value is None else make(value)
    if get_origin(hint) is tuple:
        item = _maker(get_args(hint)[0])
        return lambda value: tuple(item(part) for part in _list(value))
    if hint is date:
        return date.fromisoformat
    if get_origin(hint) is Literal:
        choices = frozenset(get_args(hint))
        return lambda value: _one_of(value, choices)
    if is_dataclass(hint) or hasattr(hint, "_fields"):
        return lambda value: _nested(hint, value)
    return lambda value: _plain(value, hint)


def _nested(kind: Any, value: Any) -> Any:
    """A record within a record; one that is written as a list has its fields in their order."""
    if isinstance(value, Mapping):
        return record_of(kind, value)
    makers = _makers(kind)
    if len(_list(value)) != len(makers):
        raise ValueError(f"{value!r:.60} has not {len(makers)} parts")
    return kind(*(make(part) for (_, make), part in zip(makers, value, strict=True)))


def _list(value: Any) -> Sequence[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r:.60} is no list")
    return value


def _one_of(value: Any, choices: frozenset[Any]) -> Any:
    if value not in choices:
        raise ValueError(f"{value!r:.60} is none of {', '.join(sorted(map(str, choices)))}")
    return value


def _plain(value: Any, hint: Any) -> Any:
    wanted = {float: (int, float)}.get(hint, (hint,))
    if not isinstance(value, wanted) or isinstance(value, bool) is not (hint is bool):
        raise TypeError(f"{value!r:.60} is no {hint.__name__}")
    return float(value) if hint is float else value
