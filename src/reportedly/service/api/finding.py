"""Search over texts, statements and names."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from reportedly.ledger import Ledger
from reportedly.ledger.search import Hit, Kind, Piece, search_page
from reportedly.service.api.answers import Cursor, Fields, Limit, Plain, many, opened
from reportedly.service.api.describing import page_of

router = APIRouter()


@router.get("/search", responses=page_of("Hit"))
def find(
    request: Request,
    q: Annotated[
        str,
        Query(max_length=200, description='All these words; `"…"` for a phrase, `-` before what must not be there.'),
    ],
    kind: Kind = "text",
    cursor: Cursor = "",
    limit: Limit = 20,
    fields: Fields = "",
) -> Response:
    """What fits, the best first."""
    after = opened(cursor, (float, int))
    ledger: Ledger = request.app.state.ledger
    found = ledger.look(lambda c: search_page(c, q, kind=kind, after=after, limit=limit))
    return many(request, "Hit", found, plain_hit, fields)


def plain_hit(hit: Hit) -> Plain:
    """A hit as JSON writes it."""
    where = {"kind": hit.kind, "id": hit.ref, "document": hit.document, "outlet": hit.outlet, "day": hit.day}
    return where | {"title": [_piece(p) for p in hit.title], "body": [_piece(p) for p in hit.body]}


def _piece(piece: Piece) -> dict[str, object]:
    return {"words": piece.words, "found": piece.found}
