"""The options that several commands share."""

from collections.abc import Sequence
from typing import Annotated, Literal

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
