"""Offices that the text gives to persons: before the name, or set beside it after a comma."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from reportedly.language.offices import Office, office_of
from reportedly.language.parser import ParsedBlock
from reportedly.language.tables import words
from reportedly.model import Span
from reportedly.reading.entities.spots import Spot, SpotMap

_LONGEST = 16  # words of a description; what runs on longer is a clause
_ENVOYS = frozenset({"ambassador", "envoy", "representative", "permanent representative", "deputy ambassador"})
_LEADING = frozenset({"the", "a", "an", "its", "his", "her", "their", "and", "'s"})
_BREAKS = frozenset({",", ";", ":", "(", ")", '"', "."})


@dataclass(frozen=True, slots=True)
class RoleText:
    """The words of an office as printed, where they stand, and the code of the country they name."""

    text: str
    span: Span
    country: str | None


def role_of(parsed: ParsedBlock, found: Spot, spots: SpotMap) -> RoleText | None:
    """The office beside this mention of a person, if it has one."""
    doc = parsed.doc
    bounds = _before(doc, found) or _after(doc, found, spots) or _introduced(doc, found)
    if bounds is None:
        return None
    first, last = bounds
    tokens = doc[first : last + 1]
    return RoleText(
        " ".join(tokens.text.split()),
        Span(parsed.start + tokens.start_char, parsed.start + tokens.end_char),
        _whose(tokens, found.block, spots),
    )


def _before(doc: Doc, found: Spot) -> tuple[int, int] | None:
    """Words that run up to the name: "Ruritanian Foreign Minister", "Security Council spokesman"."""
    first = found.first
    while first > 0 and found.first - first < _LONGEST and _runs_on(doc[first - 1]):
        first -= 1
    first = _after_preposition(doc, first, found.first)
    titled = found.first > 0 and doc[found.first - 1].text[0].isupper()
    while first < found.first and (_is_leading(doc[first]) or (titled and _is_small(doc[first]))):
        first += 1
    office = office_of(doc[first : found.first].text) if first < found.first else None
    return (first, found.first - 1) if office is not None and office.of != "none" else None


def _is_leading(token: Token) -> bool:
    """No part of a role at its start: articles, owners' pronouns, dashes, numbers, a word in capitals from a line above."""
    shouted = token.text.isupper() and len(token.text) > 3 and not token.ent_type_
    return token.lower_ in _LEADING or token.pos_ == "NUM" or not token.text[0].isalpha() or shouted


def _is_small(token: Token) -> bool:
    """Before a title in capitals, a small word that belongs to no office: "angered President …", "the country's Prime …"."""
    return token.text[0].islower() and token.lower_ not in words("office qualifiers") | {"deputy", "special", "chief"}


def _after_preposition(doc: Doc, first: int, end: int) -> int:
    """Past a preposition whose left side is no office: of "the killing of Gen." only "Gen." belongs to the name."""
    at = next((i for i in range(first, end) if doc[i].lower_ in {"of", "for"}), None)
    if at is None or office_of(doc[first:at].text) is not None:
        return first
    return _after_preposition(doc, at + 1, end)


def _runs_on(token: Token) -> bool:
    if token.text in _BREAKS or token.is_space or token.ent_type_ in {"DATE", "TIME"} or _is_time(token):
        return False
    return (
        token.pos_ in {"PROPN", "NOUN", "ADJ", "NUM"}
        or token.tag_ == "POS"
        or token.text in {"-", "."}
        or token.lower_ in {"of", "for", "the"}
    )


def _is_time(token: Token) -> bool:
    """ "Today President Roe said": a day with a capital letter, but not a "May" that is a name."""
    return token.lower_ in words("time words") and token.lower_ != "may"


def _after(doc: Doc, found: Spot, spots: SpotMap) -> tuple[int, int] | None:
    """A description after a comma: "Jane Roe, the Ruritanian ambassador to the U.N.,"."""
    start = found.last + 1
    if start + 1 >= len(doc) or doc[start].text not in {",", "("}:
        return None
    start += 1
    while start < len(doc) and doc[start].lower_ in {"the", "a", "an", "then", "now", "also"}:
        start += 1
    end = start
    while end < len(doc) and end - start < _LONGEST and doc[end].text not in _BREAKS and not _starts_clause(doc[end]):
        end += 1
    if end <= start or _names_someone_else(doc, start, end, found.block, spots):
        return None
    if _introduces_another(doc, end, found, spots):
        return None
    head = _noun_head(doc, start, end)
    return (start, end - 1) if head is not None and office_of(doc[start : head + 1].text) is not None else None


