"""``export`` and ``report``: the ledger in other forms."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from reportedly.cli.options import LEDGER, LedgerOption, StoryOption
from reportedly.errors import InputError

# Heavy imports stand inside the functions, so that --help is fast.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from reportedly.ledger import Ledger


class Format(StrEnum):
    """The forms that there are."""

    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    sqlite = "sqlite"
    ftm = "ftm"
    ftm_statements = "ftm-statements"
    stix = "stix"
    prov = "prov"
    csl = "csl"
    ris = "ris"


FOLDERS = frozenset((Format.csv, Format.parquet))
FORM_HELP = (
    "One JSON object (json), a JSON record a line (jsonl), a folder of tables (csv, parquet), a file for Datasette (sqlite), "
    "FollowTheMoney entities or statements (ftm, ftm-statements), a STIX 2.1 bundle (stix), lineage as PROV-JSON (prov), or "
    "citations (csl, ris)."
)


def export(
    form: Annotated[Format, typer.Option("--format", help=FORM_HELP)] = Format.json,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="PATH", help="Where to: a file, or a folder for tables; stdout without it."
        ),
    ] = None,
    story: StoryOption = None,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="The documents with their texts, in json and jsonl.")
    ] = False,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Write the ledger in a form that other programs read; docs/exports.md tells what each holds.

    Example: reportedly export --format json -o ledger.json
    """
    from reportedly.cli.export_to import into_file, into_folder, to_text
    from reportedly.ledger import open_ledger

    with open_ledger(ledger) as opened:
        if form in FOLDERS:
            into_folder(opened, form.value, output, story=story)
        elif form is Format.sqlite:
            into_file(opened, output, story=story)
        else:
            write_whole(output, lambda out: to_text(opened, form.value, out, story=story, with_text=with_text))


def report(
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="The page to write.")] = "report.html",
    story: StoryOption = None,
    open_it: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Write the ledger as one page to look at.

    The page holds all it needs: it can be sent, kept, printed, and read without JavaScript.

    Example: reportedly report -o story.html --open
    """
    from reportedly.ledger import open_ledger

    with open_ledger(ledger) as opened:
        write_report(opened, output, story=story)
    typer.echo(output)
    if open_it:
        show_in_browser(output)


def write_report(ledger: Ledger, output: str, *, story: str | None = None) -> None:
    """Write the report of one story or of all."""
    from reportedly.report import render_report

    entries = [entry for entry in ledger.stories() if entry.id] if story is None else [ledger.story(story)]
    if not entries:
        raise InputError(nothing_to(ledger, "report"))
    accounts = [ledger.account(entry.name) for entry in entries]
    documents = sorted({document for account in accounts for document in account.documents})
    readings = {document: ledger.reading(document) for document in documents}
    title = accounts[0].title if len(accounts) == 1 else f"{len(accounts)} stories"
    page = render_report(accounts, readings, title=title)
    write_whole(output, lambda out: out.write(page))


def nothing_to(ledger: Ledger, doing: str) -> str:
    """Why there is no story to report or to tell, and what to do."""
    from reportedly.cli.show import waiting

    return (
        waiting(ledger)
        or f"No story in the ledger {ledger.address} to {doing}. Read some pages first: reportedly read SOURCE"
    )


def write_whole(output: str | None, write: Callable[[TextIO], object]) -> None:
    """Write to stdout, to a device or a pipe, or to a file that is there as a whole or not at all."""
    from reportedly.cli.show import written

    if output is None or output == "-":
        sys.stdout.reconfigure(encoding="utf-8") if hasattr(sys.stdout, "reconfigure") else None
        write(written(sys.stdout))
        return
    target = Path(output)
    if target.exists() and not target.is_file() and not target.is_dir():
        _write_through(target, write)
        return
    if _is_database(target):
        raise InputError(
            f"{output} is a database, perhaps the ledger: it is not written over. Give another file with -o"
        )
    beside = target.with_name(f".{target.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as out:
            write(out)
        beside.replace(target)
    except OSError as error:
        raise InputError(f"Cannot write {output}: {error.strerror}. Give another file with -o") from error
    finally:
        with suppress(OSError):
            beside.unlink()


def _write_through(target: Path, write: Callable[[TextIO], object]) -> None:
    """Write to something that is no file, and that stays what it is: a device, a named pipe."""
    try:
        with target.open("w", encoding="utf-8", newline="\n") as out:
            write(out)
    except OSError as error:
        raise InputError(f"Cannot write {target}: {error.strerror}. Give another file with -o") from error


def _is_database(target: Path) -> bool:
    with suppress(OSError), target.open("rb") as there:
        return there.read(15) == b"SQLite format 3"
    return False


def show_in_browser(page: str) -> bool:
    """Open a page in the browser where there is a screen to show one; whether it was done."""
    import os
    import webbrowser

    has_screen = sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    return has_screen and webbrowser.open(Path(page).resolve().as_uri())
