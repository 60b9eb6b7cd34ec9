"""How many origins stand behind a claim, and how many of them are known to be independent of each other. Fails closed.

Two origins are known to be independent when both are identified, they belong to different persons, bodies and governments,
neither cites the other, and their words share no passage. What is not known counts against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from reportedly.model import Independence
from reportedly.story.duplicates import Place, Reuse
from reportedly.story.material import Material
from reportedly.story.origins import Spring, Springs
from reportedly.story.papers import outlet_key
from reportedly.story.resting import Rest, Told
from reportedly.story.source import Sources
from reportedly.story.speakers import Speaker

SHARED_WORDS = 5  # words of two origins that stand in one copied passage from which they share it


Ruled = Mapping[frozenset[str], tuple[bool, str]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an origin that bears on independence.

    ``firm``: identified beyond an outlet's name. ``alone``: identified enough to count where there is nothing else.
    ``governments``: countries it speaks for or from; ``bodies``: persons, organisations and outlets; ``words``: what it said.
    """

    spring: Spring
    firm: bool
    alone: bool
    governments: frozenset[str]
    bodies: frozenset[str]
    statements: frozenset[str]
    words: frozenset[Place]
    why_not: str


@dataclass(frozen=True, slots=True)
class Standings:
    """The standing of every origin, worked out once for the story."""

    by_spring: Mapping[str, Standing]
    material: Material
    sources: Sources
    ruled: Ruled


def standings(springs: Springs, material: Material, reuse: Reuse, ruled: Ruled) -> Standings:
    """Work out what is known of each origin; ``ruled``: pairs that an analyst held dependent or not, and why."""
    copied = reuse.copied()
    found = {s.id: _standing(s, material, reuse, copied) for s in springs.by_id.values()}
    return Standings(found, material, springs.sources, ruled)


def count(mentions: Sequence[Told], found: Sequence[Rest], known: Standings, reuse: Reuse) -> Independence:
    """Count one claim's origins, over the mentions that affirm it."""
    affirming = [(m, r) for m, r in zip(mentions, found, strict=True) if m.stance == "affirms"]
    behind = {
        r.spring.id: known.by_spring[r.spring.id] for _, r in affirming if r.spring is not None and r.base is None
    }
    reactions = {r.origin: r for _, r in affirming if r.base is not None}
    nameless = _distinct([m for m, r in affirming if r.spring is None], reuse)
    asserting = {r.spring.id for m, r in affirming if r.spring is not None and m.event.status != "demanded"}
    ordered = [behind[key] if key in asserting else _demanding(behind[key]) for key in sorted(behind)]
    conflicts = {
        (a.spring.id, b.spring.id): why for a, b in combinations(ordered, 2) if (why := _conflict(a, b, known))
    }
    vouched = {i for pair, (dependent, _) in known.ruled.items() if not dependent for i in pair}
    firm = [s.spring.id for s in ordered if s.firm or s.spring.id in vouched]
    independent = _largest(firm, conflicts) or _one_alone(ordered)
    documents = {m.document for m in mentions}
    return Independence(
        articles=len(documents),
        outlets=_outlets(documents, known.material),
        known_independent=len(independent),
        not_established=len(ordered) - len(independent),
        not_recorded=nameless,
        reasons=tuple(
            _reasons(ordered, independent, conflicts, [reactions[k] for k in sorted(reactions, key=str)], nameless)
        ),
    )


# ---------- one origin ----------------------------------------------------------------------------------------------


def _standing(spring: Spring, material: Material, reuse: Reuse, copied: frozenset[Place]) -> Standing:
    speakers = [s.speaker for s in spring.sources]
    named = not spring.report and any(s.named for s in speakers)
    belonging = any(
        s.countries or s.government or s.outsider or s.kind in ("organization", "document") for s in speakers
    )
    own_work = any(s.own_work for s in speakers)
    firm = (named and belonging) or (spring.report and (bool(spring.countries) or own_work))
    cited = spring.report and any(s.cited for s in spring.sources)
    governments = frozenset(c for s in speakers if s.government or s.kind != "organization" for c in s.countries)
    return Standing(
        spring=spring,
        firm=firm,
        alone=firm or named or cited,
        governments=governments,
        bodies=frozenset(s.key for s in spring.sources) | frozenset(k for s in speakers if s.named for k in _bodies(s)),
        statements=frozenset(s.statement for s in spring.sources),
        words=frozenset(p for s in spring.sources for p in _places(s.statement, material, reuse)) & copied,
        why_not=_why_not(named, belonging, firm),
    )


def _demanding(standing: Standing) -> Standing:
    """Who does no more than demand that something stop does not tell that they know of it themselves."""
    return replace(standing, firm=False, alone=False, why_not="only demands that it stop, and says no more of it")


