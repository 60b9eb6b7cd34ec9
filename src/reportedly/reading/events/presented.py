"""How an event is presented, as far as the walk up from its trigger has come: polarity, certainty, status."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.model import Certainty, Polarity, Status
from reportedly.reading.events.lexicon import Effect

CERTAINTY: dict[Certainty, float] = {"certain": 3.0, "probable": 2.0, "possible": 1.0, "unknown": 0.0}
_RANK: dict[Certainty, int] = {"certain": 0, "probable": 1, "possible": 2, "unknown": 3}
# Of two statuses on the way the one further from fact holds.
_FORCE: dict[Status, int] = {
    "none": 0,
    "happened": 1,
    "ongoing": 2,
    "planned": 3,
    "considered": 4,
    "feared": 5,
    "demanded": 6,
    "conditional": 7,
}


@dataclass(frozen=True, slots=True)
class Presented:
    """Polarity, certainty and status; ``firm`` where the status does not come from a bare tense.

    ``whole``: nothing cuts it off from what its holder says as a whole, as a relative clause or a mere mention does.
    ``kept``: no negation further up touches it: who did not stop deliveries made them. ``ended``: whether a stop to it is told of
    and stands, ``None`` where none is; ``loose``: it stands in an infinitive or a participle, which ends things only as a plan.
    ``through``: the cue of its holder has been walked through as a governor.
    """

    polarity: Polarity = "affirmed"
    certainty: Certainty = "certain"
    status: Status | None = None
    firm: bool = False
    whole: bool = False
    kept: bool = False
    ended: bool | None = None
    through: bool = False
    loose: bool = False

    @property
    def score(self) -> float:
        """Polarity and certainty on the scale of -3 to 3."""
        size = CERTAINTY[self.certainty]
        return -size if self.polarity == "denied" else size

    def after(self, effect: Effect) -> Presented:
        """This, seen through a word that has an effect."""
        polarity: Polarity = self.polarity
        if effect.flip and not self.kept:
            polarity = "denied" if polarity == "affirmed" else "affirmed"
        certainty = max(self.certainty, effect.certainty or "certain", key=_RANK.__getitem__)
        kept = self.kept or effect.keeps
        ended = not self.ended if effect.flip and self.ended is not None else self.ended
        ended = True if effect.halts and self.ended is None else ended
        return replace(self.with_status(effect.status), polarity=polarity, certainty=certainty, kept=kept, ended=ended)

    def closed(self, *, lasting: bool) -> Presented:
        """This once all is seen: what goes on (``lasting``) and was or will be stopped is denied."""
        settled = {"planned"} if self.loose else {"happened", "ongoing", "planned"}
        if not lasting or not self.ended or self.certainty != "certain" or self.status not in settled:
            return self
        return replace(self, polarity="denied" if self.polarity == "affirmed" else self.polarity)

    def with_status(self, status: Status | None) -> Presented:
        """This with a status of more force put over its own."""
        if status is None or (self.status is not None and self.firm and _FORCE[status] <= _FORCE[self.status]):
            return self
        return replace(self, status=status, firm=True)
