"""The readings of one story laid open: every statement, event and entity by its id, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from reportedly.model import Document, Entity, Event, Reading, Said, Span, Spans, Statement
from reportedly.story.chains import closed
from reportedly.story.papers import in_order, outlets_of


@dataclass(frozen=True, slots=True)
class Material:
    """The readings, one for each document, sorted by document id; and look-ups by id.

    ``where`` gives the document of a statement or event; ``outlets`` those that a document names, with where each name starts.
    ``entities`` joins what several documents say of one entity. ``papers``: the documents' own outlets. ``citing``: statements
    that cite somebody. ``rank``: the documents' order in time, what an agency wrote before what credits it.
    ``roles``: of each type of event, the roles that any event of it has. ``offices``: every role that a document gives an entity.
    """

    readings: tuple[Reading, ...]
    documents: Mapping[str, Document]
    statements: Mapping[str, Statement]
    events: Mapping[str, Event]
    entities: Mapping[str, Entity]
    where: Mapping[str, str]
    outlets: Mapping[str, tuple[tuple[Entity, int], ...]]
    papers: tuple[str, ...]
    citing: frozenset[str]
    rank: Mapping[str, int]
    roles: Mapping[str, frozenset[str]]
    offices: Mapping[str, frozenset[str]]

    def document_of(self, thing: str) -> Document:
        """The document that holds a statement or event."""
        return self.documents[self.where[thing]]

    def holder(self, event: Event) -> Statement | None:
        """The statement that holds an event; ``None`` for the outlet's own voice."""
        return self.statements.get(event.holder) if event.holder else None

    def chain(self, statement: Statement) -> tuple[Statement, ...]:
        """The statement and those around it, innermost first; a ring of parents is cut where it closes."""
        found = [statement]
        while (parent := found[-1].parent) and parent in self.statements and self.statements[parent] not in found:
            found.append(self.statements[parent])
        return tuple(found)

    def words(self, document: Document, spans: Spans) -> str:
        """The text at some spans, pieces joined by blanks."""
        return " ".join(document.text[s.start : s.end] for s in spans)


def lay_open(readings: Iterable[Reading]) -> Material:
    """Index the readings; the same document given twice is taken once."""
    by_document = {r.document.id: r for r in sorted(readings, key=lambda r: (r.document.id, r.producer), reverse=True)}
    ordered = tuple(replace(by_document[d], statements=closed(by_document[d].statements)) for d in sorted(by_document))
    entities = _joined_entities(ordered)
    return Material(
        readings=ordered,
        documents={r.document.id: r.document for r in ordered},
        statements={s.id: s for r in ordered for s in r.statements},
        events={e.id: e for r in ordered for e in r.events},
        entities=entities,
        where={thing: document for document, thing in _things(ordered)},
        outlets={r.document.id: _outlets(r, entities) for r in ordered},
        papers=outlets_of(r.document for r in ordered),
        citing=frozenset(s.parent for r in ordered for s in r.statements if s.parent and s.act == "cite"),
        rank=in_order(r.document for r in ordered),
        roles=_roles(e for r in ordered for e in r.events),
        offices=_offices(e for r in ordered for e in r.entities),
    )


def _roles(events: Iterable[Event]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for event in events:
        found.setdefault(event.type, set()).update(role.name for role in event.roles)
    return {kind: frozenset(roles) for kind, roles in sorted(found.items())}


def _offices(entities: Iterable[Entity]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entity in entities:
        if entity.role:
            found.setdefault(entity.id, set()).add(entity.role)
    return {key: frozenset(roles) for key, roles in sorted(found.items())}


def own_name(document: Document) -> str:
    """What an article's own voice is called: its outlet, or where that is unknown the article, by its day."""
    if document.outlet:
        return document.outlet
    day = document.published.earliest
    if day is None or day != document.published.latest:
        return "an article without a known outlet"
    return f"the article of {day.day} {day:%B %Y}"


def said_days(statement: Statement, document: Document) -> Said:
    """When a statement was made as far as its text says, cut at the day the document appeared."""
    said, last = statement.said, document.published.latest
    if last and said.latest and said.earliest and said.earliest <= last < said.latest:
        return Said(said.earliest, last, said.spans)
    return said


def covers(outer: Spans, inner: Span) -> bool:
    """Whether one of the outer spans holds the inner one whole."""
    return any(o.start <= inner.start and inner.end <= o.end for o in outer)


def _outlets(reading: Reading, entities: Mapping[str, Entity]) -> tuple[tuple[Entity, int], ...]:
    found = ((entities[e.id], m.start) for e in reading.entities if e.type == "Outlet" for m in e.mentions)
    return tuple(sorted(found, key=lambda f: (f[1], f[0].id)))


def _things(readings: tuple[Reading, ...]) -> Iterator[tuple[str, str]]:
    for reading in readings:
        for statement in reading.statements:
            yield reading.document.id, statement.id
        for event in reading.events:
            yield reading.document.id, event.id


def _joined_entities(readings: tuple[Reading, ...]) -> dict[str, Entity]:
    seen: dict[str, list[Entity]] = {}
    for reading in readings:
        for entity in reading.entities:
            seen.setdefault(entity.id, []).append(entity)
    return {key: _join(same) for key, same in sorted(seen.items())}


def _join(same: list[Entity]) -> Entity:
    """One entity from the same one in several documents: the longest role, the country that most give, every name."""
    first = same[0]
    countries = sorted((e.country for e in same if e.country), key=lambda c: (-sum(e.country == c for e in same), c))
    roles = sorted((e.role for e in same if e.role), key=lambda r: (-len(r), r))
    aliases = sorted({a for e in same for a in e.aliases})
    return Entity(
        id=first.id,
        type=first.type,
        name=min(e.name for e in same),
        aliases=tuple(aliases),
        role=roles[0] if roles else None,
        country=countries[0] if countries else None,
        identifiers=first.identifiers,
    )
