"""Families of weapons and well-known agreements: general facts, whatever the event packs say of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reportedly.language.tables import Form, form, forms, rows, words

# "Fath-360", "S-400", "Kh-101", "RS-28", "9M729": letters, a hyphen, digits; or a Russian index.
DESIGNATION = re.compile(r"\b(?:[A-Z][A-Za-z]{0,14}-\d{1,4}[A-Z]{0,3}\d?|\d[A-Z]\d{2,3})(?:/\d{2,3})?\b")

# Words for kinds of arms, singular, lower case.
ARMS = words("arms")


@dataclass(frozen=True, slots=True)
class Weapon:
    """A family or model of weapon: name, what kind it is, printed forms."""

    name: str
    kind: str
    names: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """A treaty, deal or resolution: full name, printed forms."""

    name: str
    names: tuple[Form, ...]


@cache
def weapons() -> tuple[Weapon, ...]:
    """All families, in the table's order."""
    return tuple(Weapon(form(name).text, kind, forms(name, aliases)) for name, kind, aliases in rows("weapons"))


@cache
def agreements() -> tuple[Agreement, ...]:
    """All agreements, in the table's order."""
    return tuple(Agreement(form(name).text, forms(name, aliases)) for name, aliases in rows("agreements"))
