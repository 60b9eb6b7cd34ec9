"""Tag the texts of a TimeML corpus, for a scorer of temporal expressions.

    python -m benchmarks.dates --input FOLDER [--half odd|even] [--plain] --output predictions.jsonl

``FOLDER`` holds TimeML files (TimeBank, AQUAINT, TempEval-3) at any depth. Their text is the content of ``TEXT`` without tags;
their creation time is the anchor. Rules are tuned on the even half of the files in the order of their names (the first,
the third ...); the odd half was held out. One line a file: ``{"name": stem, "dates": [{"start", "end", "type", "value"}]}``.
The share of the bare parse that it takes is told on stderr, with and without dating the documents from their text, in
processor time: other work on the machine does not change it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from reportedly.language.parser import ParsedDocument, load_parser, parse_many
from reportedly.model import Block, DateExpression, Document, Published
from reportedly.reading.dates import find_dates, tag
from reportedly.reading.dating import read_dates

_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")


def timeml(path: Path) -> Document:
    """A TimeML file as a document: its paragraphs as body blocks, its creation time as the day of publication."""
    root = ET.parse(path).getroot()
    created = root.find(".//DCT/TIMEX3")
    body = root.find("TEXT")
    text = "".join(body.itertext()) if body is not None else ""
    day = date.fromisoformat((created.get("value") or "")[:10]) if created is not None else None
    blocks = tuple(Block(m.start(), m.end(), "body") for m in _PARAGRAPH.finditer(text))
    published = Published(day, day, "given") if day else Published()
    return Document(path.stem, path.stem, "", text, blocks, language="en", published=published)


def chosen(folder: Path, half: str | None) -> list[Document]:
    """The files of a folder in the order of their names, or every second one of them."""
    files = sorted(folder.rglob("*.tml"), key=lambda path: path.stem)
    return [timeml(path) for path in files[{"even": 0, "odd": 1}.get(half or "", 0) :: 2 if half else 1]]


def tagged(documents: list[Document], *, plain: bool) -> Iterator[tuple[Document, tuple[DateExpression, ...]]]:
    """Each document with its dates, by the parse or from plain text; the time taken is told on stderr."""
    if plain:
        yield from ((d, tag(d.text, anchor=d.published)) for d in documents)
        return
    nlp = load_parser()
    next(parse_many(documents[:1], nlp))
    parsed, parsing = timed(lambda: list(parse_many(documents, nlp)))
    found, finding = timed(lambda: [find_dates(p) for p in parsed])
    undated = [ParsedDocument(replace(p.document, published=Published()), p.blocks) for p in parsed]
    _, dating = timed(lambda: [read_dates(p) for p in undated])
    shares = f"dates {finding / parsing:.1%} of the parse, for documents without a date {dating / parsing:.1%}"
    print(f"parse {parsing:.2f} s, {shares}", file=sys.stderr)
    yield from zip(documents, found, strict=True)


Made = TypeVar("Made")


def timed(work: Callable[[], Made]) -> tuple[Made, float]:
    """What it makes, and the seconds of processor time it takes."""
    began = time.process_time()
    made = work()
    return made, time.process_time() - began


def main() -> None:
    """Read the arguments, tag, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--half", choices=["odd", "even"])
    parser.add_argument("--plain", action="store_true", help="without the parser: the tense from the words around")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    with options.output.open("w", encoding="utf-8") as out:
        for document, dates in tagged(chosen(options.input, options.half), plain=options.plain):
            rows = [{"start": d.start, "end": d.end, "type": d.type, "value": d.value} for d in dates]
            out.write(json.dumps({"name": document.id, "dates": rows}) + "\n")


if __name__ == "__main__":
    main()
