"""Stories: the list, and one with its documents and timeline."""

from __future__ import annotations

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from reportedly.exchange.reading_plain import day
from reportedly.exchange.story_plain import plain_story
from reportedly.ledger import Ledger, browse
from reportedly.ledger.browse import StoryLine, StoryOrder
from reportedly.ledger.paging import Page
from reportedly.ledger.story_rows import read_account
from reportedly.model import StoryAccount
from reportedly.service.api.answers import USUAL, Cursor, Fields, Limit, Plain, many, one, opened
from reportedly.service.api.describing import one_of, page_of
from reportedly.service.pages.stories import Words

router = APIRouter()


@router.get("/stories", responses=page_of("StoryLine"))
def stories(
    request: Request,
    words: Words = "",
    order: StoryOrder = "new",
    cursor: Cursor = "",
    limit: Limit = USUAL,
    fields: Fields = "",
) -> Response:
    """Stories whose name has all these words."""
    (start,) = opened(cursor, (int,)) or (0,)
    offset = int(start)
    ledger: Ledger = request.app.state.ledger
    lines, total = ledger.look(lambda c: browse.story_lines(c, words=words, order=order, offset=offset, limit=limit))
    following = (offset + len(lines),) if offset + len(lines) < total and lines else None
    return many(request, "StoryLine", Page(lines, following), _line, fields)


@router.get("/stories/{story:path}", responses=one_of("Story"))
def story(request: Request, story: str, fields: Fields = "") -> Response:
    """One story by its id or name. One that has still to be compiled has no timeline yet."""

    def ask(c: Connection) -> tuple[browse.StoryHead, StoryAccount | None, list[str]]:
        head = browse.story_head(c, story)
        members = [line.id for line in browse.document_lines(c, story=head.name, limit=1_000_000)]
        return head, read_account(c, head.name), members

    ledger: Ledger = request.app.state.ledger
    head, account, members = ledger.look(ask)
    none: Plain = {
        "id": head.id,
        "title": head.title,
        "documents": sorted(members),
        "framing": [],
        "identities": [],
        "timeline": [],
    }
    plain = none if account is None else plain_story(account)
    return one(request, "Story", {**plain, "name": head.name, "stale": head.stale}, fields)


def _line(line: StoryLine) -> Plain:
    counts = {name: getattr(line, name) for name in ("documents", "outlets", "claims", "disputed")}
    days = {"first": day(line.first), "last": day(line.last)}
    return {"id": line.id, "name": line.name, "title": line.title} | counts | days
