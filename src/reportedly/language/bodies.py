"""Public bodies, blocs, parties and armed groups that the news names, and the words that make a name one of a body."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from reportedly.language.tables import Form, form, forms, rows, words

BodyType = Literal["PublicBody", "Organization"]

# The last word of a name tells what it names. Plain general vocabulary, in lower case.
PUBLIC_HEADS = words("public heads")
FIRM_HEADS = words("firm heads")
PRESS_HEADS = words("press heads")


@dataclass(frozen=True, slots=True)
class Body:
    """A body: plain name, type, code of the country whose it is (``eu``, ``un``), printed forms."""

    name: str
    type: BodyType
    country: str | None
    names: tuple[Form, ...]


@cache
def bodies() -> tuple[Body, ...]:
    """All of them, in the table's order."""
    return tuple(
        Body(form(name).text, cast(BodyType, kind), code or None, forms(name, aliases))
        for name, kind, code, aliases in rows("bodies")
    )


@cache
def _by_form() -> dict[str, Body]:
    index: dict[str, Body] = {}
    for body in bodies():
        for known in body.names:
            index.setdefault(_key(known.text), body)
    return index


def _key(name: str) -> str:
    plain = name.strip()
    plain = plain[4:] if plain[:4] in {"the ", "The "} else plain
    return plain if len(plain) <= 5 else plain.casefold()


def body_of(name: str) -> Body | None:
    """The body that goes by this name: "the Kremlin", "IRGC", "Department of State"."""
    return _by_form().get(_key(name))
