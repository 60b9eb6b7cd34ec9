"""Rules and the learned model together: whose spans count, what the model alone finds, and what it rejects.

The rules see chains and statements inside contents, which the model's training text leaves flat; the model sees cues that no
lexicon lists and where a source or content ends. What only the rules find stays unless the model holds it unlikely.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock, ParsedDocument
from reportedly.model import Act, Mode, Span, Spans
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.chains import cut, tidy
from reportedly.reading.statements.learned import Relation
from reportedly.reading.statements.lexicon import Cue, group, lexicon, with_frame
from reportedly.reading.statements.quotations import Quotation
from reportedly.reading.statements.quoted import widen
from reportedly.reading.statements.rebuttals import REBUTTAL
from reportedly.reading.statements.syntax import child, inside, is_passive, noun_phrase, overlap, spans_of, subject

LEARNED = "learned"
_CHAINED = frozenset({"cited", "cited by", REBUTTAL})
_PLAIN = frozenset({"according"})
"""Rules whose words have no other reading; the model's corpus lacks most of them ("based on the agency's report")."""
RULE_SHARES: Mapping[str, float] = MappingProxyType(
    {"clause": 0.83, "according": 0.85, "quotation": 0.6, "passive": 0.83, "of": 0.7, "object_infinitive": 0.71}
)
"""The share of a rule's attributions that are right on PolNeAR dev, where no model weighs them; others: :data:`OTHER_SHARE`."""
OTHER_SHARE = 0.5
_SPEAKING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_ACTS: dict[Mode, Act] = {"speech": "say", "attitude": "believe", "act": "announce"}


def _tokens(parsed: ParsedDocument, span: Span) -> tuple[ParsedBlock, TokenSpan] | None:
    """The block in which a span stands and its tokens there; none where no block that is read holds it."""
    at = bisect_right(parsed.starts, span.start) - 1
    if at < 0:
        return None
    block = parsed.blocks[at]
    tokens = block.doc.char_span(span.start - block.start, span.end - block.start, alignment_mode="expand")
    return (block, tokens) if tokens is not None and len(tokens) else None


def _is_clause(parsed: ParsedDocument, content: Spans) -> bool:
    """Whether a content says something of something: a piece of it hangs on a verb."""
    found = (_tokens(parsed, s) for s in content)
    return any(f[1].root.pos_ in {"VERB", "AUX"} for f in found if f is not None)


def _spoken_to(a: Attribution, head: Token | None) -> bool:
    """Whether the head of a source is what a passive cue is done to: "asked about it, the minister" does not ask."""
    return head is not None and is_passive(a.cue_head) and a.rule != "adjective" and subject(a.cue_head) == head


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
    source, content = _one_side(relation), relation.content
    if not source and not is_passive(head):
        source, content = _with_subject(block, head, content)
    deed = head.pos_ == "VERB" and not _is_clause(parsed, content)  # "blocked the bill": nothing is said
    entry = _entry(head, "act" if deed else relation.mode)
    source = () if _only_causes(head) else source
    spoken = _head(parsed, block, source)
    return Attribution(block, source, (relation.cue,), content, spoken, head, entry, LEARNED)


def _only_causes(head: Token) -> bool:
    """Whether the subject of a cue only brings about what others feel: "the launch heightened fears that …"."""
    verb = head.head if head.pos_ == "NOUN" and head.dep_ == "dobj" else head
    felt = child(verb, "dobj")
    noun = lexicon().nouns.get(felt.lemma_.lower()) if felt is not None else None
    return verb.lemma_.lower() in group("causing") and noun is not None and noun.mode == "attitude"


def _with_subject(block: ParsedBlock, verb: Token, content: Spans) -> tuple[Spans, Spans]:
    """Source and content where the model took the subject for a piece of what is said: "Ardania had asked for six"."""
    own = child(verb, "nsubj")
    speaks = own is not None and own.ent_type_ in _SPEAKING
    named = spans_of(block, noun_phrase(own)) if own is not None and speaks else ()
    rest = tuple(s for s in content if s not in named)
    return (named, rest) if rest and len(rest) < len(content) else ((), content)


def _respanned(parsed: ParsedDocument, a: Attribution, r: Relation) -> Attribution:
    """A rule's attribution with the model's spans; the source that a rule sees where the model sees none.

    The rule's spans stay where the model takes who speaks for what is said, or who is spoken to for who speaks.
    """
    cue = (r.cue,) if r.found and overlap([r.cue], a.cue) and not overlap([r.cue], r.content) else a.cue
    seen = _one_side(r)
    shared = tuple(s for s in seen if overlap([s], a.source))
    source = shared or seen or tuple(s for s in a.source if not overlap([s], cue))
    source = a.source if _begins_too_soon(parsed, a, source) or _begins_too_late(parsed, a, source) else source
    head, content = _head(parsed, a.block, source), _without_relative(a, r.content)
    said = not shared and bool(overlap(a.source, content))  # "…, two people told the paper": the paper does not speak
    if said or _spoken_to(a, head) or overlap(source, content):
        return a
    source, head = ((), None) if _only_causes(a.cue_head) else (source, head)
    same = a.source_head is not None and head is not None and overlap(a.source, source)
    return replace(a, source=source, content=content, cue=cue, source_head=a.source_head if same else head)


