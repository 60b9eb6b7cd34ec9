"""Attributions by quotation marks, where the parse gave none, and quotations that run on without a cue of their own."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock
from reportedly.model import Span, Spans
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.lexicon import with_frame
from reportedly.reading.statements.quotations import Quotation
from reportedly.reading.statements.syntax import inside, merge, noun_phrase, overlap, spans_of, subject

REACH = 25
"""Tokens between a quotation and the verb that introduces it; a long description of the speaker may stand between."""
_ENDS = frozenset(",.?!…—–-")


def _tokens(block: ParsedBlock, quotation: Quotation) -> TokenSpan:
    start, end = quotation.start - block.start, quotation.end - block.start
    found = block.doc.char_span(start, end, alignment_mode="expand")
    return found if found is not None else block.doc[0:0]


def is_substantial(block: ParsedBlock, quotation: Quotation) -> bool:
    """Whether a quotation is something said and not a word set in marks.

    It has a verb, or ends as speech ends; a whole sentence may be shorter: "“I wrote to them,” she said. “Nobody answered.”"
    """
    tokens = _tokens(block, quotation)
    words = [t for t in tokens if t.is_alpha]
    ends = len(tokens) > 1 and any(t.text in _ENDS for t in tokens[-2:])
    finite = any(t.tag_ in {"VBD", "VBP", "VBZ", "MD"} for t in tokens)
    return (len(words) >= 3 and (finite or ends)) or (bool(words) and _is_sentence(tokens))


def _is_sentence(tokens: TokenSpan) -> bool:
    """Whether a quotation opens and closes as a sentence does, and stands where one begins."""
    before = tokens.doc[tokens.start - 1].text if tokens.start else "."
    return before in {".", "!", "?", '"'} and tokens[1:].text[:1].isupper() and tokens[-2:].text[:1] in {".", "!", "?"}


def _outside(block: ParsedBlock, token: Token, quotations: Sequence[Quotation]) -> bool:
    at = block.start + token.idx
    return not any(q.start <= at < q.end for q in quotations)


def _verbs_near(block: ParsedBlock, quotation: Quotation, quotations: Sequence[Quotation]) -> list[Token]:
    """Saying verbs outside all quotations, right after this one first, then right before it."""
    doc = block.doc
    quoted = _tokens(block, quotation)
    after = list(doc[quoted.end : quoted.end + REACH])
    before = list(doc[max(0, quoted.start - REACH) : quoted.start])[::-1]
    found: list[Token] = []
    for side in (after, before):
        for token in side:
            if not _outside(block, token, quotations):
                break  # another quotation begins: what lies beyond belongs to it
            if side is before and token.is_sent_end and token.text in ".!?" and token.i < before[0].i:
                break
            cue = with_frame(token.lemma_, "quote") if token.pos_ in {"VERB", "AUX"} else None
            if cue is not None and token.tag_ != "VB" and token.dep_ != "amod":
                found.append(token)
                break
            if side is after and token.is_sent_end and token.text in ".!?":
                break
    return found


def _speaker_near(block: ParsedBlock, verb: Token, quotation: Quotation) -> Token | None:
    found = subject(verb)
    if found is not None and not (quotation.start <= block.start + found.idx < quotation.end):
        return found
    following = [t for t in verb.children if t.i > verb.i and t.pos_ in {"PROPN", "NOUN", "PRON"} and t.dep_ != "prep"]
    return following[0] if following else None


def _widened(content: Spans, cue: Spans, quotations: Sequence[Quotation]) -> Spans:
    """A piece of content that begins or ends inside a quotation takes the whole of it, unless the cue stands in it too."""
    touched = [q.span for q in quotations if overlap([q.span], content) and not overlap([q.span], cue)]
    whole = [s for s in content if not any(inside(s, [t]) for t in touched)]
    return merge([*whole, *touched])


def widen(found: list[Attribution], quotations: Sequence[Quotation]) -> list[Attribution]:
    """Contents that touch a quotation grow to its marks; the source and the cue are never swallowed."""
    out = []
    for a in found:
        grown = _widened(a.content, a.cue, quotations)
        out.append(a.with_content(grown) if not overlap(grown, a.source) else a)
    return out


def _introduced(block: ParsedBlock, quotation: Quotation, verb: Token) -> Attribution:
    source = _speaker_near(block, verb, quotation)
    phrase = spans_of(block, noun_phrase(source)) if source is not None else ()
    phrase = tuple(s for s in phrase if not overlap([s], [quotation.span]))
    cue = with_frame(verb.lemma_, "quote")
    assert cue is not None  # only such verbs are near
    return Attribution(block, phrase, (block.span(verb),), (quotation.span,), source, verb, cue, "quotation")


def _add(found: list[Attribution], at: int, spans: Spans) -> None:
    found[at] = found[at].with_content(merge([*found[at].content, *spans]))


def _owner_before(found: list[Attribution], block: ParsedBlock, position: int) -> int | None:
    """The last spoken attribution of the block that begins before a position."""
    spoken = [
        (a.cue[0].start, i)
        for i, a in enumerate(found)
        if a.block is block and a.entry.mode == "speech" and a.cue[0].start < position and "quote" in a.entry.frames
    ]
    return max(spoken)[1] if spoken else None


def attach(
    found: list[Attribution],
    block: ParsedBlock,
    quotations: Sequence[Quotation],
    previous: tuple[ParsedBlock, Sequence[Quotation]] | None,
) -> list[Attribution]:
    """Give every substantial quotation of a block its attribution.

    ``found`` are the attributions of the block and of the one before it (``previous``, with its quotations). A quotation
    that no content holds yet is given to the saying verb beside it; else it continues what was said last in its paragraph;
    else, where it opens the paragraph, what was said last in the paragraph before.
    """
    found = list(found)
    for q in quotations:
        if not is_substantial(block, q) or _held(found, q):
            continue
        verbs = [v for v in _verbs_near(block, q, quotations) if not _taken(found, block, v)]
        existing = next(
            (i for i, a in enumerate(found) for v in verbs[:1] if a.block is block and a.cue_head == v), None
        )
        if existing is not None:
            _add(found, existing, (q.span,))
        elif verbs:
            found.append(_introduced(block, q, verbs[0]))
        else:
            _continue(found, block, q, previous)
    return found


def _held(found: list[Attribution], q: Quotation) -> bool:
    """Whether some content has this quotation already; what is attributed inside the quotation does not count."""
    return any(overlap([q.span], a.content) and not overlap([q.span], a.cue) for a in found)


def _taken(found: list[Attribution], block: ParsedBlock, verb: Token) -> bool:
    """A verb whose content is an object or an infinitive does not also introduce a quotation."""
    return any(a.block is block and a.cue_head == verb and a.rule not in {"quotation", "clause"} for a in found)


def _continue(
    found: list[Attribution], block: ParsedBlock, q: Quotation, previous: tuple[ParsedBlock, Sequence[Quotation]] | None
) -> None:
    owner = _owner_before(found, block, q.start)
    opens_block = q.start - block.start <= 1
    if owner is None and previous is not None and opens_block:
        last, quotations = previous
        runs_on = bool(quotations) and not quotations[-1].closed
        alone = q.end >= block.start + len(block.doc.text.rstrip())
        if runs_on or alone:
            owner = _owner_before(found, last, last.start + len(last.doc.text))
    if owner is not None:
        _add(found, owner, (Span(q.start, q.end),))
