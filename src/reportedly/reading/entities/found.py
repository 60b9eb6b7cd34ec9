"""Spots from the tables of known names, the parser's own labels, and patterns of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from reportedly.language.arms import ARMS, DESIGNATION
from reportedly.language.bodies import FIRM_HEADS, PRESS_HEADS, PUBLIC_HEADS
from reportedly.language.countries import country
from reportedly.language.first_names import is_first_name
from reportedly.language.gazetteer import Hit, find_known
from reportedly.language.offices import office_of
from reportedly.language.parser import ParsedBlock
from reportedly.language.tables import words
from reportedly.model import EntityType
from reportedly.reading.entities.seats import is_government
from reportedly.reading.entities.spots import Spot, spot, without_overlaps

_TOPICS = (
    "foreign|defen[cs]e|interior|oil|energy|finance|intelligence|justice|health|trade|transport|information|culture|"
    "education|economy|industry|agriculture|environment|security|labou?r|petroleum|commerce|unification"
)
_BODY = re.compile(
    rf"\b(?:(?P<topic>(?i:{_TOPICS}))(?: (?i:affairs))? (?i:ministry)"
    rf"|(?i:ministry of )(?:the )?(?P<of>(?i:{_TOPICS})(?: (?i:affairs))?)"
    r"|(?P<mission>(?:(?i:permanent ))?(?i:mission) to the (?:U\.?N\.?|United Nations)|U\.?N\.? (?i:mission))"
    r"|(?P<plain>(?i:parliament|embassy|consulate)))(?!\w)"
)
_ADMINISTRATION = re.compile(r"\b(?P<leader>[A-Z][\w-]+)(?P<owner>'s)? (?P<head>[Aa]dministration)\b")
_LAWS = re.compile(
    r"\b(?:treaty|agreement|accords?|convention|resolution|pact|protocol|memorandum|deal)\b", re.IGNORECASE
)
_CREDITED = re.compile(
    r"^[\w.' -]{3,40}?\s*(?:/|\bvia\b)\s*(?:[\w. ]{2,30}(?:/|\bvia\b)\s*)?"
    r"(?:AFP|AP|Getty|Reuters|EPA|Bloomberg|Shutterstock|Anadolu|Sputnik|TASS|Xinhua|Pool|Handout|NurPhoto|Zuma|Sipa|File)\b",
    re.IGNORECASE,
)
_PHOTO_BY = re.compile(r"\b(?:photo|photograph|picture|image)s?(?: by|:| credit:?) $", re.IGNORECASE)
_LABELS: dict[str, EntityType] = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "LAW": "Agreement",
    "PRODUCT": "Weapon",
}


def known_spots(parsed: ParsedBlock, block: int, makes: tuple[str, ...]) -> Iterator[Spot]:
    """Names of the tables. Weak forms need support; a name inside a longer one of another kind is left to the parser."""
    for hit in find_known(parsed.doc.text, makes):
        tokens = parsed.doc.char_span(hit.start, hit.end, alignment_mode="expand")
        if tokens is None or not len(tokens) or _is_part_of_another_name(hit, tokens) or not _supported(hit, tokens):
            continue
        kind, name, known = hit.known.type, hit.known.name, hit.known
        if known.sense == "capital" and is_government(tokens.root):
            owner = country(known.country)
            kind, name = "Country", owner.name if owner else name
        found = spot(
            parsed, block, (hit.start, hit.end), kind, name, country=known.country, basis="table", sense=known.sense
        )
        if found:
            yield found


def _entity_around(tokens: Span) -> Span | None:
    """The parser's entity that covers these tokens and more."""
    if not tokens[0].ent_type_:
        return None
    return next(
        (e for e in tokens.doc.ents if e.start <= tokens.start and tokens.end <= e.end and len(e) > len(tokens)), None
    )


