"""What a brief is made of: sentences, each with the places in the texts that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model import Span


@dataclass(frozen=True, slots=True)
class Cite:
    """A place in a document that a sentence rests on."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and where it comes from."""

    text: str
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences under a heading of their own, which may be empty."""

    heading: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief; ``about`` is a word on how to take it."""

    heading: str
    passages: tuple[Passage, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: which article, where in it, and the words as printed."""

    number: int
    article: str
    uri: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief with its footnotes; ``numbers`` says which note a place has."""

    title: str
    lead: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    numbers: dict[Cite, int]
