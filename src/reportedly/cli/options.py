"""The options that several commands share."""

from collections.abc import Sequence
from typing import Annotated, Literal

import typer

LedgerOption = Annotated[
    str, typer.Option("--ledger", metavar="URL", help="The ledger: a database URL, or the path of a SQLite file.")
]


def check_name(story: str | None) -> str | None:
    """The name of a story; raises BadParameter for one of spaces only."""
    if story is not None and not story.strip():
        raise typer.BadParameter("the name is empty", param_hint="--story")
    return story


def check_date(date: str | None) -> str | None:
    """A day or a stretch of days; raises BadParameter for what is no date."""
    from reportedly.pages.dates import given_date  # noqa: PLC0415

    if date is not None and given_date(date) is None:
        raise typer.BadParameter(
            f"{date!r} is no date: write it as 2024-02-22, 2024-02 or 2024-02-21/2024-02-23", param_hint="--date"
        )
    return date


IntoStoryOption = Annotated[
    str | None,
    typer.Option(
        "--story", metavar="NAME", callback=check_name, help="Put all that is read into the story of this name."
    ),
]
DateOption = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="DATE",
        callback=check_date,
        help="When pages that say no date appeared: 2024-02-22, 2024-02, a range with /.",
    ),
]
StoryOption = Annotated[str | None, typer.Option("--story", metavar="NAME", help="One story only, by name or id.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Write the result as JSON.")]
PackOption = Annotated[
    list[str] | None,
    typer.Option(
        "--pack", metavar="NAME", help="Another event pack, by name or the path of its YAML file; repeatable."
    ),
]
DeviceOption = Annotated[
    Literal["auto", "cpu", "cuda"],
    typer.Option("--device", help="Where the learned models run; auto is CUDA where it can be used (docs/speed.md)."),
]
LEDGER = "sqlite:///reportedly.db"


def chosen_packs(packs: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """The default packs and those asked for, without those that cannot be used, and whether there are such: each is told."""
    from reportedly.cli.show import tell  # noqa: PLC0415
    from reportedly.packs import loadable  # noqa: PLC0415
    from reportedly.pipeline import DEFAULT_PACKS  # noqa: PLC0415

    good, wrong = loadable(tuple(dict.fromkeys((*DEFAULT_PACKS, *packs))))
    for error in wrong:
        tell(f"left out a pack: {error}")
    return good, bool(wrong)


def check_device(device: Literal["auto", "cpu", "cuda"]) -> None:
    """Say where the device that is asked for is not there."""
    from reportedly.cli.show import tell  # noqa: PLC0415
    from reportedly.language.devices import not_there  # noqa: PLC0415

    if told := not_there(device):
        tell(told)
