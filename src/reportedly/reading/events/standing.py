"""Words that stand for an event told before: "has done so", "it never happened", "denied such claims", "the report is untrue"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.reading.events.clause import negated
from reportedly.reading.events.context import BACK, POINTING
from reportedly.reading.events.control import answered, subject, surface_subject
from reportedly.reading.events.denying import UNTRUE, is_denial
from reportedly.reading.events.fillers import Filled, Namer
from reportedly.reading.events.frames import Frame, Roles
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.syntax import child, is_verb, prepositions

# The verbs that can stand for a deed, looked up before all else.
_DOING = frozenset({"do", "have", "happen", "occur", "take"})
_NEAR = 3  # sentences looked back over for a deed that nobody was named for


def may_stand(token: Token, words: Lexicon) -> bool:
    """Whether a token is a word that can stand for an event told before."""
    if is_verb(token):
        return (token.lemma_ in _DOING or token.lower_ in words.answerable) and (
            _is_done_so(token)
            or _is_nothing_done(token)
            or _is_elliptic(token)
            or (_is_of_happening(token) and negated(token, words))
            or disowned(token, words)
        )
    if token.lower_ in words.answerable:
        return disowned(token, words)
    if is_exclaimed(token, words) or _is_blamed(token):
        return True
    if token.lemma_.lower() not in words.claim_nouns and token.lower_ != "something":
        return False
    if denied_beside(token, words) is not None:
        return True
    return (token.dep_ == "dobj" and is_denial(token.head, words)) or _is_called_untrue(token, words)


def is_exclaimed(token: Token, words: Lexicon) -> bool:
    """A whole quotation that says no: "Nonsense," said a spokesman; "No," he said."""
    if token.lower_ not in words.falsehoods and token.lower_ != "no":
        return False
    if token.i == 0 or token.i + 2 >= len(token.doc):
        return False
    quoted = token.nbor(-1).tag_ == "``" and token.nbor(1).text in {",", ".", "!", "”", '"'}
    return quoted and subject(token.head, words) is not None


def denied_beside(token: Token, words: Lexicon) -> Token | None:
    """The verb by which somebody denies what has just been told: "…, a charge that X denies", "…, which X denies"."""
    first = token.left_edge.i
    if (token.pos_ == "NOUN" or token.lower_ == "something") and first > 0 and token.doc[first - 1].text == ",":
        clause = child(token, "relcl", "acl")
        return clause if clause is not None and is_denial(clause, words) and child(clause, "ccomp") is None else None
    clause = token.head
    gap = token.lower_ == "which" and token.dep_ == "dobj" and clause.dep_ == "relcl"
    return clause if gap and is_denial(clause, words) and clause.nbor(-1) != token else None


def disowned(token: Token, words: Lexicon) -> bool:
    """Whether somebody is said to have had no part in what was told: "denied any involvement", "said it was not involved"."""
    if token.lower_ not in words.answerable or answered(token):
        return False
    verb = token.head
    if token.dep_ == "dobj":
        return is_denial(verb, words) != negated(verb, words)
    clause = token if is_verb(token) else verb
    predicate = is_verb(token) or token.dep_ in {"acomp", "attr"}
    if predicate and clause.dep_ in {"xcomp", "pcomp"} and child(clause, "nsubj", "nsubjpass") is None:
        return is_denial(clause.head, words) and not negated(clause.head, words)  # "denied being involved"
    if not predicate or child(clause, "nsubj", "nsubjpass") is None:
        return False
    above = next((t for t in clause.ancestors if is_verb(t)), None)
    return negated(clause, words) != (above is not None and is_denial(above, words) and not negated(above, words))


def _is_called_untrue(token: Token, words: Lexicon) -> bool:
    """ "The report was not true", "the claims are baseless", "called that a lie"; who says so denies what was claimed."""
    verb = token.head
    if _is_judged(token, words):
        return True
    if token.dep_ != "nsubj" or verb.lemma_ != "be" or child(verb, "acomp", "attr") is None:
        return False
    said = {c.lower_ for c in verb.children if c.dep_ in {"acomp", "attr"}}
    if negated(verb, words):
        return bool(said & {"true", "accurate", "correct"})
    return bool(said & (words.falsehoods | UNTRUE))


def _is_blamed(token: Token) -> bool:
    """ "Blamed it on rebels": who did what was told before."""
    verb = token.head
    return (
        token.lower_ in {"it", "this", "that", "them", "both"}
        and token.dep_ == "dobj"
        and verb.lemma_ in {"blame", "pin"}
        and any(p == "on" for p, _ in prepositions(verb))
    )


def _is_judged(token: Token, words: Lexicon) -> bool:
    """ "Calls that untrue", "described the report as a fabrication"."""
    verb = token.head if is_verb(token.head) else token.head.head
    if verb.lemma_ not in words.calling or token.i < verb.i or negated(verb, words):
        return False
    behind = token.doc[token.i + 1 : min(token.i + 5, token.sent.end)]
    return any(t.lower_ in words.falsehoods | UNTRUE and verb.is_ancestor(t) for t in behind)


def _is_done_so(token: Token) -> bool:
    return token.lemma_ == "do" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "so"


def _is_nothing_done(token: Token) -> bool:
    """ "Has done no such thing", "did nothing of the kind"."""
    held = child(token, "dobj") if token.lemma_ == "do" else None
    if held is None:
        return False
    such = held.lemma_ == "thing" and {"no", "such"} <= {c.lower_ for c in held.children}
    return such or (held.lower_ == "nothing" and any(t.lower_ in {"sort", "kind"} for t in held.subtree))


def _is_elliptic(token: Token) -> bool:
    """ "It says it did not", "Southmark did": a helping verb alone, in a clause of its own."""
    if token.lemma_ not in {"do", "have"} or token.dep_ in {"aux", "auxpass"} or token.tag_ == "VBG":
        return False
    other = any(c.dep_ in {"dobj", "xcomp", "attr", "acomp", "prep", "prt", "advcl"} for c in token.children)
    if _is_nor(token):
        return True
    own = child(token, "nsubj")
    return not other and own is not None and own.pos_ in {"PRON", "PROPN", "NOUN"}


def _is_nor(token: Token) -> bool:
    """ "Nor did Southmark": the name stands behind."""
    before = token.nbor(-1).lower_ if token.i > 0 else ""
    return (
        before in {"nor", "neither"} and token.i + 1 < len(token.doc) and token.nbor(1).pos_ in {"PROPN", "PRON", "DET"}
    )


def _is_of_happening(verb: Token) -> bool:
    """ "It never happened", "that did not take place": said only to deny it, it stands for the event told last."""
    told = child(verb, "nsubj")
    pointing = told is not None and told.lower_ in {"it", "this", "that"}
    placed = verb.lemma_ == "take" and any(c.dep_ == "dobj" and c.lower_ == "place" for c in verb.children)
    return pointing and (verb.lemma_ in {"happen", "occur"} or placed)


def standing_for(token: Token, namer: Namer, here: Mapping[int, Frame], before: Sequence[Frame]) -> Iterator[Frame]:
    """The earlier frames that a word stands for: "done so", and what is denied in "denied such claims"."""
    earlier = [*before[-BACK:], *here.values()]
    if is_exclaimed(token, namer.words):
        yield from _exclaimed(token, namer, earlier)
    elif _is_blamed(token):
        yield from _blamed(token, namer, earlier)
    elif token.lower_ in namer.words.answerable:
        yield from _disowned(token, namer, earlier)
    elif not is_verb(token):
        yield from _denied(token, namer, earlier)
    elif _is_done_so(token):
        yield from _done_so(token, namer, here, before)
    elif _is_of_happening(token):
        yield from _happened(token, namer, earlier)
    else:
        yield from _left_out(token, namer, earlier)


def _for(model: Frame, token: Token, namer: Namer, roles: Roles | None = None, *, denial: bool = False) -> Frame:
    """A frame at a word that stands for another: all its roles but those given are taken from there."""
    filled = {**model.roles, **(roles or {})}
    inferred = frozenset(filled) - frozenset(roles or {})
    return replace(
        model, block=namer.block, token=token, roles=filled, inferred=inferred, voices=namer.voices,
        told=model.told or model, denial=denial, carrier=None,
    )  # fmt: skip


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
    if filled:
        yield _for(model, token, namer, {name: filled})


def _happened(token: Token, namer: Namer, earlier: Sequence[Frame]) -> Iterator[Frame]:
    """The event told last, of which it is said that it happened or did not."""
    near = [f for f in earlier if _within(f, token, namer, 1)]
    if near:
        yield _for(near[-1], token, namer)


def _left_out(token: Token, namer: Namer, earlier: Sequence[Frame]) -> Iterator[Frame]:
    """The deed that a helping verb stands for: of the same doer where it is denied, of another where that one is denied it."""
    words = namer.words
    doer = (child(token, "nsubj", "dobj") or token.nbor(1)) if _is_nor(token) else subject(token, words)
    no = _is_nothing_done(token) or negated(token, words)
    for model in reversed([f for f in earlier if _within(f, token, namer, 1) and f.token.i != token.i]):
        first = _first_party(model)
        filled = namer.fill(model.type.role(first), doer) if first and doer is not None else ()
        names = {f.filler.name for f in filled}
        same = bool(names & {f.filler.name for f in _doers(model)})
        if _is_nor(token):
            if names and not same and negated(model.token, words):
                yield _for(model, token, namer, {first: filled}, denial=True)
            return
        if no and same:
            yield _for(model, token, namer, {first: filled}, denial=_is_nothing_done(token))
            return
        if not no and names and not same and is_verb(model.token) and negated(model.token, words):
            yield _for(model, token, namer, {first: filled})
            return


def _disowned(token: Token, namer: Namer, earlier: Sequence[Frame]) -> Iterator[Frame]:
    """The deed told last that somebody is said to have had no part in; whoever nobody was named for may be disowned."""
    clause = token if is_verb(token) else token.head
    doer = surface_subject(clause, namer.words)
    earlier = [f for f in earlier if f.token.dep_ not in {"amod", "acl", "relcl"}]  # what only describes is not charged
    said = [f for f in earlier if f.voices]  # sooner what somebody has said of him than what the outlet tells as known
    for model in (*reversed(said), *reversed([f for f in earlier if not f.voices])):
        first = _first_party(model)
        filled = namer.fill(model.type.role(first), doer) if first and doer is not None else ()
        known = {f.filler.name for f in _doers(model)}
        near = known or _within(model, token, namer, _NEAR)
        if filled and near and (not known or known & {f.filler.name for f in filled}):
            others = {f.filler.name for name, fs in model.roles.items() if name != first for f in fs}
            if not others & {f.filler.name for f in filled}:  # nobody denies what was done to himself
                yield _for(model, token, namer, {first: filled}, denial=True)
                return


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
    judged = _is_judged(token, words)
    verb = token.head.head if judged and not is_verb(verb) else verb
    denier = subject(verb, words) if aside is not None or token.dep_ == "dobj" or judged else None
    accused = [g for p, g in prepositions(token) if p in {"against", "about"}]
    names = {p.name for t in (denier, *accused) if t is not None for p in namer.parties(t, government=True)}
    names |= {namer.speaker.name} if token.dep_ == "nsubj" and not judged and namer.speaker is not None else set()
    denial = token.dep_ == "nsubj" or not negated(verb, words)
    yield from (_for(f, token, namer, denial=denial) for f in _accused(names, earlier))


def _blamed(token: Token, namer: Namer, earlier: Sequence[Frame]) -> Iterator[Frame]:
    """The deed told last whose doer nobody has named, done by whoever is blamed for it."""
    blamed = next(g for p, g in prepositions(token.head) if p == "on")
    for model in reversed(earlier):
        first = _first_party(model)
        if first and not _doers(model) and _within(model, token, namer, _NEAR):
            filled = namer.fill(model.type.role(first), blamed)
            if filled:
                yield _for(model, token, namer, {first: filled})
            return


def _exclaimed(token: Token, namer: Namer, earlier: Sequence[Frame]) -> Iterator[Frame]:
    """What a speaker says no to in a word: the deed of his own side that was told last."""
    speaker = subject(token.head, namer.words)
    names = {p.name for p in namer.parties(speaker, government=True)} if speaker is not None else set()
    near = [f for f in earlier if _within(f, token, namer, 1)]
    yield from (_for(f, token, namer, denial=True) for f in _accused(names, near))


def _is_anaphoric(token: Token) -> bool:
    """Whether a word points back: a pronoun, or a noun with "such", "the", "these" before it and no "that" behind it."""
    behind = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    pointing = token.pos_ == "PRON" or any(c.lower_ in POINTING | {"all"} for c in token.children)
    return pointing and behind not in {"that", "about"}


def _accused(names: set[str], earlier: Sequence[Frame]) -> list[Frame]:
    about = [f for f in earlier if names & {x.filler.name for x in _doers(f)}]
    return [about[-1]] if about else []


def _within(frame: Frame, token: Token, namer: Namer, sentences: int) -> bool:
    """Whether a frame stands at most so many sentences before a word, in its block or at the end of the one before."""
    if frame.block is not namer.block:
        return (
            frame.block.block.end <= namer.block.start and sum(s.start < token.i for s in token.doc.sents) <= sentences
        )
    between = [s for s in token.doc.sents if frame.token.sent.end <= s.start < token.sent.start]
    return frame.token.i < token.i and len(between) < sentences


def _first_party(frame: Frame) -> str:
    return next((r.name for r in frame.type.roles if r.party), "")


def _doers(frame: Frame) -> tuple[Filled, ...]:
    """Who does what a frame says: the first of its parties."""
    return frame.roles.get(_first_party(frame), ())
