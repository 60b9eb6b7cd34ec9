"""Seas, regions and cities that the news of contested stories names, with the country they lie in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.language.tables import Form, form, forms, rows


@dataclass(frozen=True, slots=True)
class Place:
    """A place that is no country: plain name, code of its country or ``None``, printed forms."""

    name: str
    country: str | None
    names: tuple[Form, ...]


@cache
def places() -> tuple[Place, ...]:
    """All of them, in the table's order."""
    return tuple(Place(form(name).text, code or None, forms(name, aliases)) for name, code, aliases in rows("places"))
