"""How likely two documents tell of one story: a logistic scorer over their words and days, with the reason.

The word counts and weights are trained (``training/grouping``) and fixed, so that a score depends on two documents only, never on
what else a ledger holds or in which order it came.
"""

from __future__ import annotations

import heapq
import json
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from reportedly.story.sketches import Sketch

FAR = 7  # days apart from which more days say no more
WINDOW = 60  # days apart from which two dated documents are not compared: the documents between them link them, or nothing does
KEY_WEIGHT = 4.0  # words at least so rare are looked up: at most one document in 54 has them
SHARED_KEYS = 2  # how many of them two documents must share to be compared
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Weights:
    """What was trained: in how many of ``documents`` each word stands, a weight for each feature, and the threshold."""

    documents: int
    words: Mapping[str, int]
    features: Mapping[str, float]
    bias: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sketch weighed: how rare each of its words is, unit vectors of the whole and of the title, pairs of neighbours."""

    sketch: Sketch
    rarities: Mapping[str, float]
    whole: Mapping[str, float]
    title: Mapping[str, float]
    pairs: frozenset[tuple[str, str]]
    title_weight: float


@cache
def load_weights() -> Weights:
    """The weights that ship with the package."""
    held = json.loads(files("reportedly.story").joinpath("grouping.json").read_text(encoding="utf-8"))
    words = {word: int(count) for count, listed in held["words"].items() for word in listed.split(" ")}
    return Weights(held["documents"], words, held["features"], held["bias"], held["threshold"])


def rarity(word: str, weights: Weights) -> float:
    """The inverse document frequency of a word; words never met are the rarest."""
    return math.log(1 + weights.documents / (weights.words.get(word, 0) + 0.5))


def keys(sketch: Sketch, weights: Weights) -> frozenset[str]:
    """The rare words by which documents that may tell of the same are looked up."""
    return frozenset(w for w in {*sketch.title, *sketch.lead} if rarity(w, weights) >= KEY_WEIGHT)


def weigh(sketch: Sketch, weights: Weights) -> Weighed:
    """Work out once what every comparison of a sketch needs."""
    in_order = (*zip(sketch.title, sketch.title[1:], strict=False), *zip(sketch.lead, sketch.lead[1:], strict=False))
    counts = Counter((*sketch.title, *sketch.lead))
    rarities = {w: rarity(w, weights) for w in counts}
    return Weighed(
        sketch=sketch,
        rarities=rarities,
        whole=_unit(counts, rarities),
        title=_unit(Counter(sketch.title), rarities),
        pairs=frozenset(in_order),
        title_weight=math.fsum(rarities[w] for w in set(sketch.title)),
    )


def _unit(counts: Mapping[str, int], rarities: Mapping[str, float]) -> dict[str, float]:
    vector = {w: (1 + math.log(n)) * rarities[w] for w, n in counts.items()}
    length = math.sqrt(sum(x * x for x in vector.values())) or 1.0
    return {w: x / length for w, x in vector.items()}


def days_apart(one: Sketch, other: Sketch) -> int | None:
    """Days between two documents, 0 where their ranges meet; ``None`` where one is undated."""
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return None
    return max(0, _days(one.earliest, other.latest), _days(other.earliest, one.latest))


def _days(later: date, earlier: date) -> int:
    return (later - earlier).days


def comparable(one: Sketch, other: Sketch) -> bool:
    """Whether two documents are near enough in time to be compared."""
    apart = days_apart(one, other)
    return apart is None or apart <= WINDOW


def features(one: Weighed, other: Weighed) -> dict[str, float]:
    """What the scorer sees of two documents; the same whichever comes first."""
    shared = one.whole.keys() & other.whole.keys()
    apart = days_apart(one.sketch, other.sketch)
    return {
        "words": _cosine(one.whole, other.whole),
        "title": _cosine(one.title, other.title),
        "contained": (_contained(one, other) + _contained(other, one)) / 2,
        "rare": math.log1p(math.fsum(r - KEY_WEIGHT for w in shared if (r := one.rarities[w]) > KEY_WEIGHT)),
        "pairs": math.log1p(len(one.pairs & other.pairs)),
        "days": 0.0 if apart is None else math.log1p(min(apart, FAR)),
        "undated": float(apart is None),
    }


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return math.fsum(one[w] * other[w] for w in one.keys() & other.keys())  # exact: sums do not hang on hashing


def _contained(one: Weighed, other: Weighed) -> float:
    """The share of a title, by weight, that stands in the other document."""
    found = math.fsum(one.rarities[w] for w in one.title if w in other.whole)
    return found / one.title_weight if one.title_weight else 0.0


def likeness(one: Weighed, other: Weighed, weights: Weights) -> float:
    """How likely two documents tell of one story, 0 to 1."""
    seen = features(one, other)
    return 1 / (1 + math.exp(-(weights.bias + sum(weights.features[name] * seen[name] for name in sorted(seen)))))


def reason(one: Weighed, other: Weighed) -> str:
    """Why two documents are as like as they are: the rarest words that they share, and the days between them."""
    shared = one.whole.keys() & other.whole.keys()
    rarest = heapq.nsmallest(SHOWN, shared, key=lambda w: (-one.rarities[w], w))
    apart = days_apart(one.sketch, other.sketch)
    when = "undated" if apart is None else "the same day" if apart == 0 else f"{apart} days apart"
    return f"both tell of {', '.join(rarest)}; {when}"
