"""What the ledger answers with, beside the records of the model: lists to choose from, and who said what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.model import EntityType, Event, Position, Published, SourceKind, Statement

Change = Literal["added", "unchanged", "replaced"]


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document without its text."""

    id: str
    uri: str
    title: str | None
    outlet: str | None
    published: Published
    version_of: str | None
    producer: str
    sha256: str = ""
    byline: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """A story in a list. ``id`` is ``None`` while the story has still to be compiled."""

    name: str
    id: str | None
    documents: int
    claims: int


@dataclass(frozen=True, slots=True)
class EntityEntry:
    """An entity over all documents that name it; ``mentions`` are (document, start, end), sorted.

    Where documents word the name, the office or the country differently, the commonest wording is taken, and of equally
    common ones the first in the alphabet.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    role: str | None
    country: str | None
    identifiers: tuple[tuple[str, str], ...]
    mentions: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """Somebody who speaks: an entity, or (``entity`` is ``None``) someone whom the texts only describe."""

    name: str
    entity: str | None
    kind: SourceKind
    statements: int
    documents: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """One statement of a speaker: where it stands, through whom it came, and its words as printed.

    ``through`` names the speakers of the statements that hold this one, the nearest first. ``source_words`` and
    ``cue_words`` are how the text names the speaker and how it says that they spoke.
    """

    document: DocumentEntry
    statement: Statement
    through: tuple[str, ...]
    words: str
    source_words: str = ""
    cue_words: str = ""


@dataclass(frozen=True, slots=True)
class EventFound:
    """One event: where it stands, its trigger as printed, and who holds it (empty: the outlet's own voice)."""

    document: DocumentEntry
    event: Event
    words: str
    holder_name: str


@dataclass(frozen=True, slots=True)
class Stand:
    """What a speaker holds about one claim."""

    story: str
    claim: str
    label: str
    position: Position


@dataclass(frozen=True, slots=True)
class Voice:
    """Someone who speaks: the name, the entity where there is one, everything said, and where they stand on claims."""

    name: str
    entity: str | None
    kind: SourceKind | None
    utterances: tuple[Utterance, ...]
    stands: tuple[Stand, ...]
