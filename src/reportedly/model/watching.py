"""What is followed over time: feeds and their entries, what changed between versions of a page, and alerts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from reportedly.model.spans import Spans

FeedKind = Literal["rss", "atom", "json", "sitemap", "opml"]
EditKind = Literal[
    "hedge_dropped", "hedge_added", "number_moved", "source_gone", "source_added", "denial_gone", "denial_added",
    "headline_changed", "words_cut", "words_added", "paragraph_cut", "paragraph_added",
]  # fmt: skip
AlertKind = Literal["new_denial", "new_origin", "status_moved", "number_changed", "claim_withdrawn"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One page that a feed names. ``published`` is the moment that the feed gives, ``outlet`` whom it credits (syndication)."""

    address: str
    title: str | None = None
    published: datetime | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says at one time. ``feeds`` are other feeds that it lists; ``left_out`` counts entries beyond the limit."""

    kind: FeedKind
    title: str | None
    entries: tuple[Entry, ...]
    feeds: tuple[str, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Edit:
    """What changed between two versions of a page, with the spans that show it in the text of each.

    ``before`` and ``after`` are ids of documents; ``before_things`` and ``after_things`` ids of the statements and events that
    it is about. The words are those at the spans, empty where a version has none.
    """

    id: str
    kind: EditKind
    before: str
    after: str
    before_spans: Spans
    after_spans: Spans
    before_words: str
    after_words: str
    before_things: tuple[str, ...]
    after_things: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Alert:
    """What a story has told anew, between one compilation and the next. ``documents`` are the ids of those that show it."""

    id: str
    kind: AlertKind
    story: str
    claim: str
    label: str
    before: str
    after: str
    documents: tuple[str, ...]
    reason: str
