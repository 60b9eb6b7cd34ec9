"""What commands show: tables for people, JSON for scripts. Text from pages is never read as markup."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TextIO, cast

from rich.console import Console
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import ConsoleOptions, RenderableType

    from reportedly.ledger import Ledger

# What moves a terminal's cursor, changes its settings or turns its text around; line ends and tabs are no such thing.
_CONTROLS = {*range(0x20), 0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)} - {0x09, 0x0A}
_VISIBLE = dict.fromkeys(_CONTROLS, "\ufffd")
_ESCAPED = {code: f"\\u{code:04x}" for code in _CONTROLS}
SHOWN = 5  # stories that a message names
WIDTH = 120  # where nothing says how wide the output is: a file, a pipe


def visible(text: str) -> str:
    """Text from pages as a terminal may have it: what would steer the terminal is shown as U+FFFD."""
    return text.translate(_VISIBLE)


class _Screen(Console):
    """A console that is steered by this program alone, and by no text from pages."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What is printed, made visible."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(visible(segment.text), segment.style)


class _Terminal:
    """A terminal to which text is written whole."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write the text, made visible."""
        return self._stream.write(visible(text))


def written(stream: TextIO) -> TextIO:
    """Where whole texts are written: a file or a pipe gets them as they are, a terminal made visible."""
    return cast(TextIO, _Terminal(stream)) if stream.isatty() else stream


def console(*, stderr: bool = False) -> Console:
    """A console that prints text as it is; as wide as the terminal, or else wide enough for a table."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else WIDTH
    return _Screen(stderr=stderr, markup=False, highlight=False, emoji=False, width=width, soft_wrap=False)


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
    sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=2).translate(_ESCAPED) + "\n")


def tell(message: str) -> None:
    """One line on stderr."""
    sys.stderr.write(f"{visible(message)}\n")


def days(first: date | None, last: date | None) -> str:
    """A day, a range of days, or an open end; "undated" where neither is known."""
    if first == last:
        return first.isoformat() if first else "undated"
    return f"{first.isoformat() if first else '…'} to {last.isoformat() if last else '…'}"


def several(count: int, one: str, many: str | None = None) -> str:
    """``1 page``, ``3 pages``."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def waiting(ledger: Ledger) -> str | None:
    """What has still to be done to the ledger before it can be asked everything, and how; ``None`` where nothing has."""
    if stale := ledger.stale():
        named = f"{', '.join(stale[:SHOWN])}{', …' if len(stale) > SHOWN else ''}"
        return f"Still to be compiled: {named}. Run again the read that was stopped"
    if not ledger.stories() and ledger.document_ids():
        return "The documents have still to be put into stories. Run again the read that was stopped"
    return None
