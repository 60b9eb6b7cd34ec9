"""Who holds an event: the innermost statement whose content holds its trigger, and what denies what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock, ParsedDocument
from reportedly.model import Span, Statement
from reportedly.reading.events.denying import is_denial
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.syntax import is_verb

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
        """The statement that this one stands in: by its own word, or as its cue is part of the other's ("rejected | reports")."""
        if statement.parent:
            return self._by_id.get(statement.parent)
        return None if statement.source else self._by_words(statement)

    def _by_words(self, statement: Statement) -> Statement | None:
        """The statement whose cue a sourceless word of report is part of: "allegations" in "rejected allegations"."""
        cue = statement.cue[0] if statement.cue else None
        near = self._by_place.get(statement.content[0].start // STRETCH, ()) if cue and statement.content else ()
        return next((s for s in near if s.id != statement.id and s.source and cue and _covers(s.cue, cue)), None)

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
        holding = [s for s in near if s.mode != "act" and _holds(s, trigger) and not self._is_ground(s)]
        if not holding:
            return None
        best = min(holding, key=lambda s: (_length(s), -len(self.above(s)), s.id))
        inner = [s for s in holding if best in self.above(s)]
        return max(inner, key=lambda s: (len(self.above(s)), s.id)) if inner else best

    def _is_ground(self, statement: Statement) -> bool:
        """ "Citing X's conduct": what is given as a ground says nothing."""
        if statement.act != "cite" or not statement.source:
            return False
        found = self._tokens(statement.source)
        heads = [t for t in found if t.head not in found]
        return any(t.pos_ == "NOUN" and t.lemma_.lower() in self.words.grounds for t in heads)

    def outside_denial(self, statement: Statement) -> Statement | None:
        """In whose words stands what is only told beside a denial, not denied: those around it; else its own holder."""
        chain = (statement, *self.above(statement))
        denial = next((n for n, s in enumerate(chain) if self.denies(s)), None)
        return statement if denial is None else chain[denial + 1] if denial + 1 < len(chain) else None

    def inside(self, block: ParsedBlock, statement: Statement | None) -> Callable[[Token], bool]:
        """Whether a token stands in a statement's content; everything does where nobody holds the event."""
        if statement is None:
            return lambda _: True
        return lambda token: _holds(statement, block.span(token))

    def cue(self, statement: Statement) -> list[Token]:
        """The tokens of a statement's cue."""
        return self._tokens(statement.cue)

    def _tokens(self, spans: Sequence[Span]) -> list[Token]:
        found: list[Token] = []
        for span in spans:
            at = bisect_right(self.parsed.starts, span.start) - 1
            block = self.parsed.blocks[at]
            inside = block.doc.char_span(span.start - block.start, span.end - block.start, alignment_mode="expand")
            found += list(inside or ())
        return found

    def is_named(self, statement: Statement) -> bool:
        """Whether a statement is only a claim that is named: "claims that", "a paper's report that"; nobody speaks in it."""
        cue = self.cue(statement)
        return any(t.lemma_.lower() in self.words.claim_nouns for t in cue) and not any(is_verb(t) for t in cue)

    def nested_claim(self, statement: Statement) -> Statement | None:
        """The denial that "claims that" or "X's claim that" stands in: what is claimed there is denied by its holder."""
        parent = self.parent(statement)
        if parent is None or not self.denies(parent) or not self.is_named(statement):
            return None
        return parent

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
        return any(is_denial(t, self.words) or t.lower_ in {"denial", "denials"} for t in self.cue(statement))


def _covers(spans: Sequence[Span], one: Span) -> bool:
    return any(s.start <= one.start and one.end <= s.end and s != one for s in spans)


def _holds(statement: Statement, span: Span) -> bool:
    return any(c.start <= span.start and span.end <= c.end for c in statement.content)


def _length(statement: Statement) -> int:
    return sum(c.end - c.start for c in statement.content)
