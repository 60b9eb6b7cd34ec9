"""What a frame takes from the frames before and above it, where the text licenses it, and what it says by standing for one.

"The shipments" of an earlier sentence, "has done so", "denied such claims", "drones … which are used": nothing is taken over
without a word in the text that points back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.reading.events.frames import Frame
from reportedly.reading.events.syntax import is_infinitive, is_verb, prepositions

POINTING = frozenset(
    {"the", "this", "that", "these", "those", "such", "more", "further", "any", "its", "their", "both"}
)
_ADDING = frozenset(
    {"another", "first", "last", "no", "more", "further", "additional", "second", "other", "all", "any"}
)
_FIELDS = frozenset(
    {
        "war",
        "conflict",
        "battle",
        "invasion",
        "attack",
        "combat",
        "fighting",
        "offensive",
        "strike",
        "operation",
        "raid",
    }
)
BACK = 12  # frames looked back over: about a paragraph


def complete(frame: Frame, here: Mapping[int, Frame], before: Sequence[Frame]) -> Frame:
    """A frame with the roles that its clause, its thing or an earlier mention of the same event gives it."""
    frame = _with_purpose(frame, here)
    if frame.trigger.inherit or _is_included(frame):
        frame = _from_above(frame, here)
    frame = _with_parties(frame, here)
    frame = _from_hands(frame, [*here.values(), *before[-BACK:]])
    frame = _from_same_thing(frame, here)
    frame = _from_same_carrier(frame, here)
    frame = _from_thing_told(frame, here, before)
    if not is_verb(frame.token) and frame.trigger.form == "noun" and _points_back(frame, here):
        frame = _from_earlier(frame, here, before)
    return frame


def _with_purpose(frame: Frame, here: Mapping[int, Frame]) -> Frame:
    """Who gains by an infinitive of purpose of the same type: "sends drones to support X"."""
    for other in here.values():
        if is_purpose(other, frame):
            return frame.with_roles({r.name: other.roles.get(r.name, ()) for r in frame.type.roles if r.party})
    return frame


def is_purpose(frame: Frame, of: Frame) -> bool:
    """Whether a frame is the purpose of another of its type, done by the same: one event, not two."""
    if not of.enough():
        return False
    token, first = frame.token, next((r.name for r in frame.type.roles if r.party), "")
    if frame.type.name != of.type.name or token.head != of.token or token.dep_ not in {"advcl", "xcomp"}:
        return False
    doers, same = ({f.filler.name for f in x.roles.get(first, ())} for x in (frame, of))
    return is_infinitive(token) and doers == same and frame.trigger.confidence < of.trigger.confidence


def _with_parties(frame: Frame, here: Mapping[int, Frame]) -> Frame:
    """The parties to "the deal" are those between whom the thing passes that the sentence has just spoken of."""
    many = next(
        (r for r in frame.type.roles if r.many and r.takes == "government" and not frame.roles.get(r.name)), None
    )
    definite = frame.carrier is not None and any(c.lower_ in {"the", "this", "that"} for c in frame.carrier.children)
    if many is None or not definite:
        return frame
    for other in sorted(here.values(), key=lambda f: -f.token.i):
        if other.token.i < frame.token.i and other.token.sent == frame.token.sent and other.parties > 1:
            sides = [
                f for r in other.type.roles if r.party and r.takes == "government" for f in other.roles.get(r.name, ())
            ]
            return frame.with_roles({many.name: tuple(sides)}) if len(sides) > 1 else frame
    return frame


def _is_included(frame: Frame) -> bool:
    """Whether an event is named as part of another: "help, including the sale of tanks"."""
    token = frame.token
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ == "pobj" and token.head.lower_ == "including"


def _from_above(frame: Frame, here: Mapping[int, Frame]) -> Frame:
    """Roles of the event of the governing clause: the same ones in the same type, else who has the thing in hand."""
    if _is_civil_use(frame.token):
        return frame
    for above in frame.token.ancestors:
        other = here.get(above.i)
        if other is None:
            continue
        if other.type.name == frame.type.name:
            found = frame.with_roles({r.name: other.roles.get(r.name, ()) for r in frame.type.roles if r.party})
            return replace(found, within=other.enough())
        return _with_means(_meant(_handed(frame, other), other), other)
    return frame


def _meant(frame: Frame, other: Frame) -> Frame:
    """What is passed on "for use" is what is to be used."""
    if is_verb(frame.token) or frame.token.head.lower_ != "for":
        return frame
    mine = [r for r in frame.type.roles if r.takes == "item"]
    theirs = [f for r in other.type.roles if r.takes == "item" for f in other.roles.get(r.name, ())]
    return frame.with_roles({r.name: tuple(theirs) for r in mine})


def _is_civil_use(token: Token) -> bool:
    """ "For use in fire engines": meant for a thing; "for use in Northland" or "in the war" is where it is used."""
    if is_verb(token) or token.head.lower_ != "for":
        return False
    fields = [g for p, g in prepositions(token) if p in {"in", "on", "by", "as"}]
    return any(g.pos_ == "NOUN" and g.lemma_ not in _FIELDS for g in fields)


def _with_means(frame: Frame, other: Frame) -> Frame:
    """What was used is what it was done with: "fired missiles at the port, killing ten"."""
    means = [r for r in frame.type.roles if r.takes == "item" and not r.party]
    used = [f for r in other.type.roles if r.takes == "item" and r.party for f in other.roles.get(r.name, ())]
    return frame.with_roles({r.name: tuple(used) for r in means})


def _from_hands(frame: Frame, others: Sequence[Frame]) -> Frame:
    """Who has the thing in hand, by another event with the same words for the thing: sent to X, and used."""
    things = _thing_spans(frame)
    for other in others:
        if other is not frame and other.type.name != frame.type.name and things & _thing_spans(other):
            return _handed(frame, other)
    return frame


def _from_same_thing(frame: Frame, here: Mapping[int, Frame]) -> Frame:
    """The other side of what passes, where two clauses speak of one thing: "received the missiles that X had promised"."""
    things = _thing_spans(frame)
    sides = [r.name for r in frame.type.roles if r.party]
    for other in here.values():
        if other.token == frame.token or other.type.name != frame.type.name or not things & _thing_spans(other):
            continue
        if other.token.is_ancestor(frame.token) or frame.token.is_ancestor(other.token):
            return frame.with_roles(
                {name: other.roles.get(name, ()) for name in sides if not _names_in(frame, other, name)}
            )
    return frame


def _from_same_carrier(frame: Frame, here: Mapping[int, Frame]) -> Frame:
    """Whom sanctions hit, where another clause tells: "lifted the sanctions that X had imposed on Y"."""
    others = [r.name for r in frame.type.roles if r.party][1:]
    for other in here.values():
        same = frame.carrier is not None and other.carrier is not None and other.carrier == frame.carrier
        if same and other.token != frame.token and other.type.name == frame.type.name:
            return frame.with_roles({name: other.roles.get(name, ()) for name in others})
    return frame


def _names_in(frame: Frame, other: Frame, name: str) -> bool:
    """Whether who fills a role there stands in another one here."""
    mine = {f.filler.name for filled in frame.roles.values() for f in filled}
    return bool(mine & {f.filler.name for f in other.roles.get(name, ())})


def _handed(frame: Frame, other: Frame) -> Frame:
    mine = next((r for r in frame.type.roles if r.hands), None)
    theirs = next((r for r in other.type.roles if r.hands), None)
    first = next((r for r in frame.type.roles if r.party), None)
    if (
        mine is None or theirs is None or mine is not first
    ):  # what is in hand tells who acts with it, not who was given it
        return frame
    return frame.with_roles({mine.name: other.roles.get(theirs.name, ())})


def _thing_spans(frame: Frame) -> set[tuple[int, int]]:
    return {
        (s.start, s.end)
        for r in frame.type.roles
        if r.takes == "item"
        for f in frame.roles.get(r.name, ())
        for s in f.filler.spans
    }


def _points_back(frame: Frame, here: Mapping[int, Frame]) -> bool:
    """Whether the noun says that it has been spoken of: "the shipments", "more shipments"; or stands bare beside a deal."""
    marks = {c.lower_ for c in frame.token.children if c.dep_ in {"det", "amod", "predet", "poss"}}
    told = "no" in marks and frame.token.head.lemma_ in {"be", "take", "happen", "occur", "exist", "make"}
    going = (
        frame.token.tag_ == "NNS"
        and frame.token.dep_ == "dobj"
        and frame.token.head.lemma_ in {"resume", "halt", "suspend", "continue"}
    )
    dated = any(c.dep_ == "poss" and c.ent_type_ == "DATE" for c in frame.token.children)  # "Wednesday's strike"
    return (
        dated
        or bool(marks & POINTING)
        or told
        or going
        or (frame.token.tag_ == "NNS" and bool(_parties_nearby(frame, here)))
    )


def _from_earlier(frame: Frame, here: Mapping[int, Frame], before: Sequence[Frame]) -> Frame:
    """The missing parties by an earlier mention in the same voice or the outlet's: what one says no other need hold."""
    sides = [r.name for r in frame.type.roles if r.party]
    if all(frame.roles.get(s) for s in sides):
        return frame
    above = {t.i for t in frame.token.ancestors}  # "met on the sidelines of the summit": not the same meeting
    known = (*before, *(f for f in here.values() if f.token.i not in above))
    earlier = [f for f in known if f.type.name == frame.type.name and _before(f, frame)]
    nearby = _parties_nearby(frame, here)
    named = nearby or _names(frame)
    claimed = frame.token.head.lemma_ in {"claim", "blame"}  # who is named did it, whoever was said to before
    matching = [f for f in earlier if _agrees(f, frame, doer=not claimed) and (not named or named <= _names(f))]
    if named:  # the sentence names the parties, not the direction: only where all that went before agrees on one
        directions = {tuple(tuple(sorted(x.filler.name for x in f.roles.get(s, ()))) for s in sides) for f in matching}
        matching = matching if len(directions) == 1 else []
    else:
        matching = [f for f in matching if _near(f, frame)]
    if not nearby:
        matching = [f for f in matching if not f.voices or f.voices[0] in frame.voices]
    if not matching:
        return frame
    model = matching[-1]
    return frame.with_roles(
        {name: model.roles.get(name, ()) for name in (*sides, *(r.name for r in frame.type.roles if r.takes == "item"))}
    )


