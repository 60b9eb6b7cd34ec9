"""The ledger: what was read and what was compiled, on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, Engine, select

from reportedly.errors import NotInLedger
from reportedly.ledger import (
    forgetting,
    grouping_rows,
    judgements,
    lookups,
    reading_rows,
    story_rows,
    streams,
    tabular,
    versions,
)
from reportedly.ledger import tables as t
from reportedly.ledger.answers import (
    Change,
    DocumentEntry,
    EntityEntry,
    EventFound,
    SpeakerEntry,
    StoryEntry,
    Utterance,
    Voice,
)
from reportedly.ledger.engine import DEFAULT_URL, ledger_url, meaning, open_engine, shown, use_write_ahead_log
from reportedly.ledger.forgetting import Forgotten
from reportedly.ledger.judgements import Held
from reportedly.ledger.schema import bring_up_to_date
from reportedly.ledger.tabular import Records
from reportedly.ledger.tabular.rows import events_of, utterances_of
from reportedly.ledger.transactions import Transactions
from reportedly.model import (
    Claim,
    Document,
    Duplicate,
    Edit,
    Framing,
    Origin,
    Published,
    Reading,
    Rejected,
    Relation,
    StoryAccount,
)
from reportedly.story.likeness import Weights

AT_ONCE = 50  # readings fetched together
Record = TypeVar("Record")
Answer = TypeVar("Answer")


class Ledger:
    """A ledger that is open. Each method is one transaction: it happens as a whole or not at all.

    Every method raises LedgerError where the database fails; look-ups raise NotInLedger.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._transactions = Transactions(engine)

    @property
    def address(self) -> str:
        """Where the ledger is, as messages show it."""
        return shown(self._engine.url)

    @property
    def url(self) -> str:
        """Where the ledger is, for another process to open it; may hold a password."""
        return self._engine.url.render_as_string(hide_password=False)

    # ---- writing

    def add_reading(self, reading: Reading, *, packs: Sequence[str] = (), story: str | None = None) -> Change:
        """Keep a reading, and put its document into the story if one is named.

        A reading of a document that the ledger holds takes the place of the old one; the stories that the document is in
        are then to be compiled again (:meth:`stale`). Other content at a known uri becomes a version of what was there
        first.
        """

        def keep(connection: Connection) -> Change:
            change = _keep(connection, reading, tuple(packs))
            if story is not None:
                _join(connection, reading.document.id, story)
            return change

        return self.change(keep)

    def add_to_story(self, name: str, documents: Iterable[str]) -> None:
        """Put documents into a story; it is to be compiled again where one of them is new there."""
        held = sorted(documents)

        def join(connection: Connection) -> None:
            for document in held:
                _join(connection, document, name)

        self.change(join)

    def group(self, weights: Weights) -> None:
        """Put every document that has come, changed or been moved since the last time into a story by what it tells of.

        Stories that get or lose a document are to be compiled again. What a person put into a story stays there; other
        documents can join it.
        """
        self.change(lambda c: grouping_rows.group_pending(c, weights))

    def put_story(self, account: StoryAccount, *, name: str | None = None, as_of: int | None = None) -> None:
        """Keep what was compiled for a story, called by its title if no name is given, in place of what was there.

        ``as_of`` is its revision when the compiling began; where it has changed since then nothing is written.
        """
        self.change(lambda c: story_rows.write_account(c, account, account.title if name is None else name, as_of))

    def reject(self, rejected: Rejected) -> None:
        """Keep what could not be read, once a uri."""
        self.change(lambda c: reading_rows.write_rejected(c, rejected))

    def forgive(self, uris: Sequence[str]) -> None:
        """Remove what was kept as rejected under these uris: they have been read since."""
        self.change(lambda c: reading_rows.forget_rejected(c, uris))

    def forget(self, document: str) -> Forgotten:
        """Remove the document with this id and all that came of it; its stories are to be compiled again."""
        return self.change(lambda c: forgetting.forget(c, document))

    # ---- documents

    def has(self, document: str, producer: str, packs: Sequence[str] = ()) -> bool:
        """Whether the ledger holds a reading of this document (an id) by this producer with these packs."""
        d = t.documents.c
        row = self.look(lambda c: c.execute(select(d.producer, d.packs).where(d.id == document)).one_or_none())
        return row is not None and row.producer == producer and row.packs == tuple(packs)

    def document(self, document: str) -> Document:
        """The document with this id."""
        return self.look(lambda c: _found(reading_rows.read_document(c, document), "document", document))

    def documents(self) -> Records[DocumentEntry]:
        """All documents without their texts, by uri, the first version of each before its later ones."""
        return self.look(lambda c: Records(lookups.document_entries(c), tabular.DOCUMENTS))

    def find_documents(self, asked: str) -> tuple[str, ...]:
        """The ids of the documents with this id, the only start of one, or this uri (every version)."""
        return self.look(lambda c: forgetting.find_documents(c, asked))

    def reading(self, document: str) -> Reading:
        """The reading of the document with this id, as it was stored."""
        return self.look(lambda c: _found(reading_rows.read_reading(c, document), "document", document))

    def readings(self, documents: Iterable[str] | None = None) -> Iterator[Reading]:
        """The readings of these documents, or of all, in their order; a few dozen are in memory at a time."""
        ids = iter(self.document_ids() if documents is None else documents)
        while some := tuple(islice(ids, AT_ONCE)):
            held = self._readings_of(some)
            for missing in set(some) - {reading.document.id for reading in held}:
                _found(None, "document", missing)
            yield from held

    def _readings_of(self, documents: Sequence[str]) -> tuple[Reading, ...]:
        return self.look(lambda c: tuple(reading_rows.read_readings(c, documents)))

    def rejected(self) -> tuple[Rejected, ...]:
        """What no document came of."""
        return self.look(reading_rows.read_rejected)

    # ---- stories

    def stories(self) -> Records[StoryEntry]:
        """All stories, by name."""
        return self.look(lambda c: Records(lookups.story_entries(c), tabular.STORY_LIST))

    def story(self, asked: str) -> StoryEntry:
        """The story with this name or id, or the only one that starts so."""
        return self.look(lambda c: lookups.find_story(c, asked))

    def members(self, name: str) -> tuple[str, ...]:
        """The ids of the documents of the story of this name."""
        return self.look(lambda c: story_rows.members(c, name))

    def stories_of(self, documents: Iterable[str]) -> tuple[str, ...]:
        """The names of the stories of these documents, once for each document in each."""
        m = t.memberships.c
        wanted = tuple(documents)
        return self.look(
            lambda c: tuple(
                sorted(n for d in wanted for n in c.execute(select(m.story).where(m.document == d)).scalars())
            )
        )

    def stale(self) -> tuple[str, ...]:
        """The names of the stories that have still to be compiled."""
        return self.look(lookups.stale)

    def account(self, asked: str) -> StoryAccount:
        """What was compiled for a story, by its name or id."""
        name, account = self.look(lambda c: _account(c, asked))
        if account is None:
            raise NotInLedger(f"The story {name!r} has still to be compiled. Run again the read that was stopped")
        return account

    def claims(self, story: str | None = None) -> Records[Claim]:
        """The claims of one story (by name or id; NotInLedger where it has still to be compiled) or of all."""
        if story is not None:
            return Records(self.account(story).claims, tabular.CLAIMS)
        return self.look(
            lambda c: Records(lookups.claims_of(c, [e.name for e in lookups.story_entries(c)]), tabular.CLAIMS)
        )

    def framing(self, asked: str) -> tuple[Framing, ...]:
        """How each outlet tells a story (its name or id), in order of the outlets' names; none where it is not compiled."""
        return self.look(lambda c: story_rows.read_framing(c, lookups.find_story(c, asked).name))

    def claim(self, asked: str) -> Claim:
        """The claim with this id, or the only one that starts so."""
        return self.look(lambda c: lookups.find_claim(c, asked))

    def who(self, name: str) -> tuple[Voice, ...]:
        """Everyone of this name who says something, or else whose name contains it."""
        return self.look(lambda c: lookups.find_voices(c, name))

    # ---- lists, each of one story (name or id) or of all

    def statements(self, story: str | None = None) -> Records[Utterance]:
        """The statements with their words, in the order of the documents."""
        return Records(self.each_statement(story), tabular.STATEMENTS)

    def events(self, story: str | None = None) -> Records[EventFound]:
        """The events with their words, in the order of the documents."""
        return Records(self.each_event(story), tabular.EVENTS)

    def entities(self, story: str | None = None) -> Records[EntityEntry]:
        """The entities, each once with all its mentions, by id."""
        return Records(self.each_entity(story), tabular.ENTITIES)

    def speakers(self, story: str | None = None) -> Records[SpeakerEntry]:
        """Everyone who speaks, those who say most first."""
        return self.look(lambda c: Records(streams.speakers(c, self._named(story)), tabular.SPEAKERS))

    def origins(self, story: str | None = None) -> Records[Origin]:
        """The origins, each once with all its statements, by id."""
        return Records(self.each_origin(story), tabular.ORIGINS)

    def relations(self, story: str | None = None) -> Records[Relation]:
        """The mentions that disagree, each pair once."""
        return Records(self.each_relation(story), tabular.RELATIONS)

    # ---- the same a record at a time, for ledgers that memory does not hold

    def document_ids(self, story: str | None = None) -> tuple[str, ...]:
        """The ids of the documents, in the order of :meth:`documents`."""
        return self.look(lambda c: streams.document_ids(c, self._named(story)))

    def dated(self, story: str | None = None) -> dict[str, Published]:
        """When documents appeared, by id, as the other documents of a story show."""
        return self.look(lambda c: streams.dated(c, self._named(story)))

    def packs(self, story: str | None = None) -> dict[str, tuple[str, ...]]:
        """With which packs (name and hash) each document (id) was read."""
        return self.look(lambda c: streams.packs(c, self._named(story)))

    def each_statement(self, story: str | None = None) -> Iterator[Utterance]:
        """The statements with their words, in the order of the documents."""
        for reading in self.readings(self.document_ids(story)):
            yield from utterances_of(reading)

    def each_event(self, story: str | None = None) -> Iterator[EventFound]:
        """The events with their words, in the order of the documents."""
        for reading in self.readings(self.document_ids(story)):
            yield from events_of(reading)

    def each_entity(self, story: str | None = None) -> Iterator[EntityEntry]:
        """The entities, each once with all its mentions, by id."""
        with self._transactions.stream() as connection:
            yield from streams.entities(connection, self._named(story))

    def each_origin(self, story: str | None = None) -> Iterator[Origin]:
        """The origins, each once with all its statements, by id."""
        with self._transactions.stream() as connection:
            yield from streams.origins(connection, self._named(story))

    def each_relation(self, story: str | None = None) -> Iterator[Relation]:
        """The relations, each once, by kind and by what they are between."""
        with self._transactions.stream() as connection:
            yield from streams.relations(connection, self._named(story))

    def each_duplicate(self, story: str | None = None) -> Iterator[Duplicate]:
        """The pairs of documents that share text, each once."""
        with self._transactions.stream() as connection:
            yield from streams.duplicates(connection, self._named(story))

    def judgements(self, story: str | None = None) -> Records[Held]:
        """What analysts said, oldest first; of one story, all that bears on it."""
        return Records(self.each_judgement(story), tabular.JUDGEMENTS)

    def each_judgement(self, story: str | None = None) -> Iterator[Held]:
        """What analysts said, oldest first; of one story, all that bears on it."""
        with self._transactions.stream() as connection:
            yield from judgements.held(connection, story=self._named(story))

    def accessed(self) -> dict[str, date]:
        """The day on which each document (id) was first fetched, where it was fetched and that is kept."""
        return self.look(streams.accessed)

    def each_edit(self, story: str | None = None) -> Iterator[Edit]:
        """What changed between the versions of pages, by the later version, in the order of the documents."""
        for document in self.document_ids(story):
            yield from self.look(partial(versions.edits_to, document=document))

    def each_rejected(self, story: str | None = None) -> Iterator[Rejected]:
        """What could not be read, by uri; of a story, what was refused within its documents."""
        with self._transactions.stream() as connection:
            yield from streams.rejected(connection, self._named(story))

    def _named(self, story: str | None) -> str | None:
        return None if story is None else self.story(story).name

    # ---- transactions

    def look(self, question: Callable[[Connection], Answer]) -> Answer:
        """The answer to a question of :mod:`reportedly.ledger`'s modules, asked in one transaction."""
        return self._transactions.read(question)

    def change(self, change: Callable[[Connection], Answer]) -> Answer:
        """Make a change of :mod:`reportedly.ledger`'s modules, in one transaction."""
        return self._transactions.write(change)


