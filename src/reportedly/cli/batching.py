"""``batch``: archives read by the workers of a cluster."""

from __future__ import annotations

from datetime import date as day
from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.choosing import HostOption, LanguageOption, SinceOption, UntilOption, WordOption, chosen
from reportedly.cli.options import (
    LEDGER,
    DateOption,
    IntoStoryOption,
    JsonOption,
    LedgerOption,
    PackOption,
    chosen_packs,
)

# Heavy imports stand inside the functions, so that --help is fast.
# ruff: noqa: PLC0415


def batch(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="WARC or JSON lines files, folders, or @LIST.")
    ],
    *,
    into: Annotated[Path, typer.Option("--into", metavar="FOLDER", help="Where the readings are kept, as Parquet.")],
    workers: Annotated[int, typer.Option("--workers", metavar="N", min=1, help="How many processes read.")] = 2,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="A Ray cluster; without it, this machine.")
    ] = None,
    story: IntoStoryOption = None,
    date: DateOption = None,
    host: HostOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    word: WordOption = None,
    language: LanguageOption = None,
    pack: PackOption = None,
    ledger: LedgerOption = LEDGER,
    as_json: JsonOption = False,
) -> None:
    """Read archives over a cluster, then put the readings into the ledger and compile their stories.

    Needs Ray: pip install 'reportedly[batch]'. A batch that was stopped goes on when it is started again. The ledger is
    the same as that of a plain read of the same files (docs/scale.md). Workers of a cluster must see the files, the
    folder and the ledger as this machine does.

    Example: reportedly batch crawl/ --into readings/ --workers 16 --language en
    """
    from reportedly.batch import run_batch
    from reportedly.batch.run import Batch
    from reportedly.cli.reading import faults_told, progress, show_outcome
    from reportedly.intake import measure
    from reportedly.ledger import open_ledger

    wanted = chosen(host, since, until, word, language)
    packs, left_out = chosen_packs(pack or ())
    todo = Batch(into, packs, workers, cluster, day.today(), date, wanted)
    with open_ledger(ledger, create=True) as opened, faults_told():
        with progress(measure(sources)) as on_step:
            outcome = run_batch(sources, opened, ledger, todo, story=story, on_file=_told, on_step=on_step)
        show_outcome(outcome, opened, as_json=as_json)
    raise typer.Exit(1 if outcome.rejected or left_out else 0)


def _told(done: int, of: int) -> None:
    from reportedly.cli.show import tell

    tell(f"read {done} of {of} files")
