"""All events of a document: frames at each trigger, completed from context, presented as their holder presents them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from spacy.tokens import Token

from reportedly.language.countries import country_of
from reportedly.language.parser import ParsedBlock, ParsedDocument
from reportedly.model import DateExpression, Event, Filler, Quantity, Role, Span, Statement, Status, When, content_id
from reportedly.packs import Pack
from reportedly.reading.events.acting_for import state_of
from reportedly.reading.events.clause import is_reproached, negated, perfect
from reportedly.reading.events.context import complete, is_purpose
from reportedly.reading.events.cues import cue_effect, is_stirring, is_withheld
from reportedly.reading.events.factuality import Judge
from reportedly.reading.events.fillers import Filled, Namer
from reportedly.reading.events.frames import Frame, Index, frames_at
from reportedly.reading.events.holders import Holders
from reportedly.reading.events.lexicon import Effect, Lexicon, lexicon
from reportedly.reading.events.presented import Presented
from reportedly.reading.events.standing import denied_beside, may_stand, standing_for
from reportedly.reading.events.syntax import child, is_verb
from reportedly.reading.events.times import when_of
from reportedly.reading.events.warring import most_named, sides_of_war
from reportedly.reading.reference import References

_INFERRED = 0.85  # each role that is taken from elsewhere makes the event this much less sure


def find_events(
    parsed: ParsedDocument,
    packs: Sequence[Pack],
    references: References,
    statements: Sequence[Statement],
    dates: Sequence[DateExpression],
) -> tuple[Event, ...]:
    """The events that packs know of, sorted by where they stand; one for each filler of the roles that a type splits by."""
    if not packs:
        return ()
    words = lexicon()
    finder = _Finder(
        parsed, Index(packs), references, Holders(parsed, statements, words), words, tuple(packs), tuple(dates)
    )
    found: dict[str, Event] = {}
    for event in finder.events():
        found.setdefault(event.id, event)
    return tuple(sorted(found.values(), key=lambda e: (e.trigger, e.type, e.id)))


@dataclass(frozen=True)
class _Finder:
    parsed: ParsedDocument
    index: Index
    references: References
    holders: Holders
    words: Lexicon
    packs: tuple[Pack, ...]
    dates: tuple[DateExpression, ...]

    def events(self) -> Iterator[Event]:
        before: list[Frame] = []
        for block in self.parsed.blocks:
            here = self._frames(block, before)
            before += here
            for frame in here:
                yield from self._events(frame)

    # ---- frames

    def _frames(self, block: ParsedBlock, before: list[Frame]) -> list[Frame]:
        """The frames of one block in text order; ``before`` are those of the blocks before it."""
        chosen = {f.token.i: f for t in block.doc if (f := self._best(block, t)) is not None}
        here = self._completed(chosen, before)
        taken = {i for f in chosen.values() if f.enough() for i in f.used}
        for token in block.doc:
            if token.i in here:
                continue
            earlier = {i: f for i, f in here.items() if i < token.i}
            found = next(self._standing(block, token, earlier, before), None)
            if found is None and token.i not in taken:
                found = next(self._things(block, token), None)
            if found is not None:
                here[token.i] = found
        return [here[i] for i in sorted(here)]

    def _completed(self, chosen: dict[int, Frame], before: list[Frame]) -> dict[int, Frame]:
        """The frames at triggers that have enough, after what context gives them; parts of other frames left out."""
        carried = {(f.carrier.i, f.type.name): f for f in chosen.values() if f.carrier is not None and f.enough()}
        here: dict[int, Frame] = {}
        for i, frame in sorted(chosen.items()):
            carrying = carried.get((i, frame.type.name))
            if (carrying is not None and not _tells_more(frame, carrying)) or (
                frame.trigger.form == "noun" and self._is_part(frame, chosen)
            ):
                continue
            if any(is_purpose(frame, other) for other in chosen.values()):
                continue
            done = complete(frame, {**chosen, **here}, before)
            done = self._spoken(done)
            if done.enough() and not _is_only_able(done):
                here[i] = done
        return here

    def _spoken(self, frame: Frame) -> Frame:
        """A threat with no name in it is the speaker's own: "the response will be swift"."""
        name = frame.trigger.speaker
        holder = self.holders.of(_trigger_span(frame)) if name is not None else None
        speaker = self._speaker(holder) if holder is not None and holder.act != "demand" else None
        return frame.with_roles({name: (Filled(speaker),)}) if name is not None and speaker is not None else frame

    def _standing(
        self, block: ParsedBlock, token: Token, here: dict[int, Frame], before: list[Frame]
    ) -> Iterator[Frame]:
        if not may_stand(token, self.words):
            return
        holder = self.holders.of(block.span(token))
        if denied_beside(token, self.words) is None or holder is None or self.holders.denies(holder):
            yield from standing_for(token, self._namer(block, token), here, before)

    def _things(self, block: ParsedBlock, token: Token) -> Iterator[Frame]:
        candidates = self.index.things(token)
        told = block.block.role == "headline" or (token.dep_ == "pobj" and token.head.lower_ in {"over", "about"})
        if candidates and told:  # elsewhere a thing with "to" behind it belongs to a verb
            yield from (f for f in frames_at(token, candidates, self._namer(block, token)) if f.enough())

    @staticmethod
    def _is_part(frame: Frame, chosen: dict[int, Frame]) -> bool:
        """Whether a noun is only the thing that another event of its type passes on: "provide support"."""
        return any(
            other.enough()
            and not (other.carrier == frame.token and _tells_more(frame, other))
            and (
                frame.token.i in other.somebody or (frame.token.i in other.used and other.type.name == frame.type.name)
            )
            for i, other in chosen.items()
            if i != frame.token.i
        )

    def _best(self, block: ParsedBlock, token: Token) -> Frame | None:
        candidates = self.index.at(token)
        if not candidates:
            return None
        frames = list(frames_at(token, candidates, self._namer(block, token)))
        ranked = sorted(
            frames, key=lambda f: (not f.enough(), not f.trigger.conditions, -f.parties, -f.trigger.confidence)
        )
        return ranked[0] if ranked else None

    def _namer(self, block: ParsedBlock, token: Token) -> Namer:
        holder = self.holders.of(block.span(token))
        voices = (holder.id, *(s.id for s in self.holders.above(holder))) if holder is not None else ()
        return Namer(block, self.references, self.words, self.packs[0], self._speaker(holder), voices, self._sides)

    @cached_property
    def _sides(self) -> tuple[str, ...]:
        """The two states at war, where the document tells of one war and who wages it."""
        pairs: Counter[tuple[str, str]] = Counter()
        for block in self.parsed.blocks:
            namer = Namer(block, self.references, self.words, self.packs[0])
            for token in block.doc:
                for sides in sides_of_war(token, self.words):
                    first, second = (namer.parties(t, government=True) for t in sides)
                    names = sorted({p.name for p in (*first[:1], *second[:1]) if country_of(p.name) is not None})
                    pairs.update([(names[0], names[1])] if len(names) > 1 else [])
        return most_named(pairs)

    def _speaker(self, holder: Statement | None) -> Filler | None:
        """The country or body that speaks where somebody says "we"."""
        if holder is None:
            return None
        for statement in (holder, *self.holders.above(holder)):
            entity = self.references.by_id.get(statement.speaker or "")
            if entity is not None:
                return Filler(state_of(entity) or entity.name, entity.id, statement.source)
        return None

    # ---- events

    def _events(self, frame: Frame) -> Iterator[Event]:
        trigger = _trigger_span(frame)
        holder = self.holders.of(trigger)
        reported = holder is not None and holder.manner != "direct"
        judge = Judge(self.words, headline=frame.block.block.role in {"headline", "caption"}, reported=reported)
        if frame.denial and frame.told is not None:
            told = judge.present(frame.told.token, lambda _: True, frame.told.trigger.status)
            yield from self._held(frame, trigger, Presented("denied", status=told.status), holder)
            return
        words = self.holders.cue(holder) if holder is not None else []
        shown = judge.present(frame.token, self.holders.inside(frame.block, holder), frame.trigger.status, words)
        if frame.carrier is not None and frame.carrier.dep_ == "pobj" and negated(frame.carrier, self.words):
            shown = shown.after(Effect(flip=True))  # "agreed to no deal"
        if holder is None:
            yield from self._held(frame, trigger, shown, None)
            return
        if not shown.whole and (outer := self.holders.outside_denial(holder)) is not holder:
            yield from self._held(frame, trigger, shown, outer)  # "denied it, hours after sending them"
            return
        cue = cue_effect(words, holder.act, self.words) if shown.whole and not shown.through else Effect()
        if cue.status == "feared" and is_stirring(words, frame.token):
            cue = Effect()
        if is_withheld(words, self.words):
            cue = Effect(certainty="unknown")
        told, denier = shown.after(cue), self._denier(frame, holder, judge) if shown.whole else None
        if denier == (holder,):
            told, denier = told.after(Effect(flip=True)), None
        yield from self._held(frame, trigger, told, holder)
        if denier is not None:
            yield from self._held(frame, trigger, shown.after(Effect(flip=True)), denier[0])

    def _denier(self, frame: Frame, holder: Statement, judge: Judge) -> tuple[Statement | None] | None:
        """Who does not let a report stand that the event is held by: a statement, or the outlet; ``None`` where it stands."""
        denial = self.holders.nested_claim(holder)
        if denial is not None:
            return (denial,)
        word = self.holders.report(holder)
        if word is None or (holder.source and self.holders.denies(holder)):
            return None
        above = holder if holder.source else self.holders.around(frame.block, word, holder)
        inside = self.holders.inside(frame.block, None if above is holder else above)
        return (above,) if judge.refuted(word, inside) else None

    def _held(self, frame: Frame, trigger: Span, shown: Presented, holder: Statement | None) -> Iterator[Event]:
        shown = shown.closed(lasting=frame.type.lasting)
        if shown.status == "ongoing" and is_reproached(frame.token if is_verb(frame.token) else frame.token.head):
            shown = replace(shown, status=_of_reproach(frame))
        split = [[(name, f) for f in frame.roles[name]] for name in frame.type.split if _countable(frame, name)]
        for choice in product(*split):
            wrong = any(f.denied for _, f in choice)
            told = shown.after(Effect(flip=True)) if wrong else shown
            yield self._event(frame, trigger, told, holder, dict(choice))

    def _is_ahead(self, when: When) -> bool:
        """Whether a day comes after the article's own."""
        last = self.parsed.document.published.latest
        return last is not None and when.earliest is not None and when.earliest > last

    def _event(
        self, frame: Frame, trigger: Span, shown: Presented, holder: Statement | None, only: Mapping[str, Filled]
    ) -> Event:
        roles, quantities = _roles(frame, only)
        action = next((r.fillers[0].name for r in roles if r.name == "action"), None)
        held = holder.id if holder is not None else None
        said = [[r.name, *sorted(f.name for f in r.fillers)] for r in roles]
        name = content_id("evt", self.parsed.document.id, list(trigger), frame.type.name, said, held)
        when = when_of(frame.block, frame.token, self.dates)
        status = shown.status or "none"
        if status == "ongoing" and frame.token.tag_ in {"VBZ", "VBP"} and _is_day(when):
            status = "planned" if self._is_ahead(when) else "happened"  # of captions: "meets with X, 19 July"
        if status == "happened" and perfect(frame.token) and _since(frame.token):
            status = "ongoing"  # "has supplied it since 2015"
        confidence = frame.trigger.confidence * _INFERRED ** len(frame.inferred)
        return Event(
            name, frame.pack.name, frame.type.name, frame.type.code(action).plover, trigger, roles, quantities,
            shown.polarity, shown.certainty, status, shown.score, held,
            when, round(confidence, 4),
        )  # fmt: skip


