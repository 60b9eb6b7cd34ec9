"""How a clause hangs on what stands above it: as what is told, as its condition, its question, its time, its purpose."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from reportedly.reading.events.clause import auxiliaries, perfect, tense
from reportedly.reading.events.lexicon import Effect, Lexicon
from reportedly.reading.events.syntax import child, is_infinitive, is_passive, is_verb

TEMPORAL = frozenset({
    "after", "before", "since", "when", "while", "because", "as", "although", "though", "until", "once", "whereas",
    "despite", "following", "during", "amid",
})  # fmt: skip
_ASKING = frozenset(
    {"ask", "wonder", "doubt", "question", "determine", "know", "see", "unclear", "decide", "investigate", "establish"}
)
_INTENDED = frozenset(
    {
        "plan",
        "bid",
        "effort",
        "idea",
        "proposal",
        "sale",
        "deal",
        "purchase",
        "order",
        "project",
        "programme",
        "program",
    }
)
_SHARING = frozenset({"follow", "join", "succeed", "support", "assist", "back", "participate", "persist"})


def is_alternative(verb: Token) -> bool:
    """Whether it is one of two things of which either may be: "agreed to sell them or has sent them already"."""
    if not is_verb(verb):
        return False
    either = (
        verb
        if any(c.dep_ == "conj" and is_verb(c) for c in verb.children)
        else verb.head
        if verb.dep_ == "conj"
        else None
    )
    return either is not None and any(c.dep_ == "cc" and c.lower_ == "or" for c in either.children)


def is_awaited(noun: Token) -> bool:
    """ "Ahead of the summit", "ahead of talks": still to come."""
    ahead = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "ahead"
    return ahead and noun.lemma_ in {"meeting", "summit", "talk", "negotiation", "visit", "conference", "signing"}


def is_asked(node: Token) -> bool:
    """Whether "if" means "whether": "asked if it sold them"."""
    return node.dep_ in {"ccomp", "advcl"} and node.head.lemma_ in _ASKING and node.i > node.head.i


def is_shared(prep: Token) -> bool:
    """Whether a clause with "in" says what the verb above it comes down to: "will follow X in expelling"."""
    return prep.lower_ == "in" and is_verb(prep.head) and prep.head.lemma_ in _SHARING


def is_adjunct(prep: Token) -> bool:
    """Whether a preposition only sets a clause beside the verb: "will act for sending", "thinking on why it sent"."""
    return child(prep, "pcomp") is not None


def is_meant(node: Token) -> bool:
    """Whether a clause says what a thing is for: "sent weapons to be used"."""
    return node.dep_ in {"relcl", "acl"} and is_infinitive(node) and is_passive(node)


def is_beside_the_point(node: Token, words: Lexicon) -> bool:
    """Whether a clause only describes something or sets the time: "hours after it sent", "which it sent"."""
    if node.dep_ == "relcl" and reported_by(node, words) is not None:
        return False
    if node.dep_ == "advcl":
        return any(c.dep_ in {"mark", "advmod"} and c.lower_ in TEMPORAL for c in node.children)
    return node.dep_ in {"csubj", "csubjpass", "relcl"} or (
        node.head.pos_ in {"ADP", "SCONJ"} and node.head.lower_ in TEMPORAL
    )


def reported_by(node: Token, words: Lexicon) -> Token | None:
    """The noun of report that a clause with "that" completes where the parser takes it for a relative clause of a later noun.

    "Denied reports from agencies that it shot down a plane": nothing is left out in such a clause.
    """
    that = next((c for c in node.children if c.lower_ == "that" and c.i < node.i), None)
    whole = child(node, "nsubj", "nsubjpass") not in {None, that} and (
        child(node, "dobj") not in {None, that} or is_passive(node)
    )
    if that is None or not whole:
        return None
    above = (t for t in (node.head, *node.head.ancestors) if t.i < node.i)
    return next((t for t in above if t.pos_ == "NOUN" and t.lemma_ in words.claim_nouns), None)


def is_finite(node: Token) -> bool:
    """Whether a clause has a tense of its own: neither "to send" nor "sending"."""
    bare = is_infinitive(node) or (node.tag_ == "VBG" and not auxiliaries(node))
    return (is_verb(node) or node.pos_ == "AUX") and not bare


def looking(effect: Effect, node: Token) -> Effect:
    """What is likely to happen is ahead; that it did happen can be likely too: "likely that it sent them"."""
    told = (
        effect.status in {"planned", "considered"} and effect.certainty in {"probable", "possible"} and not effect.flip
    )
    passive = node.tag_ == "VBN" and tense(node, headline=False) == "happened"
    finite = node.tag_ in {"VBD", "VBZ", "VBP"} or (node.tag_ == "VBN" and perfect(node)) or passive
    ahead = not perfect(node) and any(
        a.lower_ in {"will", "would", "'ll", "may", "might", "could"} for a in auxiliaries(node)
    )
    return replace(effect, status=None) if told and finite and not ahead else effect


def drops_a_plan(verb: Token) -> bool:
    """ "Dropped its plan to sell", not "dropped nine per cent to reach a low"."""
    dropped = child(verb, "dobj", "nsubjpass")
    return dropped is not None and dropped.lemma_ in _INTENDED
