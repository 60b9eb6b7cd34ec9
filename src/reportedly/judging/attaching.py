"""Finding again what a judgement is about: by its id, or where that has gone, by the words it stood on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportedly.model import Anchor, Judgement, Place, Reading, Span, Spans


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a judgement is about, and by how many characters its words have moved since."""

    target: str
    shift: int


@dataclass(frozen=True, slots=True)
class Things:
    """What readings hold, to be found by id or by place: kind (``stm``, ``evt``), id, spans."""

    documents: Mapping[str, str]
    by_uri: Mapping[str, tuple[str, ...]]
    ids: frozenset[str]
    placed: Mapping[str, tuple[tuple[str, str, Spans], ...]]

    def find(self, judgement: Judgement) -> tuple[Found, ...]:
        """What the judgement is about as it is called now, in every version of the document that is here."""
        kind, anchor = judgement.about.partition("-")[0], judgement.anchor
        here = judgement.about in self.ids
        own = (Found(judgement.about, 0),) if here else ()
        if kind == "doc":
            versions = self.by_uri.get(anchor.uri, ()) if anchor.uri is not None else ()
            return own or tuple(Found(d, 0) for d in versions[:1])
        return own + tuple(self._by_words(kind, anchor, anchor.document if here else None))

    def at(self, place: Place) -> frozenset[str]:
        """The events whose triggers stand at this place, or overlap it, in every version of its document."""
        found = (_best("evt", (span,), self.placed.get(document, ())) for document, span in self.everywhere(place))
        return frozenset(e for e in found if e is not None)

    def everywhere(self, place: Place) -> Iterator[tuple[str, Span]]:
        """The place, and where its words stand in the other versions of its document."""
        yield place.document, place.span
        for document in self.by_uri.get(place.uri, ()) if place.uri is not None and place.text else ():
            text = self.documents[document]
            led = _nearest(text, place.before + place.text, place.span.start - len(place.before))
            start = led + len(place.before) if led >= 0 else _nearest(text, place.text, place.span.start)
            if document != place.document and start >= 0:
                yield document, Span(start, start + len(place.text))

    def _by_words(self, kind: str, anchor: Anchor, known: str | None) -> Iterator[Found]:
        """What stands on the same words in the documents at the same address, nearest to where they stood."""
        if anchor.uri is None or not anchor.text or not anchor.spans:
            return
        for document in self.by_uri.get(anchor.uri, ()):
            spans = _moved(self.documents[document], anchor) if document != known else ()
            if spans and (found := _best(kind, spans, self.placed[document])):
                yield Found(found, spans[0].start - anchor.spans[0].start)


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
