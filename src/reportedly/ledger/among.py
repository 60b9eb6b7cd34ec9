"""Questions about many ids at once, as one text whatever their number: it is put together, and understood, once.

An ``IN`` with a parameter for each id is another text for each number of ids, and to write it takes longer than the answer.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Dialect, Text, TypeDecorator, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeEngine


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Whether a column of strings has one of those that are handed over, in a sequence, under this name."""
    return _Among(column, bindparam(name, type_=_Strings()))


class _Strings(TypeDecorator[Sequence[str]]):
    """Strings as one parameter: JSON on SQLite, an array on PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type on this database."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else ARRAY(Text))

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> object:
        """The strings as this database takes them."""
        held = list(value or ())
        return json.dumps(held) if dialect.name == "sqlite" else held


class _Among(FunctionElement[bool]):
    """``type`` is not Boolean: SQLite has none, ``= 1`` would be put behind it, and no index would be used."""

    type: TypeEngine[Any] = NullType()
    inherit_cache = True
    name = "among"


@compiles(_Among, "sqlite")
def _in_json(element: _Among, compiler: SQLCompiler, **given: Any) -> str:
    column, strings = (compiler.process(part, **given) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({strings}))"  # noqa: S608 - parts that the compiler made


@compiles(_Among, "postgresql")
def _in_array(element: _Among, compiler: SQLCompiler, **given: Any) -> str:
    column, strings = (compiler.process(part, **given) for part in element.clauses)
    return f"{column} = ANY({strings})"
