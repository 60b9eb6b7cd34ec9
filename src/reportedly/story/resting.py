"""What a mention rests on: the records that its way to an origin is told in."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model import Event, Stance, content_id
from reportedly.story.origins import Spring


@dataclass(frozen=True, slots=True)
class Told:
    """A mention on its way to its origin. ``home`` is the document where its words first stood, its own unless copied.

    ``place`` numbers the word there, -1 where the body has none. ``why`` is the reason for the stance, ``against`` why that is
    not the one that the words alone would give.
    """

    claim: int
    event: Event
    document: str
    home: str
    stance: Stance
    place: int = -1
    why: str = ""
    against: str = ""


@dataclass(frozen=True, slots=True)
class Rest:
    """What a mention rests on: a spring, the report it reacts to, and why; no spring: not recorded."""

    spring: Spring | None
    base: Spring | None
    reason: str

    @property
    def origin(self) -> str | None:
        """The id of the origin: a speaker reacting to a report is another origin than the same one speaking for themselves."""
        if self.spring is None:
            return None
        return self.spring.id if self.base is None else content_id("org", self.spring.id, "after", self.base.id)
