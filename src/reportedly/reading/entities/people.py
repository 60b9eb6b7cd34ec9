"""Persons of one document: a surname joined to its full name, misspelt variants to each other, titles to names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio
from spacy.tokens import Token

from reportedly.language.offices import office_of
from reportedly.language.parser import ParsedBlock
from reportedly.language.tables import words
from reportedly.reading.entities.found import past_office
from reportedly.reading.entities.spots import Spot, SpotMap, spot, without_overlaps

_ALIKE = 85.0  # "Barbra"/"Barbara" 92; "John"/"Jack" 50, "Maria"/"Mario" 80
_LONG_ENOUGH = 6
_PARTICLES = frozenset({"bin", "ibn", "bint", "al", "el", "van", "von", "de", "der", "di", "da", "le", "la"})
_NICKNAME = 4  # "Steve" for "Steven", but not "Al" for "Alan"


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the document: the fullest form of the name, and the spots that mean them."""

    name: str
    spots: tuple[Spot, ...]


def titled(parsed: ParsedBlock, block: int, taken: SpotMap) -> Iterator[Spot]:
    """Capitalised names that follow an office ("Foreign Minister Al-khatib"), whatever the parser calls them."""
    for token in parsed.doc:
        if not _is_name_token(token) or (
            token.i > 0 and _is_name_token(token.nbor(-1)) and not _ends_office(token.nbor(-1))
        ):
            continue
        if token.i > 0 and _ends_office(token.nbor(-1)):
            last = token
            while last.i + 1 < len(parsed.doc) and _is_name_token(last.nbor(1)):
                last = last.nbor(1)
            here = taken.at(block, token)
            if here is not None and (here.type == "Person" or here.basis in {"table", "pattern"}):
                continue
            first = parsed.doc[past_office(parsed.doc, token.i, last.i + 1)]
            if last.lower_ in words("place heads") or office_of(first.text) is not None:
                continue
            start, end = first.idx, last.idx + len(last)
            name = parsed.doc[first.i : last.i + 1].text
            found = spot(parsed, block, (start, end), "Person", name, basis="title")
            if found:
                yield found


