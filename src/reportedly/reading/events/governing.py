"""What stands above a word and governs it: its effect, and whether the word completes it or is only mentioned there."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.events.clause import negated
from reportedly.reading.events.control import answerable, answered
from reportedly.reading.events.lexicon import Effect, Lexicon
from reportedly.reading.events.linkage import drops_a_plan
from reportedly.reading.events.syntax import child, is_judging, is_verb

_COMPLETING = frozenset({"of", "for", "to", "against", "about", "on", "over", "with", "from", "into", "in", "at"})
_TELLING = frozenset(
    ["say", "tell", "disclose", "comment", "acknowledge", "admit", "specify", "reveal", "mention", "state"]
)


def effect_of(head: Token, words: Lexicon) -> Effect | None:
    """What a word does to what it governs; ``None`` where it does nothing of itself."""
    if is_judging(head):
        return None
    lemma = head.lemma_.lower()
    if lemma == "drop" and not drops_a_plan(head):
        return None
    for c in head.children:
        name = c.lemma_.lower() if c.dep_ == "dobj" else c.lower_
        if c.dep_ in {"advmod", "prt", "acomp", "oprd", "dobj"} and (held := words.governors.get(f"{lemma} {name}")):
            return held  # "stopped short of", "held back from", "poured cold water on"
    if head.dep_ in {"advmod", "prt", "prep"} and (phrase := phrase_effect(head, words)) is not None:
        return phrase
    return words.governors.get(lemma) or words.governors.get(head.lower_)


def phrase_effect(particle: Token, words: Lexicon) -> Effect | None:
    """The effect of a verb with its particle, however the parser labels that: "backed out of", "stopped short of"."""
    return words.governors.get(f"{particle.head.lemma_.lower()} {particle.lower_}")


def only_tells(node: Token, words: Lexicon) -> bool:
    """Whether a verb only says or settles what hangs on it: to refuse to say so is no denial."""
    told = effect_of(node, words) if is_verb(node) else None
    plain = told == Effect() or (is_verb(node) and node.lemma_ in _TELLING)
    return plain and child(node, "ccomp") is not None


def completes(noun: Token, words: Lexicon) -> bool:
    """Whether a noun completes what stands above it ("fears of an attack", "began deliveries") or is only mentioned there."""
    head = noun.head
    if noun.dep_ in {"dobj", "nsubjpass"} and noun.lower_ in words.answerable and answered(noun):
        return True
    if answerable(noun, words) is not None or (head.lower_ == "behind" and head.head.lemma_ == "be"):
        return True  # whether there was a deed is not asked, but who did it
    if noun.dep_ == "pobj":
        return _completes_preposition(noun, words)
    if noun.dep_ == "nsubj" and head.lemma_ == "be":
        return False  # "the sale was not wise" says that there was one
    light = head.lemma_ in words.performing | words.receiving
    effect = effect_of(head, words)
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        lends = effect is not None and (effect.transparent or _fails(effect, head))
        return lends or (noun.dep_ == "nsubjpass" and (light or effect is not None))
    return light or effect is not None


def _completes_preposition(noun: Token, words: Lexicon) -> bool:
    prep, governor = noun.head, noun.head.head
    while governor.pos_ == "ADP" and governor.dep_ in {"prep", "conj"} and prep.dep_ == "conj":
        governor = governor.head  # "called for a halt and for sanctions"
    if prep.lower_ not in _COMPLETING or (prep.lower_ == "in" and is_verb(governor)):
        return False
    whole = effect_of(governor, words)
    if prep.lower_ in {"on", "about", "over"} and is_verb(governor) and (held := child(governor, "dobj")) is not None:
        said = f"{governor.lemma_.lower()} {held.lemma_.lower()}"
        return said in words.governors  # not "took action on the murder", but "poured cold water on reports"
    return whole is not None or governor.lemma_ in words.partitives


def _fails(effect: Effect, head: Token) -> bool:
    """ "The sale fell through", not "the sale prevented a war"."""
    return effect.flip and is_verb(head) and child(head, "dobj", "ccomp", "xcomp") is None


def is_under_no(noun: Token, words: Lexicon) -> bool:
    """Whether a noun hangs on a word that says no, so that "any" beside it only widens that: "ruled out any sale"."""
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    effect = effect_of(above, words) if is_verb(above) or above.pos_ == "NOUN" else None
    return (effect is not None and effect.flip) or (is_verb(above) and negated(above, words))
