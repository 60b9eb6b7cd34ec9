"""How far analysts agree beyond chance: Cohen's kappa for two, Krippendorff's alpha for all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from reportedly.judging.standing import made
from reportedly.model import Judgement

Ratings = Mapping[str, Mapping[str, str]]
"""For each thing judged, what each analyst says of it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two analysts: how many things both judged, and Cohen's kappa (1960), ``None`` where chance alone decides."""

    a: str
    b: str
    both: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """``things`` that more than one analyst judged; alpha (Krippendorff 2004) of verdicts, and of grades as ordinal."""

    analysts: tuple[str, ...]
    things: int
    alpha: float | None
    pairs: tuple[Pair, ...]
    grades: int
    grades_alpha: float | None


def measure(judgements: Iterable[Judgement]) -> Agreement:
    """The agreement among judgements that stand: of each analyst on each thing the last one counts."""
    ordered = sorted(judgements, key=made)
    verdicts = _ratings((j.about, j.who, j.verdict) for j in ordered if not _is_grade(j))
    grades = _ratings((f"{j.about} {scale}", j.who, grade) for j in ordered for scale, grade in _grades(j))
    analysts = sorted({who for by in verdicts.values() for who in by})
    return Agreement(
        tuple(analysts),
        len(_shared(verdicts)),
        alpha(verdicts, nominal),
        tuple(_pair(a, b, verdicts) for a, b in combinations(analysts, 2)),
        len(_shared(grades)),
        alpha(grades, ordinal_over(grades)),
    )


def kappa(a: Sequence[str], b: Sequence[str]) -> float | None:
    """Cohen's kappa of two sequences of categories, in step; ``None`` where there is nothing to agree on."""
    if not a:
        return None
    observed = sum(x == y for x, y in zip(a, b, strict=True)) / len(a)
    one, other = Counter(a), Counter(b)
    chance = sum(one[c] * other[c] for c in one) / len(a) ** 2
    return None if chance == 1 else (observed - chance) / (1 - chance)


def alpha(ratings: Ratings, distance: Callable[[str, str], float]) -> float | None:
    """Krippendorff's alpha with this squared distance; ``None`` where nothing was judged twice, or all one way."""
    shared = _shared(ratings)
    pairable = [v for values in shared for v in values]
    if not pairable:
        return None
    observed = sum(sum(distance(x, y) for x, y in permutations(values, 2)) / (len(values) - 1) for values in shared)
    counted = Counter(pairable)
    expected = sum(counted[x] * counted[y] * distance(x, y) for x in counted for y in counted) / (len(pairable) - 1)
    return None if expected == 0 else 1 - observed / expected


def nominal(a: str, b: str) -> float:
    """0 for the same category, 1 for another."""
    return float(a != b)


def ordinal_over(ratings: Ratings) -> Callable[[str, str], float]:
    """The squared distance of ranks: the ratings that lie between two, their own counted half (Krippendorff 2004, 11.3.3)."""
    counted = Counter(v for values in _shared(ratings) for v in values)

    def distance(a: str, b: str) -> float:
        low, high = sorted((a, b))
        between = sum(n for value, n in counted.items() if low <= value <= high)
        return (between - (counted[a] + counted[b]) / 2) ** 2 if a != b else 0.0

    return distance


def _ratings(said: Iterable[tuple[str, str, str]]) -> Ratings:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for thing, who, value in said:
        found[thing][who] = value
    return found


def _shared(ratings: Ratings) -> list[tuple[str, ...]]:
    return [tuple(by.values()) for by in ratings.values() if len(by) > 1]


def _is_grade(j: Judgement) -> bool:
    return j.change.reliability is not None or j.change.credibility is not None


def _grades(j: Judgement) -> Iterable[tuple[str, str]]:
    scales = (("reliability", j.change.reliability), ("credibility", j.change.credibility))
    return ((scale, grade) for scale, grade in scales if grade is not None)


def _pair(a: str, b: str, ratings: Ratings) -> Pair:
    both = [(by[a], by[b]) for by in ratings.values() if a in by and b in by]
    return Pair(a, b, len(both), kappa([x for x, _ in both], [y for _, y in both]))
