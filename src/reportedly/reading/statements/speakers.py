"""Who speaks: the entity behind a source, or how the text describes somebody it does not name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from reportedly.model import Entity, SourceKind, Span
from reportedly.reading.reference import References
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.lexicon import group
from reportedly.reading.statements.syntax import bare_phrase, child, inside, spans_of, subject

_HIDDEN = (
    "anonym",
    "unnamed",
    "unidentified",
    "not authorized",
    "not authorised",
    "condition of",
    "declined to be named",
    "declined to be identified",
    "not to be named",
    "not to be identified",
    "not be named",
    "not be identified",
)
_KINDS: dict[str, SourceKind] = {
    "Person": "person",
    "Country": "government",
    "PublicBody": "government",
    "Outlet": "outlet",
    "Organization": "organization",
    "Place": "government",
    "Agreement": "document",
    "Weapon": "organization",
    "Vessel": "organization",
}


_RELATIVE = re.compile(
    r",? (?:who|which|whose|that) |, (?:a|an|the) [^,]*? of which |, [^,]*?\b(?:seen|obtained|reviewed) by "
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source is: entity id, name or description, kind."""

    entity: str | None
    name: str
    kind: SourceKind


UNSTATED = Speaker(None, "", "anonymous")


def _words(a: Attribution, text: str) -> str:
    described = " ".join(" ".join(text[s.start : s.end].split()) for s in a.source)
    described = _RELATIVE.split(described)[0]
    first, _, rest = described.partition(" ")
    return rest if first.lower() in {"the", "a", "an"} and rest else described


def _part_of(head: Token) -> Token:
    """Those of whom somebody is one: "one of the officials", "three of the six"."""
    of = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    whole = child(of, "pobj") if of is not None else None
    return whole if whole is not None and (head.pos_ == "NUM" or head.lower_ in group("some_of")) else head


def _described(a: Attribution, head: Token, text: str, cited: bool) -> Speaker:
    """A source with no name: anonymous people, officials, documents, groups."""
    head = _part_of(head)
    name, lemma = _words(a, text), head.lemma_.lower()
    about = head.doc[head.left_edge.i : head.right_edge.i + 1].text.lower()
    hidden = any(mark in about for mark in _HIDDEN)
    counted = head.pos_ == "NUM"  # "three of the six"
    if counted or lemma in group("anonymous") or hidden or (lemma in group("officials") and cited):
        return Speaker(None, name, "anonymous")
    if lemma in group("documents"):
        return Speaker(None, name, "document")
    if lemma in group("officials") and not (lemma == "authority" and head.tag_ == "NN"):
        return Speaker(None, name, "government" if head.tag_ in {"NNS", "NNPS"} else "anonymous")
    if lemma in group("outlets") and (lemma != "agency" or "news" in about):
        return Speaker(None, name, "outlet")
    if lemma in group("public_bodies"):
        return Speaker(None, name, "government")
    plural = (
        head.tag_ in {"NNS", "NNPS"} or head.lower_ in group("generic") or any(c.dep_ == "conj" for c in head.children)
    )
    named = child(head, "appos")
    body = lemma in group("bodies") or (named is not None and named.lemma_.lower() in group("bodies"))
    if body and not plural:
        return Speaker(None, name, "organization")
    return Speaker(None, name, "group" if plural else "person")


def _named_inside(a: Attribution, references: References, types: frozenset[str]) -> Entity | None:
    """An entity of one of these types named within the source: "the Reuters report"; not "a letter, obtained by Reuters"."""
    text, start = a.block.doc.text, a.block.start
    described = [_RELATIVE.search(text, s.start - start, s.end - start) for s in a.source]
    ends = [start + m.start() if m else s.end for m, s in zip(described, a.source, strict=True)]
    named = [
        e
        for s, end in zip(a.source, ends, strict=True)
        for _, e in references.mentions_in(Span(s.start, end))
        if e.type in types
    ]
    return named[0] if named else None


