"""Chains: whose word a source's word came through. "The paper reported that …, citing two officials": two links, one content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import combinations

from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock, ParsedDocument
from reportedly.model import Span, Spans
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.lexicon import Cue, group, with_frame
from reportedly.reading.statements.nominal import citing_acts
from reportedly.reading.statements.rebuttals import REBUTTAL
from reportedly.reading.statements.syntax import child, inside, length, noun_phrase, overlap, spans_of, subject


def cut(content: Spans, hole: Span) -> Spans:
    """Content without a stretch; what is left at its edges of commas and spaces goes with it."""
    out = []
    for s in content:
        if hole.end <= s.start or s.end <= hole.start:
            out.append(s)
            continue
        out += [
            Span(a, b) for a, b in ((s.start, min(s.end, hole.start)), (max(s.start, hole.end), s.end)) if b - a > 2
        ]
    return tuple(out)


def tidy(block: ParsedBlock, content: Spans) -> Spans:
    """Content without the commas and spaces at the ends of its pieces."""
    out = []
    for s in content:
        start, end, text = s.start, s.end, block.doc.text
        while end > start and block.start <= end - 1 < block.start + len(text) and text[end - 1 - block.start] in " ,;":
            end -= 1
        while start < end and block.start <= start < block.start + len(text) and text[start - block.start] in " ,;":
            start += 1
        if end > start:
            out.append(Span(start, end))
    return tuple(out)


def _governing(found: list[Attribution], block: ParsedBlock, verb: Token) -> Attribution | None:
    """The attribution in the same sentence that a citing clause belongs to: by its head, else the nearest before it."""
    ancestors = {t.i for t in verb.ancestors}
    same = [a for a in found if a.block is block and a.cue_head.sent == verb.sent and a.cue_head != verb]
    same = [a for a in same if a.entry.act != "deny"]  # who is cited does not deny
    by_source = [a for a in same if a.source_head is not None and a.source_head.i in ancestors]
    by_head = [a for a in same if a.cue_head.i in ancestors]
    before = [a for a in same if a.cue_head.i < verb.i and a.entry.mode == "speech" and verb.tag_ == "VBG"]
    return next(iter([*by_source[:1], *by_head[-1:], *before[-1:]]), None)


def last_report(found: Sequence[Attribution]) -> Attribution | None:
    """What was reported last by somebody who is named."""
    reported = [a for a in found if a.entry.act == "report" and a.source]
    return max(reported, key=lambda a: a.cue[0].start, default=None)


def _earlier(
    found: list[Attribution], block: ParsedBlock, verb: Token, before: Attribution | None
) -> Attribution | None:
    """What was reported last before this sentence, where its subject is the report itself."""
    source = subject(verb)
    if source is None or not (source.lemma_.lower() in group("reports") or source.ent_type_ == "ORG"):
        return None
    start = block.start + verb.sent.start_char
    return last_report([a for a in found if a.cue[0].start < start]) or before


def _own_content(found: list[Attribution], block: ParsedBlock, cited: Token) -> bool:
    """Whether the cited people have a saying verb of their own: "cited officials alleging that …"."""
    return any(a.block is block and a.source_head == cited for a in found)


def citing(found: list[Attribution], block: ParsedBlock, before: Attribution | None) -> Iterator[Attribution]:
    """Give those who are cited their own link, under what cites them: "citing Z", "the article cited Z".

    ``found`` are the attributions of the block, ``before`` the last report told of before it.
    """
    for verb in block.doc:
        cue = with_frame(verb.lemma_, "cited") if verb.pos_ == "VERB" else None
        cited = child(verb, "dobj") if cue is not None else None
        if cue is None or cited is None:
            continue
        if _own_content(found, block, cited):
            source = subject(verb)
            phrase = spans_of(block, noun_phrase(source)) if source is not None else ()
            content = spans_of(block, list(cited.subtree))
            yield Attribution(block, phrase, (block.span(verb),), content, source, verb, cue, "cited")
            continue
        outer = _governing(found, block, verb) or _earlier(found, block, verb, before)
        if outer is not None:
            phrase = spans_of(block, noun_phrase(cited))
            hole = block.span(verb.left_edge, verb.right_edge)
            left = tidy(outer.block, cut(outer.content, hole)) if outer.block is block else ()
            content = left or outer.content
            yield Attribution(block, phrase, (block.span(verb),), content, cited, verb, cue, "cited", outer)


def cited_by(a: Attribution) -> Attribution | None:
    """For "according to a source cited by Reuters": Reuters' link above the source's."""
    head = a.source_head
    act = next(citing_acts(head), None) if head is not None else None
    if act is None:
        return None
    verb, by = act
    cue = Cue(verb.lemma_, "cite", "speech", frozenset({"cited"}))
    marker = child(verb, "agent") or verb
    spans = spans_of(a.block, [verb, marker])
    return Attribution(a.block, spans_of(a.block, noun_phrase(by)), spans, a.content, by, verb, cue, "cited by")


def attributed_to(a: Attribution) -> Attribution | None:
    """For "the report, attributed to two officials, said": the officials' link below the report's."""
    if a.source_head is None or a.rule in {"cited", "cited by"}:
        return None
    below = [c for c in a.source_head.children if c.dep_ == "acl"]
    for verb in [v for c in below for v in (c, *c.conjuncts) if v.lemma_ in {"attribute", "source"}]:
        to = next((c for c in verb.children if c.dep_ in {"prep", "dative"} and c.lower_ == "to"), None)
        told = child(to, "pobj") if to is not None else None
        if to is not None and told is not None:
            cue = Cue(verb.lemma_, "cite", "speech", frozenset({"cited"}))
            phrase, spans = spans_of(a.block, noun_phrase(told)), spans_of(a.block, [verb, to])
            return Attribution(a.block, phrase, spans, a.content, told, verb, cue, "cited", a)
    return None


def without_citing_clauses(found: list[Attribution]) -> list[Attribution]:
    """The reporter's content ends where the citing clause begins, also where the parser hung that clause inside."""
    holes = [
        (c.reported_by, c.block.span(c.cue_head.left_edge, c.cue_head.right_edge))
        for c in found
        if c.reported_by is not None and c.rule == "cited" and c.reported_by.block is c.block
    ]
    for outer, hole in holes:
        for i, a in enumerate(found):
            if a.cue == outer.cue and a.entry is outer.entry:
                left = tidy(a.block, cut(a.content, hole))
                found[i] = a.with_content(left) if left else a
    return found