@contextmanager
def open_ledger(address: str = DEFAULT_URL, *, create: bool = False) -> Iterator[Ledger]:
    """Open the ledger at a URL or at a file's path, migrated if it is an old one; ``create`` makes it where there is none.

    Raises LedgerNotFound where there is none, and LedgerError where what is there is damaged, not a ledger, or newer.
    """
    url = ledger_url(address)
    engine = open_engine(url, create=create)
    try:
        with meaning(url, "open"):
            bring_up_to_date(engine, shown(url))
            if create:
                use_write_ahead_log(engine)
        yield Ledger(engine)
    finally:
        engine.dispose()


def _found(record: Record | None, kind: str, asked: str) -> Record:
    if record is None:
        raise NotInLedger(f"No {kind} {asked!r} in the ledger. Its documents: reportedly export --format json")
    return record


def _keep(connection: Connection, reading: Reading, packs: tuple[str, ...]) -> Change:
    """Write a reading as new or in place of an older one, as the version that it is."""
    d = t.documents.c
    chosen = select(d.version_of, d.packs).where(d.id == reading.document.id)
    known = connection.execute(chosen).one_or_none()
    version_of = _first_version(connection, reading.document) if known is None else known.version_of
    kept = replace(reading, document=replace(reading.document, version_of=version_of))
    if known is None:
        reading_rows.write_reading(connection, kept, packs, anew=False)
        versions.note_version(connection, kept.document.uri, kept.document.id)
        return "added"
    if known.packs == packs and kept == reading_rows.read_reading(connection, reading.document.id):
        return "unchanged"
    m = t.memberships.c
    for name in connection.execute(select(m.story).where(m.document == reading.document.id)).scalars().all():
        story_rows.clear_account(connection, name)
    grouping_rows.unplace(connection, reading.document.id, compared=False)
    reading_rows.write_reading(connection, kept, packs, anew=True)
    versions.compare_again(connection, kept.document.uri, kept.document.id)
    return "replaced"


def _account(connection: Connection, asked: str) -> tuple[str, StoryAccount | None]:
    name = lookups.find_story(connection, asked).name
    return name, story_rows.read_account(connection, name)


def _join(connection: Connection, document: str, asked: str) -> None:
    """Put a document into a story by a person's word, or where somebody has moved it; have what this moves settled anew."""
    story = judgements.home_of(connection, document, asked)
    for moved in sorted(story_rows.add_member(connection, story, document)):
        grouping_rows.unplace(connection, moved)


def _first_version(connection: Connection, document: Document) -> str | None:
    d = t.documents.c
    chosen = select(d.id).where(d.uri == document.uri, d.version_of.is_(None)).order_by(d.id)
    first: str | None = connection.execute(chosen).scalars().first()
    return first
