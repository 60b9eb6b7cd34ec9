"""Date documents from their own text, and from the other documents of their story, against the days that are known.

    python -m benchmarks.dating --input FOLDER_OR_JSONL [--show | --table]

``FOLDER`` holds TimeML files (their creation time is the true day); a file of JSON lines has ``url``, ``date``, ``text``, and
``story`` where the lines are of several stories. Every date is dropped, and the range from the text compared with it. With JSON
lines the documents of a story then date each other: first with no date of any of them known, then left out one at a time, the
date of one dropped, those of the others kept. ``--table`` prints all three for each document in Markdown, days and evidence.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.dates import timeml

from reportedly.model import Document, Published, RawPage, Reading
from reportedly.pages import load_page
from reportedly.pipeline import load_models, read_many
from reportedly.story.dating import date_documents


@dataclass(frozen=True, slots=True)
class Known:
    """A document without its date, the true day, and its story."""

    document: Document
    day: date
    story: str


def documents(path: Path) -> Iterator[Known]:
    """The documents of a TimeML folder or of a file of JSON lines."""
    if path.is_dir():
        for file in sorted(path.rglob("*.tml"), key=lambda p: p.stem):
            document = timeml(file)
            if document.published.earliest:
                yield Known(replace(document, published=Published()), document.published.earliest, "")
        return
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        loaded = load_page(RawPage(row["url"], row["text"], "text", outlet=row.get("outlet")))
        if isinstance(loaded, Document) and row.get("date"):
            undated = replace(loaded, published=Published())
            yield Known(undated, date.fromisoformat(row["date"][:10]), str(row.get("story", "")))


def tell(name: str, found: Iterable[tuple[Published, Known]], *, show: bool) -> None:
    """Print how many ranges exclude the true day, and how narrow they are."""
    found = list(found)
    outside = [k for p, k in found if (p.earliest and k.day < p.earliest) or (p.latest and p.latest < k.day)]
    lower = [(k.day - p.earliest).days for p, k in found if p.earliest]
    closed = [(p.latest - p.earliest).days + 1 for p, _ in found if p.earliest and p.latest]
    print(f"{name}: {len(found)} documents, {len(outside)} excluded; lower bound {len(lower)}", end="")
    print(f" ({median(lower):.0f} days before)" if lower else "", end="")
    print(f"; closed {len(closed)}" + (f" ({median(closed):.0f} days wide)" if closed else ""))
    for published, known in found if show else ():
        pieces = [known.document.text[s.start : s.end] for s in published.evidence]
        print(f"  {known.document.uri} {known.day}: {published.earliest} to {published.latest} {pieces}")


def main() -> None:
    """Read the arguments, date, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--show", action="store_true", help="each range with its evidence")
    parser.add_argument("--table", action="store_true", help="each document's ranges as a Markdown table")
    options = parser.parse_args()
    known = list(documents(options.input))
    models = load_models()
    readings = list(read_many((k.document for k in known), models=models))
    text = [(r.document.published, k) for r, k in zip(readings, known, strict=True)]
    tell("text", text, show=options.show)
    if options.input.is_dir():
        return
    alone = list(undated(readings, known))
    tell("story, no date known", alone, show=options.show)
    # a weekday's day is known where a document keeps its date, so all are read with their dates too
    dated = list(read_many((_dated(k) for k in known), models=models))
    others = list(left_out(readings, dated, known))
    tell("story, the others dated", others, show=options.show)
    if options.table:
        table(text, alone, others)


def undated(blank: list[Reading], known: list[Known]) -> Iterator[tuple[Published, Known]]:
    """What each story says of its documents when none of them has a date."""
    stories = defaultdict(list)
    for reading, one in zip(blank, known, strict=True):
        stories[one.story].append((reading, one))
    for members in stories.values():
        own = {reading.document.id: one for reading, one in members}
        yield from ((d.published, own[d.document]) for d in date_documents([r for r, _ in members]))


Ranges = list[tuple[Published, Known]]


def table(text: Ranges, alone: Ranges, others: Ranges) -> None:
    """Print the ranges of each document, and their widths in days, as Markdown; the documents by number."""
    print("\n| | true day | from its text | story, no date known | story, the others dated |\n|---|---|---|---|---|")
    for number, (published, known) in enumerate(text):
        after = [next((p for p, k in ranges if k is known), published) for ranges in (alone, others)]
        cells = " | ".join(_cell(p) for p in (published, *after))
        print(f"| {number:03} | {known.day} | {cells} |")


def _cell(published: Published) -> str:
    first, last = published.earliest, published.latest
    width = f" ({(last - first).days + 1} days)" if first and last else ""
    return f"{first or '..'} to {last or '..'}{width}"


def _dated(known: Known) -> Document:
    return replace(known.document, published=Published(known.day, known.day, "given"))


def left_out(blank: list[Reading], dated: list[Reading], known: list[Known]) -> Iterator[tuple[Published, Known]]:
    """What its story says of each document (``blank``) when all the others have their dates."""
    stories = defaultdict(list)
    for triple in zip(blank, dated, known, strict=True):
        stories[triple[2].story].append(triple)
    for members in stories.values():
        for at, (reading, _, one) in enumerate(members):
            others = [m[1] for i, m in enumerate(members) if i != at]
            yield from ((d.published, one) for d in date_documents([reading, *others]) if d.document == one.document.id)


if __name__ == "__main__":
    main()
