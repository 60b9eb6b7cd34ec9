"""Who said what: this project, its rules alone, plain dependency rules and textacy, on PolNeAR, in one run.

    OMP_NUM_THREADS=1 python -m benchmarks.attribution --polnear DATA/polnear --scorer GOLD/attribution [--docs docs] [--quick]

``--scorer`` is the folder of the corpus' loader and scorer (``polnear.py``, ``score.py``, ``speech.py``). Prints relation
overlap, exact and cue, all and reported speech only; recall by kind; seconds of the processor as a ratio to the bare parse of
the same text in the same run; memory. ``--docs`` writes the tables of errors and of reliability there. ``--quick`` takes six
articles.
Without textacy its row is left out, and that is said. Sentences of the corpus are never printed or written.
"""

from __future__ import annotations

import argparse
import importlib
import os
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from benchmarks.attribution_kinds import Article, Triple, article, errors, recall, reliability
from benchmarks.attribution_systems import (
    Found,
    System,
    Text,
    has_textacy,
    ours,
    plain_rules,
    prepared,
    textacy_quotations,
)
from benchmarks.attribution_tables import write_tables

from reportedly.language.parser import ParsedDocument, load_parser, parse_many
from reportedly.model import Document, RawPage
from reportedly.pages import load_page
from reportedly.reading.statements import load_attributor

MEASURES = ("rel.overlap", "rel.exact", "rel.cue")
FEW = 6


def megabytes() -> float:
    """The most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def documents(docs: Sequence[Any]) -> list[Document]:
    """The articles as the commands read them."""
    pages = [load_page(RawPage(d.name, d.text, "text")) for d in docs]
    return [p for p in pages if isinstance(p, Document)]


def parsed_and_seconds(texts: Sequence[Document]) -> tuple[list[ParsedDocument], float]:
    """The parse of all, and the processor seconds of the bare parse of the same paragraphs."""
    nlp = load_parser()
    parsed = list(parse_many(texts, nlp))
    paragraphs = [b.doc.text for p in parsed for b in p.blocks]
    began = time.process_time()
    for _ in nlp.pipe(paragraphs, batch_size=64):
        pass
    return parsed, time.process_time() - began


def run(system: System, texts: Sequence[Text]) -> tuple[list[list[Found]], float]:
    """What a system finds in each article, and the processor seconds it takes; parse, names and dates left out."""
    began = time.process_time()
    found = [system(t) for t in texts]
    return found, time.process_time() - began


def _relations(triples: Sequence[Triple]) -> list[SimpleNamespace]:
    """In the shape that the scorer asks for."""

    def role(t: Triple) -> Any:
        return lambda name: tuple(sorted(t[("source", "cue", "content").index(name)]))

    return [SimpleNamespace(role=role(t), cue=tuple(sorted(t[1]))) for t in triples]


def measures(
    articles: Sequence[Article], found: Sequence[Sequence[Triple]], score: ModuleType, speech: ModuleType
) -> list[float]:
    """F1 of overlap, exact and cue over all, then of overlap and exact over reported speech."""
    items = [(a.doc, _relations(t), a.doc.relations) for a, t in zip(articles, found, strict=True)]
    said = [(d, speech.keep(d, p), speech.keep(d, g)) for d, p, g in items]
    every, spoken = score.evaluate(items), score.evaluate(said)
    return [*(every[m]["f"] for m in MEASURES), *(spoken[m]["f"] for m in MEASURES[:2])]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; ends with 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True, help="the corpus")
    parser.add_argument("--scorer", type=Path, required=True, help="the folder of its loader and scorer")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--docs", type=Path, help="write the tables of errors and reliability into this folder")
    parser.add_argument("--quick", action="store_true", help=f"only {FEW} articles")
    args = parser.parse_args(argv)
    os.environ["POLNEAR"] = str(args.polnear)
    sys.path.insert(0, str(args.scorer))
    polnear, score, speech = (importlib.import_module(name) for name in ("polnear", "score", "speech"))
    docs = polnear.load(args.split)[: FEW if args.quick else None]
    parsed, bare = parsed_and_seconds(documents(docs))
    articles = [article(d, p, score) for d, p in zip(docs, parsed, strict=True)]
    texts = [prepared(p) for p in parsed]
    before = megabytes()
    attributor = load_attributor()
    systems: dict[str, System] = {
        "reportedly": ours(attributor),
        "its rules alone": ours(None),
        "plain rules": plain_rules,
    }
    if has_textacy():
        systems["textacy"] = textacy_quotations
    else:
        print("textacy is not installed: its row is left out")
    results = {name: run(system, texts) for name, system in systems.items()}
    print(f"{len(docs)} articles, bare parse {bare:.1f} s, memory before {before:.0f} MB, after {megabytes():.0f} MB\n")
    _print_scores(articles, results, bare, score, speech)
    mine = results["reportedly"][0]
    kinds = recall(articles, [[a.triple(f) for f in fs] for a, fs in zip(articles, mine, strict=True)], score)
    for name, rows in kinds.items():
        told = ", ".join(f"{kind} {hit}/{total} {100 * hit / total:.1f}" for kind, (hit, total) in sorted(rows.items()))
        print(f"recall by {name}: {told}")
    sure = reliability(articles, mine, score)
    for mean, right, count in sure:
        print(f"confidence {mean:.2f}: right {right:.2f} of {count}")
    if args.docs:
        write_tables(args.docs, kinds, errors(articles, mine, score), sure)
    return 0


def _print_scores(
    articles: Sequence[Article],
    results: dict[str, tuple[list[list[Found]], float]],
    bare: float,
    score: ModuleType,
    speech: ModuleType,
) -> None:
    print(f"{'':18}{'overlap':>9}{'exact':>9}{'cue':>9}{'speech':>9}{'exact':>9}{'x parse':>9}")
    for name, (found, seconds) in results.items():
        triples = [[a.triple(f) for f in fs] for a, fs in zip(articles, found, strict=True)]
        figures = measures(articles, triples, score, speech)
        print(f"{name:18}{''.join(f'{f:9.1f}' for f in figures)}{seconds / bare:9.2f}")


if __name__ == "__main__":
    sys.exit(main())
