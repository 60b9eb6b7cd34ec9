"""Counting independent origins, measured: ``python -m benchmarks.origins [--part dev|held-out] [-v]``.

Reads and compiles each labelled story (``benchmarks/origins/labelled``), and prints the mean absolute error of the known
independent origins of its claims, beside counting articles, outlets and clusters of headlines; then the pairs of mentions that
rest on one origin. ``-v`` tells each claim. The form of the stories is in ``docs/origins-benchmark.md``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from benchmarks.origins.score import Scored, mean_errors, pair_scores, score
from benchmarks.origins.stories import PARTS, Story, stories

from reportedly.pipeline import Models, compile_story, load_models, read_many


def scored(found: Iterable[Story], models: Models) -> list[Scored]:
    """Read, compile and score stories."""
    results = []
    for story in found:
        readings = list(read_many(story.documents.values(), models=models))
        results.append(score(story, readings, compile_story(readings, name=story.name)))
    return results


def _show(part: str, results: list[Scored], *, verbose: bool) -> None:
    rows = [row for result in results for row in result.rows]
    print(f"{part}: {len(results)} stories, {len(rows)} claims")
    for name, error in mean_errors(rows).items():
        print(f"  {name:18} {error:.3f}")
    precision, recall, f1 = pair_scores(results)
    print(f"  {'same origin':18} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    for row in rows if verbose else []:
        true, found = row.truth, row.found
        print(
            f"    {row.story}/{true.claim}: true {true.known_independent} {true.not_established} {true.not_recorded},"
            f" found {found.known_independent} {found.not_established} {found.not_recorded}"
            f"{' (claim not found)' if row.missing else ''}, {row.baselines}"
        )
        for reason in found.reasons:
            print(f"        {reason}")


def main(argv: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("-v", "--verbose", action="store_true", help="each claim, with the reasons")
    args = parser.parse_args(argv)
    models = load_models()
    for part in args.part or PARTS:
        _show(part, scored(stories(part), models), verbose=args.verbose)
    return 0


if __name__ == "__main__":
    sys.exit(main())
