"""How an event is presented: polarity, certainty, status, by one walk from the trigger up to where its holder's words end.

Every word on the way can have an effect (:class:`~reportedly.reading.events.lexicon.Effect`): negation, modals, adverbs and
adjectives beside a node, then the word that governs it ("refused to", "a plan to", "fears that"), last the cue of the
statement that holds the event. Tense and aspect say what is left open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from reportedly.model import Status
from reportedly.reading.events.clause import (
    asks,
    auxiliaries,
    has_condition,
    is_reproached,
    negated,
    tense,
)
from reportedly.reading.events.control import concerned, governing_verb
from reportedly.reading.events.cues import has_own_effect
from reportedly.reading.events.denying import is_lie
from reportedly.reading.events.governing import completes, effect_of, is_under_no, only_tells, phrase_effect
from reportedly.reading.events.lexicon import Effect, Lexicon
from reportedly.reading.events.linkage import (
    TEMPORAL,
    is_adjunct,
    is_alternative,
    is_asked,
    is_awaited,
    is_beside_the_point,
    is_finite,
    is_meant,
    is_shared,
    looking,
    reported_by,
)
from reportedly.reading.events.modals import IF, modal_effect
from reportedly.reading.events.presented import Presented
from reportedly.reading.events.supposing import (
    is_conditioned,
    is_in_condition,
    is_inverted_condition,
    is_of_anybody,
    is_supposed,
)
from reportedly.reading.events.syntax import child, is_infinitive, is_verb
from reportedly.reading.events.undone import called_false, dismissed, taken_back

_CLAUSE = frozenset({
    "ccomp", "xcomp", "acl", "pcomp", "csubj", "csubjpass", "advcl", "dobj", "pobj", "nsubj", "nsubjpass", "attr",
    "conj", "prep", "dative", "oprd", "acomp", "agent", "relcl",
})  # fmt: skip
_REACH = 10
_ON_ITS_WAY = frozenset({"planned", "considered", "demanded"})
_SET = frozenset({"planned", "scheduled", "set", "slated", "due", "expected", "proposed", "envisaged"})
_UNDONE = Effect(flip=True)
_OPEN = Effect(certainty="unknown")
_ADMITTING = frozenset(
    ["acknowledge", "admit", "confirm", "recognize", "recognise", "mention", "verify", "discuss", "explain"]
)


def _either(inside: Callable[[Token], bool], more: frozenset[int]) -> Callable[[Token], bool]:
    return lambda token: token.i in more or inside(token)


@dataclass(frozen=True)
class Judge:
    """Judges the events of one block. ``inside`` says whether a token is among the words of the event's holder."""

    words: Lexicon
    headline: bool = False
    reported: bool = False

    def present(
        self, trigger: Token, inside: Callable[[Token], bool], default: Status | None, cue: Sequence[Token] = ()
    ) -> Presented:
        """How the event at a trigger is presented, before its holder's ``cue`` has its effect.

        Where what hangs on the cue is no clause of its own ("refused to send", "resisted calls to send"), the cue is a
        governor like any other: the walk goes on through it, and :attr:`Presented.through` says so.
        """
        state = self._at(trigger, Presented())
        node, back, dropped = trigger, taken_back(trigger, self.words), self._dropped(trigger)
        governs = not has_own_effect(cue, self.words) and any(self._effect(t) is not None for t in cue)
        through = frozenset(t.i for t in cue) if governs else frozenset()
        for _ in range(_REACH):
            crossing = node.head.i in through and not inside(node.head) and not is_finite(node)
            if crossing:
                inside, state = _either(inside, through), replace(state, through=True)
            step = self._up(node, state, inside)
            if step is None:
                break
            node, state = step
            back = back or taken_back(node, self.words)
            dropped = dropped or self._dropped(node)
        at_top = node.head == node or not inside(node.head)
        if at_top and node.head in cue:  # "ordered strikes, then called them off"
            back = back or taken_back(node.head, self.words)
        if self._effect(node) == Effect() and is_in_condition(node):
            state = state.after(IF)  # "if it shows evidence that"
        if at_top and asks(node):
            state = state.after(_OPEN)
        state = replace(state, whole=at_top and not is_beside_the_point(node, self.words))
        state = self._settled(trigger, state, default)
        return state.after(_UNDONE) if dropped or (back and state.status in _ON_ITS_WAY) else state

    def refuted(self, claim: Token, inside: Callable[[Token], bool]) -> bool:
        """Whether the words around a word of report say no to it: "claims that … are false", "dismissed reports that"."""
        return self.present(claim, inside, None).polarity == "denied"

    def _dropped(self, node: Token) -> bool:
        return dismissed(node, self.words) or called_false(node, self.words) or is_lie(node, self.words)

    @staticmethod
    def _settled(trigger: Token, state: Presented, default: Status | None) -> Presented:
        """The status, where the walk has left it open or the trigger's own word says more than the tense."""
        if default == "conditional" and state.status in {None, "planned", "happened", "ongoing"}:
            return replace(state, status=default)  # a threat depends on something, said or not
        if default is not None and is_verb(trigger) and not state.firm:
            return replace(state, status=default)  # the word itself says how far things are: "lobbied for"
        if state.status is None:
            fallback: Status = "planned" if trigger.tag_ == "VB" else "happened" if is_verb(trigger) else "ongoing"
            state = replace(state, status=default or fallback)
        return state

    # ---- beside a node

    def _at(self, node: Token, state: Presented, below: Token | None = None) -> Presented:
        """The effects of what stands beside one node: negation, modals, adverbs, adjectives, "if"."""
        for effect in self._beside(node, below):
            state = state.after(effect)
        if is_alternative(node) and state.polarity == "affirmed":
            state = state.after(Effect(certainty="possible"))
        if state.status is None and (base := self._told(node)) is not None:
            state = replace(state, status=base)
        return state

    def _beside(self, node: Token, below: Token | None = None) -> Iterator[Effect]:
        if negated(node, self.words, below):
            yield Effect(flip=True)
        yield from self._modals(node)
        yield from (effect for c in node.children if (effect := self._word(c, node)) is not None)
        if is_supposed(node) or is_of_anybody(node) or is_inverted_condition(node):
            yield IF
        if (
            node.dep_ in {"nsubj", "csubj"} and node.head.lemma_ in self.words.linking
        ):  # "a sale is likely", "is off the table"
            yield from self._said_of(node.head)
            yield from self._modals(node.head)
        if has_condition(node):
            yield Effect(status="conditional")
        if node.dep_ in {"pobj", "dobj"} and is_conditioned(node, self.words):
            yield IF
        if is_awaited(node):
            yield Effect(status="planned")

    def _said_of(self, verb: Token) -> Iterator[Effect]:
        """The effects of what a linking verb says of its subject: an adjective, or "under consideration"."""
        for c in verb.children:
            effect = self._effect(c) if c.dep_ in {"acomp", "oprd", "attr"} else None
            if c.dep_ == "prep":
                held = child(c, "pobj")
                effect = self.words.governors.get(f"{c.lower_} {held.lower_}") if held is not None else None
            if effect is None:
                continue
            if not negated(verb, self.words):
                yield effect
            elif effect.flip:
                yield Effect(certainty="possible")  # "is not impossible"
            else:
                yield replace(effect, flip=True)  # "is not on the table"

    def _word(self, c: Token, node: Token) -> Effect | None:
        """The effect of one word beside a node: an adverb, an adjective, "any", "if", "whether"."""
        if c.dep_ == "advmod" and c.lower_ in self.words.adverbs:
            return self.words.adverbs[c.lower_]
        if c.lower_ == "any" and (node.lower_ in self.words.answerable or is_under_no(node, self.words)):
            return None  # "denied any role", "ruled out any sale": denied without doubt
        last = c.lower_.rpartition("-")[2]  # "now-cancelled"
        if c.dep_ in {"amod", "det"} and last in self.words.adjectives and not is_verb(node):
            return self.words.adjectives[last]
        if c.dep_ == "acl" and c.lower_ in _SET and not is_verb(node):
            return Effect(status="planned")  # "a meeting planned for last week", "talks set for May"
        if c.dep_ == "mark" and c.lower_ == "if" and is_asked(node):
            return _OPEN
        if c.dep_ in {"mark", "advmod"} and c.lower_ in self.words.conditional:
            return None if self._is_past_until(c, node) else IF
        if c.dep_ == "mark" and c.lower_ == "whether":
            return Effect(certainty="unknown", status="considered") if is_infinitive(node) else _OPEN
        return None

    def _modals(self, node: Token) -> Iterator[Effect]:
        modals = (c for c in auxiliaries(node) if c.dep_ == "aux" and c.lower_ in self.words.modals)
        return (modal_effect(c, node, self.words, reported=self.reported) for c in modals)

    def _is_past_until(self, mark: Token, node: Token) -> bool:
        """ "Until it was signed" tells a fact, "until it is signed" sets a condition."""
        return mark.lower_ == "until" and self._told(node) == "happened"

    def _told(self, node: Token) -> Status | None:
        return tense(node, headline=self.headline)

    # ---- one node up

    def _up(self, node: Token, state: Presented, inside: Callable[[Token], bool]) -> tuple[Token, Presented] | None:
        head = node.head
        if (word := concerned(node)) is not None and inside(word):  # "nothing to do with"
            return word, state.after(_UNDONE) if word.lower_ == "nothing" else state
        if head == node or node.dep_ not in _CLAUSE or not inside(head):
            return None
        return self._through(node, head, state, inside)

    def _through(
        self, node: Token, head: Token, state: Presented, inside: Callable[[Token], bool]
    ) -> tuple[Token, Presented] | None:
        """One node up, by how it hangs on the one above."""
        if node.dep_ == "conj":
            return self._through_coordination(node, head, state)
        if node.lower_ == "use" and head.lower_ == "for" and is_verb(head.head) and inside(head.head):
            return head.head, self._polar(head.head, state.with_status("planned"))
        if head.lower_ == "including" and head.dep_ == "prep":
            return head, state  # "several options, including a strike"
        if node.pos_ in {"NOUN", "PROPN", "PRON"} and not completes(node, self.words):
            return None
        if head.pos_ in {"ADP", "SCONJ"} and head.lower_ in TEMPORAL:
            return None
        if node.lower_ == "including" and node.dep_ == "prep":
            return head, self._governed(node, head, state)  # "several options, including a strike"
        if node.dep_ == "prep" and self._effect(head) is None and is_adjunct(node):
            return (head, self._at(head, state, node)) if is_shared(node) else None
        if is_meant(node) and (above := governing_verb(head)) is not None and inside(above[0]):
            return above[0], self._polar(above[0], state.with_status("planned"))
        if node.dep_ == "acl" and any(c.lower_ == "being" for c in node.children):
            return head, state  # "the plane being shot down": the parser hung it on what is shot
        if node.dep_ == "relcl":
            return self._through_relative(node, head, state)
        if node.dep_ in {"csubj", "csubjpass"} or (node.dep_ == "acl" and not self._complement(node)):
            return None
        if node.dep_ == "advcl":
            return self._through_adverbial(node, head, state)
        return head, self._governed(node, head, state)

    def _through_relative(self, node: Token, head: Token, state: Presented) -> tuple[Token, Presented] | None:
        """A relative clause only describes, unless the parser took for one what completes a noun: "calls to halt"."""
        named = reported_by(node, self.words)
        if named is None and is_infinitive(node) and self._effect(head) is not None:
            named = head
        return None if named is None else (named, self._governed(node, named, state))

    def _complement(self, node: Token) -> bool:
        """Whether a clause completes a noun ("a plan to send", "evidence that") and does not describe it ("drones sold by")."""
        if is_infinitive(node) or child(node, "mark") is not None:
            return True
        full = child(node, "nsubj", "nsubjpass") is not None and node.tag_ != "VBG"
        return full and self._effect(node.head) is not None  # "the possibility the plane was shot down"

    def _through_coordination(self, node: Token, head: Token, state: Presented) -> tuple[Token, Presented]:
        own = any(c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for c in node.children)
        own = own or (is_verb(node) and node.tag_ != head.tag_)
        if own and any(c.lower_ == "nor" and c.dep_ == "cc" and c.i < node.i for c in head.children):
            return head, self._polar(head, state, node)
        if own or not (is_verb(node) and is_verb(head)):
            return head, state if own else self._adjectives_only(head, state)
        return head, self._at(head, state, node)

    def _adjectives_only(self, head: Token, state: Presented) -> Presented:
        for c in head.children:
            if c.dep_ == "amod" and c.lower_ in self.words.adjectives:
                state = state.after(self.words.adjectives[c.lower_])
        return state

    def _through_adverbial(self, node: Token, head: Token, state: Presented) -> tuple[Token, Presented] | None:
        """A purpose is planned; any other adverbial clause stands for itself, but within what governs the main clause."""
        if is_infinitive(node):
            if self._effect(head) is not None:
                return head, self._governed(node, head, state)
            return head, state.with_status(None if state.status else self._purpose(head))
        if is_beside_the_point(node, self.words):
            return None  # "denied it, hours after sending": what is told beside it stands by itself
        return (head, state) if head.dep_ in {"ccomp", "xcomp", "advcl"} else None

    def _purpose(self, head: Token) -> Status:
        """What is done with a tool is done as the tool is used; any other purpose is still ahead."""
        if head.lemma_ in {"rely", "depend"}:
            return "ongoing"
        used = self._told(head) if head.lemma_ in {"use", "employ", "rely", "deploy", "turn"} else None
        return used or "planned"

    def _governed(self, node: Token, head: Token, state: Presented) -> Presented:
        if head.pos_ in {"ADP", "SCONJ"}:
            if (phrase := phrase_effect(head, self.words)) is not None:
                return state.after(phrase)
            return state.after(effect) if node.dep_ == "pcomp" and (effect := self._effect(head)) is not None else state
        effect = self._effect(head)
        if effect == Effect() and negated(head, self.words):
            return state.after(_OPEN)  # "no evidence that" says nothing of the thing itself
        if effect is None:
            return self._plain(node, head, state)
        if (special := self._instead(effect, node, head)) is not None:
            return state.after(special)
        said = list(self._said_of(head)) if head.lemma_ in self.words.linking else []
        if said and node.dep_ in {"ccomp", "xcomp", "csubj"}:
            for each in (*said, *self._modals(head)):  # "it is impossible that"; its "not" is part of what is said
                state = state.after(looking(each, node))
            return state
        if effect.keeps:
            loose = (
                effect.halts
                and is_verb(head)
                and (is_infinitive(head) or (head.tag_ == "VBG" and not auxiliaries(head)))
            )
            state = replace(state.after(Effect(keeps=True, halts=effect.halts)), loose=loose or state.loose)
        if head.lemma_ == "be" and is_infinitive(node) and node.dep_ == "xcomp":
            return self._polar(head, state.with_status("planned"), node)  # "is to send"
        if effect.transparent and not is_verb(node) and (head.lemma_ == "be" or head.lower_ in self.words.answerable):
            seen = self._at(
                head, state, node
            )  # "is behind the attack" lends its negation and its "will", not its present
            return replace(seen, status=state.status) if seen.status == "ongoing" and not seen.firm else seen
        if effect.transparent:
            return (
                self._at(head, state, node)
                if state.status is None or not is_verb(node)
                else self._polar(head, state, node)
            )
        return self._polar(head, state.after(looking(effect, node)), node)

    def _instead(self, effect: Effect, node: Token, head: Token) -> Effect | None:
        """What a governor does in certain company, where that is not its own effect."""
        if head.lemma_ == "order" and is_reproached(head):
            return Effect(status="happened")  # "accused of ordering the attack"
        if effect.flip and only_tells(node, self.words):
            return _OPEN  # "declined to say whether", "stopped short of confirming that"
        if effect.flip and head.lemma_ in {"rule", "exclude"} and negated(head, self.words):
            return Effect(certainty="possible", status="considered")  # "has not ruled out sending"
        return None

    def _plain(self, node: Token, head: Token, state: Presented) -> Presented:
        """A governor without an effect of its own: "made a delivery" lends all, "did not say that" leaves open."""
        if head.lemma_ in _ADMITTING and negated(head, self.words):
            return state.after(_OPEN)  # "has not acknowledged the attack" denies nothing
        if not is_verb(node):
            return self._at(head, state, node)
        for effect in self._beside(head, node):
            if effect.status == "conditional":
                state = state.after(effect)
        if node.dep_ == "xcomp":
            if state.status is None:
                state = replace(state, status=self._purpose(head))
            return self._polar(head, state, node)
        if is_verb(head) and negated(head, self.words, node):
            return state.after(_OPEN)
        return state

    def _polar(self, head: Token, state: Presented, below: Token | None = None) -> Presented:
        """What stands beside a governor: its negation and doubt count for what it governs, its tense does not."""
        for effect in self._beside(head, below):
            state = state.after(
                Effect(effect.flip, effect.certainty, effect.status if effect.status == "conditional" else None)
            )
        return state

    def _effect(self, head: Token) -> Effect | None:
        return effect_of(head, self.words)
