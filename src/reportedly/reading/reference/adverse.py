"""Whose deed is answered: in the ground or the condition of a punishment, a threat or a charge, a pronoun means its target.

"Kenya will impose sanctions on Peru for the drones it has sold" speaks of what Peru sold, though Kenya is the subject.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.language.tables import words

_FOR = frozenset({"for", "over", "because"})
_IF = frozenset({"if", "unless", "because", "since", "until", "after", "once"})
_AT = frozenset({"on", "against", "upon", "at", "to", "toward", "towards"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BELOW = frozenset({"xcomp", "ccomp"})
_VERBS = frozenset({"VERB", "AUX"})


def target_for(pronoun: Token) -> Token | None:
    """The word for whom an adverse act is aimed at, where the pronoun stands in its ground and does or owns something there."""
    if _is_threatened(pronoun):
        return _threatened_by(pronoun)
    if pronoun.dep_ not in {"nsubj", "nsubjpass", "poss"} or _is_wronged(pronoun) or _judges(pronoun):
        return None
    below, grounded, acts = pronoun, False, False
    for above in pronoun.ancestors:
        grounded = grounded or _is_ground(below, above, pronoun)
        acts = acts or (grounded and above.lemma_ in _deeds())
        if grounded:
            target = (_told(above) if acts else None) or _target(above)
            if target is not None and target.i < pronoun.i:
                return target
            if _is_own_sentence(above):
                return None
        below = above
    return None


def _is_threatened(pronoun: Token) -> bool:
    """ "It will face consequences", "it would be punished"."""
    verb = pronoun.head
    if not _is_to_come(verb):
        return False
    faces = verb.lemma_ in words("undergoing verbs") and any(c.dep_ == "dobj" and _is_adverse(c) for c in verb.children)
    return (pronoun.dep_ == "nsubj" and faces) or (pronoun.dep_ == "nsubjpass" and verb.lemma_ in _deeds())


def _threatened_by(pronoun: Token) -> Token | None:
    """The object of the warning or the charge in whose content the pronoun stands."""
    for above in pronoun.head.ancestors:
        if above.lemma_ in words("adverse verbs") or _told(above) is not None:
            found = _told(above) or _of_verb(above)
            return found if found is not None and found.i < pronoun.i else None
        if above.lemma_ not in words("speech verbs"):
            return None
    return None


def _told(verb: Token) -> Token | None:
    """Whom somebody tells what he will do."""
    if verb.lemma_ not in {"tell", "inform", "notify"}:
        return None
    return next((c for c in verb.children if c.dep_ in {"dobj", "dative"}), None)


def _deeds() -> frozenset[str]:
    return words("adverse verbs") | words("harming verbs") | words("answering verbs")


def _is_ground(below: Token, above: Token, pronoun: Token) -> bool:
    """The step from ``below`` up to ``above`` leaves a clause or phrase that says why, or on what condition."""
    if below.dep_ == "prep":
        charged = below.lower_ == "of" and above.lemma_ in words("charging verbs")
        return charged or below.lower_ in _FOR
    if below.dep_ != "advcl" or below.pos_ not in _VERBS:
        return False
    if any(c.dep_ == "mark" and c.lower_ in _IF for c in below.children):
        return pronoun.dep_ != "poss"  # "if its ships are sunk": either side's
    told = below.tag_ == "VBG" and below.lemma_ in words("speech verbs") and above.lemma_ in words("adverse verbs")
    return told and pronoun.dep_ == "nsubj" and not _is_to_come(pronoun.head)


def _is_to_come(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ in {"will", "would", "may", "might"} for c in verb.children)


def _is_wronged(pronoun: Token) -> bool:
    """Who suffers a deed is not who did it: "if it is attacked", "of striking its embassy", "for attacks on its ships"."""
    suffering = pronoun.head if pronoun.dep_ == "poss" else pronoun
    if suffering.dep_ == "pobj" and suffering.head.lower_ not in _FOR:
        deed = suffering.head.head
        return deed.lemma_.lower() in words("harming verbs") | words("adverse nouns")
    return suffering.dep_ in {"dobj", "nsubjpass"} and suffering.head.lemma_ in words("harming verbs")


def _judges(pronoun: Token) -> bool:
    """Who finds a thing necessary is who acts upon it: "if it sees fit"."""
    return pronoun.dep_ == "nsubj" and pronoun.head.lemma_ in words("judging verbs")


def _is_own_sentence(verb: Token) -> bool:
    """A verb with a subject of its own that is a name or a noun: what lies above it is another matter."""
    return verb.pos_ in _VERBS and any(c.dep_ in _SUBJECTS and c.pos_ != "PRON" for c in verb.children)


def _target(word: Token) -> Token | None:
    """At whom this verb or noun is aimed: by its object, its "on" or "against", the subject of "face"."""
    if word.pos_ not in _VERBS:
        return _aimed_at(word) if _is_adverse(word) else None
    found = _of_verb(word)
    if found is not None:
        return found
    return next((t for c in word.children if c.dep_ in _BELOW and (t := _target(c)) is not None), None)


def _of_verb(verb: Token) -> Token | None:
    undergone = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    acts = [c for c in undergone if _is_adverse(c)]
    if acts and verb.lemma_ in words("undergoing verbs"):
        return next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if acts:
        return _aimed_at(verb) or _aimed_at(acts[0])
    if verb.lemma_ in words("answering verbs"):
        return _aimed_at(verb)
    aimed = verb.lemma_ in words("adverse verbs") | words("harming verbs") or _with_act(verb)
    return next(iter(undergone), None) if aimed else None


def _with_act(verb: Token) -> bool:
    """ "Hit … with sanctions"."""
    return any(_is_adverse(p) for c in verb.children if c.lower_ == "with" for p in c.children)


def _is_adverse(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in words("adverse nouns")


def _aimed_at(word: Token) -> Token | None:
    return next(_ends(word), None)


def _ends(word: Token) -> Iterator[Token]:
    for prep in (c for c in word.children if c.dep_ in {"prep", "dative"}):
        if prep.lower_ in _AT or prep.lower_ == "of":
            yield from (p for p in prep.children if p.dep_ == "pobj" and (prep.lower_ != "of" or p.pos_ == "PROPN"))
