"""Origins: the distinct words behind a story's mentions, and which mention rests on which.

One origin is one speaker on one occasion, or one report of one outlet, whoever cites it. A word without a sign of where it
comes from has none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reportedly.model import OriginKind, content_id
from reportedly.story.groups import by_group, told_as
from reportedly.story.material import Material, own_name
from reportedly.story.names import fold
from reportedly.story.occasions import Occasion, Utterance, occasions
from reportedly.story.source import Source, Sources

PERSON_DAYS = 3  # an undated "he said" is at most so much older than its article
REPORT_DAYS = 14  # an undated "the Post reported"


@dataclass(frozen=True, slots=True)
class Spring:
    """An origin before reactions are told apart: the sources that are one, sorted by statement.

    ``countries``: governments that the speakers belong to, or that anonymous people are described by. ``day``: the first that
    it can have been, ``known_day``: where it can only have been that one.
    """

    id: str
    label: str
    kind: OriginKind
    speaker: str | None
    outlet: str | None
    day: date | None
    known_day: date | None
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


def find_springs(sources: Sources, material: Material) -> Springs:
    """Group the sources of a story into origins; each has a label of its own."""
    by_key: dict[str, list[Source]] = {}
    for source in sources.by_statement.values():
        by_key.setdefault(source.key, []).append(source)
    springs = _labelled([s for key in sorted(by_key) for s in _of_one_key(key, by_key[key])], material)
    by_statement = {source.statement: spring.id for spring in springs for source in spring.sources}
    return Springs({s.id: s for s in springs}, by_statement, _under_one_name(springs, sources))


def _under_one_name(springs: Iterable[Spring], sources: Sources) -> Sources:
    """The sources with each group of unnamed people under the description that says most of it."""
    renamed = {
        s.statement: replace(s, group=told_as(spring.sources).group) if s.group else s
        for spring in springs
        for s in spring.sources
    }
    return Sources({key: renamed[key] for key in sources.by_statement}, sources.first)


def _of_one_key(key: str, sources: list[Source]) -> Iterable[Spring]:
    by_statement = {s.statement: s for s in sources}
    before = REPORT_DAYS if any(s.report for s in sources) else PERSON_DAYS
    utterances = [Utterance(s.statement, s.document, s.earliest, s.latest, s.appeared) for s in sources]
    seen = Counter[str]()
    for occasion in occasions(utterances, before=before):
        same = [by_statement[s] for s in occasion.statements]
        for group in by_group(same) if all(s.report for s in same) else [same]:
            spring = _spring(key, occasion, tuple(group))
            again = content_id("org", spring.id, seen[spring.id])  # "another official", and another
            yield replace(spring, id=again) if seen[spring.id] else spring
            seen[spring.id] += 1


def _spring(key: str, occasion: Occasion, sources: tuple[Source, ...]) -> Spring:
    ordered = tuple(sorted(sources, key=lambda s: s.statement))
    report = all(s.report for s in ordered)
    first = told_as(ordered) if report else min(ordered, key=lambda s: (s.appeared or date.max, s.place, s.statement))
    countries = frozenset(c for s in ordered for c in s.speaker.countries)
    when = occasion.first or occasion.around
    who = [fold(first.group), *sorted(countries)] if report else []
    return Spring(
        id=content_id("org", key, when.isoformat() if when else None, who),
        label=_label(first, occasion, report),
        kind=_kind(ordered, report),
        speaker=None if report and first.group else first.speaker.entity,
        outlet=first.outlet,
        day=occasion.first,
        known_day=occasion.first if occasion.first == occasion.last else None,
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


# ---------- labels --------------------------------------------------------------------------------------------------


def _label(source: Source, occasion: Occasion, report: bool) -> str:
    when = f", {in_words(occasion.first, occasion.last)}" if occasion.first and occasion.last else ""
    if not report:
        return f"{source.speaker.name}{when}"
    outlet = f"{source.outlet} report" if source.outlet else "an article's own report"
    return f"{outlet}{when}, citing {source.group}" if source.group else f"{outlet}{when}"


def in_words(first: date, last: date) -> str:
    """A stretch of days in the grain that is known: "3 March 2031", "March 2031", "2031", else from and to."""
    if first == last:
        return f"{first.day} {first:%B %Y}"
    whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole_months and (first.month, last.month) == (1, 12) and first.year == last.year:
        return str(first.year)
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B %Y}"
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"


def _labelled(springs: Sequence[Spring], material: Material) -> list[Spring]:
    """Springs whose labels are the same say through which article they are known; those of one article are numbered."""
    longer = [replace(s, label=_as_told(s, material)) if _shared(s.label, springs) else s for s in springs]
    seen = Counter[str]()
    labelled = []
    for spring in longer:
        seen[spring.label] += 1
        again = _shared(spring.label, longer)
        labelled.append(replace(spring, label=f"{spring.label} ({seen[spring.label]})") if again else spring)
    return labelled


def _shared(label: str, springs: Sequence[Spring]) -> bool:
    return sum(s.label == label for s in springs) > 1


def _as_told(spring: Spring, material: Material) -> str:
    document = min((material.documents[s.document] for s in spring.sources), key=lambda d: material.rank[d.id])
    undated = "" if spring.day else ", undated"
    return f"{spring.label}, as told by {own_name(document)}{undated}"


def _reason(sources: tuple[Source, ...], report: bool, occasion: Occasion) -> str:
    what = "one report of one outlet" if report else "one speaker on one occasion"
    when = "dated by the texts" if occasion.first else "no date in the texts"
    chains = sorted({s.lineage for s in sources})
    return f"{what}, {when}: {'; '.join(chains[:4])}{'; …' if len(chains) > 4 else ''}"
