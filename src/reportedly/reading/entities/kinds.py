"""What kind of thing a name is, where the parser alone says so: settled once for all its mentions, by what stands around them.

The parser calls a tanker a person, a surname a place, a headline's verb an organisation. Each mention casts the parser's vote,
and what stands beside the name ("the tanker X", "X, who", "the death of X", "X missiles") counts for more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz import fuzz, process
from spacy.tokens import Doc, Token

from reportedly.language.arms import ARMS, weapons
from reportedly.language.bodies import FIRM_HEADS, PRESS_HEADS, PUBLIC_HEADS
from reportedly.language.first_names import usual_gender
from reportedly.language.offices import office_of
from reportedly.language.parser import ParsedBlock
from reportedly.language.tables import words
from reportedly.model import EntityType
from reportedly.reading.entities.roles import role_of
from reportedly.reading.entities.spots import Spot, SpotMap

Votes = Counter[EntityType]
_OPEN = frozenset({"Person", "Organization", "Place", "Weapon"})
_WHERE = frozenset({"in", "near", "at", "outside", "inside", "around"})
_FLYING = frozenset({"missile", "drone", "rocket", "bomb", "uav", "torpedo", "howitzer"})
_LIKE = frozenset({"including", "like", "called", "named", "dubbed", "as"})
_STRONG = 3
_HEADS = PUBLIC_HEADS | FIRM_HEADS | PRESS_HEADS | words("place heads")
_ALIKE = 85.0  # one letter wrong in seven


def settled(blocks: Sequence[ParsedBlock], spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """The spots with noise left out, and every name found by the parser of one kind throughout."""
    lower = frozenset(t.text for b in blocks for t in b.doc if t.text.islower())
    kept = [s for s in spots if s.basis != "parser" or not _is_noise(blocks[s.block].doc, s, lower)]
    index = SpotMap(tuple(kept))
    leaders = {s.name.split()[0]: _STRONG for s in kept if s.name.endswith(" administration")}
    votes: dict[str, Votes] = {}
    for found in kept:
        if _is_open(found):
            known = Counter[EntityType]({"Person": leaders.get(found.name.split()[-1], 0)})
            votes.setdefault(found.name, known).update(_votes(blocks[found.block], found, index))
    decided = {name: max(v.items(), key=lambda kv: (kv[1], kv[0]))[0] for name, v in votes.items()}
    ships: dict[str, EntityType] = {_ship(name): "Vessel" for name, kind in decided.items() if kind == "Vessel"}
    return tuple(_with_kind(s, decided | ships) for s in _spelt(blocks, kept))


def _is_open(found: Spot) -> bool:
    last = found.name.split()[-1].casefold()
    return found.basis == "parser" and found.type in _OPEN and (" " not in found.name or last not in _HEADS)


def _with_kind(found: Spot, kinds: dict[str, EntityType]) -> Spot:
    if not _is_open(found) or found.name not in kinds:
        return found
    kind = kinds[found.name]
    return replace(found, type=kind, name=_ship(found.name) if kind == "Vessel" else found.name)


def _ship(name: str) -> str:
    """A merchant ship without "MT" or "MV" before it; the prefix of a navy ("USS") is part of the name."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.casefold() in {"mt", "m/t", "mv", "m/v", "ss"} else name


def _votes(parsed: ParsedBlock, found: Spot, index: SpotMap) -> Votes:
    doc, votes = parsed.doc, Counter[EntityType]({found.type: 1})
    if found.type == "Place" and doc[found.last].dep_ == "nsubj" and doc[found.last].head.pos_ == "VERB":
        votes["Person"] += 2  # a place that no table knows, and that acts
    if found.type == "Place" and found.first > 0 and doc[found.first - 1].lower_ in _WHERE:
        votes["Place"] += 1
    if _is_vessel(doc, found):
        votes["Vessel"] += _STRONG + 1
    elif _is_person(doc, found) or role_of(parsed, found, index) is not None:
        votes["Person"] += _STRONG
    elif found.type in {"Person", "Place"} and _is_arm(doc, found):
        votes["Weapon"] += _STRONG
    elif found.type != "Person" and len(found.name.split()) in {2, 3} and usual_gender(found.name):
        votes["Person"] += 2
    if found.type == "Person" and found.first > 0 and doc[found.first - 1].lower_ in _WHERE:
        votes["Place"] += 2
    if _has_article(doc, found):
        parts = found.name.split()
        ships = len(parts) in {2, 3} and all(w[0].isupper() for w in parts) and _speaks_of_ships(doc[found.first])
        votes["Person"] -= _STRONG
        votes["Vessel"] += _STRONG * ships
        votes["Organization"] += (_STRONG - 1) * (found.type == "Person" and not ships)
    return votes


def _is_vessel(doc: Doc, found: Spot) -> bool:
    """After "the tanker", "USS"; or before ", a Liberian-flagged tanker"."""
    before = doc[max(0, found.first - 2) : found.first]
    if doc[found.first].lower_ in words("vessel marks") or any(t.lower_ in words("vessel marks") for t in before):
        return True
    if len(before) and (
        before[-1].lemma_.lower() in words("vessel nouns") or before[0].lemma_.lower() in words("vessel nouns")
    ):
        between = before[-1]
        return between.lemma_.lower() in words("vessel nouns") or between.text in {",", '"', "'", "the", "-"}
    beside = (t for t in doc[found.last + 1 : found.last + 8] if t.dep_ == "appos" and t.head.i == found.last)
    return any(t.lemma_.lower() in words("vessel nouns") for t in beside)


