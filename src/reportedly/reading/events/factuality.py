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
from reportedly.reading.events.lexicon import Effect, Lexicon
from reportedly.reading.events.syntax import child, is_infinitive, is_judging, is_verb

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
        if at_top and _asks(node):
            state = state.after(Effect(certainty="unknown"))
        state = replace(state, whole=at_top and not self._beside_the_point(node))
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
        if state.status is None and (base := self._tense(node)) is not None:
            state = replace(state, status=base)
        return state

    def _beside(self, node: Token) -> Iterator[Effect]:
        if _negated(node, self.words):
            yield Effect(flip=True)
        for c in _auxiliaries(node):
            if c.lower_ in self.words.modals and c.dep_ == "aux":
                effect = self.words.modals[c.lower_]
                if c.lower_ == "should" and _inverted(c, node):
                    effect = Effect(status="conditional", certainty="unknown")
                elif effect.certainty is not None and effect.status is None and not _perfect(node):
                    effect = replace(effect, status="planned")
                elif c.lower_ in {"would", "'d"} and not self.reported:
                    effect = Effect(status="conditional")  # not the past form of "will" in reported speech
                yield effect
        for c in node.children:
            low = c.lower_
            if c.dep_ == "advmod" and low in self.words.adverbs:
                yield self.words.adverbs[low]
            elif c.dep_ == "amod" and low in self.words.adjectives:
                yield self.words.adjectives[low]
            elif (
                c.dep_ in {"mark", "advmod"}
                and low in self.words.conditional
                and not (low == "should" and c.dep_ == "aux")
            ):
                yield Effect(status="conditional", certainty="unknown")
            elif c.dep_ == "mark" and low == "whether":
                yield Effect(certainty="unknown")
        if _has_condition(node, self.words):
            yield Effect(status="conditional")

    def _tense(self, node: Token) -> Status | None:
        """What tense and aspect say by themselves; ``None`` for infinitives and nouns, which take it from above."""
        if not is_verb(node) and node.pos_ != "AUX":
            return None
        auxiliaries = [a.lower_ for a in _auxiliaries(node)]
        if is_infinitive(node):
            return "happened" if "have" in auxiliaries else None
        perfect = any(a in {"have", "has", "had", "'ve", "having", "'s"} for a in auxiliaries) and node.tag_ in {
            "VBN",
            "VBD",
        }
        if node.tag_ == "VBG" and not auxiliaries and (lent := self._lent_tense(node)) is not None:
            return lent
        progressive = node.tag_ == "VBG" or "being" in auxiliaries
        if progressive:
            return "ongoing" if auxiliaries or self.headline or node.dep_ not in {"xcomp"} else None
        if perfect or node.tag_ in {"VBD"}:
            return "happened"
        if node.tag_ == "VBN":
            present = any(a in {"is", "are", "'re", "'s", "be"} for a in auxiliaries)
            return "ongoing" if present and not self.headline else "happened"
        if "did" in auxiliaries:
            return "happened"
        if set(auxiliaries) & {"can", "do", "does"}:
            return "ongoing"
        if node.tag_ in {"VBZ", "VBP"}:
            return "happened" if self.headline else "ongoing"
        return None

    def _lent_tense(self, node: Token) -> Status | None:
        """A participle beside a clause in the past stands in the past: "sent drones, adding to", "caused it by lifting"."""
        main = node.head if node.dep_ == "advcl" and child(node, "mark") is None else None
        if node.dep_ == "pcomp" and node.head.lower_ in {"by", "through", "after", "since"}:
            main = node.head.head
        if node.dep_ == "conj" and is_verb(node.head) and node.head.tag_ == "VBG" and child(node, "aux") is None:
            return self._lent_tense(node.head)
        lent = self._tense(main) if main is not None and is_verb(main) else None
        return lent if lent == "happened" else None

    # ---- one node up

    def _up(self, node: Token, state: Presented, inside: Callable[[Token], bool]) -> tuple[Token, Presented] | None:
        head = node.head
        if head == node or node.dep_ not in _CLAUSE or not inside(head):
            return None
        if node.dep_ == "conj":
            return self._through_coordination(node, head, state)
        if node.pos_ in {"NOUN", "PROPN", "PRON"} and not self._completes(node):
            return None
        if head.pos_ in {"ADP", "SCONJ"} and head.lower_ in _TEMPORAL:
            return None
        if node.dep_ == "prep" and self._effect(head) is None and self._adjunct(node):
            return None
        if node.dep_ == "relcl" or (node.dep_ == "acl" and not self._complement(node)):
            return None
        if node.dep_ == "advcl":
            return self._through_adverbial(node, head, state)
        return head, self._governed(node, head, state)

    @staticmethod
    def _adjunct(prep: Token) -> bool:
        """Whether a preposition only sets a clause beside the verb: "will act for sending", "thinking on why it sent"."""
        return child(prep, "pcomp") is not None

    def _beside_the_point(self, node: Token) -> bool:
        """Whether a clause only describes something or sets the time: "hours after it sent", "which it sent"."""
        if node.dep_ == "advcl":
            return any(c.dep_ in {"mark", "advmod"} and c.lower_ in _TEMPORAL for c in node.children)
        return node.dep_ == "relcl" or (node.head.pos_ in {"ADP", "SCONJ"} and node.head.lower_ in _TEMPORAL)

    def _completes(self, noun: Token) -> bool:
        """Whether a noun completes what stands above it ("fears of an attack", "began deliveries") or is only mentioned there."""
        head = noun.head
        if noun.dep_ == "pobj":
            governor = head.head
            if head.lower_ not in _COMPLETING or (head.lower_ == "in" and is_verb(governor)):
                return False
            return self._effect(governor) is not None or governor.lemma_ in self.words.partitives
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
        used = self._tense(head) if head.lemma_ in {"use", "employ", "rely", "deploy", "turn"} else None
        return used or "planned"

    def _governed(self, node: Token, head: Token, state: Presented) -> Presented:
        if head.pos_ in {"ADP", "SCONJ"}:
            return state.after(effect) if node.dep_ == "pcomp" and (effect := self._effect(head)) is not None else state
        effect = self._effect(head)
        if effect == Effect() and _negated(head, self.words):
            return state.after(Effect(certainty="unknown"))  # "no evidence that" says nothing of the thing itself
        if effect is None:
            return self._plain(node, head, state)
        if effect.keeps:
            state = replace(state, kept=True)
        if effect.transparent:
            return self._at(head, state) if state.status is None or not is_verb(node) else self._polar(head, state)
        return self._polar(head, state.after(effect))

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
        if is_verb(head) and _negated(head, self.words):
            return state.after(Effect(certainty="unknown"))
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
        if any(c.dep_ == "advmod" and c.lower_ == "short" for c in head.children):
            return Effect(flip=True)  # "stopped short of"
        return self.words.governors.get(head.lemma_.lower()) or self.words.governors.get(head.lower_)

    # ---- the holder's cue

    def cue_effect(self, cue: list[Token], act: Act) -> Effect:
        """What the cue of the holding statement does: "denied", "believes", "fears"; a negated denial denies nothing.

        Where the words say nothing, the act that the statement was taken for does.
        """
        for token in cue:
            effect = self.words.cues.get(token.lower_) or self.words.cues.get(token.lemma_.lower())
            if effect is None:
                continue
            if effect.flip and _negated(token, self.words):
                return Effect(certainty="unknown")
            return effect
        if any(_negated(t, self.words) and is_verb(t) for t in cue):
            return Effect(certainty="unknown")
        return self.words.acts.get(act, Effect())


