"""The stories that the machine makes, written: which documents are in which, and what each is called.

A story is called by the title of its first document; several of one title are numbered in the order of their first documents.
So the names, and the ids that hang on them, are the same in whatever order the documents came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from sqlalchemy import Connection, delete, func, insert, select, update

from reportedly.ledger import tables as t
from reportedly.ledger.among import among
from reportedly.ledger.reading_rows import put, read_document
from reportedly.ledger.story_rows import clear_account
from reportedly.model import Document


@dataclass(frozen=True, slots=True)
class Placed:
    """The documents of one story; its name where a person made it, and those that a person put there."""

    documents: tuple[str, ...]
    story: str | None
    given: frozenset[str]

    @property
    def free(self) -> frozenset[str]:
        """The documents that the machine puts there."""
        return frozenset(self.documents) - self.given


@dataclass(frozen=True, slots=True)
class _Story:
    """A story that the machine makes: its first document, that one's title, and its documents."""

    anchor: str
    base: str
    documents: frozenset[str]


def changed(connection: Connection, groups: Sequence[Placed], waiting: Set[str]) -> list[Placed]:
    """The groups without those that are the machine's stories already, to the document, and hold none that is ``waiting``."""
    m, s = t.memberships.c, t.stories.c
    settled = sorted({d for g in groups if g.story is None and waiting.isdisjoint(g.documents) for d in g.documents})
    touched = (
        select(m.story).join(t.stories, s.name == m.story).where(among(m.document, "settled"), s.anchor.is_not(None))
    )
    stories: dict[str, set[str]] = {}
    for story, document in connection.execute(
        select(m.story, m.document).where(m.story.in_(touched)), {"settled": settled}
    ):
        stories.setdefault(story, set()).add(document)
    same = {frozenset(documents) for documents in stories.values()}
    return [g for g in groups if g.story or not waiting.isdisjoint(g.documents) or frozenset(g.documents) not in same]


def place(connection: Connection, groups: Sequence[Placed], reasons: Mapping[str, str]) -> None:
    """Write the stories of some groups, in place of those that their documents were in."""
    documents = [d for g in groups for d in g.documents]
    revision = _next_revision(connection)
    before = _machine_stories(connection, documents)
    wanted = [_story(connection, g) for g in groups if g.story is None]
    kept = {(s.anchor, s.base): s for s in wanted}
    for name, story in before.items():
        if (story.anchor, story.base) not in kept:
            _remove(connection, name)
    for g in groups:
        _leave(connection, g, reasons)
    for base in sorted({s.base for s in (*before.values(), *wanted)}):
        _name(connection, base, {s.anchor: s for s in wanted if s.base == base}, reasons, revision)
    _count(connection, [g.story for g in groups if g.story is not None], revision)


def sweep(connection: Connection) -> None:
    """Remove the stories of the machine whose documents a person has all moved elsewhere."""
    s, m = t.stories.c, t.memberships.c
    held = select(m.document).where(m.story == s.name).exists()
    for name in connection.execute(select(s.name).where(s.anchor.is_not(None), ~held)).scalars().all():
        _remove(connection, name)


def _next_revision(connection: Connection) -> int:
    """Above that of every story, so that a name that is used again never shows what was kept of its pages before."""
    highest: int | None = connection.execute(select(func.max(t.stories.c.revision))).scalar()
    return (highest or 0) + 1


def _count(connection: Connection, names: Sequence[str], revision: int) -> None:
    s = t.stories.c
    for name in names:
        connection.execute(update(t.stories).where(s.name == name, s.revision < revision).values(revision=revision))


def _story(connection: Connection, group: Placed) -> _Story:
    held = [d for key in group.documents if (d := read_document(connection, key)) is not None]
    first = min(held, key=_first_key)
    return _Story(first.id, title_of(first), frozenset(group.documents))


def _first_key(document: Document) -> tuple[date, str, str]:
    return (document.published.earliest or date.max, document.uri, document.id)


def title_of(document: Document) -> str:
    """The document's title, or its headline, or the last part of its uri."""
    headline = next((document.text[b.start : b.end] for b in document.blocks if b.role == "headline"), None)
    return " ".join((document.title or headline or PurePath(document.uri).name or document.uri).split())


