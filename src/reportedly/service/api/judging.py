"""Judgements: what was judged, and a new one."""

from __future__ import annotations

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from reportedly.errors import NotInLedger
from reportedly.judging.plain import judgement_of, plain_anchor, plain_judgement
from reportedly.ledger import Ledger, judgements, paging
from reportedly.ledger.judgements import Held
from reportedly.ledger.paging import Page
from reportedly.model import Judgement
from reportedly.service.api.answers import USUAL, Cursor, Fields, Limit, Plain, many, one, opened
from reportedly.service.api.checking import Sent, checked
from reportedly.service.api.describing import body_of, one_of, page_of
from reportedly.service.api.readings import Id, Name
from reportedly.service.api.root import COMPILE_SECONDS
from reportedly.service.gate import require, visitor_of

router = APIRouter()


@router.get("/judgements", responses=page_of("Judgement"))
def made(
    request: Request, about: Id = None, who: Name = None, cursor: Cursor = "", limit: Limit = USUAL, fields: Fields = ""
) -> Response:
    """Judgements, oldest first, retracted ones too."""
    after = opened(cursor, (str, str))

    def ask(c: Connection) -> Page[Held]:
        return paging.judgements_page(c, about=about, who=who, after=after, limit=limit)

    ledger: Ledger = request.app.state.ledger
    return many(request, "Judgement", ledger.look(ask), _plain, fields)


@router.get("/judgements/{judgement}", responses=one_of("Judgement"))
def judgement(request: Request, judgement: str, fields: Fields = "") -> Response:
    """One judgement."""
    ledger: Ledger = request.app.state.ledger
    found = ledger.look(lambda c: judgements.find(c, judgement))
    if found is None:
        raise NotInLedger(f"No judgement {judgement!r} in the ledger")
    return one(request, "Judgement", _plain(found), fields)


@router.post(
    "/judgements",
    status_code=201,
    responses=one_of("Judgement", 201),
    openapi_extra=body_of("NewJudgement"),
    dependencies=[require("analyst")],
)
def judge(request: Request, given: Sent) -> Response:
    """Append a judgement under the name of the token, and compile the stories that it bears on."""
    said = {"about": "", "verdict": "", "reason": ""} | checked(given, "NewJudgement")
    ledger: Ledger = request.app.state.ledger
    clock: float = request.app.state.clock()

    def append(c: Connection) -> tuple[Judgement, bool]:
        at = plain_anchor(judgements.anchor_for(c, str(said["about"])))
        change = dict(said.get("change") or {}) | ({"at": at} if at else {})
        new = judgement_of(
            said | {"who": visitor_of(request).name, "when": judgements.moment(c, clock), "change": change}
        )
        judgements.check(c, new)
        return new, judgements.append(c, new)

    new, is_new = ledger.change(append)
    if is_new:
        request.app.state.desk.compile(COMPILE_SECONDS)
    return one(request, "Judgement", plain_judgement(new, retracted=False), status=201)


def _plain(held: Held) -> Plain:
    return plain_judgement(held.judgement, retracted=held.retracted)
