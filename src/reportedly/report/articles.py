"""Articles with their statements, events and dates marked in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from reportedly.model import Block, Document, Reading, Spans, Statement
from reportedly.report.index import Index, anchor
from reportedly.report.segments import Mark, Part, Segment, cut
from reportedly.report.wording import BASIS_WORDS, days, is_doubtful, plural


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the article, cut at every mark."""

    role: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks in a row that are all article, or all page furniture (folded away on the page)."""

    furniture: bool
    paragraphs: tuple[Paragraph, ...]
    note: str


@dataclass(frozen=True, slots=True)
class StatementView:
    """A line in the list of an article's statements; ``depth`` is how far it is nested, ``doubtful`` how it was read."""

    id: str
    href: str
    speaker: str
    unnamed: bool
    act: str
    words: str
    depth: int
    doubtful: bool


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article on the page."""

    anchor: str
    number: int
    outlet: str
    title: str
    byline: str
    uri: str
    web: bool
    published: str
    basis: str
    copy_of: str
    stretches: tuple[Stretch, ...]
    statements: tuple[StatementView, ...]
    counts: str
    orphans: tuple[str, ...]


def _spans(spans: Spans, part: Part, owner: str, depth: int) -> Iterator[Mark]:
    return (Mark(s.start, s.end, part, owner, depth) for s in spans)


def _statement_marks(index: Index, statement: Statement) -> Iterator[Mark]:
    owner = anchor("s", statement.id)
    depth = len(list(index.lineage(statement.id)))
    yield from _spans(statement.source, "source", owner, depth)
    yield from _spans(statement.cue, "cue", owner, depth)
    yield from _spans(statement.content, "content", owner, depth)


def article_marks(index: Index, reading: Reading) -> tuple[Mark, ...]:
    """Every mark of one article, by position."""
    marks = [m for s in reading.statements for m in _statement_marks(index, s)]
    marks += [Mark(e.trigger.start, e.trigger.end, "trigger", anchor("e", e.id)) for e in reading.events]
    marks += [Mark(d.start, d.end, "date") for d in reading.dates]
    return tuple(sorted(marks, key=lambda m: (m.start, -m.end, m.part, m.owner)))


def _blocks(document: Document) -> tuple[Block, ...]:
    return document.blocks or (Block(0, len(document.text), "body"),)


def _first_marks(blocks: tuple[Block, ...], marks: tuple[Mark, ...]) -> frozenset[Mark]:
    """The mark of each owner that comes first inside a block: it carries the anchor."""
    found: dict[str, Mark] = {}
    for mark in marks:
        if mark.owner and mark.owner not in found and any(b.start <= mark.start < b.end for b in blocks):
            found[mark.owner] = mark
    return frozenset(found.values())


def _stretches(document: Document, marks: tuple[Mark, ...]) -> Iterator[Stretch]:
    blocks = _blocks(document)
    first = _first_marks(blocks, marks)
    for furniture, group in groupby(blocks, key=lambda b: b.role == "furniture"):
        run = list(group)
        paragraphs = tuple(
            Paragraph(b.role, cut(document.text, b.start, b.end, marks, first))
            for b in run
            if document.text[b.start : b.end].strip()
        )
        if paragraphs:
            yield Stretch(furniture, paragraphs, plural(len(paragraphs), "piece") + " of page furniture")


def _orphans(reading: Reading, marks: tuple[Mark, ...]) -> tuple[str, ...]:
    """Anchors whose words stand in no block: the article's head carries them, so that every link arrives."""
    owners = {*(anchor("s", s.id) for s in reading.statements), *(anchor("e", e.id) for e in reading.events)}
    return tuple(sorted(owners - {m.owner for m in _first_marks(_blocks(reading.document), marks)}))


def _words(document: Document, statement: Statement) -> str:
    text = " … ".join(" ".join(document.text[s.start : s.end].split()) for s in statement.content)
    return text if len(text) <= 160 else text[:160].rsplit(" ", 1)[0] + " …"


def _statement_views(index: Index, reading: Reading) -> Iterator[StatementView]:
    children: dict[str | None, list[Statement]] = {}
    known = {s.id for s in reading.statements}
    for statement in reading.statements:
        children.setdefault(statement.parent if statement.parent in known else None, []).append(statement)

    def walk(parent: str | None, depth: int) -> Iterator[StatementView]:
        for s in children.get(parent, ()):
            unnamed = s.source_kind == "anonymous" or not s.speaker_name
            yield StatementView(
                s.id,
                index.statement_href(s.id),
                index.speaker(s),
                unnamed,
                s.act,
                _words(reading.document, s),
                depth,
                is_doubtful(s),
            )
            yield from walk(s.id, depth + 1)

    return walk(None, 0)


def article_view(
    index: Index,
    reading: Reading,
    copy_of: str,
    parts: frozenset[Part] | None = None,
    lit: str = "",
    more: tuple[Mark, ...] = (),
) -> ArticleView:
    """One article; ``copy_of`` names the article that it repeats, empty where there is none.

    ``parts`` are the kinds of mark to draw (all without it), ``lit`` is the anchor of what is lit up, ``more`` further marks.
    """
    document = reading.document
    marks = tuple(
        replace(m, lit=bool(lit) and m.owner == lit)
        for m in (*article_marks(index, reading), *more)
        if parts is None or m.part in parts or (lit and m.owner == lit)
    )
    counts = (plural(len(reading.statements), "statement"), plural(len(reading.events), "event"))
    return ArticleView(
        anchor("d", document.id),
        index.order[document.id],
        index.outlet(document.id),
        document.title or "Untitled",
        document.byline or "",
        document.uri,
        document.uri.startswith(("http://", "https://")),
        days(document.published.earliest, document.published.latest),
        BASIS_WORDS[document.published.basis],
        copy_of,
        tuple(_stretches(document, marks)),
        tuple(_statement_views(index, reading)),
        " and ".join(counts),
        _orphans(reading, marks),
    )
