"""Words by which somebody says no to what has been said: "denies", "brushes aside", "there is no truth to"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.syntax import child, is_infinitive, is_verb

_TRUTH = frozenset({"truth", "basis", "substance", "foundation", "merit", "grain", "shred", "word"})
UNTRUE = frozenset({"wrong", "untrue", "inaccurate", "incorrect"})
"""Beside the falsehoods of the table: what is called so did not happen."""
_SAID_OF_CLAIMS = frozenset({"to", "in", "behind", "for"})


def names_of(word: Token) -> Iterator[str]:
    """How tables may word a verb: by itself, with its particle, with its object: "brush", "brush aside", "pour water"."""
    lemma = word.lemma_.lower()
    yield lemma
    for c in word.children:
        if c.dep_ in {"advmod", "prt", "prep", "acomp", "oprd"}:
            yield f"{lemma} {c.lower_}"
        elif c.dep_ == "dobj":
            yield f"{lemma} {c.lemma_.lower()}"


def is_denial(verb: Token, words: Lexicon) -> bool:
    """Whether a verb says no to the claim that is its object, negated or not."""
    return any(name in words.denials for name in names_of(verb))


def is_without_truth(claim: Token, words: Lexicon) -> bool:
    """Whether it is said that nothing is in a claim: "there is no truth to the claim", "not a shred of truth in reports"."""
    prep = claim.head
    if claim.dep_ != "pobj" or prep.lower_ not in _SAID_OF_CLAIMS:
        return False
    told = prep.head if prep.head.pos_ == "NOUN" else child(prep.head, "attr", "dobj")
    verb = next((t for t in prep.ancestors if is_verb(t) or t.pos_ == "AUX"), None)
    if told is None or verb is None or verb.lemma_ not in words.linking | {"have", "see", "find"}:
        return False
    of_truth = any(t.lemma_.lower() in _TRUTH for t in told.subtree if t.i <= told.i + 2)
    return of_truth and any(t.lower_ in words.negations | {"little"} for t in (*told.lefts, *verb.children))


def is_false_to_say(word: Token, words: Lexicon) -> bool:
    """Whether a word of saying is itself called wrong: "it is false to say that", "it would be a lie to claim that"."""
    if not is_verb(word) or not is_infinitive(word):
        return False
    said = word.head if word.head.dep_ in {"acomp", "attr"} else child(word.head, "acomp", "attr")
    return said is not None and said.lower_ in words.falsehoods | UNTRUE


def is_lie(clause: Token, words: Lexicon) -> bool:
    """ "It is a lie that they sold them", where the parser takes the clause for one that describes the lie."""
    lie = clause.head
    if clause.dep_ not in {"relcl", "acl"} or lie.dep_ != "attr" or lie.lower_ not in words.falsehoods:
        return False
    told = child(lie.head, "nsubj")
    return told is not None and told.lower_ == "it" and child(lie.head, "neg") is None