def _is_part_of_another_name(hit: Hit, tokens: Span) -> bool:
    around = _entity_around(tokens)
    if _is_model_number(hit, tokens):
        return True
    if around is not None and hit.known.sense == "demonym":
        return _names_a_body(around)
    if around is None or hit.known.type in {"Agreement", "Weapon", "PublicBody"}:
        return False
    others = [t for t in around if not tokens.start <= t.i < tokens.end and t.is_alpha and t.pos_ != "DET"]
    if around.label_ == "PERSON":
        return len(tokens) == 1 and bool(others) and all(_may_be_person_name(t) for t in others)
    if not others or _BODY.match(around.text.removeprefix("the ").removeprefix("The ")):
        return False  # "the Foreign Ministry of Ruritania"
    head = around[-1].lower_.rstrip(".")
    firm = head in FIRM_HEADS | PRESS_HEADS and around[-1].text[0].isupper()
    of = around.start < tokens.start and tokens.doc[tokens.start - 1].lower_ in {"of", "for", "in"}
    return around.label_ == "ORG" and (firm or (of and around[0].text[0].isupper()))


def _names_a_body(around: Span) -> bool:
    """A demonym that is part of a body's own name ("Ruritanian Navy"), but not of a ministry, which is named by its kind."""
    last = around[-1].lower_
    capitals = all(t.text[0].isupper() for t in around if t.is_alpha and len(t) > 3)
    by_kind = _BODY.search(around.doc[around.start : around.end + 3].text)
    return around.label_ == "ORG" and capitals and last in PUBLIC_HEADS | FIRM_HEADS and not by_kind


def _is_model_number(hit: Hit, tokens: Span) -> bool:
    """The maker in "Airbus 320": the aeroplane is meant, not the firm."""
    after = tokens.doc[tokens.end : tokens.end + 1]
    return hit.known.type == "Organization" and len(after) == 1 and after[0].text[0].isdigit()


def _may_be_person_name(token: Token) -> bool:
    word = token.lower_
    return token.text[:1].isupper() and word not in PUBLIC_HEADS | FIRM_HEADS and office_of(token.text) is None


def _supported(hit: Hit, tokens: Span) -> bool:
    """A weak form counts where its neighbours speak of its kind."""
    if not hit.known.weak:
        return True
    doc, root = tokens.doc, tokens.root
    near = {t.lemma_.lower() for t in doc[max(0, tokens.start - 3) : tokens.end + 3]}
    if hit.known.type == "Weapon":
        return bool(near & ARMS) and tokens[0].ent_type_ != "PERSON"
    if hit.known.type in {"Country", "Place"}:
        return tokens[0].ent_type_ in {"GPE", "LOC"}
    speaks = root.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj", "poss"} and (
        bool(near & words("speech verbs")) or "according" in near or "newspaper" in near
    )
    labelled = (
        tokens[0].ent_type_ == "ORG"
        and _entity_around(tokens) is None
        and office_of(doc[tokens.start :].text.split(",")[0][:40]) is None
    )
    return (speaks or labelled) if hit.known.type == "Outlet" else tokens[0].ent_type_ in {"ORG", "NORP"}


def parsed_spots(parsed: ParsedBlock, block: int) -> Iterator[Spot]:
    """The parser's entities, their ends trimmed and their kind corrected by the words they are made of."""
    for entity in parsed.doc.ents:
        kind = _LABELS.get(entity.label_)
        tokens = _trimmed(entity) if kind else None
        if kind is None or tokens is None:
            continue
        sorted_kind = _kind(kind, tokens)
        if sorted_kind is None or (sorted_kind == "Person" and _is_credit(tokens)):
            continue
        name = plain_name(tokens.text)
        found = spot(parsed, block, (tokens.start_char, tokens.end_char), sorted_kind, name, basis="parser")
        if found:
            yield found


def _is_credit(tokens: Span) -> bool:
    """The photographer in the line under a picture: "Jane Roe/AFP/Getty Images", "Photo by Jane Roe"."""
    doc = tokens.doc
    after, before = doc[tokens.start : tokens.end + 8].text, doc[max(0, tokens.start - 4) : tokens.start].text_with_ws
    under = ("/" in after or " via " in after) and _CREDITED.search(after) is not None
    return under or _PHOTO_BY.search(before) is not None


