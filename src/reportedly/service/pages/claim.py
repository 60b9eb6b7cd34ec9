"""One claim."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from reportedly.errors import NotInLedger
from reportedly.ledger import Ledger, browse
from reportedly.service.pages.stories import Offset
from reportedly.service.rendering import kept_page
from reportedly.service.views.claim import SHOWN, claim_page
from reportedly.service.views.judging import successor

router = APIRouter()


@router.get("/claims/{claim}")
def claim(request: Request, claim: str, offset: Offset = 0) -> Response:
    """A claim with a page of its mentions; one that was judged away leads to what it was merged into, or to its judgements."""
    ledger: Ledger = request.app.state.ledger
    try:
        made_from = ledger.look(lambda c: browse.revision(c, browse.claim_home(c, claim)[0]))
    except NotInLedger:
        there = ledger.look(lambda c: successor(c, claim))
        if there is None:
            raise
        return RedirectResponse(there, 303)

    return kept_page(request, "claim_page.html", made_from, partial(shown_claim, claim=claim, offset=offset))


def shown_claim(connection: Connection, *, claim: str, offset: int = 0) -> dict[str, object]:
    """What the page of a claim shows. Raises NotInLedger."""
    found = claim_page(connection, claim, offset)
    return {"title": found.view.label, "found": found, "given": {"offset": offset}, "limit": SHOWN}
