"""Speakers who are one in an article: "the spokesman" of whom it told before, a government and the official who spoke for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from reportedly.story.groups import describe
from reportedly.story.items import singular
from reportedly.story.material import Material
from reportedly.story.source import HEADLINE, Source
from reportedly.story.speakers import body_words, is_body

EARLIER = ("repeatedly", "previously", "earlier", "long ", "again", "in the past", "always")
_POINTING = re.compile(r"(?:(?i:the|a|an|this|that|his|her|its|their)\s+)?([a-z]+)")
_ANYBODY = frozenset(
    ("source", "person", "man", "woman", "he", "she", "they", "it", "we", "i", "other", "one", "group")
)


def pointed(found: Mapping[str, Source], material: Material) -> dict[str, Source]:
    """The sources, each of a bare office with the speaker whom the article called so last; one that nobody was called stays."""
    by_document: dict[str, list[Source]] = {}
    for source in sorted(found.values(), key=lambda s: (s.document, s.place, s.statement)):
        by_document.setdefault(source.document, []).append(source)
    return {s.statement: s for told in by_document.values() for s in _of_document(told, material)}


def _of_document(told: list[Source], material: Material) -> list[Source]:
    last: dict[str, Source] = {}  # the head of a description -> the one it was used of
    resolved = []
    for source in told:
        office = _bare_office(source)
        known = last.get(office) if office else None
        resolved.append(_as_told(source, known) if known else source)
        head = _head(source, material)
        if office is None and head:
            last[head] = source
    return resolved


def _bare_office(source: Source) -> str | None:
    """The office by which alone a named source is known, "spokesman"; ``None`` where more is said."""
    speaker = source.speaker
    if source.report or speaker.entity is not None or speaker.countries or speaker.kind != "person":
        return None
    plain = _POINTING.fullmatch(speaker.name)
    return singular(plain.group(1)) if plain and plain.group(1) not in _ANYBODY else None


def _head(source: Source, material: Material) -> str:
    """The last word of a speaker's description as printed, where a name or a body stands in it as well: "X's spokesman"."""
    statement = material.statements[source.statement]
    printed = material.words(material.document_of(statement.id), statement.source).split(",")[0].split()
    lower = [w for w in printed if w == w.lower() and w.isalpha()]
    if source.report or not source.speaker.named or not lower:
        return ""
    return singular(lower[-1])


def _as_told(source: Source, known: Source) -> Source:
    return replace(
        source,
        key=known.key,
        speaker=known.speaker,
        lineage=f"{source.lineage} (told of before: {known.speaker.name})",
    )


def one_body(found: Mapping[str, Source], material: Material) -> dict[str, Source]:
    """A body under its names is one, and on a day on which one official spoke for it by name, its word is theirs."""
    bodies = {key: s for key, s in found.items() if _is_body(s)}
    named = _longest_names(bodies.values())
    renamed = {key: replace(s, key=named.get(_body(s), s.key)) for key, s in bodies.items()}
    officials = [s for s in found.values() if s.speaker.kind == "person" and s.speaker.entity and not s.report]
    spoken = {key: _through_official(s, officials, material) for key, s in renamed.items()}
    return {key: spoken.get(key, s) for key, s in found.items()}


Body = tuple[frozenset[str], frozenset[str]]  # countries, and what the body is called without them


def _is_body(source: Source) -> bool:
    speaker = source.speaker
    public = speaker.kind == "government" and not speaker.key.startswith("country:")
    return not source.report and (public or is_body(speaker.name)) and bool(body_words(speaker.name))


def _body(source: Source) -> Body:
    return source.speaker.countries, body_words(source.speaker.name)


def _longest_names(bodies: Iterable[Source]) -> dict[Body, str]:
    """One key for each body: that of the only longer name of the same country that has all its words, else its own."""
    keys: dict[Body, str] = {}
    for source in sorted(bodies, key=lambda s: (s.key, s.statement)):
        keys.setdefault(_body(source), source.key)
    longest = {}
    for (countries, words), key in keys.items():
        longer = [k for (c, w), k in keys.items() if c == countries and words < w]
        longest[countries, words] = longer[0] if countries and len(longer) == 1 else key
    return longest


