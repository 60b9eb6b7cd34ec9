"""How a mention's holder stands to a claim, as a verb; who does, as a clause; and where that stands in the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reportedly.model import Claim, Event, Mention, Span, Stance, Status
from reportedly.report.brief.naming import as_subject, joined, source_of
from reportedly.report.brief.records import Cite
from reportedly.report.index import Index
from reportedly.report.index import sentence as sentence_at

Verbs = tuple[str, str]  # with a singular and with a plural subject

# What is said, by the event's status: as certain, and as less than that.
_THAT: dict[Status, tuple[str, str, str]] = {
    "happened": ("it happened", "it probably happened", "it may have happened"),
    "ongoing": ("it is going on", "it is probably going on", "it may be going on"),
    "planned": ("it is planned", "it is probably planned", "it may be planned"),
    "considered": ("it is under consideration", "it is probably under consideration", "it may be under consideration"),
}
_NOT: dict[Status, str] = {
    "happened": "it did not happen",
    "ongoing": "it is not going on",
    "planned": "it is not planned",
    "considered": "it is not under consideration",
}
# What is only spoken of: neither that it is so nor that it is not can be read out of it.
_AS: dict[Status, str] = {
    "happened": "as something that happened",
    "ongoing": "as something that is going on",
    "planned": "as planned",
    "considered": "as under consideration",
    "feared": "as something to be feared",
    "demanded": "in a demand",
    "conditional": "only behind an “if”",
}
_ASSERTING = frozenset(("say", "claim", "report", "announce", "accuse", "cite", "believe", "deny"))
# How the story stage words it that a text leaves a party of the claim open.
_LEFT_OUT = re.compile(r"^(?P<roles>[^|]*?) left out: ")
# How it words it that an attack with a weapon is a mention of that weapon's use.
_BY_WEAPON = "an attack with this weapon"
_ORDER: tuple[Stance, ...] = ("affirms", "considers", "conditions", "doubts", "denies")
_STRENGTH = ("happened", "ongoing", "planned", "considered", "feared", "demanded", "conditional", "none")


def clauses(index: Index, claim: Claim, mentions: Iterable[Mention]) -> Iterator[tuple[str, list[Mention]]]:
    """Each way of holding a claim as a clause, with the mentions that do: the surest first, the denials last."""
    groups: dict[Verbs, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: _place(index, m)):
        groups.setdefault(verbs(index, claim, mention), []).append(mention)
    for (singular, plural), held in groups.items():
        subject, many = as_subject(source_of(index, m) for m in held)
        yield f"{subject} {plural if many else singular}", held


def left_open(index: Index, claim: Claim, mention: Mention) -> list[str]:
    """The roles of a claim that a mention's text does not fill: it was put under the claim for the others.

    Of a weapon's use told of as an attack it is the user, where nobody is named as the attacker.
    """
    found = _LEFT_OUT.match(mention.reason)
    named = found["roles"].split(" and ") if found else []
    if mention.reason.startswith(_BY_WEAPON) and not _described_as(index, mention, "attacker"):
        named = ["user"]
    return [r.role for r in claim.roles if r.name and r.role in named]


def verbs(index: Index, claim: Claim, mention: Mention) -> Verbs:
    """How the mention's holder stands to its claim: exactly what the ledger holds, and no more.

    Whoever does not say of whom it is has that said of them: nobody is made to name a culprit.
    """
    singular, plural = _verbs(index, mention)
    end = "".join(_openly(index, mention, left_open(index, claim, mention)))
    return f"{singular}{end}", f"{plural}{end}"


def _openly(index: Index, mention: Mention, roles: Sequence[str]) -> Iterator[str]:
    """What is said of parties that a text leaves open: those it only describes ("its military"), and those it does not tell."""
    described = {role: name for role in roles if (name := _described_as(index, mention, role))}
    for role, name in described.items():
        yield f", naming only “{name}” as the {role}"
    nameless = " and the ".join(role for role in roles if role not in described)
    if nameless:
        yield f", without naming the {nameless}"


def _described_as(index: Index, mention: Mention, role: str) -> str:
    event = index.events.get(mention.event or "")
    fillers = [f for r in event.roles if r.name == role for f in r.fillers] if event else []
    return joined(f.name for f in fillers) if fillers else ""


def _verbs(index: Index, mention: Mention) -> Verbs:
    event, source = index.events.get(mention.event or ""), source_of(index, mention)
    says: Verbs = ("writes", "write") if source.own else ("says", "say")
    if mention.stance == "denies":
        return _denies(index, mention, event, says)
    if mention.stance == "doubts":
        return ("leaves open whether it is so", "leave open whether it is so")
    if event is None:
        return _without_event(mention.stance, says)
    if mention.stance == "conditions":
        return _speaks(_AS["conditional"])
    if mention.stance == "considers":
        return _considers(event)
    that = _THAT.get(event.status)
    if that is None:
        return (f"{says[0]} so", f"{says[1]} so") if event.status == "none" else _speaks(_AS[event.status])
    level = {"certain": 0, "probable": 1}.get(event.certainty, 2)
    if not _asserts(index, mention):
        return _speaks(_AS[event.status] if level == 0 else f"as something that {that[level].removeprefix('it ')}")
    return (f"{says[0]} that {that[level]}", f"{says[1]} that {that[level]}")


def cites(index: Index, mentions: Iterable[Mention]) -> tuple[Cite, ...]:
    """Where the mentions stand: of each holder in each way of holding the first place, and each place once."""
    first: dict[tuple[object, ...], Mention] = {}
    for mention in mentions:
        first.setdefault((source_of(index, mention), _verbs(index, mention), mention.reason, mention.origin), mention)
    found = (cite_of(index, mention) for mention in first.values())
    return tuple(dict.fromkeys(c for c in found if c is not None))


def cite_of(index: Index, mention: Mention) -> Cite | None:
    """The sentence in which a mention stands; ``None`` where its text is not at hand."""
    reading = index.readings.get(mention.document)
    span = _span(index, mention)
    if reading is None or span is None:
        return None
    return Cite(mention.document, Span(*sentence_at(reading.document, span)))


# ---- the parts -------------------------------------------------------------------------------------------------------


def _place(index: Index, mention: Mention) -> tuple[int, bool, int, int]:
    event = index.events.get(mention.event or "")
    strength = _STRENGTH.index(event.status) if event and event.status in _STRENGTH else 0
    return (
        _ORDER.index(mention.stance),
        source_of(index, mention).own,
        strength if mention.stance == "affirms" else 0,
        index.order.get(mention.document, 0),
    )


def _denies(index: Index, mention: Mention, event: Event | None, says: Verbs) -> Verbs:
    """“denies” only of somebody whose act is a denial: of another it is told what is said not to be so."""
    inner = index.statements.get(mention.holder or mention.statement or "")
    if event is None or event.status not in _NOT or event.polarity != "denied" or (inner and inner.act == "deny"):
        return ("denies it", "deny it")
    return (f"{says[0]} that {_NOT[event.status]}", f"{says[1]} that {_NOT[event.status]}")


def _considers(event: Event) -> Verbs:
    if event.status == "planned" and event.certainty != "certain":
        return _speaks("as something that may be planned")
    return _speaks(_AS.get(event.status, _AS["considered"]))


def _without_event(stance: Stance, says: Verbs) -> Verbs:
    if stance == "affirms":
        return (f"{says[0]} so", f"{says[1]} so")
    return _speaks(_AS["conditional" if stance == "conditions" else "considered"])


def _asserts(index: Index, mention: Mention) -> bool:
    """Whether the holder says it, and does not only speak of it while demanding, condemning, warning, asking …"""
    inner = index.statements.get(mention.holder or mention.statement or "")
    return inner is None or inner.act in _ASSERTING


def _speaks(how: str) -> Verbs:
    return (f"speaks of it {how}", f"speak of it {how}")


def _span(index: Index, mention: Mention) -> Span | None:
    if mention.event in index.events:
        return index.events[str(mention.event)].trigger
    statement = index.statements.get(mention.statement or "")
    spans = (statement.content or statement.cue or statement.source) if statement else ()
    return Span(spans[0].start, spans[-1].end) if spans else None
