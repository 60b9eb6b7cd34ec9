"""Whose word a statement is: one key for one speaker in every document, and what is known about where they belong."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reportedly.language.gazetteer import Hit, find_known
from reportedly.model import Document, Entity, SourceKind, Spans, Statement
from reportedly.story.identities import Identities
from reportedly.story.material import Material
from reportedly.story.names import fold
from reportedly.story.papers import outlet_key, paper_named

# People and bodies that comment on what others found out, rather than answer for a government.
_OUTSIDE = re.compile(
    r"\b(senators?|congress\w*|representatives?|lawmakers?|legislators?|ranking member|members? of parliament|MPs?"
    r"|opposition|analysts?|experts?|professors?|scholars?|fellows?|researchers?|activists?|campaigners?"
    r"|policy director|commentators?|columnists?|pundits?|lobby\w*|advoca\w+|think tank|former|ex-\w+|retired)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(officials?|ministers?|ministry|spokes\w+|diplomats?|ambassadors?|envoys?|president|presidency|premier|chancellor|secretary"
    r"|government|administration|intelligence|military|army|general|police"
    r"|prosecutors?|mission|embassy|authorities|department|kremlin|white house)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(reports?|reporting|media|press|news\w*|articles?|stor(?:y|ies)|accounts?|investigations?)\b", re.IGNORECASE
)
_BODY = re.compile(
    r"\b(?:mission|ministry|embassy|army|navy|air force|police|department|consulate|prosecutor's office|coast ?guard"
    r"|intelligence service|security council)\s*(?:$|\b(?:of|to|in|at)\b)",
    re.IGNORECASE,
)
_BODY_WORDS = {
    "defence": "defense", "embassy": "mission", "ambassador": "mission", "envoy": "mission", "representative": "mission",
    "permanent": "mission",
}  # fmt: skip
_SMALL_WORDS = frozenset(
    (
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "at",
        "for",
        "and",
        "s",
        "un",
        "u",
        "n",
        "united",
        "republic",
        "islamic",
        "federal",
    )
)
_THING = re.compile(
    r"(?:(?:the|its|their|his|her|our|this|that|these|those|all|new|more|some|clear|initial|early|preliminary)\s+)*"
    r"(?:body of |pieces? of )?(?:[\w-]+ ){0,3}"
    r"(?:evidence|information|data|images?|imagery|footage|pictures?|photo(?:graph)?s?|videos?"
    r"|signs?|indications?|findings?|assessments?|facts?|documents?|records?)"
    r"(?:\s+(?:of|on|in|from|making|that|which|showing|taken|over|about)\b.*)?",
    re.IGNORECASE,
)
_DEED = re.compile(  # no speaker either, though a cue can stand beside it: "citing Norland's reckless conduct"
    r"(?:[\w.'’“”-]+\s+){0,5}(?:attacks?|strikes?|killings?|murders?|bombings?|conduct|lack|crash|downing|poisoning|actions?"
    r"|moves?|decisions?|pressure|tensions?|failures?|refusal|violations?|fears?|concerns?|threats?|need|risks?|reasons?)"
    r"(?:\s+(?:of|on|in|from|against|at|by|over|that|for|to|about)\b.*|[”\"]?)",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"\b(?:Institut\w*|Group|Council|Cent(?:re|er)|Foundation|Association|Forum|Organi[sz]ation|Committee|University|Fund|Watch"
    r"|Ministry|Department|Society|Initiative|Project|Laboratory|Company|Bank)\b"
)
_REPORTED = re.compile(r"\breport(?:s|ed)?\b", re.IGNORECASE)
_OWN_WORK = re.compile(
    r"\b(investigat\w+|analys\w+|examin\w+|review(?:ed)?|verified|found|geolocat\w+|footage|obtained|seen by)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(?:officials|sources|diplomats|officers|people|authorities|aides|insiders)\b", re.IGNORECASE)
_POINTING = re.compile(
    r"(?:they|them|he|she|it|(?:one|some|two|all|both|several) of (?:them|the)|(?:the )?others?|another|some|both|one)\b"
    r"(?!\s*[A-Z])",
    re.IGNORECASE,
)
_AMONG_THEM = re.compile(r"\s*,?\s*(?:among them|including|all of them|most of them|some of them)\s[^.\n;,]{1,60}")
_OF_SOMEBODY = re.compile(r"^(?:its|his|her|their)\s+(?=\w)", re.IGNORECASE)
_EUROPEAN = re.compile(r"\bEuropean\b|\bEU\b")
_CITED_BY_REPORT = re.compile(  # "a report that cited US and" before "European officials"
    r"\breports?\b[^.\n]{0,30}\b(?:cit(?:ed|es|ing)|quot(?:ed|es|ing))\s+(?:[\w.]+\s+){0,3}$", re.IGNORECASE
)
_AFTER_CUE = re.compile(r"\W{0,2}(?:(?:to|by|the|with)\s+){0,2}")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose word it is. ``countries``: governments that the speaker belongs to or is described by.

    ``government``: speaks for one of them. ``outsider``: comments from outside any government's knowledge. ``named``: a name or
    an office is given, not only a description. ``own_work``: an outlet that says it found out itself.
    """

    key: str
    name: str
    kind: SourceKind
    entity: str | None
    countries: frozenset[str]
    government: bool
    outsider: bool
    named: bool
    own_work: bool = False