def _through_official(source: Source, officials: Sequence[Source], material: Material) -> Source:
    if _at_other_times(source, material):
        return source
    countries, words = _body(source)
    fitting = [
        o for o in officials if countries & o.speaker.countries and words <= o.office and _surely_one_day(source, o)
    ]
    if len({o.key for o in fitting}) != 1:
        return source
    official = min(fitting, key=lambda o: o.statement)
    lineage = f"{source.lineage} ({official.speaker.name} spoke for it on that day)"
    return replace(source, key=official.key, speaker=official.speaker, lineage=lineage)


def _surely_one_day(one: Source, other: Source) -> bool:
    return one.earliest is not None and one.earliest == one.latest == other.earliest == other.latest


def one_government(found: Mapping[str, Source], material: Material) -> dict[str, Source]:
    """A government told of as speaking, in an article that names the official who spoke for it that day, is that official."""
    officials: dict[tuple[str, str], list[Source]] = {}
    for source in found.values():
        if source.speaker.kind == "person" and source.speaker.government and not source.speaker.outsider:
            for country in source.speaker.countries:
                officials.setdefault((source.document, country), []).append(source)
    return {key: _spoken_for(s, officials, material) for key, s in found.items()}


def _spoken_for(source: Source, officials: Mapping[tuple[str, str], list[Source]], material: Material) -> Source:
    if source.speaker.kind != "government" or len(source.speaker.countries) != 1 or _at_other_times(source, material):
        return source
    if (
        source.report and source.place != HEADLINE
    ):  # officials whom the article does not name are others than the one it does
        return source
    (country,) = source.speaker.countries
    fitting = [o for o in officials.get((source.document, country), []) if _same_day(source, o)]
    if len({o.key for o in fitting}) != 1:
        return source
    official = min(fitting, key=lambda o: (o.earliest or date.max, o.statement))
    return replace(
        source,
        key=official.key,
        speaker=official.speaker,
        earliest=source.earliest or official.earliest,
        latest=source.latest or official.latest,
        report=False,
        cited=False,
        lineage=f"{source.lineage} (its word in this article is {official.speaker.name}'s)",
    )


def one_group(found: Mapping[str, Source], resolved: Mapping[str, Source], material: Material) -> dict[str, Source]:
    """Bare "officials" are those whom the article told of last with their country, or the one who spoke for these.

    ``found``: the sources as they are described, ``resolved`` as they are known.
    """
    by_document: dict[str, list[Source]] = {}
    for source in sorted(found.values(), key=lambda s: (s.document, s.place, s.statement)):
        by_document.setdefault(source.document, []).append(source)
    meant: dict[str, Source] = {}
    for told in by_document.values():
        last: dict[str, Source] = {}
        for source in told:
            who = describe(source.group or source.speaker.name, source.speaker.countries)
            if source.report and not source.cited and who.back and who.several and who.head in last:
                meant[source.statement] = _as_group(source, resolved[last[who.head].statement])
            elif who.several and who.countries:
                last[who.head] = source
    return {key: meant.get(key, s) for key, s in resolved.items()}


def _as_group(source: Source, known: Source) -> Source:
    return replace(
        source,
        key=known.key,
        speaker=known.speaker,
        report=known.report,
        group=known.group,
        outlet=known.outlet,
        lineage=f"{source.lineage} (told of before: {known.speaker.name})",
    )


def _at_other_times(source: Source, material: Material) -> bool:
    statement = material.statements[source.statement]
    words = material.words(material.document_of(statement.id), statement.cue).casefold()
    return any(w in words for w in EARLIER)


def _same_day(one: Source, other: Source) -> bool:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return True
    return one.earliest <= other.latest and other.earliest <= one.latest
