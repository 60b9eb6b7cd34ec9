"""Judging what the ledger holds: what a person says, in words and names, as a judgement that is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection, select

from reportedly.errors import InputError, NotInLedger
from reportedly.judging.plain import change_of, judged
from reportedly.ledger import judgements
from reportedly.ledger import tables as t
from reportedly.ledger.excerpts import excerpts
from reportedly.model import Anchor, Change, Judgement, Span, Verdict

_TABLES = {
    "stm": t.statements, "evt": t.events, "clm": t.claims, "org": t.origins, "doc": t.documents, "ent": t.entities,
    "jdg": t.judgements,
}  # fmt: skip
WORDS = ("source", "cue", "content", "trigger")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a thing.

    ``change`` is in the plain form of the ledger's JSON; ``words`` are what is to stand for source, cue, content or trigger, as
    they stand in the article; ``parts`` what a split takes out: events of a claim, or mentions of an entity as
    ``document:start:end``.
    """

    about: str
    verdict: Verdict
    who: str
    now: datetime
    reason: str = ""
    change: Mapping[str, object] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[str, ...] = ()


def judge(connection: Connection, said: Said) -> tuple[Judgement, bool]:
    """Keep what somebody says, and whether it is new. Raises InputError for what says nothing or nonsense, and NotInLedger."""
    anchor = judgements.anchor_for(connection, said.about)
    change = _change(connection, said, anchor)
    if said.verdict in ("correct", "merge", "split") and change == Change():
        raise InputError("Say what is so instead")
    when = judgements.moment(connection, said.now.timestamp())
    made = judged(Judgement("", said.about, said.verdict, change, said.who, when, said.reason.strip()[:4000], anchor))
    judgements.check(connection, made)
    return made, judgements.append(connection, made)


def whole_id(connection: Connection, asked: str) -> str:
    """The id of the one thing that is called so, or whose id starts so; without a kind before it, a claim. Raises NotInLedger."""
    ident = asked if asked.partition("-")[0] in _TABLES else f"clm-{asked}"
    column = _TABLES[ident.partition("-")[0]].c.id
    near = column.startswith(ident, autoescape=True)
    found = connection.execute(select(column).where(near).distinct().order_by(column).limit(2)).scalars().all()
    if not found:
        raise NotInLedger(
            f"Nothing in the ledger is called {asked!r}. See: reportedly claims, reportedly claim ID --json"
        )
    if len(found) > 1 and found[0] != ident:
        raise NotInLedger(f"More than one id starts with {asked!r}: {found[0]}, {found[1]}. Give more of it")
    return str(found[0])


# ---- the parts -------------------------------------------------------------------------------------------------------


def _change(connection: Connection, said: Said, anchor: Anchor) -> Change:
    """What is so instead; words are looked up in the document, and refused where they do not stand there."""
    plain: dict[str, object] = dict(said.change)
    for name, words in said.words.items():
        span = _find(connection, words, anchor)
        plain[name] = [[span.start, span.end]]
    if said.parts:
        entity = said.about.startswith("ent-")
        take: Callable[[Connection, tuple[str, ...]], list[tuple[str, Span]]] = _mentions if entity else _triggers
        plain["parts"] = [] if entity else list(said.parts)
    change = change_of(plain)
    if said.parts:
        change = replace(change, places=judgements.places_at(connection, take(connection, said.parts)))
    return change if change.into is None else _merged(connection, change, change.into)


def _merged(connection: Connection, change: Change, into: str) -> Change:
    """With what the other one is known by where its id has gone: an entity by its name, a claim by the places of its events."""
    if into.startswith("ent-"):
        e = t.entities.c
        named = select(e.name).where(e.id == into).order_by(e.document).limit(1)
        return replace(change, name=connection.execute(named).scalar())
    return replace(change, into_at=judgements.anchor_for(connection, into).places)


def _find(connection: Connection, words: str, anchor: Anchor) -> Span:
    """Where the words stand, nearest to what is judged."""
    if anchor.document is None:
        raise InputError("Words are corrected in an article")
    text = excerpts(connection, documents=[anchor.document])[anchor.document].document.text
    near = anchor.spans[0].start if anchor.spans else 0
    found = [at for at in (text.rfind(words, 0, near + len(words)), text.find(words, near)) if at >= 0]
    if not found:
        raise InputError(f"“{words[:80]}” does not stand in the article so. Copy the words from it")
    start = min(found, key=lambda at: abs(at - near))
    return Span(start, start + len(words))


def _triggers(connection: Connection, parts: tuple[str, ...]) -> list[tuple[str, Span]]:
    held = excerpts(connection, events=parts, with_text=False)
    return [(d, e.trigger) for d, r in sorted(held.items()) for e in r.events]


def _mentions(connection: Connection, parts: tuple[str, ...]) -> list[tuple[str, Span]]:
    places = []
    for part in parts:
        document, start, end = (*part.split(":"), "", "")[:3]
        if not (start.isdecimal() and end.isdecimal()):
            raise InputError(f"{part!r} is no mention")
        places.append((document, Span(int(start), int(end))))
    return places
