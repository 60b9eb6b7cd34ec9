"""What analysts corrected, in the form that the recipe of the attribution model takes: a line a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.judging.correcting import correct
from reportedly.judging.standing import last_verdict
from reportedly.model import Judgement, Reading, Spans


def corrections(readings: Iterable[Reading], judgements: Iterable[Judgement]) -> Iterator[dict[str, object]]:
    """For each document its text, and each statement that somebody judged and did not reject, with spans and mode.

    ``checked`` are all the places that somebody judged, the rejected ones too: what was not looked at is no evidence.
    """
    given = tuple(judgements)
    for reading in sorted(readings, key=lambda r: r.document.id):
        made = correct([reading], given)
        judged = {a.target for a in made.applied}
        relations = [
            {
                "source": _pairs(s.source),
                "cue": _pairs(s.cue),
                "content": _pairs(s.content),
                "mode": s.mode,
                "act": s.act,
            }
            for s in made.readings[0].statements
            if s.id in judged and last_verdict(made.standing.about(s.id)) != "unsure"
        ]
        checked = [_pairs((*s.source, *s.cue, *s.content)) for s in reading.statements if s.id in judged]
        yield {"name": reading.document.uri, "text": reading.document.text, "relations": relations, "checked": checked}


def _pairs(spans: Spans) -> list[list[int]]:
    return [[s.start, s.end] for s in sorted(spans)]
