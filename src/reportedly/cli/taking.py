"""``import``: an export of a ledger, taken into one."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from reportedly.cli.options import LEDGER, JsonOption, LedgerOption

# Heavy imports stand inside the functions, so that --help is fast.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Iterator


def import_(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="What export --format json or jsonl wrote, or judgements; - for stdin."),
    ],
    ledger: LedgerOption = LEDGER,
    as_json: JsonOption = False,
) -> None:
    """Take an export of a ledger into this one: documents, what was read in them, stories, judgements.

    Make the export with --with-text: a document without its text is refused. What this ledger holds already stays as it is;
    stories that have other documents here are compiled anew. What does not hold together is told, and the rest is taken.

    Example: reportedly import colleague.jsonl --ledger ours.db
    """
    from datetime import date

    from reportedly.cli.reading import progress
    from reportedly.cli.show import show_json, tell
    from reportedly.exchange import plain_rejected
    from reportedly.exchange.importing import gather, take
    from reportedly.intake import Step
    from reportedly.intake.compiling import compile_stale
    from reportedly.intake.pipeline_stages import pipeline_stages
    from reportedly.ledger import open_ledger

    with _opened(file) as source, open_ledger(ledger, create=True) as opened:
        found = gather(source, file)
        with progress(len(found.sections["documents"])) as on_step:
            taken = take(opened, found, on_step=lambda uri: on_step(Step(uri, 1)))
        compiled = compile_stale(opened, pipeline_stages(today=date.today())) if taken.waiting else ()
    if as_json:
        counts = {name: getattr(taken, name) for name in ("documents", "unchanged", "stories", "judgements")}
        refused = [plain_rejected(one) for one in taken.refused]
        show_json({**counts, "compiled": list(compiled), "refused": refused})
    else:
        tell(_told(taken.documents, taken.unchanged, taken.stories, taken.judgements))
        for one in taken.refused:
            tell(f"Not taken: {one.uri}: {one.reason}")
    raise typer.Exit(1 if taken.refused else 0)


def _told(documents: int, unchanged: int, stories: int, judgements: int) -> str:
    from reportedly.cli.show import several

    parts = [several(documents, "document"), several(stories, "story", "stories"), several(judgements, "judgement")]
    return f"Taken: {', '.join(parts)}; {unchanged} held already"


@contextmanager
def _opened(name: str) -> Iterator[TextIO]:
    """The file, which can be gone back in; stdin is kept in memory."""
    import io

    from reportedly.errors import InputError

    try:
        if name == "-":
            yield io.StringIO(sys.stdin.read())
        else:
            with Path(name).open(encoding="utf-8") as opened:
                yield opened
    except OSError as error:
        raise InputError(f"Cannot read {name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not UTF-8 text ({error.reason} at byte {error.start})") from error
