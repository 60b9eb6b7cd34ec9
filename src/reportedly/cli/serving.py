"""``serve`` and ``token``: the web app, and who may use it."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import LEDGER, LedgerOption, PackOption

# Heavy imports stand inside the functions, so that --help is fast.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.intake.stages import Stages
    from reportedly.ledger import Ledger

TokensOption = Annotated[
    Path | None, typer.Option("--tokens", metavar="FILE", help="The file of tokens; see: reportedly token.")
]


def serve(
    *,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")] = 8000,
    tokens: TokensOption = None,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Who judges, where no token says it.")] = "local",
    pack: PackOption = None,
    new: Annotated[bool, typer.Option("--new", help="Make the ledger where there is none yet.")] = False,
    processes: Annotated[
        int | None,
        typer.Option(
            "--processes",
            metavar="N",
            min=0,
            max=64,
            help="Processes that make pages beside the server; 0: none.",
            show_default="one a core, at most 4",
        ),
    ] = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Serve the web app and the API over a ledger.

    On this machine alone nothing is asked for. An address that others reach needs --tokens: the server does not start
    without. Behind a proxy that speaks HTTPS, let it pass Host, X-Forwarded-For and X-Forwarded-Proto.

    Example: reportedly serve --ledger reportedly-demo/ledger.db
    """
    import uvicorn

    from reportedly.cli.show import tell
    from reportedly.service import create_app
    from reportedly.service.access import access_for, read_tokens
    from reportedly.service.desk import Desk
    from reportedly.service.making import beside

    access = access_for(host, read_tokens(tokens) if tokens else (), local=name)
    with _opened(ledger, new=new) as opened, beside(opened, processes) as make:
        desk = Desk(opened, _stages(pack or []))
        app = create_app(opened, access=access, desk=desk, make=make)
        shown = f"[{host}]" if ":" in host else host
        tell(f"Serving {opened.address} at http://{shown}:{port}/ (end with Ctrl-C)")
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
        desk.close()


def token(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose token it is; judgements carry this name.")],
    *,
    tokens: Annotated[Path, typer.Option("--tokens", metavar="FILE", help="The file of tokens.")],
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="reader, analyst or admin.")] = "reader",
) -> None:
    """Make a token for somebody, and print it once; the file keeps only a hash of it.

    A reader looks and searches, an analyst also judges, an admin also adds and removes. To take a token back, remove its
    line from the file and start the server again.

    Example: reportedly token "Ana Brandt" --role analyst --tokens tokens.txt
    """
    from reportedly.service.access import ROLES, Holder, digest_of, new_token, token_line

    found = next((r for r in ROLES if r == role), None)
    if found is None:
        raise typer.BadParameter(f"{role!r} is none: {', '.join(ROLES)}", param_hint="--role")
    if not name.strip() or not name.isprintable():
        raise typer.BadParameter("the name is empty", param_hint="NAME")
    made = new_token()
    _append(tokens, token_line(Holder(name.strip(), found, digest_of(made))))
    typer.echo(made)


def _append(path: Path, line: str) -> None:
    """Add a line to a file that only its owner reads."""
    from reportedly.errors import InputError

    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="utf-8") as file:
            file.write(line)
    except OSError as error:
        raise InputError(f"Cannot write the tokens to {path}: {error.strerror}") from error


@contextmanager
def _opened(address: str, *, new: bool) -> Iterator[Ledger]:
    """The ledger to serve; one that is not there is made only where that is asked for, as its name may be mistyped."""
    from reportedly.errors import LedgerNotFound
    from reportedly.ledger import open_ledger

    with ExitStack() as stack:
        try:
            opened = stack.enter_context(open_ledger(address, create=new))
        except LedgerNotFound as error:
            raise LedgerNotFound(f"{error}. To begin with an empty one: reportedly serve --new") from error
        yield opened


def _stages(packs: list[str]) -> Callable[[], Stages]:
    from datetime import date

    from reportedly.cli.options import chosen_packs
    from reportedly.intake.pipeline_stages import pipeline_stages

    good, _ = chosen_packs(packs)
    return lambda: pipeline_stages(good, today=date.today())
