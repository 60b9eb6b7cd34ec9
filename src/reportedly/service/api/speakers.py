"""Speakers: who there is, and where somebody stands."""

from __future__ import annotations

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from reportedly.exchange.reading_plain import day
from reportedly.ledger import Ledger, SpeakerEntry, Stand, lookups, paging
from reportedly.ledger.paging import Page
from reportedly.ledger.people import EntityLine, entity_line
from reportedly.service.api.answers import USUAL, Cursor, Fields, Limit, Plain, many, one, opened
from reportedly.service.api.describing import one_of, page_of
from reportedly.service.api.readings import Name, Story, named

router = APIRouter()


@router.get("/speakers", responses=page_of("Speaker"))
def speakers(
    request: Request,
    story: Story = None,
    name: Name = None,
    cursor: Cursor = "",
    limit: Limit = USUAL,
    fields: Fields = "",
) -> Response:
    """Everyone who speaks, those who say most first; `name` is a part of what they are called."""
    after = opened(cursor, (int, str, str))

    def ask(c: Connection) -> Page[SpeakerEntry]:
        return paging.speakers_page(c, story=named(c, story), part=name or "", after=after, limit=limit)

    ledger: Ledger = request.app.state.ledger
    return many(request, "Speaker", ledger.look(ask), _speaker, fields)


@router.get("/speakers/{entity}", responses=one_of("Voice"))
def speaker(request: Request, entity: str, fields: Fields = "") -> Response:
    """One speaker that has an id, and where it stands. What it says: `/statements?speaker=`."""

    def ask(c: Connection) -> tuple[EntityLine, tuple[Stand, ...]]:
        line = entity_line(c, entity)
        return line, lookups.stands_of(c, line.name, entity)

    ledger: Ledger = request.app.state.ledger
    line, stands = ledger.look(ask)
    plain: Plain = {name: getattr(line, name) for name in ("id", "name", "type", "role", "country")}
    return one(request, "Voice", {**plain, "positions": [_stand(s) for s in stands]}, fields)


def _speaker(entry: SpeakerEntry) -> Plain:
    counts = {"statements": entry.statements, "documents": entry.documents}
    return {"id": entry.entity, "name": entry.name, "kind": entry.kind} | counts


def _stand(stand: Stand) -> Plain:
    held = stand.position
    days = {"first": day(held.first), "last": day(held.last)}
    return {"story": stand.story, "claim": stand.claim, "label": stand.label, "stance": held.stance} | days
