"""An analyst's word on something the machine read or compiled."""

from dataclasses import dataclass
from typing import Literal

from reportedly.model.reading import Act, SourceKind
from reportedly.model.spans import Span, Spans
from reportedly.model.story import Stance

Verdict = Literal["accept", "reject", "correct", "merge", "split", "unsure"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention stands: the document, and the place in it.

    ``uri`` is the document's address, ``text`` the words at the place and ``before`` those just before them: by these it is found
    in another version of the document.
    """

    document: str
    span: Span
    uri: str | None = None
    text: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a judgement is about as it stood when judged, so that it is found again when ids have changed.

    A statement or event: its document and that document's uri, its spans and the words at them. A claim or origin: its
    story's name, the events or statements that it was made of, and of a claim where its events stand, as far as
    ``places`` go. All empty where the id alone is enough.
    """

    document: str | None = None
    uri: str | None = None
    spans: Spans = ()
    text: str = ""
    story: str | None = None
    holds: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleChange:
    """Who or what fills a role instead; without a name nobody does."""

    role: str
    name: str
    entity: str | None = None
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What is so instead; only what the judgement changes is set.

    ``source``, ``cue``, ``content`` and ``trigger`` are spans. ``date`` is a day or a range in EDTF: when it was said, when
    it happened, or when the document appeared. ``into`` is what something is merged into, ``into_at`` where the events of that
    claim stand. ``parts`` are the events that a split takes out of a claim, ``places`` where these stand, or the mentions that
    it takes out of an entity; ``name`` is what these, or what an entity is merged into, are called then.
    ``with_origin`` is the other origin of a pair marked dependent or independent. ``reliability`` grades a source,
    ``credibility`` a claim (the Admiralty scales, A to F and 1 to 6). ``story`` is the story a document is moved to.
    """

    source: Spans | None = None
    cue: Spans | None = None
    content: Spans | None = None
    trigger: Spans | None = None
    speaker: str | None = None
    speaker_name: str | None = None
    source_kind: SourceKind | None = None
    act: Act | None = None
    stance: Stance | None = None
    roles: tuple[RoleChange, ...] = ()
    date: str | None = None
    into: str | None = None
    into_at: tuple[Place, ...] = ()
    parts: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    name: str | None = None
    with_origin: str | None = None
    dependent: bool | None = None
    reliability: Reliability | None = None
    credibility: Credibility | None = None
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One verdict of one analyst, appended and never erased. ``about`` is the id of what is judged.

    A judgement about another judgement with the verdict ``reject`` retracts it. ``when`` is a time in ISO 8601, UTC.
    """

    id: str
    about: str
    verdict: Verdict
    change: Change
    who: str
    when: str
    reason: str
    anchor: Anchor = Anchor()
