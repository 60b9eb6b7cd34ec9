"""Countries: names, capitals, and what their people and things are called.

Codes are ISO 3166-1 alpha-2 in lower case, with ``xk`` for Kosovo, which has none of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.language.tables import Form, form, forms, rows


@dataclass(frozen=True, slots=True)
class Country:
    """A country: code, plain English name, the other forms it is printed in, demonyms (adjectives and nouns), capitals."""

    code: str
    name: str
    names: tuple[Form, ...]
    demonyms: tuple[Form, ...]
    capitals: tuple[Form, ...]

    @property
    def adjective(self) -> str:
        """The adjective ("Iranian" for Iran); the name itself where there is no demonym."""
        return self.demonyms[0].text if self.demonyms else self.name


@cache
def countries() -> tuple[Country, ...]:
    """All of them, by code."""
    found = (
        Country(code, form(name).text, forms(name, aliases), forms(demonyms), forms(capitals))
        for code, name, capitals, aliases, demonyms in rows("countries")
    )
    return tuple(sorted(found, key=lambda c: c.code))


@cache
def _by_code() -> dict[str, Country]:
    return {c.code: c for c in countries()}


@cache
def _by_form() -> dict[str, Country]:
    index: dict[str, Country] = {}
    listed = [
        [(c, c.names) for c in countries()],
        [(c, c.demonyms) for c in countries()],
        [(c, c.capitals) for c in countries()],
    ]
    for one in (pair for group in listed for pair in group):
        for known in one[1]:
            index.setdefault(_key(known.text), one[0])
    return index


def _key(name: str) -> str:
    plain = name.strip().replace("’", "'").removesuffix("'s")
    plain = plain[4:] if plain[:4] in {"the ", "The "} else plain
    return plain if len(plain) <= 3 else plain.casefold()  # "US" is a country, "us" is not


def country(code: str | None) -> Country | None:
    """The country with this code."""
    return _by_code().get(code) if code else None


def country_of(name: str) -> Country | None:
    """The country that a name, a demonym or a capital stands for: "Iran", "Iranian", "Tehran", "the U.S.", "Britain's"."""
    return _by_form().get(_key(name))