def _from_thing_told(frame: Frame, here: Mapping[int, Frame], before: Sequence[Frame]) -> Frame:
    """The parties between whom a thing passes that has been told of: "no rockets have come", "it plans to send another".

    Only where all that was told of such a thing goes one way, and nothing in the clause differs.
    """
    item = next((r for r in frame.type.roles if r.takes == "item" and not r.party), None)
    sides = [r.name for r in frame.type.roles if r.party]
    if (
        not is_verb(frame.token)
        or item is None
        or not frame.roles.get(item.name)
        or all(frame.roles.get(s) for s in sides)
    ):
        return frame
    if not _is_known_thing(frame, item.name):
        return frame
    known = (*before[-BACK:], *(f for i, f in here.items() if i < frame.token.i))
    like = [f for f in known if f.type.name == frame.type.name and _agrees(f, frame)]
    ways = {tuple(tuple(sorted(x.filler.name for x in f.roles.get(s, ()))) for s in sides) for f in like}
    return frame.with_roles({s: like[-1].roles.get(s, ()) for s in sides}) if len(ways) == 1 else frame


def _is_known_thing(frame: Frame, role: str) -> bool:
    """Whether a thing is told of as known: "the rockets", "no rockets", "another battery", "them"."""
    spans = {s for f in frame.roles[role] for s in f.filler.spans}
    for token in frame.token.subtree:
        if not any(s.start <= frame.block.start + token.idx < s.end for s in spans):
            continue
        if token.pos_ in {"PRON", "NUM"} or any(c.lower_ in POINTING | _ADDING for c in (token, *token.children)):
            return True
    return False


