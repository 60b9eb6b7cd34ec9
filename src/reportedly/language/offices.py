"""Offices and other words that stand before or beside a person's name: "foreign minister", "spokeswoman", "Sen."."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast

from reportedly.language.tables import rows, words

OfficeOf = Literal["government", "party", "organization", "any", "other", "none"]
Gender = Literal["male", "female"]
_PREFIXES = words("office qualifiers")


@dataclass(frozen=True, slots=True)
class Office:
    """An office: its words in lower case, whose it is, and the gender the word itself shows, if it shows one.

    ``of`` is ``government`` for offices of state, ``party``, ``organization``, ``any`` for a spokesman, ``other`` for
    professions and kin, ``none`` for plain forms of address. ``country`` is set where one country alone calls an office so.
    """

    words: str
    of: OfficeOf
    gender: Gender | None
    country: str | None = None


@cache
def offices() -> tuple[Office, ...]:
    """All of them, in the table's order."""
    return tuple(
        Office(office, cast(OfficeOf, of), cast(Gender, gender) if gender else None, code or None)
        for office, of, gender, code in rows("offices")
    )


@cache
def _by_words() -> dict[str, Office]:
    return {o.words: o for o in offices()}


def _singular(word: str) -> str:
    if word.endswith("smen"):
        return word[:-2] + "an"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=8192)
def office_of(phrase: str) -> Office | None:
    """The office that a phrase ends in: "former Iranian foreign minister" is a foreign minister; plurals too."""
    parts = phrase.casefold().split()
    for start in range(max(0, len(parts) - 5), len(parts)):
        tail = " ".join(parts[start:])
        single = " ".join([*parts[start:-1], _singular(parts[-1])])
        found = _by_words().get(tail) or _by_words().get(single) or _by_words().get(f"{tail}.")
        if found:
            return found
    return None


@cache
def _heads() -> frozenset[str]:
    return frozenset(part.split()[-1] for words in _by_words() for part in words.split(" of "))


@lru_cache(maxsize=8192)
def may_be_office(word: str) -> bool:
    """The word ends some office, or comes before its "of": "minister", "secretary", "chiefs"."""
    small = word.casefold()
    return not {small, _singular(small), f"{small}."}.isdisjoint(_heads())


def is_qualifier(word: str) -> bool:
    """A word that may stand before an office and belongs to it: "deputy", "former"."""
    return word.casefold() in _PREFIXES
