"""Looking things up by id over the readings of a story, and naming them for the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from reportedly.model import Document, Event, Mention, Origin, Published, Reading, Span, Statement, StoryAccount
from reportedly.report.wording import UNNAMED

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")
# No sentence ends with an initial ("U.S.") or with a title before a name.
_SENTENCE_END = re.compile(
    r"(?<=[.!?…])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Lt)\.)(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Col)\.)[”’\"')\]]*\s+|\n+"
)
_QUOTE_ROOM = 400  # characters of the sentence shown around the words that are meant


def anchor(prefix: str, ident: str) -> str:
    """An HTML id: the prefix and the record's id, nothing in it that CSS or a URL would have to escape."""
    return f"{prefix}-{_UNSAFE.sub('_', ident)}"


class Links(Protocol):
    """Where links lead: places on one page, or pages of a site."""

    def article(self, document: str) -> str:
        """The article's text."""

    def event(self, document: str, event: str) -> str:
        """The words of an event in its article."""

    def statement(self, document: str, statement: str) -> str:
        """The words of a statement in its article."""

    def claim(self, claim: str) -> str:
        """The claim."""

    def missing(self) -> str:
        """Something whose text is not held."""


class OnePage:
    """Links within one self-contained page."""

    def article(self, document: str) -> str:
        """The article's anchor."""
        return "#" + anchor("d", document)

    def event(self, document: str, event: str) -> str:
        """The anchor of the first of its words."""
        return "#" + anchor("e", event)

    def statement(self, document: str, statement: str) -> str:
        """The anchor of the first of its words."""
        return "#" + anchor("s", statement)

    def claim(self, claim: str) -> str:
        """The claim's anchor."""
        return "#" + anchor("c", claim)

    def missing(self) -> str:
        """The page's start."""
        return "#content"


ONE_PAGE = OnePage()


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain: an outlet or a speaker, and where on the page it stands."""

    name: str
    href: str
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Words exactly as printed, those that are meant set apart, and where on the page they stand."""

    before: str
    words: str
    after: str
    href: str