def _names_someone_else(doc: Doc, start: int, end: int, block: int, spots: SpotMap) -> bool:
    """The next in a list with a title of his own ("…, treasury secretary John Roe"), unless as an owner ("the mayor's wife")."""
    people = (s for i in range(start, end) if (s := spots.at(block, doc[i])) is not None and s.type == "Person")
    return any(s.last + 1 >= len(doc) or doc[s.last + 1].tag_ != "POS" for s in people)


def _introduces_another(doc: Doc, end: int, found: Spot, spots: SpotMap) -> bool:
    """Whether what stands after a name is the office of the next one: "beside Roe, the treasurer, John Doe, said"."""
    if end + 1 >= len(doc) or doc[end].text != ",":
        return False
    other = spots.at(found.block, doc[end + 1])
    if other is None or other.type != "Person" or other.first != end + 1 or other.name == found.name:
        return False
    return doc[other.last].dep_ == "appos" and doc[other.last].head.i > found.last


def _starts_clause(token: Token) -> bool:
    if token.pos_ == "VERB" and token.tag_ in {"VBN", "VBG"} and token.i + 1 < len(token.doc):
        return token.nbor(1).pos_ not in {"NOUN", "ADJ", "PROPN"}  # "best-known figure", "leading critic"
    if token.lower_ == "and" and token.i + 1 < len(token.doc):
        return not token.nbor(1).text[0].isupper()  # "Center for Harbor and Coastal Studies"
    return token.pos_ in {"VERB", "AUX"} or token.lower_ in {"who", "which", "whose", "that", "and", "when", "after"}


def _noun_head(doc: Doc, start: int, end: int) -> int | None:
    """The last noun before the first preposition: the head of a description."""
    stop = next((i for i in range(start, end) if doc[i].pos_ == "ADP"), end)
    return next((i for i in range(stop - 1, start - 1, -1) if doc[i].pos_ in {"NOUN", "PROPN"}), None)


def _introduced(doc: Doc, found: Spot) -> tuple[int, int] | None:
    """An office with the name set beside it: "Ruritania's foreign minister, Jane Roe,"."""
    comma = found.first - 1
    if comma < 1 or doc[comma].text != "," or doc[found.last].dep_ != "appos":
        return None
    return _before_comma(doc, comma)


def _before_comma(doc: Doc, comma: int) -> tuple[int, int] | None:
    first = comma
    while first > 0 and comma - first < _LONGEST and (_runs_on(doc[first - 1]) or doc[first - 1].lower_ == "to"):
        first -= 1
    while first < comma and doc[first].lower_ in {"the", "a", "an"}:
        first += 1
    head = _noun_head(doc, first, comma)
    return (first, comma - 1) if head is not None and office_of(doc[first : head + 1].text) is not None else None


def _whose(tokens: DocSpan, block: int, spots: SpotMap) -> str | None:
    """The code of the country that the office belongs to; an expert on a country and an envoy to the UN are not of it."""
    office = _office(tokens)
    code = country_in(tokens.doc, tokens.start, tokens.end - 1, block, spots)
    if office is None:
        return code
    if office.of == "other":
        to = next((i for i, t in enumerate(tokens) if t.pos_ == "ADP"), len(tokens))
        near = (spots.at(block, t) for t in tokens[:to])
        return next((s.country for s in near if s is not None and s.sense == "demonym"), None)
    if code == "un" and office.words in _ENVOYS:
        return None
    return code or office.country


def _office(tokens: DocSpan) -> Office | None:
    """The office in these words: at their end, or at the head of a description with a preposition."""
    head = _noun_head(tokens.doc, tokens.start, tokens.end)
    at_head = office_of(tokens.doc[tokens.start : head + 1].text) if head is not None else None
    return office_of(tokens.text) or at_head


def country_in(doc: Doc, first: int, last: int, block: int, spots: SpotMap) -> str | None:
    """Whose office these words name: the first country before any "to" or "in", else the country of a body named there."""
    end = next((i for i in range(first, last + 1) if doc[i].lower_ in {"to", "in", "on"}), last + 1)
    here = [s for i in range(first, end) if (s := spots.at(block, doc[i])) is not None and s.country]
    states = [s.country for s in here if s.type == "Country" and s.country not in {"un", "eu"}]
    bodies = [s.country for s in here if s.type != "Country"]
    return next(iter((*states, *bodies)), None)
