"""How many origins are behind a claim, which they are, and why others are not counted, in plain English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reportedly.model import Claim, Mention, Status
from reportedly.report.brief.naming import described, in_words, joined, sentence, with_article
from reportedly.report.brief.records import Cite, Sentence
from reportedly.report.brief.weighing import is_sure
from reportedly.report.brief.words import cites
from reportedly.report.index import Index

# The end of a reason, and the same as the brief gives it.
_WHY_NOT = {
    "one person, body or paper": "as the same person, body or paper is counted already",
    "one tells the other's word": "as it passes on another's word, or another passes on its own",
    "their words share a passage": "as its words share a passage with another's",
    "named, but where they belong is not known": "as the texts do not say where they belong",
    "who is behind it is not said, nor where they belong": "as the texts say neither who is behind it nor where they belong",
    "only demands that it stop, and says no more of it": "as it is only demanded that it stop",
    "in conflict with others": "as it is bound to other origins",
}
# What is said of an origin all of whose words have one status that is not the claim's.
_ONLY: dict[Status, str] = {
    "planned": "who tells of it only as planned",
    "demanded": "who speaks of it only in a demand",
}
_COUNTRY = "as another origin of the same country is counted"
_DAY = r"(?:\d{1,2} (?:\w+ (?:\d{4} )?)?(?:to \d{1,2} )?)?(?:\w+ )?\d{4}"
_REPORT = re.compile(rf"^(?P<outlet>.+?) report(?:, (?P<day>{_DAY}))?(?:, citing (?P<cited>.+?))?$")
_DATED = re.compile(rf"^(?P<who>.+?), (?P<day>{_DAY})(?P<rest>, as told by .+)?$")
_UNDATED = ", undated"


def origin_sentences(index: Index, claim: Claim) -> Iterator[Sentence]:
    """The origins that are known, those that are not counted as more, and the affirmations that have none."""
    counts, reasons = claim.independence, claim.independence.reasons
    affirming = [m for m in claim.mentions if m.stance == "affirms"]
    every = [r.removeprefix("known: ") for r in reasons if r.startswith("known: ")]
    known = [label for label in every if not _is_doubtful(index, claim, label)] or every
    if counts.known_independent == 0 and affirming:
        yield Sentence("No origin of it is identified.", cites(index, affirming[:1]))
    elif len(known) == 1:
        yield Sentence(
            sentence(f"one origin of it is identified: {_named(index, claim, known[0])}"), _from(index, claim, known)
        )
    elif known:
        names = _listed(_named(index, claim, label) for label in known)
        text = f"{in_words(len(known))} origins of it are known to be independent of one another: {names}"
        yield Sentence(sentence(text), _from(index, claim, known))
    if doubtful := [label for label in every if label not in known]:
        more = (
            "another would count as one more" if len(doubtful) == 1 else f"{in_words(len(doubtful))} others would count"
        )
        text = f"{more}, but {'was' if len(doubtful) == 1 else 'were'} read with doubt: {_listed(map(origin_name, doubtful))}"
        yield Sentence(sentence(text), _from(index, claim, doubtful))
    yield from _left_out(index, claim, reasons)
    if counts.not_recorded and counts.known_independent + counts.not_established:
        nameless = [m for m in affirming if m.origin is None]
        mentions = "one mention" if counts.not_recorded == 1 else f"{in_words(counts.not_recorded)} mentions"
        yield Sentence(sentence(f"for {mentions} of it no origin is on record"), cites(index, nameless))


def origin_name(label: str) -> str:
    """An origin's label as a sentence has it: ``the Post's report of 3 March 2031, which cites two officials``."""
    plain = label.removesuffix(_UNDATED)
    if report := _REPORT.match(plain):
        day = f" of {report['day']}" if report["day"] else ""
        cited = f", which cites {described(report['cited'])}" if report["cited"] else ""
        outlet = report["outlet"]
        what = f"{outlet} report" if outlet == "an article's own" else f"the report by {with_article(outlet)}"
        return f"{what}{day}{cited}"
    if dated := _DATED.match(plain):
        return f"{with_article(dated['who'])} ({dated['day']}){dated['rest'] or ''}"
    return with_article(plain)


# ---- the parts -------------------------------------------------------------------------------------------------------


def _left_out(index: Index, claim: Claim, reasons: Sequence[str]) -> Iterator[Sentence]:
    """What is not counted as one more, a sentence for each reason; and what only takes up another's word."""
    labels = [o.label for o in index.origins.values()]
    groups: dict[str, list[str]] = {}
    for label, why in _told(reasons, "not established: ", labels):
        groups.setdefault(f"as one more, {_plainly(why)}", []).append(label)
    for label, _ in _told(reasons, "derived, not counted: ", labels):
        groups.setdefault("again, as it only takes up what another told", []).append(label)
    for why, held in groups.items():
        shown = [label for label in held if not _is_doubtful(index, claim, label)]
        if shown:
            text = f"not counted {why}: {_listed(map(origin_name, shown))}"
            yield Sentence(sentence(text), _from(index, claim, shown))


