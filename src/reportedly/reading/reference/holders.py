"""Holders of offices: who "the minister" or "Ruritania's foreign minister" means."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.language.gazetteer import find_known
from reportedly.language.offices import Office, office_of
from reportedly.language.tables import words
from reportedly.model import Entity
from reportedly.reading.reference.antecedents import FAR, Memory
from reportedly.reading.reference.record import Resolution

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_PLAIN = frozenset(
    {"same", "new", "current", "incoming", "outgoing", "former", "previous", "own", "whole", "entire", "latter"}
)


def definite(token: Token) -> bool:
    """With a definite article, and no describing words that a known name would not have."""
    articles = {c.lower_ for c in token.children if c.dep_ == "det"}
    qualified = [c for c in token.children if c.dep_ in {"amod", "nummod"} and c.lower_ not in _PLAIN]
    follows = any(c.dep_ == "acl" or _narrows(c) or (c.dep_ == "prep" and c.lower_ == "of") for c in token.children)
    return bool(articles & _DEFINITE) and not qualified and not follows


def _narrows(clause: Token) -> bool:
    """A relative clause without a comma picks one of many; with one it only adds something."""
    return clause.dep_ == "relcl" and clause.left_edge.nbor(-1).text != ","


def office_phrase(token: Token) -> str:
    """The noun with the words that are part of its office: "foreign minister", "secretary of state"."""
    doc, first = token.doc, token.i
    while first > token.sent.start and doc[first - 1].pos_ in {"NOUN", "PROPN", "ADJ"} and token.i - first < 4:
        first -= 1
    longer = doc[first : token.i + 3].text
    return longer if _is_of(token) and _has_of(longer) else doc[first : token.i + 1].text


def _is_of(token: Token) -> bool:
    return token.i + 2 < len(token.doc) and token.nbor(1).lower_ == "of"


def _has_of(phrase: str) -> bool:
    office = office_of(phrase)
    return office is not None and " of " in office.words


def holder(token: Token, office: Office, owner: Entity | None, memory: Memory) -> Resolution | None:
    """A person introduced with this office, of the same country if one is named; else, for an office of state, the government."""
    if office.of == "none":
        return None
    code = owner.country if owner is not None else None
    one_of_many = owner is not None and _indefinite(token)  # "one Russian official" is none who was named
    if (owner is not None and not one_of_many) or definite(token) or (" of " in office.words and _has_article(token)):
        person = _chosen([p for p in _persons(memory) if _holds(p, office) and _is_of_country(p, code)], memory, code)
        if person is not None:
            return Resolution((person,), "description", f"{person.name} was introduced as {person.role}", 0.8)
    if owner is not None and office.of == "any":
        return Resolution((owner,), "government", f"a {office.words} speaks for {owner.name}", 0.6)
    if owner is not None and owner.type == "Country" and _speaks_for_state(office) and not _indefinite(token):
        return Resolution((owner,), "government", f"the {office.words} of {owner.name}, not named", 0.5)
    return again(token, memory) if owner is None and definite(token) else None


def again(token: Token, memory: Memory) -> Resolution | None:
    """ "The ambassador" once more, after "Ruritania's ambassador" who was not named; so too "the navy"."""
    for seen in memory.recent():
        if seen.token.lemma_.lower() == token.lemma_.lower() and len(seen.entities) == 1:
            name = seen.entities[0].name
            return Resolution(seen.entities, "government", f"the {token.lower_} of {name} spoken of before", 0.5)
    return None


def _is_of_country(person: Entity, code: str | None) -> bool:
    return code is None or person.country in {code, None}


def _chosen(holders: list[Entity], memory: Memory, code: str | None) -> Entity | None:
    """The one just mentioned; else one whose office was given without a country, as papers give their own; else the one
    whom the text names most."""
    if not holders or code is not None:
        return next(iter(holders), None)
    lately = {e.id for a in memory.recent(1) if a.is_subject for e in a.entities}
    own = [p for p in holders if p.role is not None and not _names_country(p.role)]
    most = max(own or holders, key=lambda p: len(p.mentions))
    return next((p for p in holders if p.id in lately), most)


def _names_country(role: str) -> bool:
    return any(hit.known.type == "Country" for hit in find_known(role))


def _has_article(token: Token) -> bool:
    return any(c.lower_ == "the" for c in token.children)


def _speaks_for_state(office: Office) -> bool:
    """A minister or an envoy acts for the state; an officer, an official or a lawmaker need not."""
    return office.words.split()[-1] in words("voices of states")


def _indefinite(token: Token) -> bool:
    return any(c.lower_ in {"a", "an", "another", "one", "any", "some"} for c in token.children)


def _persons(memory: Memory) -> Iterator[Entity]:
    done: set[str] = set()
    for seen in memory.recent(FAR):
        for entity in seen.entities:
            if entity.type == "Person" and entity.id not in done:
                done.add(entity.id)
                yield entity


def _holds(person: Entity, office: Office) -> bool:
    """The same office, or one whose last word it is: "the minister" for a foreign minister."""
    held = office_of(person.role) if person.role else None
    if held is None or person.role is None:
        return False
    short = held.words.split()[-1] == office.words
    return held.words == office.words or short or f" {office.words} " in f" {person.role.casefold()} "