def _trimmed(entity: Span) -> Span | None:
    """Without articles, titles, possessive endings and stray marks at either end."""
    doc, start, end = entity.doc, entity.start, entity.end
    while start < end and (doc[start].lower_ in {"the", "a", "an", "'s", "near"} or doc[start].is_punct):
        start += 1
    start = past_office(doc, start, end) if entity.label_ in {"PERSON", "ORG"} else start
    while end > start and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    end = _at_hyphen(doc, start, end) if entity.label_ == "PERSON" and end - start > 1 else end
    tokens = doc[start:end]
    return tokens if len(tokens) and any(t.text[0].isupper() for t in tokens) and tokens.text[0] not in "@#$" else None


def _at_hyphen(doc: Doc, start: int, end: int) -> int:
    """Over the second half of a name in small letters ("Roh Min-in", "Karim-rezaian"), but not over "-led" or "-era"."""
    if end - start > 2 and doc[end - 2].text == "-" and doc[end - 1].text.islower():
        named = doc[end - 1].tag_ == "NNP" or doc[end - 1].text in words("syllables of names")
        return end if named else end - 2
    rest = doc[end : end + 2]
    joined = len(rest) == 2 and rest[0].text == "-" and not doc[end - 1].whitespace_ and not rest[0].whitespace_
    return end + 2 if joined and rest[1].text in words("syllables of names") else end


def past_office(doc: Doc, start: int, end: int) -> int:
    """Past an office that a name begins with ("Crown Prince …"), or that ends inside it ("Secretary of" + "Defense …")."""
    for cut in range(min(end - 1, start + 4), start, -1):
        for first in range(max(0, start - 2), start + 1):
            office = office_of(doc[first:cut].text)
            if office is not None and len(office.words.split()) == cut - first:
                return cut
    return start


def _bears_title(tokens: Span) -> bool:
    """The words before are an office, and these are not the words of a body."""
    before = tokens.doc[max(0, tokens.start - 1) : tokens.start]
    office = office_of(before.text) if len(before) and before[0].text[0].isupper() else None
    heads = PUBLIC_HEADS | FIRM_HEADS | PRESS_HEADS
    return (
        office is not None
        and len(tokens) < 4
        and tokens[-1].lower_ not in heads
        and all(t.pos_ == "PROPN" for t in tokens)
    )


def _kind(kind: EntityType, tokens: Span) -> EntityType | None:
    last = tokens[-1].lower_.rstrip(".")
    if kind == "Organization" and _bears_title(tokens):
        return "Person"
    if kind == "Agreement":
        return kind if _LAWS.search(tokens.text) else None
    if kind == "Weapon":
        near = {t.lemma_.lower() for t in tokens.doc[max(0, tokens.start - 3) : tokens.end + 3]}
        return kind if DESIGNATION.search(tokens.text) or near & ARMS else None
    if last in words("not names") and len(tokens) == 1:
        return None
    if kind in {"Person", "Organization", "Place"} and len(tokens) > 1:
        if last in words("place heads"):
            return "Place"
        if last in PUBLIC_HEADS:
            return "PublicBody"
        if last in PRESS_HEADS and kind == "Organization":
            return "Outlet"
        if last in FIRM_HEADS:
            return "Organization"
    if kind == "Organization" and tokens[0].lower_ in {"ministry", "department", "office", "bureau"}:
        return "PublicBody"
    return kind


def plain_name(text: str) -> str:
    """A name without an article before it, a possessive ending, or line breaks inside."""
    name = " ".join(text.split()).removesuffix("'s").removesuffix("'")
    return name[4:] if name[:4] in {"the ", "The "} else name


