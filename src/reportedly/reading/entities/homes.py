"""For which state an official acts whose office is told without one, where the sentence or the one before it tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock
from reportedly.reading.entities.spots import Spot, SpotMap

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def home_of(blocks: Sequence[ParsedBlock], official: Spot, index: SpotMap) -> str | None:
    """The code of the state in whose capital an official speaks, or that was the subject of the sentence before.

    "The minister Jane Roe told reporters in Lima", "Peru denied it. President Jane Roe said". At the start of a paragraph, of the
    state that the document names most, if the paragraph before has it as a subject: papers leave out what goes without saying.
    """
    parsed = blocks[official.block]
    head = parsed.doc[official.last]
    while head.dep_ in {"appos", "flat"} and head.head != head:
        head = head.head
    seats = (index.at(official.block, t) for t in _places_of(head))
    seat = next((s.country for s in seats if s is not None and s.sense == "capital"), None)
    return seat or _subject_before(parsed, official, index) or _topic(blocks, official, index)


def _places_of(head: Token) -> Iterator[Token]:
    if head.dep_ not in _SUBJECTS:
        return
    for verb_or_object in (head.head, *(c for c in head.head.children if c.dep_ in {"dobj", "dative"})):
        for prep in verb_or_object.children:
            if prep.lower_ in {"in", "from"}:
                yield from (t for t in prep.children if t.dep_ == "pobj")


def _subject_before(parsed: ParsedBlock, official: Spot, index: SpotMap) -> str | None:
    start = parsed.doc[official.first].sent.start
    if start == 0:
        return None
    told = (t for t in parsed.doc[start - 1].sent if t.dep_ in _SUBJECTS and t.head.dep_ == "ROOT")
    for token in told:
        for word in (token, *(c for c in token.children if c.dep_ in {"poss", "amod"})):
            found = index.at(official.block, word)
            if found is not None and found.type in {"Country", "PublicBody"} and found.country:
                return found.country
    return None


def _topic(blocks: Sequence[ParsedBlock], official: Spot, index: SpotMap) -> str | None:
    first = blocks[official.block].doc[official.first].sent.start == 0
    named = Counter(s.country for s in index.spots if s.type == "Country" and s.country)
    if not first or official.block == 0 or not named:
        return None
    (most, _), before = named.most_common(1)[0], official.block - 1
    subjects = (t for t in blocks[before].doc if t.dep_ in _SUBJECTS)
    found = (index.at(before, w) for t in subjects for w in (t, *t.children))
    return most if any(s is not None and s.type == "Country" and s.country == most for s in found) else None
