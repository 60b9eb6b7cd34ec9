"""Fit the scorer that groups documents into stories: ``python training/grouping/fit.py STORIES --output FILE``.

STORIES are JSON lines with ``story``, ``date``, ``title`` and ``text``, in order of time; the first half is fitted on, and the
second only measured. The words are counted over the first half and over the texts below the ``--background`` folders (``.txt``,
and ``.tml`` without its tags). All documents of one of these stories carry one time stamp, which no real stream does: days are
moved apart at random, and a quarter of the pairs are taken as undated. The threshold is the best one on the first half so moved.

The scorer is a logistic regression with a ridge penalty, fitted by Newton's method. The same data give the same file.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import numpy as np
from benchmarks.stories import b_cubed, grouped
from numpy.typing import NDArray

from reportedly.model import Block, Document, Published
from reportedly.story.likeness import Weighed, Weights, features, keys, weigh
from reportedly.story.sketches import LEAD_WORDS, Sketch, sketch

Array = NDArray[np.float64]
NAMES = ("words", "title", "contained", "rare", "pairs", "days", "undated")
FEWEST = 2  # documents that a word must stand in to be counted: others are as rare as words never met
ROUNDS = 2  # how often the days are moved anew
RIDGE = 1.0
THRESHOLDS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


@dataclass(frozen=True)
class Labelled:
    """A document's sketch and its story."""

    sketch: Sketch
    story: str


def document(uri: str, title: str | None, text: str, day: date | None) -> Document:
    """A document with one body block."""
    return Document(uri, uri, "", text, (Block(0, len(text), "body"),), title, published=Published(day, day, "given"))


def labelled(path: Path) -> list[Labelled]:
    """The documents of a file of JSON lines, in order of time."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows.sort(key=lambda r: (r["date"], r["url"]))
    return [
        Labelled(sketch(document(r["url"], r["title"], r["text"], date.fromisoformat(r["date"][:10]))), str(r["story"]))
        for r in rows
    ]


def background(folders: Iterable[Path]) -> Iterator[Sketch]:
    """The texts below some folders."""
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".tml")):
            text = re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8", errors="replace"))
            yield sketch(document(str(path), None, " ".join(text.split()[:LEAD_WORDS]), None))


def counted(sketches: Iterable[Sketch]) -> tuple[int, dict[str, int]]:
    """How many sketches there are, and in how many each word stands."""
    held = [{*s.title, *s.lead} for s in sketches]
    counts = Counter(word for words in held for word in words)
    return len(held), {w: n for w, n in sorted(counts.items()) if n >= FEWEST}


def moved(documents: Sequence[Labelled], chance: random.Random) -> list[Labelled]:
    """The documents some days later: most by none to three, few by up to three weeks."""
    found = []
    for d in documents:
        later = timedelta(days=min(21, int(chance.expovariate(0.35))))
        s = d.sketch
        found.append(
            replace(
                d, sketch=replace(s, earliest=s.earliest and s.earliest + later, latest=s.latest and s.latest + later)
            )
        )
    return found


def candidates(weighed: Sequence[Weighed], weights: Weights) -> list[tuple[int, int]]:
    """The pairs that share a rare word, as numbers."""
    having = defaultdict(list)
    for i, one in enumerate(weighed):
        for key in keys(one.sketch, weights):
            having[key].append(i)
    return sorted({pair for same in having.values() for pair in combinations(same, 2)})


def rows(
    documents: Sequence[Labelled], weights: Weights, chance: random.Random
) -> tuple[list[list[float]], list[bool]]:
    """The features of every candidate pair, a quarter of them undated, and whether the two are of one story."""
    dated = [weigh(d.sketch, weights) for d in documents]
    undated = [replace(w, sketch=replace(w.sketch, earliest=None, latest=None)) for w in dated]
    seen, same = [], []
    for i, j in candidates(dated, weights):
        one, other = (undated if chance.random() < 0.25 else dated)[i], dated[j]
        found = features(one, other)
        seen.append([found[name] for name in NAMES])
        same.append(documents[i].story == documents[j].story)
    return seen, same


def fitted(seen: Array, same: Array) -> Array:
    """Weights with the bias last, by Newton's method; the bias is not drawn to zero."""
    x = np.hstack([seen, np.ones((len(seen), 1))])
    ridge = np.diag([RIDGE] * seen.shape[1] + [0.0])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ w)))
        gradient = x.T @ (p - same) + ridge @ w
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return w


def fit(documents: Sequence[Labelled], count: int, words: dict[str, int]) -> Weights:
    """Weights and threshold from some documents."""
    empty = Weights(count, words, dict.fromkeys(NAMES, 0.0), 0.0, 0.0)
    chance = random.Random(0)  # noqa: S311 - moves days, guards nothing
    seen: list[list[float]] = []
    same: list[bool] = []
    for _ in range(ROUNDS):
        more, labels = rows(moved(documents, chance), empty, chance)
        seen += more
        same += labels
    w = fitted(np.array(seen), np.array(same, dtype=float))
    named = {name: round(float(x), 3) for name, x in zip(NAMES, w, strict=False)}
    weights = replace(empty, features=named, bias=round(float(w[-1]), 3))
    trial = moved(documents, chance)
    return replace(weights, threshold=max(THRESHOLDS, key=lambda t: _f1(trial, replace(weights, threshold=t))))


def _f1(documents: Sequence[Labelled], weights: Weights) -> float:
    found = grouped([d.sketch for d in documents], weights)
    return b_cubed([(d.story, found[d.sketch.document]) for d in documents])[2]


def plain(weights: Weights) -> str:
    """The weights as JSON: words listed under their counts."""
    listed = defaultdict(list)
    for word, count in weights.words.items():
        listed[count].append(word)
    held = {
        "bias": weights.bias,
        "documents": weights.documents,
        "features": weights.features,
        "threshold": weights.threshold,
        "words": {str(count): " ".join(listed[count]) for count in sorted(listed)},
    }
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Fit, measure and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("stories", type=Path)
    parser.add_argument("--background", type=Path, nargs="*", default=[])
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    documents = labelled(options.stories)
    first, second = documents[: len(documents) // 2], documents[len(documents) // 2 :]
    weights = fit(first, *counted([*background(options.background), *(d.sketch for d in first)]))
    options.output.write_text(plain(weights), encoding="utf-8")
    print(weights.features, weights.bias, "threshold", weights.threshold, len(weights.words), "words")
    chance = random.Random(1)  # noqa: S311
    undated = [replace(d, sketch=replace(d.sketch, earliest=None, latest=None)) for d in second]
    for name, part in (
        ("fitted on", first),
        ("second half", second),
        ("moved apart", moved(second, chance)),
        ("undated", undated),
    ):
        found = grouped([d.sketch for d in part], weights)
        print(name, [round(x, 3) for x in b_cubed([(d.story, found[d.sketch.document]) for d in part])])


if __name__ == "__main__":
    main()
