"""An article's page: its text as corrected, with layers of marks, lit where a link leads; and two side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from reportedly.errors import NotInLedger
from reportedly.judging.correcting import correct
from reportedly.ledger import browse
from reportedly.ledger.browse import ClaimLine
from reportedly.ledger.judgements import Held, judgements_about, judgements_of_document
from reportedly.ledger.reading_rows import read_reading
from reportedly.model import Duplicate, Reading, Span, StoryAccount
from reportedly.report.articles import ArticleView, article_view
from reportedly.report.index import Index, anchor, build_index
from reportedly.report.segments import Mark, Part
from reportedly.report.wording import days
from reportedly.service.links import SITE

LAYERS: dict[str, frozenset[Part]] = {
    "statements": frozenset(("source", "cue", "content")),
    "events": frozenset(("trigger",)),
    "dates": frozenset(("date",)),
}


@dataclass(frozen=True, slots=True)
class Event:
    """An event in the list beside the text."""

    id: str
    type: str
    words: str
    roles: tuple[tuple[str, str], ...]
    told: str
    when: str
    href: str
    judge: str


@dataclass(frozen=True, slots=True)
class Reuse:
    """Another article that shares words with this one."""

    document: str
    name: str
    kind: str
    similarity: float


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article with what is known of it."""

    document: str
    view: ArticleView
    statements: tuple[tuple[str, str], ...]
    events: tuple[Event, ...]
    claims: tuple[ClaimLine, ...]
    stories: tuple[tuple[str, str | None], ...]
    reuse: tuple[Reuse, ...]
    judged: tuple[Held, ...]
    version_of: str | None
    refused: tuple[str, ...]


def article_page(connection: Connection, document: str, layers: frozenset[str], at: str) -> ArticlePage:
    """The page of an article. ``at`` is the id of what is lit. Raises NotInLedger."""
    reading = corrected(connection, document)
    index = _index(reading)
    pairs = browse.duplicates_of(connection, [document])
    return ArticlePage(
        document,
        article_view(index, reading, "", _chosen(layers), anchor_of(at)),
        tuple((s.id, SITE.judge(s.id)) for s in reading.statements),
        tuple(_events(index, reading)),
        browse.claims_of_document(connection, document),
        browse.stories_of_document(connection, document),
        tuple(_reuse(connection, document, pairs)),
        judgements_about(connection, document, *(s.id for s in reading.statements), *(e.id for e in reading.events)),
        reading.document.version_of,
        reading.document.refused,
    )


def corrected(connection: Connection, document: str) -> Reading:
    """A document's reading with what analysts corrected. Raises NotInLedger."""
    reading = read_reading(connection, document)
    if reading is None:
        raise NotInLedger(f"No article {document!r} in the ledger. It may have been read anew: look in its story")
    return correct([reading], judgements_of_document(connection, document)).readings[0]


def anchor_of(ident: str) -> str:
    """The anchor that a statement or event has in an article; empty for anything else."""
    return {"stm": anchor("s", ident), "evt": anchor("e", ident)}.get(ident.partition("-")[0], "")


def _chosen(layers: frozenset[str]) -> frozenset[Part]:
    return frozenset(part for name in layers for part in LAYERS.get(name, ()))


def _index(*readings: Reading) -> Index:
    held = {r.document.id: r for r in readings}
    return build_index([StoryAccount("", "", tuple(held), (), (), (), (), ())], held, SITE)


def _events(index: Index, reading: Reading) -> Iterator[Event]:
    for e in reading.events:
        roles = tuple((r.name, ", ".join(f.name for f in r.fillers)) for r in e.roles)
        roles += tuple((q.role, q.name) for q in e.quantities)
        told = f"{e.polarity}, {e.certainty}" + (f", {e.status}" if e.status != "none" else "")
        words = reading.document.text[e.trigger.start : e.trigger.end]
        when = days(e.when.earliest, e.when.latest)
        yield Event(e.id, e.type, words, roles, told, when, index.event_href(e.id), SITE.judge(e.id))


def _reuse(connection: Connection, document: str, pairs: Sequence[Duplicate]) -> Iterator[Reuse]:
    others = {p.b if p.a == document else p.a: p for p in pairs}
    for line in browse.documents_by_id(connection, others):
        pair = others[line.id]
        yield Reuse(line.id, line.outlet or line.title or line.uri, pair.kind, pair.similarity)


# ---- two side by side ------------------------------------------------------------------------------------------------


def side_by_side(connection: Connection, one: str, other: str) -> tuple[tuple[ArticleView, ArticleView], float | None]:
    """Two articles with the words that they share marked, and how similar they are where they are known to share any."""
    readings = corrected(connection, one), corrected(connection, other)
    index = _index(*readings)
    pair = next((p for p in browse.duplicates_of(connection, [one]) if {p.a, p.b} == {one, other}), None)
    passages = pair.passages if pair else ()
    spans = {
        pair.a if pair else one: tuple(p.a for p in passages),
        pair.b if pair else other: tuple(p.b for p in passages),
    }
    a, b = (_with_shared(index, r, spans.get(r.document.id, ())) for r in readings)
    return (a, b), pair.similarity if pair else None


def _with_shared(index: Index, reading: Reading, spans: Sequence[Span]) -> ArticleView:
    bare = replace(reading, statements=(), events=(), dates=())
    marks = tuple(Mark(s.start, s.end, "shared") for s in spans)
    return replace(article_view(index, bare, "", frozenset(("shared",)), "", marks), counts="")
