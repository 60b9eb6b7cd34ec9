"""Whole articles, annotated before the program read them: ``python -m benchmarks.articles [--part dev|held-out] [-v]``.

Prints, for each part, what :mod:`benchmarks.articles.score` measures, beside its floor in ``benchmarks/floors.json``; ends with 1
where one is missed. ``-v`` tells each fault with the words around it. The articles are the project's own; in what form they are,
:mod:`benchmarks.articles.annotated` tells.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.articles.annotated import PARTS, Article, Told, articles
from benchmarks.articles.score import Fault, Scored, figures, score

from reportedly.model import Event, RawPage, Reading, Rejected
from reportedly.pages import load_page
from reportedly.pipeline import Models, load_models, read

FLOORS = Path(__file__).parent.with_name("floors.json")


def read_article(article: Article, models: Models) -> Reading:
    """An article read as a file would be."""
    document = load_page(RawPage(f"{article.name}.txt", article.text, "text", date=article.date))
    if isinstance(document, Rejected):
        raise SystemExit(f"{article.name}: {document.reason}")
    return read(document, models=models)


def scored(found: Iterable[Article]) -> list[tuple[Article, Scored]]:
    """Articles read and scored; the models are loaded once for each choice of packs."""
    loaded: dict[tuple[str, ...], Models] = {}
    results = []
    for article in found:
        if article.packs not in loaded:
            loaded[article.packs] = load_models(article.packs)
        models = loaded[article.packs]
        results.append((article, score(article, read_article(article, models), models.packs)))
    return results


def total(results: Iterable[tuple[Article, Scored]]) -> Counter[str]:
    """The counts of all articles together."""
    return sum((s.counts for _, s in results), Counter())


def _tell(fault: Fault, text: str) -> str:
    start, end = fault.at
    around = " ".join(f"{text[max(0, start - 90) : start]}[{text[start:end]}]{text[end : end + 70]}".split())
    return f"  {fault.what}: … {around} …\n      marked {_marked(fault.marked)}\n      found  {_found(fault.found)}"


def _marked(told: Told | None) -> str:
    if told is None:
        return "-"
    return f"{told.type} {dict(told.roles)} {told.polarity} {told.certainty} {told.status} {told.holder}"


def _found(event: Event | None) -> str:
    if event is None:
        return "-"
    roles = {r.name: [f.name for f in r.fillers] for r in event.roles}
    numbers = {q.role: q.name for q in event.quantities}
    return f"{event.type} {roles} {numbers} {event.polarity} {event.certainty} {event.status} {event.holder}"


def _show(part: str, results: list[tuple[Article, Scored]], floors: dict[str, float]) -> int:
    """Print one part; how many of its floors are missed."""
    counts = total(results)
    print(f"{part}: {len(results)} articles, {counts['marked']} events marked, {counts['found']} found")
    missed = 0
    for name, value in figures(counts).items():
        floor = floors.get(name)
        short = floor is not None and value < floor
        missed += short
        print(f"  {name:12} {value:.3f}{'' if floor is None else f'  floor {floor}'}{' MISSED' if short else ''}")
    return missed


def main(argv: list[str] | None = None) -> int:
    """Measure, print, compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("-v", "--verbose", action="store_true", help="each fault")
    args = parser.parse_args(argv)
    floors = json.loads(FLOORS.read_text("utf-8"))["articles"]
    missed = 0
    for part in args.part or PARTS:
        results = scored(articles(part))
        missed += _show(part, results, floors.get(part, {}))
        for article, result in results if args.verbose else []:
            print(f"{article.name}: {figures(result.counts)['full']:.2f}")
            for fault in result.faults:
                print(_tell(fault, article.text))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
