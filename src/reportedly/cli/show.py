"""What commands show: tables for people, JSON for scripts. Text from pages is never read as markup."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDTH = 120  # where nothing says how wide the output is: a file, a pipe


def console(*, stderr: bool = False) -> Console:
    """A console that prints text as it is; as wide as the terminal, or else wide enough for a table."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else WIDTH
    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, width=width, soft_wrap=False)


def show_table(headings: Sequence[str], rows: Iterable[Sequence[str | Text]], *, numbers: Sequence[int] = ()) -> None:
    """A table on stdout; the columns in ``numbers`` are set to the right."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0), expand=False)
    for at, heading in enumerate(headings):
        table.add_column(
            heading, justify="right" if at in numbers else "left", overflow="fold", ratio=None if at else 1
        )
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in row))
    console().print(table)


def show_json(plain: object) -> None:
    """JSON on stdout."""
    sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")


def tell(message: str) -> None:
    """One line on stderr."""
    sys.stderr.write(f"{message}\n")


def days(first: date | None, last: date | None) -> str:
    """A day, a range of days, or an open end; "undated" where neither is known."""
    if first == last:
        return first.isoformat() if first else "undated"
    return f"{first.isoformat() if first else '…'} to {last.isoformat() if last else '…'}"


def several(count: int, one: str, many: str | None = None) -> str:
    """``1 page``, ``3 pages``."""
    return f"{count} {one if count == 1 else many or one + 's'}"
