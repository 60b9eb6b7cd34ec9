"""From a trigger to a filled frame: which places stand beside it, what each can fill, and whether enough is filled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise

from spacy.tokens import Token

from reportedly.language.parser import ParsedBlock
from reportedly.model import Filler
from reportedly.packs import EventType, Pack, RoleKind, Trigger, singular
from reportedly.reading.events.antecedents import antecedent_of, stands_for_thing
from reportedly.reading.events.clause import is_lacking, is_refused
from reportedly.reading.events.fillers import Filled, Namer
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.places import Argument, arguments
from reportedly.reading.events.syntax import MAKING, child, conjuncts, is_verb, possible_antecedents

Roles = Mapping[str, tuple[Filled, ...]]


@dataclass(frozen=True)
class Frame:
    """A trigger with what fills its roles, before it is an event.

    ``within``: it is told as part of an event of its type: "struck the base, killing two". ``voices`` are the ids of the
    statements that it stands in, innermost first; empty in the outlet's own voice. ``told``: the frame told before that it stands
    for; ``denial``: it does so only to be denied.
    """

    pack: Pack
    type: EventType
    trigger: Trigger
    block: ParsedBlock
    token: Token
    roles: Roles = field(default_factory=dict)
    used: frozenset[int] = frozenset()
    somebody: frozenset[int] = frozenset()
    carrier: Token | None = None
    inferred: frozenset[str] = field(default_factory=frozenset)
    within: bool = False
    voices: tuple[str, ...] = ()
    told: Frame | None = None
    denial: bool = False

    @property
    def parties(self) -> int:
        """How many of the roles that tell such events apart are filled."""
        return sum(bool(self.roles.get(r.name)) for r in self.type.roles if r.party)

    def enough(self) -> bool:
        """Whether one of the alternatives that the trigger needs is filled."""
        if self.within and self.parties:
            return True
        return not self.trigger.needs or any(all(self.roles.get(r) for r in need) for need in self.trigger.needs)

    def with_roles(self, more: Roles) -> Frame:
        """This with roles added that were empty."""
        new = {name: filled for name, filled in more.items() if filled and not self.roles.get(name)}
        return replace(self, roles={**self.roles, **new}, inferred=self.inferred | frozenset(new)) if new else self


class Index:
    """The triggers of packs by word."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        table: dict[tuple[str, str], list[tuple[Pack, EventType, Trigger]]] = defaultdict(list)
        things: list[tuple[Pack, EventType, Trigger]] = []
        for pack in packs:
            for kind in pack.types:
                for trigger in kind.triggers:
                    for lemma in trigger.lemmas:
                        table[trigger.form, lemma].append((pack, kind, trigger))
                    if trigger.form == "item":
                        things.append((pack, kind, trigger))
        self._table = dict(table)
        self._things = tuple(things)

    def at(self, token: Token) -> Sequence[tuple[Pack, EventType, Trigger]]:
        """The triggers that a token can be."""
        lemma = token.lemma_.lower()
        if token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "re":
            lemma = f"re-{lemma}"
        if is_verb(token):
            if token.dep_ in {"aux", "auxpass"} or (token.dep_ == "amod" and token.lemma_ in MAKING):
                return ()
            found = self._table.get(("verb", lemma), ())
            # "Northland-backed" describes somebody; only with a thing beside it does it tell of an event
            return found if token.dep_ != "amod" else [f for f in found if _is_about_things(f[1], f[2])]
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "nmod"}:
            return ()
        return self._table.get(("noun", lemma), ())

    def things(self, token: Token) -> Sequence[tuple[Pack, EventType, Trigger]]:
        """The triggers for which any thing of the taxonomy will do."""
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "nmod"}:
            return ()
        word = singular(token.lower_)
        return [t for t in self._things if word in t[0].thing_words]


