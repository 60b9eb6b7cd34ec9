"""Attributions by nouns, adjectives and prepositions: "the claim that", "is concerned that", "according to"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock
from reportedly.model import Spans
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.lexicon import Cue, Lexicon, PrepositionalCue
from reportedly.reading.statements.syntax import (
    agent,
    bare_phrase,
    child,
    clause_tokens,
    noun_phrase,
    spans_of,
    subject,
)

_SUPPORT = frozenset({"make", "express", "voice", "have", "issue", "share", "raise", "repeat", "reiterate", "hold"})


def _bare_clause(noun: Token, clause: Token) -> bool:
    """A clause about what is said, without "that" ("claims it was involved"), and no relative ("claims it made")."""
    if clause.dep_ not in {"relcl", "acl", "ccomp"} or clause.left_edge.i != noun.i + 1:
        return False
    has_subject = child(clause, "nsubj", "nsubjpass") is not None
    relative = any(t.tag_ in {"WDT", "WP"} for t in clause.children)
    complete = child(clause, "dobj", "acomp", "attr", "nsubjpass", "xcomp") is not None
    return has_subject and complete and not relative


def _noun_clause(noun: Token, cue: Cue) -> list[Token]:
    for c in noun.children:
        finite = c.dep_ in {"acl", "ccomp", "relcl"} and any(
            g.dep_ == "mark" and g.lower_ == "that" for g in c.children
        )
        if "clause" in cue.frames and (finite or _bare_clause(noun, c)):
            return clause_tokens(c)
        to = c.dep_ in {"acl", "xcomp", "advcl"} and any(g.dep_ == "aux" and g.lower_ == "to" for g in c.children)
        if to and "infinitive" in cue.frames:  # "calls for the minister to resign": "for" is none of it
            return [t for t in clause_tokens(c) if not (t.dep_ == "mark" and t.head == c)]
        if c.dep_ == "prep" and c.lower_ in cue.frames and child(c, "pobj", "pcomp") is not None:
            return clause_tokens(c)
    return []


def _noun_source(noun: Token) -> Token | None:
    """A possessor, "by X", or the subject of the verb that carries the noun ("made the claim that")."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    for preposition in (c for c in noun.children if c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "from", "of"}):
        if (holder := child(preposition, "pobj")) is not None:
            return holder
    if noun.dep_ == "dobj" and noun.head.lemma_ in _SUPPORT:
        return subject(noun.head)
    return None


def nominal(block: ParsedBlock, lexicon: Lexicon) -> Iterator[Attribution]:
    """Nouns with a clause: "the belief that", "reports that"."""
    for token in block.doc:
        cue = lexicon.nouns.get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
        content = _noun_clause(token, cue) if cue is not None else []
        if cue is None or not content:
            continue
        source = _noun_source(token)
        phrase = spans_of(block, noun_phrase(source)) if source is not None else ()
        yield Attribution(block, phrase, (block.span(token),), spans_of(block, content), source, token, cue, "noun")


def adjectival(block: ParsedBlock, lexicon: Lexicon) -> Iterator[Attribution]:
    """Adjectives with a clause: "we are concerned that"."""
    for token in block.doc:
        cue = lexicon.adjectives.get(token.lower_) if token.dep_ == "acomp" or token.tag_ == "VBN" else None
        clause = child(token, "ccomp") if cue is not None else None
        if cue is None or clause is None:
            continue
        copula = token.head if token.dep_ == "acomp" else token
        source = child(copula, "nsubj", "nsubjpass")
        words = sorted({copula, token, *(c for c in token.children if c.dep_ == "auxpass")}, key=lambda t: t.i)
        phrase = spans_of(block, noun_phrase(source)) if source is not None else ()
        content = spans_of(block, clause_tokens(clause))
        if content and source is not None and source.lower_ != "it":
            yield Attribution(block, phrase, spans_of(block, words), content, source, token, cue, "adjective")


def adverbial(block: ParsedBlock, lexicon: Lexicon) -> Iterator[Attribution]:
    """Adverbs that attribute their clause to nobody in particular: "reportedly"."""
    for token in block.doc:
        cue = lexicon.adverbs.get(token.lower_) if token.pos_ == "ADV" else None
        if cue is None or token.head.pos_ not in {"VERB", "AUX"}:
            continue
        clause = [t for t in token.head.subtree if t != token and not token.is_ancestor(t)]
        if token.head.dep_ in {"conj", "relcl", "acl", "advcl"} or (content := spans_of(block, clause)) == ():
            clause = [t for t in clause if t.dep_ not in {"mark", "cc"}]
            content = spans_of(block, clause)
        if content:
            yield Attribution(block, (), (block.span(token),), content, None, token, cue, "adverb")


def _prepositional_cues(block: ParsedBlock, lexicon: Lexicon) -> Iterator[tuple[PrepositionalCue, list[Token]]]:
    """Where the words of a prepositional cue stand, cue by cue."""
    words = [t.lower_ for t in block.doc]
    for cue in lexicon.prepositional:
        first, width = cue.words[0], len(cue.words)
        for at in (i for i, word in enumerate(words) if word == first):
            if tuple(words[at : at + width]) == cue.words:
                yield cue, list(block.doc[at : at + width])


def _host(start: Token) -> Token:
    """The clause that a prepositional cue speaks for: the nearest one that it opens or interrupts, else the whole sentence.

    "said that, according to X, the ships sailed" speaks for the ships, "said that the ships sailed, according to X" for all.
    """
    node = start
    while node.head != node:
        node = node.head
        if (
            node.dep_ in {"relcl", "ccomp"}
            and start.i < node.i
            and (node.left_edge.i < start.i or (node.dep_ == "ccomp" and node.left_edge.i == start.i))
        ):
            return node
    return node


def _host_content(block: ParsedBlock, host: Token, cue_words: list[Token], phrase: list[Token]) -> Spans:
    out = {t.i for t in [*cue_words, *phrase]}
    kept = [t for t in host.subtree if t.i not in out]
    if host.dep_ == "relcl":
        kept = [t for t in kept if not (t.tag_ in {"WDT", "WP"} and t.head == host)]
        kept = sorted({*bare_phrase(host.head), *kept}, key=lambda t: t.i)
    return spans_of(block, kept)


def prepositional(block: ParsedBlock, lexicon: Lexicon) -> Iterator[Attribution]:
    """ "According to X": the content is the rest of the clause it stands in."""
    for cue, words in _prepositional_cues(block, lexicon):
        source = child(words[-1], "pobj", "pcomp")
        if source is None or (cue.heads and source.lemma_.lower() not in cue.heads):
            continue
        phrase = noun_phrase(source, lambda t: t.dep_ == "acl" and t.lemma_ in {"cite", "quote"})
        whole = [*phrase, *(t for t in source.subtree)]
        content = _host_content(block, _host(words[0]), words, whole)
        if content:
            entry = Cue(" ".join(cue.words), cue.act, "speech", frozenset())
            cue_spans = spans_of(block, words)
            yield Attribution(block, spans_of(block, phrase), cue_spans, content, source, words[0], entry, "according")


def citing_acts(phrase_head: Token) -> Iterator[tuple[Token, Token]]:
    """ "... cited by Reuters" below a source: the verb, and who cites."""
    for c in phrase_head.children:
        if c.dep_ == "acl" and c.lemma_ in {"cite", "quote"} and (by := agent(c)) is not None:
            yield c, by
