"""Which documents can share text: by MinHash, so that no two that have no words in common are ever compared.

Of a whole document the minimum hashes of its word shingles are cut into bands; two that agree in one band are likely copies, also
where every sentence was touched. Of every passage, a window of as many shingles as :data:`PASSAGE` words have, the one minimum
hash is kept: two documents with the same ten words in a row have such a window in common, so none is missed (Schleimer and
others, 2003). Of quotations every shingle is kept, for a shared one may be short. What is found so is only looked at: alignment
decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rensa import RMinHash

SHINGLE = 5  # words: shorter ones are phrases that anybody uses
PASSAGE = 10  # words from which a common run is worth showing: below it, titles and names of offices come up
CROWD = 12  # documents in one band above which only the first one is paired with the rest
HASHES, ROWS, SEED = 64, 4, 1971
_WINDOW = PASSAGE - SHINGLE + 1

Pair = tuple[int, int]
Shingle = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shingled:
    """The shingles of a document's words in order, and where each starts; a text too short for one is one itself."""

    at: Mapping[Shingle, tuple[int, ...]]
    order: tuple[Shingle, ...]


def shingled(words: Sequence[str]) -> Shingled:
    """The shingles of a document's words."""
    starts = range(max(1, len(words) - SHINGLE + 1) if words else 0)
    order = tuple(tuple(words[i : i + SHINGLE]) for i in starts)
    at: dict[Shingle, list[int]] = {}
    for i, shingle in enumerate(order):
        at.setdefault(shingle, []).append(i)
    return Shingled({s: tuple(found) for s, found in at.items()}, order)


def candidates(documents: Sequence[Shingled], quoted: Sequence[Collection[int]]) -> tuple[Pair, ...]:
    """Pairs of documents, by number, that agree in a band; ``quoted``: the words of each that stand in quotation marks."""
    bands: dict[object, list[int]] = defaultdict(list)
    for number, (document, inside) in enumerate(zip(documents, quoted, strict=True)):
        for band in set(_bands(document, inside)):
            bands[band].append(number)
    return tuple(sorted({pair for carriers in bands.values() for pair in _paired(carriers)}))


def worn(documents: Iterable[Shingled]) -> Mapping[Shingle, int]:
    """The shingles that more than a crowd of documents have, each with the first of them: phrases, or copy that all carry."""
    carriers: dict[Shingle, list[int]] = {}
    for number, document in enumerate(documents):
        for shingle in document.at:
            carriers.setdefault(shingle, []).append(number)
    return {shingle: held[0] for shingle, held in carriers.items() if len(held) > CROWD}


def seeds(pair: Pair, documents: Sequence[Shingled], phrases: Mapping[Shingle, int]) -> set[Pair]:
    """Where the shingles that two documents share start in each; a worn one counts only with the first that has it."""
    one, other = (documents[number] for number in pair)
    shared = (s for s in one.at.keys() & other.at.keys() if phrases.get(s, pair[0]) == pair[0])
    return {(i, j) for shingle in shared for i in one.at[shingle] for j in other.at[shingle]}


def _bands(document: Shingled, quoted: Collection[int]) -> Iterator[tuple[str, object]]:
    if not document.order:
        return
    tokens = [" ".join(s) for s in document.order]
    whole = RMinHash(num_perm=HASHES, seed=SEED)
    whole.update(tokens)
    least = whole.digest()
    for i in range(0, HASHES, ROWS):
        yield f"whole {i}", tuple(least[i : i + ROWS])
    (hashes,) = RMinHash.hash_token_sets([tokens])
    for i in range(max(1, len(hashes) - _WINDOW + 1)):
        yield "passage", min(hashes[i : i + _WINDOW])
    for i, found in enumerate(hashes):
        if all(i + k in quoted for k in range(SHINGLE)):
            yield "quotation", found


def _paired(carriers: Sequence[int]) -> Iterable[Pair]:
    if len(carriers) <= CROWD:
        return combinations(carriers, 2)
    return ((carriers[0], other) for other in carriers[1:])
