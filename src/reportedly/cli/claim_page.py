"""One claim, told so that a reporter can use it: each mention with its chain, its stance, and the words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass

from rich.padding import Padding
from rich.text import Text

from reportedly.cli.asking import in_short
from reportedly.cli.show import console, days, several
from reportedly.model import (
    Claim,
    Event,
    Independence,
    Mention,
    Origin,
    Position,
    Reading,
    Span,
    Statement,
    StoryAccount,
)

AROUND = 160  # characters shown on either side of a trigger in the outlet's own voice
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


def show_claim(claim: Claim, told: Iterable[Told]) -> None:
    """Print a claim: what it is, how independent, who holds what, each mention, and how it changed."""
    out = console()
    out.print(Text(claim.label, style="bold"))
    out.print(f"{claim.id}  {claim.type}, {claim.status}")
    _show_independence(claim.independence, in_short(claim))
    _heading("Who holds what")
    for position in claim.positions:
        out.print(_position_line(position))
    for value in claim.values:
        _indented(f"{value.role}: {value.name}")
    _heading("Mentions")
    for mention in told:
        _show_mention(mention)
    if claim.moves:
        _heading("How it changed")
    for move in claim.moves:
        change = f"{move.before} → {move.after}" if move.before else move.after
        _indented(f"{move.date.isoformat() if move.date else 'undated'}  {move.what}: {change} ({move.reason})")


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
        words=" … ".join(" ".join(document.text[s.start : s.end].split()) for s in pieces),
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
    """The holder's source, cue and words; in the outlet's own voice, what stands around the trigger."""
    if holder is not None:
        return _joined(text, sorted((*holder.source, *holder.cue, *holder.content)))
    if event is None:
        return []
    start, end = max(block.start, event.trigger.start - AROUND), min(block.end, event.trigger.end + AROUND)
    before = max(text.rfind(mark, start, event.trigger.start) for mark in (". ", "\n"))
    after = min((at for mark in (". ", "\n") if (at := text.find(mark, event.trigger.end, end)) >= 0), default=end - 1)
    return [Span(before + 1 if before >= 0 else start, after + 1)]


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
    papers = f"{several(held.articles, 'article')}, {several(held.outlets, 'outlet')}"
    console().print(f"{papers}; independent origins: {short}")
    for reason in held.reasons:
        _indented(f"- {reason}")


def _position_line(position: Position) -> Text:
    known = "" if position.first is None and position.last is None else f"  {days(position.first, position.last)}"
    stance = Text(f"  {position.stance:<10}", style=_STANCE_STYLE.get(position.stance, "yellow"))
    return stance + Text(f" {position.speaker_name}{known}")


def _show_mention(mention: Told) -> None:
    head = Text("  ") + Text(f"{mention.stance:<10}", style=_STANCE_STYLE.get(mention.stance, "yellow"))
    console().print(head + Text(f" {' → '.join(mention.chain)}  ({mention.published})"))
    _indented(mention.words, 13)
    origin = f"origin: {mention.origin}" if mention.origin else "origin: not recorded"
    _indented(Text(f"{origin}; {mention.reason}" if mention.reason else origin, style="dim"), 13)
