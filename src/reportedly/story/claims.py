"""Which mentions speak of one claim: same type, parties and their direction, kind of item, and, for what happens once, time.

Wording plays no part. What a mention leaves out is filled only where one claim fits; a mention that fits several stands alone.
Stages of one matter, years apart, are one claim; its status is what changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from reportedly.story.clusters import Cluster, Member, because, gathered
from reportedly.story.frames import SHAPES, Frame, Slot
from reportedly.story.items import GENERAL, is_broader
from reportedly.story.one_target import join_told_otherwise, one_target

OFTEN = 3  # mentions from which a claim can be what others mean that leave a party out


def cluster(frames: Iterable[Frame]) -> tuple[Cluster, ...]:
    """Group the frames of a story into claims."""
    ordered = sorted(frames, key=lambda f: (f.document, f.event))
    clusters = [c for same in _grouped(f for f in ordered if f.complete) for c in _by_time(same)]
    clusters = join_told_otherwise(_join_broader(clusters))
    clusters = _place(clusters, [f for f in ordered if not f.complete])
    return tuple(sorted(_uses(clusters), key=lambda c: (c.members[0].frame.document, c.members[0].frame.event)))


def _key(f: Frame) -> tuple[object, ...]:
    return (f.type, f.action, f.party_key, f.family)


def _grouped(frames: Iterable[Frame]) -> list[Cluster]:
    groups: dict[tuple[object, ...], list[Frame]] = {}
    for f in frames:
        groups.setdefault((_key(f), f.home if f.says_too_little else None), []).append(f)
    return [gathered(tuple(Member(f, _same_reason(f)) for f in group)) for group in groups.values()]


def _same_reason(f: Frame) -> str:
    parts = ["same type", *(f"{s.role} {' and '.join(p.name for p in s.parties)}" for s in f.slots if s.parties)]
    if f.family:
        parts.append(f"kind of item: {'not specified' if f.family == GENERAL else f.family}")
    return ", ".join(parts)


# ---------- time ----------------------------------------------------------------------------------------------------


def _by_time(whole: Cluster) -> list[Cluster]:
    """Split what happens once into occurrences; undated mentions go to the one that their document or most others mean."""
    shape = SHAPES.get(whole.model.type)
    dated = [m for m in whole.members if m.frame.earliest and m.frame.latest]
    if shape is None or shape.apart is None or not dated:
        return [whole]
    occurrences = _occurrences(dated, timedelta(days=shape.apart))
    if len(occurrences) == 1:
        return [whole]
    for m in whole.members:
        if m not in dated:
            _occurrence_of(m, occurrences).append(
                replace(m, reason=m.reason + "; no date: the occurrence told of most")
            )
    return [gathered(tuple(o)) for o in occurrences]


def _occurrences(dated: list[Member], apart: timedelta) -> list[list[Member]]:
    found: list[list[Member]] = []
    last = date.min
    for m in sorted(dated, key=lambda m: (m.frame.earliest, m.frame.latest, m.frame.event)):
        start, end = m.frame.earliest, m.frame.latest
        if start is None or end is None:
            continue
        if found and start <= last + apart:
            found[-1].append(m)
        else:
            found.append([m])
        last = max(last, end)
    return found


def _occurrence_of(member: Member, occurrences: list[list[Member]]) -> list[Member]:
    return max(occurrences, key=lambda o: (sum(m.frame.document == member.frame.document for m in o), len(o)))


# ---------- broader and narrower items ------------------------------------------------------------------------------


def _join_broader(clusters: list[Cluster]) -> list[Cluster]:
    """A broader word ("missiles") joins the narrower claim of the same parties that is told of most; "weapons" stays alone."""
    kept = {_key(c.model): c for c in reversed(clusters)}
    repeated = [c for c in clusters if kept[_key(c.model)] is not c]  # another time: no merging by item there
    for key, c in sorted(kept.items(), key=repr):
        if c.model.family is None or (c.model.family == GENERAL and c.model.type != "agreement"):
            continue
        narrower = [
            n for n in kept.values() if key[:3] == _key(n.model)[:3] and _covers(c.model.family, n.model.family)
        ]
        best = _one(narrower, lambda n: len(n.members))
        if best is not None:
            reason = f"“{c.model.family}” taken as {best.model.family}, of the same parties"
            del kept[key]
            kept[_key(best.model)] = gathered((*best.members, *because(c.members, reason)), best.model)
    return [*kept.values(), *repeated]


def _covers(general: str, narrow: str | None) -> bool:
    return narrow is not None and is_broader(general, narrow)


def _one(candidates: list[Cluster], weight: Callable[[Cluster], int]) -> Cluster | None:
    """The candidate of the greatest weight, if only one has it."""
    ranked = Counter(weight(c) for c in candidates)
    if not ranked or ranked[max(ranked)] > 1:
        return None
    return max(candidates, key=weight)


# ---------- what is left out ----------------------------------------------------------------------------------------


def _place(clusters: list[Cluster], incomplete: list[Frame]) -> list[Cluster]:
    """Put frames that leave something out where one claim fits; group the rest by what they do say."""
    joined: dict[int, list[Member]] = {}
    left = []
    for f in incomplete:
        found, reason = _fit(f, clusters)
        if found is None:
            left.append(f)
        else:
            joined.setdefault(clusters.index(found), []).append(Member(f, reason))
    grown = [gathered((*c.members, *joined.get(i, ())), c.model) for i, c in enumerate(clusters)]
    return [*grown, *_grouped(left)]


def _fit(f: Frame, clusters: list[Cluster]) -> tuple[Cluster | None, str]:
    fitting = [c for c in clusters if _fits(f, c.model) and not _accuses(f, c)]
    here = [c for c in fitting if f.document in c.documents or f.home in c.documents]
    missing = " and ".join(
        [*(s.role for s in f.slots if not s.parties), *(["item"] if f.items and not f.family else [])]
    )
    named = any(s.parties for s in f.slots)
    if not named and (not f.family or f.family == GENERAL):
        here = here if len(here) == 1 and here[0].model.family != GENERAL else []
        fitting = []
    if f.says_too_little:
        fitting = here  # elsewhere it may be another sanction, another meeting
    if len(here) == 1:
        return here[0], f"{missing or 'a party'} left out: the only claim of the article that fits"
    if named and (main := _main(_of_many(f, here, fitting))) is not None:
        return main, f"{missing or 'a party'} left out: of those that fit, the claim told of most"
    general = [c for c in here or fitting if f.items and not f.family and c.model.family == GENERAL]
    if len(general) == 1:
        return general[0], "no item named: the claim about weapons in general"
    if not here and named and len(fitting) == 1:
        return fitting[0], f"{missing or 'a party'} left out: the only claim of the story that fits"
    return None, ""


def _accuses(f: Frame, cluster: Cluster) -> bool:
    """Whether a claim that is only denied would say who did what a mention tells of: who denies a deed is no doer of it."""
    nobody = bool(f.slots) and not f.slots[0].parties and not f.joint
    return nobody and not f.denied and all(m.frame.denied for m in cluster.members)


def _of_many(f: Frame, here: list[Cluster], fitting: list[Cluster]) -> list[Cluster]:
    """Among which claims the one told of most can be meant. A thing is attacked once, but many impose, sell and give alike:
    who did it, where that is left out, is looked for in the article alone; and to whom it was done is not guessed."""
    if f.says_too_little:
        return []
    return here or (fitting if f.type == "attack" else [])


def _main(fitting: list[Cluster]) -> Cluster | None:
    """The claim told of three times and at least twice as often as any other, of those that fit."""
    ranked = sorted(fitting, key=lambda c: -len(c.members))
    if len(ranked) > 1 and len(ranked[0].members) >= max(OFTEN, 2 * len(ranked[1].members)):
        return ranked[0]
    return None


def _fits(f: Frame, model: Frame) -> bool:
    if f.type != model.type or (f.action and model.action and f.action != model.action):
        return False
    theirs = {s.role: s for s in model.slots}
    if not all(_covered(s, theirs.get(s.role)) for s in f.slots):
        return False
    if f.family is None or model.family is None or f.family == model.family:
        return True
    return f.family != GENERAL and is_broader(f.family, model.family)


def _covered(slot: Slot, theirs: Slot | None) -> bool:
    """Whether a claim's parties hold those of a frame, as they are called here or otherwise."""
    if not slot.parties:
        return True
    return theirs is not None and (slot.keys <= theirs.keys or (slot.role == "target" and one_target(slot, theirs)))


# ---------- attacks with a named weapon -----------------------------------------------------------------------------


def _uses(clusters: list[Cluster]) -> list[Cluster]:
    """An attack with a weapon whose use by the attacker the same article tells of is a mention of that use."""
    uses = [c for c in clusters if c.model.type == "use"]
    moved: dict[int, list[Member]] = {}
    rest: list[Cluster] = []
    for c in clusters:
        staying = []
        for m in c.members:
            use = next((i for i, u in enumerate(uses) if c.model.type == "attack" and _is_use(m.frame, u)), None)
            if use is None:
                staying.append(m)
            else:
                moved.setdefault(use, []).append(
                    replace(m, reason="an attack with this weapon, whose use the article reports")
                )
        if staying and c not in uses:
            rest.append(gathered(tuple(staying), c.model if c.model in [m.frame for m in staying] else None))
    return rest + [gathered((*u.members, *moved.get(i, ())), u.model) for i, u in enumerate(uses)]


def _is_use(f: Frame, use: Cluster) -> bool:
    return bool(
        f.means
        and f.means == use.model.family
        and f.document in use.documents
        and (not f.slots[0].parties or f.slots[0].keys == use.model.slots[0].keys)
    )
