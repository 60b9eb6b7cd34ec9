"""Adding articles: an address, files, or pasted text; with progress, and what was refused and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, HTTPException, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from reportedly.errors import InputError
from reportedly.intake.fetching import Policy
from reportedly.intake.sources import KINDS, Sourced
from reportedly.intake.web import pages_at
from reportedly.ledger import FeedEntry, Ledger, feeds
from reportedly.model import RawPage
from reportedly.service.desk import Desk
from reportedly.service.gate import require, visitor_of
from reportedly.service.rendering import page
from reportedly.service.shield import MAX_BODY
from reportedly.service.uploads import MOST_PAGES, Saved, Upload, save

router = APIRouter()
Short = Annotated[str, Form(max_length=4000)]
Long = Annotated[str, Form(max_length=2_000_000)]
MOST_ADDRESSES = 50


@router.get("/add")
def form(request: Request) -> Response:
    """The form, the jobs so far, and the feeds that are followed."""
    desk: Desk = request.app.state.desk
    followed: tuple[FeedEntry, ...] = request.app.state.ledger.look(feeds.feeds)
    shown = followed[:200]
    limits: dict[str, Any] = {"kinds": sorted(KINDS), "most_files": MOST_PAGES, "most_bytes": MAX_BODY // 1_000_000}
    return page(
        request, "add.html", title="Add articles", jobs=desk.jobs()[:20], reads=desk.reads, feeds=shown, **limits
    )


@router.post("/feeds", dependencies=[require("admin")])
def follow(request: Request, feed: Short = "", story: Short = "", gone: Short = "") -> Response:
    """Follow a feed from now on, or follow it no more; ``reportedly watch`` asks what is followed."""
    ledger: Ledger = request.app.state.ledger
    now = datetime.fromtimestamp(request.app.state.clock(), UTC).replace(tzinfo=None)
    if gone.strip():
        ledger.change(lambda c: feeds.remove_feed(c, gone.strip()))
    else:
        ledger.change(lambda c: feeds.add_feed(c, feed, now, story=story.strip() or None))
    return RedirectResponse("/add#feeds", 303)


@router.get("/add/{number}")
def job(request: Request, number: int) -> Response:
    """One job: how far it is, what was read, what was refused."""
    found = request.app.state.desk.job(number)
    if found is None:
        raise HTTPException(404, f"No job {number}: only those since this server was started can be looked at")
    return page(request, "job.html", title=f"Adding {found.what}"[:120], job=found)


@router.post("/add", dependencies=[require("admin")])
def add(
    request: Request,
    addresses: Short = "",
    pasted: Long = "",
    title: Short = "",
    outlet: Short = "",
    date: Short = "",
    story: Short = "",
    files: Annotated[list[UploadFile], File()] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Take what is given to the desk, and show the job."""
    desk: Desk = request.app.state.desk
    urls = addresses.split()
    if len(urls) > MOST_ADDRESSES:
        raise InputError(f"At most {MOST_ADDRESSES} addresses at a time. Give more with: reportedly read @LIST")
    saved = [Upload(f.filename, f.file) for f in files if f.filename]
    given = [_pasted(pasted, title.strip(), outlet.strip(), date.strip())] if pasted.strip() else []
    if not urls and not given and not saved:
        raise InputError("Give an address, a file, or some text")
    if not desk.reads:
        raise InputError("Nothing is read here: this server was started without a reader")
    what = ", ".join([*urls, *(u.name for u in saved), *(s.place for s in given)])[:200]
    pages = partial(_pages, request, urls, given, save(saved))
    made = desk.read(what, visitor_of(request).name, pages, story.strip() or None)
    return RedirectResponse(f"/add/{made.id}", 303)


def _pages(request: Request, urls: list[str], given: list[Sourced], saved: Saved) -> Iterator[Sourced]:
    yield from given
    yield from saved.pages()
    yield from fetched(request, urls)


def fetched(request: Request, urls: list[str]) -> Iterator[Sourced]:
    """The pages at these addresses, fetched as this server may, or why there is none."""
    policy: Policy = getattr(request.app.state, "policy", Policy())
    return (Sourced(p.address, p.item, p.size, came=p.came) for p in pages_at(urls, policy))


def _pasted(text: str, title: str, outlet: str, date: str) -> Sourced:
    plain = text.replace("\r\n", "\n")
    name = f"pasted-{sha256(plain.encode('utf-8', 'replace')).hexdigest()[:12]}.txt"
    raw = RawPage(name, plain, "text", date or None, outlet or None, title or None)
    return Sourced(name, raw, len(plain))
