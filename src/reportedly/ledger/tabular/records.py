"""A list of records that a notebook shows as a table, and that becomes a data frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from reportedly.errors import ReportedlyError
from reportedly.ledger.tabular.table import Cell, Table
from reportedly.model import showing

if TYPE_CHECKING:
    import pandas

Record_co = TypeVar("Record_co", covariant=True)


class Records(tuple[Record_co, ...]):
    """A tuple of records that knows its table: :meth:`to_frame`, :meth:`rows`, and a table in a notebook."""

    table: Table[Record_co]

    def __new__(cls, records: Iterable[Record_co], table: Table[Record_co]) -> Records[Record_co]:
        """The records in their order."""
        made = super().__new__(cls, records)
        made.table = table
        return made

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.table.columns)

    def rows(self) -> list[dict[str, Cell]]:
        """Each record as a dictionary from column to value."""
        return [dict(zip(self.columns, self.table.row(record), strict=True)) for record in self]

    def to_frame(self) -> pandas.DataFrame:
        """The records as a pandas data frame, a column for each of the table's. Raises ReportedlyError without pandas."""
        try:
            import pandas  # noqa: PLC0415 - optional
        except ImportError as error:
            raise ReportedlyError("Data frames need pandas: pip install 'reportedly[frames]'") from error
        return pandas.DataFrame([self.table.row(record) for record in self], columns=list(self.columns))

    def __repr__(self) -> str:
        """How many there are, and of what."""
        return f"<{len(self)} {self.table.name}>"

    def _repr_html_(self) -> str:
        shown = [column for column in self.table.columns if column.shown] or list(self.table.columns)
        heads = [column.name.replace("_", " ") for column in shown]
        return showing.table(heads, [[_cell(column.value(record)) for column in shown] for record in self])


def _cell(value: Cell) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 200 else text[:199] + "…"
