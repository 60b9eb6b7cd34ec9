"""Search over texts, statements and names."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from reportedly.ledger.search import COUNTED, Hit, Kind, search
from reportedly.service.links import SITE
from reportedly.service.pages.stories import Offset, Words
from reportedly.service.rendering import page

router = APIRouter()
LIMIT = 20


@router.get("/search")
def find(request: Request, q: Words = "", kind: Kind = "text", offset: Offset = 0) -> Response:
    """A page of what was found, with the words lit."""
    found = request.app.state.ledger.look(lambda c: search(c, q, kind=kind, offset=offset, limit=LIMIT))
    given = {"q": q, "kind": kind, "offset": offset}
    hits = [(hit, _href(hit)) for hit in found.hits]
    title = f"Search: {q}"[:120] if q else "Search"
    return page(
        request, "search.html", title=title, hits=hits, total=found.total, counted=COUNTED, given=given, limit=LIMIT
    )


def _href(hit: Hit) -> str:
    if hit.kind == "name":
        return SITE.speaker(hit.ref, "")
    if hit.kind == "statement" and hit.document:
        return SITE.statement(hit.document, hit.ref)
    return SITE.article(hit.ref)
