"""What a mention's holder does to its claim, from the event's polarity, certainty and status."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.model import Event, Stance
from reportedly.story.frames import ACTIONS
from reportedly.story.material import Material

_FEAR = re.compile(r"\b(?:fear\w*|worr\w+|concern\w*|afraid|alarm\w*|dread\w*|anxi\w+|suspicio\w+)\b", re.IGNORECASE)

_STOPPING = re.compile(  # a few words before what is to stop: "cease all shipments", "stop the rifles that it sent"
    r"\b(?:stop|ceas|halt|end|cut(?:ting)? off|suspend|freez|refrain|abandon|quit|block|prevent|ban|curb|stem)\w*"
    r"(?:\W+\w+){0,5}\W*$",
    re.IGNORECASE,
)
_NEAR = 80  # characters before a trigger that its stopping is looked for in
_UNDOING = frozenset(("lift", "expire", "leave", "block"))


@dataclass(frozen=True, slots=True)
class Judged:
    """A stance and what decided it."""

    stance: Stance
    reason: str


def judged(event: Event, material: Material) -> Judged:
    """The stance of an event's holder, who may hold it as a fear: "feared that", "is concerned that"; or demand it.

    A demand that something be done is no word that it is; one that it stop takes for granted that it goes on.
    """
    found, holder = stance_of(event), material.holder(event)
    if found.stance == "affirms" and event.status == "demanded":
        return _demanded(event, material)
    if found.stance == "affirms" and holder is not None and holder.act in ("believe", "expect"):
        cue = material.words(material.document_of(event.id), holder.cue)
        if _FEAR.search(cue):
            return Judged("considers", f"held as a fear: “{cue}”")
    return found


def _demanded(event: Event, material: Material) -> Judged:
    text, at = material.document_of(event.id).text, event.trigger.start
    before = re.split(r"\. |\n", text[max(0, at - _NEAR) : at])[-1]
    action = next((f.name for r in event.roles if r.name == "action" for f in r.fillers), "")
    if _STOPPING.search(before) and ACTIONS.get(action, action) not in _UNDOING:
        return Judged("affirms", "a demand that it stop, which takes for granted that it is done")
    return Judged("considers", "told as demanded: no word that it is done")


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
