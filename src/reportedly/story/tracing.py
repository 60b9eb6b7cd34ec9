"""What a word rests on in another place: a cited paper that has it from somebody else, a headline over what its article tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.story.material import Material, own_name
from reportedly.story.occasions import TOUCH
from reportedly.story.origins import Spring
from reportedly.story.papers import outlet_key
from reportedly.story.resting import Rest, Told

ByDocument = Mapping[tuple[int, str], Sequence[tuple[Told, Rest]]]
AFTER = 3 * TOUCH  # a paper's article that others cite appeared at most so long after they say that it reported


def traced(mentions: Sequence[Told], found: Sequence[Rest], material: Material) -> list[Rest]:
    """The rests, each of a cited paper with what that paper's own article in the story has the claim from.

    Papers that cite each other in a ring lead back to the one of them that tells of somebody, or stay where nobody does.
    """
    affirming = _by_document(mentions, found)
    return [_followed(m, r, affirming, material) for m, r in zip(mentions, found, strict=True)]


def _by_document(mentions: Sequence[Told], found: Sequence[Rest]) -> ByDocument:
    placed: dict[tuple[int, str], list[tuple[Told, Rest]]] = {}
    for mention, rest in zip(mentions, found, strict=True):
        if mention.stance == "affirms" and rest.spring is not None:
            placed.setdefault((mention.claim, mention.document), []).append((mention, rest))
    return placed


def _followed(mention: Told, rest: Rest, affirming: ByDocument, material: Material) -> Rest:
    seen = set[str]()
    at, via = rest, list[str]()
    while at.base is None and at.spring is not None and at.spring.id not in seen and _only_cited(at.spring):
        seen.add(at.spring.id)
        further = _behind(at.spring, mention, affirming, material)
        if further is None:
            break
        via.append(at.spring.label)
        at = further
    if not via or at.spring is None or (at.spring.id in seen and not any(s.group for s in at.spring.sources)):
        return rest
    return replace(at, reason=f"{rest.reason}; its own article has it from the {at.spring.label}")


def _only_cited(spring: Spring) -> bool:
    """Whether a report is known from others alone, who name nobody behind it; whom it quotes may speak of something else."""
    nobody = all(not (s.cited and s.group) and not s.speaker.own_work for s in spring.sources)
    return spring.report and spring.outlet is not None and nobody and any(s.cited for s in spring.sources)


def _behind(spring: Spring, mention: Told, affirming: ByDocument, material: Material) -> Rest | None:
    """What the paper's own articles have the claim from, if that is one origin."""
    told = [pair for d in _own_articles(spring, material) for pair in affirming.get((mention.claim, d), ())]
    if any(m.event.holder and r.spring is not None and r.spring.id == spring.id for m, r in told):
        return None  # the paper says it itself, for all that its article tells beside it
    rests = [rest for _, rest in told if rest.base is None]
    others = {r.spring.id: r for r in rests if r.spring is not None and r.spring.id != spring.id}
    return others.popitem()[1] if len(others) == 1 else None


def _own_articles(spring: Spring, material: Material) -> list[str]:
    key = outlet_key(spring.outlet or "")
    return [
        d.id
        for d in material.documents.values()
        if d.outlet and outlet_key(d.outlet) == key and _fits(spring, d.id, material)
    ]


def _fits(spring: Spring, document: str, material: Material) -> bool:
    day = material.documents[document].published.earliest
    return spring.day is None or day is None or spring.day - AFTER <= day <= spring.day + AFTER


def under_headlines(mentions: Sequence[Told], found: Sequence[Rest], material: Material) -> list[Rest]:
    """The rests, each of a headline without a source with the first origin that its article gives for the claim."""
    below: dict[tuple[int, str], tuple[Told, Rest]] = {}
    for mention, rest in zip(mentions, found, strict=True):
        if rest.spring is not None and not _above(mention, material):
            key = (mention.claim, mention.document)
            held = below.get(key)
            if mention.stance == "affirms" and (held is None or mention.event.trigger < held[0].event.trigger):
                below[key] = (mention, rest)
    return [_headline(m, r, below, material) for m, r in zip(mentions, found, strict=True)]


def _headline(
    mention: Told, rest: Rest, below: Mapping[tuple[int, str], tuple[Told, Rest]], material: Material
) -> Rest:
    text = below.get((mention.claim, mention.document))
    if rest.spring is not None or text is None or mention.stance != "affirms" or not _above(mention, material):
        return rest
    return replace(text[1], reason=f"a headline of {own_name(material.documents[mention.document])}: {text[1].reason}")


def _above(mention: Told, material: Material) -> bool:
    """Whether a mention stands above its article."""
    blocks = material.documents[mention.document].blocks
    at = mention.event.trigger.start
    return any(b.role in ("headline", "standfirst") for b in blocks if b.start <= at < b.end)
