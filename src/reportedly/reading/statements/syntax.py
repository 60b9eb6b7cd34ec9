"""What a dependency parse says about a clause: its subject, its noun phrases, the stretch of text it covers.

Labels are spaCy's for English (ClearNLP). Nothing here knows about attribution.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock
from reportedly.model import Span, Spans

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_EDGE = frozenset(",;:.–—-()[]")
_NOT_IN_NAME = frozenset({"advcl", "ccomp", "parataxis", "dep"})
_CONTROL = frozenset({"xcomp", "advcl", "conj", "ccomp", "pcomp"})


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these labels."""
    return next((c for c in token.children if c.dep_ in deps), None)


def is_participle_clause(token: Token) -> bool:
    """Whether a verb has the form that borrows its subject: -ing, or "to" before it."""
    return token.tag_ in {"VBG", "VBN"} or any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def noun_phrase(head: Token, drop: Callable[[Token], bool] = lambda _: False) -> list[Token]:
    """The tokens of a name or noun phrase with its description, in text order.

    ``drop`` says which further children are left out with all below them.
    """
    tokens = [head]
    stack = [head]
    while stack:
        for c in stack.pop().children:
            if c.dep_ in _NOT_IN_NAME or drop(c):
                continue
            tokens.append(c)
            stack.append(c)
    return sorted(tokens, key=lambda t: t.i)


def bare_phrase(head: Token) -> list[Token]:
    """A noun phrase without its relative clauses."""
    return noun_phrase(head, lambda t: t.dep_ == "relcl")


def subject(verb: Token) -> Token | None:
    """Who does what a verb says: its own subject, or, for conjoined, participle and infinitive clauses, the governing one's.

    A relative pronoun stands for its antecedent. ``None`` where the sentence names nobody.
    """
    seen = 0
    while seen < 6:  # deeper than any sentence that is read by people
        own = child(verb, *SUBJECTS)
        if own is not None:
            return verb.head if own.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl" else own
        if verb.dep_ == "acl" and verb.tag_ in {"VBG", "VBN"}:
            return verb.head
        if verb.dep_ not in _CONTROL or (verb.dep_ in {"ccomp", "pcomp", "advcl"} and not is_participle_clause(verb)):
            return None
        governor = verb.head
        if governor.dep_ == "prep":  # "reacted by saying"
            governor = governor.head
        if governor.pos_ not in {"VERB", "AUX"}:
            return None
        verb, seen = governor, seen + 1
    return None


def agent(verb: Token) -> Token | None:
    """The doer of a passive: the object of its "by"."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, with or without its auxiliary ("when asked", "cited by")."""
    if verb.tag_ != "VBN":
        return False
    if child(verb, "auxpass", "nsubjpass", "agent") is not None:
        return True
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    return verb.dep_ in {"acl", "advcl"} and not perfect and child(verb, "nsubj") is None


def clause_tokens(head: Token, without: Iterable[Token] = ()) -> list[Token]:
    """All tokens below a head, in text order, leaving out each subtree of ``without`` that lies inside."""
    out = {t.i for w in without if head.is_ancestor(w) for t in w.subtree}
    return [t for t in head.subtree if t.i not in out]


def _is_edge(token: Token) -> bool:
    return token.text in _EDGE or token.is_space


def _trim(tokens: list[Token]) -> list[Token]:
    first, last = 0, len(tokens)
    while first < last and (_is_edge(tokens[first]) or tokens[first].dep_ == "cc"):
        first += 1
    while last > first and (_is_edge(tokens[last - 1]) or tokens[last - 1].dep_ == "cc"):
        last -= 1
    return tokens[first:last]


def _drop_complementizer(tokens: list[Token]) -> list[Token]:
    tokens = _trim(tokens)
    if tokens and tokens[0].lower_ == "that" and tokens[0].dep_ == "mark":
        tokens = tokens[1:]
    return _trim(tokens)


def spans_of(block: ParsedBlock, tokens: list[Token]) -> Spans:
    """Tokens as document spans: one for each unbroken run, edges trimmed of commas, dashes and an opening "that"."""
    runs: list[list[Token]] = []
    for token in _drop_complementizer(tokens):
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    trimmed = [r for r in (_trim(run) for run in runs) if any(not t.is_punct for t in r)]
    return tuple(block.span(run[0], run[-1]) for run in trimmed)


def merge(spans: Iterable[Span]) -> Spans:
    """Spans sorted, overlapping ones joined."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def overlap(a: Iterable[Span], b: Iterable[Span]) -> int:
    """How many characters two sets of spans share."""
    b = tuple(b)
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)


def inside(span: Span, spans: Iterable[Span]) -> bool:
    """Whether a span lies in one of the others."""
    return any(s.start <= span.start and span.end <= s.end for s in spans)


def length(spans: Iterable[Span]) -> int:
    """Characters covered by spans that do not overlap."""
    return sum(s.end - s.start for s in spans)
