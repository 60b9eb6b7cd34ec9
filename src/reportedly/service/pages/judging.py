"""Judging: what is worth it, the form for one thing, what was judged, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, File, Query, Request, UploadFile
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response, StreamingResponse

from reportedly.errors import InputError
from reportedly.exchange.judgement_lines import judgement_lines, take_judgements, training_lines
from reportedly.ledger import Ledger, judgements, queue
from reportedly.service.forms import FilledForm, append_from_form
from reportedly.service.gate import require, visitor_of
from reportedly.service.links import SITE
from reportedly.service.pages.login import inside
from reportedly.service.pages.stories import Offset
from reportedly.service.rendering import page
from reportedly.service.views import judging as views

router = APIRouter()
LIMIT = 40
COMPILE_SECONDS = 4.0  # how long a judgement waits to be seen at once; a large story is compiled behind the scenes


@router.get("/queue")
def to_judge(request: Request, offset: Offset = 0) -> Response:
    """What an analyst had better look at, by doubt times consequence."""
    ledger: Ledger = request.app.state.ledger
    found, total = ledger.look(lambda c: views.queue_page(c, offset, LIMIT))
    return page(
        request, "queue.html", title="To judge", items=found, total=total, given={"offset": offset}, limit=LIMIT
    )


@router.get("/judgements")
def made(request: Request, offset: Offset = 0) -> Response:
    """What was judged, and how far analysts agree."""
    ledger: Ledger = request.app.state.ledger
    found = ledger.look(lambda c: judgements.recent(c, LIMIT, offset))
    total = ledger.look(queue.judgement_count)
    agreed = ledger.look(views.agreement)
    given = {"offset": offset}
    return page(
        request, "judgements.html", title="Judgements", held=found, total=total, agreed=agreed, given=given, limit=LIMIT
    )


@router.get("/judgements.jsonl")
def export(request: Request, form: Annotated[str, Query(pattern="^(judgements|training)$")] = "judgements") -> Response:
    """All judgements as JSON lines; or what they corrected, in the form that training takes."""
    ledger: Ledger = request.app.state.ledger
    lines = judgement_lines(ledger) if form == "judgements" else training_lines(ledger)
    headers = {"Content-Disposition": f'attachment; filename="{form}.jsonl"'}
    return StreamingResponse(lines, media_type="application/x-ndjson", headers=headers)


@router.post("/judgements", dependencies=[require("analyst")])
def take(request: Request, file: Annotated[UploadFile, File()]) -> Response:
    """Append the judgements of a file of JSON lines, compile what they bear on, and tell what was refused."""
    try:
        lines = file.file.read().decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise InputError(f"The file is no text: {error}. Give one that /judgements.jsonl wrote") from error
    taken = take_judgements(request.app.state.ledger, lines)
    if taken.new:
        request.app.state.desk.compile(COMPILE_SECONDS)
    return page(request, "taken.html", title="Judgements taken in", taken=taken)


@router.get("/judge/{target}")
def form(request: Request, target: str, next: str = "") -> Response:
    """The form for one thing: what it is, what was judged of it, what can be."""
    ledger: Ledger = request.app.state.ledger
    found = ledger.look(lambda c: views.target_page(c, target))
    back = inside(next) if next else found.href
    return page(request, "judge.html", title=f"Judge: {found.name}"[:120], found=found, back=back)


@router.post("/judge/{target}", dependencies=[require("analyst")])
async def judge(request: Request, target: str) -> Response:
    """Append a judgement, and compile the story so that it shows."""
    form = await request.form()
    given = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    return await run_in_threadpool(_judge, request, target, given)


def _judge(request: Request, target: str, given: list[tuple[str, str]]) -> Response:
    ledger: Ledger = request.app.state.ledger
    now = datetime.fromtimestamp(request.app.state.clock(), UTC)
    filled = FilledForm(
        dict(given), tuple(value for name, value in given if name == "part"), visitor_of(request).name, now
    )
    if ledger.change(lambda c: append_from_form(c, target, filled)):
        request.app.state.desk.compile(COMPILE_SECONDS)
    return RedirectResponse(_next(target, filled.fields), 303)


def _next(target: str, fields: Mapping[str, str]) -> str:
    """Where to go on: after a merge to what is left, else to where the form says, which may be gone by now but is told of."""
    if fields.get("verdict") == "merge" and (into := fields.get("into")):
        return SITE.claim(into) if into.startswith("clm-") else SITE.speaker(into, "")
    back = fields.get("next", "")
    return inside(back) if back else SITE.judge(target)
