"""Who holds an event: the innermost statement whose content holds its trigger, and what denies what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock, ParsedDocument
from reportedly.model import Span, Statement
from reportedly.reading.events.lexicon import Lexicon

STRETCH = 2000
"""Code points; about a long paragraph."""


@dataclass(frozen=True)
class Holders:
    """The statements of one document, asked by place."""

    parsed: ParsedDocument
    statements: Sequence[Statement]
    words: Lexicon

    @cached_property
    def _by_id(self) -> dict[str, Statement]:
        return {s.id: s for s in self.statements}

    @cached_property
    def _by_place(self) -> dict[int, list[Statement]]:
        """The statements by the stretches of text that their contents touch, so that a place is not sought in all of them."""
        found: dict[int, list[Statement]] = {}
        for s in self.statements:
            touched = {at for c in s.content for at in range(c.start // STRETCH, c.end // STRETCH + 1)}
            for at in sorted(touched):
                found.setdefault(at, []).append(s)
        return found

    def parent(self, statement: Statement) -> Statement | None:
        """The statement that this one stands in."""
        return self._by_id.get(statement.parent) if statement.parent else None

    def above(self, statement: Statement) -> tuple[Statement, ...]:
        """The chain of parents, nearest first."""
        chain: list[Statement] = []
        at = self.parent(statement)
        while at is not None and at not in chain:
            chain.append(at)
            at = self.parent(at)
        return tuple(chain)

    def of(self, trigger: Span) -> Statement | None:
        """The innermost statement that holds a trigger; ``None``: the outlet's own voice."""
        near = self._by_place.get(trigger.start // STRETCH, ())
        holding = [s for s in near if s.mode != "act" and _holds(s, trigger)]
        if not holding:
            return None
        best = min(holding, key=lambda s: (_length(s), -len(self.above(s)), s.id))
        inner = [s for s in holding if best in self.above(s)]
        return max(inner, key=lambda s: (len(self.above(s)), s.id)) if inner else best

    def inside(self, block: ParsedBlock, statement: Statement | None) -> Callable[[Token], bool]:
        """Whether a token stands in a statement's content; everything does where nobody holds the event."""
        if statement is None:
            return lambda _: True
        return lambda token: _holds(statement, block.span(token))

    def cue(self, statement: Statement) -> list[Token]:
        """The tokens of a statement's cue."""
        found: list[Token] = []
        for span in statement.cue:
            at = bisect_right(self.parsed.starts, span.start) - 1
            block = self.parsed.blocks[at]
            inside = block.doc.char_span(span.start - block.start, span.end - block.start, alignment_mode="expand")
            found += list(inside or ())
        return found

    def nested_claim(self, statement: Statement) -> Statement | None:
        """The denial that a sourceless "claims that" stands in: what is claimed there is denied by its holder."""
        parent = self.parent(statement)
        if parent is None or statement.source or not self.denies(parent):
            return None
        return parent if any(t.lemma_.lower() in self.words.claim_nouns for t in self.cue(statement)) else None

    def report(self, statement: Statement) -> Token | None:
        """The word of report that a statement hangs on: "claims that", "called the accusation that"."""
        return next(
            (t for t in self.cue(statement) if t.pos_ == "NOUN" and t.lemma_.lower() in self.words.claim_nouns), None
        )

    def around(self, block: ParsedBlock, token: Token, statement: Statement) -> Statement | None:
        """The statement that another one's cue stands in; ``None`` in the outlet's own voice."""
        parent = self.parent(statement)
        found = parent or self.of(block.span(token))
        return found if found is not statement else None

    def denies(self, statement: Statement) -> bool:
        """Whether a statement's own cue is a word of denial."""
        return any(
            t.lemma_.lower() in self.words.denials or t.lower_ in {"denial", "denials"} for t in self.cue(statement)
        )


def _holds(statement: Statement, span: Span) -> bool:
    return any(c.start <= span.start and span.end <= c.end for c in statement.content)


def _length(statement: Statement) -> int:
    return sum(c.end - c.start for c in statement.content)
