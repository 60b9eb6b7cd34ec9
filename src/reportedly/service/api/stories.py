"""Stories: the list, and one with its documents and timeline."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from reportedly.errors import InputError
from reportedly.exchange.reading_plain import day
from reportedly.exchange.story_plain import plain_story
from reportedly.ledger import Ledger, browse
from reportedly.ledger.browse import StoryLine, StoryOrder
from reportedly.ledger.paging import Key, Page
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
    after = _after(cursor, order)
    ledger: Ledger = request.app.state.ledger
    found = ledger.look(lambda c: browse.stories_page(c, words=words, order=order, after=after, limit=limit))
    turned = None if found.next is None else (order, *found.next)
    return many(request, "StoryLine", Page(found.records, turned), _line, fields)


def _after(cursor: str, order: StoryOrder) -> Key | None:
    """The place and the name in a cursor of a list in this order."""
    key = opened(cursor, (str, int if order == "size" else str, str))
    if key is None:
        return None
    if key[0] != order or (order == "new" and not _is_moment(str(key[1]))):
        raise InputError("cursor: this is none of this list's. Give `next` of the page before, or none")
    return key[1:]


def _is_moment(text: str) -> bool:
    try:
        return not text or bool(datetime.fromisoformat(text))
    except ValueError:
        return False


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
