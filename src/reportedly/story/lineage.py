"""From each mention of a claim down to its origin: recorded, an unnamed report, a reaction, or not recorded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from reportedly.model import Origin, Statement
from reportedly.story.material import Material, covers
from reportedly.story.occasions import TOUCH
from reportedly.story.origins import REPORT_DAYS, Spring, Springs
from reportedly.story.papers import outlet_key
from reportedly.story.resting import Rest, Told
from reportedly.story.sources import REFUSING, unnamed_report
from reportedly.story.tracing import traced, under_headlines

_REACTING = re.compile(
    r"\b(?:repl(?:y|ied|ying)|react(?:ed|ing|ion|s)?|respond(?:ed|ing|s)?|response|commenting|asked|referring|refer(?:red|s)"
    r"|in light|following|after|seized on|based on|cit(?:ed|es|ing))\s+(?:\w+[\s,]+){0,6}?reports?\b"
    r"|\breports?\s+(?:that|of|about)\b",
    re.IGNORECASE,
)
_OWN_REPORT = re.compile(
    r"\b(?:in|its|their|his|her|a)\s+(?:\w+\s+)?report\s+(?:out|published|released|issued|by)\b", re.IGNORECASE
)
REACTION_DAYS = timedelta(days=REPORT_DAYS)


def rests(mentions: Sequence[Told], material: Material, springs: Springs) -> tuple[Rest, ...]:
    """What each mention rests on, in the order given."""
    direct = [springs.of(m.event.holder) for m in mentions]
    reports = _reports_of_claims(mentions, material, springs)
    found = [_rest(m, s, reports.get(m.claim, ()), material) for m, s in zip(mentions, direct, strict=True)]
    return tuple(under_headlines(mentions, traced(mentions, found, material), material))


def origins(found: Iterable[Rest], mentions: Sequence[Told]) -> tuple[Origin, ...]:
    """The origins that mentions rest on, and those that these react to."""
    carriers: dict[str, set[str]] = {}
    kept: dict[str, Rest] = {}
    for rest, mention in zip(found, mentions, strict=True):
        for one in (rest, Rest(rest.base, None, "") if rest.base else None):
            if one is not None and one.origin is not None:
                kept.setdefault(one.origin, one)
        if rest.origin is not None and mention.event.holder:
            carriers.setdefault(rest.origin, set()).add(mention.event.holder)
    return tuple(_origin(key, kept[key], carriers.get(key, set())) for key in sorted(kept))


def _origin(key: str, rest: Rest, carriers: set[str]) -> Origin:
    spring = rest.spring
    if spring is None:
        raise ValueError(f"origin {key} has no spring")
    own = {s.statement for s in spring.sources} if rest.base is None else set()
    return Origin(
        id=key,
        label=spring.label if rest.base is None else f"{spring.label}, after the {_bare(rest.base.label)}",
        kind=spring.kind,
        speaker=spring.speaker,
        outlet=spring.outlet,
        date=spring.known_day,
        statements=tuple(sorted(own | carriers)),
        derived_from=(rest.base.id,) if rest.base else (),
        reason=spring.reason if rest.base is None else f"{spring.reason}; {rest.reason}",
    )


def _bare(label: str) -> str:
    """A label that an article of its own does not begin."""
    return re.sub(r"^(?:the|an?) ", "", label, flags=re.IGNORECASE)


Reports = tuple[tuple[Spring, frozenset[str]], ...]


def _reports_of_claims(mentions: Sequence[Told], material: Material, springs: Springs) -> Mapping[int, Reports]:
    """For each claim, the reports whose words affirm it, with the documents that tell of them, whoever holds the event."""
    found: dict[int, dict[str, tuple[Spring, set[str]]]] = {}
    spans = {r.document.id: r.statements for r in material.readings}
    for mention in mentions:
        if mention.stance != "affirms":
            continue
        for statement in spans[mention.document]:
            telling = statement.act not in REFUSING and covers(statement.content, mention.event.trigger)
            spring = springs.of(statement.id) if telling else None
            if spring is not None and spring.report:
                found.setdefault(mention.claim, {}).setdefault(spring.id, (spring, set()))[1].add(mention.home)
    return {c: tuple((s, frozenset(d)) for _, (s, d) in sorted(by_id.items())) for c, by_id in found.items()}


def _rest(mention: Told, spring: Spring | None, reports: Reports, material: Material) -> Rest:
    holder = material.holder(mention.event)
    if spring is None:
        return _unsigned(mention, holder, reports, material)
    if holder is not None and mention.stance == "affirms" and not spring.report:
        base, why = _reaction(mention, holder, spring, reports, material)
        if base is not None:
            return Rest(spring, base, why)
    return Rest(spring, None, spring.reason)


def _unsigned(mention: Told, holder: Statement | None, reports: Reports, material: Material) -> Rest:
    """A mention without a source of its own: the article's own report, one report that it can only mean, or not recorded."""
    if holder is None and (own := _own_voice(mention, reports, material)) is not None:
        return own
    if unnamed_report(mention.event, material):
        cited = [(s, documents) for s, documents in reports if any(source.cited for source in s.sources)]
        here = [s for s, documents in cited if mention.home in documents]
        found = here or [s for s, _ in cited if _before(s, material, mention.home)]
        if len(found) == 1:
            return Rest(found[0], None, f"an unnamed report: the only one told of here is the {_bare(found[0].label)}")
    if holder is None:
        return Rest(None, None, "not recorded: the outlet's own voice, with no sign of where it comes from")
    return Rest(None, None, "not recorded: the text names nobody whose word it is")


