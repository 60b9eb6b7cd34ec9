"""The systems that :mod:`benchmarks.attribution` compares: each takes a parsed document and gives what it finds in it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock, ParsedDocument
from reportedly.model import DateExpression, Span, Spans, Statement
from reportedly.reading.dates import find_dates
from reportedly.reading.entities import find_entities
from reportedly.reading.reference import References, resolve
from reportedly.reading.statements import Attributor, find_statements

SAYING = frozenset(
    [
        "say",
        "tell",
        "add",
        "note",
        "state",
        "announce",
        "argue",
        "explain",
        "claim",
        "report",
        "reply",
        "respond",
        "declare",
        "insist",
        "acknowledge",
        "warn",
        "suggest",
        "testify",
        "deny",
        "write",
        "ask",
        "believe",
        "think",
        "hope",
        "expect",
        "predict",
        "promise",
        "accuse",
    ]
)


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution that a system found; ``mode`` and ``confidence`` where it tells them."""

    source: Spans
    cue: Spans
    content: Spans
    mode: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A parsed document with the names and dates that other stages find; no system is timed for those."""

    parsed: ParsedDocument
    references: References
    dates: tuple[DateExpression, ...]


System = Callable[[Text], list[Found]]


def prepared(parsed: ParsedDocument) -> Text:
    """A document with what the stages before find in it."""
    return Text(parsed, resolve(parsed, find_entities(parsed, ())), find_dates(parsed))


def inside(content: Spans, outer: Spans) -> bool:
    """Whether a content lies in another; the corpus is flat, and its scorer leaves such statements out."""
    return bool(content) and all(any(o.start <= c.start and c.end <= o.end for o in outer) for c in content)


def flat(statements: tuple[Statement, ...]) -> list[Found]:
    """A document's statements without those inside their parent's content."""
    content = {s.id: s.content for s in statements}
    kept = [s for s in statements if not (s.parent and inside(s.content, content.get(s.parent, ())))]
    return [Found(s.source, s.cue, s.content, s.mode, s.confidence) for s in kept]


def ours(attributor: Attributor | None) -> System:
    """This project's statements; without an ``attributor`` by rules alone."""
    return lambda text: flat(find_statements(text.parsed, text.references, text.dates, attributor))


def _child(token: Token, *deps: str) -> Token | None:
    return next((c for c in token.children if c.dep_ in deps), None)


def _subtree(block: ParsedBlock, head: Token) -> Spans:
    return (block.span(head.left_edge, head.right_edge),)


def _plain_in(block: ParsedBlock) -> Iterator[Found]:
    for token in block.doc:
        if token.pos_ == "VERB" and token.lemma_ in SAYING:
            said, who = _child(token, "ccomp"), _child(token, "nsubj")
            if said is not None:
                source = _subtree(block, who) if who is not None else ()
                yield Found(source, (block.span(token),), _subtree(block, said))
        elif token.lower_ == "according" and (to := _child(token, "prep")) is not None:
            who = _child(to, "pobj")
            if who is not None:
                content = block.span(token.sent.root.left_edge, token.sent.root.right_edge)
                left = (Span(content.start, block.start + token.idx),) if token.i > token.sent.start else ()
                yield Found(_subtree(block, who), (block.span(token, to),), left or (content,))


def plain_rules(text: Text) -> list[Found]:
    """Plain dependency rules: a verb of saying, its subject, its clause; "according to" and the rest of the sentence."""
    return [f for block in text.parsed.blocks for f in _plain_in(block)]


def textacy_quotations(text: Text) -> list[Found]:
    """Direct quotations as textacy finds them; it refuses a paragraph with a mark left open."""
    from textacy.extract import direct_quotations  # noqa: PLC0415 (an optional peer)

    found = []
    for block in text.parsed.blocks:
        try:
            triples = list(direct_quotations(block.doc))
        except ValueError:
            continue
        for speaker, cue, content in triples:
            source, word = (block.span(tokens[0], tokens[-1]) for tokens in (speaker, cue))
            found.append(Found((source,), (word,), (block.span(content[0], content[-1]),)))
    return found


def has_textacy() -> bool:
    """Whether textacy can be imported here."""
    return importlib.util.find_spec("textacy") is not None
