"""Words that stand for an event told before: "has done so", "it never happened", "denied such claims", "the report is untrue"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.reading.events.clause import negated
from reportedly.reading.events.context import BACK, POINTING
from reportedly.reading.events.control import subject
from reportedly.reading.events.fillers import Filled, Namer
from reportedly.reading.events.frames import Frame
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.syntax import child, is_verb, prepositions


def may_stand(token: Token, words: Lexicon) -> bool:
    """Whether a token is a word that can stand for an event told before."""
    if token.lemma_ == "do" and is_verb(token):
        return token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "so"
    if is_verb(token) and _is_of_happening(token) and negated(token, words):
        return True
    if token.lemma_.lower() not in words.claim_nouns:
        return False
    if denied_beside(token, words) is not None:
        return True
    return (token.dep_ == "dobj" and token.head.lemma_.lower() in words.denials) or _is_called_untrue(token, words)


def denied_beside(token: Token, words: Lexicon) -> Token | None:
    """The verb by which somebody denies what has just been told: "…, a charge that X denies", "…, which X denies"."""
    first = token.left_edge.i
    if token.pos_ == "NOUN" and first > 0 and token.doc[first - 1].text == ",":
        clause = child(token, "relcl", "acl")
        return (
            clause if clause is not None and clause.lemma_ in words.denials and child(clause, "ccomp") is None else None
        )
    clause = token.head
    gap = token.lower_ == "which" and token.dep_ == "dobj" and clause.dep_ == "relcl"
    return clause if gap and clause.lemma_ in words.denials and clause.nbor(-1) != token else None


def _is_called_untrue(token: Token, words: Lexicon) -> bool:
    """ "The report was not true", "the claims are baseless"; who says so denies what was claimed."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.lemma_ != "be" or child(verb, "acomp", "attr") is None:
        return False
    said = {c.lower_ for c in verb.children if c.dep_ in {"acomp", "attr"}}
    if negated(verb, words):
        return bool(said & {"true", "accurate", "correct"})
    return bool(said & (words.falsehoods | {"wrong", "untrue"}))


def standing_for(token: Token, namer: Namer, here: Mapping[int, Frame], before: Sequence[Frame]) -> Iterator[Frame]:
    """The earlier frames that a word stands for: "done so", and what is denied in "denied such claims"."""
    if is_verb(token) and token.lemma_ == "do":
        yield from _done_so(token, namer, here, before)
    elif is_verb(token):
        yield from _happened(token, namer, [*before, *here.values()])
    else:
        yield from _denied(token, namer, [*before, *here.values()])


def _done_so(token: Token, namer: Namer, here: Mapping[int, Frame], before: Sequence[Frame]) -> Iterator[Frame]:
    earlier = [f for f in here.values() if f.token.i < token.i and is_verb(f.token)] or [
        f for f in before[-BACK:] if is_verb(f.token) and f.block is namer.block
    ]
    if not earlier:
        return
    model = earlier[-1]
    doer = subject(token, namer.words)
    name = next(iter(model.trigger.roles_of("subject")), None)
    if doer is None or name is None:
        return
    filled = namer.fill(model.type.role(name), doer)
    if not filled:
        return
    roles = {**model.roles, name: filled}
    yield replace(
        model, block=namer.block, token=token, roles=roles, inferred=frozenset(roles) - {name}, voices=namer.voices
    )


def _is_of_happening(verb: Token) -> bool:
    """ "It never happened", "that did not take place": said only to deny it, it stands for the event told last."""
    told = child(verb, "nsubj")
    pointing = told is not None and told.lower_ in {"it", "this", "that"}
    placed = verb.lemma_ == "take" and any(c.dep_ == "dobj" and c.lower_ == "place" for c in verb.children)
    return pointing and (verb.lemma_ in {"happen", "occur"} or placed)


def _happened(token: Token, namer: Namer, earlier: Sequence[Frame]) -> Iterator[Frame]:
    """The event told last, of which it is said that it happened or did not."""
    near = [f for f in earlier[-BACK:] if f.block is namer.block and f.token.sent.end >= token.sent.start - 1]
    if near:
        model = near[-1]
        yield replace(model, token=token, inferred=frozenset(model.roles), voices=namer.voices)


def _denied(token: Token, namer: Namer, earlier: Sequence[Frame]) -> Iterator[Frame]:
    """The events that a party to them denies by a word for what was said of them, with no clause that says it anew."""
    words = namer.words
    aside = denied_beside(token, words)
    if aside is None and (
        child(token, "acl", "relcl") is not None
        or any(p.lower_ == "of" for p in token.children)
        or not _is_anaphoric(token)
    ):
        return
    verb = aside or token.head
    denier = subject(verb, words) if aside is not None or token.dep_ == "dobj" else None
    accused = [g for p, g in prepositions(token) if p in {"against", "about"}]
    names = {p.name for t in (denier, *accused) if t is not None for p in namer.parties(t, government=True)}
    names |= {namer.speaker.name} if token.dep_ == "nsubj" and namer.speaker is not None else set()
    yield from (
        replace(f, block=namer.block, token=token, inferred=frozenset(f.roles), voices=namer.voices)
        for f in _accused(names, earlier, words)
    )


def _is_anaphoric(token: Token) -> bool:
    """Whether a word points back: a pronoun, or a noun with "such", "the", "these" before it and no "that" behind it."""
    behind = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    pointing = token.pos_ == "PRON" or any(c.lower_ in POINTING | {"all"} for c in token.children)
    return pointing and behind not in {"that", "about"}


def _accused(names: set[str], earlier: Sequence[Frame], words: Lexicon) -> list[Frame]:
    about = [f for f in earlier[-BACK:] if names & {x.filler.name for x in _doers(f)}]
    return [about[-1]] if about else []


def _doers(frame: Frame) -> tuple[Filled, ...]:
    """Who does what a frame says: the first of its parties."""
    first = next((r.name for r in frame.type.roles if r.party), None)
    return frame.roles.get(first, ()) if first else ()