def _from_report(
    a: Attribution, head: Token, references: References, text: str, earlier: Sequence[tuple[Attribution, Speaker]]
) -> Speaker:
    """A report speaks for the outlet named with it, or for the one whose report was told of last."""
    owner = child(head, "poss")
    owned = references.of_token(a.block, owner) if owner is not None else ()
    if len(owned) == 1:  # "her letter", "the ministry's report"
        return _of_entities(owned)
    outlet = _named_inside(a, references, frozenset({"Outlet"}))
    if outlet is not None:
        return Speaker(outlet.id, outlet.name, "outlet")
    definite = (
        any(c.dep_ == "det" and c.lower_ in {"the", "that", "this"} for c in head.children) or head.pos_ == "PRON"
    )
    issued = head.lemma_.lower() == "statement"  # a statement is whoever's was quoted last; a report is an outlet's
    told = [s for _, s in earlier if s.entity and (issued or s.kind == "outlet")]
    if definite and told and head.lemma_.lower() in group("reports"):
        return told[-1]
    if head.lower_ == "it" and (last := _last_body(a, text, earlier)):
        return last
    body = _named_inside(a, references, frozenset({"Organization", "PublicBody"}))
    if body is not None and head.lemma_.lower() in group("documents"):
        return Speaker(body.id, body.name, _KINDS[body.type])
    return _described(a, head, text, a.reported_by is not None)


def _of_entities(found: tuple[Entity, ...]) -> Speaker:
    kinds = {_KINDS[e.type] for e in found}
    if len(found) == 1:
        return Speaker(found[0].id, found[0].name, _KINDS[found[0].type])
    return Speaker(None, " and ".join(e.name for e in found), "government" if kinds == {"government"} else "group")


def _common(head: Token) -> bool:
    return head.pos_ == "NOUN" and head.lemma_.lower() in group("anonymous") | group("officials")


def _several(a: Attribution, head: Token, references: References) -> tuple[Entity, ...]:
    """Who the source means; all of them where it joins several ("Ardania and Borduria denied")."""
    joined = [
        t for t in head.conjuncts if t.i > head.i and any(s.start <= a.block.start + t.idx < s.end for s in a.source)
    ]
    each = [references.of_token(a.block, t) for t in (head, *joined)]
    if joined and all(each):
        return tuple(dict.fromkeys(e for entities in each for e in entities))
    return each[0]


def _last_person(earlier: Sequence[tuple[Attribution, Speaker]], references: References) -> Speaker | None:
    """Who spoke last, where that was one person, or a body that speaks through one: "the ministry denied it … he said"."""
    one, last = {"person", "government", "organization"}, earlier[-2:]
    outer = [(a, s) for a, s in last if not any(inside(a.cue[0], b.content) for b, _ in last if b is not a)]
    spoke = (
        (a, s) for a, s in outer if s.kind == "person" or (a.entry.mode == "speech" and not _is_state(s, references))
    )
    return next(
        (s for a, s in reversed(list(spoke)) if s.kind in one and s.name and not _is_plural(a.source_head)), None
    )


def _is_state(speaker: Speaker, references: References) -> bool:
    """Whether a speaker is a whole country: nobody calls one "he"."""
    entity = references.by_id.get(speaker.entity or "")
    return entity is not None and entity.type == "Country"


def _member(head: Token, found: Sequence[Entity], earlier: Sequence[tuple[Attribution, Speaker]]) -> Speaker | None:
    """Whom "the Texas Democrat" means: one of the party, and not the party; the person who spoke last, where somebody did."""
    party = len(found) == 1 and found[0].name.endswith(" Party")
    if not party or head.lower_ == "party" or _is_plural(head) or child(head, "det") is None:
        return None
    person = next((s for _, s in reversed(earlier[-2:]) if s.kind == "person" and s.entity), None)
    return person or Speaker(None, head.doc[head.left_edge.i + 1 : head.i + 1].text, "person")


