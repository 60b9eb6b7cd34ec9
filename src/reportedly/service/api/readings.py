"""What was read: documents, statements, events."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy import Connection
from starlette.responses import Response

from reportedly.errors import NotInLedger
from reportedly.exchange.reading_plain import plain_document, plain_event, plain_statement
from reportedly.ledger import Ledger, browse, paging
from reportedly.ledger.answers import EventFound, Utterance
from reportedly.ledger.paging import Page
from reportedly.model import Act, Document, Polarity
from reportedly.service.api.answers import USUAL, Cursor, Fields, Limit, Plain, many, one, opened
from reportedly.service.api.describing import one_of, page_of

router = APIRouter()
Story = Annotated[str | None, Query(max_length=400, description="One story only, by name or id.")]
Id = Annotated[str | None, Query(max_length=60)]
Name = Annotated[str | None, Query(max_length=400)]


def named(connection: Connection, story: str | None) -> str | None:
    """The name of the story asked for. Raises NotInLedger."""
    return None if story is None else browse.story_name(connection, story)


@router.get("/documents", responses=page_of("Document"))
def documents(
    request: Request,
    story: Story = None,
    outlet: Name = None,
    cursor: Cursor = "",
    limit: Limit = USUAL,
    fields: Fields = "",
) -> Response:
    """Documents. Their text comes only where `fields` names it."""
    after = opened(cursor, (str,))

    def ask(c: Connection) -> Page[Document]:
        return paging.documents_page(c, story=named(c, story), outlet=outlet, after=after, limit=limit)

    ledger: Ledger = request.app.state.ledger
    with_text = "text" in fields.split(",")
    return many(request, "Document", ledger.look(ask), lambda d: plain_document(d, with_text=with_text), fields)


@router.get("/documents/{document}", responses=one_of("Document"))
def document(request: Request, document: str, fields: Fields = "") -> Response:
    """One document with its text."""
    ledger: Ledger = request.app.state.ledger
    found = ledger.look(lambda c: list(paging.documents_in_full(c, [document])))
    if not found:
        raise NotInLedger(f"No document {document!r} in the ledger")
    return one(request, "Document", plain_document(found[0], with_text=True), fields)


@router.get("/statements", responses=page_of("Statement"))
def statements(
    request: Request,
    document: Id = None,
    story: Story = None,
    speaker: Id = None,
    name: Annotated[str | None, Query(max_length=400, description="How the speaker is called, or described.")] = None,
    act: Act | None = None,
    cursor: Cursor = "",
    limit: Limit = USUAL,
    fields: Fields = "",
) -> Response:
    """Statements: who says what, with the words."""
    after = opened(cursor, (str, int))

    def ask(c: Connection) -> Page[Utterance]:
        return paging.statements_page(
            c, document=document, story=named(c, story), speaker=speaker, name=name, act=act, after=after, limit=limit
        )

    ledger: Ledger = request.app.state.ledger
    return many(request, "Statement", ledger.look(ask), _statement, fields)


@router.get("/statements/{statement}", responses=one_of("Statement"))
def statement(request: Request, statement: str, fields: Fields = "") -> Response:
    """One statement with its words."""
    ledger: Ledger = request.app.state.ledger
    found = ledger.look(lambda c: paging.utterances_in_full(c, [statement]))
    if not found:
        raise NotInLedger(f"No statement {statement!r} in the ledger")
    return one(request, "Statement", _statement(found[0]), fields)


@router.get("/events", responses=page_of("Event"))
def events(
    request: Request,
    document: Id = None,
    story: Story = None,
    type: Annotated[str | None, Query(max_length=60, description="The pack's name of the type: transfer.")] = None,
    polarity: Polarity | None = None,
    cursor: Cursor = "",
    limit: Limit = USUAL,
    fields: Fields = "",
) -> Response:
    """Events: what is said to have happened, to be planned, to be denied."""
    after = opened(cursor, (str, int))

    def ask(c: Connection) -> Page[EventFound]:
        return paging.events_page(
            c, document=document, story=named(c, story), type=type, polarity=polarity, after=after, limit=limit
        )

    ledger: Ledger = request.app.state.ledger
    return many(request, "Event", ledger.look(ask), _event, fields)


@router.get("/events/{event}", responses=one_of("Event"))
def event(request: Request, event: str, fields: Fields = "") -> Response:
    """One event."""
    ledger: Ledger = request.app.state.ledger
    found = ledger.look(lambda c: paging.events_in_full(c, [event]))
    if not found:
        raise NotInLedger(f"No event {event!r} in the ledger")
    return one(request, "Event", _event(found[0]), fields)


def _statement(found: Utterance) -> Plain:
    words = {"words": found.words, "source_words": found.source_words, "cue_words": found.cue_words}
    return plain_statement(found.statement, found.document.id) | words | {"through": list(found.through)}


def _event(found: EventFound) -> Plain:
    return plain_event(found.event, found.document.id) | {"words": found.words, "holder_name": found.holder_name}
