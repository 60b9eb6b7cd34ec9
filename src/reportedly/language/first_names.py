"""What a common first name says about gender; most names say nothing here, and "unknown" is the answer then."""

from __future__ import annotations

from functools import cache

from reportedly.language.offices import Gender
from reportedly.language.tables import rows


@cache
def _genders() -> dict[str, Gender]:
    lists = {gender: names.split() for gender, names in rows("first_names")}
    women: dict[str, Gender] = dict.fromkeys(lists["female"], "female")
    men: dict[str, Gender] = dict.fromkeys(lists["male"], "male")
    return women | men


def usual_gender(full_name: str) -> Gender | None:
    """The gender that goes with the first of several names; ``None`` for a bare surname or a name that is not listed."""
    first, _, rest = full_name.partition(" ")
    return _genders().get(first) if rest else None


def is_first_name(word: str) -> bool:
    """One of the listed first names."""
    return word in _genders()
