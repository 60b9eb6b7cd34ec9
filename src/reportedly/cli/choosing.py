"""The options that choose among the pages of archives, folders and lists, before anything is parsed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

# Heavy imports stand inside the functions, so that --help is fast.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from reportedly.intake import Outcome
    from reportedly.intake.filters import Filter

HostOption = Annotated[
    list[str] | None,
    typer.Option("--host", metavar="NAME", help="Only pages of this site and what is below it; repeatable."),
]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="DAY", help="Only pages of this day or later.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Only pages of this day or earlier.")]
WordOption = Annotated[
    list[str] | None,
    typer.Option("--word", metavar="WORDS", help="Only pages with these words; repeatable: with one of them."),
]
LanguageOption = Annotated[
    list[str] | None, typer.Option("--language", metavar="CODE", help="Only pages in this language, as en; repeatable.")
]


def chosen(
    hosts: Sequence[str] | None,
    since: str | None,
    until: str | None,
    words: Sequence[str] | None,
    languages: Sequence[str] | None,
) -> Filter:
    """What is wanted."""
    from reportedly.intake.filters import Filter

    sites = tuple(h.strip().lower().removeprefix("www.").strip("./") for h in hosts or ())
    return Filter(
        sites,
        _day(since, "--since", last=False),
        _day(until, "--until", last=True),
        tuple(w for w in words or () if w.strip()),
        tuple(code.strip().lower() for code in languages or ()),
    )


def _day(given: str | None, option: str, *, last: bool) -> date | None:
    """The first or the last day of what is given."""
    from reportedly.pages.dates import given_date

    if given is None:
        return None
    found = given_date(given)
    if found is None:
        raise typer.BadParameter(f"{given!r} is no date: write it as 2024-02-22 or 2024-02", param_hint=option)
    return found.latest if last else found.earliest


def passed_over(outcome: Outcome) -> str:
    """What was passed over, and for what; nothing where nothing was."""
    if not outcome.passed:
        return ""
    reasons = ", ".join(f"{why} {count}" for why, count in outcome.passed)
    return f", {sum(count for _, count in outcome.passed)} passed over ({reasons})"