def pattern_spots(parsed: ParsedBlock, block: int) -> Iterator[Spot]:
    """Ministries, missions, parliaments, administrations, and arms by their designation, in lower case too."""
    text = parsed.doc.text
    for match in _BODY.finditer(text):
        found = spot(parsed, block, match.span(), "PublicBody", _body_name(match), basis="pattern")
        if found:
            yield found
    yield from _administrations(parsed, block, text)
    yield from _designations(parsed, block, text)


def _administrations(parsed: ParsedBlock, block: int, text: str) -> Iterator[Spot]:
    """ "The Roe administration"; of "President Roe's administration" the last word, since the name is a person's."""
    for match in _ADMINISTRATION.finditer(text):
        start = match.start("head") if match["owner"] else match.start("leader")
        name = f"{match['leader']} administration"
        code = "us" if match["leader"] in words("us presidents") else None
        found = spot(parsed, block, (start, match.end()), "PublicBody", name, country=code, basis="pattern")
        leader = parsed.doc.char_span(*match.span("leader"), alignment_mode="expand")
        if found and leader and _leads(leader[0]):
            yield found


def _leads(token: Token) -> bool:
    """A person's surname, and not a word of a longer name ("Energy Information Administration")."""
    first_of_name = token.i == 0 or token.nbor(-1).ent_type_ != token.ent_type_ or token.nbor(-1).pos_ != "PROPN"
    return token.pos_ == "PROPN" and (token.ent_type_ == "PERSON" or (token.ent_type_ == "ORG" and first_of_name))


def _designations(parsed: ParsedBlock, block: int, text: str) -> Iterator[Spot]:
    for match in DESIGNATION.finditer(text):
        found = spot(parsed, block, match.span(), "Weapon", match.group(), basis="pattern")
        near = parsed.doc[max(0, found.first - 4) : found.last + 5] if found else ()
        if found and any(t.lemma_.lower() in ARMS for t in near):
            yield found


def _body_name(match: re.Match[str]) -> str:
    if match["mission"]:
        return "mission to the UN"
    if match["plain"]:
        return match["plain"].capitalize()
    topic = (match["topic"] or match["of"]).split()[0]
    american = topic.capitalize().replace("Defence", "Defense").replace("Labour", "Labor")  # one name for one body
    return f"{american} Ministry"


def given_spots(parsed: ParsedBlock, block: int) -> Iterator[Spot]:
    """A common first name and the capitalised words that follow it, where the parser has cut the name or mistaken it."""
    doc, at = parsed.doc, 0
    while at + 1 < len(doc):
        end = at + 1
        first = doc[at]
        if first.pos_ == "PROPN" and first.dep_ == "compound" and is_first_name(first.text):
            while end < min(len(doc), at + 4) and _carries_on(doc[end]):
                end += 1
        if end > at + 1 and _is_person_name(doc[at:end]):
            tokens = doc[at:end]
            place = (tokens.start_char, tokens.end_char)
            found = spot(parsed, block, place, "Person", plain_name(tokens.text), basis="parser")
            if found:
                yield found
        at = end


def _is_person_name(tokens: Span) -> bool:
    heads = words("place heads") | PUBLIC_HEADS | FIRM_HEADS | PRESS_HEADS
    return tokens[-1].lower_ not in heads and not _is_credit(tokens)


def _carries_on(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[0].isupper() and len(token.text) > 1 and not token.text.isupper()


def spots_of(parsed: ParsedBlock, block: int, makes: tuple[str, ...]) -> tuple[Spot, ...]:
    """All spots of a block, none overlapping: the longer of tables and patterns, and the parser's where they have none."""
    known = without_overlaps((*known_spots(parsed, block, makes), *pattern_spots(parsed, block)))
    parser = _clear_of(parsed_spots(parsed, block), known)
    people = [s for s in parser if s.type == "Person" and " " in s.name]
    given = _clear_of(given_spots(parsed, block), (*known, *people))
    return without_overlaps((*known, *given, *parser))


def _clear_of(spots: Iterable[Spot], taken: tuple[Spot, ...]) -> list[Spot]:
    return [s for s in spots if all(s.end <= t.start or t.end <= s.start for t in taken)]
