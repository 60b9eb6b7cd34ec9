"""What the rules and the parse know of one predicate, as numbers: the part of the learned factuality's input that is not text.

The same function makes the training data and the input at run time, so that the two cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from reportedly.reading.events.clause import asks, auxiliaries, perfect
from reportedly.reading.events.factuality import Judge
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.syntax import is_infinitive, is_passive, is_verb

_TAGS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NN", "NNS", "NNP", "JJ", "RB", "IN")
_DEPS = (
    *("ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "pcomp", "csubj", "aux", "amod", "compound", "nsubj"),
    *("nsubjpass", "dobj", "pobj", "attr", "appos", "prep", "parataxis", "dep", "advmod", "acomp", "nmod", "poss"),
)  # fmt: skip
_MODALS = (
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "must",
    "should",
    "shall",
    "wo",
    "ca",
    "'d",
    "'ll",
    "do",
    "did",
)
_MARKS = (
    "if",
    "unless",
    "whether",
    "that",
    "because",
    "while",
    "when",
    "after",
    "before",
    "until",
    "to",
    "for",
    "of",
    "without",
)
_CERTAINTY = ("certain", "probable", "possible")
_FLAGS = 10
WIDTH = 2 * len(_TAGS) + 2 * len(_DEPS) + len(_MODALS) + len(_MARKS) + len(_CERTAINTY) + _FLAGS
"""How many numbers :func:`features` gives."""


def links(token: Token) -> tuple[Token, Token, Token, Token]:
    """The predicate, the word that governs it, the one above that, and the head of the sentence."""
    return token, token.head, token.head.head, token.sent.root


def postponed(token: Token, words: Lexicon) -> bool:
    """Whether a deed is told of as put off: "the delivery was delayed", "a delay in the delivery"."""
    head = token.head
    if is_verb(head):
        undergoes = token.dep_ in {"nsubjpass", "dobj"} or (token.dep_ == "nsubj" and head.tag_ == "VBN")
        return undergoes and head.lemma_ in words.postponing
    return token.dep_ == "pobj" and head.lower_ in {"in", "of", "to"} and head.head.lemma_ in words.postponing


def features(token: Token, judge: Judge) -> list[float]:
    """:data:`WIDTH` numbers for a predicate: its form, its place, and how the rules read it; each 0 to 1, the score -1 to 1."""
    return [*_form(token), *_read(token, judge)]


def _form(token: Token) -> Iterator[float]:
    for node in (token, token.head):
        yield from _one_of(node.tag_, _TAGS)
        yield from _one_of(node.dep_, _DEPS)
    helping = {a.lower_ for a in auxiliaries(token)}
    yield from (float(m in helping) for m in _MODALS)
    marks = {c.lower_ for c in token.children if c.dep_ in {"mark", "aux", "prep", "advmod"}}
    marks |= {token.head.lower_} if token.head.pos_ in {"ADP", "SCONJ"} else set()
    yield from (float(m in marks) for m in _MARKS)


def _read(token: Token, judge: Judge) -> Iterator[float]:
    shown = judge.present(token, lambda _: True, None)
    yield from _one_of(shown.certainty, _CERTAINTY)
    yield shown.score / 3
    yield from (
        float(flag)
        for flag in (
            shown.polarity == "denied", shown.firm, asks(token), is_infinitive(token), is_passive(token), perfect(token),
            is_verb(token), token.sent.text.rstrip(" \"'").endswith("?"), token.head == token,
        )
    )  # fmt: skip


def _one_of(value: str | None, known: Sequence[str | None]) -> Iterator[float]:
    return (float(value == k) for k in known)