def _near(earlier: Frame, frame: Frame) -> bool:
    """Within the same sentence or the one before it."""
    if earlier.block is not frame.block:
        return False
    return earlier.token.sent.end >= frame.token.sent.start - 1


def _before(earlier: Frame, frame: Frame) -> bool:
    return (earlier.block.start, earlier.token.i) < (frame.block.start, frame.token.i)


def _agrees(earlier: Frame, frame: Frame, *, doer: bool = True) -> bool:
    """Whether nothing that is filled in both differs: parties by name (the ``doer`` left out on request), things by kind."""
    first = next((r.name for r in frame.type.roles if r.party), None)
    for role in (r for r in frame.type.roles if doer or r.name != first):
        mine, theirs = frame.roles.get(role.name, ()), earlier.roles.get(role.name, ())
        if not mine or not theirs or role.takes == "value":
            continue
        if role.takes == "item":
            path = {k for f in theirs if f.filler.kind for k in frame.pack.item_path(f.filler.kind)}
            if not any(f.filler.kind in path for f in mine):
                return False
        elif not {f.filler.name for f in mine} & {f.filler.name for f in theirs}:
            return False
    sides = [r.name for r in frame.type.roles if r.party]
    whole = all(earlier.roles.get(s) for s in sides)
    return whole or (frame.type.split == () and any(earlier.roles.get(s) and not frame.roles.get(s) for s in sides))


def _names(frame: Frame) -> frozenset[str]:
    return frozenset(f.filler.name for r in frame.type.roles if r.party for f in frame.roles.get(r.name, ()))


def _parties_nearby(frame: Frame, here: Mapping[int, Frame]) -> frozenset[str]:
    """The parties to an agreement in the same sentence: "the deal between X and Y …, allowing for shipments"."""
    for other in here.values():
        many = [r for r in other.type.roles if r.many and r.party and r.takes == "government"]
        if many and other.token.sent == frame.token.sent:
            names = frozenset(f.filler.name for r in many for f in other.roles.get(r.name, ()))
            if len(names) > 1:
                return names
    return frozenset()
