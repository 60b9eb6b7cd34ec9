"""Known names found in running text: one pass over the words, longest form first.

Matching is by words, not by tokens of a parser, so "Iran-made" and "U.S.-led" give "Iran" and "U.S.". Letter case counts:
"Turkey" is a country, "turkey" is not. A form that begins with "the" needs the article before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from reportedly.language.arms import agreements, weapons
from reportedly.language.bodies import bodies
from reportedly.language.countries import countries
from reportedly.language.outlets import outlets
from reportedly.language.places import places
from reportedly.language.tables import Form
from reportedly.model import EntityType

Sense = Literal["name", "demonym", "capital"]
_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_ARTICLES = frozenset({"the", "The", "THE"})


@dataclass(frozen=True, slots=True)
class Known:
    """What a form stands for. ``sense`` tells a demonym and a capital from a name; ``weak`` forms need support."""

    name: str
    type: EntityType
    country: str | None
    sense: Sense = "name"
    weak: bool = False
    article: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A known form at ``[start, end)`` of the text that was searched."""

    start: int
    end: int
    known: Known


def _forms(makes: tuple[str, ...]) -> Iterator[tuple[Form, Known]]:
    """Every form with its meaning; of two meanings of one form the earlier wins."""
    for a in agreements():
        yield from ((f, Known(a.name, "Agreement", None)) for f in a.names)
    for c in countries():
        yield from ((f, Known(c.name, "Country", c.code)) for f in c.names)
    for c in countries():
        yield from ((f, Known(c.name, "Country", c.code, "demonym")) for f in c.demonyms)
    for o in outlets():
        yield from ((f, Known(o.name, "Outlet", o.country)) for f in o.names)
    for b in bodies():
        yield from ((f, Known(b.name, b.type, b.country)) for f in b.names)
    for c in countries():
        yield from ((f, Known(f.text, "Place", c.code, "capital")) for f in c.capitals)
    for p in places():
        yield from ((f, Known(p.name, "Place", p.country)) for f in p.names)
    for w in weapons():
        yield from ((f, Known(w.name, "Weapon", None)) for f in w.names)
    yield from ((Form(make), Known(make, "Weapon", None)) for make in makes)


def _with_capitals(listed: Iterable[tuple[Form, Known]]) -> Iterator[tuple[Form, Known]]:
    """Countries and capitals in capital letters too, as datelines and headlines print them."""
    for known_form, known in listed:
        yield known_form, known
        if known.type in {"Country", "Place"} and not known_form.weak and len(known_form.text) > 4:
            yield Form(known_form.text.upper()), known


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.replace("’", "'")))


Index = dict[str, tuple[tuple[tuple[str, ...], Known], ...]]


@cache
def _index(makes: tuple[str, ...]) -> Index:
    """Forms by their first word, longest first."""
    table: dict[tuple[str, ...], Known] = {}
    for known_form, known in _with_capitals(_forms(makes)):
        words = _words(known_form.text)
        needs_article = words[0] == "the" or (words[0] == "The" and known_form.weak)
        words = words[1:] if words[0] in _ARTICLES and len(words) > 1 else words
        entry = Known(known.name, known.type, known.country, known.sense, known_form.weak, needs_article)
        table.setdefault((*words, "<the>") if needs_article else words, entry)
    grouped: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
    for words, known in table.items():
        grouped.setdefault(words[0], []).append((tuple(w for w in words if w != "<the>"), known))
    # Of forms as long as each other, one that asks for its article is the more exact.
    order = {first: sorted(entries, key=lambda e: (-len(e[0]), not e[1].article)) for first, entries in grouped.items()}
    return {first: tuple(entries) for first, entries in order.items()}


@lru_cache(maxsize=2048)  # a paragraph is asked about by several stages, an office by many documents of a story
def find_known(text: str, makes: tuple[str, ...] = ()) -> tuple[Hit, ...]:
    """The known names in a text, left to right, never overlapping; ``makes`` are names of weapons beside those of the tables.

    ``text`` has plain quotation marks.
    """
    words = _WORD.findall(text)
    index, hits, free = _index(makes), [], 0
    places: list[tuple[int, int]] = []
    for at, word in enumerate(words):
        if at < free or word not in index or (match := _longest(words, at, index[word])) is None:
            continue
        places = places or [m.span() for m in _WORD.finditer(text)]
        size, known = match
        free = at + size
        hits.append(Hit(places[at][0], places[free - 1][1], known))
    return tuple(hits)


def _longest(words: list[str], at: int, entries: Iterable[tuple[tuple[str, ...], Known]]) -> tuple[int, Known] | None:
    for form_words, known in entries:
        size = len(form_words)
        if tuple(words[at : at + size]) == form_words and (
            not known.article or (at > 0 and words[at - 1] in _ARTICLES)
        ):
            return size, known
    return None
