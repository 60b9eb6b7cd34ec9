"""What was compiled: claims, origins, relations."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy import Connection
from starlette.responses import Response

from reportedly.exchange.story_plain import plain_claim, plain_origin, plain_relation
from reportedly.ledger import Ledger, browse, paging
from reportedly.ledger.paging import InStory, Page
from reportedly.ledger.people import spring
from reportedly.model import Claim, Origin, Relation
from reportedly.service.api.answers import USUAL, Cursor, Fields, Limit, Plain, many, one, opened
from reportedly.service.api.describing import one_of, page_of
from reportedly.service.api.readings import Id, Story, named

router = APIRouter()


@router.get("/claims", responses=page_of("Claim"))
def claims(
    request: Request,
    story: Story = None,
    type: Annotated[str | None, Query(max_length=60)] = None,
    cursor: Cursor = "",
    limit: Limit = USUAL,
    fields: Fields = "",
) -> Response:
    """Claims with their mentions, positions and independence."""
    after = opened(cursor, (str, str))

    def ask(c: Connection) -> Page[Claim]:
        return paging.claims_page(c, story=named(c, story), type=type, after=after, limit=limit)

    ledger: Ledger = request.app.state.ledger
    return many(request, "Claim", ledger.look(ask), plain_claim, fields)


@router.get("/claims/{claim}", responses=one_of("Claim"))
def claim(request: Request, claim: str, fields: Fields = "") -> Response:
    """One claim, by its id or the start of it."""
    ledger: Ledger = request.app.state.ledger
    found = ledger.look(lambda c: browse.claim_in_full(c, *browse.claim_home(c, claim)))
    return one(request, "Claim", plain_claim(found), fields)


@router.get("/origins", responses=page_of("Origin"))
def origins(
    request: Request, story: Story = None, cursor: Cursor = "", limit: Limit = USUAL, fields: Fields = ""
) -> Response:
    """Origins: where words come from as far as the texts show."""
    after = opened(cursor, (str, str))

    def ask(c: Connection) -> Page[InStory[Origin]]:
        return paging.origins_page(c, story=named(c, story), after=after, limit=limit)

    ledger: Ledger = request.app.state.ledger
    return many(request, "Origin", ledger.look(ask), _origin, fields)


@router.get("/origins/{origin}", responses=one_of("Origin"))
def origin(request: Request, origin: str, fields: Fields = "") -> Response:
    """One origin, as its story (the first that has it) was compiled."""

    def ask(c: Connection) -> InStory[Origin]:
        found = spring(c, origin)
        return InStory(found.story, browse.story_head(c, found.story).id, found.origin)

    ledger: Ledger = request.app.state.ledger
    return one(request, "Origin", _origin(ledger.look(ask)), fields)


@router.get("/relations", responses=page_of("Relation"))
def relations(
    request: Request,
    story: Story = None,
    claim: Id = None,
    cursor: Cursor = "",
    limit: Limit = USUAL,
    fields: Fields = "",
) -> Response:
    """Mentions that disagree, and how."""
    after = opened(cursor, (str, int))

    def ask(c: Connection) -> Page[InStory[Relation]]:
        return paging.relations_page(c, story=named(c, story), claim=claim, after=after, limit=limit)

    ledger: Ledger = request.app.state.ledger
    return many(request, "Relation", ledger.look(ask), _relation, fields)


def _origin(held: InStory[Origin]) -> Plain:
    return plain_origin(held.record) | {"story": held.story_id}


def _relation(held: InStory[Relation]) -> Plain:
    return plain_relation(held.record) | {"story": held.story_id}