def _machine_stories(connection: Connection, documents: Sequence[str]) -> dict[str, _Story]:
    """The stories made by the machine that hold some of these documents, by name."""
    m, s = t.memberships.c, t.stories.c
    names = {
        name
        for key in documents
        for name in connection.execute(
            select(s.name).join(t.memberships, m.story == s.name).where(m.document == key, s.anchor.is_not(None))
        ).scalars()
    }
    return {name: _held(connection, name) for name in sorted(names)}


def _held(connection: Connection, name: str) -> _Story:
    s, m = t.stories.c, t.memberships.c
    row = connection.execute(select(s.anchor, s.base).where(s.name == name)).one()
    documents = connection.execute(select(m.document).where(m.story == name)).scalars()
    return _Story(row.anchor, row.base, frozenset(documents))


def _remove(connection: Connection, name: str) -> None:
    clear_account(connection, name)
    connection.execute(delete(t.memberships).where(t.memberships.c.story == name))
    connection.execute(delete(t.stories).where(t.stories.c.name == name))


def _leave(connection: Connection, group: Placed, reasons: Mapping[str, str]) -> None:
    """Have each document that the machine places in one story only, and none that a person placed elsewhere too."""
    m, s = t.memberships.c, t.stories.c
    for document in group.documents:
        joined = select(s.name, s.anchor).join(t.memberships, m.story == s.name)
        rows = connection.execute(joined.where(m.document == document, m.given.is_(False))).all()
        here = group.story if document in group.free else None
        for row in rows:
            if row.name != here and (row.anchor is None or group.story is not None):
                _take_out(connection, row.name, document)
        if here is not None and here not in {row.name for row in rows}:
            _put_in(connection, here, [document], reasons)


def _take_out(connection: Connection, story: str, document: str) -> None:
    m = t.memberships.c
    clear_account(connection, story)
    connection.execute(delete(t.memberships).where(m.story == story, m.document == document, m.given.is_(False)))


def _put_in(connection: Connection, story: str, documents: Iterable[str], reasons: Mapping[str, str]) -> None:
    clear_account(connection, story)
    m = t.memberships.c
    last = max(connection.execute(select(m.ordinal).where(m.story == story)).scalars(), default=-1)
    put(connection, t.memberships, (
        {"story": story, "document": d, "ordinal": last + i, "given": False, "reason": reasons.get(d)}
        for i, d in enumerate(sorted(documents), 1)
    ))  # fmt: skip


def _name(
    connection: Connection, base: str, wanted: Mapping[str, _Story], reasons: Mapping[str, str], revision: int
) -> None:
    """Bring the stories of one title to what is wanted, and number them."""
    s = t.stories.c
    names = connection.execute(select(s.name).where(s.base == base, s.anchor.is_not(None))).scalars().all()
    held = {story.anchor: (name, story) for name in names for story in [_held(connection, name)]}
    stories = {anchor: story for anchor, (_, story) in held.items()} | dict(wanted)
    ordered = sorted(stories, key=lambda a: _first_key_of(connection, a))
    new = dict(zip(ordered, _free_names(connection, base, len(ordered)), strict=True))
    changed = [a for a in ordered if a not in held or held[a] != (new[a], stories[a])]
    for anchor in changed:
        if anchor in held:
            _remove(connection, held[anchor][0])
    for anchor in changed:
        connection.execute(
            insert(t.stories), [{"name": new[anchor], "anchor": anchor, "base": base, "revision": revision}]
        )
        _put_in(connection, new[anchor], stories[anchor].documents, reasons)


def _first_key_of(connection: Connection, document: str) -> tuple[date, str, str]:
    held = read_document(connection, document)
    return _first_key(held) if held is not None else (date.max, "", document)


def _free_names(connection: Connection, base: str, count: int) -> list[str]:
    """``base``, ``base (2)`` and so on, without those that a person called a story by."""
    found: list[str] = []
    number = 0
    while len(found) < count:
        number += 1
        name = base if number == 1 else f"{base} ({number})"
        row = connection.execute(select(t.stories.c.anchor).where(t.stories.c.name == name)).one_or_none()
        if row is None or row.anchor is not None:
            found.append(name)
    return found
