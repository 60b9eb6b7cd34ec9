"""Grouping documents into stories, without a ledger: ``python -m benchmarks.stories --input FILE [FILE …]``.

FILE holds JSON lines with ``url``, ``title``, ``text``, ``date`` and ``story``; without ``story`` a file is one story. B-cubed
(Bagga and Baldwin 1998) is printed over all, and over the later half by date, which the weights that ship were not fitted on.
A ledger gives the same groups: ``reportedly read FILE``, ``reportedly export``, and any scorer.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

from reportedly.model import Block, Document, Published
from reportedly.story.grouping import group
from reportedly.story.likeness import SHARED_KEYS, Weights, comparable, keys, likeness, load_weights, weigh
from reportedly.story.sketches import Sketch, sketch


def b_cubed(pairs: Sequence[tuple[str, str]]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of (gold, found) group names."""
    both = Counter(pairs)
    gold, found = Counter(g for g, _ in pairs), Counter(f for _, f in pairs)
    precision = sum(both[x] / found[x[1]] for x in pairs) / len(pairs)
    recall = sum(both[x] / gold[x[0]] for x in pairs) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def grouped(sketches: Sequence[Sketch], weights: Weights) -> dict[str, str]:
    """The group of each document, called by its first one, as the ledger groups them."""
    weighed = {s.document: weigh(s, weights) for s in sketches}
    having = defaultdict(list)
    for s in sketches:
        for key in keys(s, weights):
            having[key].append(s.document)
    shared = Counter(pair for same in having.values() for pair in combinations(sorted(same), 2))

    def near(a: str, b: str) -> bool:
        return comparable(weighed[a].sketch, weighed[b].sketch)

    scores = {
        (a, b): likeness(weighed[a], weighed[b], weights)
        for (a, b), n in shared.items()
        if n >= SHARED_KEYS and near(a, b)
    }
    given: dict[str, str | None] = dict.fromkeys(weighed)
    return {d: g.documents[0] for g in group(given, scores, weights.threshold, near) for d in g.documents}


def read(paths: Sequence[Path]) -> list[tuple[Sketch, str]]:
    """The documents of some files with their stories, in order of time."""
    found = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            day = date.fromisoformat(row["date"][:10]) if row.get("date") else None
            text = row["text"]
            published = Published(day, day, "given" if day else "unknown")
            block = (Block(0, len(text), "body"),)
            held = Document(row["url"], row["url"], "", text, block, row.get("title"), published=published)
            found.append((sketch(held), str(row.get("story", path.name))))
    return sorted(found, key=lambda f: (f[0].earliest or date.max, f[0].document))


def main() -> None:
    """Group and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--input", type=Path, nargs="+", required=True)
    parser.add_argument("--undated", action="store_true", help="leave the dates out")
    options = parser.parse_args()
    documents = read(options.input)
    if options.undated:
        documents = [(replace(s, earliest=None, latest=None), story) for s, story in documents]
    started = time.perf_counter()
    for name, part in (("all", documents), ("later half", documents[len(documents) // 2 :])):
        found = grouped([s for s, _ in part], load_weights())
        p, r, f = b_cubed([(story, found[s.document]) for s, story in part])
        print(f"{name}: {len(part)} documents, P {p:.3f} R {r:.3f} F1 {f:.3f}")
    print(f"{time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
