"""Whose a ministry, a mission or a parliament is: read from the words beside it, else from the rest of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.language.countries import country, country_of
from reportedly.language.parser import ParsedBlock
from reportedly.language.tables import words
from reportedly.reading.entities.spots import Spot, SpotMap

_OWNED = frozenset({"Organization", "PublicBody"})


def with_owners(blocks: Sequence[ParsedBlock], spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """The spots with the owner's country set, and bodies named by kind only named in full ("Iranian Foreign Ministry")."""
    index = SpotMap(tuple(spots))
    owned = [_owned(blocks[s.block], s, index) for s in spots]
    known: dict[str, set[str]] = {}
    for spot in owned:
        if spot.basis == "pattern" and spot.country:
            known.setdefault(spot.name, set()).add(spot.country)
    named = (_named(s, known) for s in owned)
    return tuple(s for s in named if not _is_bare(s))


def _is_bare(spot: Spot) -> bool:
    """ "The embassy" with nothing in the document to say whose."""
    return spot.basis == "pattern" and spot.country is None and spot.name in {"Embassy", "Consulate", "Parliament"}


def _owned(parsed: ParsedBlock, spot: Spot, index: SpotMap) -> Spot:
    if spot.country or spot.type not in _OWNED:
        return spot
    own = country_of(spot.name.split()[0]) if " " in spot.name else None
    code = own.code if own else owner_of(parsed, spot.block, spot.first, spot.last, index)
    # A council or a committee may be anybody's; one with no state behind it is not taken for a public body.
    private = code is None and spot.basis == "parser" and spot.name.split()[-1].casefold() in words("private heads too")
    return replace(spot, country=code, type="Organization" if private else spot.type)


def owner_of(parsed: ParsedBlock, block: int, first: int, last: int, index: SpotMap) -> str | None:
    """The code of the country whose these words are: "Iran's …", "the Iranian …", "… of Iran"."""
    doc = parsed.doc
    head = doc[first : last + 1].root
    beside = [t for t in head.children if t.dep_ in {"poss", "amod", "compound", "nmod"} and t.i < first]
    beside += [p for t in head.children if t.lower_ in {"of", "for"} for p in t.children if p.dep_ == "pobj"]
    beside += _just_before(doc[first])
    if any(t.lower_ == "its" for t in beside):
        beside += [t for t in head.sent if t.i < first and t.dep_ == "nsubj"]
    found = (index.at(block, t) for t in beside)
    return next((s.country for s in found if s is not None and s.type == "Country" and s.country), None)


def _just_before(token: Token) -> list[Token]:
    """The word before, over a possessive ending."""
    at = token.i - 1
    if at > 0 and token.doc[at].tag_ == "POS":
        at -= 1
    return [token.doc[at]] if at >= 0 else []


def _named(spot: Spot, known: dict[str, set[str]]) -> Spot:
    if spot.basis != "pattern" or spot.type != "PublicBody" or spot.name.endswith("administration"):
        return spot
    elsewhere = known.get(spot.name, set())
    code = spot.country or (next(iter(elsewhere)) if len(elsewhere) == 1 else None)
    owner = country(code)
    return replace(spot, country=code, name=f"{owner.adjective} {spot.name}" if owner else spot.name)
