"""Finding again what a judgement is about: by its id, or where that has gone, by the words it stood on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.model import Anchor, Judgement, Reading, Span, Spans


@dataclass(frozen=True, slots=True)
class Things:
    """What readings hold, to be found by id or by place: kind (``stm``, ``evt``), id, spans."""

    documents: Mapping[str, str]
    by_uri: Mapping[str, tuple[str, ...]]
    ids: frozenset[str]
    placed: Mapping[str, tuple[tuple[str, str, Spans], ...]]

    def find(self, judgement: Judgement) -> str | None:
        """The id of what the judgement is about as it is called now; ``None`` where it is not here."""
        if judgement.about in self.ids:
            return judgement.about
        return self._by_words(judgement.about.partition("-")[0], judgement.anchor)

    def at(self, document: str, span: Span) -> str | None:
        """The event whose trigger stands at this place, or overlaps it."""
        return _best("evt", (span,), self.placed.get(document, ()))

    def _by_words(self, kind: str, anchor: Anchor) -> str | None:
        """What stands on the same words in the document at the same address, nearest to where they stood."""
        versions = self.by_uri.get(anchor.uri, ()) if anchor.uri is not None else ()
        if kind == "doc":
            return next(iter(versions), None)
        if not anchor.text or not anchor.spans:
            return None
        for document in versions:
            spans = _moved(self.documents[document], anchor)
            if spans and (found := _best(kind, spans, self.placed[document])):
                return found
        return None


def things_of(readings: Iterable[Reading]) -> Things:
    """What these readings hold."""
    held = sorted(readings, key=lambda r: r.document.id)
    by_uri: dict[str, tuple[str, ...]] = {}
    for r in held:
        by_uri[r.document.uri] = (*by_uri.get(r.document.uri, ()), r.document.id)
    ids = {r.document.id for r in held} | {s.id for r in held for s in r.statements}
    return Things(
        {r.document.id: r.document.text for r in held},
        by_uri,
        frozenset(ids | {e.id for r in held for e in r.events} | {e.id for r in held for e in r.entities}),
        {r.document.id: tuple(_placed(r)) for r in held},
    )


def _placed(reading: Reading) -> Iterable[tuple[str, str, Spans]]:
    yield from (("stm", s.id, s.content or s.cue or s.source) for s in reading.statements)
    yield from (("evt", e.id, (e.trigger,)) for e in reading.events)


def _moved(text: str, anchor: Anchor) -> Spans:
    """The anchor's spans in this text: where they were if the words stand there still, or where the words stand now."""
    pieces = anchor.text.split(" … ")
    if len(pieces) != len(anchor.spans):
        return ()
    shift = 0
    moved = []
    for piece, span in zip(pieces, anchor.spans, strict=True):
        start = span.start + shift
        if text[start : start + len(piece)] != piece:
            start = _nearest(text, piece, start)
            if start < 0:
                return ()
            shift = start - span.start
        moved.append(Span(start, start + len(piece)))
    return tuple(moved)


def _nearest(text: str, piece: str, place: int) -> int:
    before, after = text.rfind(piece, 0, max(place, 0) + len(piece)), text.find(piece, max(place, 0))
    found = [at for at in (before, after) if at >= 0]
    return min(found, key=lambda at: abs(at - place), default=-1)


def _best(kind: str, spans: Spans, placed: Iterable[tuple[str, str, Spans]]) -> str | None:
    """What of this kind shares most characters with the spans, at least half of its own and of theirs."""
    scored = [(_overlap(spans, held), ident) for k, ident, held in placed if k == kind]
    score, ident = max(scored, default=(0.0, None), key=lambda s: (s[0], s[1] or ""))
    return ident if score >= 0.5 else None


def _overlap(a: Spans, b: Spans) -> float:
    """Shared characters over all characters of both (Jaccard)."""
    one = {n for s in a for n in range(s.start, s.end)}
    other = {n for s in b for n in range(s.start, s.end)}
    return len(one & other) / len(one | other) if one | other else 0.0