def frames_at(token: Token, candidates: Sequence[tuple[Pack, EventType, Trigger]], namer: Namer) -> Iterator[Frame]:
    """Every reading of a token as a trigger, roles filled, whether or not enough of them are."""
    block, words = namer.block, namer.words
    own: list[Argument] | None = None
    for pack, kind, trigger in candidates:
        if not _beside(token, trigger, words):
            continue
        own = own if own is not None else arguments(token, words)  # many triggers share a word
        carrier = _carrier(own, trigger, words)
        meant = _meant(own, trigger) if trigger.conditions and carrier is None else None
        if trigger.conditions and carrier is None and meant is None:
            continue
        held = carrier if carrier is not None else meant
        places = own if held is None else arguments(token, words, held)
        frame = Frame(pack, kind, trigger, block, token, carrier=carrier, voices=namer.voices)
        if _excepted(token, trigger, places):
            continue
        frame = _fill(frame, places, replace(namer, pack=pack))
        if any(p.near and p.slot in trigger.strict and p.head.i not in frame.used for p in places):
            continue
        yield replace(frame, used=frame.used | {carrier.i}) if carrier is not None else frame


def _is_about_things(kind: EventType, trigger: Trigger) -> bool:
    things = {r.name for r in kind.roles if r.takes == "item"}
    return bool(trigger.needs) and all(things & set(need) for need in trigger.needs)


def _carrier(places: Sequence[Argument], trigger: Trigger, words: Lexicon) -> Token | None:
    """What fills the place that the trigger sets a condition on: the sanctions of "lift sanctions"."""
    for condition in trigger.conditions:
        for place in places:
            if place.slot != condition.slot or not place.near:
                continue
            for head in (place.head, *conjuncts(place.head), *possible_antecedents(place.head)):
                if _names_of(head) & condition.words:
                    return head
                inner = next(
                    (g for p in head.children if p.lower_ == "of" for g in p.children if g.dep_ == "pobj"), None
                )
                part = head.lemma_.lower() in words.partitives or head.lower_ in words.numbers
                if part and inner is not None and inner.lemma_.lower() in condition.words:
                    return inner
    return None


def _meant(places: Sequence[Argument], trigger: Trigger) -> Token | None:
    """What a pronoun in the place of the carrier stands for: "imposed them", of sanctions named before."""
    for condition in trigger.conditions:
        for place in places:
            if place.slot == condition.slot and place.near and place.head.lower_ in {"it", "them", "they"}:
                return antecedent_of(place.head, partial(_is_named, fit=condition.words))
    return None


def _is_named(noun: Token, fit: frozenset[str]) -> bool:
    return bool(_names_of(noun) & fit)


def _names_of(head: Token) -> set[str]:
    """A head as conditions may word it: its lemma, its form, and either with the word before it ("war effort")."""
    before = head.nbor(-1).lower_ if head.i > 0 else ""
    joined = f"{head.nbor(-2).lower_}-{head.lemma_.lower()}" if before == "-" and head.i > 1 else ""  # "cease-fire"
    return {head.lemma_.lower(), head.lower_, f"{before} {head.lemma_.lower()}", joined}


def _beside(token: Token, trigger: Trigger, words: Lexicon) -> bool:
    if not trigger.with_words:
        return True
    near = {t.lemma_.lower() for c in token.children for t in (c, *conjuncts(c))}
    for c in token.children:
        near |= {t.lemma_.lower() for t in c.subtree if t.dep_ in {"acomp", "amod", "compound", "nmod", "conj"}}
    if is_lacking(token):
        near.add("no")  # "ended without a deal"
    if token.dep_ == "nsubj":  # "the response will be swift"
        attribute = child(token.head, "acomp", "attr")
        near |= {t.lemma_.lower() for t in (attribute, *conjuncts(attribute))} if attribute is not None else set()
    return bool(near & trigger.with_words)


