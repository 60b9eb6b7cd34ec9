"""A form filled in, as a judgement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from sqlalchemy import Connection

from reportedly.errors import InputError
from reportedly.judging.plain import change_of, judged
from reportedly.ledger import judgements
from reportedly.ledger.excerpts import excerpts
from reportedly.model import Anchor, Change, Judgement, Place, Span, Verdict

_PLAIN = (
    "speaker", "speaker_name", "source_kind", "act", "stance", "date", "into", "name", "with_origin", "reliability",
    "credibility", "story",
)  # fmt: skip
_WORDS = ("source", "cue", "content", "trigger")


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The fields of a form by name, the parts that are ticked, and who sends it when."""

    fields: Mapping[str, str]
    parts: tuple[str, ...]
    who: str
    now: datetime


def append_from_form(connection: Connection, target: str, form: FilledForm) -> bool:
    """Append what a form says; false where it was said already. Raises InputError and NotInLedger."""
    verdict = form.fields.get("verdict", "")
    if verdict not in get_args(Verdict):
        raise InputError("Choose what the judgement is: accept, reject, correct, merge, split or unsure")
    anchor = judgements.anchor_for(connection, target)
    change = _change(connection, target, form, anchor)
    if verdict in ("correct", "merge", "split") and change == Change():
        raise InputError("Say what is so instead")
    reason = form.fields.get("reason", "").strip()[:4000]
    when = judgements.moment(connection, form.now.timestamp())
    made = judged(Judgement("", target, verdict, change, form.who, when, reason, anchor))  # type: ignore[arg-type]
    judgements.check(connection, made)
    return judgements.append(connection, made)


def _change(connection: Connection, target: str, form: FilledForm, anchor: Anchor) -> Change:
    """Only what is filled in; words are looked up in the document, and refused where they do not stand there."""
    plain: dict[str, object] = {n: v for n in _PLAIN if (v := form.fields.get(n, "").strip())}
    if form.fields.get("dependent") in ("true", "false"):
        plain["dependent"] = form.fields["dependent"] == "true"
    if role := form.fields.get("role", "").strip():
        plain["roles"] = [{"role": role, "name": form.fields.get("role_name", "").strip()}]
    for name in _WORDS:
        if words := form.fields.get(name, "").strip():
            span = _find(connection, words, anchor)
            plain[name] = [[span.start, span.end]]
    if form.parts:
        plain["parts"] = list(form.parts)
        plain["places"] = [_plain_place(p) for p in _places(connection, target, form.parts)]
    return change_of(plain)


def _find(connection: Connection, words: str, anchor: Anchor) -> Span:
    """Where the words stand, nearest to what is judged."""
    if anchor.document is None:
        raise InputError("Words are corrected in an article")
    text = excerpts(connection, documents=[anchor.document])[anchor.document].document.text
    near = anchor.spans[0].start if anchor.spans else 0
    found = [at for at in (text.rfind(words, 0, near + len(words)), text.find(words, near)) if at >= 0]
    if not found:
        raise InputError(f"“{words[:80]}” does not stand in the article so. Copy the words from it")
    start = min(found, key=lambda at: abs(at - near))
    return Span(start, start + len(words))


def _places(connection: Connection, target: str, parts: tuple[str, ...]) -> list[Place]:
    """Where the parts of a split stand: events by their trigger, mentions of an entity as ``document:start:end``."""
    take: Callable[[Connection, tuple[str, ...]], list[Place]] = _mentions if target.startswith("ent-") else _triggers
    return take(connection, parts)


def _triggers(connection: Connection, parts: tuple[str, ...]) -> list[Place]:
    held = excerpts(connection, events=parts, with_text=False)
    return [Place(d, e.trigger) for d, r in sorted(held.items()) for e in r.events]


def _mentions(connection: Connection, parts: tuple[str, ...]) -> list[Place]:
    places = []
    for part in parts:
        document, start, end = (*part.split(":"), "", "")[:3]
        if not (start.isdecimal() and end.isdecimal()):
            raise InputError(f"{part!r} is no mention")
        places.append(Place(document, Span(int(start), int(end))))
    return places


def _plain_place(place: Place) -> dict[str, object]:
    return {"document": place.document, "span": [place.span.start, place.span.end]}