def _auxiliaries(node: Token) -> list[Token]:
    own = [c for c in node.children if c.dep_ in {"aux", "auxpass"}]
    if not own and node.dep_ == "conj" and child(node, "nsubj", "nsubjpass") is None and node.tag_ == node.head.tag_:
        return _auxiliaries(node.head)
    return own


def _negated(node: Token, words: Lexicon) -> bool:
    if node.lemma_ in {"have", "be", "remain"} and any(c.dep_ == "advmod" and c.lower_ == "yet" for c in node.children):
        return any(c.dep_ == "xcomp" and is_infinitive(c) for c in node.children)  # "has yet to"
    for c in node.children:
        if c.dep_ == "neg" or (c.dep_ in {"advmod", "preconj"} and c.lower_ in {"never", "neither"}):
            return (
                not any(g.lower_ == "only" for g in node.children) and c.nbor(1).lower_ != "only"
                if c.i + 1 < len(c.doc)
                else True
            )
        if c.dep_ == "det" and c.lower_ in {"no", "neither"} and not is_verb(node):
            return True
        if c.dep_ in {"nsubj", "nsubjpass", "dobj"} and is_verb(node) and _is_none(c):
            return True
    return any(c.dep_ == "advmod" and c.lower_ == "longer" and child(c, "neg") is not None for c in node.children)


def _is_none(noun: Token) -> bool:
    """ "No missiles", "none of them", "neither side", "nothing"."""
    return noun.lower_ in {"none", "nothing", "nobody", "neither"} or any(
        c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in noun.children
    )


def _perfect(node: Token) -> bool:
    return any(a.lower_ in {"have", "has", "had", "'ve"} for a in _auxiliaries(node)) and node.tag_ in {"VBN", "VBD"}


def _asks(node: Token) -> bool:
    """Whether a clause asks yes or no: "has it sold them?"; "why did it sell them?" takes the sale for granted."""
    sentence = node.sent
    if not sentence.text.rstrip(" \"')").endswith("?"):
        return False
    return not any(t.tag_ in {"WRB", "WP", "WDT", "WP$"} and t.i < node.i for t in sentence)


def _inverted(aux: Token, node: Token) -> bool:
    """Whether the auxiliary stands before the subject: "should Northland sell"."""
    own = child(node, "nsubj", "nsubjpass")
    return own is not None and aux.i < own.i and not node.sent.text.rstrip(' "').endswith("?")


def _has_condition(node: Token, words: Lexicon) -> bool:
    """Whether an if-clause hangs on this clause."""
    for c in node.children:
        if c.dep_ == "advcl" and any(g.dep_ in {"mark", "advmod"} and g.lower_ in {"if", "unless"} for g in c.children):
            return True
        if c.dep_ == "advcl" and any(g.lower_ == "should" and _inverted(g, c) for g in c.children):
            return True
    return False