def _excepted(token: Token, trigger: Trigger, places: list[Argument]) -> bool:
    """Whether a word in one of the places makes it something else: "gave it a chance", "attacked the plan"."""
    for exception in trigger.exceptions:
        if exception.slot == "beside":
            heads = [c for c in token.children if c.dep_ in {"amod", "compound", "nmod"}]
            heads += [
                g for c in token.children if c.dep_ == "dobj" for g in c.children if g.dep_ in {"amod", "compound"}
            ]
        else:
            heads = [p.head for p in places if p.slot == exception.slot and p.near]
        if any(h.lemma_.lower() in exception.words or h.lower_ in exception.words for h in heads):
            return True
    return False


def _fill(frame: Frame, places: list[Argument], namer: Namer) -> Frame:
    """Fill each role with the best place: attached ones first, then those found close by."""
    filling = _Filling(frame, namer)
    for place in sorted(places, key=lambda p: not p.near):
        if place.near or place.head.i not in filling.used:
            filling.take(place)
    for place in places:
        filling.take_meant(place)
        filling.take_refused(place)
    return filling.done()


class _Filling:
    """A frame while it is filled: the roles so far, and the tokens that have found one."""

    def __init__(self, frame: Frame, namer: Namer) -> None:
        self._frame = frame
        self._namer = namer
        self._roles: dict[str, tuple[Filled, ...]] = {}
        self._things: list[Token] = []
        self.used: set[int] = set()
        self._somebody: set[int] = set()
        if frame.trigger.form == "item":
            self._things.append(frame.token)
            _take_item(frame, self._roles, self.used, namer)

    def take(self, place: Argument) -> None:
        """Let a place fill the first role that it can."""
        for name in self._frame.trigger.roles_of(_slot(place, self._frame, self._namer)):
            role = self._frame.type.role(name)
            free = not self._roles.get(name) or (place.near and role.many)
            filled = self._namer.fill(role, place.head) if free else ()
            if filled:
                self._put(role, place.head, filled)
                return

    def take_meant(self, place: Argument) -> None:
        """Let a word that stands for a thing fill the role of the thing, where nothing else has: "sold them", "sent another"."""
        told = place.slot == "object" or len(self._frame.trigger.roles_of(place.slot)) == 1
        if not place.near or not told or place.head.i in self.used or not stands_for_thing(place.head):
            return
        for name in self._frame.trigger.roles_of(place.slot):
            role = self._frame.type.role(name)
            if role.takes == "item" and not self._roles.get(name):
                thing = antecedent_of(place.head, partial(self._namer.is_item, role))
                filled = self._namer.meant(role, place.head, thing) if thing is not None else None
                if filled is not None:
                    self._roles[name] = (filled,)
                    self.used.add(place.head.i)

    def take_refused(self, place: Argument) -> None:
        """Let a thing that is named as not passed on join the others: "drones to Northland but not missiles"."""
        role = next((r for r in self._frame.type.roles if r.takes == "item" and self._roles.get(r.name)), None)
        if role is None or not place.near or place.head in self._things:
            return
        refused = [c for c in conjuncts(place.head) if is_refused(c, place.head)]
        found = tuple(replace(f, denied=True) for c in refused for f in self._namer.each(role, c))
        self._roles[role.name] += found

    def _put(self, role: RoleKind, head: Token, filled: tuple[Filled, ...]) -> None:
        if role.takes == "item":
            filled = _with_included(filled, head, role, self._namer)
            self._things.append(head)
            self.used.update(t.i for t in self._namer.things(head))
        known = self._roles.get(role.name, ())
        names = {k.filler.name for k in known}
        self._roles[role.name] = known + tuple(f for f in filled if f.filler.name not in names)
        self.used.add(head.i)
        if role.takes in {"government", "party"}:
            at = self._namer.block.span(head)
            self._somebody |= {head.i for f in filled if at in f.filler.spans}

    def done(self) -> Frame:
        """The frame with its fixed values, makers put to use, and nobody on both sides."""
        frame, roles = self._frame, self._roles
        for name, value in frame.trigger.values:
            roles.setdefault(name, (Filled(Filler(value, kind=frame.pack.item_kind(value))),))
        _let_makers_give(frame, self._things, roles, self._namer)
        roles = {
            name: tuple(f for f in filled if name in frame.type.split or not f.denied) for name, filled in roles.items()
        }  # "hit by a shell, not a mine": who and what was meant wrongly, only where it makes an event of its own
        apart = _both_ways(roles, frame) if frame.trigger.mutual else _apart(roles, frame)
        return replace(frame, roles=apart, used=frozenset(self.used), somebody=frozenset(self._somebody))


