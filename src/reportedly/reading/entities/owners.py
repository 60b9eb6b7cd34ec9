"""Whose a ministry, a mission or a parliament is: read from the words beside it, else from the rest of the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from reportedly.language.bodies import PUBLIC_HEADS
from reportedly.language.countries import country, country_of
from reportedly.language.parser import ParsedBlock
from reportedly.language.tables import words
from reportedly.reading.entities.spots import Spot, SpotMap

_OWNED = frozenset({"Organization", "PublicBody"})
_ABROAD = frozenset({"Embassy", "Consulate", "mission to the UN"})
_BESIDE = frozenset({"poss", "amod", "compound", "nmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BEHIND = 3  # sentences that "its" may look back


def with_owners(blocks: Sequence[ParsedBlock], spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """The spots with the owner's country set, and bodies named by kind only named in full ("Iranian Foreign Ministry")."""
    index = SpotMap(tuple(spots))
    owned = [_owned(blocks, s, index) for s in spots]
    known: dict[str, set[str]] = {}
    for spot in owned:
        if spot.country and _is_plain(spot):
            known.setdefault(spot.name, set()).add(spot.country)
    return tuple(s for s in _all_named(owned, known) if not _is_bare(s))


def _is_bare(spot: Spot) -> bool:
    """ "The embassy" with nothing in the document to say whose."""
    return spot.basis == "pattern" and spot.country is None and spot.name in {"Embassy", "Consulate", "Parliament"}


def _owned(blocks: Sequence[ParsedBlock], spot: Spot, index: SpotMap) -> Spot:
    if spot.type not in _OWNED or spot.name.endswith("administration"):
        return spot
    if spot.country:
        return _of_another(blocks[spot.block], spot, index)
    own = country_of(spot.name.split()[0]) if " " in spot.name else None
    code = own.code if own else _owner(blocks, spot, index)
    if own is None and code is not None and _has_plain_words(spot.name):
        return replace(spot, country=code, type="PublicBody")
    # A council or a committee may be anybody's; one with no state behind it is not taken for a public body.
    private = code is None and spot.basis == "parser" and spot.name.split()[-1].casefold() in words("private heads too")
    return replace(spot, country=code, type="Organization" if private else spot.type)


def _of_another(parsed: ParsedBlock, spot: Spot, index: SpotMap) -> Spot:
    """A name that the tables give to one country, said here of another: "Ruritania's Supreme Court"."""
    if spot.basis != "table" or spot.country in {"un", "eu"} or not _has_plain_words(spot.printed):
        return spot
    code = owner_of(parsed, spot.block, spot.first, spot.last, index)
    if code in {None, "un", "eu", spot.country}:
        return spot
    return replace(spot, country=code, name=spot.printed, basis="pattern")


def _owner(blocks: Sequence[ParsedBlock], spot: Spot, index: SpotMap) -> str | None:
    parsed = blocks[spot.block]
    code = owner_of(parsed, spot.block, spot.first, spot.last, index)
    if code is None and any(t.lower_ == "its" for t in _beside(parsed.doc[spot.first : spot.last + 1])):
        code = _possessor(blocks, spot, index)
    if code is None and spot.basis == "pattern" and spot.name not in _ABROAD:
        head = parsed.doc[spot.first : spot.last + 1].root
        code = _seat(head, spot.block, index) or _spoke_before(head, spot.block, index)
    return code


def _spoke_before(head: Token, block: int, index: SpotMap) -> str | None:
    """The state that spoke in the sentence before: "Nairobi denied it. …, a Foreign Ministry spokesman said"."""
    start = head.sent.start
    before = head.doc[start - 1].sent if start > 0 else ()
    spoke = (t for t in before if t.dep_ == "nsubj" and t.head.lemma_ in words("speech verbs"))
    found = (index.at(block, t) for t in spoke)
    return next((s.country for s in found if s is not None and s.type == "Country"), None)