def without_sources(found: list[Attribution]) -> list[Attribution]:
    """ "She said the ships sailed, according to a report": where the report says that she said it, it is not in her words."""
    for outer in [a for a in found if a.rule == "according"]:
        hole = outer.block.span(outer.cue_head.left_edge, outer.cue_head.right_edge)
        for i, a in enumerate(found):
            if a.block is outer.block and a is not outer and inside(a.cue[0], outer.content):
                left = tidy(a.block, cut(a.content, hole))
                found[i] = a.with_content(left) if left else a
    return found


def without_rings(found: list[Attribution]) -> list[Attribution]:
    """ "People say he left, the paper reported": people do not say that the paper reported it, where each seems to.

    Of two contents that hold each other's cue, the one told of first ends before who tells of it.
    """
    found = list(found)
    same: dict[tuple[int, int], list[int]] = {}
    for i, a in enumerate(found):
        same.setdefault((a.block.start, a.cue_head.sent.start), []).append(i)
    for i, j in ((i, j) for each in same.values() for i, j in combinations(each, 2)):
        a, b = found[i], found[j]
        if inside(a.cue[0], b.content) and inside(b.cue[0], a.content):
            first, outer = (i, b) if a.cue[0].start < b.cue[0].start else (j, a)
            at = min(s.start for s in (*outer.source, *outer.cue) if s.start > found[first].cue[0].start)
            kept = tuple(Span(s.start, min(s.end, at)) for s in found[first].content if s.start < at)
            kept = tidy(found[first].block, kept)
            found[first] = found[first].with_content(kept) if kept else found[first]
    return found


def _by_block(parsed: ParsedDocument, found: list[Attribution]) -> dict[int, list[int]]:
    """For the start of each block the attributions with content in it."""
    starts = parsed.starts
    out: dict[int, list[int]] = {}
    for i, a in enumerate(found):
        for at in sorted({bisect_right(starts, s.start) - 1 for s in a.content}):
            out.setdefault(starts[at], []).append(i)
    return out


def parents(parsed: ParsedDocument, found: list[Attribution]) -> list[int | None]:
    """For each attribution the index of the one above it: that cites it, or else the innermost whose content holds its cue."""
    by_block, by_cue = _by_block(parsed, found), {a.cue: i for i, a in enumerate(found)}
    out: list[int | None] = []
    for i, a in enumerate(found):
        if a.rule == REBUTTAL:  # what is denied is no word of who claimed it
            out.append(None)
            continue
        if a.reported_by is not None:
            above = by_cue.get(a.reported_by.cue)
            out.append(above if above != i else None)
            continue
        near = [(j, found[j]) for j in by_block.get(a.block.start, ()) if j != i]
        holding = [
            (length(b.content), j)
            for j, b in near
            if all(inside(s, b.content) for s in a.cue) and overlap(a.content, b.content)
            and not (length(b.content) == length(a.content) and j > i)
        ]  # fmt: skip
        out.append(min(holding)[1] if holding else None)
    return out
