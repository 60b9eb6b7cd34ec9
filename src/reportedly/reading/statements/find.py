"""All attributions of a document: by verbs, nouns, prepositions, quotation marks and chains, in that order."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.language.parser import ParsedBlock, ParsedDocument
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.chains import cited_by, citing, without_citing_clauses
from reportedly.reading.statements.lexicon import Lexicon, lexicon
from reportedly.reading.statements.nominal import adjectival, adverbial, nominal, prepositional
from reportedly.reading.statements.quotations import Quotation, find_quotations
from reportedly.reading.statements.quoted import attach, widen
from reportedly.reading.statements.verbal import verbal


def _distinct(found: list[Attribution]) -> list[Attribution]:
    """One attribution a cue: the first rule that found it wins."""
    kept: dict[tuple[int, int], Attribution] = {}
    for a in found:
        kept.setdefault((a.block.start, a.cue_head.i), a)
    return list(kept.values())


def _in_block(block: ParsedBlock, quotations: Sequence[Quotation], words: Lexicon) -> list[Attribution]:
    rules = (verbal, adjectival, nominal, prepositional, adverbial)
    return widen(_distinct([a for rule in rules for a in rule(block, words)]), quotations)


def find_attributions(parsed: ParsedDocument) -> tuple[list[Attribution], tuple[Quotation, ...]]:
    """The attributions of a document in text order, and its quotations."""
    words = lexicon()
    found: list[Attribution] = []
    everything: list[Quotation] = []
    previous: tuple[ParsedBlock, Sequence[Quotation]] | None = None
    for block in parsed.blocks:
        if block.block.role == "caption":
            previous = None
        quotations = find_quotations(parsed.document.text[block.start : block.block.end], block.start)
        found = attach([*found, *_in_block(block, quotations, words)], block, quotations, previous, words)
        found += list(citing(found, block, words))
        found = [b for a in found for b in _with_chain(a, block)]
        everything += quotations
        previous = (block, quotations)
    found = without_citing_clauses(_distinct(found))
    return sorted(found, key=lambda a: (a.cue[0].start, a.content)), tuple(everything)


def _with_chain(a: Attribution, block: ParsedBlock) -> list[Attribution]:
    """An attribution, and above it the one that its source is cited by, if any."""
    above = cited_by(a) if a.block is block and a.reported_by is None else None
    if above is None:
        return [a]
    return [above, Attribution(a.block, a.source, a.cue, a.content, a.source_head, a.cue_head, a.entry, a.rule, above)]