def owner_of(parsed: ParsedBlock, block: int, first: int, last: int, index: SpotMap) -> str | None:
    """The code of the country whose these words are: "Iran's …", "the Iranian …", "… of Iran"."""
    found = (index.at(block, t) for t in _beside(parsed.doc[first : last + 1]))
    return next((s.country for s in found if s is not None and s.type == "Country" and s.country), None)


def _beside(named: DocSpan) -> list[Token]:
    """The words that can say whose it is."""
    head = named.root
    beside = [t for t in head.children if t.dep_ in _BESIDE and t.i < named.start]
    beside += [p for t in head.children if t.lower_ in {"of", "for"} for p in t.children if p.dep_ == "pobj"]
    return beside + _just_before(named[0])


def _just_before(token: Token) -> list[Token]:
    """The word before, over a possessive ending."""
    at = token.i - 1
    if at > 0 and token.doc[at].tag_ == "POS":
        at -= 1
    return [token.doc[at]] if at >= 0 else []


def _seat(head: Token, block: int, index: SpotMap) -> str | None:
    """The country in whose capital it sits: "the foreign ministry in …", "In …, the foreign ministry said"."""
    inside = [t for t in head.children if t.lower_ == "in"]
    inside += [t for t in head.head.children if t.lower_ == "in" and t.i < head.i and head.dep_ in _SUBJECTS]
    found = (index.at(block, p) for t in inside for p in t.children)
    return next((s.country for s in found if s is not None and s.sense == "capital"), None)


def _possessor(blocks: Sequence[ParsedBlock], spot: Spot, index: SpotMap) -> str | None:
    """Whose "its" is: the subject's country in this sentence or a few before, else the last country named there."""
    for block, sentence in _back_from(blocks, spot):
        before = [t for t in sentence if block != spot.block or t.i < spot.first]
        subjects = [t for t in before if t.dep_ in _SUBJECTS]
        owners = [c for t in subjects for c in t.children if c.dep_ in _BESIDE]
        for token in (*subjects, *owners, *reversed(before)):
            found = index.at(block, token)
            if found is not None and found.type == "Country" and found.country:
                return found.country
    return None


def _back_from(blocks: Sequence[ParsedBlock], spot: Spot) -> Iterator[tuple[int, DocSpan]]:
    """This sentence and those before it, in this block and the last of the one before."""
    doc = blocks[spot.block].doc
    here = [s for s in doc.sents if s.start <= spot.first]
    for sentence in list(reversed(here))[: _BEHIND + 1]:
        yield spot.block, sentence
    if len(here) <= 1 and spot.block > 0:
        yield from ((spot.block - 1, s) for s in list(blocks[spot.block - 1].doc.sents)[-1:])


def _has_plain_words(name: str) -> bool:
    """A name of general words only, such as many states have: "Air Force", "Security Service"."""
    parts = [part.casefold() for part in name.split()]
    return len(parts) > 1 and all(part in PUBLIC_HEADS or part in words("words of bodies") for part in parts)


def _is_plain(spot: Spot) -> bool:
    if spot.type != "PublicBody" or spot.name.endswith("administration"):
        return False
    return spot.basis == "pattern" or (spot.basis in {"parser", "context"} and _has_plain_words(spot.name))


def _all_named(owned: Sequence[Spot], known: dict[str, set[str]]) -> Iterator[Spot]:
    """Each with its owner in its name; one with no owner beside it is the only known one's, or the one's named just before."""
    latest: dict[str, Spot] = {}
    for spot in sorted(owned, key=lambda s: s.start):
        if not _is_plain(spot):
            yield spot
            continue
        code = spot.country or _only(known.get(spot.name, set())) or _near(spot, latest.get(spot.name))
        if spot.country:
            latest[spot.name] = spot
        owner = country(code)
        yield replace(spot, country=code, name=f"{owner.adjective} {spot.name}" if owner else spot.name)


def _only(codes: set[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None


def _near(spot: Spot, latest: Spot | None) -> str | None:
    return latest.country if latest is not None and spot.block - latest.block <= 1 else None
