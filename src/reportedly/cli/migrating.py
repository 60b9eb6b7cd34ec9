"""``migrate``: a ledger to the newest schema, or to another database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import LEDGER

# Heavy imports stand inside the functions, so that --help is fast.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from reportedly.ledger import Ledger


def migrate(
    source: Annotated[
        str, typer.Argument(metavar="[FROM]", help="The ledger: a database URL, or a SQLite file.")
    ] = LEDGER,
    target: Annotated[
        str | None, typer.Argument(metavar="[TO]", help="Copy it into this one, which is made where there is none.")
    ] = None,
) -> None:
    """Bring a ledger to the newest schema, or copy it into another database.

    The ledger that is copied stays as it is. A copy that was stopped goes on when it is started again.

    Example: reportedly migrate reportedly.db postgresql://user@host/reportedly
    """
    from reportedly.ledger import open_ledger
    from reportedly.ledger.migrating import upgrade

    before, now = upgrade(source)
    if target is None:
        done = "as it should be" if before == now else f"brought there from {before}"
        typer.echo(f"{source}: schema {now}, {done}")
        return
    with open_ledger(source) as held, open_ledger(target, create=True) as other:
        _copy(held, other)
        typer.echo(f"{len(other.documents())} documents and {len(other.stories())} stories are in {other.address}")


def _copy(held: Ledger, other: Ledger) -> None:
    from rich.progress import Progress

    from reportedly.cli.show import console
    from reportedly.ledger.migrating import copy

    screen = console(stderr=True)
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task(other.address, total=None)
        copy(held, other, lambda done, parts: bar.update(task, completed=done, total=parts))