def _bodies(speaker: Speaker) -> tuple[str, ...]:
    """The keys of a speaker as a body; an organisation that publishes is the paper of its reports."""
    return (speaker.key, outlet_key(speaker.name)) if speaker.kind == "organization" else (speaker.key,)


def _why_not(named: bool, belonging: bool, firm: bool) -> str:
    if firm:
        return ""
    if named and not belonging:
        return "named, but where they belong is not known"
    return "who is behind it is not said, nor where they belong"


def _places(statement: str, material: Material, reuse: Reuse) -> frozenset[Place]:
    return frozenset(reuse.places(material.where[statement], material.statements[statement].content))


# ---------- two origins ---------------------------------------------------------------------------------------------


def _conflict(a: Standing, b: Standing, known: Standings) -> str | None:
    """Why two origins are not known to be independent; ``None`` where they are. An analyst's word stands above the machine's."""
    ruling = known.ruled.get(frozenset((a.spring.id, b.spring.id)))
    if ruling is not None:
        return f"{a.spring.label}; {b.spring.label}: {ruling[1]}" if ruling[0] else None
    material = known.material
    for one in (a, b):
        if not one.firm:
            return f"{one.spring.label}: {one.why_not}"
    names = f"{a.spring.label}; {b.spring.label}"
    if a.governments & b.governments:
        return f"{names}: of one country ({', '.join(sorted(a.governments & b.governments))})"
    if a.bodies & b.bodies:
        return f"{names}: one person, body or paper"
    if _cites(a, b, material) or _cites(b, a, material):
        return f"{names}: one tells the other's word"
    if len(a.words & b.words) >= SHARED_WORDS:
        return f"{names}: their words share a passage"
    return None


def _cites(a: Standing, b: Standing, material: Material) -> bool:
    """Whether a statement of the first stands within one of the second."""
    return any(
        outer.id in b.statements for key in a.statements for outer in material.chain(material.statements[key])[1:]
    )


def _largest(candidates: Sequence[str], conflicts: Mapping[tuple[str, str], str]) -> frozenset[str]:
    """A largest set without a conflict; among several the first in order."""
    against = {c: frozenset(o for o in candidates if (c, o) in conflicts or (o, c) in conflicts) for c in candidates}
    return _without_conflict(tuple(candidates), against)


def _without_conflict(left: tuple[str, ...], against: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if not left:
        return frozenset()
    degree = {c: len(against[c].intersection(left)) for c in left}
    easy = next((c for c in left if degree[c] <= 1), None)
    if easy is not None:  # taking it can cost at most one other: never worse than leaving it
        return _without_conflict(tuple(c for c in left if c != easy and c not in against[easy]), against) | {easy}
    hard = max(left, key=lambda c: degree[c])
    rest = tuple(c for c in left if c != hard)
    taken = _without_conflict(tuple(c for c in rest if c not in against[hard]), against) | {hard}
    spared = _without_conflict(rest, against)
    return taken if len(taken) >= len(spared) else spared


def _one_alone(ordered: Sequence[Standing]) -> frozenset[str]:
    return frozenset([s.spring.id for s in ordered if s.alone][:1])


# ---------- counting ------------------------------------------------------------------------------------------------


def _distinct(nameless: Sequence[Told], reuse: Reuse) -> int:
    """Mentions without an origin, a copied one counted once."""
    places = set[object]()
    for m in nameless:
        home = reuse.home(m.document, (m.event.trigger,))
        fillers = tuple(f.name for role in m.event.roles for f in role.fillers)
        places.add((home, m.event.type, fillers) if home.word >= 0 else m.event.id)
    return len(places)


def _outlets(documents: Iterable[str], material: Material) -> int:
    """The known outlets among those of some documents; one that is not known might be any of them, and is not counted."""
    return len({outlet_key(name) for d in documents if (name := material.documents[d].outlet)})


def _reasons(
    ordered: Sequence[Standing],
    independent: frozenset[str],
    conflicts: Mapping[tuple[str, str], str],
    reactions: Sequence[Rest],
    nameless: int,
) -> list[str]:
    reasons = [f"known: {s.spring.label}" for s in ordered if s.spring.id in independent]
    for s in ordered:
        if s.spring.id not in independent:
            why = next(
                (w for pair, w in sorted(conflicts.items()) if s.spring.id in pair and set(pair) & independent),
                s.why_not,
            )
            reasons.append(f"not established: {s.spring.label}: {why or 'in conflict with others'}")
    reasons += [f"derived, not counted: {r.spring.label}: {r.reason}" for r in reactions if r.spring]
    if nameless:
        mentions = "mention" if nameless == 1 else "mentions"
        reasons.append(f"not recorded: {nameless} {mentions} without a sign of where the word comes from")
    return reasons
