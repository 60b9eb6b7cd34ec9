"""What the ledger answers with, beside the records of the model: lists to choose from, and who said what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.model import Position, Published, SourceKind, Statement

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


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """A story in a list. ``id`` is ``None`` while the story has still to be compiled."""

    name: str
    id: str | None
    documents: int
    claims: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """One statement of a speaker: where it stands, through whom it came, and its words as printed.

    ``through`` names the speakers of the statements that hold this one, the nearest first.
    """

    document: DocumentEntry
    statement: Statement
    through: tuple[str, ...]
    words: str


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
