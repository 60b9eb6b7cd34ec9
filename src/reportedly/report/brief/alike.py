"""One name for one speaker over all articles of a story, where the ledger holds them to be the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from reportedly.model import Reading, Statement, StoryAccount


def under_one_name(account: StoryAccount, readings: Mapping[str, Reading]) -> dict[str, Reading]:
    """The readings, each speaker under the name that the articles use most, the longer one where two are as common."""
    group = _groups(account)
    used: dict[str, Counter[str]] = {}
    for reading in readings.values():
        for s in reading.statements:
            if s.speaker and s.speaker_name:
                used.setdefault(group.get(s.speaker, s.speaker), Counter())[s.speaker_name] += 1
    best = {key: max(names, key=lambda name: (names[name], len(name), name)) for key, names in used.items()}

    def named(statement: Statement, reading: Reading) -> str:
        known = best.get(group.get(statement.speaker or "", statement.speaker or ""))
        return known or _as_inside_a_sentence(statement.speaker_name, reading.document.text)

    return {
        key: replace(r, statements=tuple(replace(s, speaker_name=named(s, r)) for s in r.statements))
        for key, r in readings.items()
    }


def _as_inside_a_sentence(name: str, text: str) -> str:
    """A description without the capital that only the start of its sentence gave it, as the text itself shows."""
    first = re.match(r"[A-Z][a-z]+\b", name)
    if first is None or not re.search(rf"\b{first[0].lower()}\b", text):
        return name
    return name[0].lower() + name[1:]


def _groups(account: StoryAccount) -> dict[str, str]:
    """For each entity that is the same as another its group, named by the least id in it."""
    group: dict[str, str] = {}
    for pair in account.identities:
        if pair.verdict == "same":
            a, b = group.get(pair.a, pair.a), group.get(pair.b, pair.b)
            least = min(a, b)
            group |= dict.fromkeys((pair.a, pair.b, *(k for k, g in group.items() if g in (a, b))), least)
    return group