def _without_relative(a: Attribution, content: Spans) -> Spans:
    """Content without what is said of the source: "according to the daily, which named nobody, the ships left"."""
    clause = child(a.source_head, "relcl") if a.source_head is not None and a.rule in _PLAIN else None
    if clause is None:
        return content
    return tidy(a.block, cut(content, a.block.span(clause.left_edge, clause.right_edge))) or content


def _cut_short(a: Attribution, r: Relation, found: Sequence[Attribution]) -> bool:
    """Whether the model gives who is cited at the end only a piece of another's word: "X told them that …, according to Y"."""
    if a.rule not in _PLAIN or not r.content:
        return False
    inner = (b for b in found if b is not a and b.block is a.block and inside(b.cue[0], a.content))
    return any(all(inside(s, b.content) for s in r.content) for b in inner)


def _begins_too_soon(parsed: ParsedDocument, a: Attribution, source: Spans) -> bool:
    """Whether a source of the model's takes in a phrase before who speaks: "in court papers its lawyers argued"."""
    if not source or not a.source or not source[0].start < a.source[0].start < source[0].end:
        return False
    found = _tokens(parsed, Span(source[0].start, a.source[0].start))
    if found is None:
        return False
    before = found[1]  # "(in) 2022 its minister said": the year is none of it
    a_day = all(t.ent_type_ in {"DATE", "TIME"} or t.is_punct for t in before)
    return a_day or (before.root.dep_ in {"pobj", "nummod"} and before.root.head.i < before.start)


def _begins_too_late(parsed: ParsedDocument, a: Attribution, source: Spans) -> bool:
    """Whether a source of the model's leaves out the first of two descriptions: "U.S. and" of "U.S. and European officials"."""
    if not source or not a.source or not a.source[0].start < source[0].start < a.source[0].end:
        return False
    found = _tokens(parsed, Span(a.source[0].start, source[0].start))
    joined = found is not None and found[1][-1].lower_ == "and"
    return (
        joined
        and found is not None
        and found[1].root.dep_ in {"nmod", "amod", "compound"}
        and found[1].root.head == a.source_head
    )


def _one_side(r: Relation) -> Spans:
    """The source without what stands beyond the cue: "a panel wrote in a document seen by the paper" has one source."""
    first = r.source[0] if r.source else r.cue
    return tuple(s for s in r.source if not (first.end <= r.cue.start and s.start >= r.cue.end))


_THEN = re.compile(r",\s+that\s+")


def _unfolded(text: str, relations: Sequence[Relation]) -> list[Relation]:
    """ "The paper reported, citing two officers, that …": the clause is what the paper reported, and not what it cites."""
    out = list(relations)
    for i in range(1, len(out)):
        before, r = out[i - 1], out[i]
        then = _THEN.search(text, r.content[0].start, r.content[0].end) if r.content else None
        if then is None or before.content or with_frame(_base(text[r.cue.start : r.cue.end]), "cited") is None:
            continue
        out[i - 1] = replace(before, content=(Span(then.end(), r.content[0].end), *r.content[1:]))
        out[i] = replace(r, content=(Span(r.content[0].start, then.start()),))
    return out


def _base(cue: str) -> str:
    """The verb of a cue of one word in -ing: "citing"."""
    return cue.removesuffix("ing") + "e" if cue.endswith("ing") else cue


def _citation(parsed: ParsedDocument, a: Attribution, others: Sequence[Attribution]) -> Attribution:
    """Who is cited, as a source of what is reported in the sentence; the model takes them for what the citing paper says."""
    cue = with_frame(a.cue_head.lemma_, "cited")
    if cue is None or _is_clause(parsed, a.content):
        return a
    before = [b for b in others if b.block is a.block and b.cue_head.sent == a.cue_head.sent and b.cue[0] < a.cue[0]]
    told = [b for b in before if b.entry.mode == "speech" and b.entry.act != "deny" and not overlap(b.content, a.cue)]
    if not told:
        return a
    outer = max(told, key=lambda b: (bool(overlap(b.source, a.source)), b.cue[0].start))
    head = _head(parsed, a.block, a.content)
    return replace(
        a, source=a.content, content=outer.content, source_head=head, entry=cue, rule="cited", reported_by=outer
    )


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


