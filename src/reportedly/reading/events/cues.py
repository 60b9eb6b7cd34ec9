"""What the cue of the statement that holds an event does to it: "denied", "believes", "fears"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.language.tables import words as speech_verbs
from reportedly.model import Act
from reportedly.reading.events.clause import is_none, negated
from reportedly.reading.events.denying import is_false_to_say, names_of
from reportedly.reading.events.lexicon import Effect, Lexicon
from reportedly.reading.events.syntax import child, is_judging, is_verb

_PLAIN = frozenset({"say", "tell", "add", "note", "write", "state"})
_OPEN = Effect(certainty="unknown")


def has_own_effect(cue: Sequence[Token], words: Lexicon) -> bool:
    """Whether the head of a cue has an effect of its own as a cue: "denied plans", not "abandoned its plan"."""
    heads = [t for t in cue if t.head == t or t.head not in cue]
    planning = any(t.lemma_ == "consider" and not is_judging(t) for t in heads)  # "considered sanctions" is no belief
    return not planning and any(_own_effect(t, words) is not None for t in heads)


def _own_effect(token: Token, words: Lexicon) -> Effect | None:
    """What a word of a cue does, with its particle or object where that makes another word of it: "brushed aside"."""
    named = [*names_of(token)] if is_verb(token) else [token.lemma_.lower()]
    if is_verb(token) and token.i + 1 < len(token.doc):
        named.append(f"{named[0]} {token.nbor(1).lower_}")  # "called for X to": not hung on the verb
    found = (words.cues.get(name) for name in (token.lower_, *reversed(named)))
    return next((effect for effect in found if effect is not None), None)


def _turns_down(token: Token, words: Lexicon) -> bool:
    """Whether a word of a cue refuses what the rest of it says: "refused to confirm"."""
    return is_verb(token) and any((e := words.governors.get(n)) is not None and e.flip for n in names_of(token))


def _is_turned_down(token: Token, words: Lexicon) -> bool:
    """Whether a word above a cue refuses it: "stopped short of | confirming", "declined | to say"."""
    if token.dep_ not in {"xcomp", "pcomp"}:
        return False
    above = token.head
    while above.pos_ in {"ADP", "ADV"} and above.head != above:
        above = above.head
    return _turns_down(above, words)


def is_withheld(cue: Sequence[Token], words: Lexicon) -> bool:
    """Whether the cue tells of something that was not said: "stopped short of accusing X of", "declined to confirm"."""
    return any(t.lemma_ in speech_verbs("speech verbs") and _is_turned_down(t, words) for t in cue)


def is_stirring(cue: Sequence[Token], trigger: Token) -> bool:
    """Whether the cue tells what the event does to somebody: "the sale worries Peru" says no less of the sale than it does."""
    subjects = [child(t, "nsubj") for t in cue if is_verb(t)]
    return any(s is not None and (s == trigger or s.is_ancestor(trigger)) for s in subjects)


def _says_little(verb: Token) -> bool:
    """ "Little suggests that", "nothing shows that"."""
    teller = child(verb, "nsubj")
    return teller is not None and teller.lower_ in {"little", "nothing", "nobody", "none"}


def cue_effect(cue: Sequence[Token], act: Act, words: Lexicon) -> Effect:
    """What the cue of the holding statement does: "denied", "believes", "fears"; a negated denial denies nothing.

    Where the words say nothing, the act that the statement was taken for does.
    """
    if any(is_false_to_say(t, words) for t in cue):
        return Effect(flip=True)
    for token in cue:
        effect = _own_effect(token, words)
        if effect is None:
            continue
        if not negated(token, words):
            return effect
        raised = effect.certainty == "probable" or effect.status == "planned"
        return replace(effect, flip=True) if raised and not effect.flip else _OPEN  # "does not think that it sold them"
    if any(_turns_down(t, words) or _is_turned_down(t, words) for t in cue):
        return _OPEN  # "declined to say", "stopped short of confirming"
    if any(is_verb(t) and (negated(t, words) or is_none(t.head) or _says_little(t)) for t in cue):
        return _OPEN
    if act == "demand" and any(t.lemma_ in _PLAIN for t in cue):
        return Effect()  # "said that it must": the words themselves tell what is demanded
    return words.acts.get(act, Effect())
