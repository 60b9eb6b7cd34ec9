"""Readings made by hand: an article's text is put together from its sentences, spans follow from the words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from reportedly.model import (
    Act,
    Block,
    Certainty,
    Document,
    Entity,
    EntityType,
    Event,
    Filler,
    Polarity,
    Published,
    Quantity,
    Reading,
    Role,
    Said,
    SourceKind,
    Span,
    Spans,
    Statement,
    Status,
    When,
    content_id,
)

Days = tuple[date, date]


def day(text: str) -> Days:
    """One day, ISO."""
    return date.fromisoformat(text), date.fromisoformat(text)


@dataclass
class Page:
    """An article being written; :meth:`reading` gives what the reading stages would."""

    name: str
    outlet: str | None = None
    published: Days | None = None
    text: str = ""
    entities: dict[str, Entity] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    @property
    def id(self) -> str:
        return content_id("doc", self.name)

    def write(self, text: str) -> None:
        self.text += (" " if self.text else "") + text

    def span(self, words: str | None) -> Spans:
        """The last occurrence of some words."""
        if words is None:
            return ()
        start = self.text.rindex(words)
        return (Span(start, start + len(words)),)

    def entity(self, name: str, kind: EntityType, country: str | None = None, role: str | None = None) -> str:
        key = content_id("ent", kind, name)
        start, mentions = self.text.find(name), []
        while start >= 0:
            mentions.append(Span(start, start + len(name)))
            start = self.text.find(name, start + 1)
        self.entities[key] = Entity(key, kind, name, role=role, country=country, mentions=tuple(mentions))
        return key

    def statement(
        self,
        content: str,
        *,
        source: str | None,
        cue: str,
        speaker: str | None = None,
        kind: SourceKind = "person",
        act: Act = "say",
        parent: str | None = None,
        said: Days | None = None,
    ) -> str:
        spans = (self.span(source), self.span(cue), self.span(content))
        key = content_id("stm", self.id, *spans[0], *spans[1], *spans[2], len(self.statements))
        name = self.entities[speaker].name if speaker else source or ""
        when = Said(*said) if said else Said()
        self.statements.append(
            Statement(key, *spans, speaker, name, kind, act, "speech", "indirect", parent, when, 1.0)
        )
        return key

    def event(
        self,
        trigger: str,
        holder: str | None = None,
        *,
        type: str = "transfer",
        polarity: Polarity = "affirmed",
        certainty: Certainty = "certain",
        status: Status = "happened",
        when: Days | None = None,
        quantity: tuple[float, float, str] | None = None,
        **roles: str | tuple[str, ...],
    ) -> str:
        (span,) = self.span(trigger)
        key = content_id("evt", self.id, span, type, len(self.events))
        number = (Quantity("quantity", quantity[0], quantity[1], None, quantity[2]),) if quantity else ()
        self.events.append(
            Event(
                key, "arms-and-sanctions", type, None, span, tuple(self._role(r, f) for r, f in roles.items()), number,
                polarity, certainty, status, 0.0, holder, When(None, None, *when) if when else When(), 1.0,
            )
        )  # fmt: skip
        return key

    def _role(self, role: str, names: str | tuple[str, ...]) -> Role:
        names = (names,) if isinstance(names, str) else names
        kinded = role in ("item", "means", "subject")
        by_name = {e.name: e.id for e in self.entities.values()}
        return Role(role, tuple(Filler(n, by_name.get(n), (), n if kinded else None) for n in names))

    def reading(self) -> Reading:
        published = Published(*self.published, "given") if self.published else Published()
        document = Document(
            self.id, self.name, "0" * 64, self.text, (Block(0, len(self.text), "body"),), outlet=self.outlet, published=published
        )  # fmt: skip
        entities = tuple(sorted(self.entities.values(), key=lambda e: e.id))
        return Reading(document, entities, tuple(self.statements), tuple(self.events), producer="test")
