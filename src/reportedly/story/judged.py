"""Claims and origins as analysts judged them: merged, split, rejected, named; pairs of origins held dependent or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.judging.correcting import Corrected
from reportedly.judging.standing import last_change, last_verdict
from reportedly.model import Applied, Claim, Judgement, Place, content_id
from reportedly.story.clusters import Cluster, Member


@dataclass(frozen=True, slots=True)
class Grouped:
    """The events of a claim and the claim's id."""

    id: str
    cluster: Cluster


@dataclass(frozen=True, slots=True)
class Rulings:
    """What analysts judged of the claims and origins of one story."""

    corrected: Corrected

    def regrouped(self, groups: Sequence[Grouped]) -> tuple[tuple[Grouped, ...], tuple[Applied, ...]]:
        """The claims merged, split and rejected, and which judgement was found to be about which of them."""
        by_id = {g.id: g for g in groups}
        applied: list[Applied] = []
        for j in self.corrected.standing:
            target = self._claim(j, by_id)
            if target is None:
                continue
            applied.append(Applied(j.id, target))
            into = self._into(j, by_id)
            if j.verdict == "merge" and into is not None and into != target:
                by_id[into] = _joined(by_id[into], by_id.pop(target), j)
            elif j.verdict == "split":
                by_id |= {g.id: g for g in self._split(by_id[target], j)}
        rejected = {t for t in by_id if last_verdict(self._judgements(t, applied)) == "reject"}
        order = {g.id: n for n, g in enumerate(groups)}
        kept = sorted(
            (g for g in by_id.values() if g.id not in rejected), key=lambda g: (order.get(g.id, len(order)), g.id)
        )
        return tuple(kept), tuple(applied)

    def named(self, claims: Iterable[Claim], applied: Sequence[Applied]) -> tuple[Claim, ...]:
        """The claims under the names that analysts gave them."""
        return tuple(
            replace(c, label=name) if (name := last_change(self._judgements(c.id, applied)).name) else c for c in claims
        )

    def pairs(self) -> Mapping[frozenset[str], tuple[bool, str]]:
        """Pairs of origins (ids) that an analyst held dependent (true) or independent, with who says so and why."""
        found: dict[frozenset[str], tuple[bool, str]] = {}
        for j in self.corrected.standing:
            if j.change.with_origin is not None and j.change.dependent is not None and j.verdict == "correct":
                held = "dependent" if j.change.dependent else "independent"
                why = f"held {held} by {j.who}" + (f": {j.reason}" if j.reason else "")
                found[frozenset((j.about, j.change.with_origin))] = (j.change.dependent, why)
        return found

    def _claim(self, j: Judgement, by_id: Mapping[str, Grouped]) -> str | None:
        """The claim that a judgement is about: the one of its id, or the one that holds most of its events, by id or by place."""
        if j.about in by_id:
            return j.about
        if not j.about.startswith("clm-") or not j.anchor.holds:
            return None
        held = set(j.anchor.holds)
        if held.isdisjoint(m.frame.event for g in by_id.values() for m in g.cluster.members):
            held = self._at(j.anchor.places)
        return _most_of(held, by_id)

    def _at(self, places: Iterable[Place]) -> set[str]:
        """The events at these places."""
        return {event for place in places for event in self.corrected.things.at(place)}

    def _into(self, j: Judgement, by_id: Mapping[str, Grouped]) -> str | None:
        """The claim that one is merged into: of that id, or with most of the events that it had."""
        return j.change.into if j.change.into in by_id else _most_of(self._at(j.change.into_at), by_id)

    def _judgements(self, target: str, applied: Sequence[Applied]) -> tuple[Judgement, ...]:
        ids = {a.judgement for a in applied if a.target == target}
        return tuple(j for j in self.corrected.standing if j.id in ids)

    def _split(self, group: Grouped, j: Judgement) -> tuple[Grouped, ...]:
        """A claim without the events that are taken out of it, and those as a claim of their own."""
        parts = {*j.change.parts, *self._at(j.change.places)}
        out = tuple(m for m in group.cluster.members if m.frame.event in parts)
        rest = tuple(m for m in group.cluster.members if m.frame.event not in parts)
        if not out or not rest:
            return (group,)
        why = f"set apart by {j.who}"
        new = Cluster(out[0].frame, tuple(Member(m.frame, f"{m.reason}; {why}") for m in out))
        return Grouped(group.id, replace(group.cluster, members=rest)), Grouped(content_id("clm", group.id, j.id), new)


def _most_of(events: set[str], by_id: Mapping[str, Grouped]) -> str | None:
    """The claim that holds most of these events; ``None`` where none holds more than half."""
    shares = [(sum(m.frame.event in events for m in g.cluster.members), ident) for ident, g in by_id.items()]
    best, ident = max(shares, default=(0, ""))
    return ident if best and 2 * best > len(events) else None


def _joined(into: Grouped, other: Grouped, j: Judgement) -> Grouped:
    added = tuple(Member(m.frame, f"{m.reason}; joined by {j.who}") for m in other.cluster.members)
    members = sorted((*into.cluster.members, *added), key=lambda m: (m.frame.document, m.frame.event))
    return Grouped(into.id, replace(into.cluster, members=tuple(members)))
