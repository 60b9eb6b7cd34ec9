"""From a statement to where its word comes from: up the chain of statements, past the papers, to the one who gives it."""

from __future__ import annotations

import re

from reportedly.model import Document, Event, Said, Statement
from reportedly.story.duplicates import Reuse
from reportedly.story.identities import Identities
from reportedly.story.material import Material, said_days
from reportedly.story.names import fold
from reportedly.story.one_word import one_body, one_government, one_group, pointed
from reportedly.story.papers import credited, outlet_key
from reportedly.story.source import HEADLINE, Source, Sources
from reportedly.story.speakers import NOBODY, THING, Speaker, body_words, outlet_of_report, speaker_of, told_outlet

_REPORTED = re.compile(  # in an outlet's own voice, before what is told in the same sentence
    r"\b(?:reportedly|allegedly|alleged)(?:\s+[\w-]+){0,3}\s*$|\breports?(?:\s+[\w-]+){0,2}\s+that\b[^.;\n]{0,60}$",
    re.IGNORECASE,
)
_NEAR = 110
REFUSING = frozenset({"deny", "condemn", "question"})


def find_sources(material: Material, identities: Identities, reuse: Reuse) -> Sources:
    """Find the source of every statement of the story."""
    first = _first_copies(material, reuse)
    found = {}
    for statement_id in sorted(set(first.values())):
        source = _source(material.statements[statement_id], material, identities, reuse)
        if source is not None:
            found[statement_id] = source
    known = one_government(one_body(pointed(found, material), material), material)
    return Sources(one_group(found, known, material), first)


def _first_copies(material: Material, reuse: Reuse) -> dict[str, str]:
    """Each statement to the earliest one of which it is a copy: content and cue stood at the same place first."""
    groups: dict[object, list[str]] = {}
    for key, statement in sorted(material.statements.items()):
        document = material.where[key]
        content = reuse.home(document, statement.content or statement.cue)
        cue = reuse.home(document, statement.cue or statement.source)
        copied = content.word >= 0 and cue.word >= 0
        groups.setdefault((content, cue, fold(statement.speaker_name)) if copied else key, []).append(key)
    first = {}
    for same in groups.values():
        earliest = min(same, key=lambda s: (material.rank[material.where[s]], s))
        for statement_id in same:
            in_same_document = material.where[statement_id] == material.where[earliest]
            first[statement_id] = statement_id if in_same_document else earliest
    return first


def _source(statement: Statement, material: Material, identities: Identities, reuse: Reuse) -> Source | None:
    chain = material.chain(statement)
    speakers = [speaker_of(s, material, identities) for s in chain]
    giver = _giver(chain, speakers)
    if giver is None:
        return None
    place = _place(statement, material)
    home = _home(statement, place, material, reuse)
    speaker, above = speakers[giver], giver + 1
    paper = credited(home, material.papers) or home.outlet
    through, told = _outlet_above(chain[giver:], speakers[giver:], material)
    outlet = through or paper
    report = speaker.kind == "outlet" or not speaker.named
    own = (told and not paper) or (through and paper and outlet_key(through) == outlet_key(paper))
    cited = report and through is not None and not own
    said = _said(chain[giver : above + 1][::-1] if cited else chain[giver:above], material)
    if report and not cited and not _tells_of_before(speaker, said, home):
        said = _appeared_or(said, home)
    return Source(
        statement=statement.id,
        key=_key(speaker, outlet, home) if report else speaker.key,
        speaker=speaker,
        report=report,
        cited=cited,
        group="" if speaker.kind == "outlet" else speaker.name,
        outlet=outlet,
        document=home.id,
        place=place,
        earliest=said.earliest,
        latest=said.latest,
        appeared=home.published.latest or home.published.earliest,
        lineage=_lineage(speakers) + _spelling(chain[giver], identities),
        office=_office(chain[giver], identities, material),
    )


def _place(statement: Statement, material: Material) -> int:
    start = min((s.start for s in (*statement.content, *statement.cue)), default=0)
    above = ("headline", "standfirst")
    roles = [b.role for b in material.document_of(statement.id).blocks if b.start <= start < b.end]
    return HEADLINE if any(r in above for r in roles) else start


