"""How a record shows itself: a line of text, and HTML for a notebook; out of its own fields alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reportedly.model.document import Document, Published
    from reportedly.model.reading import Reading, Statement
    from reportedly.model.story import Claim, Independence, StoryAccount

SHOWN = 20  # rows of a table before it says how many more there are
Part = Literal["source", "cue", "content"]
# A notebook keeps the style of an element, and drops style sheets.
_STYLES: dict[Part, str] = {
    "source": "font-weight:bold",
    "cue": "text-decoration:underline",
    "content": "background:rgba(250,200,60,.3)",
}


# ---- in a line -------------------------------------------------------------------------------------------------------


def document_line(document: Document) -> str:
    """``Headline (Harbour Courier, 2031-03-04)``."""
    about = ", ".join(part for part in (document.outlet, days(document.published)) if part)
    return f"{document.title or document.uri} ({about})"


def reading_line(reading: Reading) -> str:
    """The document's line, and how much was read in it."""
    counts = ((len(reading.statements), "statements"), (len(reading.events), "events"))
    return f"{document_line(reading.document)}: {', '.join(f'{count} {name}' for count, name in counts)}"


def claim_line(claim: Claim) -> str:
    """The label, how it stands, and how many origins are behind it."""
    return f"{claim.label} ({claim.status}; {independence_line(claim.independence)})"


def account_line(account: StoryAccount) -> str:
    """The title, and how much is in it."""
    return f"{account.title}: {len(account.documents)} documents, {len(account.claims)} claims"


def independence_line(held: Independence) -> str:
    """How many origins, in each of the three states."""
    known = f"{held.known_independent} known independent"
    return f"{held.articles} articles; origins: {known}, {held.not_established} not established, {held.not_recorded} not recorded"


def days(published: Published) -> str:
    """The day, the range, or that nothing is known."""
    return _days(published.earliest, published.latest)


def _days(first: date | None, last: date | None) -> str:
    if first == last:
        return first.isoformat() if first else "undated"
    return f"{first or '…'} to {last or '…'}"


# ---- as HTML ---------------------------------------------------------------------------------------------------------


def document_html(document: Document) -> str:
    """The article: its title, where and when it appeared, its text."""
    return f"{_head(document)}{_marked(document.text, ())}"


def reading_html(reading: Reading) -> str:
    """The article with what is said in it marked: who (bold), that they say it (underlined), what (shaded)."""
    marks = [mark for s in reading.statements if s.mode != "act" for mark in _marks_of(s)]
    counts = f"{len(reading.statements)} statements, {len(reading.events)} events, {len(reading.dates)} dates"
    return f"{_head(reading.document)}<p><small>{counts}</small></p>{_marked(reading.document.text, marks)}"


def claim_html(claim: Claim) -> str:
    """The claim: who holds what, in which numbers, how it moved, and how many origins are behind it and why."""
    positions = ((p.speaker_name, p.stance, _days(p.first, p.last)) for p in claim.positions)
    moves = ((_days(m.date, m.date), m.what, f"{m.before or '—'} → {m.after}", m.reason) for m in claim.moves)
    values = sorted({(v.role, v.name) for v in claim.values})
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in claim.independence.reasons)
    return "".join((
        f"<h3>{escape(claim.label)}</h3>",
        f"<p>{escape(claim.type)}, {claim.status}; {len(claim.mentions)} mentions; {independence_line(claim.independence)}</p>",
        table(("who", "holds", "when"), positions),
        table(("what", "how much"), values) if values else "",
        table(("when", "what changed", "how", "why"), moves) if claim.moves else "",
        f"<details><summary>Why so many origins</summary><ul>{reasons}</ul></details>" if reasons else "",
    ))  # fmt: skip


def account_html(account: StoryAccount) -> str:
    """The story: its claims, those of which most is said first."""
    ordered = sorted(account.claims, key=lambda c: (-len(c.mentions), c.label, c.id))
    rows = ((c.label, c.status, *map(str, _counts(c))) for c in ordered)
    heads = ("claim", "status", "affirm", "deny", "other", "origins known", "not established", "not recorded")
    about = f"{len(account.documents)} documents, {len(account.claims)} claims, {len(account.origins)} origins"
    return f"<h3>{escape(account.title)}</h3><p>{about}</p>{table(heads, rows)}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as a table, the first so many of them."""
    held = list(rows)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in held[:SHOWN])
    more = f"<p>… and {len(held) - SHOWN} more</p>" if len(held) > SHOWN else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _counts(claim: Claim) -> tuple[int, ...]:
    stances = [mention.stance for mention in claim.mentions]
    affirm, deny, held = stances.count("affirms"), stances.count("denies"), claim.independence
    others = len(stances) - affirm - deny
    return affirm, deny, others, held.known_independent, held.not_established, held.not_recorded


def _head(document: Document) -> str:
    about = ", ".join(part for part in (document.outlet, document.byline, days(document.published)) if part)
    return f"<h3>{escape(document.title or document.uri)}</h3><p><small>{escape(about)}</small></p>"


Mark = tuple[int, int, Part]


def _marks_of(statement: Statement) -> Iterable[Mark]:
    parts: tuple[Part, ...] = ("source", "cue", "content")
    return ((span.start, span.end, part) for part in parts for span in getattr(statement, part))


def _marked(text: str, marks: Sequence[Mark]) -> str:
    """The text, cut wherever a mark begins or ends, each piece in the styles of the marks over it."""
    edges = sorted({0, len(text), *(min(at, len(text)) for start, end, _ in marks for at in (start, end))})
    pieces = []
    for start, end in pairwise(edges):
        parts = {part for a, b, part in marks if a <= start and end <= b}
        style = ";".join(_STYLES[part] for part in _STYLES if part in parts)
        words = escape(text[start:end])
        pieces.append(f'<span style="{style}">{words}</span>' if style else words)
    return f'<div style="white-space:pre-wrap">{"".join(pieces)}</div>'
