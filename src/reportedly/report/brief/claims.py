"""A claim in a few sentences: who says so and how surely, who denies it, how many origins, which numbers, how it moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportedly.model import Claim, Event, Mention, Move, Span, Stance, Value
from reportedly.report.brief.naming import (
    Source,
    as_subject,
    by_whom,
    in_words,
    long_day,
    sentence,
    source_of,
    with_article,
)
from reportedly.report.brief.records import Cite, Passage, Sentence
from reportedly.report.index import Index
from reportedly.report.index import sentence as sentence_at

# An event read with less confidence is told apart: of ten such on a real story, six were wrong; of 29 others, five.
SURE = 0.65
DENIED = " (denied)"  # ends the label of a claim that nobody in the story makes
Verbs = tuple[str, str]  # with a singular and with a plural subject

_SAYS: Verbs = ("says", "say")
_HOW = {  # what is said, by the event's status, and the same where it is called likely or possible
    "happened": ("that it happened", "that it has happened"),
    "ongoing": ("that it is going on", "that it is going on"),
    "planned": ("that it is intended", "that it is intended"),
    "considered": ("that it is under consideration", "that it is under consideration"),
    "none": ("so", "so"),
}
_STANDS: dict[Stance, Verbs] = {
    "denies": ("denies it", "deny it"),
    "doubts": ("calls it uncertain", "call it uncertain"),
    "conditions": ("speaks of it only behind an “if”", "speak of it only behind an “if”"),
    "considers": ("speaks of it as under consideration", "speak of it as under consideration"),
}
# What is only spoken of: neither that it is so nor that it is not can be read out of it.
_SPOKEN_OF: dict[str, Verbs] = {
    "planned": ("speaks of it as planned", "speak of it as planned"),
    "feared": ("speaks of it as something to be feared", "speak of it as something to be feared"),
    "demanded": ("speaks of it in a demand", "speak of it in a demand"),
    "conditional": ("speaks of it behind an “if”", "speak of it behind an “if”"),
}
_ORDER: tuple[Stance, ...] = ("affirms", "considers", "conditions", "doubts", "denies")
_STATUSES = {
    "happened": "as something that happened",
    "ongoing": "as going on",
    "planned": "as planned",
    "considered": "as under consideration",
    "conditional": "as conditional",
    "feared": "as something to be feared",
    "demanded": "as something demanded",
    "none": "without a status",
}
_WHY_NOT = {
    "one person, body or paper": "it is the same person, body or paper as another origin",
    "one tells the other's word": "one of the two tells the other's word",
    "their words share a passage": "its words share a passage with another's",
    "named, but where they belong is not known": "it is named, but where it belongs is not known",
    "in conflict with others": "it is bound to others",
}


def claim_passage(index: Index, claim: Claim, articles: int) -> Passage:
    """Everything the brief tells of a main claim; ``articles`` is how many the story has."""
    sentences = (
        _spread(index, claim, articles),
        *stand_sentences(index, claim.mentions),
        *_origins(index, claim),
        *_numbers(index, claim),
        *move_sentences(
            index,
            claim,
            [m for m in claim.moves if m.what == "status" and _is_later(index, claim, m) and is_shown(index, claim, m)],
        ),
    )
    return Passage(heading(claim), sentences)


def heading(claim: Claim) -> str:
    """The claim's proposition; of one that is only denied, with the denial said in words."""
    return f"Only denied: {claim.label.removesuffix(DENIED)}" if claim.label.endswith(DENIED) else claim.label


def stand_sentences(index: Index, mentions: Iterable[Mention]) -> Iterator[Sentence]:
    """A sentence for each way of holding the claim: who does, through whom, and where that stands.

    What was read less surely comes last, in a sentence that says so.
    """
    sure, unsure = _by_confidence(index, mentions)
    yield from (Sentence(sentence(text), cites(index, held)) for text, held in _stands(index, sure))
    if unsure:
        stands = joined_clauses(text for text, _ in _stands(index, unsure))
        yield Sentence(sentence(f"read less surely, and to be checked in the text: {stands}"), cites(index, unsure))


def in_one_line(index: Index, claim: Claim) -> Sentence:
    """A claim that is told of in few words: one sentence, of what was read surely where there is any."""
    sure, unsure = _by_confidence(index, claim.mentions)
    stands = joined_clauses(text for text, _ in _stands(index, sure or unsure))
    doubt = "" if sure else "read less surely, "
    return Sentence(sentence(f"“{heading(claim)}”: {doubt}{stands}"), cites(index, sure or unsure))


def names_somebody(claim: Claim) -> bool:
    """Whether the claim says of whom it is: one that does not is told in a line, whatever its weight."""
    return any(role.role != "item" and role.name for role in claim.roles)


