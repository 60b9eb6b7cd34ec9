"""Pronouns: who "he", "she", "it" and "they" mean."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.language.offices import Gender
from reportedly.language.tables import words
from reportedly.reading.reference.adverse import target_for
from reportedly.reading.reference.antecedents import (
    REACH,
    Antecedent,
    Memory,
    best,
    chain_head,
    countries_in_view,
    in_quotation,
    salience,
)
from reportedly.reading.reference.record import Resolution

_REACH_OF_SPEAKERS = 7  # a long quotation lies between "the leaders said" and "they said"
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
PERSONAL = _HE | _SHE | _IT | _THEY
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_SUBJECTLESS = frozenset({"xcomp", "advcl", "conj", "pcomp"})
_ACTING = frozenset({"Country", "PublicBody", "Organization", "Outlet", "Person"})


def is_personal(token: Token) -> bool:
    """A third-person pronoun or possessive."""
    return token.pos_ in {"PRON", "DET"} and token.lower_ in PERSONAL


def resolve_pronoun(token: Token, memory: Memory) -> Resolution | None:
    """Who a pronoun means; ``None`` where it means nothing ("it is clear that …"), nobody known, or nobody for sure."""
    if token.lower_ in _IT and _is_empty(token):
        return None
    candidates = _candidates(token, memory)
    aimed = _aimed_at(token, candidates)
    if aimed is not None:
        return _answered(token, aimed) if aimed.entities else None
    found = best(candidates, token, memory.sentence)
    if found is None or not found.entities:
        return _between(token, memory)
    lead = salience(found, token, memory.sentence) - _runner_up(candidates, found, token, memory)
    names = " and ".join(e.name for e in found.entities)
    place = "the subject" if found.is_subject else "the likeliest mention"
    return Resolution(found.entities, "pronoun", f'"{token.text}": {names}, {place} before it', _confidence(lead))


def _aimed_at(token: Token, candidates: list[Antecedent]) -> Antecedent | None:
    """The target of a punishment or a charge, where the pronoun is in the words that say what it is for."""
    target = target_for(token)
    if target is None:
        return None
    return next((c for c in candidates if c.token.doc is token.doc and chain_head(c.token).i == target.i), None)


def _answered(token: Token, aimed: Antecedent) -> Resolution:
    names = " and ".join(e.name for e in aimed.entities)
    return Resolution(aimed.entities, "pronoun", f'"{token.text}": {names}, whose deed is answered', 0.75)


def _candidates(token: Token, memory: Memory) -> list[Antecedent]:
    speaks = _speaks(token)
    fitting = [a for a in memory.recent(_REACH_OF_SPEAKERS if speaks else REACH) if _fits(a, token)]
    barred = {e.id for a in fitting if _same_clause(a, token) for e in a.entities}
    quoted = in_quotation(token)
    return [
        a
        for a in fitting
        if not _same_clause(a, token)
        and not any(e.id in barred for e in a.entities)
        and not (quoted and _is_speaker(a))
        and not (speaks and not quoted and in_quotation(a.token))
    ]


def _speaks(token: Token) -> bool:
    """The subject of a verb of speech, which seldom is somebody whom the words quoted speak of."""
    return token.dep_ == "nsubj" and token.head.lemma_ in words("speech verbs")


def _is_speaker(antecedent: Antecedent) -> bool:
    """One who is said to speak does not call himself "he" in his own quotation."""
    token = antecedent.token
    speaks = antecedent.is_subject and token.head.lemma_ in words("speech verbs")
    return speaks and not in_quotation(token)


def _between(token: Token, memory: Memory) -> Resolution | None:
    """ "Their relationship" is between two: the last two countries in view."""
    if token.lower_ != "their" or token.head.lemma_.lower() not in words("bonds"):
        return None
    both = countries_in_view(memory)
    return (
        Resolution(both, "group", f"{both[0].name} and {both[1].name}, the last two countries named", 0.6)
        if both
        else None
    )


def _confidence(lead: float) -> float:
    return round(min(0.9, max(0.5, 0.6 + 0.1 * lead)), 2)


def _runner_up(candidates: list[Antecedent], found: Antecedent, token: Token, memory: Memory) -> float:
    others = [salience(c, token, memory.sentence) for c in candidates if c.entities != found.entities]
    return max(others, default=0.0)


def _fits(antecedent: Antecedent, token: Token) -> bool:
    word = token.lower_
    if word in _HE or word in _SHE:
        wanted: Gender = "male" if word in _HE else "female"
        return antecedent.sort == "person" and not antecedent.plural and antecedent.gender in {None, wanted}
    if word in _IT:
        taken = token.dep_ != "dobj" or antecedent.is_subject or all(e.type != "Country" for e in antecedent.entities)
        return antecedent.sort == "thing" and not antecedent.plural and taken and _acts(antecedent, token)
    return (antecedent.plural and _may_speak(antecedent, token)) or _is_body(antecedent)


def _may_speak(antecedent: Antecedent, token: Token) -> bool:
    """ "They said" does not take up things that were only spoken of ("the reports"), unless they acted ("the firms denied")."""
    thing = not antecedent.entities and antecedent.sort == "thing"
    return not (thing and not antecedent.is_subject and _speaks(token))


def _acts(antecedent: Antecedent, token: Token) -> bool:
    """The subject of saying or wanting something cannot be a place, a weapon or a treaty."""
    if not antecedent.entities:
        return True
    return not _speaks(token) or all(e.type in _ACTING for e in antecedent.entities)


def _is_body(antecedent: Antecedent) -> bool:
    """ "They" for a group that acts as one ("the committee … they")."""
    return any(e.type == "Organization" for e in antecedent.entities) and antecedent.is_subject


def _same_clause(antecedent: Antecedent, token: Token) -> bool:
    """An object pronoun never means the subject of its own verb, nor a subject pronoun a name inside its own clause."""
    other = antecedent.token
    if token.lower_ in _REFLEXIVE or token.dep_ == "poss" or other.doc is not token.doc:
        return False
    governor = token.head.head if token.dep_ == "pobj" else token.head
    first = chain_head(other)
    while first.head.i != governor.i and governor.dep_ in _SUBJECTLESS and not _has_subject(governor):
        governor = governor.head
    return first.head.i == governor.i and first.dep_ in {"nsubj", "nsubjpass", "dobj", "dative"}


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _is_empty(token: Token) -> bool:
    """ "It" that stands for a clause or nothing: "it is clear that", "it seems", "make it clear"."""
    if token.lower_ == "its":
        return False
    if token.dep_ == "expl":
        return True
    verb = token.head
    if verb.lemma_ in {"seem", "appear", "turn", "rain", "take"} and token.dep_ == "nsubj" and _has_clause(verb):
        return True
    if (
        verb.lemma_ == "be"
        and token.dep_ == "nsubj"
        and any(c.dep_ == "attr" or c.lower_ == "like" for c in verb.children)
    ):
        return True  # "it is a grave step", "what kind of data it was": a matter, seldom a name
    if verb.lemma_ in {"look", "sound", "feel"} or (
        verb.lemma_ == "take" and any(c.dep_ == "npadvmod" or c.ent_type_ in {"DATE", "TIME"} for c in verb.children)
    ):
        return True  # "it looks like", "it took years"
    about_clause = verb.lemma_ in {"be", "become", "remain", "make"} and any(
        c.dep_ == "acomp" and (_has_clause(c) or _has_bare_clause(verb) or _has_bare_clause(c)) for c in verb.children
    )
    impersonal = token.dep_ == "nsubjpass" and any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
    return about_clause or impersonal or (verb.lemma_ == "be" and token.dep_ == "nsubj" and _has_clause(verb))


def _has_bare_clause(token: Token) -> bool:
    """ "It is likely Ruritania did it": a clause with a subject and no "that"."""
    return any(c.dep_ == "ccomp" and any(g.dep_ in {"nsubj", "nsubjpass"} for g in c.children) for c in _after(token))


def _has_clause(token: Token) -> bool:
    return any(c.dep_ in {"ccomp", "xcomp", "advcl", "csubj", "acl"} and _is_finite_or_to(c) for c in _after(token))


def _after(token: Token) -> Iterator[Token]:
    return (c for c in token.children if c.i > token.i)


def _is_finite_or_to(clause: Token) -> bool:
    marks = {c.lower_ for c in clause.children if c.dep_ in {"mark", "aux"}}
    return bool(marks & {"that", "to", "whether"})
