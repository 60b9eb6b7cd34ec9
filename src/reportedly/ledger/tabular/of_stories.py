"""The tables of what was compiled: stories, claims and their parts, relations, origins, duplicates, timelines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from reportedly.ledger.answers import SpeakerEntry, StoryEntry
from reportedly.ledger.tabular.table import Column, Table, as_json
from reportedly.model import (
    Claim,
    ClaimRole,
    Duplicate,
    Mention,
    Move,
    Origin,
    Position,
    Relation,
    StoryAccount,
    TimelineEntry,
    Value,
)

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Of(Generic[Part]):
    """A part, what it belongs to (a claim's or a story's id), and its place there."""

    whole: str
    ordinal: int
    part: Part


STORIES: Table[StoryAccount] = Table(
    "stories",
    "The documents about one matter, compiled.",
    (
        Column("id", "text", "The story's id.", lambda s: s.id),
        Column("title", "text", "Its title.", lambda s: s.title, True),
        Column("documents", "integer", "How many documents it has.", lambda s: len(s.documents), True),
        Column("claims", "integer", "How many claims it has.", lambda s: len(s.claims), True),
        Column("producer", "text", "The program and version that compiled it.", lambda s: s.producer),
    ),
    ("id",),
)

STORY_LIST: Table[StoryEntry] = Table(
    "stories",
    "Stories to choose from; one without an id has still to be compiled.",
    (
        Column("name", "text", "The story's name.", lambda s: s.name, True),
        Column("id", "text", "Its id; empty: still to be compiled.", lambda s: s.id, True),
        Column("documents", "integer", "How many documents it has.", lambda s: s.documents, True),
        Column("claims", "integer", "How many claims it has.", lambda s: s.claims, True),
    ),
)

STORY_DOCUMENTS: Table[Of[str]] = Table(
    "story_documents",
    "A document of a story.",
    (
        Column("story", "text", "The story.", lambda o: o.whole, refers="stories"),
        Column("document", "text", "The document.", lambda o: o.part, refers="documents"),
    ),
    ("story", "document"),
)

CLAIMS: Table[Claim] = Table(
    "claims",
    "One proposition over all documents of a story.",
    (
        Column("id", "text", "The claim's id.", lambda c: c.id),
        Column("story", "text", "The story.", lambda c: c.story, refers="stories"),
        Column("label", "text", "The proposition in words. It says what is claimed, not what is so.", lambda c: c.label, True),
        Column("type", "text", "The type of its events.", lambda c: c.type),
        Column("status", "text", "How far along those who affirm it have it.", lambda c: c.status, True),
        Column("status_reason", "text", "Why that status.", lambda c: c.status_reason),
        Column("affirm", "integer", "Mentions that affirm it.", lambda c: _count(c, "affirms"), True),
        Column("deny", "integer", "Mentions that deny it.", lambda c: _count(c, "denies"), True),
        Column("doubt", "integer", "Mentions that doubt it.", lambda c: _count(c, "doubts")),
        Column("condition", "integer", "Mentions behind an “if”.", lambda c: _count(c, "conditions")),
        Column("consider", "integer", "Mentions that speak of it as considered.", lambda c: _count(c, "considers")),
        Column("articles", "integer", "Articles that speak of it.", lambda c: c.independence.articles, True),
        Column("outlets", "integer", "Outlets of those articles.", lambda c: c.independence.outlets),
        Column(
            "known_independent",
            "integer",
            "Origins known to be independent of one another.",
            lambda c: c.independence.known_independent,
            True,
        ),
        Column(
            "not_established", "integer", "The other origins.", lambda c: c.independence.not_established, True
        ),
        Column(
            "not_recorded",
            "integer",
            "Affirming mentions whose origin the text does not say.",
            lambda c: c.independence.not_recorded,
            True,
        ),
        Column("reasons", "json", "Why the origins are counted so.", lambda c: as_json(sorted(c.independence.reasons))),
    ),
    ("story", "id"),
)  # fmt: skip

CLAIM_ROLES: Table[Of[ClaimRole]] = Table(
    "claim_roles",
    "Who or what a claim is about.",
    (
        Column("claim", "text", "The claim.", lambda o: o.whole, refers="claims"),
        Column("role", "text", "The role: supplier, recipient, item, …", lambda o: o.part.role),
        Column("name", "text", "The canonical name; several are joined by “and”.", lambda o: o.part.name),
        Column("entity", "text", "The entity, where one fills the role.", lambda o: o.part.entity, refers="entities"),
    ),
)

MENTIONS: Table[Of[Mention]] = Table(
    "mentions",
    "One place that speaks of a claim.",
    (
        Column("claim", "text", "The claim.", lambda o: o.whole, refers="claims"),
        Column("ordinal", "integer", "Its place among the claim's mentions, from 0.", lambda o: o.ordinal),
        Column("document", "text", "The document.", lambda o: o.part.document, refers="documents"),
        Column("event", "text", "The event.", lambda o: o.part.event, refers="events"),
        Column("statement", "text", "The statement, outside every pack.", lambda o: o.part.statement, refers="statements"),
        Column("stance", "text", "affirms, denies, doubts, conditions, or considers.", lambda o: o.part.stance),
        Column(
            "holder", "text", "The statement of who holds it; empty: the outlet itself.", lambda o: o.part.holder,
            refers="statements",
        ),
        Column("origin", "text", "Where the word comes from; empty: not recorded.", lambda o: o.part.origin, refers="origins"),
        Column("reason", "text", "Why it is one of this claim's.", lambda o: o.part.reason),
    ),
)  # fmt: skip

POSITIONS: Table[Of[Position]] = Table(
    "positions",
    "What one speaker holds about a claim.",
    (
        Column("claim", "text", "The claim.", lambda o: o.whole, refers="claims"),
        Column(
            "speaker", "text", "The speaker's entity, where one is named.", lambda o: o.part.speaker, refers="entities"
        ),
        Column("speaker_name", "text", "The speaker.", lambda o: o.part.speaker_name),
        Column("stance", "text", "affirms, denies, doubts, conditions, or considers.", lambda o: o.part.stance),
        Column("first", "day", "First day on which it was said so.", lambda o: o.part.first),
        Column("last", "day", "Last day on which it was said so.", lambda o: o.part.last),
        Column(
            "general", "text", "The broader claim, where a general denial of it covers this one.", lambda o: o.part.general,
            refers="claims",
        ),
    ),
)  # fmt: skip

CLAIM_VALUES: Table[Of[Value]] = Table(
    "claim_values",
    "A quantity that one event gives for a claim.",
    (
        Column("claim", "text", "The claim.", lambda o: o.whole, refers="claims"),
        Column("role", "text", "quantity or amount.", lambda o: o.part.role),
        Column("name", "text", "The words, as printed.", lambda o: o.part.name),
        Column("low", "number", "The lower end that they stand for.", lambda o: o.part.low),
        Column("high", "number", "The upper end.", lambda o: o.part.high),
        Column("event", "text", "The event that gives it.", lambda o: o.part.event, refers="events"),
    ),
)

MOVES: Table[Of[Move]] = Table(
    "moves",
    "A step in how a claim moved.",
    (
        Column("claim", "text", "The claim.", lambda o: o.whole, refers="claims"),
        Column("date", "day", "When.", lambda o: o.part.date),
        Column("what", "text", "status, quantity, certainty, denial, evidence, or dropped.", lambda o: o.part.what),
        Column("before", "text", "From what.", lambda o: o.part.before),
        Column("after", "text", "To what.", lambda o: o.part.after),
        Column("document", "text", "The document that shows it.", lambda o: o.part.document, refers="documents"),
        Column("reason", "text", "Why.", lambda o: o.part.reason),
    ),
)

RELATIONS: Table[Relation] = Table(
    "relations",
    "Two mentions that disagree.",
    (
        Column(
            "kind",
            "text",
            "contradicts, quantity_differs, superseded, different_scope, or reports_opposing.",
            lambda r: r.kind,
            True,
        ),
        Column("a_claim", "text", "The claim on one side.", lambda r: r.a.claim, refers="claims"),
        Column("a_event", "text", "The event on that side.", lambda r: r.a.event, refers="events"),
        Column("b_claim", "text", "The claim on the other side.", lambda r: r.b.claim, refers="claims"),
        Column("b_event", "text", "The event on that side.", lambda r: r.b.event, refers="events"),
        Column("reason", "text", "Why.", lambda r: r.reason, True),
    ),
)

ORIGINS: Table[Origin] = Table(
    "origins",
    "Where words ultimately come from, as far as the texts show.",
    (
        Column("id", "text", "The origin's id.", lambda o: o.id),
        Column("label", "text", "What it is, in words.", lambda o: o.label, True),
        Column(
            "kind",
            "text",
            "person, organization, government, outlet, document, group, or anonymous.",
            lambda o: o.kind,
            True,
        ),
        Column("speaker", "text", "The speaker's entity, where one is named.", lambda o: o.speaker, refers="entities"),
        Column("outlet", "text", "The outlet that it came through.", lambda o: o.outlet, True),
        Column("date", "day", "The day on which it was said or appeared.", lambda o: o.date, True),
        Column("statements", "json", "The statements that carry it.", lambda o: as_json(sorted(o.statements))),
        Column(
            "derived_from",
            "json",
            "Origins that it only reacts to or repeats.",
            lambda o: as_json(sorted(o.derived_from)),
        ),
        Column("reason", "text", "Why it is one origin.", lambda o: o.reason),
    ),
    ("id",),
)

DUPLICATES: Table[Duplicate] = Table(
    "duplicates",
    "Two documents that share text.",
    (
        Column("a", "text", "One document.", lambda d: d.a, refers="documents"),
        Column("b", "text", "The other.", lambda d: d.b, refers="documents"),
        Column("kind", "text", "same, reprint, or shared_passage.", lambda d: d.kind),
        Column(
            "similarity", "number", "Share of the shorter one's words that stand in the other.", lambda d: d.similarity
        ),
        Column(
            "passages",
            "json",
            "The shared passages: [[[start,end] in a, [start,end] in b],…].",
            lambda d: as_json(sorted([[p.a.start, p.a.end], [p.b.start, p.b.end]] for p in d.passages)),
        ),
    ),
)

TIMELINE: Table[Of[TimelineEntry]] = Table(
    "timeline",
    "Something dated in a story: an event reported, or a statement being made.",
    (
        Column("story", "text", "The story.", lambda o: o.whole, refers="stories"),
        Column("earliest", "day", "First day that the texts allow.", lambda o: o.part.earliest),
        Column("latest", "day", "Last day that the texts allow.", lambda o: o.part.latest),
        Column("label", "text", "What it is, in words.", lambda o: o.part.label),
        Column("event", "text", "The event.", lambda o: o.part.event, refers="events"),
        Column("statement", "text", "The statement.", lambda o: o.part.statement, refers="statements"),
        Column("document", "text", "The document.", lambda o: o.part.document, refers="documents"),
    ),
)

SPEAKERS: Table[SpeakerEntry] = Table(
    "speakers",
    "Somebody who speaks.",
    (
        Column("name", "text", "The name, or how the texts describe them.", lambda s: s.name, True),
        Column("entity", "text", "The entity, where one is named.", lambda s: s.entity, refers="entities"),
        Column("kind", "text", "What they are.", lambda s: s.kind, True),
        Column("statements", "integer", "How many statements are theirs.", lambda s: s.statements, True),
        Column("documents", "integer", "In how many documents.", lambda s: s.documents, True),
    ),
)


def _count(claim: Claim, stance: str) -> int:
    return sum(mention.stance == stance for mention in claim.mentions)
