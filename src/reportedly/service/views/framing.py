"""How outlets tell a story, as its page shows it: whose word they carry, whom they give words, what they leave out and lose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from reportedly.ledger import browse, story_rows
from reportedly.ledger.browse import ClaimLine, OutletCell
from reportedly.model import Framing, Speaking
from reportedly.report.index import Step
from reportedly.service.links import SITE

OUTLETS = 14
SPEAKERS, VERBS, LISTED = 6, 8, 12
NO_OUTLET = "outlet not known"


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody whom an outlet gives words: how many, and the share of them in quotation marks, in per cent."""

    who: Step
    words: int
    quoted: int


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that an outlet lets go on the way: what of which claim, where it stands, and why that is held."""

    what: str
    claim: Step
    href: str
    reason: str


@dataclass(frozen=True, slots=True)
class OutletFraming:
    """How an outlet tells the story.

    ``own`` and ``said`` count mentions of the main claims in its own voice and as somebody's word; shares are per cent of the
    longest bar. ``carried`` counts claims; ``left_out`` are some of those that other outlets carry, ``more`` how many others.
    """

    outlet: str
    own: int
    said: int
    own_share: float
    said_share: float
    carried: int
    left_out: tuple[Step, ...]
    more: int
    voices: tuple[Voice, ...]
    verbs: tuple[tuple[str, int], ...]
    dropped: tuple[Loss, ...]
    hardened: tuple[Loss, ...]


def framing_of(
    connection: Connection, story: str, lines: Sequence[ClaimLine], cells: Iterable[OutletCell]
) -> tuple[OutletFraming, ...]:
    """The outlets of the story of this name, those that carry most first; ``cells`` are their mentions of the main claims."""
    own, said = _counted(cells)
    kept = {f.outlet: f for f in story_rows.read_framing(connection, story)}
    outlets = sorted({*own, *said, *kept}, key=lambda o: (-(own[o] + said[o]), o))[:OUTLETS]
    longest = max((own[o] + said[o] for o in outlets), default=0) or 1
    homes = browse.homes_of_events(connection, [h.event for o in outlets if o in kept for h in kept[o].hedges_lost])
    claims = {line.id: Step(line.label, SITE.claim(line.id)) for line in lines}
    return tuple(
        _row(o, own[o], said[o], longest, kept.get(o, Framing(o, (), (), (), (), (), (), ())), claims, homes)
        for o in outlets
    )


def _counted(cells: Iterable[OutletCell]) -> tuple[Counter[str], Counter[str]]:
    own: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for cell in cells:
        (own if cell.own_voice else said)[cell.outlet or NO_OUTLET] += cell.mentions
    return own, said


def _row(
    outlet: str,
    own: int,
    said: int,
    longest: int,
    told: Framing,
    claims: Mapping[str, Step],
    homes: Mapping[str, str],
) -> OutletFraming:
    left_out = [claims[c] for c in told.left_out if c in claims]
    verbs: Counter[str] = Counter()
    for use in told.cues:
        verbs[use.cue] += use.count
    return OutletFraming(
        outlet,
        own,
        said,
        round(100 * own / longest, 1),
        round(100 * said / longest, 1),
        len(told.carried),
        tuple(left_out[:LISTED]),
        max(len(left_out) - LISTED, 0),
        tuple(_voice(s) for s in told.speakers[:SPEAKERS]),
        tuple(verbs.most_common(VERBS)),
        tuple(
            Loss("origin not named", claims[o.claim], SITE.article(o.document), o.reason)
            for o in told.origins
            if o.use == "dropped" and o.claim in claims
        )[:LISTED],
        tuple(
            Loss(f"{h.before} became {h.after}", claims[h.claim], SITE.event(homes[h.event], h.event), h.reason)
            for h in told.hedges_lost
            if h.claim in claims and h.event in homes
        )[:LISTED],
    )


def _voice(speaking: Speaking) -> Voice:
    name = speaking.speaker_name or "not named"
    quoted = round(100 * speaking.quoted / speaking.words) if speaking.words else 0
    return Voice(Step(name, SITE.speaker(speaking.speaker, speaking.speaker_name)), speaking.words, quoted)
