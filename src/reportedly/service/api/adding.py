"""Adding documents, and how far their reading is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from reportedly.errors import InputError, NotInLedger
from reportedly.exchange import plain_rejected
from reportedly.intake.json_lines import pages_of
from reportedly.intake.sources import Sourced
from reportedly.ledger import Ledger
from reportedly.model import RawPage
from reportedly.service.api.answers import Plain, one
from reportedly.service.api.checking import Sent, checked
from reportedly.service.api.describing import body_of, nothing, one_of
from reportedly.service.api.root import COMPILE_SECONDS, PREFIX
from reportedly.service.desk import Desk, Job
from reportedly.service.gate import require, visitor_of
from reportedly.service.pages.adding import fetched

router = APIRouter()


@router.post(
    "/documents",
    status_code=202,
    responses=one_of("Job", 202),
    openapi_extra=body_of("NewDocument"),
    dependencies=[require("admin")],
)
def add(request: Request, given: Sent) -> Response:
    """Have a page read. It is read behind the scenes: ask for the job until its state is `done` or `failed`."""
    page = checked(given, "NewDocument")
    desk: Desk = request.app.state.desk
    if not desk.reads:
        raise InputError("Nothing is read here: this server was started without a reader")
    story = (page.pop("story", None) or "").strip() or None
    url = page["url"].strip()
    pages = partial(_given, page) if "text" in page or "html" in page else partial(fetched, request, [url])
    made = desk.read(url[:200], visitor_of(request).name, pages, story)
    answer = one(request, "Job", plain_job(made), status=202)
    answer.headers["Location"] = f"{PREFIX}/jobs/{made.id}"
    return answer


@router.get("/jobs/{number}", responses=one_of("Job"))
def job(request: Request, number: int) -> Response:
    """How far a page's reading is; only jobs since this server was started."""
    found = request.app.state.desk.job(number)
    if found is None:
        raise NotInLedger(f"No job {number}: only those since this server was started can be looked at")
    return one(request, "Job", plain_job(found))


@router.delete("/documents/{document}", status_code=204, responses=nothing(204), dependencies=[require("admin")])
def remove(request: Request, document: str) -> Response:
    """Remove a document and all that came of it, for good; its stories are compiled again."""
    ledger: Ledger = request.app.state.ledger
    ledger.forget(document)
    request.app.state.desk.compile(COMPILE_SECONDS)
    return Response(status_code=204)


def plain_job(job: Job) -> Plain:
    """A job as JSON writes it."""
    outcome = job.outcome
    return {
        "id": job.id,
        "what": job.what,
        "who": job.who,
        "state": job.state,
        "done": [step.place for step in job.steps],
        "read": outcome.read if outcome else 0,
        "unchanged": outcome.unchanged if outcome else 0,
        "rejected": [plain_rejected(r) for r in outcome.rejected] if outcome else [],
        "compiled": list(outcome.compiled) if outcome else [],
        "message": job.message,
    }


def _given(page: dict[str, Any]) -> Iterator[Sourced]:
    line = json.dumps(page).encode()
    for item in pages_of(line, page["url"]):
        yield Sourced(item.uri if isinstance(item, RawPage) else page["url"], item, len(line))
