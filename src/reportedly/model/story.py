"""What is found over the documents of one story: claims, origins, relations, timeline."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportedly.model import showing
from reportedly.model.document import Published
from reportedly.model.reading import Act, Status
from reportedly.model.spans import Span

Stance = Literal["affirms", "denies", "doubts", "conditions", "considers"]
MoveWhat = Literal["status", "quantity", "certainty", "denial", "evidence", "dropped"]
RelationKind = Literal["contradicts", "quantity_differs", "superseded", "different_scope", "reports_opposing"]
DuplicateKind = Literal["same", "reprint", "shared_passage"]
OriginKind = Literal["person", "organization", "government", "outlet", "document", "group", "anonymous"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that speaks of a claim: an event (or, outside every pack, a statement) held by somebody.

    ``holder`` is a statement's id or ``None`` for the outlet's own voice; ``origin`` an origin's id or ``None``: not recorded.
    """

    event: str | None
    statement: str | None
    document: str
    stance: Stance
    holder: str | None
    origin: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimRole:
    """A role of a claim with the canonical name of what fills it; several names joined by "and"."""

    role: str
    entity: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Position:
    """What one speaker holds about a claim, and between which days it was said so.

    ``general``: the broader claim (id) that the speaker denied in general, where that covers this one; ``None`` where the
    speaker spoke of this claim.
    """

    speaker: str | None
    speaker_name: str
    stance: Stance
    first: date | None
    last: date | None
    general: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """One quantity given for a claim, by one event."""

    role: str
    low: float | None
    high: float | None
    name: str
    event: str


@dataclass(frozen=True, slots=True)
class Move:
    """A step in how a claim moved."""

    date: date | None
    what: MoveWhat
    before: str | None
    after: str
    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class Independence:
    """How many origins stand behind a claim; DESIGN.md section 2 defines the three states. Fails closed."""

    articles: int
    outlets: int
    known_independent: int
    not_established: int
    not_recorded: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One canonical proposition over all documents of a story, with its mentions.

    ``status`` is as far as enough of those who affirm it have it; ``status_reason`` says why, ``status_events`` are the events
    (outside every pack, statements) that show it.
    """

    id: str
    story: str
    label: str
    type: str
    roles: tuple[ClaimRole, ...]
    status: Status
    mentions: tuple[Mention, ...]
    positions: tuple[Position, ...]
    values: tuple[Value, ...]
    moves: tuple[Move, ...]
    independence: Independence
    status_reason: str = ""
    status_events: tuple[str, ...] = ()

    def __str__(self) -> str:
        """In a line."""
        return showing.claim_line(self)

    def _repr_html_(self) -> str:
        return showing.claim_html(self)


@dataclass(frozen=True, slots=True)
class ClaimPoint:
    """One end of a relation: a claim, and the event in it that is meant."""

    claim: str
    event: str | None


@dataclass(frozen=True, slots=True)
class Relation:
    """Two mentions that disagree, and how."""

    kind: RelationKind
    a: ClaimPoint
    b: ClaimPoint
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a mention's word ultimately comes from, as far as the texts show.

    ``outlet`` is the paper it came through; ``date`` the day it was said or appeared; ``statements`` those that carry it;
    ``derived_from`` the ids of origins that it only reacts to or repeats.
    """

    id: str
    label: str
    kind: OriginKind
    speaker: str | None
    outlet: str | None
    date: date | None
    statements: tuple[str, ...]
    derived_from: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in two documents."""

    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two documents that share text; ``similarity`` is the share (0 to 1) of the shorter one's words that stand in the other."""

    a: str
    b: str
    kind: DuplicateKind
    similarity: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something dated: an event that the texts report, or a statement being made."""

    earliest: date | None
    latest: date | None
    label: str
    event: str | None
    statement: str | None
    document: str


@dataclass(frozen=True, slots=True)
class Applied:
    """A judgement that counted when the story was compiled, and the id of what it was found to be about."""

    judgement: str
    target: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something an analyst had better look at: ``score`` is doubt times what hangs on it."""

    target: str
    document: str | None
    claim: str | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """When a document appeared, as other documents of the story show: basis ``story``, and why."""

    document: str
    published: Published
    reason: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What is held of two entities (ids) that may be one, and why; an analyst's merge or split stands above it."""

    a: str
    b: str
    verdict: Literal["same", "different", "possibly", "unknown"]
    reason: str


@dataclass(frozen=True, slots=True)
class Speaking:
    """Somebody whom an outlet gives words: how many statements, how many words, how many of these in quotation marks."""

    speaker: str | None
    speaker_name: str
    statements: int
    words: int
    quoted: int


@dataclass(frozen=True, slots=True)
class CueUse:
    """A verb by which an outlet brings a speaker's word ("said", "claimed"), its act, and how often."""

    cue: str
    act: Act
    speaker_name: str
    count: int


@dataclass(frozen=True, slots=True)
class OriginUse:
    """An origin that an outlet names for a claim, or tells the claim without though another article named it before."""

    claim: str
    origin: str
    use: Literal["named", "dropped"]
    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class HedgeLost:
    """A claim that an outlet holds more firmly (``after``) than the report it rests on (``before``), and the events of both."""

    claim: str
    origin: str
    event: str
    source_event: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Framing:
    """How one outlet tells a story. ``left_out``: claims that at least two other outlets carry (where only one is, that one).

    ``outlet`` is its name, or for an article without a known outlet what tells the article; ``carried`` and ``left_out`` are
    ids of claims. ``speakers`` come by words, ``cues`` by count, most first.
    """

    outlet: str
    documents: tuple[str, ...]
    carried: tuple[str, ...]
    left_out: tuple[str, ...]
    speakers: tuple[Speaking, ...]
    cues: tuple[CueUse, ...]
    origins: tuple[OriginUse, ...]
    hedges_lost: tuple[HedgeLost, ...]


@dataclass(frozen=True, slots=True)
class StoryAccount:
    """One story compiled: everything over its documents. The order of documents given does not change it."""

    id: str
    title: str
    documents: tuple[str, ...]
    claims: tuple[Claim, ...]
    origins: tuple[Origin, ...]
    relations: tuple[Relation, ...]
    duplicates: tuple[Duplicate, ...]
    timeline: tuple[TimelineEntry, ...]
    producer: str = ""
    dated: tuple[DocumentDate, ...] = ()
    applied: tuple[Applied, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    framing: tuple[Framing, ...] = ()
    identities: tuple[Identity, ...] = ()

    def __str__(self) -> str:
        """In a line."""
        return showing.account_line(self)

    def _repr_html_(self) -> str:
        return showing.account_html(self)
