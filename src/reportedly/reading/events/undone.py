"""Deeds that were set in motion and taken back: "authorized a strike but reversed himself", "ordered it, then called it off"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.reading.events.denying import is_without_truth, names_of
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.syntax import child, is_verb

_ITSELF = frozenset({"himself", "herself", "itself", "themselves", "ourselves", "myself"})
_TURNED = frozenset({"course", "mind", "decision", "stance", "position", "nerve"})
_IT = frozenset(
    {
        "it",
        "that",
        "this",
        "them",
        "these",
        "those",
        "plan",
        "idea",
        "move",
        "order",
        "operation",
        "mission",
        "decision",
        "both",
        "strike",
        "strikes",
        "attack",
        "raid",
        "sale",
        "deal",
    }
)


def taken_back(node: Token, words: Lexicon) -> bool:
    """Whether the next clause takes back what hangs on a verb, if that had not happened yet."""
    return is_verb(node) and any(_turns(v, words) or _drops(v, words) for v in _following(node))


def dismissed(node: Token, words: Lexicon) -> bool:
    """Whether the next clause says no to what a verb raised: "discussed it but dismissed it", "could have but did not"."""
    return is_verb(node) and any(
        (v.lemma_ in words.denials and _object(v) in _IT and not _is_negated(v)) or _is_elliptic(v)
        for v in _following(node)
    )


def called_false(claim: Token, words: Lexicon) -> bool:
    """Whether somebody calls a claim untrue: "described the report … as fabricated", "dismissed as absurd the idea that".

    Where the verb denies the claim by itself ("dismissed reports as baseless"), that is told by the verb.
    """
    if claim.lemma_.lower() not in words.claim_nouns or claim.pos_ == "PRON":
        return False
    if is_without_truth(claim, words):
        return True
    verb = next((t for t in claim.ancestors if is_verb(t)), None)
    if verb is None or verb.lemma_ not in words.calling or _is_negated(verb):
        return False
    effect = words.governors.get(verb.lemma_)
    denied = effect is not None and effect.flip and claim.dep_ in {"dobj", "nsubjpass"}
    told = (t for t in verb.subtree if t.lower_ in words.falsehoods and t.i > verb.i)
    return not denied and any(t.head != claim or t.lower_ not in words.adjectives for t in told)


def _is_elliptic(verb: Token) -> bool:
    """ "But did not", "but never has": what was said before is what did not happen."""
    bare = verb.lemma_ in {"do", "have"} and not any(
        c.dep_ in {"dobj", "xcomp", "ccomp", "attr"} for c in verb.children
    )
    return bare and _is_negated(verb)


def _following(node: Token) -> Iterator[Token]:
    """The verbs joined behind a verb, and those of "before" and "only to"."""
    for c in node.children:
        if c.i < node.i or not is_verb(c):
            late = c.dep_ == "prep" and c.lower_ == "before"
            yield from (g for g in c.children if late and g.dep_ == "pcomp" and is_verb(g))
            continue
        if c.dep_ == "conj":
            yield c
            yield from _following(c)
        elif c.dep_ == "advcl" and any(m.lower_ in {"before", "only", "until", "then"} for m in c.children):
            yield c


def _turns(verb: Token, words: Lexicon) -> bool:
    """ "Reversed himself", "changed course", "thought better of it", "backed down"."""
    if _is_negated(verb):
        return False
    lemma, held = verb.lemma_.lower(), _object(verb)
    if lemma in {"reverse", "change", "switch", "lose"}:
        return held in _ITSELF | _TURNED
    if lemma == "think":
        return any(c.lower_ == "better" for c in verb.children)
    phrases = {f"{lemma} {c.lower_}" for c in verb.children if c.dep_ in {"prt", "advmod", "prep"}}
    return lemma in {"relent", "balk", "backtrack"} or bool(phrases & words.backing_down and held is None)


def _drops(verb: Token, words: Lexicon) -> bool:
    """ "Called it off", "scrapped the plan", "vetoed it"."""
    if _is_negated(verb) or _object(verb) not in _IT:
        return False
    effects = [e for n in names_of(verb) if (e := words.governors.get(n)) is not None]
    return any(e.flip or e.halts for e in effects)


def _object(verb: Token) -> str | None:
    held = child(verb, "dobj")
    return held.lower_ if held is not None else None


def _is_negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)
