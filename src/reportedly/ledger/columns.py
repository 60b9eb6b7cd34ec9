"""Column types that turn our small values into JSON text and back, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import UTC, datetime
from json import JSONDecoder
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, TypeDecorator

from reportedly.model import Link, Passage, Span, Spans

Values = dict[str, Any]
"""A row to be written, by column."""
_decoded = JSONDecoder().decode


def quick_json(text: str) -> Any:
    """JSON text as a value: what most columns of most rows hold, an empty list, costs nothing."""
    return [] if text == "[]" else _decoded(text)


class SpansColumn(TypeDecorator[Spans]):
    """Spans as ``[[start, end], …]``."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Spans | None, dialect: Dialect) -> object:
        """Spans to lists."""
        return [[s.start, s.end] for s in value or ()]

    def process_result_value(self, value: list[list[int]] | None, dialect: Dialect) -> Spans:
        """Lists to spans."""
        # A list is quicker than what makes its items one by one, and there are very many.
        return tuple([Span(start, end) for start, end in value]) if value else ()

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """On SQLite out of the text at once: each step between costs as much as the work."""
        if dialect.name != "sqlite":
            return super().result_processor(dialect, coltype)
        return lambda text: () if text is None else self.process_result_value(quick_json(text), dialect)


class StringsColumn(TypeDecorator[tuple[str, ...]]):
    """A tuple of strings as a JSON list."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> object:
        """Tuple to list."""
        return list(value or ())

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> tuple[str, ...]:
        """List to tuple."""
        return tuple(value or ())


class PairsColumn(TypeDecorator[tuple[tuple[str, str], ...]]):
    """Pairs of strings (a scheme and an identifier) as ``[[key, value], …]``."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[tuple[str, str], ...] | None, dialect: Dialect) -> object:
        """Pairs to lists."""
        return [list(pair) for pair in value or ()]

    def process_result_value(self, value: list[list[str]] | None, dialect: Dialect) -> tuple[tuple[str, str], ...]:
        """Lists to pairs."""
        return tuple((key, held) for key, held in value or ())


class LinksColumn(TypeDecorator[tuple[Link, ...]]):
    """Links as ``[[start, end, address], …]``."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[Link, ...] | None, dialect: Dialect) -> object:
        """Links to lists."""
        return [[link.start, link.end, link.address] for link in value or ()]

    def process_result_value(self, value: list[tuple[int, int, str]] | None, dialect: Dialect) -> tuple[Link, ...]:
        """Lists to links."""
        return tuple(Link(*held) for held in value or ())


class PassagesColumn(TypeDecorator[tuple[Passage, ...]]):
    """Shared passages as ``[[[start, end], [start, end]], …]``."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[Passage, ...] | None, dialect: Dialect) -> object:
        """Passages to lists."""
        return [[[p.a.start, p.a.end], [p.b.start, p.b.end]] for p in value or ()]

    def process_result_value(self, value: list[list[list[int]]] | None, dialect: Dialect) -> tuple[Passage, ...]:
        """Lists to passages."""
        return tuple(Passage(Span(*a), Span(*b)) for a, b in value or ())


class MomentColumn(TypeDecorator[datetime]):
    """A moment: aware of its zone outside, in UTC without one inside, so that both databases order them alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """An aware moment to UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC to an aware moment."""
        return None if value is None else value.replace(tzinfo=UTC)


class RecordsColumn(TypeDecorator[tuple[Any, ...]]):
    """Flat records of one kind as a JSON list of objects."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: type[Any]) -> None:
        """``kind``: a record all of whose fields are strings, numbers or ``None``."""
        super().__init__()
        self.kind = kind
        self.names = tuple(f.name for f in fields(kind))

    def process_bind_param(self, value: tuple[Any, ...] | None, dialect: Dialect) -> object:
        """Records to objects."""
        return [asdict(record) for record in value or ()]

    def process_result_value(self, value: list[dict[str, Any]] | None, dialect: Dialect) -> tuple[Any, ...]:
        """Objects to records."""
        return tuple(self.kind(**held) for held in value or ())
