"""What disagrees: a sentence for each denial and all that it stands against, and for each other disagreement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reportedly.model import Claim, ClaimPoint, Mention, Relation, StoryAccount
from reportedly.report.brief.claims import heading
from reportedly.report.brief.naming import as_subject, by_whom, in_full, joined, sentence, source_of
from reportedly.report.brief.records import Sentence
from reportedly.report.brief.weighing import DENIED, sure
from reportedly.report.brief.words import cites, left_open
from reportedly.report.index import Index

_DAYS = re.compile(r"(\d+) days")
SHOWN = 5  # disagreements in a brief


def disagreements(index: Index, account: StoryAccount, told: set[str]) -> Iterator[Sentence]:
    """Those between mentions read surely; contradictions within a claim that is ``told`` in full stand there already."""
    claims = {c.id: c for c in account.claims}
    groups: dict[tuple[str, str, str], list[Relation]] = {}
    certain = (r for r in account.relations if all(_is_sure(index, claims, point) for point in (r.a, r.b)))
    for relation in (_denial_last(claims, r) for r in certain):
        within = relation.a.claim == relation.b.claim
        if relation.kind in ("contradicts", "different_scope") and not within:
            groups.setdefault((relation.kind, "", relation.b.claim), []).append(relation)
        elif relation.kind != "contradicts" or relation.a.claim not in told:
            groups.setdefault((relation.kind, relation.a.claim, relation.b.claim), []).append(relation)
    ordered = sorted(groups.values(), key=lambda g: (g[0].kind != "contradicts", -_ends(g), g[0].kind, g[0].reason))
    yield from (_disagreement(index, claims, group) for group in ordered[:SHOWN])


def _ends(group: Sequence[Relation]) -> int:
    return len({*(r.a for r in group), *(r.b for r in group)})


def _denial_last(claims: Mapping[str, Claim], relation: Relation) -> Relation:
    a, b = _mention(claims, relation.a), _mention(claims, relation.b)
    against = {"denies", "doubts"}
    swapped = a is not None and b is not None and a.stance in against and b.stance not in against
    return replace(relation, a=relation.b, b=relation.a) if swapped else relation


def _disagreement(index: Index, claims: Mapping[str, Claim], group: Sequence[Relation]) -> Sentence:
    left = [m for r in group if (m := _mention(claims, r.a))]
    right = [m for r in group if (m := _mention(claims, r.b))]
    a, b = claims[group[0].a.claim], claims[group[0].b.claim]
    kind, places = group[0].kind, cites(index, [*left, *right])
    if not left or not right:
        text = f"“{heading(a)}” and “{heading(b)}” disagree: {group[0].reason}"
    elif kind == "contradicts" and a.id != b.id:
        text = _covered(index, claims, group, b, right, "also stands against")
    elif kind == "contradicts":
        text = f"on “{heading(a)}”: {_against(index, left, right)}"
    elif kind == "quantity_differs":
        differ = f"{_said(index, a, left)}, but {_said(index, b, right)}"
        text = f"on “{heading(a)}” the numbers differ: {differ}"
    elif kind == "different_scope" and a.id != b.id:
        why = _over_days(r.reason.rpartition(": ")[2] for r in group)
        text = f"{_covered(index, claims, group, b, right, 'does not quite meet')}: {why}"
    else:
        text = _other(index, group[0], (a, b), left, right)
    return Sentence(sentence(text), places)


def _against(index: Index, left: Sequence[Mention], right: Sequence[Mention]) -> str:
    one, many = as_subject(source_of(index, m) for m in left)
    other, others = as_subject(source_of(index, m) for m in right)
    return f"{one} {'affirm' if many else 'affirms'} it, and {other} {'deny' if others else 'denies'} it"


def _other(
    index: Index, relation: Relation, pair: tuple[Claim, Claim], left: Sequence[Mention], right: Sequence[Mention]
) -> str:
    a, b = pair
    joint = f"“{heading(a)}”" if a.id == b.id else f"“{heading(a)}” and “{heading(b)}”"
    what = {
        "superseded": f"on {joint} a later word replaces an earlier one",
        "different_scope": f"on {joint} not quite the same is meant",
        "reports_opposing": f"on {joint} the opposing view is only reported",
    }[relation.kind]
    sides = f"{by_whom(source_of(index, m) for m in left)} against {by_whom(source_of(index, m) for m in right)}"
    return f"{what} ({sides}): {relation.reason.rpartition(': ')[2]}"


def _covered(
    index: Index,
    claims: Mapping[str, Claim],
    group: Sequence[Relation],
    denied: Claim,
    right: Sequence[Mention],
    verb: str,
) -> str:
    """A general denial, and every claim that it is set against, each with who affirms it."""
    sides: dict[str, list[Mention]] = {}
    for relation in group:
        if mention := _mention(claims, relation.a):
            sides.setdefault(relation.a.claim, []).append(mention)
    against = [
        f"“{heading(claims[c])}” (affirmed by {by_whom(source_of(index, m) for m in ms)})" for c, ms in sides.items()
    ]
    deniers = by_whom(source_of(index, m) for m in right)
    return f"the denial of “{denied.label.removesuffix(DENIED)}” by {deniers} {verb} {joined(against)}"


def _over_days(reasons: Iterable[str]) -> str:
    """Reasons in one; of those that differ by a number of days alone, one with the fewest and the most."""
    words: dict[str, set[int]] = {}
    for reason in reasons:
        words.setdefault(_DAYS.sub("{} days", reason), set()).update(int(n) for n in _DAYS.findall(reason))
    spans = {key: sorted({min(ns), max(ns)}) for key, ns in words.items() if ns}
    return joined(key.format(" to ".join(map(str, spans.get(key, [])))) for key in words)


def _is_sure(index: Index, claims: Mapping[str, Claim], point: ClaimPoint) -> bool:
    """Whether a side was read surely, and names all whom its claim is about: else it may speak of something else."""
    claim, mention = claims[point.claim], _mention(claims, point)
    return mention is None or bool(sure(index, claim, [mention]) and not left_open(index, claim, mention))


def _said(index: Index, claim: Claim, mentions: Sequence[Mention]) -> str:
    values = {v.event: v.name for v in claim.values}
    parts = dict.fromkeys((in_full(source_of(index, m)), values.get(m.event or "", "another number")) for m in mentions)
    return joined(f"{who} has “{number}”" for who, number in parts)


def _mention(claims: Mapping[str, Claim], point: ClaimPoint) -> Mention | None:
    claim = claims.get(point.claim)
    return next((m for m in claim.mentions if m.event == point.event), None) if claim and point.event else None
