"""``read``: pages into the ledger."""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from datetime import date as day
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.choosing import (
    HostOption,
    LanguageOption,
    SinceOption,
    UntilOption,
    WordOption,
    chosen,
    passed_over,
)
from reportedly.cli.options import (
    LEDGER,
    DateOption,
    DeviceOption,
    IntoStoryOption,
    JsonOption,
    LedgerOption,
    PackOption,
    check_device,
    chosen_packs,
)

# Heavy imports stand inside the functions, so that --help is fast.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportedly.intake import Outcome, Step
    from reportedly.intake.stages import Stages
    from reportedly.language.devices import Device
    from reportedly.ledger import Ledger


def read(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="Files, folders, web addresses, or @LIST: a file that names them."),
    ],
    *,
    story: IntoStoryOption = None,
    date: DateOption = None,
    host: HostOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    word: WordOption = None,
    language: LanguageOption = None,
    pack: PackOption = None,
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", min=1, help="Read with so many processes; about 500 MB each.")
    ] = 1,
    device: DeviceOption = "cpu",
    ledger: LedgerOption = LEDGER,
    as_json: JsonOption = False,
) -> None:
    """Read pages into the ledger and compile their stories.

    Reads .txt, .html, .pdf, .mhtml, .warc, .json or .jsonl (url, outlet, date, title, authors, and text or html),
    packed or not, and folders of them (docs/archives.md); at public addresses of the web, pages, and of feeds the
    pages that they name. What is in the ledger already is not read again, so a run that was stopped goes on where it
    was. Without --story, each page is put with those that tell of the same, in a story called by the title of its
    earliest page (docs/stories.md). A pack with an error is told with its line and left out; the others are used.
    --host, --since, --until, --word and --language choose before anything is parsed.

    Example: reportedly read articles/ --story "Missiles for Russia"
    """
    from reportedly.intake import measure, read_sources
    from reportedly.intake.pool import shared_among
    from reportedly.ledger import open_ledger

    check_device(device)
    wanted = chosen(host, since, until, word, language)
    packs, left_out = chosen_packs(pack or ())
    with (
        open_ledger(ledger, create=True) as opened,
        faults_told(),
        shared_among(workers, _stages(packs, device), packs, device=device) as stages,
    ):
        with progress(measure(sources)) as on_step:
            outcome = read_sources(
                sources, opened, stages=stages, story=story, date=date, wanted=wanted, on_step=on_step
            )
        show_outcome(outcome, opened, as_json=as_json)
    raise typer.Exit(1 if outcome.rejected or left_out else 0)


@contextmanager
def progress(size: int) -> Iterator[Callable[[Step], None]]:
    """A progress bar on stderr over so many bytes, where there is a terminal; nothing is left of it at the end."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    from reportedly.cli.show import console

    screen = console(stderr=True)
    columns = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("", total=size)
        yield lambda step: bar.update(task, advance=step.size, description=step.place)


def show_outcome(outcome: Outcome, ledger: Ledger, *, as_json: bool) -> None:
    """What was refused, each in a line on stderr; then the sum, and the stories that changed."""
    from reportedly.cli.show import several, show_json, tell
    from reportedly.exchange import plain_rejected

    for rejected in outcome.rejected:
        tell(f"refused {rejected.uri}: {rejected.reason}")
    compiled = [story for story in ledger.stories() if story.name in outcome.compiled]
    if as_json:
        refused = [plain_rejected(rejected) for rejected in outcome.rejected]
        named = [{"name": s.name, "id": s.id, "documents": s.documents, "claims": s.claims} for s in compiled]
        counts = {"read": outcome.read, "unchanged": outcome.unchanged}
        passed = {"passed": dict(outcome.passed)} if outcome.passed else {}
        show_json({**counts, "refused": refused, "stories": named, **passed})
        return
    typer.echo(
        f"{outcome.read} read, {outcome.unchanged} unchanged, {len(outcome.rejected)} refused{passed_over(outcome)}"
    )
    for story in compiled:
        typer.echo(f"{story.name}: {several(story.documents, 'document')}, {several(story.claims, 'claim')}")


def _stages(packs: Sequence[str], device: Device) -> Stages:
    from reportedly.intake.pipeline_stages import pipeline_stages

    return pipeline_stages(packs, today=day.today(), device=device)


@contextmanager
def faults_told() -> Iterator[None]:
    """Where a stage has a fault: tell it with its traceback, for whoever reports it, and end with 1."""
    from reportedly.cli.show import tell
    from reportedly.intake import ReadingFailed

    try:
        yield
    except ReadingFailed as failed:
        kinds = {(type(fault), str(fault)): fault for fault in reversed(failed.exceptions)}
        for fault in kinds.values():
            tell("".join(traceback.format_exception(fault)).rstrip())
        for fault in failed.exceptions:
            notes = " ".join(getattr(fault, "__notes__", ()))
            tell(f"failed {notes}, a fault of reportedly itself: {type(fault).__name__}: {fault}")
        tell("All others were read and kept. Please report the fault with what is printed above")
        raise typer.Exit(1) from failed
