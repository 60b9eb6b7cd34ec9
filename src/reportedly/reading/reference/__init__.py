"""Who the words of a document mean: names, descriptions ("the minister", "both countries") and pronouns.

The text is walked once, in order; what has been mentioned is remembered with its place in the sentence, and each pronoun and
description is decided from that alone. First and second person are left to the stage that knows who speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Token

from reportedly.language.first_names import usual_gender
from reportedly.language.offices import Gender, office_of
from reportedly.language.parser import ParsedBlock, ParsedDocument
from reportedly.model import Entity, Span
from reportedly.reading.reference.antecedents import Antecedent, Memory, Sort, is_common_person, is_plural
from reportedly.reading.reference.descriptions import resolve_description
from reportedly.reading.reference.groups import Lookup, listed_with
from reportedly.reading.reference.pronouns import is_personal, resolve_pronoun
from reportedly.reading.reference.record import References, Resolution

__all__ = ["References", "Resolution", "resolve"]

_REFERRING = frozenset(
    {"NOUN", "PROPN", "PRON", "DET", "ADJ"}
)  # adjectives for demonyms; the parser tags "its" either way
Resolved = dict[int, Resolution]
Genders = Mapping[str, Gender | None]


def resolve(parsed: ParsedDocument, entities: tuple[Entity, ...]) -> References:
    """Say who each name, description and pronoun of a document means."""
    names = References(entities)
    resolved: Resolved = {at: r for block in parsed.blocks for at, r in _names(block, names)}
    genders = _genders(parsed, names)
    memory = Memory()
    for block in parsed.blocks:
        for sentence in block.doc.sents:
            memory.sentence += 1
            for token in (t for t in sentence if t.pos_ in _REFERRING):
                _read(token, block, resolved, memory, genders)
    return References(entities, resolved)


def _names(block: ParsedBlock, names: References) -> Iterator[tuple[int, Resolution]]:
    for span, entity in names.mentions_in(Span(block.start, block.block.end)):
        tokens = block.doc.char_span(span.start - block.start, span.end - block.start, alignment_mode="expand")
        for token in tokens or ():
            yield block.start + token.idx, Resolution((entity,), "name", f"named {entity.name}", 1.0)


def _read(token: Token, block: ParsedBlock, resolved: Resolved, memory: Memory, genders: Genders) -> None:
    """Decide one token, and remember what it mentions."""

    def lookup(other: Token) -> tuple[Entity, ...]:
        found = resolved.get(block.start + other.idx)
        return found.entities if found else ()

    at = block.start + token.idx
    if at not in resolved:
        found = _decide(token, memory, lookup)
        if found is not None:
            resolved[at] = found
    for antecedent in _mentioned(token, resolved.get(at), memory.sentence, genders, lookup):
        memory.add(antecedent)


def _decide(token: Token, memory: Memory, lookup: Lookup) -> Resolution | None:
    if is_personal(token):
        return resolve_pronoun(token, memory)
    if token.lower_ in {"who", "which", "that", "whose"} and token.tag_ in {"WDT", "WP", "WP$"}:
        return _relative(token, lookup)
    return resolve_description(token, memory, lookup)


def _relative(token: Token, lookup: Lookup) -> Resolution | None:
    """A relative pronoun means what its clause hangs on."""
    clause = next((t for t in (token.head, token.head.head) if t.dep_ == "relcl"), None)
    named = lookup(clause.head) if clause is not None else ()
    if token.lower_ == "who":
        named = tuple(e for e in named if e.type == "Person")
    return Resolution(named, "relative", f'"{token.text}" after {named[0].name}', 0.9) if named else None


def _mentioned(
    token: Token, resolution: Resolution | None, sentence: int, genders: Genders, lookup: Lookup
) -> Iterator[Antecedent]:
    """What this token adds to what later pronouns can mean."""
    if resolution is not None and _ends_mention(token, resolution, lookup):
        sort, gender = _sort(resolution.entities, genders)
        yield Antecedent(resolution.entities, sort, len(resolution.entities) > 1, gender, sentence, token)
        if sort == "thing" and token.pos_ == "NOUN" and is_common_person(token):  # "its spokesman … he"
            yield replace(_of_office(token, sentence), entities=resolution.entities)
        first, group = listed_with(token, lookup)
        if len(group) > 1:
            yield Antecedent(group, sort, True, None, sentence, first)
    elif resolution is None and _is_unnamed(token):
        yield from _unnamed(token, sentence)


def _unnamed(token: Token, sentence: int) -> Iterator[Antecedent]:
    """A noun that names nobody: itself, and the group it leads ("the president and his ministers")."""
    many = token.tag_ in {"NNS", "NNPS"}
    sort: Sort = "person" if is_common_person(token) else "thing"
    yield _of_office(token, sentence) if sort == "person" else Antecedent((), sort, many, None, sentence, token)
    if is_plural(token) and not many:
        yield Antecedent((), sort, True, None, sentence, token)


def _of_office(token: Token, sentence: int) -> Antecedent:
    """A person of whom only the office is known."""
    office = office_of(token.text)
    return Antecedent((), "person", token.tag_ in {"NNS", "NNPS"}, office.gender if office else None, sentence, token)


def _is_unnamed(token: Token) -> bool:
    """A common noun, or an office in capitals ("the President") of which nobody knows the holder."""
    if token.dep_ in {"compound", "npadvmod"} or (token.text.isupper() and len(token) > 3):  # a heading in capitals
        return False
    return token.pos_ == "NOUN" or (token.pos_ == "PROPN" and is_common_person(token))


def _ends_mention(token: Token, resolution: Resolution, lookup: Lookup) -> bool:
    """The last word of a name stands for all of it; a demonym before a noun ("Iranian missiles") is in the background."""
    if token.i + 1 < len(token.doc) and resolution.rule == "name":
        return lookup(token.nbor(1)) != resolution.entities
    return True


def _sort(entities: Iterable[Entity], genders: Genders) -> tuple[Sort, Gender | None]:
    first = next(iter(entities))
    return ("person", genders.get(first.id)) if first.type == "Person" else ("thing", None)


def _genders(parsed: ParsedDocument, names: References) -> Genders:
    """The gender of each person, from forms of address and offices that show it, else from a common first name."""
    shown: dict[str, Gender] = {}
    for block in parsed.blocks:
        for span, entity in names.mentions_in(Span(block.start, block.block.end)):
            if entity.type != "Person":
                continue
            first = block.doc.char_span(span.start - block.start, span.end - block.start, alignment_mode="expand")
            office = office_of(first[0].nbor(-1).text) if first and first[0].i > 0 else None
            if office is not None and office.gender:
                shown.setdefault(entity.id, office.gender)
    return {
        e.id: shown.get(e.id) or _role_gender(e) or usual_gender(e.name) for e in names.entities if e.type == "Person"
    }


def _role_gender(entity: Entity) -> Gender | None:
    office = office_of(entity.role) if entity.role else None
    return office.gender if office else None
