"""Rules and the learned model together: whose spans count, what the model alone finds, and what it rejects.

The rules see chains and statements inside contents, which the model's training text leaves flat; the model sees cues that no
lexicon lists and where a source or content ends. What only the rules find stays unless the model holds it unlikely.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock, ParsedDocument
from reportedly.model import Act, Mode, Span, Spans
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.learned import Relation
from reportedly.reading.statements.lexicon import Cue, lexicon
from reportedly.reading.statements.quotations import Quotation
from reportedly.reading.statements.quoted import widen
from reportedly.reading.statements.syntax import inside, overlap

LEARNED = "learned"
_CHAINED = frozenset({"cited", "cited by"})
_ACTS: dict[Mode, Act] = {"speech": "say", "attitude": "believe", "act": "announce"}


def _tokens(parsed: ParsedDocument, span: Span) -> tuple[ParsedBlock, TokenSpan] | None:
    """The block in which a span stands and its tokens there; none where no block that is read holds it."""
    at = bisect_right(parsed.starts, span.start) - 1
    if at < 0:
        return None
    block = parsed.blocks[at]
    tokens = block.doc.char_span(span.start - block.start, span.end - block.start, alignment_mode="expand")
    return (block, tokens) if tokens is not None and len(tokens) else None


def _entry(head: Token, mode: Mode) -> Cue:
    """The lexicon's entry for a cue's head, else one with the act that goes with the mode."""
    words, lemma = lexicon(), head.lemma_.lower()
    known = words.verbs.get(lemma, ()) if head.pos_ in {"VERB", "AUX"} else ()
    known = known or tuple(t[lemma] for t in (words.nouns, words.adjectives, words.adverbs) if lemma in t)
    return known[0] if known else Cue(lemma, _ACTS[mode], mode, frozenset())


def _head(parsed: ParsedDocument, block: ParsedBlock, spans: Spans) -> Token | None:
    """The head of a source that stands in the cue's paragraph."""
    found = _tokens(parsed, spans[0]) if spans else None
    return found[1].root if found is not None and found[0] is block else None


def _new(parsed: ParsedDocument, relation: Relation) -> Attribution | None:
    """What the model alone finds, with the tokens it hangs on."""
    found = _tokens(parsed, relation.cue)
    if found is None or not relation.content:
        return None
    block, tokens = found
    verbs = [t for t in tokens if t.pos_ == "VERB"]
    head = tokens.root if tokens.root.pos_ != "AUX" or not verbs else verbs[-1]
    source = _head(parsed, block, relation.source)
    entry = _entry(head, relation.mode)
    return Attribution(block, relation.source, (relation.cue,), relation.content, source, head, entry, LEARNED)


def _respanned(parsed: ParsedDocument, a: Attribution, r: Relation) -> Attribution:
    """A rule's attribution with the model's spans."""
    head = _head(parsed, a.block, r.source)
    same = a.source_head is not None and head is not None and overlap(a.source, r.source)
    cue = (r.cue,) if r.found and overlap([r.cue], a.cue) and not overlap([r.cue], r.content) else a.cue
    return replace(a, source=r.source, content=r.content, cue=cue, source_head=a.source_head if same else head)


def _matched(found: Sequence[Attribution], relations: Sequence[Relation]) -> dict[int, Relation]:
    """For each rule's attribution the model's view of its cue; both lists stand in text order."""
    out: dict[int, Relation] = {}
    at = 0
    for i, a in sorted(enumerate(found), key=lambda pair: pair[1].cue[0].start):
        while at < len(relations) and relations[at].cue.end <= a.cue[0].start:
            at += 1
        if at < len(relations) and overlap([relations[at].cue], a.cue):
            out[i] = relations[at]
    return out


def _contents(found: Iterable[Attribution]) -> dict[int, list[Spans]]:
    """The contents of attributions by the start of their paragraph."""
    out: dict[int, list[Spans]] = {}
    for a in found:
        out.setdefault(a.block.start, []).append(a.content)
    return out


def _nested(found: Sequence[Attribution]) -> set[int]:
    """Attributions whose cue stands inside the content of another one of their paragraph."""
    by_block: dict[int, list[Attribution]] = {}
    for a in found:
        by_block.setdefault(a.block.start, []).append(a)
    return {
        i
        for i, a in enumerate(found)
        if any(b is not a and inside(a.cue[0], b.content) for b in by_block[a.block.start])
    }


def merge_learned(
    parsed: ParsedDocument,
    found: Sequence[Attribution],
    relations: Sequence[Relation],
    quotations: Sequence[Quotation],
    settings: Mapping[str, float],
) -> list[tuple[Attribution, Relation | None]]:
    """The attributions of a document in text order, each with what the model says of it.

    ``found`` are the rules' ones. A chain's links and what cites keep the rules' spans; the model's cues that a rule's cue
    touches are that rule's; of two that end up with the same spans the first stays. Inside contents the rules alone are heard.
    """
    matched, nested = _matched(found, relations), _nested(found)
    leading = {id(a.reported_by) for a in found if a.reported_by is not None}
    out: list[tuple[Attribution, Relation | None]] = []
    became: dict[int, Attribution] = {}
    for i, a in enumerate(found):
        r = matched.get(i)
        chained = a.rule in _CHAINED or a.reported_by is not None
        kept = chained or id(a) in leading or r is None
        floor = settings["nested_standing" if i in nested else "rule_standing"]
        if r is not None and not kept and r.standing < floor:
            continue
        respan = (
            r is not None and not chained and i not in nested and r.standing >= settings["span_standing"] and r.content
        )
        became[id(a)] = _respanned(parsed, a, r) if respan and r is not None else a
        out.append((became[id(a)], r))
    out = [
        (replace(a, reported_by=became.get(id(a.reported_by), a.reported_by)), r) if a.reported_by else (a, r)
        for a, r in out
    ]
    taken = {r.cue for r in matched.values()}
    fresh = [r for r in relations if r.found and r.cue not in taken and r.standing >= settings["learned_standing"]]
    held = _contents(a for a, _ in out)
    for r in fresh:
        new = _new(parsed, r)
        if new is not None and not any(inside(r.cue, content) for content in held.get(new.block.start, ())):
            out.append((new, r))
    widened = widen([a for a, _ in out], quotations)
    distinct = {(a.source, a.cue, a.content): (a, r) for a, (_, r) in reversed(list(zip(widened, out, strict=True)))}
    return sorted(distinct.values(), key=lambda pair: (pair[0].cue[0].start, pair[0].content))


def confidence(a: Attribution, relation: Relation | None, rule: float, settings: Mapping[str, float]) -> float:
    """How likely an attribution is right (relation overlap): of the model's view by the calibration, else the rule's share."""
    if relation is None:
        return rule
    odds = settings["base"] + settings["standing"] * relation.standing + settings["sure"] * relation.sure
    odds += 0.0 if a.rule == LEARNED else settings["agreed"]
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 2)
