"""Claims whose parties are told of otherwise in other articles: what can only be one attack, one meeting, is one claim."""

from __future__ import annotations

from datetime import timedelta

from reportedly.story.clusters import Cluster, because, gathered
from reportedly.story.frames import SHAPES, Frame, Slot


def join_told_otherwise(clusters: list[Cluster]) -> list[Cluster]:
    """Join attacks by one attacker on what can only be one target, and meetings of which an article tells twice."""
    kept: list[Cluster] = []
    for c in sorted(clusters, key=lambda c: (-len(c.members), c.members[0].frame.document, c.members[0].frame.event)):
        found = next((i for i, k in enumerate(kept) if _one_claim(c, k)), None)
        if found is None:
            kept.append(c)
            continue
        into = kept[found]
        members = (*into.members, *because(c.members, "the same parties, told of otherwise"))
        kept[found] = gathered(members, max((into.model, c.model), key=_named))
    return kept


def _named(frame: Frame) -> int:
    """How many of a frame's parties have a name."""
    return sum(p.sort is None for s in frame.slots for p in s.parties)


def _one_claim(one: Cluster, other: Cluster) -> bool:
    a, b = one.model, other.model
    if a.type != b.type or _apart(one, other):
        return False
    if a.type == "attack":
        return a.slots[0].keys == b.slots[0].keys and one_target(a.slots[1], b.slots[1])
    if a.type == "meeting":
        few, many = sorted((a.slots[0].keys, b.slots[0].keys), key=len)
        return len(few) > 1 and few < many and bool(one.documents & other.documents)
    return False


def one_target(a: Slot, b: Slot) -> bool:
    """Whether two targets can be one: named ones of which one holds the other, or one thing of a sort and not of two countries.

    What has no name beside somebody who has one tells nothing apart: "Holm and his daughter", "Karen and Per Holm".
    """
    named = [frozenset(p.key for p in s.parties if p.sort is None) for s in (a, b)]
    if any(named):
        few, many = sorted(named, key=lambda keys: (len(keys), sorted(keys)))
        return bool(few & many) and all(any(_first_name(k, other) for other in many - few) for k in few - many)
    if len(a.parties) != 1 or len(b.parties) != 1 or a.parties[0].sort != b.parties[0].sort:
        return False
    short, long = sorted((a.parties[0].key, b.parties[0].key), key=len)
    return short == long or long.startswith(short + ":")


def _first_name(one: str, other: str) -> bool:
    """Whether one of two people is known by a first name only, which the other has."""
    short, long = sorted((one.removeprefix("name:"), other.removeprefix("name:")), key=len)
    return short == long.split(" ", maxsplit=1)[0]


def _apart(one: Cluster, other: Cluster) -> bool:
    """Whether the days given for two claims of what happens once are too far from each other."""
    shape = SHAPES.get(one.model.type)
    if shape is None or shape.apart is None:
        return False
    spans = sorted(span for c in (one, other) if (span := c.days))
    return len(spans) == 2 and spans[1][0] > spans[0][1] + timedelta(days=shape.apart)
