"""A speaker: all they said, and where it changed. An origin: all that came out of it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from reportedly.service.pages.stories import Offset, Words
from reportedly.service.rendering import page
from reportedly.service.views import people

router = APIRouter()


@router.get("/speakers")
def described(request: Request, name: Words = "", offset: Offset = 0) -> Response:
    """Whoever is described so, where the texts give no name."""
    return _speaker(request, None, name, offset)


@router.get("/speakers/{entity}")
def speaker(request: Request, entity: str, offset: Offset = 0) -> Response:
    """Somebody with a name."""
    return _speaker(request, entity, "", offset)


def _speaker(request: Request, entity: str | None, name: str, offset: int) -> Response:
    def ask(connection: Connection) -> people.SpeakerPage:
        return people.speaker_page(connection, entity, name, offset)

    found = request.app.state.ledger.look(ask)
    given = {"name": name, "offset": offset}
    return page(request, "speaker.html", title=found.name, found=found, given=given, limit=people.SHOWN)


@router.get("/origins/{origin}")
def origin(request: Request, origin: str) -> Response:
    """Where words come from, and where they went."""
    found = request.app.state.ledger.look(lambda c: people.origin_page(c, origin))
    return page(request, "origin.html", title=found.spring.origin.label, found=found)
