"""A judgement in the plain form that the ledger's JSON writes, and back; :func:`judged` gives a new one its id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, replace
from typing import Any, get_args

from reportedly.errors import InputError
from reportedly.judging.days import days_of
from reportedly.model import (
    Act,
    Anchor,
    Change,
    Credibility,
    Judgement,
    Place,
    Reliability,
    RoleChange,
    SourceKind,
    Span,
    Spans,
    Stance,
    Verdict,
    content_id,
)

Plain = dict[str, object]
_CHOICES: Mapping[str, frozenset[str]] = {
    "source_kind": frozenset(get_args(SourceKind)),
    "act": frozenset(get_args(Act)),
    "stance": frozenset(get_args(Stance)),
    "reliability": frozenset(get_args(Reliability)),
    "credibility": frozenset(get_args(Credibility)),
}
_VERDICTS = frozenset(get_args(Verdict))
_SPANS = frozenset(("source", "cue", "content", "trigger", "spans"))
_LISTS = frozenset(("parts", "holds"))
_LONGEST = 4000  # characters of a reason or a name


def judged(judgement: Judgement) -> Judgement:
    """The judgement with its id, a hash of all it says: the same word imported twice is one."""
    change, anchor = plain_change(judgement.change), plain_anchor(judgement.anchor)
    said = (judgement.about, judgement.verdict, repr(change), repr(anchor))
    return replace(judgement, id=content_id("jdg", *said, judgement.who, judgement.when, judgement.reason))


def plain_judgement(judgement: Judgement, *, retracted: bool) -> Plain:
    """A judgement as JSON writes it: what it changes and where it is anchored stand together under ``change``."""
    change = plain_change(judgement.change) | ({"at": at} if (at := plain_anchor(judgement.anchor)) else {})
    return {
        "id": judgement.id,
        "about": judgement.about,
        "verdict": judgement.verdict,
        "change": change or None,
        "who": judgement.who,
        "when": judgement.when,
        "reason": judgement.reason,
        "retracted": retracted,
    }


def judgement_of(value: object) -> Judgement:
    """The judgement in a plain value. Raises InputError that says what is wrong with it."""
    if not isinstance(value, Mapping):
        raise InputError("A judgement is a JSON object with about, verdict, who, when and reason")
    words = {name: _text(value.get(name), name) for name in ("about", "verdict", "who", "when", "reason")}
    if words["verdict"] not in _VERDICTS:
        raise InputError(f"{words['verdict']!r} is no verdict: {', '.join(sorted(_VERDICTS))}")
    change = value.get("change") or {}
    if not isinstance(change, Mapping):
        raise InputError("The change of a judgement is a JSON object or null")
    at = change.get("at") or {}
    rest = {name: held for name, held in change.items() if name != "at"}
    return judged(
        Judgement(id="", change=change_of(rest), anchor=anchor_of(at), **words)  # type: ignore[arg-type]
    )


# ---- the parts -------------------------------------------------------------------------------------------------------


def plain_change(change: Change) -> Plain:
    """Only what is set, by name."""
    return _plain(change)


def plain_anchor(anchor: Anchor) -> Plain:
    """Only what is set, by name."""
    return _plain(anchor)


def change_of(value: Mapping[str, object]) -> Change:
    """The change in a plain value. Raises InputError for what none has."""
    return Change(**{name: _value(name, held) for name, held in _known(value, Change)})


def anchor_of(value: object) -> Anchor:
    """The anchor in a plain value. Raises InputError for what none has."""
    if not isinstance(value, Mapping):
        raise InputError("The place of a judgement (at) is a JSON object")
    return Anchor(**{name: _value(name, held) for name, held in _known(value, Anchor)})


def _plain(record: Any) -> Plain:
    return {
        f.name: _plain_value(held)
        for f in fields(record)
        if (held := getattr(record, f.name)) != (f.default if f.default is not MISSING else None)
    }


def _plain_value(value: Any) -> object:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Place):
        return _plain(value)
    if isinstance(value, RoleChange):
        return _plain(value)
    return [_plain_value(v) for v in value] if isinstance(value, tuple) else value


def _known(value: Mapping[str, object], kind: type) -> list[tuple[str, object]]:
    names = {f.name for f in fields(kind)}
    if unknown := sorted(set(map(str, value)) - names):
        raise InputError(f"A judgement has no {unknown[0]!r}: known are {', '.join(sorted(names))}")
    return [(name, held) for name, held in value.items() if held is not None]


def _value(name: str, held: object) -> Any:
    if name in _SPANS:
        return _spans(held, name)
    special: Mapping[str, Callable[[object], Any]] = {
        "roles": _roles,
        "places": _places,
        "into_at": _places,
        "dependent": _truth,
    }
    if name in special:
        return special[name](held)
    if name in _LISTS:
        return tuple(_text(v, name) for v in _list(held, name))
    text = _text(held, name)
    if name in _CHOICES and text not in _CHOICES[name]:
        raise InputError(f"{text!r} is no {name}: {', '.join(sorted(_CHOICES[name]))}")
    if name == "date":
        days_of(text)
    return text


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise InputError(f"{name} of a judgement is a text of at most {_LONGEST} characters")
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise InputError("dependent is true or false")
    return value


def _list(value: object, name: str) -> Sequence[object]:
    if not isinstance(value, list):
        raise InputError(f"{name} of a judgement is a list")
    return value


def _spans(value: object, name: str) -> Spans:
    return tuple(_span(pair, name) for pair in _list(value, name))


def _span(pair: object, name: str) -> Span:
    ends = _list(pair, name)
    if len(ends) != 2 or not all(type(e) is int for e in ends) or not 0 <= ends[0] < ends[1]:  # type: ignore[operator]
        raise InputError(f"{name} of a judgement is a list of [start, end], start before end")
    return Span(ends[0], ends[1])  # type: ignore[arg-type]


def _roles(value: object) -> tuple[RoleChange, ...]:
    found = []
    for entry in _list(value, "roles"):
        if not isinstance(entry, Mapping) or not isinstance(entry.get("role"), str):
            raise InputError("roles of a judgement are objects with role and name")
        entity = entry.get("entity")
        found.append(
            RoleChange(
                _text(entry["role"], "role"),
                _text(entry.get("name", ""), "name"),
                None if entity is None else _text(entity, "entity"),
                _spans(entry.get("spans", []), "spans"),
            )
        )
    return tuple(found)


def _places(value: object) -> tuple[Place, ...]:
    found = []
    for entry in _list(value, "places"):
        if not isinstance(entry, Mapping):
            raise InputError("places of a judgement are objects with document and span")
        uri = entry.get("uri")
        found.append(
            Place(
                _text(entry.get("document"), "document"),
                _span(entry.get("span"), "span"),
                None if uri is None else _text(uri, "uri"),
                _text(entry.get("text", ""), "text"),
                _text(entry.get("before", ""), "before"),
            )
        )
    return tuple(found)
