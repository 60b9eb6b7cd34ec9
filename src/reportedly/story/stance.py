"""What a mention's holder does to its claim, from the event's polarity, certainty and status."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model import Event, Stance


@dataclass(frozen=True, slots=True)
class Judged:
    """A stance and what decided it."""

    stance: Stance
    reason: str


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