def _last_people(earlier: Sequence[tuple[Attribution, Speaker]]) -> Speaker | None:
    """Those who spoke last, where they were several: "two of the hostages said … they said"."""
    for a, s in reversed(earlier[-2:]):
        if (
            s.entity is None
            and s.name
            and (_is_plural(a.source_head) or s.kind == "group")
            and s.name.lower() != "they"
        ):
            return s
    return None


_BODIES = frozenset({"government", "organization", "outlet", "document"})


def _last_body(a: Attribution, text: str, earlier: Sequence[tuple[Attribution, Speaker]]) -> Speaker | None:
    """What "it" means where no name is near: the body or paper that spoke last, or the report that the last sentence tells of."""
    for before, s in reversed(earlier[-2:]):
        if s.kind in _BODIES and s.name and s.name.lower() != "it" and not _is_plural(before.source_head):
            return s
    sentence = a.cue_head.sent
    last = sentence.doc[sentence.start - 1].sent.root if sentence.start else None
    told = subject(last) if last is not None else None
    speaking = (group(name) for name in ("documents", "outlets", "bodies", "public_bodies"))
    if told is None or not any(told.lemma_.lower() in words for words in speaking):
        return None
    phrase = spans_of(a.block, bare_phrase(told))
    return _described(replace(a, source=phrase, source_head=told), told, text, cited=False)


def _is_plural(head: Token | None) -> bool:
    return head is not None and head.tag_ in {"NNS", "NNPS"}


def _antecedent(relative: Token) -> Token | None:
    """Whom a relative pronoun means: what its clause hangs on."""
    clause = next((t for t in (relative.head, *relative.head.ancestors) if t.dep_ in {"relcl", "acl"}), None)
    return clause.head if clause is not None and clause.head.i < relative.i else None


def _told_of(head: Token, earlier: Sequence[tuple[Attribution, Speaker]]) -> Speaker | None:
    """Whom "the official" means: the last of those who spoke and are described with the same noun."""
    definite = any(c.dep_ == "det" and c.lower_ in {"the", "that", "this", "these", "those"} for c in head.children)
    if not definite or head.lemma_.lower() not in group("anonymous") | group("officials"):
        return None
    same = (s for a, s in reversed(earlier) if a.source_head is not None and a.source_head.lemma_ == head.lemma_)
    return next((s for s in same if s.entity is None), None)


def speaker_of(
    a: Attribution,
    references: References,
    text: str,
    above: Speaker | None,
    earlier: Sequence[tuple[Attribution, Speaker]],
) -> Speaker:
    """The speaker of an attribution.

    ``above`` is the speaker of the statement that holds this one (first person means them); ``earlier`` the attributions
    before it with their speakers, for "the report" and "it".
    """
    head = a.source_head
    if head is None or not a.source:
        return UNSTATED
    if head.lower_ in group("first_person") and (head.text == "I" or not head.text.isupper()):
        return above or Speaker(None, head.text, "person")
    if head.lower_ in {"he", "she"} and above is not None and above.kind == "person" and above.entity is None:
        return above  # "her envoy said he believed": whom the sentence names is not who speaks in it
    if head.tag_ in {"WP", "WDT"} and (meant := _antecedent(head)) is not None:
        a, head = replace(a, source=spans_of(a.block, bare_phrase(meant)), source_head=meant), meant
    found = _several(a, head, references)
    if (member := _member(head, found, earlier)) is not None:
        return member
    if not found and head.lower_ in {"he", "she"} and (last := _last_person(earlier, references)):
        return last
    if not found and above is None and head.lower_ == "they" and (last := _last_people(earlier)):
        return last
    if not found and above is not None and above.kind != "person" and head.lower_ in {"it", "they"}:
        return above  # "the officials said they think"
    plural_noun = _common(head) and head.tag_ == "NNS"
    if found and not plural_noun and head.lemma_.lower() not in group("documents"):
        return _of_entities(found)
    if head.lemma_.lower() in group("documents") | group("outlets") or head.lower_ == "it":
        return _from_report(a, head, references, text, earlier)
    return _told_of(head, earlier) or _described(a, head, text, a.reported_by is not None)
