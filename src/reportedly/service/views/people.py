"""What the pages of speakers and origins show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import Connection

from reportedly.ledger.excerpts import excerpts
from reportedly.ledger.judgements import Held as HeldJudgement
from reportedly.ledger.judgements import judgements_about
from reportedly.ledger.people import EntityLine, Held, Said, Spring, claims_from, entity_line, held_by, said_by, spring
from reportedly.model import Mention, Stance, StoryAccount
from reportedly.report.index import Index, Quote, Step, build_index
from reportedly.service.links import SITE

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Words:
    """Something said: the chain down to it, its words, its act, its day."""

    chain: tuple[Step, ...]
    quote: Quote | None
    act: str
    first: date | None
    last: date | None
    judge: str


@dataclass(frozen=True, slots=True)
class Course:
    """What somebody held about one claim over time; ``changed`` where the stance did."""

    label: str
    href: str
    steps: tuple[Held, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """Somebody who speaks."""

    id: str | None
    name: str
    line: EntityLine | None
    words: tuple[Words, ...]
    total: int
    courses: tuple[Course, ...]
    judged: tuple[HeldJudgement, ...]


@dataclass(frozen=True, slots=True)
class OriginPage:
    """An origin, the words that carry it, and the claims it speaks of."""

    spring: Spring
    words: tuple[Words, ...]
    claims: tuple[tuple[str, str, Stance, int], ...]
    judged: tuple[HeldJudgement, ...]


def speaker_page(connection: Connection, entity: str | None, name: str, offset: int) -> SpeakerPage:
    """A page of what somebody said. Raises NotInLedger for an entity that is not there."""
    line = entity_line(connection, entity) if entity else None
    said, total = said_by(connection, entity, name, offset, SHOWN)
    index = _index(connection, [s.statement.id for s in said])
    courses = tuple(_courses(held_by(connection, entity, name)))
    judged = judgements_about(connection, entity) if entity else ()
    shown = line.name if line else name or "Somebody without a name"
    return SpeakerPage(entity, shown, line, tuple(_words(index, s) for s in said), total, courses, judged)


def origin_page(connection: Connection, origin: str) -> OriginPage:
    """The page of an origin. Raises NotInLedger."""
    found = spring(connection, origin)
    ids = list(found.origin.statements)[:SHOWN]
    index = _index(connection, ids)
    words = tuple(_of_statement(index, i) for i in ids if i in index.statements)
    return OriginPage(found, words, claims_from(connection, found.story, origin), judgements_about(connection, origin))


def _index(connection: Connection, statements: Sequence[str]) -> Index:
    held = excerpts(connection, statements=statements)
    return build_index([StoryAccount("", "", tuple(held), (), (), (), (), ())], held, SITE)


def _of_statement(index: Index, ident: str) -> Words:
    statement, home = index.statements[ident], index.home[ident]
    mention = Mention(None, ident, home, "affirms", ident, None, "")
    quote, chain = index.mention_quote(mention), index.chain(home, ident)
    said, published = statement.said, index.readings[home].document.published
    first, last = (said.earliest, said.latest) if said.earliest else (published.earliest, published.latest)
    return Words(chain, quote, statement.act, first, last, SITE.judge(ident))


def _words(index: Index, said: Said) -> Words:
    return _of_statement(index, said.statement.id)


def _courses(held: Sequence[Held]) -> Iterator[Course]:
    """Claim by claim, those where the stance changed first; of the same stance again and again only the first."""
    found = []
    for claim, group in groupby(held, key=lambda h: h.claim):
        steps: list[Held] = []
        for step in group:
            if not steps or steps[-1].stance != step.stance:
                steps.append(step)
        found.append(Course(steps[0].label, SITE.claim(claim), tuple(steps), len(steps) > 1))
    return iter(sorted(found, key=lambda c: (not c.changed, c.label)))