THING = Speaker(
    "", "", "document", None, frozenset(), False, False, False
)  # evidence, pictures: whoever shows them speaks
NOBODY = Speaker("", "", "anonymous", None, frozenset(), False, False, False)


def speaker_of(statement: Statement, material: Material, identities: Identities) -> Speaker:
    """The speaker of a statement; :data:`NOBODY` where the text names and describes none."""
    document = material.document_of(statement.id)
    if statement.speaker_name.casefold() in ("we", "us") and statement.parent is None:
        return _outlet(document.outlet, None, "") if document.outlet else NOBODY
    outlet = outlet_in(statement.source, document, material)
    described = " ".join((statement.speaker_name, material.words(document, statement.source)))
    if outlet is not None and statement.source_kind in ("outlet", "document", "anonymous", "organization"):
        name = paper_named(outlet.name, material.papers) or outlet.name
        return _outlet(name, outlet.id, " ".join((described, material.words(document, statement.cue))))
    entity = _entity(statement, document, identities)
    paper = _paper(statement, entity, material)
    if paper is not None:
        return _outlet(paper, entity.id if entity else None, described)
    if entity is not None:
        return _entity_speaker(_of_country(entity, material.words(document, statement.source)), statement, described)
    if not statement.speaker_name.strip() or _is_report(statement):
        return NOBODY
    if _THING.fullmatch(statement.speaker_name.strip()) or _is_deed(statement):
        return THING
    among = _AMONG_THEM.match(document.text, max((s.end for s in statement.source), default=0))
    return _described(statement, document.id, described + (among.group() if among and statement.source else ""))


def _entity(statement: Statement, document: Document, identities: Identities) -> Entity | None:
    """The entity behind a speaker; of a name that nothing stands for, the person whom the document calls so."""
    name = statement.speaker_name
    known = identities.account(name) or identities.entity(statement.speaker)
    if known is None and statement.source_kind == "person" and name[:1].isupper() and len(name.split()) <= 2:
        return identities.called(document.id, name)
    return known


def _is_deed(statement: Statement) -> bool:
    return statement.source_kind not in ("government", "outlet") and bool(
        _DEED.fullmatch(statement.speaker_name.strip())
    )


def _paper(statement: Statement, entity: Entity | None, material: Material) -> str | None:
    """A paper that no table knows: an outlet of the story, or a name that "reported, citing" people."""
    if (entity is not None and entity.type not in ("Person", "Organization", "Outlet")) or statement.source_kind in (
        "government",
        "group",
    ):
        return None
    name = entity.name if entity else statement.speaker_name
    known = paper_named(name, material.papers)
    if known and (statement.source_kind != "organization" or not _speaks_itself(known, statement, material)):
        return known
    reports = statement.id in material.citing and statement.act == "report" and name[:1].isupper()
    return name if reports and (entity is None or entity.type != "Person") else None


def _speaks_itself(outlet: str, statement: Statement, material: Material) -> bool:
    """Whether an organisation that publishes is told of as a body: in its own article, or by what it is called."""
    own = material.document_of(statement.id).outlet
    return bool(_INSTITUTION.search(outlet)) or (own is not None and outlet_key(own) == outlet_key(outlet))


def told_outlet(statement: Statement, material: Material) -> Entity | None:
    """The outlet that a statement was made to: "told the Daily Post"; ``None`` where none is named beside the cue."""
    document = material.document_of(statement.id)
    reach = []
    for cue in statement.cue:
        gap = _AFTER_CUE.match(document.text, cue.end)
        reach.append((cue.start, gap.end() if gap else cue.end))
    return next(
        (e for e, start in material.outlets[document.id] if any(a <= start <= b for a, b in reach)),
        None,
    )


def outlet_of_report(statement: Statement, material: Material) -> Entity | None:
    """The outlet behind "a report that cited" the source: the only other one that the article names beside the word "report"."""
    document = material.document_of(statement.id)
    start = min((s.start for s in statement.source), default=0)
    if not _CITED_BY_REPORT.search(document.text[max(0, start - 60) : start]):
        return None
    own = outlet_key(document.outlet) if document.outlet else ""
    beside = {
        outlet_key(e.name): e
        for e, at in material.outlets[document.id]
        if _REPORTED.search(_sentence_around(document.text, at))
    }
    others = [e for key, e in sorted(beside.items()) if key != own]
    return others[0] if len(others) == 1 else None


