"""The words that change how surely, and whether, something is said to happen; a table beside this file, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from reportedly.model import Certainty, Status


@dataclass(frozen=True, slots=True)
class Effect:
    """What a word does to what stands under it.

    ``flip`` turns yes into no; ``certainty`` lowers it; ``status`` sets it; ``transparent`` lends its tense to what it governs;
    ``keeps`` shields it from any negation further up; ``halts``: what went on has ended, or is to end.
    """

    flip: bool = False
    certainty: Certainty | None = None
    status: Status | None = None
    transparent: bool = False
    keeps: bool = False
    halts: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """A word for a number: what it counts as, at least and at most."""

    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables: effects of governing words, adverbs, adjectives, modals and cues; words of control; numbers; heads."""

    governors: Mapping[str, Effect]
    adverbs: Mapping[str, Effect]
    adjectives: Mapping[str, Effect]
    modals: Mapping[str, Effect]
    cues: Mapping[str, Effect]
    acts: Mapping[str, Effect]
    answerable: frozenset[str]
    containers: frozenset[str]
    negations: frozenset[str]
    conditional: frozenset[str]
    conditional_prepositions: frozenset[str]
    performing: frozenset[str]
    receiving: frozenset[str]
    object_control: frozenset[str]
    subject_control: frozenset[str]
    adjectival_names: frozenset[str]
    governing_heads: frozenset[str]
    group_heads: frozenset[str]
    place_heads: frozenset[str]
    grounds: frozenset[str]
    owned_heads: frozenset[str]
    numbers: Mapping[str, Range]
    approximate: frozenset[str]
    at_least: frozenset[str]
    at_most: frozenset[str]
    partitives: frozenset[str]
    currencies: Mapping[str, str]
    scales: Mapping[str, float]
    claim_nouns: frozenset[str]
    denials: frozenset[str]
    falsehoods: frozenset[str]
    postponing: frozenset[str]
    calling: frozenset[str]
    backing_down: frozenset[str]
    linking: frozenset[str]
    outsiders: frozenset[str]


def _effects(table: Mapping[str, Mapping[str, Any]]) -> dict[str, Effect]:
    """Word to effect; a word that stands in several groups has the effects of all of them."""
    effects: dict[str, Effect] = {}
    for group in table.values():
        for word in group["words"]:
            known = effects.get(word, Effect())
            effects[word] = Effect(
                known.flip or group.get("flip", False),
                group.get("certainty", known.certainty),
                group.get("status", known.status),
                known.transparent or group.get("transparent", False),
                known.keeps or group.get("keeps", False),
                known.halts or group.get("halts", False),
            )
    return effects


@cache
def lexicon() -> Lexicon:
    """The tables of ``words.yaml``."""
    data = yaml.safe_load(files(__package__).joinpath("words.yaml").read_text(encoding="utf-8"))
    tables: dict[str, Any] = {
        name: _effects(data[name]) for name in ("governors", "adverbs", "adjectives", "modals", "cues", "acts")
    }
    tables |= {name: frozenset(words) for name, words in data["sets"].items()}
    numbers = {word: Range(low, high) for word, (low, high) in data["numbers"].items()}
    return Lexicon(numbers=numbers, currencies=data["currencies"], scales=data["scales"], **tables)
