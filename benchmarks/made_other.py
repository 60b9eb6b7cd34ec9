"""Readings made other, as many as are wanted: what a large ledger holds, for measuring how it grows without parsing it all.

A document is made of an article that was read: its paragraphs in another order, its names and days shifted, the same way for a
family of ten neighbours, so that the articles of one story make a story of their own in each family. What was read in it moves
with its paragraphs; names keep their length, so that every span still covers its words.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from reportedly.model import Block, Document, Entity, Event, Reading, Span, Statement, content_id

FAMILY = 10
_NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxz"
_NAMED = frozenset(("name", "aliases", "speaker_name", "title", "role"))


def made_other(reading: Reading, number: int, days: int = 2000) -> Reading:
    """A reading as another one, of another document: the ``number`` decides which. Families lie on so many ``days``."""
    return _Other(reading, number, days).reading()


class Names(dict[str, str]):
    """Names that nobody has, as long as those that they stand for; the same in all of a family."""

    def __init__(self, family: int) -> None:
        super().__init__()
        self._family = family

    def __missing__(self, name: str) -> str:
        chance = random.Random(f"{self._family} {name}")
        made = "".join(chance.choice(_VOWELS if c in _VOWELS else _CONSONANTS) for c in name.lower()).capitalize()
        self[name] = made
        return made

    def within(self, text: str) -> str:
        """The text with its names replaced."""
        return _NAME.sub(lambda m: self[m.group()], text)


class _Other:
    def __init__(self, reading: Reading, number: int, days: int) -> None:
        self._old, self._number = reading, number
        family, chance = random.Random(number // FAMILY), random.Random(number)
        self._names = _names_of(number // FAMILY)
        self._shift = timedelta(family.randrange(days) + chance.randrange(4))
        blocks = reading.document.blocks
        body = [at for at, block in enumerate(blocks) if block.role == "body"]
        chance.shuffle(body)
        self._order = [at for at, block in enumerate(blocks) if block.role != "body"] + body
        self._starts = [block.start for block in blocks]
        self._moved = self._places(blocks)
        self._document = self._other_document()
        self._ids = self._other_ids()

    def reading(self) -> Reading:
        """The whole of it."""
        old = self._old
        parts = {
            part: tuple(self._other(record, part) for record in getattr(old, part))
            for part in ("entities", "statements", "events")
        }
        dates = sorted((self._other(d, "dates") for d in old.dates), key=lambda d: (d.start, d.end))
        return Reading(self._document, **parts, dates=tuple(dates), producer=old.producer)

    def _places(self, blocks: Sequence[Block]) -> Mapping[int, Block]:
        """Where each block goes, by its number."""
        moved, at = {}, 0
        for number in self._order:
            size = blocks[number].end - blocks[number].start
            moved[number] = Block(at, at + size, blocks[number].role)
            at += size + 1
        return moved

    def _other_document(self) -> Document:
        old = self._old.document
        text = "\n".join(self._names.within(old.text[old.blocks[n].start : old.blocks[n].end]) for n in self._order)
        uri = f"{old.uri}?{self._number}"
        return replace(
            old,
            id=content_id("doc", uri, text),
            uri=uri,
            text=text,
            blocks=tuple(self._moved[n] for n in self._order),
            title=self._names.within(old.title or ""),
            published=replace(
                old.published,
                earliest=self._later(old.published.earliest),
                latest=self._later(old.published.latest),
                evidence=(),
            ),
            refused=(),
        )

    def _other_ids(self) -> Mapping[str, str]:
        mine: tuple[Statement | Event, ...] = (*self._old.statements, *self._old.events)
        found = {record.id: content_id("stm", self._document.id, record.id) for record in mine}
        return found | {entity.id: self._entity_id(entity) for entity in self._old.entities}

    def _entity_id(self, entity: Entity) -> str:
        return content_id("ent", entity.type, self._names.within(entity.name))

    def _later(self, day: date | None) -> date | None:
        return None if day is None else day + self._shift

    def _span(self, span: Span) -> Span:
        """Where a span has moved; of one that runs over several paragraphs, the first."""
        at = bisect_right(self._starts, span.start) - 1
        block = self._moved[at]
        start = block.start + span.start - self._starts[at]
        return Span(start, min(start + span.end - span.start, block.end))

    def _other(self, value: Any, field: str) -> Any:
        """A value with all that is in it made other."""
        if isinstance(value, Span):
            return self._span(value)
        if isinstance(value, str):
            return self._ids.get(value) or (self._names.within(value) if field in _NAMED else value)
        if isinstance(value, date):
            return self._later(value)
        if isinstance(value, tuple):
            made = tuple(self._other(one, field) for one in value)
            return tuple(sorted(made)) if made and isinstance(made[0], Span) else made
        return self._other_record(value) if is_dataclass(value) else value

    def _other_record(self, record: Any) -> Any:
        made = {name: self._other(getattr(record, name), name) for name in _fields(record.__class__)}
        if "start" in made:  # a date expression has its place in two numbers
            place = self._span(Span(record.start, record.end))
            made |= {"start": place.start, "end": place.end}
        return type(record)(**made)


@lru_cache(maxsize=2)
def _names_of(family: int) -> Names:
    return Names(family)


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))
