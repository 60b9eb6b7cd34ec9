"""Who the words of a document mean: names, descriptions ("the minister", "both countries") and pronouns."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.language.parser import ParsedBlock, ParsedDocument
from reportedly.model import Entity, Span
from reportedly.reading.reference.record import References, Resolution

__all__ = ["References", "Resolution", "resolve"]


def resolve(parsed: ParsedDocument, entities: tuple[Entity, ...]) -> References:
    """Say who each name, description and pronoun of a document means."""
    names = References(entities)
    return References(entities, {at: r for block in parsed.blocks for at, r in _names(block, names)})


def _names(block: ParsedBlock, names: References) -> Iterator[tuple[int, Resolution]]:
    for span, entity in names.mentions_in(Span(block.start, block.start + len(block.doc.text))):
        tokens = block.doc.char_span(span.start - block.start, span.end - block.start, alignment_mode="expand")
        for token in tokens or ():
            yield block.start + token.idx, Resolution((entity,), f"named {entity.name}", 1.0)
