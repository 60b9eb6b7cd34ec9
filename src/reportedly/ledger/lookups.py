"""Finding things in the ledger by id, by the start of an id, or by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from reportedly.errors import NotInLedger
from reportedly.ledger import tables as t
from reportedly.ledger.answers import DocumentEntry, Stand, StoryEntry, Utterance, Voice
from reportedly.ledger.reading_rows import as_statement, folded, unflat, unnested
from reportedly.ledger.story_rows import read_account
from reportedly.ledger.tabular.rows import utterance
from reportedly.model import Claim, Position, Published

SHOWN = 5  # how many candidates a message names
AT_ONCE = 500  # values in one question to the database


def document_entries(connection: Connection) -> tuple[DocumentEntry, ...]:
    """All documents, by uri, the first version of each before its later ones."""
    columns = [c for c in t.documents.c if c.name != "text"]
    chosen = select(*columns).order_by(t.documents.c.uri, t.documents.c.version_of.isnot(None), t.documents.c.id)
    return tuple(as_entry(row) for row in connection.execute(chosen))


def entries_of(connection: Connection, documents: Iterable[str]) -> dict[str, DocumentEntry]:
    """These documents (ids) without their texts, by id."""
    d = t.documents.c
    columns = [c for c in d if c.name != "text"]
    wanted = sorted(set(documents))
    found = {}
    for at in range(0, len(wanted), AT_ONCE):
        for row in connection.execute(select(*columns).where(d.id.in_(wanted[at : at + AT_ONCE]))):
            found[row.id] = as_entry(row)
    return found


def story_entries(connection: Connection) -> tuple[StoryEntry, ...]:
    """All stories, by name."""
    s, m, c = t.stories.c, t.memberships.c, t.claims.c
    documents = select(func.count()).where(m.story == s.name).scalar_subquery()
    claims = select(func.count()).where(c.story == s.name).scalar_subquery()
    rows = connection.execute(select(s.name, s.id, documents, claims).order_by(s.name))
    return tuple(StoryEntry(*row) for row in rows)


def find_story(connection: Connection, asked: str) -> StoryEntry:
    """The story with this name (case does not matter), this id, or an id or name that starts so and is the only one."""
    entries = story_entries(connection)
    key = folded(asked)
    tests = (
        [e for e in entries if asked in (e.name, e.id)],
        [e for e in entries if folded(e.name) == key],
        [e for e in entries if folded(e.name).startswith(key) or _id_starts(e.id, asked)],
    )
    found = next((kept for kept in tests if kept), [])
    if len(found) != 1:
        raise NotInLedger(_which("story", asked, [e.name for e in found or entries], several=bool(found)))
    return found[0]


def find_claim(connection: Connection, asked: str) -> Claim:
    """The claim with this id, or one that starts so and is the only one."""
    c = t.claims.c
    prefix = asked if asked.startswith("clm-") else f"clm-{asked}"
    chosen = select(c.story, c.id, c.label).where(c.id.startswith(prefix, autoescape=True)).order_by(c.id, c.story)
    rows = connection.execute(chosen.limit(SHOWN + 1)).all() if asked else []
    exact = [row for row in rows if row.id == asked]
    if len(ids := {row.id for row in exact or rows}) != 1:
        held = [f"{row.id} ({row.label})" for row in rows]
        raise NotInLedger(_which("claim", asked, held, several=bool(ids)))
    story, claim = (exact or rows)[0][:2]
    account = read_account(connection, story)
    return next(c for c in account.claims if c.id == claim) if account else _gone(asked)


def find_voices(connection: Connection, asked: str) -> tuple[Voice, ...]:
    """Everyone of this name who says something or takes a position; where nobody has it, whose name contains it."""
    key = folded(asked)
    for matches in (_names_equal, _names_containing):
        entities, described = matches(connection, key)
        voices = [_voice(connection, name, entity) for entity, name in entities]
        voices += [_voice(connection, name, None) for name in described]
        if found := [v for v in voices if v.utterances or v.stands]:
            return tuple(sorted(found, key=lambda v: (-len(v.utterances), v.name, v.entity or "")))
    near = connection.execute(
        select(t.statements.c.speaker_name, func.count())
        .where(t.statements.c.speaker_name != "")
        .group_by(t.statements.c.speaker_name)
        .order_by(func.count().desc(), t.statements.c.speaker_name)
        .limit(SHOWN)
    )
    raise NotInLedger(_which("speaker", asked, [row.speaker_name for row in near], several=False))


# ---- the parts -------------------------------------------------------------------------------------------------------


def as_entry(row: Row[Any]) -> DocumentEntry:
    """A row of ``documents`` as an entry of a list."""
    return unflat(DocumentEntry, row, published=unnested(Published, "published", row))


def _id_starts(held: str | None, asked: str) -> bool:
    return held is not None and (held.startswith(asked) or held.partition("-")[2].startswith(asked))


def _which(kind: str, asked: str, held: Sequence[str], *, several: bool) -> str:
    shown = ", ".join(held[:SHOWN]) + (", …" if len(held) > SHOWN else "")
    if several:
        return f"More than one {kind} starts with {asked!r}: {shown}. Give more of it"
    if not held:
        return f"No {kind} {asked!r} in the ledger"
    return f"No {kind} {asked!r} in the ledger. It holds: {shown}"


def _gone(asked: str) -> Claim:
    raise NotInLedger(f"The story of claim {asked!r} has still to be compiled. Run: reportedly read SOURCE")


Found = tuple[list[tuple[str, str]], list[str]]


def _names_equal(connection: Connection, key: str) -> Found:
    return _named(connection, t.names.c.key == key, t.statements.c.speaker_key == key)


def _names_containing(connection: Connection, key: str) -> Found:
    part = t.names.c.key.contains(key, autoescape=True)
    return _named(connection, part, t.statements.c.speaker_key.contains(key, autoescape=True))


def _named(connection: Connection, of_entity: ColumnElement[bool], of_speaker: ColumnElement[bool]) -> Found:
    """Entities (id, name) that fit, and the descriptions of speakers without an entity that fit."""
    e, n, s = t.entities.c, t.names.c, t.statements.c
    same = (e.document == n.document) & (e.id == n.entity)
    known = select(e.id, func.min(e.name)).join_from(t.entities, t.names, same).where(of_entity).group_by(e.id)
    described = select(func.min(s.speaker_name)).where(s.speaker.is_(None), of_speaker).group_by(s.speaker_key)
    entities = [(row[0], row[1]) for row in connection.execute(known.order_by(e.id))]
    return entities, [row[0] for row in connection.execute(described)]


def _voice(connection: Connection, name: str, entity: str | None) -> Voice:
    s = t.statements.c
    mine = s.speaker == entity if entity else (s.speaker.is_(None) & (s.speaker_key == folded(name)))
    rows = connection.execute(select(t.statements).where(mine).order_by(s.document, s.ordinal)).all()
    return Voice(
        name=name,
        entity=entity,
        kind=rows[0].source_kind if rows else None,
        utterances=tuple(_utterances(connection, rows)),
        stands=stands_of(connection, name, entity),
    )


def stands_of(connection: Connection, name: str, entity: str | None) -> tuple[Stand, ...]:
    """Where a speaker stands on claims; without an entity, whoever is called just so."""
    p, c = t.positions.c, t.claims.c
    held = p.speaker == entity if entity else (p.speaker.is_(None) & (p.speaker_name == name))
    stands = connection.execute(
        select(t.positions, c.label)
        .join(t.claims, (c.story == p.story) & (c.id == p.claim))
        .where(held)
        .order_by(p.story, c.ordinal, p.ordinal)
    )
    return tuple(Stand(row.story, row.claim, row.label, unflat(Position, row)) for row in stands)


def _utterances(connection: Connection, rows: Iterable[Row[Any]]) -> Iterator[Utterance]:
    """Rows of ``statements``, those of a document together, so that each text is fetched once."""
    for key, group in groupby(rows, key=lambda row: str(row.document)):
        document = connection.execute(select(t.documents).where(t.documents.c.id == key)).one()
        for row in group:
            statement = as_statement(row)
            through = _through(connection, statement.parent)
            yield utterance(as_entry(document), document.text, statement, through)


def _through(connection: Connection, parent: str | None) -> tuple[str, ...]:
    names: list[str] = []
    seen: set[str] = set()
    while parent is not None and parent not in seen:
        seen.add(parent)
        s = t.statements.c
        held = connection.execute(select(s.speaker_name, s.parent).where(s.id == parent)).one()
        names.append(held.speaker_name)
        parent = held.parent
    return tuple(name for name in names if name)


def claims_of(connection: Connection, stories: Sequence[str]) -> tuple[Claim, ...]:
    """The claims of the stories of these names, in their order."""
    accounts = (read_account(connection, name) for name in stories)
    return tuple(claim for account in accounts if account is not None for claim in account.claims)


def stale(connection: Connection) -> tuple[str, ...]:
    """The names of the stories that have still to be compiled."""
    s = t.stories.c
    return tuple(
        row.name for row in connection.execute(select(s.name).where(s.id.is_(None) | s.judged).order_by(s.name))
    )