def _tells_more(noun: Frame, verb: Frame) -> bool:
    """Whether a noun tells of others than the verb that it stands with: "a strike on a ship killed two sailors"."""
    last = [r.name for r in noun.type.roles if r.party][-1]
    own, given = ({f.filler.name for f in frame.roles.get(last, ())} for frame in (noun, verb))
    return noun.enough() and verb.carrier is not None and verb.carrier.dep_ == "nsubj" and bool(own - given)


def _since(verb: Token) -> bool:
    return any(c.lower_ == "since" and c.dep_ == "prep" for c in verb.children)


def _of_reproach(frame: Frame) -> Status:
    """How far things are in "accused of attacking", "accused of offering", "accused of supplying"."""
    if frame.token.lemma_ == "offer":
        return "considered"
    return "ongoing" if frame.type.lasting else "happened"


def _is_day(when: When) -> bool:
    return when.earliest is not None and when.earliest == when.latest


def _is_only_able(frame: Frame) -> bool:
    """Whether it is only told what a thing is made for: "missiles able to reach and strike Northland"."""
    token, first = frame.token, next((r for r in frame.type.roles if r.party), None)
    if not is_verb(token) or first is None or first.takes == "item" or frame.roles.get(first.name):
        return False
    means = {
        s
        for r in frame.type.roles
        if r.takes == "item" and not r.party
        for f in frame.roles.get(r.name, ())
        for s in f.filler.spans
    }
    able = any(
        a.lower_ in {"able", "capable", "designed", "enough", "ability", "range", "meant"} for a in token.ancestors
    )
    passive = child(token, "auxpass") is not None
    return bool(means) and able and not passive


