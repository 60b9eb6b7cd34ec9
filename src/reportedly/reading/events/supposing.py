"""Deeds that are only supposed: conditions without "if", what anybody might do, what would follow."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.events.clause import auxiliaries, inverted
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.syntax import child, is_infinitive, is_verb

_ANYBODY = frozenset({"anyone", "anybody", "whoever", "whichever", "everyone", "whomever"})
_ANY = frozenset({"any", "another", "whichever", "whatever"})
_ANSWERING = frozenset({"respond", "react", "retaliate", "answer", "reply", "response", "retaliation", "pay", "brace"})
_WOULD = frozenset({"would", "could", "might", "'d"})


def is_conditioned(noun: Token, words: Lexicon) -> bool:
    """ "Absent an attack", "in the event of an attack", "will respond to any attack"."""
    prep = noun.head
    if prep.lower_ in words.conditional_prepositions or any(
        c.lower_ in words.conditional_prepositions for c in noun.children
    ):
        return True
    answered = prep.lower_ in {"to", "for", "against", "with"} and prep.head.lemma_ in _ANSWERING
    if answered and any(c.lower_ in _ANY for c in noun.children):
        return True
    of_event = prep.lower_ == "of" and prep.head.lower_ in {"event", "case"}
    return of_event and prep.head.head.lower_ == "in"


def is_supposed(node: Token) -> bool:
    """Whether a deed is only supposed: "a strike on X would raise prices", "any attack will be answered", "selling would"."""
    clause = node.head
    helping = {a.lower_ for a in auxiliaries(clause)}
    if node.dep_ in {"csubj", "csubjpass"} and node.tag_ == "VBG":
        return bool(helping & _WOULD) and "have" not in helping
    if node.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    if clause.lemma_ == "be" and child(clause, "attr", "acomp") is not None:
        return False  # "would be a mistake"
    if any(c.lower_ in _ANY for c in node.children):
        return bool(helping & {*_WOULD, "will", "'ll", "shall"})
    vague = any(c.lower_ in {"a", "an"} for c in node.children)
    return vague and bool(helping & _WOULD) and "have" not in helping


def is_inverted_condition(node: Token) -> bool:
    """A condition told by the order of words: "had it attacked", "were it to attack"."""
    if any(a.lower_ in {"had", "were"} and inverted(a, node) for a in auxiliaries(node)):
        return node.dep_ in {"advcl", "ccomp", "conj"}
    above = node.head.head if node.dep_ == "relcl" else node.head
    turned = above.lower_ == "were" and above.dep_ == "advcl" and is_infinitive(node)
    own = child(above, "nsubj") if turned else None
    return own is not None and own.i > above.i


def is_of_anybody(node: Token) -> bool:
    """Whether it is told of whoever may do it: "any country that sells them", "whoever attacks us", "anyone arming it"."""
    if not is_verb(node) or node.tag_ not in {"VBZ", "VBP", "VBG", "VB"}:
        return False
    own = child(node, "nsubj")
    if own is not None and own.lower_ in _ANYBODY:
        return True
    whose = node.head
    described = node.dep_ in {"relcl", "acl"} and whose.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj"}
    return described and (whose.lower_ in _ANYBODY or any(c.lower_ == "any" for c in whose.children))


def is_in_condition(noun: Token) -> bool:
    """Whether a noun stands in an if-clause: "if it were to present evidence"."""
    return any(
        any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in above.children) for above in noun.ancestors
    )
