"""Statements: who is said to have said, denied, believed or threatened what, and on whose word.

:func:`find_statements` is the stage. ``find.py`` finds the attributions (source, cue, content), ``chains.py`` their
parents, ``speakers.py`` who speaks, ``acts.py`` what the statement does and how it is worded.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.language.devices import Device
from reportedly.language.encoder import Encoder, load_encoder
from reportedly.language.parser import ParsedDocument
from reportedly.model import DateExpression, Document, Statement, content_id
from reportedly.reading.reference import References
from reportedly.reading.statements.acts import act_of, manner_of
from reportedly.reading.statements.attribution import Attribution
from reportedly.reading.statements.chains import parents, without_rings
from reportedly.reading.statements.find import find_attributions
from reportedly.reading.statements.learned import RelationModel, find_relations, load_relation_model
from reportedly.reading.statements.merging import Weighed, confidence, cues_to_ask, merge_learned
from reportedly.reading.statements.occasion import said_of
from reportedly.reading.statements.quotations import Quotation
from reportedly.reading.statements.speakers import Speaker, speaker_of
from reportedly.reading.statements.trimming import is_formula, without_dates, without_loose_ends

__all__ = ["Attributor", "find_statements", "load_attributor"]


@dataclass(frozen=True, slots=True, eq=False)
class Attributor:
    """The trained models of the stage, loaded once: the encoder, and what finds relations on its states."""

    encoder: Encoder
    relations: RelationModel


def load_attributor(device: Device = "cpu") -> Attributor:
    """The models of the package, run on a ``device``. Raises :class:`~reportedly.errors.ModelError` where one is missing."""
    return Attributor(load_encoder(device), load_relation_model(device))


MEMORY = 40
"""How many statements back "the report" or "the statement" may point."""


def _speakers(found: list[Attribution], above: list[int | None], references: References, text: str) -> list[Speaker]:
    """Speakers in text order, outer statements before the ones they hold."""
    known: dict[int, Speaker] = {}

    def resolve(i: int) -> Speaker:
        if i not in known:
            parent = above[i]
            outer = resolve(parent) if parent is not None else None
            earlier = [(found[j], known[j]) for j in range(max(0, i - MEMORY), i) if j in known]
            known[i] = speaker_of(found[i], references, text, outer, earlier)
        return known[i]

    return [resolve(i) for i in range(len(found))]


def _acyclic(above: list[int | None]) -> list[int | None]:
    """Parents with no statement above itself: a link that would close a ring is dropped."""
    out = list(above)
    for i in range(len(out)):
        seen, at = {i}, out[i]
        while at is not None and at not in seen:
            seen.add(at)
            at = out[at]
        if at is not None:
            out[i] = None
    return out


def _statement(
    a: Attribution,
    document: Document,
    parent: str | None,
    speaker: Speaker,
    quotations: tuple[Quotation, ...],
    dates: tuple[DateExpression, ...],
    sure: float,
) -> Statement:
    return Statement(
        id=content_id("stm", document.id, a.source, a.cue, a.content),
        source=a.source,
        cue=a.cue,
        content=a.content,
        speaker=speaker.entity,
        speaker_name=speaker.name,
        source_kind=speaker.kind,
        act=act_of(a),
        mode=a.entry.mode,
        manner=manner_of(a.content, quotations),
        parent=parent,
        said=said_of(a, dates, document.published.latest),
        confidence=sure,
    )


def _weighed(parsed: ParsedDocument, attributor: Attributor | None) -> tuple[list[Weighed], tuple[Quotation, ...]]:
    """The attributions in text order with how likely each is right, and the quotations."""
    found, quotations = find_attributions(parsed)
    if attributor is None:
        return [Weighed(a, None, confidence(a, None, {})) for a in found], quotations
    encoded = attributor.encoder.encode_parsed(parsed)
    relations = find_relations(encoded, attributor.relations, cues_to_ask(found))
    return merge_learned(parsed, found, relations, quotations, attributor.relations.settings), quotations


def find_statements(
    parsed: ParsedDocument,
    references: References,
    dates: tuple[DateExpression, ...],
    attributor: Attributor | None = None,
) -> tuple[Statement, ...]:
    """The statements of a document in text order, each with its speaker, act, manner, occasion and parent.

    Without an ``attributor`` the rules alone find them.
    """
    weighed, quotations = _weighed(parsed, attributor)
    weighed = [w for w in weighed if not is_formula(w.attribution)]
    found = without_rings(without_loose_ends(without_dates((w.attribution for w in weighed), dates)))
    above = _acyclic(parents(parsed, found))
    speakers = _speakers(found, above, references, parsed.document.text)
    ids = [content_id("stm", parsed.document.id, a.source, a.cue, a.content) for a in found]
    return tuple(
        _statement(a, parsed.document, ids[p] if p is not None else None, speaker, quotations, dates, w.confidence)
        for a, w, p, speaker in zip(found, weighed, above, speakers, strict=True)
    )
