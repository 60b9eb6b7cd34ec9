"""How long reading takes, whole and by stage, as ratios to the bare parse of the same text in one run; and in how much memory.

    python -m benchmarks.speed PAGES… [--limit 47] [--workers 2]

``PAGES`` are files or folders as ``reportedly read`` takes them (without any: the sample story). The bare parse is ``nlp.pipe``
of the default parser with all its components over the blocks of the same documents, batches of 64, one thread, after a
warm-up. Seconds are those of the processor, so that what else the machine does counts little; only the ratios can be
compared between machines. Articles a second are by the clock.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

import spacy
from spacy.util import is_package

import reportedly
from reportedly import pipeline
from reportedly.intake import read_pages
from reportedly.intake.pipeline_stages import pipeline_stages
from reportedly.intake.pool import shared_among
from reportedly.intake.sources import Sourced, open_sources
from reportedly.intake.stages import Stages
from reportedly.language.parser import BATCH, PARSERS, plain_copy
from reportedly.ledger import Ledger, open_ledger
from reportedly.model import Document, RawPage

PACKS = pipeline.DEFAULT_PACKS
NOT_PARSED = ("furniture", "byline")
# The stages as the pipeline names them, and what they are called in the table.
_STAGES = {
    "parse_many": "parser", "read_dates": "dates", "find_entities": "entities", "resolve": "references",
    "find_statements": "statements", "find_events": "events",
}  # fmt: skip
_OF_THE_LEDGER = {"add_reading": "into the ledger", "group": "grouping", "put_story": "account into the ledger"}


class Clock:
    """Seconds by what they were spent on."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    @contextmanager
    def on(self, what: str) -> Iterator[None]:
        """Count what happens inside for this."""
        began = time.process_time()
        try:
            yield
        finally:
            self.spent[what] += time.process_time() - began

    def timed(self, what: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, its time counted; of a generator, each step."""

        def call(*given: Any, **named: Any) -> Any:
            with self.on(what):
                found = work(*given, **named)
            return self._steps(what, found) if isinstance(found, Iterator) else found

        return call

    def _steps(self, what: str, steps: Iterator[Any]) -> Iterator[Any]:
        while True:
            with self.on(what):
                step = next(steps, self)
            if step is self:
                return
            yield step


def bare_parse(documents: Sequence[Document]) -> float:
    """Seconds of the bare parse of the blocks that are read."""
    nlp = spacy.load(next(name for name in PARSERS if is_package(name)))
    blocks = [
        plain_copy(d.text[b.start : b.end])
        for d in documents
        for b in d.blocks
        if b.role not in NOT_PARSED and b.end > b.start
    ]
    list(nlp.pipe(blocks[:BATCH], batch_size=BATCH))
    began = time.process_time()
    list(nlp.pipe(blocks, batch_size=BATCH))
    return time.process_time() - began


def whole(pages: Sequence[Sourced], stages: Stages) -> float:
    """Seconds from raw pages to a compiled ledger."""
    with tempfile.TemporaryDirectory() as folder, open_ledger(str(Path(folder) / "l.db"), create=True) as ledger:
        began = time.process_time()
        read_pages(pages, ledger, stages=stages)
        return time.process_time() - began


@contextmanager
def watched(clock: Clock) -> Iterator[Stages]:
    """The real stages, each with its time counted."""
    plain = pipeline_stages(PACKS)
    with ExitStack() as patched:
        for name, what in _STAGES.items():
            patched.enter_context(patch.object(pipeline, name, clock.timed(what, getattr(pipeline, name))))
        for name, what in _OF_THE_LEDGER.items():
            patched.enter_context(patch.object(Ledger, name, clock.timed(what, getattr(Ledger, name))))
        yield Stages(
            clock.timed("pages", plain.load_page), plain.read_many, clock.timed("stories", plain.compile_story),
            plain.producer, plain.packs,
        )  # fmt: skip


def gathered(sources: Sequence[str], limit: int) -> list[Sourced]:
    """The first pages of the sources that can be read."""
    return list(islice((s for s in open_sources(sources) if isinstance(s.item, RawPage)), limit))


def measure(pages: Sequence[Sourced]) -> dict[str, float]:
    """Seconds by stage, of the whole, of the bare parse; how many documents; megabytes held at most."""
    plain = pipeline_stages(PACKS)
    documents = _loaded(pages, plain)
    list(plain.read_many(documents[:1]))  # the models are loaded before anything is timed
    clock = Clock()
    bare = bare_parse(documents)
    with watched(clock) as stages:
        list(stages.read_many(documents[:1]))
        clock.spent.clear()
        total = whole(pages, stages)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"bare parse": bare, **clock.spent, "whole": total, "documents": len(documents), "memory": memory}


def rate(pages: Sequence[Sourced], workers: int) -> float:
    """Articles a second by the clock, read by so many processes whose models are loaded."""
    plain = pipeline_stages(PACKS)
    documents = _loaded(pages, plain)
    with shared_among(workers, plain, PACKS) as stages:
        list(stages.read_many(documents[: 8 * workers]))  # so that each has its models
        began = time.perf_counter()
        whole(pages, stages)
        return len(documents) / (time.perf_counter() - began)


def _loaded(pages: Sequence[Sourced], stages: Stages) -> list[Document]:
    loaded = [stages.load_page(s.item) for s in pages if isinstance(s.item, RawPage)]
    return [d for d in loaded if isinstance(d, Document)]


def table(found: dict[str, float]) -> Iterator[str]:
    """The figures as a Markdown table."""
    bare = found["bare parse"]
    yield f"{found['documents']:.0f} documents; {found['memory']:.0f} MB resident at most\n"
    yield "| | seconds | to the bare parse |\n|---|---:|---:|"
    for name, value in found.items():
        if name not in ("documents", "memory"):
            yield f"| {name} | {value:.2f} | {value / bare:.2f} |"


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*")
    parser.add_argument("--limit", type=int, default=1_000)
    parser.add_argument("--workers", type=int, action="append", default=[])
    asked = parser.parse_args()
    samples = Path(reportedly.__file__).with_name("samples")
    pages = gathered(asked.pages or [str(samples)], asked.limit)
    print("\n".join(table(measure(pages))), flush=True)
    for workers in asked.workers:
        print(f"{rate(pages, workers):.2f} articles a second with {workers} processes", flush=True)


if __name__ == "__main__":
    main()
