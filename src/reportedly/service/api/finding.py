"""Search over texts, statements and names."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from reportedly.ledger import Ledger
from reportedly.ledger.paging import Page
from reportedly.ledger.search import Hit, Kind, Piece, search
from reportedly.service.api.answers import Cursor, Fields, Limit, Plain, many, opened
from reportedly.service.api.describing import page_of

router = APIRouter()
FARTHEST = 10_000_000  # hits passed over


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
    (start,) = opened(cursor, (int,)) or (0,)
    offset = min(int(start), FARTHEST)
    ledger: Ledger = request.app.state.ledger
    found = ledger.look(lambda c: search(c, q, kind=kind, offset=offset, limit=limit + 1))
    following = (offset + limit,) if len(found.hits) > limit else None
    return many(request, "Hit", Page(found.hits[:limit], following), plain_hit, fields)


def plain_hit(hit: Hit) -> Plain:
    """A hit as JSON writes it."""
    where = {"kind": hit.kind, "id": hit.ref, "document": hit.document, "outlet": hit.outlet, "day": hit.day}
    return where | {"title": [_piece(p) for p in hit.title], "body": [_piece(p) for p in hit.body]}


def _piece(piece: Piece) -> dict[str, object]:
    return {"words": piece.words, "found": piece.found}