def _own_voice(mention: Told, reports: Reports, material: Material) -> Rest | None:
    """The outlet's own report that others cite, where its own article tells the claim."""
    document = material.documents[mention.home]
    mine = outlet_key(document.outlet) if document.outlet else None
    for spring, _ in reports:
        if spring.outlet is None or spring.day is None or outlet_key(spring.outlet) != mine:
            continue
        cited = any(s.cited and s.document != mention.home for s in spring.sources)
        if cited and _between(document.published.earliest, spring.day - TOUCH, spring.day + 3 * TOUCH):
            return Rest(spring, None, f"the outlet's own article, cited by others as the {_bare(spring.label)}")
    return None


def _reaction(
    mention: Told, holder: Statement, spring: Spring, reports: Reports, material: Material
) -> tuple[Spring | None, str]:
    """The report that a speaker reacts to: the text says so, or one who speaks from outside government speaks after it."""
    says_so = _says_so(holder, material)
    outsider = all(s.speaker.outsider for s in spring.sources if s.speaker.named)
    if not says_so and not outsider:
        return None, ""
    day = spring.day or material.documents[mention.home].published.earliest
    near = [
        (mention.home in documents, s.day or date.min, s.id, s)
        for s, documents in reports
        if (mention.home in documents and (s.day is None or day is None or s.day <= day)) or _after(s.day, day)
    ]
    if not near:
        return None, ""
    base = max(near)[3]
    how = (
        "the text words it as a reaction to a report"
        if says_so
        else "a comment from outside government, after the report"
    )
    return base, f"{how}: rests on the {_bare(base.label)}"


def _says_so(holder: Statement, material: Material) -> bool:
    document = material.document_of(holder.id)
    pieces = (*holder.source, *holder.cue, *holder.content)
    start, end = min(p.start for p in pieces), max(p.end for p in pieces)
    text = document.text
    sentence = max(text.rfind(mark, 0, start) for mark in (". ", "\n", "” ", '" ')) + 1
    words = text[sentence:end]
    return bool(_REACTING.search(words)) and not _OWN_REPORT.search(words)


def _after(report: date | None, day: date | None) -> bool:
    return report is not None and day is not None and report <= day <= report + REACTION_DAYS


def _before(spring: Spring, material: Material, document: str) -> bool:
    published = material.documents[document].published.latest
    return _after(spring.day, published)


def _between(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last
