"""States that no table knows: names that a document itself treats as one, with the adjectives made of them.

"Northland's government", "the Northlandic army": a name that the parser takes for a place and that has a government, an army or
citizens is spoken of as a state, be it recognised, breaking away or long gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.language.countries import country_of
from reportedly.language.parser import ParsedBlock
from reportedly.language.tables import words
from reportedly.reading.entities.spots import Spot, spot, without_overlaps

_ENDINGS = ("n", "an", "ian", "ese", "i", "ic", "ish", "ns", "ans", "ians", "is")
_SHORTEST = 4


def with_states(blocks: Sequence[ParsedBlock], spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """The spots, with states among them as such and their adjectives added."""
    places = {e.text for b in blocks for e in b.doc.ents if e.label_ == "GPE"}
    names = {s.name for s in spots if s.basis == "parser" and _may_be_state(s)}
    adjectives = [(i, t, name) for i, b in enumerate(blocks) for t in b.doc for name in names if _is_of(t, name)]
    described = {name for _, _, name in adjectives}
    governing = {s.name for s in spots if s.name in names and _governs(blocks[s.block].doc[s.last])}
    states = (places & (described | governing)) | (described & governing)  # "Roe" is none for all that is "Roeish"
    adjectives = [found for found in adjectives if found[2] in states]
    if not states:
        return tuple(spots)
    kept = (replace(s, type="Country", basis="context") if s.name in states else s for s in spots)
    added = (found for i, t, name in adjectives if (found := _demonym(blocks[i], i, t, name)) is not None)
    return without_overlaps([*kept, *added])


def _may_be_state(found: Spot) -> bool:
    return found.type in {"Place", "Person", "Organization"} and len(found.name) >= _SHORTEST and " " not in found.name


def _is_of(token: Token, name: str) -> bool:
    """Whether a word is the adjective, or the people, of a name."""
    word = token.text
    if not word[:1].isupper() or word == name or token.pos_ not in {"ADJ", "PROPN", "NOUN"} or country_of(word):
        return False
    stem = name.rstrip("aeiouy")
    return len(stem) >= _SHORTEST - 1 and any(word in (name + e, stem + e) for e in _ENDINGS)


def _governs(token: Token) -> bool:
    """Whether a name has a government: "X's parliament", "the army of X"."""
    return any(head.lemma_.lower() in words("parts of states") for head in _owned(token))


def _owned(token: Token) -> Iterator[Token]:
    if token.dep_ == "poss":
        yield token.head
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        yield token.head.head


def _demonym(block: ParsedBlock, at: int, token: Token, name: str) -> Spot | None:
    where = token.idx, token.idx + len(token)
    return spot(block, at, where, "Country", name, basis="context", sense="demonym")
