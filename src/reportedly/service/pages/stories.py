"""All stories: found by name, in order of what is new."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from reportedly.ledger import Ledger
from reportedly.ledger.browse import StoryOrder, document_lines, story_lines
from reportedly.service.rendering import YEAR, page

router = APIRouter()
LIMIT = 40
SEEN = "reportedly_seen"
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Words = Annotated[str, Query(max_length=200)]


@router.get("/")
def stories(
    request: Request,
    words: Words = "",
    outlet: Words = "",
    disputed: bool = False,
    order: StoryOrder = "new",
    offset: Offset = 0,
) -> Response:
    """The list, with how many articles are new since this browser looked last."""
    ledger: Ledger = request.app.state.ledger
    since = _seen(request)
    lines, total = ledger.look(
        lambda c: story_lines(
            c, words=words, outlet=outlet, disputed=disputed, order=order, since=since, offset=offset, limit=LIMIT
        )
    )
    recent = ledger.look(lambda c: document_lines(c, limit=10))
    given = {"words": words, "outlet": outlet, "disputed": "1" if disputed else "", "order": order, "offset": offset}
    answer = page(
        request, "stories.html", title="Stories", lines=lines, total=total, limit=LIMIT, recent=recent, given=given
    )
    now = datetime.fromtimestamp(request.app.state.clock(), UTC)
    answer.set_cookie(SEEN, f"{now:%Y-%m-%dT%H:%M:%S}", max_age=YEAR, httponly=True, samesite="lax")
    return answer


def _seen(request: Request) -> datetime | None:
    try:
        return datetime.fromisoformat(request.cookies.get(SEEN, "")).replace(tzinfo=None)
    except ValueError:
        return None
