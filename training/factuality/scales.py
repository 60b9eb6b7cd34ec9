"""Tell the corpora apart: ``python -m training.factuality.scales CACHE --output benchmarks/factuality_scales.npz``.

The corpora score on scales of their own (a plan is 1.5 in UW, -1 in UDS-IH2), and a file does not say whose it is. A logistic
regression on the mean word vector of a sentence tells; :mod:`benchmarks.factuality` adds up what it says over a file.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from benchmarks.factuality_gold import CORPORA
from numpy.typing import NDArray

from reportedly.language.encoder import load_vectors

Floats = NDArray[np.float64]
ROUNDS, RATE, DECAY = 300, 0.1, 1e-3


def sentences(cache: Path, half: str) -> tuple[Floats, NDArray[np.int64]]:
    """The mean word vector of each sentence of a half, [sentences, 384], and the number of its corpus."""
    vectors, means, owners = load_vectors(), [], []
    for number, corpus in enumerate(CORPORA):
        raw = np.load(cache / f"{corpus}-{half}.npz")
        for ids in np.split(raw["pieces"], np.cumsum(raw["lengths"])[:-1]):
            means.append(vectors.of(ids).mean(0))
            owners.append(number)
    return np.array(means, np.float64), np.array(owners)


def fit(x: Floats, y: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Weights [384, corpora] and biases; each corpus weighs the same."""
    middle, size = x.mean(0), x.std(0) + 1e-6
    x, weight = (x - middle) / size, 1 / np.bincount(y)[y]
    w, b, told = np.zeros((x.shape[1], len(CORPORA))), np.zeros(len(CORPORA)), np.eye(len(CORPORA))[y]
    for _ in range(ROUNDS):
        p = np.exp(x @ w + b - (x @ w + b).max(1, keepdims=True))
        slope = weight[:, None] * (p / p.sum(1, keepdims=True) - told) / len(CORPORA)
        w -= RATE * (x.T @ slope + DECAY * w)
        b -= RATE * slope.sum(0)
    w = w / size[:, None]
    return w, b - middle @ w


def main() -> None:
    """Read the arguments, fit, tell how many sentences of dev are told apart, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path, help="what training.factuality.prepare wrote")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    w, b = fit(*sentences(options.cache, "train"))
    x, y = sentences(options.cache, "dev")
    found = (x @ w + b).argmax(1)
    print({c: round(float((found[y == n] == n).mean()), 3) for n, c in enumerate(CORPORA)})
    np.savez(options.output, weights=w.astype(np.float32), bias=b.astype(np.float32))


if __name__ == "__main__":
    main()
