"""What each stage made of a document, in words that can be read beside it: one line a thing, spans as the text they point at."""

from collections.abc import Iterable

from reportedly.model import Document, Event, Reading, Span, Statement, StoryAccount


def _words(text: str, spans: Iterable[Span]) -> str:
    return " / ".join(text[s.start : s.end] for s in spans) or "-"


def document_lines(document: Document) -> list[str]:
    published = document.published
    head = [f"published {published.earliest}..{published.latest} ({published.basis})", f"language {document.language}"]
    return [*head, *(f"{b.role:<9} {document.text[b.start : b.end]}" for b in document.blocks)]


def date_lines(reading: Reading) -> list[str]:
    text = reading.document.text
    return [f"{text[d.start : d.end]} = {d.type} {d.value}: {d.earliest}..{d.latest}" for d in reading.dates]


def entity_lines(reading: Reading) -> list[str]:
    text = reading.document.text
    return [
        f"{e.type} {e.name}"
        + (f" [{e.country}]" if e.country else "")
        + (f", {e.role}" if e.role else "")
        + f": {_words(text, e.mentions)}"
        for e in reading.entities
    ]


def statement_lines(reading: Reading) -> list[str]:
    text, number = reading.document.text, {s.id: i for i, s in enumerate(reading.statements, 1)}

    def line(s: Statement) -> str:
        above = f" (through {number[s.parent]})" if s.parent else ""
        who = f"{s.speaker_name or 'nobody named'} ({s.source_kind})"
        when = f" on {s.said.earliest}" if s.said.earliest else ""
        return (
            f"{number[s.id]}{above} {who}: {s.act}, {s.manner}{when}: "
            f"{_words(text, s.source)} | {_words(text, s.cue)} | {_words(text, s.content)}"
        )

    return [line(s) for s in reading.statements]


def event_lines(reading: Reading) -> list[str]:
    text, number = reading.document.text, {s.id: i for i, s in enumerate(reading.statements, 1)}

    def line(e: Event) -> str:
        roles = "; ".join(f"{r.name} {', '.join(f.name for f in r.fillers)}" for r in e.roles)
        amounts = "".join(f"; {q.role} {q.name} ({q.low:g} to {q.high:g})" for q in e.quantities if q.low and q.high)
        when = f"; when {e.when.value}" if e.when.value else ""
        held = f"statement {number[e.holder]}" if e.holder else "the outlet"
        surely = f"{e.polarity}, {e.certainty}, {e.status}, {e.factuality:+g}"
        return f"{e.type} ({text[e.trigger.start : e.trigger.end]}): {roles}{amounts}{when} | {surely} | held by {held}"

    return [line(e) for e in reading.events]


def story_lines(account: StoryAccount) -> list[str]:
    origins = {o.id: o.label for o in account.origins}
    lines: list[str] = []
    for c in account.claims:
        n = c.independence
        counts = f"{n.known_independent} known, {n.not_established} not established, {n.not_recorded} not recorded"
        lines.append(f"{c.label} [{c.status}] {counts}")
        lines += [f"    {m.stance}; origin {origins.get(m.origin or '', 'not recorded')}" for m in c.mentions]
    return lines
