"""One attribution as the rules find it, before it has a speaker, an act or a parent."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock
from reportedly.model import Spans
from reportedly.reading.statements.lexicon import Cue


@dataclass(frozen=True, slots=True, eq=False)
class Attribution:
    """Source, cue and content with the tokens they hang on. ``rule`` names what found it.

    ``block`` is the block of the cue. ``reported_by`` is set where this source's word is another attribution's: a paper
    citing officials. Two attributions with one content form a chain through it.
    """

    block: ParsedBlock
    source: Spans
    cue: Spans
    content: Spans
    source_head: Token | None
    cue_head: Token
    entry: Cue
    rule: str
    reported_by: Attribution | None = None

    def with_content(self, content: Spans) -> Attribution:
        """The same attribution with other content."""
        return replace(self, content=content)
