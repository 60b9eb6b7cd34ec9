"""One claim."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from reportedly.service.pages.stories import Offset
from reportedly.service.rendering import page
from reportedly.service.views.claim import SHOWN, claim_page

router = APIRouter()


@router.get("/claims/{claim}")
def claim(request: Request, claim: str, offset: Offset = 0) -> Response:
    """A claim with a page of its mentions."""
    found = request.app.state.ledger.look(lambda c: claim_page(c, claim, offset))
    given = {"offset": offset}
    return page(request, "claim_page.html", title=found.view.label, found=found, given=given, limit=SHOWN)
