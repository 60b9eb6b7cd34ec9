"""What the words of a document refer to, as a record that later stages ask."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock
from reportedly.model import Entity, Span

Rule = Literal["name", "pronoun", "relative", "description", "government", "group"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a word means, by what kind of rule, why in words, and how sure that is (0 to 1).

    ``government`` is a country meant through its government or an unnamed holder of its offices; ``group`` several together.
    """

    entities: tuple[Entity, ...]
    rule: Rule
    reason: str
    confidence: float


@dataclass(frozen=True)
class References:
    """The entities of a document, and who its names, noun phrases and pronouns mean. What is unknown stays empty.

    ``resolved`` maps the document offset of a word (for a phrase: of its head) to its resolution.
    """

    entities: tuple[Entity, ...]
    resolved: Mapping[int, Resolution] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Entity]:
        """The entities by their ids."""
        return {e.id: e for e in self.entities}

    @cached_property
    def _mentions(self) -> tuple[tuple[Span, Entity], ...]:
        return tuple(sorted(((m, e) for e in self.entities for m in e.mentions), key=lambda pair: pair[0]))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(span.start for span, _ in self._mentions)

    def entity_at(self, span: Span) -> Entity | None:
        """The entity one of whose mentions covers this span or shares text with it."""
        at = bisect_right(self._starts, max(span.end - 1, span.start)) - 1
        if at < 0:
            return None
        mention, entity = self._mentions[at]
        return entity if mention.end > span.start else None

    def mentions_in(self, span: Span) -> tuple[tuple[Span, Entity], ...]:
        """The mentions that lie inside a span, in text order, each with its entity."""
        first = bisect_right(self._starts, span.start - 1)
        last = bisect_right(self._starts, span.end)
        return tuple((m, e) for m, e in self._mentions[first:last] if m.end <= span.end)

    def resolution(self, block: ParsedBlock, token: Token) -> Resolution | None:
        """Who the phrase headed by this token means, with the reason; ``None`` where that is unknown."""
        return self.resolved.get(block.start + token.idx)

    def of_token(self, block: ParsedBlock, token: Token) -> tuple[Entity, ...]:
        """Who a name, a pronoun, or the noun phrase headed by this token means; several for "both countries"."""
        found = self.resolution(block, token)
        return found.entities if found else ()

    def of_phrase(self, block: ParsedBlock, first: Token, last: Token) -> tuple[Entity, ...]:
        """Who the noun phrase from one token to another means, by its head."""
        return self.of_token(block, block.doc[first.i : last.i + 1].root)

    def country_of(self, entity: Entity) -> Entity | None:
        """The country that an entity of this document is or belongs to, where the document names it."""
        if entity.type == "Country":
            return entity
        return self._countries.get(entity.country) if entity.country else None

    @cached_property
    def _countries(self) -> Mapping[str, Entity]:
        return {e.country: e for e in reversed(self.entities) if e.type == "Country" and e.country}

    def name_of(self, block: ParsedBlock, token: Token) -> str | None:
        """The plain name of who the token means, several joined by "and"; ``None`` where that is unknown."""
        return " and ".join(e.name for e in self.of_token(block, token)) or None
