"""What a mention's holder does to its claim, from the event's polarity, certainty and status."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.model import Event, Stance
from reportedly.story.material import Material

_FEAR = re.compile(r"\b(?:fear\w*|worr\w+|concern\w*|afraid|alarm\w*|dread\w*|anxi\w+|suspicio\w+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Judged:
    """A stance and what decided it."""

    stance: Stance
    reason: str


def judged(event: Event, material: Material) -> Judged:
    """The stance of an event's holder, who may hold it as a fear: "feared that", "is concerned that"."""
    found, holder = stance_of(event), material.holder(event)
    if found.stance == "affirms" and holder is not None and holder.act in ("believe", "expect"):
        cue = material.words(material.document_of(event.id), holder.cue)
        if _FEAR.search(cue):
            return Judged("considers", f"held as a fear: “{cue}”")
    return found


def stance_of(event: Event) -> Judged:
    """The stance of an event's holder; "alleged" affirms, with the certainty that it has."""
    if event.status == "conditional":
        return Judged("conditions", "told as a condition")
    if event.certainty == "unknown":
        return Judged("doubts", "the holder leaves open whether it is so")
    if event.polarity == "denied":
        return Judged("denies", "denied")
    if event.status in ("considered", "feared"):
        return Judged("considers", f"told as {event.status}")
    if event.status == "planned" and event.certainty == "possible":
        return Judged("considers", "a plan told as possible")
    return Judged(
        "affirms",
        f"told as {event.status}, {event.certainty}" if event.status != "none" else f"told as {event.certainty}",
    )
