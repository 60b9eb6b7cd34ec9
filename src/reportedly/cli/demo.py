"""``demo``: the bundled sample story, end to end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Annotated

import typer

# Heavy imports stand inside the functions, so that --help is fast.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from reportedly.intake import Sourced

STORY = "Iranian missiles for Russia (sample)"


def demo(
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FOLDER", help="Where to put ledger and report.")
    ] = "reportedly-demo",
    open_it: Annotated[bool, typer.Option("--open/--no-open", help="Show the report in the browser.")] = True,
) -> None:
    """Read the sample story and show its claims and its report.

    Six pages of invented papers about a real matter come with reportedly; they are read into a ledger of their own.

    Example: reportedly demo
    """
    from reportedly.cli.asking import short_id, show_claims
    from reportedly.cli.giving import show_in_browser, write_report
    from reportedly.cli.reading import faults_told, progress, show_outcome
    from reportedly.cli.show import tell
    from reportedly.intake import read_pages
    from reportedly.intake.pipeline_stages import pipeline_stages
    from reportedly.ledger import open_ledger

    folder = _folder(output)
    ledger, page = str(folder / "ledger.db"), str(folder / "report.html")
    samples = list(_samples())
    with open_ledger(ledger, create=True) as opened, faults_told():
        with progress(sum(sample.size for sample in samples)) as on_step:
            outcome = read_pages(samples, opened, stages=pipeline_stages(), story=STORY, on_step=on_step)
        show_outcome(outcome, opened, as_json=False)
        claims = sorted(opened.claims(STORY), key=lambda c: (-len(c.mentions), c.label, c.id))
        show_claims(claims)
        write_report(opened, page)
    one = short_id(claims[0].id) if claims else "ID"
    tell(
        f"\nThe report: {page}\nOne claim:  {called_as()} claim {one} --ledger {ledger}\n"
        f"The site:   {called_as()} serve --ledger {ledger}, then http://127.0.0.1:8000 in a browser"
    )
    if open_it and not show_in_browser(page):
        tell("There is no screen to show it on: open the file in a browser.")
    raise typer.Exit(1 if outcome.rejected else 0)


def called_as() -> str:
    """How reportedly was called, so that what is told can be typed: with its path where the shell does not find it."""
    given = Path(sys.argv[0])
    return sys.argv[0] if given.name == "reportedly" and which("reportedly") is None else "reportedly"


def _folder(name: str) -> Path:
    from reportedly.errors import InputError

    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"Cannot make the folder {name}: {error.strerror}. Give another with -o") from error
    return folder


def _samples() -> Iterator[Sourced]:
    """The sample pages, under their plain names: where the package is installed is nothing to a ledger."""
    from importlib.resources import files

    from reportedly.intake import Sourced
    from reportedly.model import RawPage

    for file in sorted(files("reportedly.samples").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".html"):
            content = file.read_bytes()
            yield Sourced(file.name, RawPage(file.name, content, "html"), len(content))
