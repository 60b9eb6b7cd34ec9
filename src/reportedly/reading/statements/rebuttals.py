"""Denials in a clause about what was just told: "…, two officials said, a claim the bank dismissed", "…, which it denied"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock
from reportedly.model import Span, Spans
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.lexicon import Cue, lexicon
from reportedly.reading.statements.syntax import bare_phrase, child, noun_phrase, spans_of

REBUTTAL = "rebuttal"
_OF_SAYINGS = frozenset({"deny", "dispute", "refute", "contradict"})
"""Verbs whose "which" is what was said; "the plan, which he rejected" is of the plan."""


def _denial(verb: Token) -> Cue | None:
    """The cue of a denying verb whose object is what its clause hangs on: "a claim (that) the bank dismissed"."""
    if verb.pos_ != "VERB" or verb.dep_ not in {"relcl", "acl"} or child(verb, "ccomp", "xcomp") is not None:
        return None
    target = child(verb, "dobj")
    if target is not None and target.tag_ not in {"WDT", "WP"}:
        return None
    return next((c for c in lexicon().verbs.get(verb.lemma_.lower(), ()) if c.act == "deny"), None)


def _taken_up(verb: Token) -> list[Token]:
    """The words that take up what stands before them: "…, a claim" above a verb, or its "…, which"; none where nothing does."""
    noun, target = verb.head, child(verb, "dobj")
    if target is not None and target.lower_ == "which" and verb.lemma_ in _OF_SAYINGS and _is_set_off(target):
        return [target]
    indefinite = any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in noun.children)
    return bare_phrase(noun) if indefinite and _is_set_off(noun.left_edge) else []


def _is_set_off(token: Token) -> bool:
    return token.i > token.sent.start and token.doc[token.i - 1].text in {",", "–", "—", "-"}


def _told_before(found: Sequence[Attribution], block: ParsedBlock, first: Token) -> Spans:
    """What was said in the sentence before a word: the last content there, else all that stands before it."""
    at = block.start + first.idx
    said = [a for a in found if a.block is block and a.cue_head.sent == first.sent and a.cue[0].start < at]
    if said:
        last = max(said, key=lambda a: a.cue[0].start)
        return tuple(Span(s.start, min(s.end, at)) for s in last.content if s.start < at)
    return spans_of(block, [t for t in first.sent if t.i < first.i])


def rebuttals(found: Sequence[Attribution], block: ParsedBlock) -> Iterator[Attribution]:
    """The denials of a block that stand in such a clause; their content is what was told, and the word that takes it up."""
    for verb in block.doc:
        cue = _denial(verb)
        source, taken = child(verb, "nsubj"), _taken_up(verb) if cue is not None else []
        if cue is None or not taken or source is None or source.tag_ in {"WDT", "WP"}:
            continue
        told = _trimmed(block, _told_before(found, block, taken[0]))
        content = tuple(sorted({*told, block.span(taken[0], taken[-1])}))
        phrase = spans_of(block, noun_phrase(source))
        yield Attribution(block, phrase, (block.span(verb),), content, source, verb, cue, REBUTTAL)


def _trimmed(block: ParsedBlock, spans: Spans) -> Spans:
    """Spans without the marks and spaces at their ends."""
    text, out = block.doc.text, []
    for s in spans:
        words = text[s.start - block.start : s.end - block.start].rstrip(" ,;–—-")
        if words:
            out.append(Span(s.start, s.start + len(words)))
    return tuple(out)


def apart_from(found: list[Attribution]) -> list[Attribution]:
    """The other statements without the clause of a denial: who made the claim does not say that it was denied."""
    for denial in [a for a in found if a.rule == REBUTTAL]:
        start, end = (
            denial.content[-1].start,
            denial.block.span(denial.cue_head.left_edge, denial.cue_head.right_edge).end,
        )
        for i, a in enumerate(found):
            held = any(s.start < start and denial.cue[0].end <= s.end for s in a.content)
            if a.block is not denial.block or a.rule == REBUTTAL or not held:
                continue
            kept = tuple(Span(s.start, start) if s.start < start < s.end <= end else s for s in a.content)
            found[i] = a.with_content(_trimmed(a.block, kept))
    return found
