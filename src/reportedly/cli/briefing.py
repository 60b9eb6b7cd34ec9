"""``brief``: a story in plain sentences."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.options import LEDGER, LedgerOption, StoryOption

if TYPE_CHECKING:
    from reportedly.ledger import Ledger

# Heavy imports stand inside the functions, so that --help is fast.
# ruff: noqa: PLC0415


class Form(StrEnum):
    """The forms of a brief."""

    md = "md"
    html = "html"


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is no day. Give one as 2024-02-21") from error


def _only_story(ledger: Ledger) -> str:
    from reportedly.cli.giving import nothing_to
    from reportedly.errors import InputError

    names = [entry.name for entry in ledger.stories()]
    if len(names) == 1:
        return names[0]
    if not names:
        raise InputError(nothing_to(ledger, "tell"))
    raise InputError(f"The ledger holds {len(names)} stories: say which with --story. They are: {', '.join(names[:8])}")


def brief(
    story: StoryOption = None,
    since: Annotated[
        date | None,
        typer.Option(
            "--since", metavar="DATE", parser=_day, help="Only what came on that day or later, for a morning note."
        ),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="Markdown, or a page of HTML.")] = Form.md,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Where to; stdout without it.")
    ] = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Write a story as a brief of one page: who claims what, on whose word, who denies it, how many origins, what changed.

    Each sentence is made from the ledger and carries the places in the articles that it rests on.

    Example: reportedly brief --story Missiles -o brief.md
    """
    from reportedly.cli.giving import write_whole
    from reportedly.ledger import open_ledger
    from reportedly.report.brief import brief_html, brief_markdown, build_brief

    with open_ledger(ledger) as opened:
        account = opened.account(story or _only_story(opened))
        readings = {reading.document.id: reading for reading in opened.readings(account.documents)}
    made = build_brief(account, readings, since=since)
    text = brief_html(made) if form is Form.html else brief_markdown(made)
    write_whole(output, lambda out: out.write(text))
