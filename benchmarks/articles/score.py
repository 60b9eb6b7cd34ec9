"""How well events of a reading are those that a reader marked: type, parties, how it is presented, who holds it.

Events of one type are matched one to one, best first: triggers overlap, or they stand in one sentence and agree on both
parties. ``full`` asks all of it at once. Two counts tell of the worst faults: ``asserted``, what is denied and read as
affirmed; ``overstated``, what is read as done for certain and is marked as planned, threatened or
doubtful, or not marked at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from benchmarks.articles.annotated import Article, Held, Spans, Told

from reportedly.model import Event, Reading, Statement
from reportedly.packs import Pack

A = TypeVar("A")
B = TypeVar("B")
_DONE = frozenset({"happened", "ongoing"})
_SMALL = frozenset({"the", "a", "an", "of", "and", "some", "about"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that was read wrongly: what it is, and the two sides of it."""

    what: str
    marked: Told | None
    found: Event | None

    @property
    def at(self) -> tuple[int, int]:
        """Where its trigger stands in the article."""
        if self.marked is not None:
            return self.marked.trigger[0]
        return (self.found.trigger.start, self.found.trigger.end) if self.found is not None else (0, 0)


@dataclass(frozen=True, slots=True)
class Scored:
    """Counts by name, and the faults behind them."""

    counts: Counter[str]
    faults: tuple[Fault, ...]


def score(article: Article, reading: Reading, packs: Sequence[Pack]) -> Scored:
    """Compare a reading with what was marked."""
    sides = {t.name: [r.name for r in t.roles if r.party][:2] for p in packs for t in p.types}
    held = {article.statements[i].name: reading.statements[j].id for i, j in _statements(article, reading)}
    counts: Counter[str] = Counter({"marked": len(article.events), "found": len(reading.events)})
    counts["denied.marked"] = sum(e.polarity == "denied" for e in article.events)
    counts["denied.found"] = sum(e.polarity == "denied" for e in reading.events)
    pairs = _match(article.events, reading.events, lambda a, b: _event_score(a, b, sides, article.text))
    faults = []
    for i, j in pairs:
        wrong = _compared(article.events[i], reading.events[j], sides, held, counts)
        faults += [Fault(what, article.events[i], reading.events[j]) for what in wrong]
    left = {i for i, _ in pairs}, {j for _, j in pairs}
    faults += [Fault("missed", e, None) for i, e in enumerate(article.events) if i not in left[0]]
    for event in (e for j, e in enumerate(reading.events) if j not in left[1]):
        counts["overstated"] += _is_stated(event)
        faults.append(Fault("not marked", None, event))
    return Scored(counts, tuple(faults))


def figures(counts: Counter[str]) -> dict[str, float]:
    """The measures: F1 where two counts are compared, accuracy over matched events else; the last two are counts."""
    c = counts
    return {
        "event": _f1(c["matched"], c["marked"], c["found"]),
        "roles": _f1(c["roles"], c["roles.marked"], c["roles.found"]),
        "denied": _f1(c["denied"], c["denied.marked"], c["denied.found"]),
        "polarity": c["polarity"] / max(c["matched"], 1),
        "status": c["status"] / max(c["affirmed"], 1),
        "certainty": c["certainty"] / max(c["matched"], 1),
        "holder": c["holder"] / max(c["matched"], 1),
        "full": _f1(c["full"], c["marked"], c["found"]),
        "asserted": c["asserted"],
        "overstated": c["overstated"],
    }


def _f1(both: int, first: int, second: int) -> float:
    return 2 * both / (first + second) if first + second else 0.0


