"""A claim in a few sentences: who says so and how surely, who denies it, how many origins, which numbers, how it moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportedly.model import Claim, Mention, Move, Value
from reportedly.report.brief.naming import by_whom, counted, in_words, long_day, sentence, source_of, with_article
from reportedly.report.brief.origins import origin_name, origin_sentences
from reportedly.report.brief.records import Passage, Sentence
from reportedly.report.brief.weighing import ANOTHER, DENIED, doubt, is_sure, sure
from reportedly.report.brief.words import Verbs, cites, clauses, verbs
from reportedly.report.index import Index

CLAUSES, DOUBTS = 3, 2  # ways of holding a claim in one line, and in one line of doubt
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


def claim_passage(index: Index, claim: Claim, articles: int) -> Passage:
    """Everything the brief tells of a main claim; ``articles`` is how many the story has."""
    sentences = (
        _spread(index, claim, articles),
        *stand_sentences(index, claim),
        *origin_sentences(index, claim),
        *_numbers(index, claim),
        *move_sentences(index, claim, [m for m in claim.moves if m.what == "status" and _is_told(index, claim, m)]),
    )
    return Passage(heading(claim), sentences)


def heading(claim: Claim) -> str:
    """The claim's proposition; of one that is only denied, with the denial said in words."""
    return f"Only denied: {claim.label.removesuffix(DENIED)}" if claim.label.endswith(DENIED) else claim.label


def stand_sentences(index: Index, claim: Claim, mentions: Iterable[Mention] | None = None) -> Iterator[Sentence]:
    """A sentence for each way of holding the claim that was read surely: who does, through whom, and where that stands."""
    for text, held in clauses(index, claim, sure(index, claim, mentions)):
        yield Sentence(sentence(text), cites(index, held))


def in_one_line(index: Index, claim: Claim) -> Sentence:
    """A claim told of in one sentence, as far as it was read surely."""
    text, held = _in_short(list(clauses(index, claim, sure(index, claim))), CLAUSES)
    return Sentence(sentence(f"“{heading(claim)}”: {text}"), cites(index, held))


def in_doubt(index: Index, claim: Claim) -> Sentence | None:
    """What is said of a claim in places that were read with doubt, with the reason; ``None`` where nothing is."""
    told = {_held_by(index, claim, m) for m in sure(index, claim)}
    groups: dict[str, list[Mention]] = {}
    for mention in claim.mentions:
        if (why := doubt(index, claim, mention)) and _held_by(index, claim, mention) not in told:
            groups.setdefault(why, []).append(mention)
    if not groups:
        return None
    parts, places = [], []
    for why, mentions in list(groups.items())[:DOUBTS]:
        text, held = _in_short(list(clauses(index, claim, mentions)), DOUBTS)
        parts.append(f"{text} ({why})")
        places += held
    return Sentence(sentence(f"“{heading(claim)}”: {'; '.join(parts)}"), cites(index, places))


def move_sentences(index: Index, claim: Claim, moves: Iterable[Move]) -> Iterator[Sentence]:
    """A sentence for each step in how the claim moved."""
    for move in moves:
        when = f"on {long_day(move.date)}" if move.date else "on a day that is not known"
        yield Sentence(sentence(f"{when} {_step(move)}"), cites(index, _shown_by(index, claim, move)[:2]))


def is_shown(index: Index, claim: Claim, move: Move) -> bool:
    """Whether a step rests on something that was read surely."""
    return any(is_sure(index, claim, m) for m in _shown_by(index, claim, move))


def _held_by(index: Index, claim: Claim, mention: Mention) -> tuple[str, Verbs]:
    return source_of(index, mention).name, verbs(index, claim, mention)


# ---- the sentences ---------------------------------------------------------------------------------------------------


def _in_short(told: Sequence[tuple[str, list[Mention]]], most: int) -> tuple[str, list[Mention]]:
    """The first clauses in one, with the mentions behind them; a denial is never what is left out."""
    shown = list(told) if len(told) <= most else [*told[: most - 1], told[-1]]
    return "; ".join(text for text, _ in shown), [m for _, held in shown for m in held]


def _spread(index: Index, claim: Claim, articles: int) -> Sentence:
    first = {m.document: m for m in reversed(claim.mentions) if doubt(index, claim, m) != ANOTHER}
    ordered = sorted(first.values(), key=lambda m: index.order.get(m.document, 0))
    told = len(first)
    if articles == 1:
        text = "the article speaks of it"
    elif told == articles:
        text = f"{'both' if told == 2 else f'all {in_words(articles)}'} articles speak of it"
    else:
        text = f"{in_words(told)} of the {in_words(articles)} articles {'speaks' if told == 1 else 'speak'} of it"
    return Sentence(sentence(text), cites(index, ordered))


def _numbers(index: Index, claim: Claim) -> Iterator[Sentence]:
    """The numbers given, each with who gives it; words that stand for no number are left out."""
    by_event = {m.event: m for m in sure(index, claim) if m.event}
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


def _step(move: Move) -> str:
    if move.what == "status":
        before = f"; before, {_STATUSES[move.before]}" if move.before in _STATUSES else ""
        return f"it was first told {_STATUSES.get(move.after, move.after)}{before}"
    if move.what == "quantity":
        return f"the number “{move.after}” was first given{f', after “{move.before}”' if move.before else ''}"
    if move.what == "denial":
        return f"{with_article(move.after.removeprefix('denied by '))} denied it for the first time"
    if move.what == "evidence":
        return f"a new origin came in: {origin_name(move.after)}"
    if move.what == "dropped":
        return f"it was {move.after}{f' (“it”: {origin_name(move.before)})' if move.before else ''}"
    return f"its {move.what} went {f'from {move.before} ' if move.before else ''}to {move.after}"


# ---- how it moved ----------------------------------------------------------------------------------------------------


def _is_told(index: Index, claim: Claim, move: Move) -> bool:
    """Whether a step was read surely and comes after the day on which the claim was first told: nothing stood before it."""
    days = [day for m in claim.mentions if (day := index.published(m.document))]
    later = move.date is None or not days or move.date > min(days)
    return later and is_shown(index, claim, move)


def _shown_by(index: Index, claim: Claim, move: Move) -> list[Mention]:
    """The mentions of the document that show the step, those read surely first; all of that document's where none shows it."""
    inside = sorted(
        (m for m in claim.mentions if m.document == move.document), key=lambda m: not is_sure(index, claim, m)
    )
    values = {v.event for v in claim.values if v.name == move.after}
    shown = {
        "status": [m for m in inside if (e := index.events.get(m.event or "")) and e.status == move.after],
        "quantity": [m for m in inside if m.event in values],
        "denial": [m for m in inside if m.stance == "denies"],
        "evidence": [m for m in inside if (o := index.origins.get(m.origin or "")) and o.label == move.after],
    }
    return shown.get(move.what) or inside


def left_over(count: int, what: str, why: str = "") -> list[Sentence]:
    """How many claims are not told of, where there are any."""
    are = "is" if count == 1 else "are"
    return [Sentence(sentence(f"{counted(count, what)} {are} in the ledger{why}"))] if count else []
