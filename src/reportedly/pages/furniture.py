"""How likely a line of plain text is to be furniture: a linear score.

It weighs what :mod:`reportedly.pages.features` and :mod:`reportedly.pages.surroundings` see. The weights (``furniture.json``, one
number a feature) are a logistic regression fitted by ``training/furniture/fit.py`` on 181 public news pages turned into lines,
where the article's body is known; ``docs/pages.md`` has what it finds on pages of sites held out of five fits. Positive weights
speak for furniture. The rules of :mod:`reportedly.pages.text` come after it: captions, bylines, subheadings and long prose are
not its to judge.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from reportedly.pages.features import Seen, features
from reportedly.pages.surroundings import surroundings

BIAS = "bias"


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature by name, and :data:`BIAS`; read once, never written."""
    table = json.loads(files("reportedly.pages").joinpath("furniture.json").read_text(encoding="utf-8"))
    return MappingProxyType({str(name): float(weight) for name, weight in table.items()})


def furniture_scores(lines: Sequence[Seen]) -> tuple[float, ...]:
    """For each line of a document, the chance (0 to 1) that it is furniture and not the article's body."""
    table = weights()
    return tuple(_chance(row, table) for row in rows_of(lines))


def rows_of(lines: Sequence[Seen]) -> Iterator[dict[str, float]]:
    """What is seen of each line of a document, by name."""
    for own, around in zip(features(lines), surroundings(lines), strict=True):
        yield own | around


def _chance(row: Mapping[str, float], table: Mapping[str, float]) -> float:
    score = table[BIAS] + sum(table.get(name, 0.0) * value for name, value in row.items())
    return 1 / (1 + math.exp(-max(min(score, 30.0), -30.0)))
