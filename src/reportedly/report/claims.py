"""Claims as the page shows them: who takes which stand, on whose word, with which numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from reportedly.model import Claim, Independence, Mention, Move, Position, Stance, Value
from reportedly.report.index import Index, Quote, Step, anchor
from reportedly.report.wording import STANCES, STATUS_WORDS, day, days, is_doubtful, plural, quantity_range


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """Somebody who takes a stand: name, when, the words nearest to it. ``general``: on a broader claim, which covers it."""

    name: str
    when: str
    href: str
    own_voice: bool
    general: bool = False


@dataclass(frozen=True, slots=True)
class StanceGroup:
    """Everybody who takes one stand on a claim."""

    stance: Stance
    speakers: tuple[SpeakerView, ...]


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One wording of a quantity, the range it stands for, who gives it; ``left`` and ``width`` are per cent of the scale.

    ``more`` is how many give it beside those who are named.
    """

    words: str
    range: str
    left: float
    width: float
    givers: tuple[Step, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class ValueScale:
    """The wordings of one quantity on one scale, in the order of their numbers."""

    role: str
    unit: str
    rows: tuple[ValueRow, ...]
    drawn: bool


@dataclass(frozen=True, slots=True)
class MentionView:
    """One place that speaks of the claim; ``doubtful`` where its event or its holder was read with doubt."""

    stance: Stance
    number: int
    chain: tuple[Step, ...]
    own_voice: bool
    quote: Quote | None
    href: str
    origin: str
    reason: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class MoveView:
    """A step in how the claim moved."""

    date: str
    what: str
    before: str
    after: str
    article: Step
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim on the page; ``figure`` is its count of articles and origins in words."""

    anchor: str
    label: str
    status: str
    disputed: bool
    independence: Independence
    figure: str
    groups: tuple[StanceGroup, ...]
    scales: tuple[ValueScale, ...]
    mentions: tuple[MentionView, ...]
    moves: tuple[MoveView, ...]


def disputed(claim: Claim) -> bool:
    """Whether somebody affirms what somebody else denies or doubts."""
    stances = {m.stance for m in claim.mentions}
    return bool(stances & {"affirms", "considers"}) and bool(stances & {"denies", "doubts"})


def by_importance(claims: Iterable[Claim]) -> list[Claim]:
    """What several articles dispute first, then what stands in most articles, then what is told most often."""

    def place(claim: Claim) -> tuple[bool, int, bool, int, str, str]:
        articles, torn = claim.independence.articles, disputed(claim)
        return not (torn and articles > 1), -articles, not torn, -len(claim.mentions), claim.label, claim.id

    return sorted(claims, key=place)


def is_minor(claim: Claim) -> bool:
    """Whether the claim is told of in one place only, so that one line holds it."""
    return len(claim.mentions) < 2


_Who = tuple[Stance, Literal["outlet", "entity", "name"], str]


def _held_by(index: Index, mention: Mention) -> Iterator[_Who]:
    """Whom a mention shows to take its stand: the outlet, or the speaker, by entity and by name."""
    statement = index.statements.get(mention.holder or "")
    if statement is None:
        yield mention.stance, "outlet", index.outlet(mention.document)
        return
    if statement.speaker is not None:
        yield mention.stance, "entity", statement.speaker
    yield mention.stance, "name", index.speaker(statement)


def _first_mentions(index: Index, claim: Claim) -> Mapping[_Who, int]:
    """The first mention, by its place, that shows somebody to take a stand."""
    found: dict[_Who, int] = {}
    for place, mention in enumerate(claim.mentions):
        for who in _held_by(index, mention):
            found.setdefault(who, place)
    return found


def _taken_by(position: Position) -> Iterator[_Who]:
    """Under what a mention may show the position: its speaker's name may be followed by words in brackets."""
    stance, name = position.stance, position.speaker_name
    yield stance, "outlet", name
    yield stance, "name", name
    for bracket in re.finditer(r" \(", name):
        yield stance, "name", name[: bracket.start()]
    if position.speaker is not None:
        yield stance, "entity", position.speaker


def _speaker(index: Index, claim: Claim, position: Position, shown: Mapping[_Who, int]) -> SpeakerView:
    """The position with a link to the first mention that shows it, or else to the claim's own mentions."""
    place = min((shown[who] for who in _taken_by(position) if who in shown), default=None)
    mention = None if place is None else claim.mentions[place]
    href = index.mention_href(mention) if mention else index.links.claim(claim.id)
    own = mention is not None and mention.holder not in index.statements
    name, when = position.speaker_name or "not named", days(position.first, position.last)
    return SpeakerView(name, when, href, own, position.general is not None)


def stance_groups(index: Index, claim: Claim) -> Iterator[StanceGroup]:
    """Everybody who takes a stand, one stand after the other."""
    shown = _first_mentions(index, claim)
    for stance in STANCES:
        speakers = [_speaker(index, claim, p, shown) for p in claim.positions if p.stance == stance]
        if speakers:
            yield StanceGroup(stance, tuple(speakers))


def _unit(index: Index, value: Value) -> str:
    event = index.events.get(value.event)
    units = (q.unit for q in event.quantities if q.role == value.role and q.name == value.name) if event else ()
    return next((u for u in units if u), "")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of values whose events are not held: their units, and how many give the same wording in all."""

    units: Mapping[Value, str]
    givers: Mapping[Value, int]


_NOTHING = Known({}, {})


def _scale_ends(values: list[Value]) -> tuple[float, float, bool]:
    """The ends of a scale that holds all values, and whether it is better read as a logarithm."""
    ends = [e for v in values for e in (v.low, v.high) if e is not None]
    low, high = min(ends, default=0.0), max(ends, default=0.0)
    return low, high, low > 0 and high / low > 30


def _place(value: Value, low: float, high: float, log: bool) -> tuple[float, float]:
    def share(number: float) -> float:
        if log:
            return 100 * math.log(number / low) / math.log(high / low)
        return 100 * (number - low) / (high - low) if high > low else 50.0

    left = share(value.low) if value.low is not None else 0.0
    right = share(value.high) if value.high is not None else 100.0
    return round(left, 2), round(max(right - left, 0.0), 2)


def _wording(value: Value) -> tuple[float, float, str]:
    inf = math.inf
    return (-inf if value.low is None else value.low, inf if value.high is None else value.high, value.name.casefold())


def _value_rows(index: Index, values: list[Value], known: Known) -> Iterator[ValueRow]:
    low, high, log = _scale_ends(values)
    for _, same in groupby(values, key=_wording):
        given = list(same)
        left, width = _place(given[0], low, high, log)
        homes = [(index.home[v.event], v.event) for v in given if v.event in index.home]
        givers = {index.article_name(home): index.event_href(event) for home, event in reversed(homes)}
        printed = next((v.name for v in given if v.name[:1].islower()), given[0].name)
        yield ValueRow(
            printed,
            quantity_range(given[0].low, given[0].high),
            left,
            width,
            tuple(Step(name, givers[name]) for name in sorted(givers)),
            max(0, *(known.givers.get(v, 0) - len(givers) for v in given)),
        )


def value_scales(index: Index, claim: Claim, known: Known = _NOTHING) -> Iterator[ValueScale]:
    """The numbers given for a claim, one scale for each role; where their events are not held, with what is ``known`` of them."""
    for role in sorted({v.role for v in claim.values}):
        values = sorted((v for v in claim.values if v.role == role), key=_wording)
        rows = tuple(_value_rows(index, values, known))
        unit = next((u for v in values if (u := known.units.get(v) or _unit(index, v))), "")
        yield ValueScale(role, unit, rows, len(rows) > 1 and any(v.low is not None for v in values))


def mention_view(index: Index, mention: Mention) -> MentionView:
    """One mention: chain, exact words, where they stand, and why it is read so."""
    origin = index.origins.get(mention.origin or "")
    return MentionView(
        mention.stance,
        index.order.get(mention.document, 0),
        index.chain(mention.document, mention.holder),
        mention.holder not in index.statements,
        index.mention_quote(mention),
        index.mention_href(mention),
        origin.label if origin else "",
        mention.reason,
        _is_doubtful(index, mention),
    )


def _is_doubtful(index: Index, mention: Mention) -> bool:
    read = (index.events.get(mention.event or ""), index.statements.get(mention.holder or mention.statement or ""))
    return any(is_doubtful(one) for one in read if one is not None)


def _mentions(index: Index, claim: Claim) -> tuple[MentionView, ...]:
    ordered = sorted(claim.mentions, key=lambda m: (index.order.get(m.document, 0), m.event or m.statement or ""))
    return tuple(mention_view(index, m) for m in ordered)


def _move(index: Index, move: Move) -> MoveView:
    article = Step(index.article_name(move.document), index.article_href(move.document))
    when = day(move.date) if move.date else "no date"
    return MoveView(when, move.what, move.before or "", move.after, article, move.reason)


def claim_view(index: Index, claim: Claim) -> ClaimView:
    """One claim with everything that the page shows of it."""
    counts = claim.independence
    return ClaimView(
        anchor("c", claim.id),
        claim.label,
        STATUS_WORDS[claim.status],
        disputed(claim),
        counts,
        headline_count(claim),
        tuple(stance_groups(index, claim)),
        tuple(value_scales(index, claim)),
        _mentions(index, claim),
        tuple(_move(index, m) for m in claim.moves),
    )


def headline_count(claim: Claim) -> str:
    """The figure that matters: ``5 articles, 2 origins``."""
    counts = claim.independence
    origins = counts.known_independent + counts.not_established
    return f"{plural(counts.articles, 'article')}, {plural(origins, 'origin')}"
