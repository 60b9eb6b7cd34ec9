"""Pages as answers: with the name of who asked, the mark of their forms, and what is kept between head and foot."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from fastapi import Request
from markupsafe import Markup
from sqlalchemy import Connection
from starlette.responses import HTMLResponse, Response

from reportedly.service.access import Visitor
from reportedly.service.gate import BROWSER, browser_of, mark_for, visitor_of
from reportedly.service.making import Order

YEAR = 365 * 24 * 3600
MARK = secrets.token_hex(16)  # where the mark of a reader's forms goes in a page that is kept; nobody can write it


def page(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """A page for the one who asked: with their name, the mark for their forms, and the cookie that the mark belongs to."""
    known = hasattr(request.state, "visitor")
    common = {
        "request": request,
        "visitor": visitor_of(request) if known else None,
        "open_access": request.app.state.access.open,
        "mark": mark_for(request),
        "here": here(request),
        "layout": "base.html",
    }
    answer = HTMLResponse(request.app.state.renderer.text(template, common | context), status)
    if BROWSER not in request.cookies:
        secure = request.url.scheme == "https"
        answer.set_cookie(BROWSER, browser_of(request), max_age=YEAR, httponly=True, samesite="lax", secure=secure)
    return answer


def kept_page(
    request: Request, template: str, made_from: Hashable, context: Callable[[Connection], Mapping[str, Any]]
) -> Response:
    """A page whose content is made once for everyone who sees the same; ``context`` as an order has it.

    ``made_from`` is what it changes with beside its address: the revision of its story.
    """
    app = request.app
    anyone = Visitor("", "analyst" if visitor_of(request).may("analyst") else "reader")
    order = Order(template, context, here(request), anyone, MARK)
    content = app.state.kept.get((template, order.here, anyone, made_from), lambda: app.state.make(order))
    text = Markup(content.text.replace(MARK, mark_for(request)))  # noqa: S704 - rendered when it was made, escaped then
    return page(request, "kept.html", title=content.title, content=text)


def here(request: Request) -> str:
    """The address of this page on this site."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
