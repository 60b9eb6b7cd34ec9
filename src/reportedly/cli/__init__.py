"""The commands: each parses, makes one call, and shows the result. Results go to stdout, messages to stderr.

Exit codes: 0 done; 1 something could not be done (said on stderr; the rest was); 2 the command was not called rightly.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from reportedly import __version__
from reportedly.cli.asking import claim, claims, stories, who
from reportedly.cli.briefing import brief
from reportedly.cli.demo import demo
from reportedly.cli.doctor import doctor
from reportedly.cli.finding import forget, search
from reportedly.cli.giving import export, report
from reportedly.cli.packs import packs
from reportedly.cli.reading import read
from reportedly.cli.serving import serve, token
from reportedly.cli.taking import import_
from reportedly.errors import ReportedlyError


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"reportedly {__version__}")
        raise typer.Exit


def _top(
    version: Annotated[
        bool, typer.Option("--version", help="Say which version this is, and stop.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Read news about contested stories and keep a ledger of claims.

    Who says what, on whose word, who denies it, and how many independent sources are really behind it.

    Example: reportedly demo
    """


def _app() -> typer.Typer:
    app = typer.Typer(
        name="reportedly",
        callback=_top,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
    )
    for command in (
        read,
        stories,
        claims,
        claim,
        who,
        report,
        brief,
        export,
        search,
        forget,
        demo,
        doctor,
        serve,
        token,
    ):
        app.command()(command)
    app.command("import")(import_)
    app.add_typer(packs(), name="packs")
    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends the process with its exit code."""
    try:
        _app()(args=None if arguments is None else list(arguments))
    except ReportedlyError as error:
        print(f"reportedly: {error}", file=sys.stderr)
        raise SystemExit(1) from None
