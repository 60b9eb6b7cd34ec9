"""What a table is: its columns, each with its kind, its meaning, and how it is taken from a record."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, TypeVar

from reportedly.model import Spans

Record = TypeVar("Record")
Kind = Literal["text", "integer", "number", "day", "json"]
Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Column(Generic[Record]):
    """A column. ``shown`` where a notebook's short table has it; ``refers`` is the table whose ``id`` it holds."""

    name: str
    kind: Kind
    about: str
    value: Callable[[Record], Cell]
    shown: bool = False
    refers: str | None = None


@dataclass(frozen=True, slots=True)
class Table(Generic[Record]):
    """A table: what one row of it is, and its columns. ``key`` names the columns that no two rows share, if any do so."""

    name: str
    about: str
    columns: tuple[Column[Record], ...]
    key: tuple[str, ...] = ()

    def row(self, record: Record) -> tuple[Cell, ...]:
        """The record as a row, in the order of the columns."""
        return tuple([column.value(record) for column in self.columns])  # a list is quicker, and there are many rows


AnyTable = Table[Any]


_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def as_json(value: object) -> str:
    """A list or an object as JSON text, the same for the same value."""
    return _encoded(value)


def spans_json(spans: Spans) -> str:
    """Spans as ``[[start,end],…]``, in order."""
    return f"[{','.join([f'[{s.start},{s.end}]' for s in sorted(spans)])}]"
