"""Templates, loaded once. The site's stand before the report's, which they share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from reportedly import __version__
from reportedly.report.wording import STANCE_MEANINGS, STANCE_WORDS, STANCES, day, days, plural
from reportedly.service.gate import FIELD
from reportedly.service.links import SITE


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
