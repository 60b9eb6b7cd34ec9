"""One claim, told so that a reporter can use it: each mention with its chain, its stance, and the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import get_args

from rich.padding import Padding
from rich.text import Text

from reportedly.cli.asking import in_short
from reportedly.cli.show import console, days, several
from reportedly.model import (
    Claim,
    Edit,
    Event,
    Independence,
    Mention,
    Origin,
    Position,
    Reading,
    Relation,
    Span,
    Stance,
    Statement,
    StoryAccount,
    Value,
)

AROUND = 160  # characters shown on either side of a trigger in the outlet's own voice
_END = re.compile(r"[.!?][”’\"')]*\s+|\n")
_STANCES = get_args(Stance)
_STANCE_STYLE = {"affirms": "green", "denies": "red"}


@dataclass(frozen=True, slots=True)
class Told:
    """A mention as it is told. ``chain`` runs from the outlet to who has the word first; ``start`` is where the words begin."""

    document: str
    outlet: str
    published: str
    chain: tuple[str, ...]
    stance: str
    words: str
    start: int
    origin: str | None
    reason: str

    def plain(self) -> dict[str, object]:
        """As JSON has it."""
        return asdict(self) | {"chain": list(self.chain)}


def describe(
    claim: Claim, account: StoryAccount, readings: Callable[[Iterable[str]], Iterator[Reading]]
) -> tuple[Told, ...]:
    """The mentions of a claim, told in the order in which their documents appeared."""
    documents = sorted({mention.document for mention in claim.mentions})
    held = {reading.document.id: reading for reading in readings(documents)}
    origins = {origin.id: origin for origin in account.origins}
    told = [_told(mention, held[mention.document], origins) for mention in claim.mentions]
    return tuple(sorted(told, key=lambda t: (t.published == "undated", t.published, t.outlet, t.document, t.start)))


def show_claim(claim: Claim, told: Iterable[Told], disagreeing: Iterable[Relation] = (), *, why: bool = False) -> None:
    """Print a claim: what it is, how independent, who holds what, each mention, what disagrees, how it changed.

    ``disagreeing``: the relations of its mentions. ``why``: say for each mention why it is one of this claim's.
    """
    out = console()
    out.print(Text(claim.label, style="bold"))
    out.print(f"{claim.id}  {claim.type}, {claim.status_reason or claim.status}")
    _show_independence(claim.independence, in_short(claim))
    _heading("Who holds what")
    for position in sorted(
        claim.positions, key=lambda p: (_STANCES.index(p.stance), p.first or date.max, p.speaker_name)
    ):
        out.print(_position_line(position))
    for role, name, count in _counted(claim.values):
        _indented(f"{role}: {name}" + (f" ({count} times)" if count > 1 else ""))
    _heading("Mentions")
    for mention, times in Counter(told).items():
        _show_mention(mention, times, why=why)
    reasons = dict.fromkeys((r.kind.replace("_", " "), r.reason) for r in disagreeing)
    if reasons:
        _heading("What disagrees")
    for kind, reason in reasons:
        _indented(f"{kind}: {reason}")
    if claim.moves:
        _heading("How it changed")
    for move in claim.moves:
        change = f"{move.before} → {move.after}" if move.before else move.after
        _indented(f"{move.date.isoformat() if move.date else 'undated'}  {move.what}: {change} ({move.reason})")


def show_edits(edits: Iterable[Edit], outlets: Mapping[str, str]) -> None:
    """Print what changed in the articles where they speak of the claim; ``outlets`` by the later version."""
    held = tuple(edits)
    if held:
        _heading("Edited since")
    for edit in held:
        kind = edit.kind.replace("_", " ")
        words = f"“{edit.before_words}” → “{edit.after_words}”" if edit.after_words else f"“{edit.before_words}”"
        shown = words if edit.before_words else f"“{edit.after_words}”"
        _indented(f"{outlets.get(edit.after, edit.after)}: {kind}: {shown} ({edit.reason})")


def _counted(values: Iterable[Value]) -> list[tuple[str, str, int]]:
    """Each value once, the lowest first, with how often it is given."""
    counted = Counter((v.role, v.low or 0, v.name) for v in values)
    return [(role, name, count) for (role, _, name), count in sorted(counted.items())]


# ---- the words behind a mention --------------------------------------------------------------------------------------


def _told(mention: Mention, reading: Reading, origins: dict[str, Origin]) -> Told:
    document = reading.document
    statements = {statement.id: statement for statement in reading.statements}
    event = next((e for e in reading.events if e.id == mention.event), None)
    holder = statements.get(mention.holder or mention.statement or "")
    pieces = _pieces(document.text, _block(reading, event), holder, event)
    origin = origins.get(mention.origin or "")
    outlet = document.outlet or document.uri
    return Told(
        document=document.uri,
        outlet=outlet,
        published=days(document.published.earliest, document.published.latest),
        chain=(outlet, *_speakers(holder, statements, outlet)),
        stance=mention.stance,
        words=_words(document.text, pieces),
        start=pieces[0].start if pieces else 0,
        origin=origin.label if origin else None,
        reason=mention.reason,
    )


def _speakers(holder: Statement | None, statements: dict[str, Statement], outlet: str) -> list[str]:
    """The speakers from the outermost statement to the holder; the outlet itself, and nameless ones, left out."""
    chain: list[str] = []
    while holder is not None and len(chain) <= len(statements):
        chain.append(holder.speaker_name)
        holder = statements.get(holder.parent or "")
    return [name for name in reversed(chain) if name and name != outlet]


def _pieces(text: str, block: Span, holder: Statement | None, event: Event | None) -> list[Span]:
    """The holder's source, cue and words; in the outlet's own voice, the sentence around the trigger."""
    if holder is not None:
        return _joined(text, sorted((*holder.source, *holder.cue, *holder.content)))
    return [] if event is None else [_sentence(text, block, event.trigger)]


def _sentence(text: str, block: Span, trigger: Span) -> Span:
    """The sentence, as far as full stops show it, or what of it is near the trigger, from word to word."""
    starts = [m.end() for m in _END.finditer(text, block.start, trigger.start)]
    ends = [m.start() + 1 for m in _END.finditer(text, trigger.end, block.end)]
    start, end = starts[-1] if starts else block.start, ends[0] if ends else block.end
    if trigger.start - start > AROUND:
        start = text.find(" ", trigger.start - AROUND, trigger.start) + 1 or start
    if end - trigger.end > AROUND:
        end = max(text.rfind(" ", trigger.end, trigger.end + AROUND), trigger.end)
    return Span(start, end)


def _words(text: str, pieces: list[Span]) -> str:
    """The pieces as one line, with a mark where one is left out between them, or a sentence is cut."""
    line = " … ".join(" ".join(text[s.start : s.end].split()) for s in pieces)
    cut = bool(pieces) and text[: pieces[0].start].endswith(" ") and not _END.search(text[: pieces[0].start][-3:])
    return f"… {line}" if cut and line[:1].islower() else line


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Spans with what is between them taken in where it is short: a comma, a quotation mark, a word."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start - joined[-1].end <= 12 and "\n" not in text[joined[-1].end : span.start]:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _block(reading: Reading, event: Event | None) -> Span:
    held = (b for b in reading.document.blocks if event is not None and b.start <= event.trigger.start < b.end)
    block = next(held, None)
    return Span(block.start, block.end) if block else Span(0, len(reading.document.text))


# ---- print -----------------------------------------------------------------------------------------------------------


def _heading(text: str) -> None:
    console().print()
    console().print(Text(text, style="bold"))


def _indented(text: str | Text, by: int = 2) -> None:
    console().print(Padding(text if isinstance(text, Text) else Text(text), (0, 0, 0, by), expand=False))


def _show_independence(held: Independence, short: str) -> None:
    outlets = f", {several(held.outlets, 'outlet')}" if held.outlets else ""
    papers = f"{several(held.articles, 'article')}{outlets}"
    console().print(f"{papers}; independent origins: {short}")
    for reason in held.reasons:
        _indented(f"- {reason}")


def _position_line(position: Position) -> Text:
    known = "" if position.first is None and position.last is None else f"  {days(position.first, position.last)}"
    stance = Text(f"  {position.stance:<10}", style=_STANCE_STYLE.get(position.stance, "yellow"))
    general = "  in general, not of this alone" if position.general else ""
    return stance + Text(f" {position.speaker_name}{known}{general}")


def _show_mention(mention: Told, times: int, *, why: bool) -> None:
    head = Text("  ") + Text(f"{mention.stance:<10}", style=_STANCE_STYLE.get(mention.stance, "yellow"))
    again = f", {times} times" if times > 1 else ""
    console().print(head + Text(f" {' → '.join(mention.chain)}  ({mention.published}{again})"))
    _indented(mention.words, 13)
    _indented(Text(f"origin: {mention.origin or 'not recorded'}", style="dim"), 13)
    if why:
        _indented(Text(f"why: {mention.reason}", style="dim"), 13)
