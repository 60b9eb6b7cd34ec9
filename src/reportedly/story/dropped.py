"""What is told no more: a claim, or the origin named for it, that later versions of a page or later articles leave out.

An outlet that turns to other things drops nothing: only later articles of the same outlet that still tell of the same matter
count, as far as another claim that both carry shows it, and there must be :data:`LATER` of them. Of a page one later version is
enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from reportedly.model import Document, Move
from reportedly.story.material import Material, own_name
from reportedly.story.papers import outlet_key
from reportedly.story.resting import Rest, Told

LATER = 2


@dataclass(frozen=True, slots=True)
class Carried:
    """The claims (numbers) that each document carries, and who followed whom.

    ``versions``: the documents at one address, first to last. ``articles``: for each outlet its articles, the last version of
    each, in the order in which they appeared.
    """

    claims: Mapping[str, frozenset[int]]
    versions: tuple[tuple[str, ...], ...]
    articles: tuple[tuple[str, ...], ...]


def carried(mentions: Iterable[Told], material: Material) -> Carried:
    """Who carries what in a story, worked out once for all its claims."""
    claims: dict[str, set[int]] = {}
    for m in mentions:
        claims.setdefault(m.document, set()).add(m.claim)
    pages: dict[str, list[Document]] = {}
    for document in material.documents.values():
        pages.setdefault(document.uri, []).append(document)
    ordered = [sorted(same, key=lambda d: _seen(d, material)) for _, same in sorted(pages.items())]
    outlets: dict[str, list[Document]] = {}
    for last in (same[-1] for same in ordered):
        if last.outlet and _day(last) is not None:
            outlets.setdefault(outlet_key(last.outlet), []).append(last)
    return Carried(
        {d: frozenset(c) for d, c in claims.items()},
        tuple(tuple(d.id for d in same) for same in ordered if len(same) > 1),
        tuple(
            tuple(d.id for d in sorted(same, key=lambda d: (_day(d), material.rank[d.id])))
            for _, same in sorted(outlets.items())
            if len(same) > LATER
        ),
    )


def _seen(document: Document, material: Material) -> tuple[bool, str, int]:
    """The order of the versions of a page: the first one, then as the pages say when they were changed."""
    return document.version_of is not None, document.page.changed or "", material.rank[document.id]


def _day(document: Document) -> date | None:
    return document.published.earliest or document.published.latest


def dropped(mentions: Sequence[Told], rests: Sequence[Rest], known: Carried, material: Material) -> Iterator[Move]:
    """Where a claim, or the origin that it was told on, is told no more."""
    if not mentions:
        return
    claim = mentions[0].claim
    origins = _origins(mentions, rests)
    for versions in known.versions:
        yield from _of_page(claim, versions, known, origins, material)
    for articles in known.articles:
        yield from _of_outlet(claim, articles, known, origins, material)


def _origins(mentions: Sequence[Told], rests: Sequence[Rest]) -> Mapping[str, Mapping[str, str]]:
    """The origins that each document affirms the claim on: id to label."""
    found: dict[str, dict[str, str]] = {}
    for m, r in zip(mentions, rests, strict=True):
        if m.stance == "affirms" and r.spring is not None and r.origin is not None:
            found.setdefault(m.document, {})[r.origin] = r.spring.label
    return found


def _of_page(
    claim: int,
    versions: Sequence[str],
    known: Carried,
    origins: Mapping[str, Mapping[str, str]],
    material: Material,
) -> Iterator[Move]:
    for before, after in pairwise(versions):
        since = versions[versions.index(after) :]
        where = own_name(material.documents[after])
        if claim in known.claims.get(before, ()) and not any(claim in known.claims.get(v, ()) for v in since):
            yield _move(
                after, where, f"told no more by {where}", "a later version of the page does not carry it", material
            )
            continue
        if not any(claim in known.claims.get(v, ()) for v in since):
            continue
        named = {origin for v in since for origin in origins.get(v, {})}
        for origin, label in sorted(origins.get(before, {}).items()):
            if origin not in named:
                why = "a later version of the page tells it without this origin"
                yield _move(after, label, f"told by {where} without it", why, material)


def _of_outlet(
    claim: int,
    articles: Sequence[str],
    known: Carried,
    origins: Mapping[str, Mapping[str, str]],
    material: Material,
) -> Iterator[Move]:
    """One step for the outlet's last article that carries the claim, and one for an origin that it names no more."""
    telling = [a for a in articles if claim in known.claims.get(a, ())]
    if not telling:
        return
    where, last = own_name(material.documents[telling[-1]]), telling[-1]
    later = [a for a in _after(last, articles, material) if known.claims[last] & known.claims.get(a, frozenset())]
    if len(later) >= LATER:
        why = f"{len(later)} later articles of the outlet tell of the same matter and do not carry it"
        yield _move(later[0], None, f"told no more by {where}", why, material)
    for i, first in enumerate(telling):
        since = telling[i + 1 :]
        if origins.get(first) and len(since) >= LATER and not any(origins.get(a) for a in since):
            why = f"{len(since)} later articles of the outlet tell it without a sign of where it comes from"
            for _, label in sorted(origins[first].items()):
                yield _move(since[0], label, f"told by {where} without it", why, material)


def _after(document: str, articles: Sequence[str], material: Material) -> list[str]:
    day = _day(material.documents[document])
    later = ((a, _day(material.documents[a])) for a in articles)
    return [a for a, other in later if day is not None and other is not None and other > day]


def _move(document: str, before: str | None, after: str, reason: str, material: Material) -> Move:
    return Move(_day(material.documents[document]), "dropped", before, after, document, reason)
