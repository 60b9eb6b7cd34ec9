"""Disagreements: who stands against whom, gathered by claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.model import Claim, ClaimPoint, Relation, RelationKind, Stance, StoryAccount
from reportedly.report.index import Index, Quote
from reportedly.report.wording import RELATION_WORDS

_AGAINST = frozenset(("denies", "doubts"))


@dataclass(frozen=True, slots=True)
class RelationEnd:
    """One mention that disagrees with another; without a quote it is the whole claim."""

    claim: str
    claim_href: str
    stance: Stance | None
    chain: str
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class RelationView:
    """All pairs of one kind on one claim: each mention once, on its side. ``across`` where two claims are set side by side."""

    kind: str
    left: tuple[RelationEnd, ...]
    right: tuple[RelationEnd, ...]
    across: bool
    reasons: tuple[str, ...]


def _end(index: Index, claims: Mapping[str, Claim], point: ClaimPoint) -> RelationEnd:
    claim = claims.get(point.claim)
    found = next((m for m in claim.mentions if m.event == point.event), None) if claim and point.event else None
    return RelationEnd(
        claim.label if claim else "a claim that is not in this report",
        index.links.claim(point.claim) if claim else index.links.missing(),
        found.stance if found else None,
        " → ".join(s.name for s in index.chain(found.document, found.holder)) if found else "",
        index.mention_quote(found) if found else None,
    )


def _sides(pairs: Sequence[tuple[RelationEnd, RelationEnd]]) -> tuple[list[RelationEnd], list[RelationEnd]]:
    """Each mention once: those who deny or doubt on the right, where anybody does; else as the pairs have them."""
    left: list[RelationEnd] = []
    right: list[RelationEnd] = []
    for pair in pairs:
        a, b = reversed(pair) if pair[0].stance in _AGAINST and pair[1].stance not in _AGAINST else pair
        if a not in left and a not in right:
            left.append(a)
        if b not in left and b not in right:
            right.append(b)
    return left, right


def _view(index: Index, claims: Mapping[str, Claim], kind: RelationKind, relations: Sequence[Relation]) -> RelationView:
    pairs = [(_end(index, claims, r.a), _end(index, claims, r.b)) for r in relations]
    left, right = _sides(pairs)
    across = any(r.a.claim != r.b.claim for r in relations)
    return RelationView(
        RELATION_WORDS[kind], tuple(left), tuple(right), across, tuple(dict.fromkeys(r.reason for r in relations))
    )


def relation_views(index: Index, account: StoryAccount) -> tuple[RelationView, ...]:
    """The relations of one story, one view for each kind and claim (or pair of claims), in the account's order."""
    claims = {c.id: c for c in account.claims}
    groups: dict[tuple[RelationKind, frozenset[str]], list[Relation]] = {}
    for relation in account.relations:
        groups.setdefault((relation.kind, frozenset((relation.a.claim, relation.b.claim))), []).append(relation)
    return tuple(_view(index, claims, kind, same) for (kind, _), same in groups.items())