def _sentence_around(text: str, at: int) -> str:
    """The words of the sentence about a place, as far as full stops and line ends tell."""
    start = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at)) + 1
    ends = [e for e in (text.find(". ", at), text.find("\n", at)) if e >= 0]
    return text[start : min(ends, default=len(text))]


def outlet_in(spans: Spans, document: Document, material: Material) -> Entity | None:
    """The outlet named within some spans."""
    return next((e for e, start in material.outlets[document.id] if any(s.start <= start < s.end for s in spans)), None)


def _is_report(statement: Statement) -> bool:
    """Whether the source is no more than "a report" or "reports": no speaker, but a sign that points to one."""
    return (
        statement.source_kind in ("document", "anonymous", "outlet")
        and len(statement.speaker_name.split()) <= 3
        and bool(_REPORT.search(statement.speaker_name))
    )


def _outlet(name: str, entity: str | None, described: str) -> Speaker:
    own_work = bool(_OWN_WORK.search(described))
    return Speaker(outlet_key(name), name, "outlet", entity, frozenset(), False, False, True, own_work)


def body_words(name: str) -> frozenset[str]:
    """What a body or an office is called, its country apart: "Iran's UN mission" and "the Iranian ambassador to the UN" agree."""
    plain = fold("".join(" " if any(h.start <= i < h.end for h in _of_states(name)) else c for i, c in enumerate(name)))
    words = {_BODY_WORDS.get(w, w) for w in plain.split()} - _SMALL_WORDS
    return frozenset(words | {"nations"} if re.search(r"\bUN\b|\bU\.N\.?|\bUnited Nations\b", name) else words)


def _of_states(name: str) -> list[Hit]:
    return [h for h in find_known(name) if h.known.type == "Country"]


def _of_country(entity: Entity, printed: str) -> Entity:
    """A body under the name that this text gives it where only that tells whose it is: "the Iranian mission to the UN"."""
    if entity.type != "PublicBody" or entity.country or body_words(printed) != body_words(entity.name):
        return entity
    states = {h.known.country for h in _of_states(printed) if h.known.country}
    if len(states) != 1:
        return entity
    name = re.sub(r"^(?:the|an?)\s+", "", re.sub(r"\s+", " ", printed.strip()), flags=re.IGNORECASE)
    return replace(entity, name=name, country=states.pop())


def is_body(name: str) -> bool:
    """Whether a description is of a public body: "the Azerbaijani army", "the mission in New York"."""
    return bool(_BODY.search(name)) and not _SEVERAL.search(name)


def _entity_speaker(entity: Entity, statement: Statement, described: str) -> Speaker:
    if entity.type == "Outlet":
        return _outlet(entity.name, entity.id, described)
    words = " ".join(filter(None, (entity.role, described)))
    outsider = bool(_OUTSIDE.search(words)) and not (
        entity.type == "PublicBody" or statement.source_kind == "government"
    )
    official = entity.type in ("Country", "PublicBody") or (entity.type == "Person" and bool(_OFFICE.search(words)))
    kind: SourceKind = "government" if entity.type in ("Country", "PublicBody") else statement.source_kind
    return Speaker(
        key=f"country:{entity.country}" if entity.type == "Country" and entity.country else "name:" + fold(entity.name),
        name=entity.name,
        kind="person" if entity.type == "Person" else kind,
        entity=entity.id,
        countries=frozenset({entity.country} if entity.country else ()),
        government=official or (kind == "government"),
        outsider=outsider,
        named=True,
    )


def _described(statement: Statement, document: str, described: str) -> Speaker:
    countries = countries_in(described)
    official = statement.source_kind == "government" or bool(_OFFICE.search(described) and countries)
    several = bool(_SEVERAL.search(statement.speaker_name))
    pointing = bool(_POINTING.match(statement.speaker_name))
    somebody = _nobodys(statement.speaker_name)
    unresolved = somebody == somebody.lower()  # of no name: nobody of another article
    return Speaker(
        key=f"{statement.source_kind}:{fold(somebody)}{':' + document if unresolved else ''}",
        name=somebody,
        kind=statement.source_kind,
        entity=None,
        countries=countries,
        government=official,
        outsider=bool(_OUTSIDE.search(described)) and statement.source_kind != "government",
        named=statement.source_kind not in ("anonymous", "group") and not several and not pointing,
    )


def _nobodys(name: str) -> str:
    """A name without the pronoun of an owner that nobody resolved: "its spokesman" is a spokesman."""
    owned = _OF_SOMEBODY.sub("", name)
    if owned == name or owned.endswith("s"):
        return owned
    return f"an {owned}" if owned[0].lower() in "aeiou" else f"a {owned}"


def countries_in(words: str) -> frozenset[str]:
    """The countries that some words name, by name, capital, government or adjective: "Iranian", "the Kremlin"."""
    found = {
        h.known.country for h in find_known(words) if h.known.country and h.known.type in ("Country", "PublicBody")
    }
    return frozenset(found | ({"eu"} if _EUROPEAN.search(words) else set()))
