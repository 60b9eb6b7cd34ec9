"""The options that several commands share."""

from typing import Annotated

import typer

LedgerOption = Annotated[
    str, typer.Option("--ledger", metavar="URL", help="The ledger: a database URL, or the path of a SQLite file.")
]
StoryOption = Annotated[str | None, typer.Option("--story", metavar="NAME", help="One story only, by name or id.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Write the result as JSON.")]
PackOption = Annotated[
    list[str] | None,
    typer.Option(
        "--pack", metavar="NAME", help="Another event pack, by name or the path of its YAML file; repeatable."
    ),
]
LEDGER = "sqlite:///reportedly.db"
