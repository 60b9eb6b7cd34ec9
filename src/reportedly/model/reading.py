"""What is read in one document: statements, events, dates, entities."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportedly.model import showing
from reportedly.model.document import Document, Rejected
from reportedly.model.spans import Span, Spans

EntityType = Literal[
    "Person", "Organization", "PublicBody", "Country", "Place", "Outlet", "Weapon", "Agreement", "Vessel"
]
SourceKind = Literal["person", "organization", "government", "outlet", "document", "group", "anonymous"]
Act = Literal[
    "say", "claim", "deny", "accuse", "warn", "threaten", "promise", "demand", "condemn",
    "believe", "expect", "announce", "report", "question", "cite",
]  # fmt: skip
Mode = Literal["speech", "attitude", "act"]
Manner = Literal["direct", "indirect", "mixed"]
Polarity = Literal["affirmed", "denied"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Status = Literal["happened", "ongoing", "planned", "considered", "conditional", "feared", "demanded", "none"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date, time, duration or set as the text words it.

    ``value`` is TIMEX3 (TimeML 1.2.1): ``2024-02-22``, ``2024-02``, ``2022-SU``, ``P1Y``, ``PAST_REF``, or, where days are
    known better than any TIMEX3 value says them, a range ``2022-02-21/2022-02-28``. ``edtf`` is the same in EDTF (ISO 8601-2)
    or ``None``. ``earliest`` and ``latest`` are the first and last day it can mean, ``None`` where the text does not bound it.
    """

    start: int
    end: int
    type: TimexType
    value: str
    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A time that something else has: taken from the date expressions at ``spans``; all empty where the text gives none."""

    value: str | None = None
    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something named: one per document and name, with every mention.

    The id hangs on type and name only, so the same name in two documents has the same id. ``type`` is a FollowTheMoney
    schema name or one of ours. ``aliases`` are the other names as printed, sorted. ``role`` is the office as the text words
    it; ``country`` an ISO 3166-1 alpha-2 code (lower case), or ``eu`` and ``un`` beside them.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    role: str | None = None
    country: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    mentions: Spans = ()


@dataclass(frozen=True, slots=True)
class Said:
    """When a statement was made, as far as the text says."""

    earliest: date | None = None
    latest: date | None = None
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution relation (Pareti 2012; PolNeAR, Newell et al. 2018): source, cue and content spans.

    ``speaker`` is an entity's id or ``None``; ``speaker_name`` the name as resolved, or how the text describes the speaker,
    empty where the text gives none. ``parent`` is the statement whose content holds this one, or whose source reports this
    one's word.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    speaker: str | None
    speaker_name: str
    source_kind: SourceKind
    act: Act
    mode: Mode
    manner: Manner
    parent: str | None
    said: Said
    confidence: float


@dataclass(frozen=True, slots=True)
class Filler:
    """Who or what fills a role: the entity's id where there is one, the plain name, and where it stands.

    ``kind`` is the pack's taxonomy name for an item (``short-range ballistic missile``), ``None`` for parties.
    """

    name: str
    entity: str | None = None
    spans: Spans = ()
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A role of an event and everything that fills it."""

    name: str
    fillers: tuple[Filler, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a range, with its words kept: "hundreds" is 200 to 999, "around 400" is 360 to 440.

    ``role`` is the role it fills (``quantity`` or ``amount``); ``unit`` what is counted, an item or a currency code.
    """

    role: str
    low: float | None
    high: float | None
    unit: str | None
    name: str
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A typed frame with a trigger, roles, time and factuality as its holder presents it.

    ``holder`` is the innermost statement whose content holds the trigger, ``None`` for the outlet's own voice.
    ``factuality`` is polarity and certainty on the scale of Saurí and Pustejovsky (2009) and Lee et al. (2015), -3 to 3.
    """

    id: str
    pack: str
    type: str
    plover: str | None
    trigger: Span
    roles: tuple[Role, ...]
    quantities: tuple[Quantity, ...]
    polarity: Polarity
    certainty: Certainty
    status: Status
    factuality: float
    holder: str | None
    when: When
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read in one document; each tuple sorted by where it stands in the text."""

    document: Document
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    producer: str = ""

    def __str__(self) -> str:
        """In a line."""
        return showing.reading_line(self)

    def _repr_html_(self) -> str:
        return showing.reading_html(self)
