"""How far the counted origins are from the true ones, and how far what others count instead is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from benchmarks.origins.stories import Counted, Marked, Story

from reportedly.model import Claim, Independence, Reading, Span, StoryAccount

SAME_HEADLINE = 0.25  # shared over all words of two headlines from which they are one
NOTHING = Independence(0, 0, 0, 0, 0, ())
Pairs = frozenset[tuple[Marked, Marked]]


@dataclass(frozen=True, slots=True)
class Row:
    """One claim: the true counts, those found, what the baselines count, and whether it was found at all."""

    story: str
    truth: Counted
    found: Independence
    baselines: dict[str, int]
    missing: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """A story scored: its claims, and which marked mentions are truly, and were found to be, of one origin."""

    rows: tuple[Row, ...]
    true_pairs: Pairs
    found_pairs: Pairs


def score(story: Story, readings: Sequence[Reading], account: StoryAccount) -> Scored:
    """Hold an account of a labelled story against what is true of it."""
    events = {e.id: (r.document.id, e.trigger) for r in readings for e in r.events}
    placed = _placed(story, account, events)
    true = {m: m.origin for m in story.marked if m.stance == "affirms" and m.origin}
    found = {m: origin for m, (_, origin) in placed.items() if m in true and origin}
    return Scored(
        tuple(_row(story, c, account, placed) for c in story.claims),
        _together({m: (m.claim, o) for m, o in true.items()}),
        _together({m: (m.claim, o) for m, o in found.items()}),
    )


Placed = dict[Marked, tuple[str, str | None]]


def _placed(story: Story, account: StoryAccount, events: Mapping[str, tuple[str, Span]]) -> Placed:
    """Each marked mention with the claim and the origin that the account gives the words; those not found are left out."""
    by_place = {
        events[m.event]: (c.id, m.origin) for c in account.claims for m in c.mentions if m.event and m.event in events
    }
    found: Placed = {}
    for mark in story.marked:
        document = story.documents[mark.article].id
        for (where, trigger), placed in sorted(by_place.items(), key=repr):
            if where == document and trigger.start < mark.span.end and mark.span.start < trigger.end:
                found.setdefault(mark, placed)
    return found


def _row(story: Story, truth: Counted, account: StoryAccount, placed: Placed) -> Row:
    here = Counter(placed[m][0] for m in story.marked if m.claim == truth.claim and m in placed)
    claim: Claim | None = None
    if here:
        best = max(sorted(here), key=here.__getitem__)
        claim = next(c for c in account.claims if c.id == best)
    affirming = sorted({m.article for m in story.marked if m.claim == truth.claim and m.stance == "affirms"})
    baselines = {
        "articles": len(affirming),
        "outlets": len({story.outlets[a] for a in affirming}),
        "headline clusters": headline_clusters(story.titles[a] for a in affirming),
    }
    return Row(story.name, truth, claim.independence if claim else NOTHING, baselines, claim is None)


def headline_clusters(titles: Iterable[str]) -> int:
    """How many groups headlines fall into: one is with another where they share a quarter of their words, small words apart."""
    words = [frozenset(w for w in re.findall(r"\w+", t.casefold()) if len(w) > 3) for t in titles]
    group = list(range(len(words)))
    for i, j in combinations(range(len(words)), 2):
        if words[i] | words[j] and len(words[i] & words[j]) / len(words[i] | words[j]) >= SAME_HEADLINE:
            group = [group[i] if g == group[j] else g for g in group]
    return len(set(group))


def _together(of: dict[Marked, tuple[str, str]]) -> Pairs:
    ordered = sorted(of, key=lambda m: (m.article, m.span, m.claim))
    return frozenset((a, b) for a, b in combinations(ordered, 2) if of[a] == of[b])


def mean_errors(rows: Sequence[Row]) -> dict[str, float]:
    """Mean absolute error of the known independent origins, by what counts them; then of the other two counts."""
    n = len(rows)
    errors = {
        "reportedly": sum(abs(r.found.known_independent - r.truth.known_independent) for r in rows) / n,
    }
    for name in rows[0].baselines:
        errors[name] = sum(abs(r.baselines[name] - r.truth.known_independent) for r in rows) / n
    errors["not established"] = sum(abs(r.found.not_established - r.truth.not_established) for r in rows) / n
    errors["not recorded"] = sum(abs(r.found.not_recorded - r.truth.not_recorded) for r in rows) / n
    return errors


def pair_scores(scored: Sequence[Scored]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs of mentions that rest on one origin."""
    both = sum(len(s.true_pairs & s.found_pairs) for s in scored)
    true, found = sum(len(s.true_pairs) for s in scored), sum(len(s.found_pairs) for s in scored)
    precision, recall = both / found if found else 0.0, both / true if true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
