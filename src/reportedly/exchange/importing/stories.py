"""Accounts out of the records of a file: each story with what was compiled for it, where all of that is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.exchange import records_back as back
from reportedly.exchange.importing.gathering import Gathered, Plain
from reportedly.exchange.importing.readings import PRODUCER
from reportedly.model import (
    Claim,
    Document,
    DocumentDate,
    Duplicate,
    Origin,
    Reading,
    Relation,
    StoryAccount,
    TimelineEntry,
)

_UNKNOWN = back.Compilation("", "", PRODUCER, (), (), ())  # of a file that does not say who compiled it
DATED = "as the ledger that it comes from has it"


@dataclass(frozen=True, slots=True)
class Compiled:
    """What the file has that was compiled: claims by story, relations by claim, origins by id, duplicates."""

    claims: Mapping[str, list[Claim]]
    relations: Mapping[str, list[Relation]]
    origins: Mapping[str, Origin]
    duplicates: tuple[Duplicate, ...]
    made: Mapping[str, back.Compilation]


def compiled_of(found: Gathered) -> Compiled:
    """What was compiled, as the file has it."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for _, claim in found.records("claims", back.claim_of):
        claims[claim.story].append(claim)
    relations: dict[str, list[Relation]] = defaultdict(list)
    for _, relation in found.records("relations", back.relation_of):
        relations[relation.a.claim].append(relation)
    origins = {o.id: o for _, o in found.records("origins", back.origin_of)}
    duplicates = tuple(d for _, d in found.records("duplicates", back.duplicate_of))
    made = {c.story: c for _, c in found.records("compilations", back.compilation_of)}
    return Compiled(claims, relations, origins, duplicates, made)


def account_of(
    plain: Plain,
    timeline: tuple[TimelineEntry, ...],
    compiled: Compiled,
    readings: Mapping[str, Reading],
    documents: Mapping[str, Document],
) -> StoryAccount | None:
    """The account of a story; ``None`` where it speaks of what is not there, so that it has to be compiled anew.

    ``documents`` are as the file has them, ``readings`` as the ledger does.
    """
    members = tuple(plain["documents"])
    claims = tuple(compiled.claims[plain["id"]])
    ids = {c.id for c in claims}
    origins = _origins(claims, compiled, members, readings)
    relations = [r for c in claims for r in compiled.relations[c.id]]
    whole = (
        all(d in readings for d in members)
        and _all_there(claims, members, readings)
        and all(o in origins for c in claims for o in (m.origin for m in c.mentions) if o is not None)
        and all(r.b.claim in ids for r in relations)
        and all(e.document in members for e in timeline)
    )
    if not whole:
        return None
    held, made = frozenset(members), compiled.made.get(plain["id"], _UNKNOWN)
    reasons = dict(made.dated)
    return StoryAccount(
        id=plain["id"],
        title=plain["title"],
        documents=members,
        claims=claims,
        origins=tuple(origins.values()),
        relations=tuple(relations),
        duplicates=tuple(d for d in compiled.duplicates if {d.a, d.b} <= held),
        timeline=timeline,
        producer=made.producer,
        framing=back.framing_of(plain),
        dated=tuple(
            DocumentDate(d, documents[d].published, reasons.get(d, DATED))
            for d in members
            if _is_dated(documents.get(d))
        ),
        applied=made.applied,
        doubts=made.doubts,
        identities=back.identities_of(plain),
    )


def _is_dated(document: Document | None) -> bool:
    return document is not None and document.published.basis == "story"


def _all_there(claims: Iterable[Claim], members: Iterable[str], readings: Mapping[str, Reading]) -> bool:
    """Whether every event, statement and document that claims speak of is in the story's readings."""
    homes = frozenset(members)
    events = {e.id for d in homes for e in readings[d].events}
    statements = {s.id for d in homes for s in readings[d].statements}
    return all(
        m.document in homes
        and (m.event is None or m.event in events)
        and {m.statement, m.holder} - {None} <= statements
        for c in claims
        for m in c.mentions
    ) and all(v.event in events for c in claims for v in c.values)


def _origins(
    claims: Iterable[Claim], compiled: Compiled, members: Iterable[str], readings: Mapping[str, Reading]
) -> dict[str, Origin]:
    """The origins of a story: what its claims point to, what those derive from, and what carries its statements."""
    statements = {s.id for d in members if d in readings for s in readings[d].statements}
    wanted = {m.origin for c in claims for m in c.mentions if m.origin}
    wanted |= {o.id for o in compiled.origins.values() if statements & set(o.statements)}
    found: dict[str, Origin] = {}
    while wanted:
        one = wanted.pop()
        if one in compiled.origins and one not in found:
            found[one] = compiled.origins[one]
            wanted |= set(found[one].derived_from)
    return dict(sorted(found.items()))
