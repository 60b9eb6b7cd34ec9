"""Decodes a torch model with the project's decoder and scores it with the scorer of the corpus.

python evaluate.py checkpoint.safetensors --polnear data/polnear --scorer gold/attribution --base MiniLM-L6
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import torch
from corpus import load_module
from data import Article, batch, geometry
from encoder import Linear
from safetensors.torch import load_file
from train import articles_of, load_tokenizer

from model import Attribution
from reportedly.language.pieces import LONGEST, windows
from reportedly.reading.statements.decoding import best_labels

THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6)


@dataclass(frozen=True)
class Candidate:
    """A cue ``[first, last]`` with source and content, word numbers of the article, and how it stands."""

    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    standing: float


def runs(labels: np.ndarray) -> list[tuple[int, int]]:
    """First and last place of each run of ones."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], labels, [0]])))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


@torch.no_grad()
def candidates(model: Attribution, a: Article, bias: float, limit: int, context: int) -> list[Candidate]:
    """All cues of an article with their relations; ``bias`` raises every word's chance of being a cue."""
    found: list[Candidate] = []
    move, first = model.cues.move.numpy(), model.cues.first.numpy()
    for window in windows(a.words, limit, context):
        b = batch([(a, window)])
        states = model.words(**b.pieces)
        tags = model.tagger(states).numpy() + np.array([0, bias], dtype=np.float32)
        size = np.array([window.last - window.first])
        cues = [(0, f, z) for f, z in runs(best_labels(tags, size, move, first)[0])]
        cues = [c for c in cues if window.core <= c[1] + window.first < window.last_core]
        if not cues:
            continue
        steps, breaks = geometry(cues, b.breaks, states.shape[1])
        columns = [torch.tensor(c) for c in zip(*cues, strict=True)]
        roles, standing, _ = model.relations(states, b.word_mask, *columns, steps, breaks)
        labels = best_labels(
            roles.numpy(), np.repeat(size, len(cues)), model.roles.move.numpy(), model.roles.first.numpy()
        )
        for (_, f, z), row, s in zip(cues, labels, standing.sigmoid().tolist(), strict=True):
            on = window.first + np.arange(f, z + 1)
            source, content = (window.first + np.flatnonzero(row == k) for k in (1, 2))
            found.append(Candidate(*(tuple(int(i) for i in x) for x in (on, source, content)), s))
    return found


def evaluate(
    model: Attribution,
    articles: Sequence[Article],
    score: Any,
    bias: float = 0.7,
    limit: int = LONGEST,
    context: int = 0,
) -> dict[str, Any]:
    """F1 of overlap, exact and cue for each threshold on the standing of a cue."""
    found = [candidates(model, a, bias, limit, context) for a in articles]
    out: dict[str, Any] = {}
    for threshold in THRESHOLDS:
        items = []
        for a, cs in zip(articles, found, strict=True):
            token = {i: t for t, i in enumerate(a.tokens)}
            kept = [c for c in cs if c.standing >= threshold and c.content]
            predicted = [
                SimpleNamespace(
                    role=lambda name, c=c, token=token: tuple(token[i] for i in getattr(c, name) if i in token)
                )
                for c in kept
            ]
            items.append((a.gold, predicted, a.gold.relations))
        r = score.evaluate(items)
        out[str(threshold)] = [r[m]["f"] for m in ("rel.overlap", "rel.exact", "rel.cue")]
    return out


def main() -> None:
    """Reads the arguments, scores one checkpoint, prints overlap, exact and cue F1 by threshold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--articles", type=int)
    parser.add_argument("--limit", type=int, default=LONGEST)
    parser.add_argument("--context", type=int, default=0)
    parser.add_argument("--bias", type=float, default=0.7)
    parser.add_argument("--rounded", action="store_true")
    args = parser.parse_args()
    os.environ["POLNEAR"] = str(args.polnear)
    torch.set_num_threads(1)
    polnear, score = load_module(args.scorer)
    model = Attribution().eval()
    model.load_state_dict(load_file(str(args.checkpoint)))
    Linear.quantised = args.rounded
    articles = [g[0] for g in articles_of(polnear, args.split, load_tokenizer(args.base), args.articles)]
    for threshold, scores in evaluate(model, articles, score, args.bias, args.limit, args.context).items():
        print(threshold, *scores)


if __name__ == "__main__":
    main()