def _compared(
    marked: Told, found: Event, sides: dict[str, list[str]], held: dict[str, str], counts: Counter[str]
) -> list[str]:
    roles = _names(found)
    counts.update({"matched": 1, "roles.marked": len(marked.roles), "roles.found": len(roles)})
    counts["roles"] += sum(_same(v, roles[k]) for k, v in marked.roles.items() if k in roles)
    status = {"feared": "considered"}.get(found.status, found.status)
    right = {
        "polarity": marked.polarity == found.polarity,
        "status": marked.polarity == "denied" or marked.status == status,  # how far a denied thing is, is not agreed on
        "certainty": marked.certainty == found.certainty,
        "holder": (held.get(marked.holder) if marked.holder else None) == found.holder
        and (marked.holder is None or marked.holder in held),
        "parties": all(_same(marked.roles[r], roles.get(r, ())) for r in sides[marked.type] if r in marked.roles),
    }
    counts["affirmed"] += marked.polarity == "affirmed"
    counts["status"] += marked.polarity == "affirmed" and right["status"]
    counts["denied"] += marked.polarity == "denied" and right["polarity"]
    counts["asserted"] += marked.polarity == "denied" and not right["polarity"]
    counts["overstated"] += _is_stated(found) and (
        marked.polarity == "denied" or marked.certainty != "certain" or marked.status not in _DONE
    )
    counts["full"] += right["polarity"] and right["status"] and right["holder"] and right["parties"]
    counts.update({name: int(right[name]) for name in ("polarity", "certainty", "holder")})
    return [name for name, fine in right.items() if not fine]


def _is_stated(event: Event) -> bool:
    return event.polarity == "affirmed" and event.certainty == "certain" and event.status in _DONE


# ---- matching


def _match(marked: Sequence[A], found: Sequence[B], scoring: Callable[[A, B], float]) -> list[tuple[int, int]]:
    """One to one, the best pairs first."""
    scores = [
        (scoring(a, b), -i, -j) for (i, a), (j, b) in product(enumerate(marked), enumerate(found)) if scoring(a, b) > 0
    ]
    pairs: dict[int, int] = {}
    for _, i, j in sorted(scores, reverse=True):
        if -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return sorted(pairs.items())


def _statements(article: Article, reading: Reading) -> list[tuple[int, int]]:
    spoken = [s for s in reading.statements if s.mode != "act"]
    at = {s.id: i for i, s in enumerate(reading.statements)}
    return [(i, at[spoken[j].id]) for i, j in _match(article.statements, spoken, _statement_score)]


def _statement_score(marked: Held, found: Statement) -> float:
    content, source = _dice(marked.content, _of(found.content)), _dice(marked.source, _of(found.source))
    cues = _chars(marked.cue), _chars(_of(found.cue))
    together = bool(cues[0] & cues[1]) or not (cues[0] or cues[1])
    return 1 + content if together and content >= 0.5 and source >= 0.5 else 0


def _event_score(marked: Told, found: Event, sides: dict[str, list[str]], text: str) -> float:
    if marked.type != found.type:
        return 0
    roles = _names(found)
    party = sum(_same(marked.roles.get(r, ()), roles.get(r, ())) for r in sides[marked.type])
    item = _same(marked.roles.get("item", ()), roles.get("item", ()))
    if _chars(marked.trigger) & set(range(*found.trigger)):
        return (
            3 + party + 2 * item + 0.5 * (marked.polarity == found.polarity)
        )  # "denied claims that": two on one trigger
    near = _sentence(text, marked.trigger[0][0]) == _sentence(text, found.trigger.start)
    return 1 + party + 2 * item if near and party == 2 else 0


def _sentence(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in (". ", "\n", '" ', '." '))


def _names(event: Event) -> dict[str, tuple[str, ...]]:
    roles = {r.name: tuple(f.name for f in r.fillers) for r in event.roles}
    return roles | {q.role: (q.name,) for q in event.quantities}


def _same(first: Sequence[str], second: Sequence[str]) -> bool:
    return any(_alike(a, b) for a in first for b in second)


def _alike(first: str, second: str) -> bool:
    a, b = _words(first), _words(second)
    return first == second or (bool(a & b) and len(a & b) / min(len(a), len(b)) >= 0.5)


def _words(name: str) -> set[str]:
    found = re.findall(r"[^\W_]+", name.casefold())
    return {w[:-1] if w.endswith("s") and len(w) > 3 else w for w in found} - _SMALL


def _of(spans: Sequence[tuple[int, int]]) -> Spans:
    return tuple((s[0], s[1]) for s in spans)


def _chars(spans: Spans) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def _dice(first: Spans, second: Spans) -> float:
    a, b = _chars(first), _chars(second)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0
