"""Between whom the war of an article is, so that "either side" and "the parties to the conflict" have names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.places import arguments

_WARS = frozenset({"war", "invasion", "conflict", "aggression", "offensive"})
_FIRST = frozenset({"possessor", "demonym", "compound", "by"})
_SECOND = frozenset({"against", "of", "on", "in", "with"})
_EITHER = frozenset({"either", "any", "both", "neither", "warring", "opposing"})


def sides_of_war(token: Token, words: Lexicon) -> Iterator[tuple[Token, Token]]:
    """The two sides that one mention of a war names: "Northland's war in Southmark", "the war between X and Y"."""
    if token.lemma_.lower() not in _WARS:
        return
    places = arguments(token, words)
    first = [p.head for p in places if p.slot in _FIRST and p.near]
    second = [p.head for p in places if p.slot in _SECOND and p.near]
    yield from ((a, b) for a in first for b in (*second, *first) if a.i < b.i or b in second)
    for between in (p.head for p in places if p.slot == "between"):
        yield from ((between, c) for c in between.children if c.dep_ == "conj")


def most_named(pairs: Counter[tuple[str, str]]) -> tuple[str, ...]:
    """The pair that an article names most; none where two are named alike."""
    ranked = pairs.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ()
    return ranked[0][0]


def means_sides(head: Token) -> bool:
    """Whether a phrase means those at war: "either side", "any party", "the parties involved in the conflict"."""
    if head.lemma_.lower() not in {"side", "party"}:
        return False
    if any(c.lower_ in _EITHER for c in head.children if c.i < head.i):
        return True
    behind = head.doc[head.i + 1 : min(head.sent.end, head.i + 6)]
    return any(t.lemma_.lower() in _WARS | {"crisis", "fighting"} and head.is_ancestor(t) for t in behind)
