"""What a pronoun or a description can refer back to, and how much each stands out where it is asked for.

Salience follows Lappin and Leass (1994) in outline: subjects before objects before the rest, the sentence at hand before
those behind it. Nouns that name no entity ("an official", "the reports") are kept as antecedents without an entity, so that
a pronoun that means them is left unknown rather than given to a name further off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Token

from reportedly.language.offices import Gender, office_of
from reportedly.language.tables import words
from reportedly.model import Entity

Sort = Literal["person", "thing"]
REACH = 4  # sentences back that a pronoun may look
FAR = 60  # sentences back that a title or a ministry may look
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_OBJECTS = frozenset({"dobj", "dative", "attr"})


@dataclass(frozen=True)
class Antecedent:
    """Something mentioned: its entities (none for a noun that names nothing known), and where and how it stands."""

    entities: tuple[Entity, ...]
    sort: Sort
    plural: bool
    gender: Gender | None
    sentence: int
    token: Token

    @property
    def is_subject(self) -> bool:
        """It is the subject of its clause."""
        return grade(self.token) == 3.0


def chain_head(token: Token) -> Token:
    """The first of a coordination, which bears its place in the sentence."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def grade(token: Token) -> float:
    """How much a place in the sentence stands out: subject 3, object 2, other arguments 1, owner or modifier 0.5."""
    head = chain_head(token)
    if head.dep_ in _SUBJECTS:
        return 3.0
    if head.dep_ in _OBJECTS:
        return 2.0
    if head.dep_ == "pobj":
        return 2.5 if head.head.dep_ == "agent" else 1.0
    if head.dep_ == "poss":
        return max(0.5, grade(head.head) - 1.0)  # "Ruritania's air force": nearly as much in view as what it owns
    if head.dep_ in {"compound", "amod", "nmod"}:
        return max(0.5, grade(head.head) - 1.0) if head.head.i != head.i else 0.5
    return 1.5


@dataclass
class Memory:
    """What the text has mentioned up to a point, in order; it lives only while one document is resolved."""

    seen: list[Antecedent] = field(default_factory=list)
    sentence: int = 0

    def add(self, antecedent: Antecedent) -> None:
        """Keep something mentioned."""
        self.seen.append(antecedent)

    def recent(self, reach: int = REACH) -> Iterator[Antecedent]:
        """The latest first, no further back than ``reach`` sentences."""
        for antecedent in reversed(self.seen):
            if self.sentence - antecedent.sentence > reach:
                return
            yield antecedent


def salience(antecedent: Antecedent, pronoun: Token, sentence: int) -> float:
    """How much an antecedent stands out for this pronoun."""
    score = grade(antecedent.token) - 1.6 * (sentence - antecedent.sentence)
    if not antecedent.entities and antecedent.sort == "thing" and not antecedent.is_subject:
        score -= 1.0  # things in passing are seldom taken up again
    if pronoun.dep_ == "poss" and pronoun.head.dep_ in {"conj", "appos"} and pronoun.head.head == antecedent.token:
        score += 3.0  # "X and his daughter"
    if antecedent.is_subject and grade(pronoun) == 3.0:
        score += 1.0
    if antecedent.is_subject and antecedent.token.head.lemma_ in words("speech verbs"):
        score += 0.5
    return score


def in_quotation(token: Token) -> bool:
    """Inside quotation marks opened in this block."""
    return token.doc.text.count('"', 0, token.idx) % 2 == 1


def is_common_person(token: Token) -> bool:
    """A common noun for a person: an office, or one of the words for people in the news."""
    return token.pos_ in {"NOUN", "PROPN"} and (
        office_of(token.text) is not None or token.lemma_.lower() in words("people")
    )


def is_plural(token: Token) -> bool:
    """A plural noun, or the first of several joined by "and"."""
    return token.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in token.children)


def best(candidates: Sequence[Antecedent], pronoun: Token, sentence: int) -> Antecedent | None:
    """The one that stands out most; of equals the latest. ``candidates`` come latest first."""
    return max(candidates, key=lambda a: salience(a, pronoun, sentence), default=None)


def countries_in_view(memory: Memory) -> tuple[Entity, ...]:
    """The last two countries mentioned, in the order of the text; empty where there are not two."""
    found: list[Entity] = []
    for seen in memory.recent():
        found += [e for e in seen.entities if e.type == "Country" and e not in found]
    return tuple(reversed(found[:2])) if len(found) > 1 else ()
