"""What words say: stems that tell something, names in their order, a negation; and how far two wordings agree."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from reportedly.story.names import fold
from reportedly.story.sketches import stem, stems

SHARED = 3  # stems that two wordings share at least
CROWD = 40  # wordings with one stem from which it leads to no pair
_TOKEN = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
NEGATION = re.compile(r"\b(?:not|no|never|neither|nor|cannot|nobody|nothing)\b|n[’']t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wording:
    """Words without what tells nothing. ``names``: words printed with a capital within the text; ``negated``: told as not so."""

    stems: frozenset[str]
    names: tuple[str, ...]
    negated: bool


def wording(text: str) -> Wording:
    """The wording of a text; its first word is no name, for it has a capital anyway."""
    telling = frozenset(stems(text))
    printed = _TOKEN.findall(text)[1:]
    names = tuple(dict.fromkeys(fold(w) for w in printed if w[:1].isupper() and stem(w) in telling))
    return Wording(telling, names, len(NEGATION.findall(text)) % 2 == 1)


def agreements(known: Mapping[str, Wording], *, shared: int = SHARED) -> dict[tuple[str, str], float]:
    """How far the wordings of each pair agree (0 to 1) that shares stems enough; rare stems weigh more."""
    carriers: dict[str, list[str]] = defaultdict(list)
    for key in sorted(known):
        for one in known[key].stems:
            carriers[one].append(key)
    both = Counter(
        pair for _, having in sorted(carriers.items()) if len(having) <= CROWD for pair in combinations(having, 2)
    )
    weight = {one: math.log(1 + len(known) / len(having)) for one, having in carriers.items()}
    found = {(a, b): _agreement(known[a], known[b], weight) for (a, b), n in both.items() if n >= shared}
    return {pair: agreement for pair, agreement in found.items() if agreement > 0}


def _agreement(a: Wording, b: Wording, weight: Mapping[str, float]) -> float:
    """The weight of the stems shared over that of all; nothing where the names are others or stand the other way round."""
    if not _one_cast(a.names, b.names):
        return 0.0
    both = sum(weight[s] for s in sorted(a.stems & b.stems))
    return both / sum(weight[s] for s in sorted(a.stems | b.stems))


def _one_cast(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether the names of two contents can be of one claim: half of the fewer are shared, and shared ones keep their order."""
    shared = [n for n in a if n in b]
    if not a or not b:
        return True
    return 2 * len(shared) >= min(len(a), len(b)) and shared == [n for n in b if n in a]
