"""Pages that have come: kept as they are, read, and settled each with what it turned out to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, Self

from sqlalchemy import Connection

from reportedly.errors import NotInLedger
from reportedly.intake import ReadingFailed, Sourced, Step, read_pages
from reportedly.intake.fetching import Fetched, Validators, page_of
from reportedly.intake.stages import Stages
from reportedly.ledger import Ledger, PageEntry, evidence, feeds, versions
from reportedly.ledger.feeds import Asking
from reportedly.watch.answers import validators_now
from reportedly.watch.rhythm import Rhythm, after_page


@dataclass(frozen=True, slots=True)
class Fresh:
    """A page that has come and is still to be read. ``fetch`` is its number among the evidence."""

    page: PageEntry
    source: Sourced
    known: Validators
    at: datetime
    fetch: int

    @classmethod
    def kept(cls, ledger: Ledger, page: PageEntry, answer: Fetched, now: datetime) -> Self:
        """Keep the page as it came, before anything else is done with it."""
        number = ledger.change(
            lambda c: evidence.keep(
                c,
                answer.content,
                address=page.address,
                final=answer.final,
                at=now,
                status=answer.status,
                headers=answer.headers,
            )
        )
        day = page.published.date().isoformat() if page.published and page.published <= now else None
        source = Sourced(page.address, page_of(answer, page.outlet), len(answer.content), day)
        return cls(page, source, validators_now(answer, page.asking), now, number)


@dataclass(slots=True)
class Done:
    """What came of reading: counts, what to tell of which address, and the stories touched."""

    counts: Counter[str] = field(default_factory=Counter)
    told: list[tuple[str, Literal["read", "changed", "failed"], str]] = field(default_factory=list)
    stories: set[str] = field(default_factory=set)


def read_pages_of(ledger: Ledger, fresh: Sequence[Fresh], stages: Stages, now: datetime, rhythm: Rhythm) -> Done:
    """Read pages, those of each feed's story together, and settle each; a fault in a stage loses no other page."""
    done = Done()
    by_story: dict[str | None, list[Fresh]] = {}
    for one in fresh:
        by_story.setdefault(_story(ledger, one.page), []).append(one)
    for story, some in by_story.items():
        documents, refused = _read(ledger, some, stages, story, done)
        for one in some:
            _settle(ledger, one, documents.get(one.page.address), refused.get(one.page.address), now, rhythm, done)
        done.stories |= set(ledger.stories_of(documents.values()))
    return done


def _story(ledger: Ledger, page: PageEntry) -> str | None:
    try:
        return ledger.look(lambda c: feeds.feed(c, page.feed)).story
    except NotInLedger:  # removed meanwhile
        return None


def _read(
    ledger: Ledger, fresh: Sequence[Fresh], stages: Stages, story: str | None, done: Done
) -> tuple[dict[str, str], dict[str, str]]:
    """The document of each address, and why others have none."""
    documents: dict[str, str] = {}

    def note(step: Step) -> None:
        if step.document is not None:
            documents[step.place] = step.document

    try:
        outcome = read_pages([f.source for f in fresh], ledger, stages=stages, story=story, on_step=note)
    except ReadingFailed as failed:
        notes = "; ".join(f"{type(e).__name__}: {e} {' '.join(getattr(e, '__notes__', ()))}" for e in failed.exceptions)
        done.told.append(("", "failed", f"a fault of reportedly itself: {notes}"))
        return documents, {}
    done.stories |= set(outcome.compiled)
    return documents, {rejected.uri: rejected.reason for rejected in outcome.rejected}


def _settle(
    ledger: Ledger, fresh: Fresh, document: str | None, refused: str | None, now: datetime, rhythm: Rhythm, done: Done
) -> None:
    page = fresh.page
    news = document is not None and document != page.document
    asking = after_page(page.asking, now, fresh.known, news=news, seen=page.seen, rhythm=rhythm)
    if document is None:
        said = refused or "it was not read, through a fault of reportedly itself"
        ledger.change(lambda c: feeds.put_page(c, replace(page, state="refused", asking=replace(asking, said=said))))
        done.counts["pages refused"] += 1
        done.told.append((page.address, "failed", said))
        return
    lie = _lie(page, fresh.at)
    read = replace(page, document=document, state="read", asking=replace(asking, said=lie))
    ledger.change(lambda c: _write(c, fresh, read, document))
    done.counts["pages read" if page.document is None else "pages changed" if news else "pages with the same text"] += 1
    done.counts["dates of feeds that lie ahead"] += bool(lie and page.document is None)
    if news:
        done.told.append((page.address, "read" if page.document is None else "changed", lie or ""))


def _lie(page: PageEntry, at: datetime) -> str | None:
    """What is wrong with the moment that the feed gives for a page."""
    if page.published is None or page.published <= at:
        return None
    return (
        f"its feed says it appeared on {page.published.date()}, and it was there on {at.date()}: that date is not used"
    )


def _write(connection: Connection, fresh: Fresh, read: PageEntry, document: str) -> None:
    evidence.settle(connection, fresh.fetch, document)
    versions.note_version(connection, read.address, document)
    feeds.put_page(connection, read)


def settle_page(ledger: Ledger, page: PageEntry, answer: Fetched, now: datetime, rhythm: Rhythm) -> None:
    """A page that was not modified is asked for later again; one that did not answer the last time is as it was read."""
    asking: Asking = after_page(
        page.asking, now, validators_now(answer, page.asking), news=False, seen=page.seen, rhythm=rhythm
    )
    state: feeds.PageState = "read" if page.document is not None else page.state
    ledger.change(lambda c: feeds.put_page(c, replace(page, state=state, asking=asking)))
