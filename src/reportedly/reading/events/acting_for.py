"""For whom somebody acts: the state of an official or a body, the states of several, the whole of a part."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.language.countries import country
from reportedly.language.offices import office_of
from reportedly.model import Entity
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.syntax import prepositions

_PARTS = frozenset(
    {
        "some",
        "most",
        "many",
        "all",
        "several",
        "both",
        "one",
        "group",
        "number",
        "dozens",
        "each",
        "any",
        "members",
        "part",
    }
)
_NAMES = frozenset({"eu", "un"})
BLOCS = {"eu": "European Union", "un": "United Nations", "western": "West"}


def state_of(entity: Entity) -> str | None:
    """The country or bloc that an entity acts for, where it is one, a part of its government, or an official of it."""
    if entity.type == "Country":
        return entity.name
    official = entity.type == "Person" and _governs(entity.role)
    if entity.country is None or not (official or entity.type in {"PublicBody", "Place"}):
        return None
    if entity.country in _NAMES:
        return entity.name if entity.country == "un" else BLOCS["eu"]
    found = country(entity.country)
    return found.name if found else None


def states_of_several(head: Token) -> Token | None:
    """Of which states officials are: "officials of both countries"."""
    if head.tag_ != "NNS":
        return None
    return next(
        (g for p, g in prepositions(head) if p in {"of", "from"} and g.dep_ == "pobj" and g.tag_ == "NNS"), None
    )


def partitive(head: Token, words: Lexicon) -> Token:
    """Of whom somebody is a part: "two of X's plants", "some of the militias", "a group of lawmakers"."""
    inner = next((g for p, g in prepositions(head) if p == "of" and g.dep_ == "pobj"), None)
    part = head.lower_ in words.numbers or head.pos_ == "NUM" or head.lower_ in _PARTS
    return partitive(inner, words) if part and inner is not None else head


def _governs(role: str | None) -> bool:
    office = office_of(role) if role else None
    return office is not None and office.of in {"government", "any"}
