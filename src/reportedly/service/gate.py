"""Who is asking, how often, and whether a form is one of ours: asked before every page and every call of the API."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import cast
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request
from fastapi.params import Depends as Dependency

from reportedly.service.access import (
    Access,
    Role,
    Visitor,
    form_mark,
    holder_of,
    is_form_mark,
    visitor_of_session,
)
from reportedly.service.limits import Kind, Limiter

SESSION, BROWSER, NAME = "reportedly_session", "reportedly_browser", "reportedly_name"
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
LOGIN = "/login"
API = "/api/"
FIELD, HEADER = "mark", "x-reportedly-mark"


class LoginNeeded(Exception):  # noqa: N818 - it is what happens next
    """A page that only somebody with a token sees."""


async def admit(request: Request) -> None:
    """Let a request in, or raise why not. Afterwards ``request.state.visitor`` is who sends it."""
    access: Access = request.app.state.access
    bearer = _bearer(request)
    visitor = _visitor(request, access, bearer)
    _check_rate(request, visitor)
    if visitor is None and request.url.path != LOGIN:
        if request.url.path.startswith(API):
            raise HTTPException(401, "A token is needed: Authorization: Bearer …", {"WWW-Authenticate": "Bearer"})
        raise LoginNeeded
    request.state.visitor = visitor or Visitor("", "reader")
    if request.method not in SAFE and bearer is None and not await _is_our_own(request, access):
        raise HTTPException(403, "This form is not from a page of this server, or the page is too old: load it again")


def require(role: Role) -> Dependency:
    """A dependency for routes that need this role, or more."""

    def check(request: Request) -> Visitor:
        visitor = visitor_of(request)
        if not visitor.may(role):
            raise HTTPException(403, f"This needs the role {role}; {visitor.name} has {visitor.role}")
        return visitor

    return cast(Dependency, Depends(check))


def visitor_of(request: Request) -> Visitor:
    """Who sends a request that was admitted."""
    return cast(Visitor, request.state.visitor)


def browser_of(request: Request) -> str:
    """The random name of the browser, a new one where it has none yet."""
    if not hasattr(request.state, "browser"):
        request.state.browser = request.cookies.get(BROWSER) or secrets.token_urlsafe(16)
    return cast(str, request.state.browser)


def mark_for(request: Request) -> str:
    """The mark that the forms of a page carry."""
    return form_mark(browser_of(request), request.app.state.access)


# ---- the parts -------------------------------------------------------------------------------------------------------


def _bearer(request: Request) -> str | None:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def _visitor(request: Request, access: Access, bearer: str | None) -> Visitor | None:
    if access.open:
        name = request.cookies.get(NAME, "").strip()[:60]
        return Visitor(name if name.isprintable() and name else access.local, "admin")
    if bearer is not None:
        _limit(request, "login", _address(request), unless=holder_of(bearer, access) is not None)
        holder = holder_of(bearer, access)
        return Visitor(holder.name, holder.role) if holder else None
    clock: Callable[[], float] = request.app.state.clock
    return visitor_of_session(request.cookies.get(SESSION, ""), access, clock())


def _check_rate(request: Request, visitor: Visitor | None) -> None:
    if request.app.state.access.open:
        return
    kind: Kind = "read" if request.method in SAFE else "login" if request.url.path == LOGIN else "write"
    _limit(request, kind, f"{visitor.name}@" if visitor else _address(request))


def _limit(request: Request, kind: Kind, who: str, *, unless: bool = False) -> None:
    limiter: Limiter = request.app.state.limiter
    if not unless and (wait := limiter.wait(kind, who)):
        raise HTTPException(429, "Too many requests: wait a little", {"Retry-After": str(int(wait) + 1)})


def _address(request: Request) -> str:
    return request.client.host if request.client else "nowhere"


async def _is_our_own(request: Request, access: Access) -> bool:
    """Whether an unsafe request comes from a page of this server; programs on this machine send none of a browser's signs."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        return False
    from_browser = origin is not None or "sec-fetch-site" in request.headers or request.cookies
    if request.url.path.startswith(API) and not from_browser:
        return True
    mark = request.headers.get(HEADER) or (await request.form()).get(FIELD, "")
    return isinstance(mark, str) and is_form_mark(mark, request.cookies.get(BROWSER, ""), access)
