"""One story: every stage in order over its readings. Pure; the order of the readings does not change the account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reportedly.judging.correcting import correct
from reportedly.model import Claim, ClaimRole, Event, Judgement, Mention, Position, Reading, StoryAccount, content_id
from reportedly.story.claims import cluster
from reportedly.story.clusters import Cluster
from reportedly.story.dating import date_documents, with_dates
from reportedly.story.doubts import doubts
from reportedly.story.dropped import Carried, carried
from reportedly.story.duplicates import Reuse, find_duplicates
from reportedly.story.frames import Frame, frame
from reportedly.story.framing import framing
from reportedly.story.identities import identify
from reportedly.story.independence import Standings, count, standings
from reportedly.story.items import GENERAL
from reportedly.story.judged import Grouped, Rulings
from reportedly.story.labels import joined, label
from reportedly.story.lineage import origins, rests
from reportedly.story.material import Material, lay_open
from reportedly.story.matters import Matter
from reportedly.story.moves import moves
from reportedly.story.origins import find_springs
from reportedly.story.positions import positions, values
from reportedly.story.relations import general_denials, relations
from reportedly.story.resting import Rest, Told
from reportedly.story.sameness import sameness
from reportedly.story.source import Sources
from reportedly.story.sources import find_sources
from reportedly.story.spoken import find_spoken, is_spoken
from reportedly.story.stages import Stage, at_stage, stage_of
from reportedly.story.stance import judged
from reportedly.story.timeline import timeline


def compile_readings(
    readings: Iterable[Reading], judgements: Iterable[Judgement] = (), *, name: str, producer: str
) -> StoryAccount:
    """Compile the account of one story from its readings, as analysts judged them."""
    rulings = Rulings(correct(readings, judgements))
    given = rulings.corrected.readings
    dated = date_documents(given)
    material = lay_open(with_dates(given, dated))
    identities = identify(material)
    reuse = find_duplicates(material)
    sources = find_sources(material, identities, reuse)
    springs = find_springs(sources, material)
    sources = springs.sources
    spoken = find_spoken(material, reuse)
    clusters = (*cluster(frame(e, material, identities, reuse) for e in material.events.values()), *spoken.clusters)
    held = {**material.events, **spoken.events}
    story = content_id("sty", name)
    groups, ruled = rulings.regrouped([_named(story, c) for c in _numbered(clusters)])
    staged = [_staged(_told(i, g.cluster, held, material, reuse), material) for i, g in enumerate(groups)]
    told = [mentions for mentions, _ in staged]
    resting = _in_step(told, rests([m for ms in told for m in ms], material, springs))
    matters = [_matter(g, ms, s, rs) for g, (ms, s), rs in zip(groups, staged, resting, strict=True)]
    known = standings(springs, material, reuse, rulings.pairs())
    kept = carried((t for m in matters for t in m.told), material)
    claims = rulings.named((_claim(story, m, matters, known, kept, reuse) for m in matters), ruled)
    applied = (*rulings.corrected.applied, *ruled)
    return StoryAccount(
        id=story,
        title=name,
        documents=tuple(sorted(material.documents)),
        claims=tuple(sorted(claims, key=lambda c: c.id)),
        origins=origins([r for rs in resting for r in rs], [m for ms in told for m in ms]),
        relations=relations(matters, material, sources),
        duplicates=reuse.duplicates,
        timeline=timeline(matters, material, sources),
        producer=producer,
        dated=dated,
        applied=tuple(sorted(set(applied), key=lambda a: (a.judgement, a.target))),
        doubts=doubts(claims, material.events, frozenset(a.target for a in applied)),
        framing=framing(matters, material, sources),
        identities=sameness(material.entities.values(), identities.person),
    )


def _told(index: int, found: Cluster, held: Mapping[str, Event], material: Material, reuse: Reuse) -> list[Told]:
    told = []
    for member in found.members:
        event, document = held[member.frame.event], member.frame.document
        home, held_as = reuse.home(document, (event.trigger,)), judged(event, material)
        told.append(Told(index, event, document, home.document, held_as.stance, home.word, held_as.reason))
    return told


def _staged(told: Sequence[Told], material: Material) -> tuple[list[Told], Stage]:
    """The mentions of a claim as they stand to how far it has come, and how far that is."""
    stage = stage_of(told, material)
    return at_stage(told, stage), stage


def _in_step(told: Sequence[Sequence[Told]], found: Sequence[Rest]) -> list[list[Rest]]:
    """What the mentions rest on, cut into the mentions of each claim."""
    left = iter(found)
    return [[next(left) for _ in mentions] for mentions in told]


def _numbered(clusters: Sequence[Cluster]) -> list[tuple[Cluster, int]]:
    """Clusters that the same words describe (one attack, another attack) are numbered in their order."""
    seen: dict[tuple[object, ...], int] = {}
    numbered = []
    for c in clusters:
        key = _key(c.model)
        seen[key] = seen.get(key, 0) + 1
        numbered.append((c, seen[key]))
    return numbered


def _key(model: Frame) -> tuple[object, ...]:
    return (model.type, model.action, model.party_key, model.family, *_alone(model))


def _alone(model: Frame) -> tuple[str, ...]:
    """The article that a claim is kept to which says too little to be another article's."""
    return (model.home,) if model.says_too_little else ()


