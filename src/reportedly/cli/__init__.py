"""The commands: each parses, makes one call, and shows the result. Results go to stdout, messages to stderr.

Exit codes: 0 done; 1 something could not be done (said on stderr; the rest was); 2 the command was not called rightly.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated, NoReturn

import typer

from reportedly import __version__
from reportedly.cli.asking import claim, claims, stories, who
from reportedly.cli.batching import batch
from reportedly.cli.briefing import brief
from reportedly.cli.demo import demo
from reportedly.cli.doctor import doctor
from reportedly.cli.finding import forget, search
from reportedly.cli.giving import export, report
from reportedly.cli.judging import judge
from reportedly.cli.migrating import migrate
from reportedly.cli.packs import packs
from reportedly.cli.reading import read
from reportedly.cli.serving import serve, token
from reportedly.cli.taking import import_
from reportedly.cli.watching import alerts, evidence, feeds, watch
from reportedly.errors import ReportedlyError

_UNWRITABLE = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG))


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"reportedly {__version__}")
        raise typer.Exit


COLLECTED = (50_000, 20, 20)
"""Models and tables live to the end: Python's own thresholds let its collector look through them for a second at the start."""


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
        migrate,
        watch,
        feeds,
        alerts,
        evidence,
        batch,
    ):
        app.command()(command)
    app.command("import")(import_)
    app.add_typer(packs(), name="packs")
    app.add_typer(judge(), name="judge")
    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends the process with its exit code."""
    gc.set_threshold(*COLLECTED)
    try:
        try:
            _app()(args=None if arguments is None else list(arguments))
        finally:
            sys.stdout.flush()  # what cannot be written is told here, and not by Python at its very end
    except ReportedlyError as error:
        _end(str(error))
    except OSError as error:
        if error.errno not in _UNWRITABLE or error.filename is not None:
            raise
        _let_go_of_stdout()
        _end(f"Cannot write the result to stdout: {error.strerror}. Write it elsewhere, or make room")


def _end(message: str) -> NoReturn:
    from reportedly.cli.show import visible  # noqa: PLC0415 - only where it is needed, so that --help is fast

    print(f"reportedly: {visible(message)}", file=sys.stderr)
    raise SystemExit(1) from None


def _let_go_of_stdout() -> None:
    """Send what is left in the buffer nowhere."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