@dataclass(frozen=True, slots=True)
class Index:
    """The readings of the page's stories by id. ``order`` numbers the documents from 1, by date, then uri."""

    readings: Mapping[str, Reading]
    statements: Mapping[str, Statement]
    events: Mapping[str, Event]
    origins: Mapping[str, Origin]
    home: Mapping[str, str]
    order: Mapping[str, int]
    links: Links = ONE_PAGE

    def outlet(self, document: str) -> str:
        """The outlet's name, or words that say it is not known."""
        reading = self.readings.get(document)
        return (reading.document.outlet if reading else None) or "outlet not known"

    def article_name(self, document: str) -> str:
        """What tells this article from the others: its outlet, or its title, or the last part of its uri."""
        reading = self.readings.get(document)
        if reading is None:
            return "an article that is not in this report"
        found = reading.document
        return found.outlet or found.title or found.uri.rstrip("/").rsplit("/", 1)[-1]

    def speaker(self, statement: Statement) -> str:
        """The speaker as named or described."""
        return statement.speaker_name or UNNAMED[statement.source_kind]

    def lineage(self, statement: str | None) -> Iterator[Statement]:
        """The statement and those it stands in, innermost first; a circle in the records ends it."""
        seen: set[str] = set()
        while statement is not None and statement in self.statements and statement not in seen:
            seen.add(statement)
            yield self.statements[statement]
            statement = self.statements[statement].parent

    def chain(self, document: str, holder: str | None) -> tuple[Step, ...]:
        """From the article down to the innermost speaker. An outlet that quotes its own report stands once."""
        steps = [Step(self.article_name(document), self.article_href(document))]
        for statement in reversed(list(self.lineage(holder))):
            name = self.speaker(statement)
            if name != steps[-1].name:
                unnamed = statement.source_kind == "anonymous" or not statement.speaker_name
                steps.append(Step(name, self.statement_href(statement.id), unnamed))
        return tuple(steps)

    def article_href(self, document: str) -> str:
        """Where the article stands, or the page's start where its text is not held."""
        return self.links.article(document) if document in self.readings else self.links.missing()

    def event_href(self, event: str) -> str:
        """Where the words of an event stand."""
        return self.links.event(self.home[event], event)

    def statement_href(self, statement: str) -> str:
        """Where the words of a statement stand."""
        return self.links.statement(self.home[statement], statement)

    def mention_href(self, mention: Mention) -> str:
        """Where the mention's event stands, or its statement, or its article."""
        if mention.event in self.home:
            return self.event_href(str(mention.event))
        if mention.statement in self.home:
            return self.statement_href(str(mention.statement))
        return self.article_href(mention.document)

    def mention_quote(self, mention: Mention) -> Quote | None:
        """The sentence that the mention stands in, its words set apart; ``None`` where the text is not held."""
        href = self.mention_href(mention)
        if mention.event in self.events:
            return self.quote(mention.document, self.events[str(mention.event)].trigger, href)
        if mention.statement in self.statements:
            statement = self.statements[str(mention.statement)]
            spans = statement.content or statement.cue or statement.source
            return self.quote(mention.document, Span(spans[0].start, spans[-1].end), href) if spans else None
        return None

    def quote(self, document: str, span: Span, href: str) -> Quote | None:
        """The words at the span with the rest of their sentence, cut to a readable length."""
        reading = self.readings.get(document)
        if reading is None:
            return None
        text = reading.document.text
        start, end = sentence(reading.document, span)
        left, right = max(start, span.start - _QUOTE_ROOM // 2), min(end, span.end + _QUOTE_ROOM // 2)
        left = left if left == start else text.find(" ", left, span.start) + 1 or left
        right = right if right == end else max(text.rfind(" ", span.end, right), span.end)
        return Quote(
            ("… " if left > start else "") + text[left : span.start],
            text[span.start : span.end],
            text[span.end : right] + (" …" if right < end else ""),
            href,
        )

    def published(self, document: str) -> date | None:
        """The first day on which the article can have appeared, ``None`` where that is not known to a week."""
        reading = self.readings.get(document)
        published = reading.document.published if reading else Published()
        first, last = published.earliest, published.latest
        inferred = published.basis in {"text", "story"}
        return None if inferred and (not first or not last or (last - first).days > 6) else first or last


def sentence(document: Document, span: Span) -> tuple[int, int]:
    """Where the sentence around the span starts and ends, as far as full stops and blocks show it."""
    block = next(((b.start, b.end) for b in document.blocks if b.start <= span.start < b.end), (0, len(document.text)))
    start, end = block
    for found in _SENTENCE_END.finditer(document.text, *block):
        if found.end() <= span.start:
            start = found.end()
        elif found.start() >= span.end:
            end = found.start()
            break
    stretch = document.text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), max(end - (len(stretch) - len(stretch.rstrip())), span.end)


def _by_date(reading: Reading) -> tuple[date, str]:
    published = reading.document.published
    return published.earliest or published.latest or date.max, reading.document.uri


def build_index(accounts: Sequence[StoryAccount], readings: Mapping[str, Reading], links: Links = ONE_PAGE) -> Index:
    """One index for the page; ``readings`` by document id, those of no story given are left out."""
    wanted = {d for account in accounts for d in account.documents}
    held = sorted((readings[d] for d in wanted if d in readings), key=_by_date)
    return Index(
        {r.document.id: r for r in held},
        {s.id: s for r in held for s in r.statements},
        {e.id: e for r in held for e in r.events},
        {o.id: o for account in accounts for o in account.origins},
        {i: r.document.id for r in held for i in (*(s.id for s in r.statements), *(e.id for e in r.events))},
        {r.document.id: n for n, r in enumerate(held, 1)},
        links,
    )