def _named(story: str, found: tuple[Cluster, int]) -> Grouped:
    """A cluster with the id that its claim has."""
    model, number = found[0].model, found[1]
    key = content_id("clm", story, model.type, model.action, model.party_key, model.family, number, *_alone(model))
    return Grouped(key, found[0])


def _matter(found: Grouped, told: Sequence[Told], stage: Stage, resting: Sequence[Rest]) -> Matter:
    group = found.cluster
    model = replace(group.model, item=_usual_item(group))
    order = sorted(range(len(told)), key=lambda i: (told[i].document, told[i].event.trigger, told[i].event.id))
    return Matter(
        id=found.id,
        label=label(model, stage.status, denied=all(m.stance == "denies" for m in told)),
        stage=stage,
        model=model,
        told=tuple(told[i] for i in order),
        rests=tuple(resting[i] for i in order),
        reasons=tuple(group.members[i].reason for i in order),
    )


def _usual_item(group: Cluster) -> str | None:
    """What most mentions call the item."""
    names = Counter(m.frame.item for m in group.members if m.frame.item and m.frame.family == group.model.family)
    return min(names, key=lambda n: (-names[n], n)) if names else group.model.item


def _claim(
    story: str, matter: Matter, matters: Sequence[Matter], known: Standings, kept: Carried, reuse: Reuse
) -> Claim:
    material, sources = known.material, known.sources
    return Claim(
        id=matter.id,
        story=story,
        label=matter.label,
        type=matter.model.type,
        roles=_roles(matter.model),
        status=matter.stage.status,
        mentions=tuple(
            _mention(m, r, why) for m, r, why in zip(matter.told, matter.rests, matter.reasons, strict=True)
        ),
        positions=_positions(matter, matters, material, sources),
        values=values(matter.told),
        moves=moves(matter.told, matter.rests, matter.stage, kept, material, sources),
        independence=count(matter.told, matter.rests, known, reuse),
        status_reason=matter.stage.reason,
        status_events=matter.stage.events,
    )


def _positions(matter: Matter, matters: Sequence[Matter], material: Material, sources: Sources) -> tuple[Position, ...]:
    """Those of the claim's own mentions, and of general denials that cover it, marked with the claim that these speak of."""
    general = {t: m.id for m in matters for t in general_denials(matter, [m])}
    return positions(matter.told, general, material, sources)


def _mention(told: Told, rest: Rest, why: str) -> Mention:
    return Mention(
        event=None if is_spoken(told.event) else told.event.id,
        statement=told.event.id if is_spoken(told.event) else None,
        document=told.document,
        stance=told.stance,
        holder=told.event.holder,
        origin=rest.origin,
        reason=f"{why} | {told.why}{f': {told.against}' if told.against else ''} | {rest.reason}",
    )


def _roles(model: Frame) -> tuple[ClaimRole, ...]:
    parties = [
        ClaimRole(s.role, s.parties[0].entity if len(s.parties) == 1 else None, joined([p.name for p in s.parties]))
        for s in model.slots
        if s.parties
    ]
    if model.items:
        parties.append(ClaimRole("subject" if model.joint else "item", None, model.family or GENERAL))
    if model.action:
        parties.append(ClaimRole("action", None, model.action))
    return tuple(parties)
