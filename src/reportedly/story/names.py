"""Names of people: how they are compared, and which shorter, turned or run-together names are somebody's in full."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

from reportedly.model import Entity

_SHORT = {"pres": "president", "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general"}
_RANKS = frozenset(
    ("king", "queen", "prince", "princess", "emir", "sultan", "emperor", "pope")
)  # nobody is two of these
_HUMP = re.compile(r"[A-Z][a-z]+|[A-Z]+(?![a-z])|[a-z]+|\d+")


def fold(name: str) -> str:
    """A name without case, accents, marks and a leading article: "The Café-Post" and "cafe post" are one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"[^\w]+", " ", re.sub(r"['’‘.]s?\b", "", plain)).strip()
    return re.sub(r"^(?:the|a|an) ", "", plain)


def sounds_like(one: str, other: str) -> bool:
    """Whether two words differ only as transliterations do: in vowels, in "kh" and "h", "q" and "gh", doubled letters."""
    return (
        _bones(one) == _bones(other)
        and one[0] == other[0]
        and abs(len(one) - len(other)) <= 2
        and (one[-1] == "a")
        == (
            other[-1] == "a"  # Ivan is not Ivana
        )
    )


def _bones(word: str) -> str:
    plain = re.sub(r"kh", "h", re.sub(r"gh|q", "g", re.sub(r"ph", "f", re.sub(r"w", "v", word))))
    return re.sub(r"(.)\1+", r"\1", plain[:1] + re.sub(r"[aeiouy]", "", plain[1:]))


def turned_names(entities: Iterable[Entity], told: Mapping[str, int]) -> dict[str, str]:
    """Entity id of a person whose two names stand the other way round ("Holm Karen") to the id of the one called so.

    ``told``: how often each is named; the name told of more is the right way round.
    """
    ordered = sorted((e for e in entities if e.type == "Person"), key=lambda e: (told.get(e.id, 0), e.id))
    people = {tuple(fold(e.name).split()): e.id for e in ordered}
    found: dict[str, str] = {}
    for tokens, key in people.items():
        other = people.get(tokens[::-1]) if len(tokens) == 2 else None
        if other is not None and other != key and other not in found:
            found[key] = other
    return found


def full_names(people: Iterable[Entity], offices: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Entity id of a person known by part of a name to the id of the only person whose name has it.

    Where several have it, the one who alone holds the office that the short name is given; and nobody is two ranks: "King Salim"
    is not the crown prince whose last name that is.
    """
    named = sorted((tuple(fold(e.name).split()), e.id) for e in people if fold(e.name))
    by_surname: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for tokens, key in named:
        by_surname.setdefault(tokens[-1], []).append((tokens, key))
        if len(tokens) > 2:
            by_surname.setdefault(" ".join(tokens[-2:]), []).append((tokens, key))
    held = {key: heads_of(offices.get(key, ())) for _, key in named}
    full: dict[str, str] = {}
    for tokens, key in sorted(named, key=lambda p: -len(p[0])):  # the longest first, so that shorter ones end there
        same = by_surname.get(" ".join(tokens[-2:]), []) if len(tokens) == 2 else []
        longer = {
            full.get(k, k)
            for t, k in [*by_surname[tokens[-1]], *same]
            if len(t) > len(tokens) and _part_of(tokens, t) and not _two_ranks(held[key], held[k])
        }
        if len(longer) > 1:
            longer = {k for k in longer if held[key] & held[k]}
        if len(longer) == 1:
            full[key] = longer.pop()
    return full


def heads_of(roles: Collection[str]) -> frozenset[str]:
    """The words that name the offices among some roles: "president" of "U.S. President" and of "Pres."."""
    heads = (re.split(r"\b(?:of|at|for|to|in)\b", r.casefold())[0].strip(" .").split() for r in roles)
    return frozenset(_SHORT.get(words[-1], words[-1]) for words in heads if words)


def _two_ranks(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & _RANKS) and bool(other & _RANKS) and not one & other & _RANKS


def _part_of(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if len(short) == 1:
        return short[0] == long[-1]
    return short == long[-len(short) :] or (short[0] == long[0] and short[-1] == long[-1])


def handle_of(name: str, people: Iterable[tuple[str, str]]) -> str | None:
    """The id of the only one of some people (name, id) whom an account's name is made of: "SenKarenHolm", "@karen_holm"."""
    plain = name.strip().lstrip("@")
    if " " in plain or len(_HUMP.findall(plain)) < 2:
        return None
    letters = re.sub(r"[^a-z]", "", fold(plain).replace("_", ""))
    found = {
        key
        for known, key in people
        for tokens in [fold(known).split()]
        if len(tokens) > 1 and letters.endswith(tokens[0] + tokens[-1])
    }
    return found.pop() if len(found) == 1 else None