def _is_person(doc: Doc, found: Spot) -> bool:
    """Before "who", or an age between commas; after "the death of" and the like, or "his daughter"."""
    after = doc[found.last + 1 : found.last + 4]
    if len(after) and (
        after[0].lower_ == "who" or (len(after) > 1 and after[0].text == "," and after[1].lower_ == "who")
    ):
        return True
    if (
        len(after) == 3
        and after[0].text == ","
        and after[1].text.isdigit()
        and len(after[1]) == 2
        and after[2].text in {",", "."}
    ):
        return True
    last = doc[found.last]
    if last.dep_ == "poss" and (last.head.lemma_.lower() in words("ends of people") or _is_kin(last.head)):
        return True
    if last.dep_ in {"nsubj", "nsubjpass"} and last.head.lemma_ in words("verbs of people"):
        return True
    before = doc[max(0, found.first - 2) : found.first]
    if len(before) == 2 and before[1].lower_ == "of" and before[0].lemma_.lower() in words("ends of people"):
        return True
    kin = next((t for t in reversed(before) if t.text not in {",", "-"}), None)
    return kin is not None and kin.pos_ == "NOUN" and _is_kin(kin)


def _is_kin(token: Token) -> bool:
    office = office_of(token.text)
    return office is not None and token.tag_ == "NN" and any(c.dep_ == "poss" for c in token.children)


def _is_arm(doc: Doc, found: Spot) -> bool:
    """ "X missiles", "missiles including X"."""
    if found.last + 1 < len(doc) and doc[found.last + 1].lemma_.lower() in _FLYING:
        return True
    before = doc[max(0, found.first - 4) : found.first]
    return any(t.lower_ in _LIKE for t in before) and any(t.lemma_.lower() in _FLYING for t in before)


def _has_article(doc: Doc, found: Spot) -> bool:
    """Persons bear no article of their own: "the Roe", but not "the Roe plan"; the name may stand in quotation marks."""
    first, last = found.first, found.last
    if first > 1 and doc[first - 1].text == '"' and last + 1 < len(doc) and doc[last + 1].text == '"':
        first, last = first - 1, last + 1
    if first == 0 or doc[first - 1].lower_ != "the" or last + 1 >= len(doc):
        return False
    after = doc[last + 1]
    return after.pos_ not in {"NOUN", "PROPN", "ADJ"} and after.tag_ != "HYPH" and after.text not in {"-", "/"}


def _speaks_of_ships(token: Token) -> bool:
    return any(t.lemma_.lower() in words("vessel nouns") for t in token.doc)


def _is_noise(doc: Doc, found: Spot, lower: frozenset[str]) -> bool:
    """What no name is: words of an office, words written small elsewhere, pieces of a line in capitals."""
    parts = [t for t in doc[found.first : found.last + 1] if t.is_alpha]
    if not parts or _in_office(doc, found):
        return True
    if found.type == "Person" and any(t.pos_ in {"PRON", "AUX"} for t in parts):
        return True
    if found.type == "Place" and parts[-1].lower_ in {"day", "week", "eve"}:
        return True  # a feast is no place
    if "/" in found.name and found.name.partition("/")[0].isupper() and len(found.name.partition("/")[0]) > 3:
        return True  # the credit of a picture
    if any(c in found.name for c in "@#…|") or (found.type == "Person" and any(c.isdigit() for c in found.name)):
        return True
    if all(t.text.isupper() for t in parts) and (len(parts) > 1 or len(parts[0].text) > 6):
        return True
    common = [t for t in parts if t.lower_ in lower]
    if found.type == "Person":
        return len(common) == len(parts) > 1 or office_of(found.name) is not None
    return len(common) == len(parts) or (bool(common) and _is_title_case(doc) and len(parts) < 4)


def _in_office(doc: Doc, found: Spot) -> bool:
    """ "State" in "Secretary of State", "Defense" in "Defense Secretary", "National Security" in "… adviser"."""
    for first in range(max(0, found.first - 3), found.first + 1):
        for last in range(found.last, min(len(doc), found.last + 3)):
            longer = first < found.first or last > found.last
            office = office_of(doc[first : last + 1].text) if longer else None
            if office is not None and len(office.words.split()) == last - first + 1:
                return True
    return False


def _is_title_case(doc: Doc) -> bool:
    long = [t for t in doc if t.is_alpha and len(t) > 3]
    return len(long) > 2 and sum(t.text[0].isupper() for t in long) >= 0.7 * len(long)


@cache
def _families() -> dict[str, str]:
    """Weapons' single words of some length, small, with the name of the weapon."""
    return {f.text.casefold(): w.name for w in weapons() for f in w.names if f.text.isalpha() and len(f.text) >= 6}


def _spelt(blocks: Sequence[ParsedBlock], spots: Sequence[Spot]) -> Iterator[Spot]:
    """A name one letter off a known weapon, in a sentence about arms, is that weapon."""
    for found in spots:
        family = _near_family(found.name) if _is_open(found) and found.name.isalpha() else None
        if family and any(t.lemma_.lower() in ARMS for t in blocks[found.block].doc[found.first].sent):
            yield replace(found, type="Weapon", name=family, basis="context")
        else:
            yield found


def _near_family(name: str) -> str | None:
    if len(name) < 6:
        return None
    match = process.extractOne(name.casefold(), _families().keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return _families()[match[0]] if match and match[0][0] == name[0].casefold() else None
