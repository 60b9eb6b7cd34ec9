"""How a ledger grows: many documents put in and grouped, then one more; seconds of the processor and memory at each size.

    python -m benchmarks.growth articles.jsonl [--sizes 300 1000 3000]

The articles are not parsed: what is measured is what could grow faster than the ledger, the looking for documents that tell of
the same. Each document is one of the articles made other: its paragraphs in another order, its names and its days shifted, the
same way for a family of ten, so that families tell of different matters and make stories of their own. What stands after a figure
in brackets is how many times that of the size before it is.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from reportedly.intake.sources import open_sources
from reportedly.ledger import Ledger, open_ledger
from reportedly.model import Block, Document, RawPage, Reading, content_id
from reportedly.pages import load_page
from reportedly.story.likeness import load_weights

FAMILY = 10
_NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxz"


def made_other(document: Document, number: int) -> Document:
    """A document as another one: other uri, paragraphs in another order, names and days shifted as its family's are."""
    family, chance = random.Random(number // FAMILY), random.Random(number)
    names = _Names(family)
    pieces = [(_NAME.sub(lambda m: names[m.group()], document.text[b.start : b.end]), b.role) for b in document.blocks]
    head = [piece for piece in pieces if piece[1] != "body"]
    body = [piece for piece in pieces if piece[1] == "body"]
    chance.shuffle(body)
    text, blocks = _joined([*head, *body])
    shift = timedelta(family.randrange(2000) + chance.randrange(4))
    published = document.published
    moved = replace(published, earliest=_later(published.earliest, shift), latest=_later(published.latest, shift))
    uri = f"{document.uri}?{number}"
    named = _NAME.sub(lambda m: names[m.group()], document.title or "")
    return replace(
        document,
        id=content_id("doc", uri, text),
        uri=uri,
        text=text,
        blocks=blocks,
        title=named,
        published=moved,
        refused=(),
    )


def _later(day: date | None, shift: timedelta) -> date | None:
    return None if day is None else day + shift


def _joined(pieces: Sequence[tuple[str, str]]) -> tuple[str, tuple[Block, ...]]:
    at, blocks = 0, []
    for words, role in pieces:
        blocks.append(Block(at, at + len(words), role))  # type: ignore[arg-type]
        at += len(words) + 1
    return "\n".join(words for words, _ in pieces), tuple(blocks)


class _Names(dict[str, str]):
    """Names that nobody has, as long as those that they stand for."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self._chance = chance

    def __missing__(self, name: str) -> str:
        made = "".join(self._chance.choice(_VOWELS if c in _VOWELS else _CONSONANTS) for c in name.lower()).capitalize()
        self[name] = made
        return made


def measure(base: Sequence[Document], size: int, ledger: Ledger) -> Mapping[str, float]:
    """Seconds for each step over so many documents, and for one document more."""
    made = [Reading(made_other(base[n % len(base)], n), producer="growth") for n in range(size + 1)]
    weights, seconds = load_weights(), dict[str, float]()
    with _timed(seconds, "into the ledger"):
        for reading in made[1:]:
            ledger.add_reading(reading)
    with _timed(seconds, "grouped"):
        ledger.group(weights)
    with _timed(seconds, "the next document"):
        ledger.add_reading(made[0])
        ledger.group(weights)
    return seconds | {
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "stories": float(len(ledger.stories())),
    }


class _timed:  # noqa: N801 - it reads as what it does
    """Writes the processor's seconds of what happens inside."""

    def __init__(self, seconds: dict[str, float], what: str) -> None:
        self._seconds, self._what = seconds, what

    def __enter__(self) -> None:
        self._began = time.process_time()

    def __exit__(self, *_: object) -> None:
        self._seconds[self._what] = time.process_time() - self._began


def main() -> None:
    """Measure at each size, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 1000, 3000])
    asked = parser.parse_args()
    loaded = (load_page(s.item) for s in open_sources(asked.articles) if isinstance(s.item, RawPage))
    base = [d for d in loaded if isinstance(d, Document)]
    before: Mapping[str, float] = {}
    for size in asked.sizes:
        with tempfile.TemporaryDirectory() as folder, open_ledger(str(Path(folder) / "l.db"), create=True) as ledger:
            found = measure(base, size, ledger)
        told = (f"{k} {v:.2f}" + (f" ({v / before[k]:.1f})" if before.get(k) else "") for k, v in found.items())
        print(f"{size} documents: {', '.join(told)}", flush=True)
        before = found


if __name__ == "__main__":
    main()
