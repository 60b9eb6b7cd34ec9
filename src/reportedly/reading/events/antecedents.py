"""Things meant by a word that stands for them: "sold them", "sent another", "lifted them", in the same paragraph."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from reportedly.reading.events.syntax import RELATIVE, child

_ONE = frozenset({"it", "one", "another"})
_SEVERAL = frozenset({"them", "they", "these", "those", "ones", "both"})
_ANY = frozenset(
    {
        "any",
        "some",
        "more",
        "many",
        "none",
        "few",
        "several",
        "dozen",
        "dozens",
        "hundred",
        "hundreds",
        "most",
        "all",
        "half",
    }
)
_BACK = 2  # sentences looked back over


def stands_for_thing(token: Token) -> bool:
    """Whether a word can stand for a thing named before, and does not stand before it."""
    of = next((c for c in token.children if c.lower_ == "of"), None)
    if of is not None and not any(c.tag_ in RELATIVE for c in of.children):
        return False  # "some of the rebels", but "drones, of which six arrived"
    return token.lower_ in _ONE | _SEVERAL | _ANY or (
        token.pos_ == "NUM" and token.dep_ in {"dobj", "nsubjpass", "attr", "conj", "nsubj"}
    )


def antecedent_of(token: Token, fits: Callable[[Token], bool]) -> Token | None:
    """The nearest noun before a word that stands for a thing, of the same number, that ``fits``."""
    if not stands_for_thing(token):
        return None
    first = token.sent.start
    for _ in range(_BACK):
        first = token.doc[first - 1].sent.start if first > 0 else 0
    for noun in reversed(token.doc[first : token.i]):
        if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ in {"compound", "nmod"} or not _agrees(token, noun):
            continue
        if noun.head != token.head and fits(noun):
            return noun
    return None


def _agrees(token: Token, noun: Token) -> bool:
    many = noun.tag_ in {"NNS", "NNPS"} or child(noun, "conj") is not None or noun.dep_ == "conj"
    if token.lower_ == "it":
        return not many
    return many or token.lower_ not in _SEVERAL


def is_amid(thing: Token, words: frozenset[str], things: frozenset[str]) -> bool:
    """Whether one of some words, or another thing, stands in the sentence of a thing that needs such company."""
    near = (t for t in thing.sent if t != thing)
    return not words or any(t.lemma_.lower() in words or (t.pos_ == "NOUN" and t.lower_ in things) for t in near)
