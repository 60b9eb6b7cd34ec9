"""Whole articles, annotated before the program read them: ``python -m benchmarks.articles [--part dev|held-out] [-v]``.

Prints, for each part, what :mod:`benchmarks.articles.score` measures; ``-v`` tells each fault with the words around it. The
articles are the project's own; in what form they are, :mod:`benchmarks.articles.annotated` tells.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable

from benchmarks.articles.annotated import PARTS, Article, articles
from benchmarks.articles.score import Fault, Scored, figures, score

from reportedly.model import Event, RawPage, Reading, Rejected
from reportedly.pages import load_page
from reportedly.pipeline import Models, load_models, read


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
        models = loaded.setdefault(article.packs, None) or load_models(article.packs)  # type: ignore[arg-type]
        loaded[article.packs] = models
        results.append((article, score(article, read_article(article, models), models.packs)))
    return results


def total(results: Iterable[tuple[Article, Scored]]) -> Counter[str]:
    """The counts of all articles together."""
    return sum((s.counts for _, s in results), Counter())


def _tell(fault: Fault, text: str) -> str:
    start, end = fault.marked.trigger[0] if fault.marked is not None else fault.found.trigger  # type: ignore[union-attr]
    around = " ".join(f"{text[max(0, start - 90) : start]}[{text[start:end]}]{text[end : end + 70]}".split())
    marked = fault.marked
    told = f"{marked.type} {dict(marked.roles)} {marked.polarity} {marked.certainty} {marked.status} {marked.holder}" if marked else "-"
    return f"  {fault.what}: … {around} …\n      marked {told}\n      found  {_event(fault.found)}"


def _event(event: Event | None) -> str:
    if event is None:
        return "-"
    roles = {r.name: [f.name for f in r.fillers] for r in event.roles} | {q.role: q.name for q in event.quantities}
    return f"{event.type} {roles} {event.polarity} {event.certainty} {event.status} {event.holder and event.holder[:8]}"


def main(argv: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("-v", "--verbose", action="store_true", help="each fault")
    args = parser.parse_args(argv)
    for part in args.part or PARTS:
        results = scored(articles(part))
        counts = total(results)
        print(f"{part}: {len(results)} articles, {counts['marked']} events marked, {counts['found']} found")
        for name, value in figures(counts).items():
            print(f"  {name:12} {value:.3f}" if isinstance(value, float) else f"  {name:12} {value}")
        for article, result in results if args.verbose else []:
            print(f"{article.name}: {figures(result.counts)['full']:.2f}")
            for fault in result.faults:
                print(_tell(fault, article.text))
    return 0


if __name__ == "__main__":
    sys.exit(main())