def _countable(frame: Frame, name: str) -> bool:
    """Whether the fillers of a role are things or known parties, each of which makes an event of its own."""
    filled = frame.roles.get(name, ())
    if frame.trigger.mutual and frame.type.role(name).party:
        return False
    named = frame.type.role(name).takes == "item" or all(f.filler.entity is not None for f in filled)
    return bool(filled) and named


def _roles(frame: Frame, only: Mapping[str, Filled]) -> tuple[tuple[Role, ...], tuple[Quantity, ...]]:
    """The roles in the order of the type; where a role is split, with one of its fillers only."""
    roles: list[Role] = []
    quantities: list[Quantity] = []
    for kind in frame.type.roles:
        filled = (only[kind.name],) if kind.name in only else frame.roles.get(kind.name, ())
        if not filled:
            continue
        roles.append(Role(kind.name, tuple(f.filler for f in filled)))
        named = {r.name for r in frame.type.roles}
        quantities += [q for f in filled if (q := f.quantity) is not None and q.role in named]
    return tuple(r for r in roles if not any(q.role == r.name for q in quantities)), tuple(quantities)


def _trigger_span(frame: Frame) -> Span:
    """The word, with its particle or the words that make it stand for an event: "turned down", "done so", "such claims"."""
    token = frame.token
    if is_verb(token):
        particle = child(token, "prt")
        if token.lemma_ == "do" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "so":
            particle = token.nbor(1)
        if particle is not None and particle.i == token.i + 1:
            return frame.block.span(token, particle)
        return frame.block.span(token)
    such = next((c for c in token.children if c.lower_ == "such" and c.i == token.i - 1), None)
    return frame.block.span(such or token, token)
