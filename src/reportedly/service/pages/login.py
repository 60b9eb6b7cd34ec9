"""Coming in and going out: a token changed for a cookie; on loopback, the name to judge under."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from reportedly.service.access import SESSION_SECONDS, Access, holder_of, session_of
from reportedly.service.gate import LOGIN, NAME, SESSION
from reportedly.service.rendering import YEAR, page

router = APIRouter()
Text = Annotated[str, Form(max_length=2000)]


def inside(address: str) -> str:
    """An address on this site, or the start page for any other; nothing in it can begin a header of its own."""
    parts = urlsplit(address)
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain and not parts.netloc and not parts.scheme and "\\" not in address else "/"


@router.get(LOGIN)
def ask(request: Request, next: str = "/") -> Response:
    """The page that asks for a token."""
    return page(request, "login.html", title="Log in", next=inside(next), wrong=False)


@router.post(LOGIN)
def enter(request: Request, token: Text, next: Text = "/") -> Response:
    """Take a token, give a cookie."""
    access: Access = request.app.state.access
    holder = holder_of(token.strip(), access)
    if holder is None:
        return page(request, "login.html", 401, title="Log in", next=inside(next), wrong=True)
    answer = RedirectResponse(inside(next), 303)
    answer.set_cookie(
        SESSION,
        session_of(holder, access, request.app.state.clock()),
        max_age=SESSION_SECONDS,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer


@router.post("/logout")
def leave(request: Request) -> Response:
    """Forget the cookie."""
    answer = RedirectResponse(LOGIN, 303)
    answer.delete_cookie(SESSION)
    return answer


@router.post("/name")
def call_me(request: Request, name: Text, next: Text = "/") -> Response:
    """The name to judge under, where no token says it."""
    answer = RedirectResponse(inside(next), 303)
    if request.app.state.access.open and name.strip() and name.isprintable() and name.isascii():
        answer.set_cookie(NAME, name.strip()[:60], max_age=YEAR, httponly=True, samesite="lax")
    return answer
