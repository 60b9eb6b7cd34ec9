"""Templates to answers. The site's templates stand before the report's, which they share."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from reportedly import __version__
from reportedly.report.wording import STANCE_MEANINGS, STANCE_WORDS, STANCES, day, days, plural
from reportedly.service.gate import BROWSER, FIELD, browser_of, mark_for, visitor_of
from reportedly.service.kept import Content
from reportedly.service.links import SITE

YEAR = 365 * 24 * 3600
MARK = secrets.token_hex(16)  # where the mark of a reader's forms goes in a page that is kept; nobody can write it


class Renderer:
    """The templates, loaded once, and the style sheet that report and site make together."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=ChoiceLoader([PackageLoader("reportedly.service"), PackageLoader("reportedly.report")]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {"when": when}
        self._environment.globals |= {
            "site": SITE,
            "stances": STANCES,
            "stance_words": STANCE_WORDS,
            "stance_meanings": STANCE_MEANINGS,
            "plural": plural,
            "days": days,
            "day": day,
            "version": __version__,
            "field": FIELD,
            "query": query,
        }
        self.style = _style()
        self._environment.globals["style_mark"] = sha256(self.style.encode()).hexdigest()[:12]

    def text(self, template: str, context: Mapping[str, Any]) -> str:
        """A template filled in."""
        return self._environment.get_template(template).render(context)


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
    request: Request, template: str, made_from: Hashable, context: Callable[[], Mapping[str, Any]]
) -> Response:
    """A page whose content is made once for everyone who sees the same; ``context`` has its title and is asked for when needed.

    ``made_from`` is what it changes with beside its address: the revision of its story.
    """
    app = request.app.state
    judges = visitor_of(request).may("analyst")

    def make() -> Content:
        found = context()
        common = {"visitor": visitor_of(request), "mark": MARK, "here": here(request), "layout": "bare.html"}
        return Content(found["title"], app.renderer.text(template, {**common, **found}))

    content = app.kept.get((template, here(request), judges, made_from), make)
    text = Markup(content.text.replace(MARK, mark_for(request)))  # noqa: S704 - rendered above, escaped then
    return page(request, "kept.html", title=content.title, content=text)


def here(request: Request) -> str:
    """The address of this page on this site."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def query(given: Mapping[str, Any], **changed: Any) -> str:
    """A query string: what was given, with changes; what is empty is left out."""
    held = {name: value for name, value in {**given, **changed}.items() if value not in (None, "", False)}
    return "?" + urlencode(held) if held else "?"


def when(value: datetime | date | str | None) -> str:
    """A time as printed: ``4 Mar 2031, 10:00``, in UTC; a day without an hour."""
    if isinstance(value, str):
        value = date.fromisoformat(value) if len(value) == len("2031-03-04") else datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return f"{day(value)}, {value:%H:%M}"
    return day(value) if value else ""


def _style() -> str:
    report = files("reportedly.report").joinpath("templates", "style.css").read_text(encoding="utf-8")
    return report + files("reportedly.service").joinpath("static", "site.css").read_text(encoding="utf-8")
