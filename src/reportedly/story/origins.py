"""Origins: the distinct words behind a story's mentions, and which mention rests on which.

One origin is one speaker on one occasion, or one report of one outlet, whoever cites it. A word without a sign of where it
comes from has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from reportedly.model import OriginKind, content_id
from reportedly.story.occasions import Occasion, Utterance, occasions
from reportedly.story.sources import Source, Sources

PERSON_DAYS = 3  # an undated "he said" is at most so much older than its article
REPORT_DAYS = 14  # an undated "the Post reported"


@dataclass(frozen=True, slots=True)
class Spring:
    """An origin before reactions are told apart: the sources that are one, sorted by statement.

    ``countries``: governments that the speakers belong to, or that anonymous people are described by.
    """

    id: str
    label: str
    kind: OriginKind
    speaker: str | None
    outlet: str | None
    day: date | None
    around: date | None
    report: bool
    sources: tuple[Source, ...]
    countries: frozenset[str]
    reason: str


@dataclass(frozen=True, slots=True)
class Springs:
    """Every origin of the story, and the one of each statement."""

    by_id: Mapping[str, Spring]
    by_statement: Mapping[str, str]
    sources: Sources

    def of(self, statement_id: str | None) -> Spring | None:
        """The origin of a statement; ``None`` where there is none."""
        first = self.sources.first.get(statement_id, statement_id) if statement_id else None
        return self.by_id.get(self.by_statement.get(first, "")) if first else None

    def reports(self) -> tuple[Spring, ...]:
        """The origins that are reports of outlets, in order of date."""
        return tuple(sorted((s for s in self.by_id.values() if s.report), key=lambda s: (s.day or date.max, s.id)))


def find_springs(sources: Sources) -> Springs:
    """Group the sources of a story into origins."""
    by_key: dict[str, list[Source]] = {}
    for source in sources.by_statement.values():
        by_key.setdefault(source.key, []).append(source)
    springs = [s for key in sorted(by_key) for s in _of_one_key(key, by_key[key])]
    by_statement = {source.statement: spring.id for spring in springs for source in spring.sources}
    return Springs({s.id: s for s in springs}, by_statement, sources)


def _of_one_key(key: str, sources: list[Source]) -> Iterable[Spring]:
    by_statement = {s.statement: s for s in sources}
    before = REPORT_DAYS if any(s.report for s in sources) else PERSON_DAYS
    utterances = [Utterance(s.statement, s.document, s.earliest, s.latest, s.appeared) for s in sources]
    for occasion in occasions(utterances, before=before):
        same = [by_statement[s] for s in occasion.statements]
        for group in _by_affiliation(same) if all(s.report for s in same) else [same]:
            yield _spring(key, occasion, tuple(group))


def _by_affiliation(sources: list[Source]) -> list[list[Source]]:
    """People of different countries behind one report are told apart; those of no country stated go with the most."""
    groups: list[list[Source]] = []
    for source in sorted((s for s in sources if s.speaker.countries), key=lambda s: s.statement):
        mine = source.speaker.countries
        touching = [g for g in groups if any(mine & s.speaker.countries for s in g)]
        groups = [g for g in groups if g not in touching] + [[source, *(s for g in touching for s in g)]]
    rest = [s for s in sources if not s.speaker.countries]
    if not groups:
        return [rest]
    largest = max(groups, key=lambda g: (len(g), min(s.statement for s in g)))
    return [[*g, *rest] if g is largest else g for g in groups]


def _spring(key: str, occasion: Occasion, sources: tuple[Source, ...]) -> Spring:
    ordered = tuple(sorted(sources, key=lambda s: s.statement))
    first = min(ordered, key=lambda s: (not s.group, s.appeared or date.max, s.statement))
    countries = frozenset(c for s in ordered for c in s.speaker.countries)
    report = all(s.report for s in ordered)
    when = occasion.day or occasion.around
    return Spring(
        id=content_id("org", key, when.isoformat() if when else None, sorted(countries) if report else []),
        label=_label(first, occasion.day, report),
        kind=_kind(ordered, report),
        speaker=None if report and first.group else first.speaker.entity,
        outlet=first.outlet,
        day=occasion.day,
        around=occasion.around,
        report=report,
        sources=ordered,
        countries=countries,
        reason=_reason(ordered, report, occasion),
    )


def _kind(sources: tuple[Source, ...], report: bool) -> OriginKind:
    if not report:
        return min((s.speaker.kind for s in sources if s.speaker.named), default=sources[0].speaker.kind)
    groups = [s.speaker.kind for s in sources if s.group]
    return groups[0] if groups else "outlet"


def _label(source: Source, day: date | None, report: bool) -> str:
    when = f", {day.day} {day:%B %Y}" if day else ""
    if not report:
        return f"{source.speaker.name}{when}"
    outlet = f"{source.outlet} report" if source.outlet else "an article's own report"
    return f"{outlet}{when}, citing {source.group}" if source.group else f"{outlet}{when}"


def _reason(sources: tuple[Source, ...], report: bool, occasion: Occasion) -> str:
    what = "one report of one outlet" if report else "one speaker on one occasion"
    when = "dated by the texts" if occasion.day else "no date in the texts"
    chains = sorted({s.lineage for s in sources})
    return f"{what}, {when}: {'; '.join(chains[:4])}{'; …' if len(chains) > 4 else ''}"
