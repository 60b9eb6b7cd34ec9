"""Stories from a ledger, streamed: ``python -m benchmarks.story_stream --input FILE [--half second] [--times 10] [--read]``.

FILE holds JSON lines with ``url``, ``date``, ``title``, ``text`` and ``story``. They go into a ledger of their own in order of
date, some at a time as feeds bring them, stories grouped and compiled after each; then B-cubed of the ledger's stories.
``--times`` reads as many copies, moved apart in time by more than a story lasts, and prints the seconds beside those of one.
Documents get an empty reading, so that it is the ledger and the grouping that are timed; ``--read`` reads them in earnest.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.stories import b_cubed

from reportedly.intake.pipeline_stages import pipeline_stages
from reportedly.intake.run import read_pages
from reportedly.intake.sources import Sourced
from reportedly.intake.stages import Stages
from reportedly.ledger import Ledger, open_ledger
from reportedly.model import Document, RawPage, Reading

AT_A_TIME = 20
APART = timedelta(days=400)


def lines(path: Path, half: str | None) -> list[dict[str, Any]]:
    """The lines of a file in order of date, all or the ``first`` or ``second`` half."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows.sort(key=lambda row: (row["date"], row["url"]))
    middle = len(rows) // 2
    return {"first": rows[:middle], "second": rows[middle:], None: rows}[half]


def moved(rows: Sequence[dict[str, Any]], times: int) -> list[dict[str, Any]]:
    """The lines so many times over, each time later."""
    return [
        {
            **row,
            "url": f"{row['url']}#{i}",
            "story": f"{row['story']}#{i}",
            "date": (date.fromisoformat(row["date"][:10]) + i * APART).isoformat(),
        }
        for i in range(times)
        for row in rows
    ]


def unread(documents: Iterable[Document]) -> Iterator[Reading]:
    """Readings in which nothing was found."""
    return (Reading(document, producer="nothing read") for document in documents)


def _page(row: dict[str, Any]) -> RawPage:
    return RawPage(row["url"], row["text"], "text", row["date"][:10], row.get("outlet"), row.get("title"))


def streamed(rows: Sequence[dict[str, Any]], ledger: Ledger, stages: Stages) -> float:
    """Put the lines into a ledger, some at a time; the seconds of processor that it took, which neighbours do not change."""
    started = time.process_time()
    for at in range(0, len(rows), AT_A_TIME):
        pages = [Sourced(row["url"], _page(row), 0) for row in rows[at : at + AT_A_TIME]]
        read_pages(pages, ledger, stages=stages)
    return time.process_time() - started


def scored(rows: Sequence[dict[str, Any]], ledger: Ledger) -> tuple[float, float, float]:
    """B-cubed of the stories in a ledger; several lines of one address each count, as the ledger's stories of it are asked."""
    uri = {entry.uri: entry.id for entry in ledger.documents()}
    story = {d: entry.name for entry in ledger.stories() for d in ledger.members(entry.name)}
    found = [story.get(uri.get(row["url"], ""), f"alone {i}") for i, row in enumerate(rows)]
    return b_cubed([(row["story"], name) for row, name in zip(rows, found, strict=True)])


def _run(rows: Sequence[dict[str, Any]], stages: Stages) -> tuple[float, tuple[float, float, float]]:
    with (
        tempfile.TemporaryDirectory() as folder,
        open_ledger(f"sqlite:///{Path(folder) / 'stories.db'}", create=True) as ledger,
    ):
        return streamed(rows, ledger, stages), scored(rows, ledger)


def main(argv: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--half", choices=("first", "second"))
    parser.add_argument("--limit", type=int, help="only so many documents, the first by date")
    parser.add_argument("--times", type=int, default=0)
    parser.add_argument("--read", action="store_true")
    args = parser.parse_args(argv)
    stages = pipeline_stages()
    if not args.read:
        stages = replace(stages, read_many=unread, producer="nothing read")
    rows = lines(args.input, args.half)[: args.limit]
    seconds, (p, r, f) = _run(rows, stages)
    print(f"{len(rows)} documents: {seconds:.1f} s of processor, B³ P {p:.3f} R {r:.3f} F1 {f:.3f}")
    if args.times:
        many = moved(rows, args.times)
        longer, (p, r, f) = _run(many, stages)
        print(f"{len(many)} documents: {longer:.1f} s of processor, B³ P {p:.3f} R {r:.3f} F1 {f:.3f}")
        print(f"{longer / seconds:.1f} times as long")
    return 0


if __name__ == "__main__":
    sys.exit(main())
