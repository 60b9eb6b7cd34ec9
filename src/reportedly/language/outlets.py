"""Well-known newspapers, broadcasters and agencies, with the domains they publish at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.language.tables import Form, form, forms, rows


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet: plain name, country code or ``None``, domains, printed forms."""

    name: str
    country: str | None
    domains: tuple[str, ...]
    names: tuple[Form, ...]


@cache
def outlets() -> tuple[Outlet, ...]:
    """All of them, in the table's order."""
    return tuple(
        Outlet(form(name).text, code or None, tuple(filter(None, domains.split(";"))), forms(name, aliases))
        for name, code, domains, aliases in rows("outlets")
    )


def _key(name: str) -> str:
    return name.strip().casefold().removeprefix("the ")


@cache
def _by_form() -> dict[str, Outlet]:
    index: dict[str, Outlet] = {}
    for outlet in outlets():
        for known in outlet.names:
            index.setdefault(_key(known.text), outlet)
    return index


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet in outlets() for domain in outlet.domains}


def outlet_of(name: str) -> Outlet | None:
    """The outlet that goes by this name: "WSJ", "The Associated Press"."""
    return _by_form().get(_key(name))


def outlet_at(host: str) -> Outlet | None:
    """The outlet that publishes at this host or at a domain above it: ``www.reuters.com``."""
    labels = host.strip().lower().rstrip(".").split(".")
    candidates = (".".join(labels[i:]) for i in range(len(labels)))
    return next((_by_domain()[c] for c in candidates if c in _by_domain()), None)
