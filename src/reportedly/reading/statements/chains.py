"""Chains: whose word a source's word came through. "The paper reported that …, citing two officials": two links, one content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock, ParsedDocument
from reportedly.model import Span, Spans
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.lexicon import Cue, group, with_frame
from reportedly.reading.statements.nominal import citing_acts
from reportedly.reading.statements.syntax import child, inside, length, noun_phrase, overlap, spans_of, subject


def _cut(content: Spans, hole: Span) -> Spans:
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


def _tidy(block: ParsedBlock, content: Spans) -> Spans:
    tidy = []
    for s in content:
        start, end, text = s.start, s.end, block.doc.text
        while end > start and block.start <= end - 1 < block.start + len(text) and text[end - 1 - block.start] in " ,;":
            end -= 1
        while start < end and block.start <= start < block.start + len(text) and text[start - block.start] in " ,;":
            start += 1
        if end > start:
            tidy.append(Span(start, end))
    return tuple(tidy)


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
            cut = _tidy(outer.block, _cut(outer.content, hole)) if outer.block is block else ()
            content = cut or outer.content
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
                cut = _tidy(a.block, _cut(a.content, hole))
                found[i] = a.with_content(cut) if cut else a
    return found


def without_sources(found: list[Attribution]) -> list[Attribution]:
    """ "She said the ships sailed, according to a report": where the report says that she said it, it is not in her words."""
    for outer in [a for a in found if a.rule == "according"]:
        hole = outer.block.span(outer.cue_head.left_edge, outer.cue_head.right_edge)
        for i, a in enumerate(found):
            if a.block is outer.block and a is not outer and inside(a.cue[0], outer.content):
                cut = _tidy(a.block, _cut(a.content, hole))
                found[i] = a.with_content(cut) if cut else a
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
