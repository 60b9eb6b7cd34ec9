"""``packs``: the event packs."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli.options import JsonOption

# Heavy imports stand inside the functions, so that --help is fast.
# ruff: noqa: PLC0415

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A pack's name, or the path of its YAML file.")]


def packs() -> typer.Typer:
    """The commands about packs."""
    app = typer.Typer(
        help="The event packs: which events are read.",
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
    )
    app.command("list")(list_packs)
    app.command("show")(show)
    app.command("check")(check)
    return app


def list_packs(as_json: JsonOption = False) -> None:
    """List the packs that come with reportedly.

    Example: reportedly packs list
    """
    from reportedly.cli.show import show_json, show_table
    from reportedly.packs import available, load_packs

    held = load_packs(available())
    if as_json:
        show_json([{"name": p.name, "title": p.title, "types": [t.name for t in p.types]} for p in held])
        return
    show_table(("Pack", "Title", "Event types"), ((p.name, p.title, ", ".join(t.name for t in p.types)) for p in held))


def show(name: NameArgument) -> None:
    """Show a pack's event types: their roles, and the words that speak of them.

    Example: reportedly packs show arms-and-sanctions
    """
    from reportedly.cli.show import show_table
    from reportedly.packs import load_packs

    (pack,) = load_packs([name])
    rows = (
        (
            event.name,
            ", ".join(role.name for role in event.roles),
            ", ".join(sorted({lemma for trigger in event.triggers for lemma in trigger.lemmas})),
        )
        for event in pack.types
    )
    show_table(("Type", "Roles", "Words"), rows)


def check(name: NameArgument) -> None:
    """Check a pack; says what is wrong, and in which line.

    Example: reportedly packs check my-pack.yaml
    """
    from reportedly.packs import load_packs

    (pack,) = load_packs([name])
    typer.echo(f"{pack.name} is right: {len(pack.types)} event types, {len(pack.items)} items")
