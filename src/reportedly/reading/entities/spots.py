"""Spots: stretches of a block that name something, before they are grouped into entities."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from spacy.tokens import Token

from reportedly.language.gazetteer import Sense
from reportedly.language.parser import ParsedBlock
from reportedly.model import EntityType, Span

Basis = Literal["table", "parser", "pattern", "title", "context"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A name at ``[start, end)`` of the document, ``printed`` there; ``name`` is its plain form, ``basis`` what found it.

    ``first`` and ``last`` are the tokens of the block that it touches.
    """

    start: int
    end: int
    type: EntityType
    printed: str
    name: str
    country: str | None
    basis: Basis
    sense: Sense
    block: int
    first: int
    last: int

    @property
    def span(self) -> Span:
        """Where it stands in the document."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class SpotMap:
    """Spots by the block and token they touch."""

    spots: tuple[Spot, ...]

    @cached_property
    def _by_token(self) -> dict[tuple[int, int], Spot]:
        return {(s.block, i): s for s in self.spots for i in range(s.first, s.last + 1)}

    def at(self, block: int, token: Token) -> Spot | None:
        """The spot that touches this token of this block."""
        return self._by_token.get((block, token.i))


def spot(
    parsed: ParsedBlock,
    block: int,
    at: tuple[int, int],
    kind: EntityType,
    name: str,
    *,
    country: str | None = None,
    basis: Basis,
    sense: Sense = "name",
) -> Spot | None:
    """A spot from the offsets ``at`` into the block's text; ``None`` where no token stands there."""
    start, end = at
    tokens = parsed.doc.char_span(start, end, alignment_mode="expand")
    if tokens is None or not len(tokens):
        return None
    return Spot(
        start=parsed.start + start,
        end=parsed.start + end,
        type=kind,
        printed=tokens.text[start - tokens.start_char : end - tokens.start_char],
        name=name,
        country=country,
        basis=basis,
        sense=sense,
        block=block,
        first=tokens.start,
        last=tokens.end - 1,
    )


def without_overlaps(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """In text order; of two that overlap the longer stays, and of equals the first given."""
    kept: list[Spot] = []
    for candidate in sorted(spots, key=lambda s: -(s.end - s.start)):
        at = bisect_left(kept, candidate.start, key=lambda s: s.start)
        # Those kept do not overlap each other, so only the neighbours on either side can touch this one.
        before_clear = at == 0 or kept[at - 1].end <= candidate.start
        after_clear = at == len(kept) or candidate.end <= kept[at].start
        if before_clear and after_clear:
            kept.insert(at, candidate)
    return tuple(kept)