def move_sentences(index: Index, claim: Claim, moves: Iterable[Move]) -> Iterator[Sentence]:
    """A sentence for each step in how the claim moved."""
    for move in moves:
        when = f"on {long_day(move.date)}" if move.date else "on a day that is not known"
        places = cites(index, _shown_by(index, claim, move))
        if move.what == "status":
            before = f"; before, {_STATUSES[move.before]}" if move.before in _STATUSES else ""
            yield Sentence(
                sentence(f"{when} it was first told {_STATUSES.get(move.after, move.after)}{before}"), places
            )
        elif move.what == "quantity":
            before = f", after “{move.before}”" if move.before else ""
            yield Sentence(sentence(f"{when} the number “{move.after}” was first given{before}"), places)
        elif move.what == "denial":
            who = with_article(move.after.removeprefix("denied by "))
            yield Sentence(sentence(f"{when} it was first denied by {who}"), places)
        elif move.what == "evidence":
            yield Sentence(sentence(f"{when} a new origin came in: {with_article(move.after)}"), places)
        else:
            change = f"from {move.before} to {move.after}" if move.before else f"to {move.after}"
            yield Sentence(sentence(f"{when} its {move.what} went {change}"), places)


def cites(index: Index, mentions: Iterable[Mention]) -> tuple[Cite, ...]:
    """Where the mentions stand, each place once."""
    found = (cite_of(index, mention) for mention in mentions)
    return tuple(dict.fromkeys(c for c in found if c is not None))


def cite_of(index: Index, mention: Mention) -> Cite | None:
    """The sentence in which a mention stands; ``None`` where its text is not at hand."""
    reading = index.readings.get(mention.document)
    span = _span(index, mention)
    return (
        None if reading is None or span is None else Cite(mention.document, Span(*sentence_at(reading.document, span)))
    )


def is_sure(index: Index, mention: Mention) -> bool:
    """Whether the mention was read surely enough to be told without a word of doubt.

    An article that denies in its own voice is rare: as a rule it tells of somebody's denial, whose attribution was missed.
    """
    event = index.events.get(mention.event or "")
    own_denial = mention.stance == "denies" and mention.holder is None
    return not own_denial and (event is None or event.confidence >= SURE)


def is_shown(index: Index, claim: Claim, move: Move) -> bool:
    """Whether a step rests on something that was read surely."""
    return any(is_sure(index, m) for m in _shown_by(index, claim, move))


def joined_clauses(clauses: Iterable[str]) -> str:
    """Clauses in one sentence."""
    return "; ".join(clauses)


# ---- the sentences ---------------------------------------------------------------------------------------------------


def _spread(index: Index, claim: Claim, articles: int) -> Sentence:
    first = {m.document: m for m in reversed(claim.mentions)}
    ordered = sorted(first.values(), key=lambda m: index.order.get(m.document, 0))
    told = len(first)
    if articles == 1:
        text = "the article speaks of it"
    elif told == articles == 2:
        text = "both articles speak of it"
    elif told == articles:
        text = f"all {in_words(articles)} articles speak of it"
    else:
        text = f"{in_words(told)} of the {in_words(articles)} articles {'speaks' if told == 1 else 'speak'} of it"
    return Sentence(sentence(text), cites(index, ordered))


def _stands(index: Index, mentions: Iterable[Mention]) -> Iterator[tuple[str, list[Mention]]]:
    """Each way of holding the claim as a clause, with the mentions that do."""
    groups: dict[Verbs, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: (_ORDER.index(m.stance), index.order.get(m.document, 0))):
        groups.setdefault(_verbs(mention, index.events.get(mention.event or "")), []).append(mention)
    for (singular, plural), held in groups.items():
        subject, many = as_subject([source_of(index, m) for m in held])
        yield f"{subject} {plural if many else singular}", held


