"""How an event is presented: polarity, certainty, status, by one walk from the trigger up to where its holder's words end.

Every word on the way can have an effect (:class:`~reportedly.reading.events.lexicon.Effect`): negation, modals, adverbs and
adjectives beside a node, then the word that governs it ("refused to", "a plan to", "fears that"), last the cue of the
statement that holds the event. Tense and aspect say what is left open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from reportedly.model import Act, Certainty, Polarity, Status
from reportedly.reading.events.clause import asks, auxiliaries, has_condition, inverted, negated, perfect, tense
from reportedly.reading.events.control import answerable, answered, governing_verb
from reportedly.reading.events.lexicon import Effect, Lexicon
from reportedly.reading.events.syntax import child, is_infinitive, is_judging, is_passive, is_verb

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
_CLAUSE = frozenset({
    "ccomp", "xcomp", "acl", "pcomp", "csubj", "csubjpass", "advcl", "dobj", "pobj", "nsubj", "nsubjpass", "attr",
    "conj", "prep", "dative", "oprd", "acomp", "agent", "relcl",
})  # fmt: skip
_COMPLETING = frozenset({"of", "for", "to", "against", "about", "on", "over", "with", "from", "into", "in", "at"})
_TEMPORAL = frozenset({
    "after", "before", "since", "when", "while", "because", "as", "although", "though", "until", "once", "whereas",
    "despite", "following", "during", "amid",
})  # fmt: skip
_REACH = 10
_OPEN = Effect(certainty="unknown")
_IF = Effect(certainty="unknown", status="conditional")


@dataclass(frozen=True, slots=True)
class Presented:
    """Polarity, certainty and status; ``firm`` where the status does not come from a bare tense.

    ``whole``: nothing cuts it off from what its holder says as a whole, as a relative clause or a mere mention does.
    ``kept``: no negation further up touches it: who did not stop deliveries made them.
    """

    polarity: Polarity = "affirmed"
    certainty: Certainty = "certain"
    status: Status | None = None
    firm: bool = False
    whole: bool = False
    kept: bool = False

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
        return replace(self.with_status(effect.status), polarity=polarity, certainty=certainty, kept=kept)

    def with_status(self, status: Status | None) -> Presented:
        """This with a status of more force put over its own."""
        if status is None or (self.status is not None and self.firm and _FORCE[status] <= _FORCE[self.status]):
            return self
        return replace(self, status=status, firm=True)


@dataclass(frozen=True)
class Judge:
    """Judges the events of one block. ``inside`` says whether a token is among the words of the event's holder."""

    words: Lexicon
    headline: bool = False
    reported: bool = False

    def present(self, trigger: Token, inside: Callable[[Token], bool], default: Status | None) -> Presented:
        """How the event at a trigger is presented, before its holder's cue has its effect."""
        state = self._at(trigger, Presented())
        node = trigger
        for _ in range(_REACH):
            step = self._up(node, state, inside)
            if step is None:
                break
            node, state = step
        at_top = node.head == node or not inside(node.head)
        if at_top and asks(node):
            state = state.after(_OPEN)
        state = replace(state, whole=at_top and not self._beside_the_point(node))
        return self._settled(trigger, state, default)

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

    def _at(self, node: Token, state: Presented) -> Presented:
        """The effects of what stands beside one node: negation, modals, adverbs, adjectives, "if"."""
        for effect in self._beside(node):
            state = state.after(effect)
        if state.status is None and (base := self._told(node)) is not None:
            state = replace(state, status=base)
        return state

    def _beside(self, node: Token) -> Iterator[Effect]:
        if negated(node, self.words):
            yield Effect(flip=True)
        yield from self._modals(node)
        yield from (effect for c in node.children if (effect := self._word(c, node)) is not None)
        if (
            node.dep_ in {"nsubj", "csubj"} and node.head.lemma_ == "be"
        ):  # "a sale is likely", "a sale would be a mistake"
            told = (self._effect(c) for c in node.head.children if c.dep_ == "acomp")
            yield from (effect for effect in told if effect is not None)
            yield from self._modals(node.head)
        if has_condition(node):
            yield Effect(status="conditional")

    def _word(self, c: Token, node: Token) -> Effect | None:
        """The effect of one word beside a node: an adverb, an adjective, "any", "if", "whether"."""
        if c.dep_ == "advmod" and c.lower_ in self.words.adverbs:
            return self.words.adverbs[c.lower_]
        if c.lower_ == "any" and node.lower_ in self.words.answerable:
            return None  # "denied any role" denies it without doubt
        if c.dep_ in {"amod", "det"} and c.lower_ in self.words.adjectives and not is_verb(node):
            return self.words.adjectives[c.lower_]
        if c.dep_ in {"mark", "advmod"} and c.lower_ in self.words.conditional:
            return None if self._is_past_until(c, node) else _IF
        if c.dep_ == "mark" and c.lower_ == "whether":
            return Effect(certainty="unknown", status="considered") if is_infinitive(node) else _OPEN
        return None

    def _modals(self, node: Token) -> Iterator[Effect]:
        return (self._modal(c, node) for c in auxiliaries(node) if c.dep_ == "aux" and c.lower_ in self.words.modals)

    def _is_past_until(self, mark: Token, node: Token) -> bool:
        """ "Until it was signed" tells a fact, "until it is signed" sets a condition."""
        return mark.lower_ == "until" and self._told(node) == "happened"

    def _modal(self, aux: Token, node: Token) -> Effect:
        effect = self.words.modals[aux.lower_]
        if aux.lower_ == "should" and inverted(aux, node):
            return _IF  # "should it sell"
        if aux.lower_ in {"would", "'d"} and not self.reported:
            return Effect(status="conditional")  # not the past form of "will" in reported speech
        if effect.certainty is not None and effect.status is None and not perfect(node):
            return replace(effect, status="planned")  # "could sell" looks ahead, "could have sold" back
        return effect

    def _told(self, node: Token) -> Status | None:
        return tense(node, headline=self.headline)

    # ---- one node up

    def _up(self, node: Token, state: Presented, inside: Callable[[Token], bool]) -> tuple[Token, Presented] | None:
        head = node.head
        if head == node or node.dep_ not in _CLAUSE or not inside(head):
            return None
        if node.dep_ == "conj":
            return self._through_coordination(node, head, state)
        if node.lower_ == "use" and head.lower_ == "for" and is_verb(head.head) and inside(head.head):
            return head.head, self._polar(head.head, state.with_status("planned"))
        if node.pos_ in {"NOUN", "PROPN", "PRON"} and not self._completes(node):
            return None
        if head.pos_ in {"ADP", "SCONJ"} and head.lower_ in _TEMPORAL:
            return None
        if node.dep_ == "prep" and self._effect(head) is None and self._adjunct(node):
            return None
        if self._is_meant(node) and (above := governing_verb(head)) is not None and inside(above[0]):
            return above[0], self._polar(above[0], state.with_status("planned"))
        if node.dep_ in {"csubj", "csubjpass", "relcl"} or (node.dep_ == "acl" and not self._complement(node)):
            return None
        if node.dep_ == "advcl":
            return self._through_adverbial(node, head, state)
        return head, self._governed(node, head, state)

    @staticmethod
    def _is_meant(node: Token) -> bool:
        """Whether a clause says what a thing is for: "sent weapons to be used"."""
        return node.dep_ in {"relcl", "acl"} and is_infinitive(node) and is_passive(node)

    @staticmethod
    def _adjunct(prep: Token) -> bool:
        """Whether a preposition only sets a clause beside the verb: "will act for sending", "thinking on why it sent"."""
        return child(prep, "pcomp") is not None

    def _beside_the_point(self, node: Token) -> bool:
        """Whether a clause only describes something or sets the time: "hours after it sent", "which it sent"."""
        if node.dep_ == "advcl":
            return any(c.dep_ in {"mark", "advmod"} and c.lower_ in _TEMPORAL for c in node.children)
        return node.dep_ in {"csubj", "csubjpass", "relcl"} or (
            node.head.pos_ in {"ADP", "SCONJ"} and node.head.lower_ in _TEMPORAL
        )

    def _completes(self, noun: Token) -> bool:
        """Whether a noun completes what stands above it ("fears of an attack", "began deliveries") or is only mentioned there."""
        head = noun.head
        if noun.dep_ in {"dobj", "nsubjpass"} and noun.lower_ in self.words.answerable and answered(noun):
            return True
        if answerable(noun, self.words) is not None or (head.lower_ == "behind" and head.head.lemma_ == "be"):
            return True  # whether there was a deed is not asked, but who did it
        if noun.dep_ == "pobj":
            governor = head.head
            if head.lower_ not in _COMPLETING or (head.lower_ == "in" and is_verb(governor)):
                return False
            return self._effect(governor) is not None or governor.lemma_ in self.words.partitives
        if noun.dep_ == "nsubj" and head.lemma_ == "be":
            return False  # "the sale was not wise" says that there was one
        light = head.lemma_ in self.words.performing | self.words.receiving
        if noun.dep_ in {"nsubj", "nsubjpass"}:
            return (
                ((effect := self._effect(head)) is not None and effect.transparent)
                or (noun.dep_ == "nsubjpass" and light)
                or (noun.dep_ == "nsubjpass" and self._effect(head) is not None)
            )
        return light or self._effect(head) is not None

    def _complement(self, node: Token) -> bool:
        """Whether a clause completes a noun ("a plan to send", "evidence that") and does not describe it ("drones sold by")."""
        return is_infinitive(node) or child(node, "mark") is not None

    def _through_coordination(self, node: Token, head: Token, state: Presented) -> tuple[Token, Presented]:
        own = any(c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for c in node.children)
        own = own or (is_verb(node) and node.tag_ != head.tag_)
        if own or not (is_verb(node) and is_verb(head)):
            return head, state if own else self._adjectives_only(head, state)
        return head, self._at(head, state)

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
        if self._beside_the_point(node):
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
            return state.after(effect) if node.dep_ == "pcomp" and (effect := self._effect(head)) is not None else state
        effect = self._effect(head)
        if effect == Effect() and negated(head, self.words):
            return state.after(_OPEN)  # "no evidence that" says nothing of the thing itself
        if effect is None:
            return self._plain(node, head, state)
        if effect.keeps:
            state = replace(state, kept=True)
        if head.lemma_ == "be" and is_infinitive(node) and node.dep_ == "xcomp":
            return self._polar(head, state.with_status("planned"))  # "is to send"
        if effect.transparent and not is_verb(node) and (head.lemma_ == "be" or head.lower_ in self.words.answerable):
            seen = self._at(head, state)  # "is behind the attack" lends its negation and its "will", not its present
            return replace(seen, status=state.status) if seen.status == "ongoing" and not seen.firm else seen
        if effect.transparent:
            return self._at(head, state) if state.status is None or not is_verb(node) else self._polar(head, state)
        return self._polar(head, state.after(self._looking(effect, node)))

    @staticmethod
    def _looking(effect: Effect, node: Token) -> Effect:
        """What is likely to happen is ahead; that it did happen can be likely too: "likely that it sent them"."""
        told = effect.status == "planned" and effect.certainty == "probable" and not effect.flip
        finite = node.tag_ in {"VBD", "VBZ", "VBP"} or (node.tag_ == "VBN" and perfect(node))
        ahead = any(a.lower_ in {"will", "would", "'ll", "may", "might", "could"} for a in auxiliaries(node))
        return replace(effect, status=None) if told and finite and not ahead else effect

    def _plain(self, node: Token, head: Token, state: Presented) -> Presented:
        """A governor without an effect of its own: "made a delivery" lends all, "did not say that" leaves open."""
        if not is_verb(node):
            return self._at(head, state)
        for effect in self._beside(head):
            if effect.status == "conditional":
                state = state.after(effect)
        if node.dep_ == "xcomp":
            if state.status is None:
                state = replace(state, status=self._purpose(head))
            return self._polar(head, state)
        if is_verb(head) and negated(head, self.words):
            return state.after(_OPEN)
        return state

    def _polar(self, head: Token, state: Presented) -> Presented:
        """What stands beside a governor: its negation and doubt count for what it governs, its tense does not."""
        for effect in self._beside(head):
            state = state.after(
                Effect(effect.flip, effect.certainty, effect.status if effect.status == "conditional" else None)
            )
        return state

    def _effect(self, head: Token) -> Effect | None:
        if is_judging(head):
            return None
        lemma = head.lemma_.lower()
        for c in head.children:
            if c.dep_ in {"advmod", "prt", "acomp", "oprd"} and (
                held := self.words.governors.get(f"{lemma} {c.lower_}")
            ):
                return held  # "stopped short of", "held back from"
        if head.dep_ in {"advmod", "prt"}:
            return self.words.governors.get(f"{head.head.lemma_.lower()} {head.lower_}") or self.words.governors.get(
                lemma
            )
        return self.words.governors.get(lemma) or self.words.governors.get(head.lower_)

    # ---- the holder's cue

    def cue_effect(self, cue: list[Token], act: Act) -> Effect:
        """What the cue of the holding statement does: "denied", "believes", "fears"; a negated denial denies nothing.

        Where the words say nothing, the act that the statement was taken for does.
        """
        for token in cue:
            effect = self.words.cues.get(token.lower_) or self.words.cues.get(token.lemma_.lower())
            if effect is None:
                continue
            if effect.flip and negated(token, self.words):
                return _OPEN
            return effect
        if any(negated(t, self.words) and is_verb(t) for t in cue):
            return _OPEN
        return self.words.acts.get(act, Effect())