def _nested(found: Sequence[Attribution], matched: Mapping[int, Relation]) -> set[int]:
    """Attributions whose cue stands inside the content of another one, by the rules or as the model sees that one."""
    contents: dict[int, list[tuple[int, Spans]]] = {}
    for i, a in enumerate(found):
        r = matched.get(i)
        seen = [a.content, r.content] if r is not None and r.found else [a.content]
        contents.setdefault(a.block.start, []).extend((i, content) for content in seen)
    return {
        i
        for i, a in enumerate(found)
        if any(j != i and inside(a.cue[0], content) for j, content in contents[a.block.start])
    }


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """An attribution, what the model says of it (none where it was not asked), and how likely it is right."""

    attribution: Attribution
    relation: Relation | None
    confidence: float


def merge_learned(
    parsed: ParsedDocument,
    found: Sequence[Attribution],
    relations: Sequence[Relation],
    quotations: Sequence[Quotation],
    settings: Mapping[str, float],
) -> list[Weighed]:
    """The attributions of a document in text order, each with what the model says of it.

    ``found`` are the rules' ones. What is at least as likely right as ``settings["least"]`` stays, with the model's spans. The
    rules alone are heard where the model's corpus has nothing to say: inside contents, and in chains of citing.
    The model's cues that a rule's cue touches are that rule's; of two that end up with the same spans the first stays.
    """
    relations = _unfolded(parsed.document.text, relations)
    matched = _matched(found, relations)
    kept = list(_ruled(parsed, found, matched, settings))
    taken = {r.cue for r in matched.values()}
    fresh = list(_fresh(parsed, kept, [r for r in relations if r.found and r.cue not in taken], settings))
    others = [w.attribution for w in (*kept, *fresh)]
    fresh = [replace(w, attribution=_citation(parsed, w.attribution, others)) for w in fresh]
    return _distinct([*kept, *fresh], quotations)


def _apart(found: Sequence[Attribution], matched: Mapping[int, Relation]) -> set[int]:
    """The rules' attributions that the model's corpus says nothing of: nested ones and links of chains."""
    leading = {a.reported_by.cue for a in found if a.reported_by is not None}
    chained = {i for i, a in enumerate(found) if a.rule in _CHAINED or a.reported_by is not None or a.cue in leading}
    return chained | _nested(found, matched)


def cues_to_ask(found: Sequence[Attribution]) -> list[Span]:
    """The cues of the rules that the model is to judge, found by it or not."""
    apart = _apart(found, {})
    return [a.cue[0] for i, a in enumerate(found) if i not in apart]


def _ruled(
    parsed: ParsedDocument, found: Sequence[Attribution], matched: Mapping[int, Relation], settings: Mapping[str, float]
) -> Iterator[Weighed]:
    """The rules' attributions that stay: with the model's spans where it judges them, as they are else."""
    apart = _apart(found, matched)
    for i, a in enumerate(found):
        r = None if i in apart or _agrees_without_words(matched.get(i)) else matched.get(i)
        r = None if r is not None and _cut_short(a, r, found) else r
        new = _respanned(parsed, a, r) if r is not None and r.content else a
        sure = confidence(new, r, settings)
        if sure >= settings["least"]:
            yield Weighed(new, r, sure)
        elif a.rule in _PLAIN or (a.rule == "noun" and a.entry.lemma in group("hearsay")):
            yield Weighed(a, None, confidence(a, None, settings))


def _agrees_without_words(r: Relation | None) -> bool:
    """Whether the model sees the cue and finds no content for it: the rule's words stand, and it has nothing to judge."""
    return r is not None and r.found and not r.content


def _fresh(
    parsed: ParsedDocument, kept: Sequence[Weighed], relations: Iterable[Relation], settings: Mapping[str, float]
) -> Iterator[Weighed]:
    """What the model alone finds, outside the contents of what is kept."""
    held = _contents(w.attribution for w in kept)
    for r in relations:
        new = _new(parsed, r)
        if new is None or any(inside(r.cue, content) for content in held.get(new.block.start, ())):
            continue
        sure = confidence(new, r, settings)
        if sure >= settings["least"]:
            yield Weighed(new, r, sure)


def _distinct(every: Sequence[Weighed], quotations: Sequence[Quotation]) -> list[Weighed]:
    """All in text order, contents grown to quotation marks, one for each set of spans."""
    widened = widen([w.attribution for w in every], quotations)
    each = {
        (a.source, a.cue, a.content): replace(w, attribution=a)
        for a, w in reversed(list(zip(widened, every, strict=True)))
    }
    return sorted(each.values(), key=lambda w: (w.attribution.cue[0].start, w.attribution.content))


def confidence(a: Attribution, relation: Relation | None, settings: Mapping[str, float]) -> float:
    """How likely an attribution is right (relation overlap): by the calibration of the model's view, else the rule's share."""
    if relation is None:
        return RULE_SHARES.get(a.rule, OTHER_SHARE)
    odds = settings["base"] + settings["standing"] * relation.standing + settings["sure"] * relation.sure
    odds += 0.0 if a.rule == LEARNED else settings["agreed"]
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 2)