def _slot(place: Argument, frame: Frame, namer: Namer) -> str:
    """The name of a place; a body before a noun owns it as an adjective does: "Security Council sanctions"."""
    if place.slot != "compound" or not frame.trigger.roles_of("demonym"):
        return place.slot
    entity = namer.entity(place.head)
    return "demonym" if entity is not None and entity.type in {"PublicBody", "Organization"} else place.slot


def _take_item(frame: Frame, roles: dict[str, tuple[Filled, ...]], used: set[int], namer: Namer) -> None:
    role = next((r for r in frame.type.roles if r.takes == "item"), None)
    filled = namer.item(role, frame.token) if role is not None else None
    if role is not None and filled is not None:
        roles[role.name] = (filled,)
        used.add(frame.token.i)


def _with_included(filled: tuple[Filled, ...], head: Token, role: RoleKind, namer: Namer) -> tuple[Filled, ...]:
    last = max(namer.things(head), key=lambda t: t.i)
    named = [
        f for t in namer.included(last) for f in (namer.each(role, t) or namer.unknown_make(t, filled[-1].filler.kind))
    ]
    known = {f.filler.name.casefold() for f in filled}
    return filled + tuple(f for f in named if f.filler.name.casefold() not in known)


def _let_makers_give(frame: Frame, things: list[Token], roles: dict[str, tuple[Filled, ...]], namer: Namer) -> None:
    """Where the text names no giver, whose make the thing is fills the role that the pack says; never against another role."""
    role = next((r for r in frame.type.roles if r.maker and not roles.get(r.name)), None)
    if role is None:
        return
    taken = {f.filler.name for r in frame.type.roles if r.party for f in roles.get(r.name, ())}
    for thing in things:
        any_kind = not role.makes or frame.trigger.maker == role.name or _is_of(thing, role.makes, frame, namer)
        whose = (t for t in namer.makers(thing) if any_kind or t.dep_ == "poss")  # what is X's is used by X
        parties = (p for token in whose for p in namer.parties(token, government=True))
        found = next((p for p in parties if p.name not in taken), None)
        if found is not None:
            roles[role.name] = (Filled(found),)
            return


def _is_of(thing: Token, kinds: tuple[str, ...], frame: Frame, namer: Namer) -> bool:
    """Whether a thing is of one of some kinds: whose aircraft it is attacks with it, whose make a missile is need not."""
    item = next((r for r in frame.type.roles if r.takes == "item"), None)
    filled = namer.item(item, thing) if item is not None else None
    return filled is not None and bool(set(frame.pack.item_path(filled.filler.kind or "")) & set(kinds))


def _both_ways(roles: dict[str, tuple[Filled, ...]], frame: Frame) -> Roles:
    """What passes between two passes both ways; with fewer than two there is nothing to exchange."""
    first, second = [r.name for r in frame.type.roles if r.party][:2]
    filled = roles.get(first, ())
    others = {name: f for name, f in roles.items() if f and name not in {first, second}}
    return {**others, first: filled, second: tuple(reversed(filled))} if len(filled) > 1 else others


def _apart(roles: dict[str, tuple[Filled, ...]], frame: Frame) -> Roles:
    """Nobody stands on both sides of one event: what fills the first side is taken from the second."""
    sides = [r.name for r in frame.type.roles if r.party and not r.many]
    for first, second in pairwise(sides):
        given = {f.filler.name for f in roles.get(first, ())}
        roles[second] = tuple(f for f in roles.get(second, ()) if f.filler.name not in given)
    return {name: filled for name, filled in roles.items() if filled}
