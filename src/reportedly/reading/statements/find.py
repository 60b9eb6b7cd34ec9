"""All attributions of a document: by verbs, nouns, prepositions, quotation marks and chains, in that order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.language.parser import ParsedBlock, ParsedDocument
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.chains import (
    attributed_to,
    cited_by,
    citing,
    last_report,
    without_citing_clauses,
    without_sources,
)
from reportedly.reading.statements.lexicon import Lexicon, lexicon
from reportedly.reading.statements.nominal import adjectival, adverbial, nominal, prepositional
from reportedly.reading.statements.quotations import Quotation, find_quotations
from reportedly.reading.statements.quoted import attach, widen
from reportedly.reading.statements.rebuttals import apart_from, rebuttals
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
    """The attributions of a document in text order, and its quotations.

    Only the paragraph before is open to change while one is read, so the cost grows with the text and not faster.
    """
    words = lexicon()
    done: list[Attribution] = []
    recent: list[Attribution] = []
    everything: list[Quotation] = []
    previous: tuple[ParsedBlock, Sequence[Quotation]] | None = None
    report: Attribution | None = None
    for block in parsed.blocks:
        quotations = find_quotations(parsed.document.text[block.start : block.block.end], block.start)
        both = attach([*recent, *_in_block(block, quotations, words)], block, quotations, previous)
        done += [a for a in both if a.block is not block]
        recent = _chained([a for a in both if a.block is block], block, report)
        report = last_report(recent) or report
        everything += quotations
        previous = (block, quotations) if block.block.role != "caption" else None
    return sorted([*done, *recent], key=lambda a: (a.cue[0].start, a.content)), tuple(everything)


def _chained(found: list[Attribution], block: ParsedBlock, report: Attribution | None) -> list[Attribution]:
    """A block's attributions with the further links that citing words add."""
    found = [*found, *citing(found, block, report)]
    found = apart_from([*found, *rebuttals(found, block)])
    found = [b for a in found for b in _with_chain(a)]
    return without_sources(without_citing_clauses(_distinct(found)))


def _with_chain(a: Attribution) -> list[Attribution]:
    """An attribution, above it the one that its source is cited by, if any, and below it the one that it is attributed to."""
    above = cited_by(a) if a.reported_by is None else None
    below = attributed_to(a)
    chain = [a] if above is None else [above, replace(a, reported_by=above)]
    return chain if below is None else [*chain, below]
