"""What an analyst had better look at first: how doubtful a mention is times how much hangs on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from reportedly.model import Claim, Doubt, Event, Mention, Stance

KEPT = 60  # doubts of one story
_AGAINST = frozenset(("denies", "doubts"))


def doubts(claims: Iterable[Claim], events: Mapping[str, Event], settled: frozenset[str]) -> tuple[Doubt, ...]:
    """The doubtful mentions of a story, those that matter most first; ``settled`` are judged already."""
    found = [d for claim in claims for d in _of_claim(claim, events) if d.target not in settled]
    return tuple(sorted(found, key=lambda d: (-d.score, d.target))[:KEPT])


def _of_claim(claim: Claim, events: Mapping[str, Event]) -> Iterator[Doubt]:
    stances = Counter(m.stance for m in claim.mentions)
    origins = Counter(m.origin for m in claim.mentions if m.stance == "affirms")
    for mention in claim.mentions:
        if mention.event in events:
            confidence = events[str(mention.event)].confidence
            weight, why = _weight(claim, mention, stances, origins)
            score = round((1 - confidence) * weight, 4)
            reason = f"read with confidence {confidence:.2f}; {'; '.join(why)}"
            yield Doubt(str(mention.event), mention.document, claim.id, score, reason)


def _weight(
    claim: Claim, mention: Mention, stances: Mapping[Stance, int], origins: Mapping[str | None, int]
) -> tuple[float, list[str]]:
    """What hangs on one mention: its claim's articles, whether it alone makes it disputed, whether an origin hangs on it."""
    articles = claim.independence.articles
    weight, why = float(articles), [f"its claim stands in {articles} article{'' if articles == 1 else 's'}"]
    torn = any(s in _AGAINST for s in stances) and any(s not in _AGAINST for s in stances)
    if torn and stances[mention.stance] == 1:
        weight, why = weight + 3, [*why, f"nobody else {mention.stance} it"]
    elif torn:
        weight, why = weight + 1, [*why, "the claim is disputed"]
    if mention.stance == "affirms" and mention.origin and origins[mention.origin] == 1:
        weight, why = weight + 2, [*why, "an origin is counted on this mention alone"]
    return weight, why
