"""What the API answers with beyond the records of the model, and how each is made of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from reportedly.exchange import records_back as back
from reportedly.judging.plain import judgement_of
from reportedly.model import Event, Judgement, Rejected, SourceKind, Stance, Statement, TimelineEntry

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Uttered:
    """A statement with its document's id and its words; ``through`` are the speakers that it came through, the nearest first."""

    document: str
    statement: Statement
    words: str
    source_words: str
    cue_words: str
    through: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its document's id, its trigger as printed, and who holds it (empty: the outlet's own voice)."""

    document: str
    event: Event
    words: str
    holder_name: str


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a list; without an id it has still to be compiled."""

    id: str | None
    name: str
    title: str | None
    documents: int
    outlets: int
    claims: int
    disputed: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class StoryFound:
    """One story: its documents (ids) and what is dated in them; ``stale`` where it has still to be compiled."""

    id: str | None
    name: str
    title: str
    stale: bool
    documents: tuple[str, ...]
    timeline: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks; without an id, someone whom the texts only describe."""

    id: str | None
    name: str
    kind: SourceKind
    statements: int
    documents: int


@dataclass(frozen=True, slots=True)
class Position:
    """Where a speaker stands on one claim, and between which days."""

    story: str
    claim: str
    label: str
    stance: Stance
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Voice:
    """An entity that speaks, and where it stands."""

    id: str
    name: str
    type: str
    role: str | None
    country: str | None
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found: ``id`` is the document's, the statement's or the entity's; ``body`` the words around."""

    kind: Literal["text", "statement", "name"]
    id: str
    document: str | None
    outlet: str | None
    day: str | None
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class JudgementHeld:
    """A judgement as it stands."""

    judgement: Judgement
    retracted: bool


@dataclass(frozen=True, slots=True)
class Brought:
    """A page that was given to be read, and how far that is; ``message`` says why it failed."""

    id: int
    what: str
    who: str
    state: Literal["waiting", "running", "done", "failed"]
    done: tuple[str, ...]
    read: int
    unchanged: int
    rejected: tuple[Rejected, ...]
    compiled: tuple[str, ...]
    message: str

    @property
    def over(self) -> bool:
        """Whether nothing more happens to it."""
        return self.state in ("done", "failed")


# ---- out of an answer ------------------------------------------------------------------------------------------------


def uttered(plain: Given) -> Uttered:
    """A statement."""
    return back.record_of(Uttered, plain, statement=back.statement_of(plain))


def told(plain: Given) -> Told:
    """An event."""
    return back.record_of(Told, plain, event=back.event_of(plain))


def story_line(plain: Given) -> StoryLine:
    """A story in a list."""
    return back.record_of(StoryLine, plain)


def story_found(plain: Given) -> StoryFound:
    """One story."""
    return back.record_of(StoryFound, plain)


def speaker(plain: Given) -> Speaker:
    """A speaker in a list."""
    return back.record_of(Speaker, plain)


def voice(plain: Given) -> Voice:
    """One speaker."""
    return back.record_of(Voice, plain)


def hit(plain: Given) -> Hit:
    """A hit, its words joined."""
    joined = {name: "".join(piece["words"] for piece in plain[name]) for name in ("title", "body")}
    return back.record_of(Hit, plain, **joined)


def judgement_held(plain: Given) -> JudgementHeld:
    """A judgement."""
    return JudgementHeld(judgement_of(plain), bool(plain["retracted"]))


def brought(plain: Given) -> Brought:
    """A page being read."""
    return back.record_of(Brought, plain)