def _told(reasons: Iterable[str], start: str, labels: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The origin and the reason out of ``START LABEL: REASON``; a label may itself have a colon."""
    for reason in reasons:
        if reason.startswith(start):
            rest = reason.removeprefix(start)
            label = max((x for x in labels if rest.startswith(f"{x}: ")), key=len, default=rest.partition(": ")[0])
            yield label, rest[len(label) + 2 :]


def _plainly(why: str) -> str:
    tail = why.rpartition(": ")[2]
    return _COUNTRY if tail.startswith("of one country") else _WHY_NOT.get(tail, tail)


def _named(index: Index, claim: Claim, label: str) -> str:
    """A known origin; of one who only speaks of it as planned or demanded, or that was read with doubt, so much is said."""
    events = (index.events.get(m.event or "") for m in _resting_on(index, claim, label))
    statuses = {event.status for event in events if event}
    only = _ONLY.get(statuses.pop()) if len(statuses) == 1 and claim.status not in statuses else None
    more = [x for x in (only, "read with doubt" if _is_doubtful(index, claim, label) else None) if x]
    return f"{origin_name(label)}{f' ({joined(more)})' if more else ''}"


def _is_doubtful(index: Index, claim: Claim, label: str) -> bool:
    """Whether all that rests on an origin was read with doubt."""
    held = _resting_on(index, claim, label)
    return bool(held) and not any(is_sure(index, claim, m) for m in held)


def _resting_on(index: Index, claim: Claim, label: str) -> list[Mention]:
    return [m for m in claim.mentions if m.stance == "affirms" and _origin_of(index, m) == label]


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{'; '.join(first)}; and {last}" if first else last


def _from(index: Index, claim: Claim, labels: Sequence[str]) -> tuple[Cite, ...]:
    """A place for each origin: the first mention that rests on it, read surely where there is one."""
    found: list[Mention] = []
    for label in labels:
        held = [m for m in claim.mentions if _origin_of(index, m) == label]
        found += sorted(held or _said_by(index, claim, label), key=lambda m: _rank(index, claim, m))[:1]
    return cites(index, found)


def _rank(index: Index, claim: Claim, mention: Mention) -> tuple[bool, bool, int]:
    affirms, certain = mention.stance == "affirms", is_sure(index, claim, mention)
    return not affirms, not certain, index.order.get(mention.document, 0)


def _said_by(index: Index, claim: Claim, name: str) -> list[Mention]:
    """The mentions of somebody whose word rests on another's, and is no origin of theirs."""
    holders = ((m, index.statements.get(m.holder or "")) for m in claim.mentions)
    return [m for m, holder in holders if holder and holder.speaker_name and name.startswith(holder.speaker_name)]


def _origin_of(index: Index, mention: Mention) -> str | None:
    origin = index.origins.get(mention.origin or "")
    return origin.label if origin else None
