"""One claim."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from reportedly.errors import NotInLedger
from reportedly.ledger import Ledger
from reportedly.service.pages.stories import Offset
from reportedly.service.rendering import page
from reportedly.service.views.claim import SHOWN, claim_page
from reportedly.service.views.judging import successor

router = APIRouter()


@router.get("/claims/{claim}")
def claim(request: Request, claim: str, offset: Offset = 0) -> Response:
    """A claim with a page of its mentions; one that was judged away leads to what it was merged into, or to its judgements."""
    ledger: Ledger = request.app.state.ledger
    try:
        found = ledger.look(lambda c: claim_page(c, claim, offset))
    except NotInLedger:
        there = ledger.look(lambda c: successor(c, claim))
        if there is None:
            raise
        return RedirectResponse(there, 303)
    given = {"offset": offset}
    return page(request, "claim_page.html", title=found.view.label, found=found, given=given, limit=SHOWN)
