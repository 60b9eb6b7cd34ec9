"""The stages as the intake calls them, in one record, so that a test or a cluster can hand in its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from reportedly.model import Document, Judgement, RawPage, Reading, Rejected, StoryAccount
from reportedly.story.likeness import Weights, load_weights


@dataclass(frozen=True, slots=True)
class Stages:
    """What turns raw pages into accounts. ``producer`` and ``packs`` name what reads, so that it is not done twice.

    ``compile_story`` takes the readings, the story's name, and what analysts judged; ``grouping`` says which documents are of one
    story; ``at_once`` how many documents ``read_many`` is best given together.
    """

    load_page: Callable[[RawPage], Document | Rejected]
    read_many: Callable[[Iterable[Document]], Iterator[Reading]]
    compile_story: Callable[[Iterable[Reading], str, Sequence[Judgement]], StoryAccount]
    producer: str
    packs: tuple[str, ...] = ()
    grouping: Weights = field(default_factory=load_weights)
    at_once: int = 16


class StagesMaker(Protocol):
    """Makes the stages for some packs and a day of reading, such as ``pipeline_stages``."""

    def __call__(self, packs: Sequence[str], /, *, today: date | None = None) -> Stages:
        """The stages."""
