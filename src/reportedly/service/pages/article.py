"""One article, and two side by side."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from sqlalchemy import Connection
from starlette.responses import Response

from reportedly.ledger import Ledger, browse
from reportedly.service.rendering import kept_page, page
from reportedly.service.views.article import LAYERS, article_page, side_by_side

router = APIRouter()
ALL = ",".join(LAYERS)


@router.get("/articles/{one}/beside/{other}")
def beside(request: Request, one: str, other: str) -> Response:
    """Two articles, the words that they share marked."""
    views, similarity = request.app.state.ledger.look(lambda c: side_by_side(c, one, other))
    return page(request, "beside.html", title="Side by side", views=views, similarity=similarity)


@router.get("/articles/{document}")
def article(
    request: Request,
    document: str,
    layers: Annotated[str, Query(max_length=60)] = ALL,
    at: Annotated[str, Query(max_length=60)] = "",
) -> Response:
    """An article; ``layers`` are the kinds of mark that are drawn, ``at`` is what is lit."""
    chosen = frozenset(layers.split(",")) & LAYERS.keys()
    ledger: Ledger = request.app.state.ledger

    shown = partial(_shown, document=document, layers=layers, chosen=chosen, at=at)
    revision = ledger.look(lambda c: browse.revision_of_document(c, document))
    if revision is None:
        return page(request, "article_page.html", **ledger.look(shown))
    return kept_page(request, "article_page.html", revision, shown)


def _shown(connection: Connection, *, document: str, layers: str, chosen: frozenset[str], at: str) -> dict[str, Any]:
    found = article_page(connection, document, chosen, at)
    given = {"layers": layers if layers != ALL else "", "at": at}
    title = found.view.title
    return {"title": title, "found": found, "chosen": chosen, "layers": LAYERS, "given": given, "at": at}
