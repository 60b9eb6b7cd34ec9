"""A claim with all that was decided about its mentions, on its way into the account."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.story.frames import Frame
from reportedly.story.resting import Rest, Told
from reportedly.story.stages import Stage


@dataclass(frozen=True, slots=True)
class Matter:
    """One claim: its id, label and how far it has come, its mentions, what each rests on, and why each is where it is.

    ``told``, ``rests`` and ``reasons`` run in step, sorted by document and place in the text.
    """

    id: str
    label: str
    stage: Stage
    model: Frame
    told: tuple[Told, ...]
    rests: tuple[Rest, ...]
    reasons: tuple[str, ...]
