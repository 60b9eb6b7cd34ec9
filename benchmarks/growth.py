"""How a ledger grows: many readings put in, grouped and compiled, then one more; the processor's seconds, and memory.

    python -m benchmarks.growth articles.jsonl… [--sizes 100 1000 10000] [--stories 100] [--workdir FOLDER]

The articles are read once, which tells what reading costs; it grows as the documents do. Of their readings as many as are
wanted are made (``benchmarks/made_other.py``), so many a day (``--rate``): a ledger grows as time goes on. Measured is what could
grow faster than the ledger. What stands after a figure in brackets is the exponent of its growth since the size before: 1 as the
documents grow, 0 not at all. A story costs by its own size alone, so that of many stories so many as ``--stories`` says may be
compiled for all.
"""

from __future__ import annotations

import argparse
import math
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.made_other import made_other

from reportedly.intake.compiling import compile_story
from reportedly.intake.pipeline_stages import pipeline_stages
from reportedly.intake.sources import open_sources
from reportedly.intake.stages import Stages
from reportedly.ledger import Ledger, open_ledger
from reportedly.model import Document, RawPage, Reading


def measure(
    base: Sequence[Reading], size: int, ledger: Ledger, stages: Stages, stories: int = 10**9, rate: float = 5.0
) -> Mapping[str, float]:
    """Seconds for each step over so many readings, ``rate`` a day, and for one more; stories, and megabytes held at most.

    Of the ``stories`` so many are compiled.
    """
    seconds = {"into the ledger": 0.0}
    days = max(1, round(size / rate))
    for number in range(1, size + 1):
        reading = made_other(base[number % len(base)], number, days)
        with _timed(seconds, "into the ledger"):
            ledger.add_reading(reading)
        if number % 1000 == 0:
            print(f"  {number} in the ledger, {seconds['into the ledger']:.0f} s", file=sys.stderr, flush=True)
    _group(ledger, stages, seconds, "grouped")
    compiled = ledger.stale()[:stories]
    _compile(ledger, stages, compiled, seconds, "compiled")
    last = made_other(base[0], 0, days)
    with _timed(seconds, "the next one put in"):
        ledger.add_reading(last)
    _group(ledger, stages, seconds, "… grouped")
    _compile(ledger, stages, ledger.stories_of([last.document.id]), seconds, "… compiled")
    return seconds | {
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "stories": float(len(ledger.stories())),
        "of them compiled": float(len(compiled)),
    }


def _group(ledger: Ledger, stages: Stages, seconds: dict[str, float], what: str) -> None:
    with _timed(seconds, what):
        ledger.group(stages.grouping)


def _compile(ledger: Ledger, stages: Stages, names: Sequence[str], seconds: dict[str, float], what: str) -> None:
    with _timed(seconds, what):
        for name in names:
            compile_story(ledger, stages, name)


@contextmanager
def _timed(seconds: dict[str, float], what: str) -> Iterator[None]:
    """Adds the processor's seconds of what happens inside."""
    began = time.process_time()
    yield
    seconds[what] = seconds.get(what, 0.0) + time.process_time() - began


def read_all(articles: Sequence[str], stages: Stages) -> Sequence[Reading]:
    """The readings of the articles, and on the screen what reading them costs."""
    loaded = (stages.load_page(s.item) for s in open_sources(articles) if isinstance(s.item, RawPage))
    documents = [d for d in loaded if isinstance(d, Document)]
    list(stages.read_many(documents[:1]))  # the models are loaded before anything is timed
    seconds: dict[str, float] = {}
    with _timed(seconds, "read"):
        read = list(stages.read_many(documents))
    print(f"{len(read)} articles read, {seconds['read'] / len(read):.2f} s each", flush=True)
    return read


def main() -> None:
    """Measure at each size, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--stories", type=int, default=10**9, help="how many are compiled at most")
    parser.add_argument("--rate", type=float, default=5.0, help="documents a day (5)")
    parser.add_argument(
        "--workdir", type=Path, help="where the ledgers are made; without it, where temporary files are"
    )
    asked = parser.parse_args()
    stages = pipeline_stages()
    base = read_all(asked.articles, stages)
    before: Mapping[str, float] = {}
    for size in asked.sizes:
        with tempfile.TemporaryDirectory(dir=asked.workdir) as folder:
            place = Path(folder) / "l.db"
            with open_ledger(str(place), create=True) as ledger:
                found = {"documents": float(size), **measure(base, size, ledger, stages, asked.stories, asked.rate)}
            found["MB on disk"] = place.stat().st_size / 1e6
        told = (f"{k} {v:.2f}{_growth(k, found, before)}" for k, v in found.items() if k != "documents")
        print(f"{size} documents: {', '.join(told)}", flush=True)
        before = found


def _growth(what: str, now: Mapping[str, float], before: Mapping[str, float]) -> str:
    """The exponent by which something has grown with the documents, in brackets."""
    if not before.get(what) or not now[what] or before["documents"] == now["documents"]:
        return ""
    exponent = math.log(now[what] / before[what]) / math.log(now["documents"] / before["documents"])
    return f" ({exponent:.2f})"


if __name__ == "__main__":
    main()