def _by_confidence(index: Index, mentions: Iterable[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The mentions that were read surely, and the others but for those that say again what one of the first says."""
    held = list(mentions)
    sure = [m for m in held if is_sure(index, m)]
    told = {_position(index, m) for m in sure}
    return sure, [m for m in held if m not in sure and _position(index, m) not in told]


def _position(index: Index, mention: Mention) -> tuple[Source, Verbs]:
    return source_of(index, mention), _verbs(mention, index.events.get(mention.event or ""))


def _is_later(index: Index, claim: Claim, move: Move) -> bool:
    """Whether a step comes after the day on which the claim was first told: on that day nothing stood before it."""
    days = [day for m in claim.mentions if (day := index.published(m.document))]
    return move.date is None or not days or move.date > min(days)


def _verbs(mention: Mention, event: Event | None) -> Verbs:
    if mention.stance == "considers" and event is not None and event.status in _SPOKEN_OF:
        return _SPOKEN_OF[event.status]
    if mention.stance != "affirms":
        return _STANDS[mention.stance]
    if event is None:
        return ("says so", "say so")
    if event.status in ("demanded", "conditional", "feared"):
        return _SPOKEN_OF[event.status]
    plain, perfect = _HOW[event.status]
    if event.certainty == "probable":
        return (f"calls it likely {perfect}", f"call it likely {perfect}")
    if event.certainty in ("possible", "unknown"):
        return (f"calls it possible {perfect}", f"call it possible {perfect}")
    return (f"{_SAYS[0]} {plain}", f"{_SAYS[1]} {plain}")


def _origins(index: Index, claim: Claim) -> Iterator[Sentence]:
    """How many origins are behind those who affirm it, which, and why others are not counted."""
    counts, reasons = claim.independence, claim.independence.reasons
    affirming = [m for m in claim.mentions if m.stance == "affirms"]
    known = [r.removeprefix("known: ") for r in reasons if r.startswith("known: ")]
    if counts.known_independent == 0 and affirming:
        yield Sentence("No origin of it is identified.", cites(index, affirming))
    elif len(known) == 1:
        yield Sentence(
            sentence(f"one origin of it is identified: {with_article(known[0])}"), _from(index, claim, known)
        )
    elif known:
        text = f"{in_words(len(known))} origins of it are known to be independent of one another: {_list(known)}"
        yield Sentence(sentence(text), _from(index, claim, known))
    for label, why in _not_counted(reasons, "not established: ", [o.label for o in index.origins.values()]):
        text = f"{with_article(label)} is not counted as one more, because {_plainly(why)}"
        yield Sentence(sentence(text), _from(index, claim, [label]))
    for label, why in _not_counted(reasons, "derived, not counted: ", [o.label for o in index.origins.values()]):
        text = f"{with_article(label)} is not counted again: {why.replace(': rests on', ', and it rests on')}"
        yield Sentence(sentence(text), _from(index, claim, [label]))
    if counts.not_recorded and counts.known_independent + counts.not_established:
        nameless = [m for m in affirming if m.origin is None]
        further = (
            "one further affirmation" if counts.not_recorded == 1 else f"{in_words(counts.not_recorded)} further ones"
        )
        text = f"for {further} the ledger records no origin"
        yield Sentence(sentence(text), cites(index, nameless))


def _list(labels: Sequence[str]) -> str:
    named = [with_article(label) for label in labels]
    return "; ".join(named[:-1]) + f"; and {named[-1]}"


def _not_counted(reasons: Iterable[str], start: str, labels: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The origin and the reason out of ``START LABEL: REASON``; a label may itself have a colon."""
    for reason in reasons:
        if reason.startswith(start):
            rest = reason.removeprefix(start)
            label = max((x for x in labels if rest.startswith(f"{x}: ")), key=len, default=rest.partition(": ")[0])
            yield label, rest[len(label) + 2 :]


def _plainly(why: str) -> str:
    tail = why.rpartition(": ")[2]
    if tail.startswith("of one country"):
        return "another origin is of the same country"
    return _WHY_NOT.get(tail, tail)


def _from(index: Index, claim: Claim, labels: Sequence[str]) -> tuple[Cite, ...]:
    """A place for each origin: the first mention that rests on it."""
    found = []
    for label in labels:
        held = (m for m in claim.mentions if _origin_of(index, m) == label)
        found += sorted(held, key=lambda m: (m.stance != "affirms", index.order.get(m.document, 0)))[:1]
    return cites(index, found)


def _numbers(index: Index, claim: Claim) -> Iterator[Sentence]:
    """The numbers given, each with who gives it; words that stand for no number are left out."""
    by_event = {m.event: m for m in claim.mentions if m.event and is_sure(index, m)}
    held = [v for v in claim.values if v.low is not None and v.event in by_event]
    for role in sorted({v.role for v in held}):
        groups: dict[str, list[Value]] = {}
        for value in sorted((v for v in held if v.role == role), key=lambda v: (v.low or 0, v.high or 0)):
            groups.setdefault(value.name.casefold(), []).append(value)
        given = [(v[0].name, [by_event[x.event] for x in v]) for v in groups.values()]
        parts = [f"“{name}” by {by_whom(source_of(index, m) for m in found)}" for name, found in given]
        what = "number" if role == "quantity" else role
        text = f"the {what} is given as {'; and as '.join(parts)}"
        yield Sentence(sentence(text), cites(index, [m for _, found in given for m in found]))


# ---- where things stand ----------------------------------------------------------------------------------------------


def _span(index: Index, mention: Mention) -> Span | None:
    if mention.event in index.events:
        return index.events[str(mention.event)].trigger
    statement = index.statements.get(mention.statement or "")
    spans = (statement.content or statement.cue or statement.source) if statement else ()
    return Span(spans[0].start, spans[-1].end) if spans else None


def _shown_by(index: Index, claim: Claim, move: Move) -> list[Mention]:
    """The mentions of the document that show the step; all of that document's where none shows it by itself."""
    inside = [m for m in claim.mentions if m.document == move.document]
    values = {v.event for v in claim.values if v.name == move.after}
    shown = {
        "status": [m for m in inside if (e := index.events.get(m.event or "")) and e.status == move.after],
        "quantity": [m for m in inside if m.event in values],
        "denial": [m for m in inside if m.stance == "denies"],
        "evidence": [m for m in inside if _origin_of(index, m) == move.after],
    }
    return shown.get(move.what) or inside


def _origin_of(index: Index, mention: Mention) -> str | None:
    origin = index.origins.get(mention.origin or "")
    return origin.label if origin else None
