"""What a modal verb does to the verb beside it: "will", "may", "would" as a condition, a report or a habit."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from reportedly.reading.events.clause import inverted, is_habit, perfect
from reportedly.reading.events.lexicon import Effect, Lexicon

IF = Effect(certainty="unknown", status="conditional")


def modal_effect(aux: Token, node: Token, words: Lexicon, *, reported: bool) -> Effect:
    """What a modal does to its verb; "would" in ``reported`` speech may be the past form of "will"."""
    effect = words.modals[aux.lower_]
    if aux.lower_ == "should" and inverted(aux, node):
        return IF  # "should it sell"
    if aux.lower_ in {"would", "'d"} and is_habit(node):
        return Effect(status="happened")
    told = node.dep_ in {"acl", "relcl"} and node.head.lemma_ in words.claim_nouns  # "reports that it would sell"
    if aux.lower_ in {"would", "'d"} and not reported and not told:
        return Effect(status="conditional")  # not the past form of "will" in reported speech
    if effect.certainty is not None and effect.status is None and not perfect(node):
        return replace(effect, status="planned")  # "could sell" looks ahead, "could have sold" back
    return effect
