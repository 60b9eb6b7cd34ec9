"""The cue lexicon: which words carry an attribution, with which frames, act and mode. The words stand in ``cues.yaml``."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml

from reportedly.model import Act, Mode

PREPOSITIONS = frozenset({"of", "for", "as", "on", "about", "against", "to", "with", "at", "over"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue word: its act and mode, and the frames in which it carries an attribution."""

    lemma: str
    act: Act
    mode: Mode
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class PrepositionalCue:
    """A cue like "according to": its words, its act, and, where it needs one, the heads its source must have."""

    words: tuple[str, ...]
    act: Act
    heads: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues, by lemma."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    adverbs: Mapping[str, Cue]
    prepositional: tuple[PrepositionalCue, ...]
    groups: Mapping[str, frozenset[str]]


def _cues(rows: list[dict[str, Any]], frames: str) -> Mapping[str, Cue]:
    cues: dict[str, Cue] = {}
    for row in rows:
        for lemma in row["lemmas"]:
            cues.setdefault(lemma, Cue(lemma, row["act"], row["mode"], frozenset(row.get(frames, ("clause",)))))
    return MappingProxyType(cues)


def _verbs(rows: list[dict[str, Any]]) -> Mapping[str, tuple[Cue, ...]]:
    """Verbs by lemma; one that stands in several groups does another thing in each frame ("called it a lie", "called for")."""
    cues: dict[str, tuple[Cue, ...]] = {}
    for row in rows:
        for lemma in row["lemmas"]:
            cue = Cue(lemma, row["act"], row["mode"], frozenset(row["frames"]))
            cues[lemma] = (*cues.get(lemma, ()), cue)
    return MappingProxyType(cues)


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon of the package, read once."""
    raw = yaml.safe_load(resources.files(__package__).joinpath("cues.yaml").read_text("utf-8"))
    prepositional = tuple(
        PrepositionalCue(tuple(row["words"]), row["act"], frozenset(row.get("source", ())))
        for row in raw["prepositional"]
    )
    return Lexicon(
        verbs=_verbs(raw["verbs"]),
        nouns=_cues(raw["nouns"], "with"),
        adjectives=_cues(raw["adjectives"], "with"),
        adverbs=_cues(raw["adverbs"], "with"),
        prepositional=prepositional,
        groups=MappingProxyType({name: frozenset(words) for name, words in raw["groups"].items()}),
    )


def with_frame(lemma: str, *frames: str) -> Cue | None:
    """The cue of a verb that has all of these frames."""
    return next((c for c in lexicon().verbs.get(lemma.lower(), ()) if set(frames) <= c.frames), None)


def group(name: str) -> frozenset[str]:
    """One of the groups of words that stand beside the cues."""
    return lexicon().groups[name]