def _is_name_token(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[0].isupper() and not token.text.isupper() and token.text[-1] != "."


def _ends_office(token: Token) -> bool:
    if not token.text[0].isalpha() or token.pos_ not in {"PROPN", "NOUN"}:
        return False
    office = office_of(token.text)
    return office is not None and (token.text[0].isupper() or office.of != "other") and not token.text.endswith("s")


def corrected(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Spots that the parser calls an organisation or a place, but whose one word is the surname of a person here.

    So too a table's city or a weak form: "Rome" in a text that has introduced a Henry Rome.
    """
    surnames = {s.name.split()[-1] for s in spots if s.type == "Person" and (" " in s.name or s.basis == "title")}
    return tuple(
        replace(s, type="Person", name=_printed(s), basis="context", country=None, sense="name")
        if _may_be_surname(s) and (_printed(s) in surnames or _misspelt(s, surnames))
        else s
        for s in spots
    )


def _misspelt(found: Spot, surnames: set[str]) -> bool:
    return found.basis == "parser" and " " not in found.name and any(_alike(found.name, n) for n in surnames)


def _printed(found: Spot) -> str:
    return found.printed if found.basis == "table" else found.name


def _may_be_surname(found: Spot) -> bool:
    if found.basis == "parser":
        return found.type in {"Organization", "Place", "Weapon"}
    return found.basis == "table" and found.sense == "capital"


def unlabelled(blocks: Sequence[ParsedBlock], spots: Sequence[Spot]) -> Iterator[Spot]:
    """Bare surnames that the parser passed over."""
    surnames = {s.name.split()[-1] for s in spots if s.type == "Person" and " " in s.name}
    taken = SpotMap(tuple(spots))
    for block, parsed in enumerate(blocks):
        for token in parsed.doc:
            if token.text in surnames and token.pos_ == "PROPN" and taken.at(block, token) is None:
                found = spot(parsed, block, (token.idx, token.idx + len(token)), "Person", token.text, basis="context")
                if found:
                    yield found


def with_people(blocks: Sequence[ParsedBlock], spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """The spots with persons set right: titled names found, surnames given back to people, bare ones added."""
    taken = SpotMap(tuple(spots))
    new = [s for i, parsed in enumerate(blocks) for s in titled(parsed, i, taken)]
    kept = [s for s in spots if all(s.end <= n.start or n.end <= s.start for n in new)]
    fixed = corrected([*kept, *new])
    return without_overlaps((*fixed, *unlabelled(blocks, fixed)))


def people(spots: Sequence[Spot]) -> tuple[Person, ...]:
    """Group the person spots of a document."""
    mentions = [s for s in spots if s.type == "Person"]
    groups = _full_names(mentions)
    alone: dict[str, list[Spot]] = {}
    for mention in (m for m in mentions if _is_short(m.name)):
        owner = _owner(mention, groups)
        (groups[owner] if owner else alone.setdefault(mention.name, [])).append(mention)
    everyone = {**groups, **alone}
    return tuple(
        Person(_best_name(name, found), tuple(sorted(found, key=lambda s: s.start))) for name, found in everyone.items()
    )


def _is_short(name: str) -> bool:
    """A bare surname, with its particle or without: "Roe", "bin Rashid"."""
    first, _, rest = name.partition(" ")
    return not rest or (first.casefold() in _PARTICLES and " " not in rest)


def _best_name(name: str, found: Sequence[Spot]) -> str:
    """The form printed most often among the full ones; of equals the longest, then the first in the alphabet."""
    size = len(name.split())
    counts = Counter(s.name for s in found if len(s.name.split()) >= min(size, 2))
    return min(counts, key=lambda n: (-counts[n], -len(n), n)) if counts else name


def _full_names(mentions: Sequence[Spot]) -> dict[str, list[Spot]]:
    groups: dict[str, list[Spot]] = {}
    for mention in (m for m in mentions if not _is_short(m.name)):
        same = next((name for name in groups if same_person(name, mention.name)), mention.name)
        groups.setdefault(same, []).append(mention)
    return groups


def same_person(a: str, b: str) -> bool:
    """Two full names for one person: equal but for a middle name or a slip of spelling; different first names never."""
    one, two = a.split(), b.split()
    if not _alike(one[-1], two[-1]):
        return False
    first, other = one[0].rstrip("."), two[0].rstrip(".")
    short, long = sorted((first.casefold(), other.casefold()), key=len)
    shortened = long.startswith(short) and (len(short) == 1 or len(short) >= _NICKNAME)
    return shortened or _alike(first, other)


def _alike(a: str, b: str) -> bool:
    if a.casefold() == b.casefold():
        return True
    return min(len(a), len(b)) >= _LONG_ENOUGH and ratio(a.casefold(), b.casefold()) >= _ALIKE


def _owner(mention: Spot, groups: dict[str, list[Spot]]) -> str | None:
    """The full name that a single word means: by surname, else by a name written family name first; the nearest before."""
    for matches in (
        [n for n in groups if " " in mention.name and n.casefold().endswith(f" {mention.name.casefold()}")],
        [n for n in groups if n.split()[-1].casefold() == mention.name.casefold() and not _is_patronymic(n)],
        [n for n in groups if mention.name in (n.split()[:1] if _is_patronymic(n) else n.split())],
        [n for n in groups if _alike(n.split()[-1], mention.name) and not _is_patronymic(n)],
    ):
        if matches:
            return min(matches, key=lambda n: _distance(mention, groups[n]))
    return None


def _is_patronymic(name: str) -> bool:
    """The last word is the father's name, not a surname: "Khalid bin Omar" is not called Omar."""
    return not {"bin", "ibn", "bint"}.isdisjoint(name.split())


def _distance(mention: Spot, group: Sequence[Spot]) -> tuple[bool, int]:
    before = [mention.start - s.start for s in group if s.start <= mention.start]
    return (not before, min(before) if before else min(s.start for s in group))
