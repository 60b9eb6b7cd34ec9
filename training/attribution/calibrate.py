"""Fits how likely a statement is right and from where on it is kept, on the development articles; writes both beside the weights.

    python calibrate.py --polnear data/polnear --scorer gold/attribution --weights ../../src/reportedly/weights

A logistic fit of "right by relation overlap" on what the model says (``standing``, ``sure``) and on whether a rule found the same
cue (``agreed``); statements that the model does not judge (nested ones, chains) have no part in it. ``least`` is the confidence
from which on keeping a statement raises F1. Every figure printed is of articles that the fit did not see (six folds).
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from corpus import load_module

from reportedly.language.parser import load_parser, parse_many
from reportedly.model import Document
from reportedly.pages.text import blocks_of
from reportedly.reading.statements import load_attributor
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.find import find_attributions
from reportedly.reading.statements.learned import find_relations
from reportedly.reading.statements.merging import LEARNED, cues_to_ask, merge_learned

FOLDS = 6
EVERYTHING = {"base": 0.0, "standing": 0.0, "sure": 0.0, "agreed": 0.0, "least": 0.0}
"""Settings under which all candidates are kept."""
NAMES = ("base", "standing", "sure", "agreed")
THRESHOLDS = np.arange(0.25, 0.65, 0.01)


@dataclass(frozen=True)
class Candidate:
    """What the model says of one statement, and whether it is right by overlap, exactly, by its cue."""

    article: int
    features: tuple[float, float, float, float]
    right: tuple[bool, bool, bool]


def _roles(a: Attribution, doc: Any) -> tuple[frozenset[int], ...]:
    spans = (a.source, a.cue, a.content)
    return tuple(frozenset(i for i in doc.covered([(s.start, s.end) for s in x]) if doc.is_word[i]) for x in spans)


def candidates(docs: Sequence[Any], score: Any) -> Iterator[Candidate]:
    """Every statement that the model judges, of all articles."""
    attributor, texts = load_attributor(), [Document(d.name, d.name, "", d.text, blocks_of(d.text)) for d in docs]
    for number, (doc, parsed) in enumerate(zip(docs, parse_many(texts, load_parser()), strict=True)):
        found, quotations = find_attributions(parsed)
        encoded = attributor.encoder.encode_parsed(parsed)
        relations = find_relations(encoded, attributor.relations, cues_to_ask(found))
        gold = score.triples(doc, doc.relations)
        for w in merge_learned(parsed, found, relations, quotations, EVERYTHING):
            if w.relation is None:
                continue
            mine = _roles(w.attribution, doc)
            right = tuple(
                any(mine[1] & g[1] and score.compatible(m, mine, g) for g in gold) for m in ("overlap", "exact", "cue")
            )
            agreed = float(w.attribution.rule != LEARNED)
            yield Candidate(number, (1.0, w.relation.standing, w.relation.sure, agreed), right)


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 1.0, rounds: int = 40) -> np.ndarray:
    """Weights of a logistic regression, by Newton's method; the first column is not held small."""
    held = ridge * np.eye(x.shape[1])
    held[0, 0] = 0
    w = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + held, x.T @ (p - y) + held @ w)
    return w


def unseen(x: np.ndarray, y: np.ndarray, article: np.ndarray) -> np.ndarray:
    """The likelihood of each candidate by the fit of the other folds."""
    out = np.zeros(len(y))
    for fold in range(FOLDS):
        here = article % FOLDS == fold
        out[here] = 1 / (1 + np.exp(-x[here] @ fit(x[~here], y[~here])))
    return out


def main() -> None:
    """Reads the arguments, fits, prints what it is worth on articles not seen, and writes the settings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    args = parser.parse_args()
    os.environ["POLNEAR"] = str(args.polnear)
    polnear, score = load_module(args.scorer)
    docs = polnear.load("dev")
    every = list(candidates(docs, score))
    x, right = np.array([c.features for c in every]), np.array([c.right for c in every], dtype=float)
    article, total = np.array([c.article for c in every]), sum(len(score.triples(d, d.relations)) for d in docs)
    likely = unseen(x, right[:, 0], article)
    f1 = {t: 200 * right[likely >= t].sum(0) / ((likely >= t).sum() + total) for t in THRESHOLDS}
    least = max(f1, key=lambda t: float(f1[t][0]))
    print(f"least {least:.2f}: overlap, exact, cue F1 of what the model judges", f1[least].round(1))
    print("mean error of confidence", round(_mean_error(likely, right[:, 0]), 3))
    settings = {n: round(float(v), 3) for n, v in zip(NAMES, fit(x, right[:, 0]), strict=True)}
    file = args.weights / "relations.json"
    raw = json.loads(file.read_text("utf-8"))
    raw["settings"] = {"cue_bias": raw.get("settings", {}).get("cue_bias", 0.3), **settings, "least": round(least, 2)}
    file.write_text(json.dumps(raw, indent=1, sort_keys=True) + "\n", "utf-8")


def _mean_error(likely: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """How far the share of right ones is from the mean confidence, over bins of equal width, by their size."""
    at = np.minimum((likely * bins).astype(int), bins - 1)
    each = [
        (at == b).sum() * abs(likely[at == b].mean() - right[at == b].mean()) for b in range(bins) if (at == b).any()
    ]
    return float(sum(each) / len(likely))


if __name__ == "__main__":
    main()