def _home(statement: Statement, place: int, material: Material, reuse: Reuse) -> Document:
    """The document where a statement's words first stood; a reprint's headline speaks for the original."""
    here = material.where[statement.id]
    if place == HEADLINE:
        return material.documents[reuse.original(here)]
    return material.documents[reuse.home(here, statement.content or statement.cue).document]


def _giver(chain: tuple[Statement, ...], speakers: list[Speaker]) -> int | None:
    """Which statement of a chain gives the word: the innermost with a speaker, or the office holder who speaks for it."""
    at = 0
    while speakers[at] is NOBODY or speakers[at] is THING:
        if at + 1 >= len(chain) or chain[at + 1].act in REFUSING:
            return None
        if speakers[at] is NOBODY and speakers[at + 1].kind not in ("outlet", "anonymous"):
            return None
        at += 1
    while at + 1 < len(chain) and _speaks_for(speakers[at + 1], speakers[at]):
        at += 1
    return at


def _speaks_for(outer: Speaker, inner: Speaker) -> bool:
    """Whether the outer speaker tells the word of a body that is their own: "we", their government, its assessments."""
    if outer.key == inner.key:
        return True
    own = bool(outer.countries & inner.countries) or not inner.countries
    return outer.kind in ("person", "government") and outer.named and own and inner.kind in ("government", "document")


def _outlet_above(chain: tuple[Statement, ...], speakers: list[Speaker], material: Material) -> tuple[str | None, bool]:
    """The paper through which the word came, and whether it was told it ("told the Post"), not one above or cited."""
    above = next((s.name for s in speakers if s.kind == "outlet"), None)
    if above is not None:
        return above, False
    reported, told = outlet_of_report(chain[0], material), told_outlet(chain[0], material)
    other = reported or told
    return (other.name if other else None), reported is None and told is not None


def _key(speaker: Speaker, outlet: str | None, home: Document) -> str:
    if speaker.kind == "outlet":
        return speaker.key
    return outlet_key(outlet) if outlet else "document:" + home.id


def _said(chain: tuple[Statement, ...], material: Material) -> Said:
    """The first date that statements of a chain have, when they were made."""
    for statement in chain:
        said = said_days(statement, material.document_of(statement.id))
        if said.earliest and said.latest:
            return said
    return Said()


def _appeared_or(said: Said, document: Document) -> Said:
    """The day of an article's own report is the day it appeared."""
    published = document.published
    return Said(published.earliest, published.latest) if published.earliest and published.latest else said


def _tells_of_before(speaker: Speaker, said: Said, document: Document) -> bool:
    """Whether an outlet tells in its own article of a report that it had on a day before: "the Ledger reported on Monday"."""
    first = document.published.earliest
    return speaker.kind == "outlet" and said.latest is not None and first is not None and said.latest < first


def _office(statement: Statement, identities: Identities, material: Material) -> frozenset[str]:
    """The words of a named speaker's office and of how the text describes them."""
    entity = identities.entity(statement.speaker)
    if entity is None or entity.type != "Person":
        return frozenset()
    printed = material.words(material.document_of(statement.id), statement.source)
    return body_words(f"{entity.role or ''} {printed}")


def _lineage(speakers: list[Speaker]) -> str:
    names = [s.name or "unnamed" for s in reversed(speakers)]
    return " → ".join(["article", *(n for i, n in enumerate(names) if i == 0 or n != names[i - 1])])


def _spelling(statement: Statement, identities: Identities) -> str:
    """Why a speaker goes by a name that this text spells otherwise; empty where it does not."""
    if statement.speaker not in identities.spelled:
        return ""
    return f" (also spelled {statement.speaker_name}: the same office, and a name that differs in spelling only)"


def unnamed_report(event: Event, material: Material) -> bool:
    """Whether an event without a source is told as something reported: "reports that", "reportedly", "such accusations"."""
    holder = material.holder(event)
    if holder is None:
        text = material.document_of(event.id).text
        return bool(_REPORTED.search(text[: event.trigger.start], max(0, event.trigger.start - _NEAR)))
    return holder.act in ("report", "claim", "accuse", "cite") or holder.source_kind == "document"
