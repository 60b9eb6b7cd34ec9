"""How each outlet tells a story: which claims it carries, to whom it gives words, under which verbs, and what it lets go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.model import CueUse, Document, Framing, HedgeLost, OriginUse, Speaking, Statement
from reportedly.story.material import Material, own_name
from reportedly.story.matters import Matter
from reportedly.story.moves import CERTAINTY
from reportedly.story.papers import outlet_key
from reportedly.story.resting import Rest, Told
from reportedly.story.source import Sources
from reportedly.story.spoken import is_spoken

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_AUXILIARY = frozenset(
    (
        *(
            "has",
            "have",
            "had",
            "was",
            "were",
            "is",
            "are",
            "be",
            "been",
            "being",
            "will",
            "would",
            "did",
            "does",
            "do",
        ),
        *(
            "also",
            "not",
            "n't",
            "later",
            "earlier",
            "repeatedly",
            "previously",
            "again",
            "once",
            "further",
            "reportedly",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class _Mentioned:
    """A mention with its claim and what it rests on."""

    claim: str
    told: Told
    rest: Rest


def framing(matters: Sequence[Matter], material: Material, sources: Sources) -> tuple[Framing, ...]:
    """The framing of every outlet of a story, in order of their names; an article without a known outlet is one of its own."""
    outlets = _outlets(material.documents.values())
    mentioned = [_Mentioned(m.id, t, r) for m in matters for t, r in zip(m.told, m.rests, strict=True)]
    carriers: dict[str, set[str]] = {}
    for m in mentioned:
        carriers.setdefault(m.claim, set()).add(outlets[m.told.document])
    names = _names(material.documents.values(), outlets)
    return tuple(
        _framing(key, names, outlets, mentioned, carriers, material, sources)
        for key in sorted(names, key=names.__getitem__)
    )


def _outlets(documents: Iterable[Document]) -> dict[str, str]:
    """Each document to the key of its outlet."""
    return {d.id: outlet_key(d.outlet) if d.outlet else f"document:{d.id}" for d in documents}


def _names(documents: Iterable[Document], outlets: Mapping[str, str]) -> dict[str, str]:
    """The name of each outlet: the shortest that its documents give."""
    names: dict[str, list[str]] = {}
    for document in documents:
        names.setdefault(outlets[document.id], []).append(own_name(document))
    return {key: min(given, key=lambda n: (len(n), n)) for key, given in names.items()}


def _framing(
    key: str,
    names: Mapping[str, str],
    outlets: Mapping[str, str],
    mentioned: Sequence[_Mentioned],
    carriers: Mapping[str, set[str]],
    material: Material,
    sources: Sources,
) -> Framing:
    documents = tuple(sorted(d for d, outlet in outlets.items() if outlet == key))
    own = [m for m in mentioned if m.told.document in documents]
    statements = [
        s for r in material.readings if r.document.id in documents for s in r.statements if s.mode == "speech"
    ]
    enough = min(2, len(names) - 1)  # a claim of one other outlet is that outlet's own, where there are more
    return Framing(
        outlet=names[key],
        documents=documents,
        carried=tuple(sorted({m.claim for m in own})),
        left_out=tuple(sorted(c for c, told in carriers.items() if key not in told and len(told) >= enough)),
        speakers=_speakers(statements, material, sources),
        cues=_cues(statements, material, sources),
        origins=tuple(_origins(own, mentioned, material)),
        hedges_lost=tuple(_hedges(own, mentioned, material)),
    )


# ---------- words ---------------------------------------------------------------------------------------------------


def _who(statement: Statement, sources: Sources) -> tuple[str | None, str]:
    """The speaker of a statement, entity and name; an empty name where the text gives none."""
    source = sources.of(statement.id)
    if source is None:
        return statement.speaker, statement.speaker_name
    if source.report and source.group:
        return None, source.group
    return source.speaker.entity, source.speaker.name


def _speakers(statements: Iterable[Statement], material: Material, sources: Sources) -> tuple[Speaking, ...]:
    """Who is given words, those with most words first; what is told twice of one speaker counts once."""
    told: dict[tuple[str | None, str], list[Statement]] = {}
    for statement in statements:
        who = _who(statement, sources)
        if who[1]:
            told.setdefault(who, []).append(statement)
    found = [Speaking(entity, name, len(same), *_words(same, material)) for (entity, name), same in told.items()]
    return tuple(sorted(found, key=lambda s: (-s.words, s.speaker_name, s.speaker or "")))


def _words(statements: Iterable[Statement], material: Material) -> tuple[int, int]:
    """How many words the contents have, and how many of them stand in quotation marks."""
    spans = {(material.where[s.id], span) for s in statements for span in s.content}
    words, quoted = set[tuple[str, int]](), set[tuple[str, int]]()
    for document, span in spans:
        text = material.documents[document].text
        words.update((document, m.start()) for m in _WORD.finditer(text, span.start, span.end))
        for quote in _QUOTED.finditer(text, span.start, span.end):
            quoted.update((document, m.start()) for m in _WORD.finditer(text, quote.start(), quote.end()))
    return len(words), len(quoted)


def _cues(statements: Iterable[Statement], material: Material, sources: Sources) -> tuple[CueUse, ...]:
    """Which verbs are used of whom, the most used first."""
    used = Counter(
        (cue, statement.act, _who(statement, sources)[1])
        for statement in statements
        if (cue := _cue(material.words(material.document_of(statement.id), statement.cue)))
    )
    return tuple(CueUse(cue, act, name, n) for (cue, act, name), n in sorted(used.items(), key=lambda u: (-u[1], u[0])))


def _cue(printed: str) -> str:
    """The verb of a cue as printed: "said" of "has also said on Thursday", "according to"."""
    words = [w for w in printed.casefold().split() if w.strip(",") not in _AUXILIARY]
    return "according to" if words[:1] == ["according"] else words[0].strip(",.:;") if words else ""


# ---------- origins and hedges --------------------------------------------------------------------------------------


def _origins(own: Sequence[_Mentioned], mentioned: Sequence[_Mentioned], material: Material) -> Iterator[OriginUse]:
    """The origins that an outlet names for each claim that it affirms, and those that others named before it and it lets go."""
    for claim in sorted({m.claim for m in own}):
        here = [m for m in own if m.claim == claim and m.told.stance == "affirms"]
        named = {m.rest.origin: m for m in here if m.rest.origin}
        for origin, m in sorted(named.items()):
            yield OriginUse(claim, origin, "named", m.told.document, m.rest.reason)
        silent = [m for m in here if m.rest.spring is None]
        if silent and not named:
            yield from _dropped(claim, silent[0], mentioned, material)


def _dropped(
    claim: str, silent: _Mentioned, mentioned: Sequence[_Mentioned], material: Material
) -> Iterator[OriginUse]:
    rank = material.rank
    earlier = {
        m.rest.origin: m
        for m in mentioned
        if m.claim == claim
        and m.told.stance == "affirms"
        and m.rest.origin
        and rank[m.told.document] < rank[silent.told.document]
    }
    for origin, m in sorted(earlier.items()):
        where = own_name(material.documents[m.told.document])
        reason = f"told here without a sign of where it comes from; {where} named it before"
        yield OriginUse(claim, origin, "dropped", silent.told.document, reason)


def _hedges(own: Sequence[_Mentioned], mentioned: Sequence[_Mentioned], material: Material) -> Iterator[HedgeLost]:
    """Where a copy is firmer than its source: every mention there is hedged more than one here that rests on the same report."""
    for m in _firmest(own):
        spring = m.rest.spring
        if spring is None or spring.outlet is None:
            continue
        source = [
            s
            for s in mentioned
            if s.claim == m.claim
            and s.rest.spring is not None
            and s.rest.spring.id == spring.id
            and s.told.stance in ("affirms", "considers")
            and _is_of(material.documents[s.told.document], spring.outlet)
        ]
        if any(s.told.document == m.told.document for s in source) or not source:
            continue
        firmest = max(source, key=lambda s: (_degree(s), s.told.event.id))
        if _degree(firmest) < _degree(m):
            yield _lost(m, firmest, material)


def _firmest(own: Sequence[_Mentioned]) -> list[_Mentioned]:
    """The firmest affirming mention of each claim and origin."""
    best: dict[tuple[str, str | None], _Mentioned] = {}
    for m in sorted(own, key=lambda m: (m.claim, m.told.event.id)):
        key = (m.claim, m.rest.origin)
        if is_spoken(m.told.event):
            continue
        if m.told.stance == "affirms" and (key not in best or _degree(m) > _degree(best[key])):
            best[key] = m
    return [best[key] for key in sorted(best, key=lambda k: (k[0], k[1] or ""))]


def _degree(m: _Mentioned) -> int:
    """How firmly a mention holds its claim; what is only considered stands below all that is affirmed."""
    return CERTAINTY.index(m.told.event.certainty) if m.told.stance == "affirms" else -1


def _is_of(document: Document, outlet: str) -> bool:
    return bool(document.outlet) and outlet_key(document.outlet or "") == outlet_key(outlet)


def _lost(m: _Mentioned, source: _Mentioned, material: Material) -> HedgeLost:
    before = source.told.event.certainty if source.told.stance == "affirms" else source.told.event.status
    after = m.told.event.certainty
    where = own_name(material.documents[source.told.document])
    return HedgeLost(
        claim=m.claim,
        origin=m.rest.origin or "",
        event=m.told.event.id,
        source_event=source.told.event.id,
        before=before,
        after=after,
        reason=f"{where}, whose report it is, has it as {before}; here it is {after}",
    )
