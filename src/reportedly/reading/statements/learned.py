"""Relations as the trained model sees them: cues, and for each one the words of its source and its content.

``training/attribution`` makes the model, ``language/encoder.py`` runs the part that other stages share. What the model says of
each relation is kept with it (:class:`Relation`), so that a later step can weigh it against the rules.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from reportedly.language.devices import Device
from reportedly.language.encoder import EncodedDocument, EncodedWindow, onnx_session
from reportedly.language.pieces import Words
from reportedly.model import Mode, Span, Spans
from reportedly.reading.statements.decoding import best_labels, breaks_from, runs, steps_from, sureness
from reportedly.weights import weight_text

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

MODEL, NUMBERS = "relations.onnx", "relations.json"
MODES: tuple[Mode, ...] = ("speech", "attitude", "act")


@dataclass(frozen=True, slots=True)
class Relation:
    """A cue with what the model gives it. ``found`` is false where only the rules see a cue here.

    ``standing`` is the log-odds that this cue carries an attribution, ``sure`` the mean log probability of the least sure
    words of source and content (0 is certain).
    """

    cue: Span
    source: Spans
    content: Spans
    mode: Mode
    standing: float
    sure: float
    found: bool


@dataclass(frozen=True, slots=True, eq=False)
class RelationModel:
    """The session, and the numbers of both chains and of the calibration."""

    session: onnxruntime.InferenceSession
    cue_move: Floats
    cue_first: Floats
    role_move: Floats
    role_first: Floats
    settings: Mapping[str, float]


def load_relation_model(device: Device = "cpu") -> RelationModel:
    """The model of the package. Raises :class:`~reportedly.errors.ModelError` where it is missing."""
    raw = json.loads(weight_text(NUMBERS))
    cue_move, cue_first, role_move, role_first = (
        np.array(raw[name], dtype=np.float32) for name in ("cues_move", "cues_first", "roles_move", "roles_first")
    )
    settings = MappingProxyType(raw["settings"])
    return RelationModel(onnx_session(MODEL, device), cue_move, cue_first, role_move, role_first, settings)


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue ``[first, last]``, words of its window counted from the window's first."""

    window: int
    first: int
    last: int
    found: bool


def find_relations(encoded: EncodedDocument, model: RelationModel, asked: Sequence[Span] = ()) -> tuple[Relation, ...]:
    """The relations of a document in text order: of the cues that the model finds, and of those that it is asked about."""
    if not encoded.windows:
        return ()
    cues = _cues(encoded, model, asked)
    if not cues:
        return ()
    scores, lengths, standing, modes = _scores(encoded.windows, cues, model)
    labels = best_labels(scores, lengths, model.role_move, model.role_first)
    sure = sureness(scores, labels, lengths)
    out = []
    for at, cue in enumerate(cues):
        first = encoded.windows[cue.window].window.first
        source, content = (first + np.flatnonzero(labels[at] == role) for role in (1, 2))
        out.append(
            Relation(
                Span(encoded.words.start[first + cue.first], encoded.words.end[first + cue.last]),
                spans_of_words(encoded.words, source),
                spans_of_words(encoded.words, content),
                MODES[int(modes[at].argmax())],
                round(float(standing[at]), 4),
                round(float(sure[at]), 4),
                cue.found,
            )
        )
    return tuple(sorted(out, key=lambda r: (r.cue, r.found)))


def _padded(rows: Sequence[Floats]) -> tuple[Floats, Ints]:
    lengths = np.array([len(r) for r in rows], dtype=np.int64)
    out = np.zeros((len(rows), int(lengths.max()), rows[0].shape[1]), dtype=np.float32)
    for at, row in enumerate(rows):
        out[at, : len(row)] = row
    return out, lengths


def _cues(encoded: EncodedDocument, model: RelationModel, asked: Sequence[Span]) -> list[_Cue]:
    tags, lengths = _padded([w.cues for w in encoded.windows])
    tags = tags + np.array([0, model.settings["cue_bias"]], dtype=np.float32)
    labels = best_labels(tags, lengths, model.cue_move, model.cue_first)
    found = []
    for at, w in enumerate(encoded.windows):
        for first, last in runs(labels[at]):
            if w.window.core <= w.window.first + first < w.window.last_core:
                found.append(_Cue(at, first, last, True))
    return [*found, *_further(encoded, found, asked)]


def _further(encoded: EncodedDocument, found: list[_Cue], asked: Sequence[Span]) -> Iterator[_Cue]:
    """Cues that are asked about and that no found one touches."""
    first_word = [w.window.first for w in encoded.windows]
    taken = {(c.window, i) for c in found for i in range(c.first, c.last + 1)}
    starts, ends = np.array(encoded.words.start), np.array(encoded.words.end)
    cores = np.array([w.window.core for w in encoded.windows])
    for span in asked:
        first = int(np.searchsorted(ends, span.start, side="right"))
        last = int(np.searchsorted(starts, span.end, side="left")) - 1
        if not first <= last:
            continue
        window = int(np.searchsorted(cores, first, side="right")) - 1
        offset, size = first_word[window], len(encoded.windows[window].breaks)
        inside = (window, first - offset) not in taken and (window, last - offset) not in taken
        if inside and last - offset < size:
            yield _Cue(window, first - offset, last - offset, False)


def _scores(
    windows: Sequence[EncodedWindow], cues: Sequence[_Cue], model: RelationModel
) -> tuple[Floats, Ints, Floats, Floats]:
    """Roles [cues, words, 3] padded, their lengths, standing [cues] and modes [cues, 3], window by window in the cues' order."""
    rows: dict[int, tuple[Floats, float, Floats]] = {}
    for number, window in enumerate(windows):
        here = [i for i, c in enumerate(cues) if c.window == number]
        if here:
            roles, standing, modes = _run(window, [cues[i] for i in here], model)
            rows.update({i: (roles[k], float(standing[k]), modes[k]) for k, i in enumerate(here)})
    scores, lengths = _padded([rows[i][0] for i in range(len(cues))])
    standing = np.array([rows[i][1] for i in range(len(cues))], dtype=np.float32)
    return scores, lengths, standing, np.array([rows[i][2] for i in range(len(cues))], dtype=np.float32)


def _run(window: EncodedWindow, cues: Sequence[_Cue], model: RelationModel) -> tuple[Floats, Floats, Floats]:
    size = len(window.breaks)
    given = {
        "states": window.states,
        "first": np.array([c.first for c in cues], dtype=np.int64),
        "last": np.array([c.last for c in cues], dtype=np.int64),
        "steps": np.stack([steps_from(c.first, c.last, size) for c in cues]),
        "breaks": np.stack([breaks_from(c.first, window.breaks) for c in cues]),
    }
    roles, standing, modes = model.session.run(["roles", "standing", "mode"], given)
    return roles, standing, modes


def spans_of_words(words: Words, chosen: Ints) -> Spans:
    """Word numbers as spans: one for each run within a paragraph, edges trimmed of marks that are no quotation marks."""
    out: list[Span] = []
    run: list[int] = []
    for at in [*(int(i) for i in chosen), -1]:
        if run and (at != run[-1] + 1 or words.is_break(at)):
            if (span := _span(words, run)) is not None:
                out.append(span)
            run = []
        if at >= 0 and not words.is_break(at):
            run.append(at)
    return tuple(out)


def _span(words: Words, run: list[int]) -> Span | None:
    spoken = [i for i in run if not words.is_mark(i)]
    return Span(words.start[spoken[0]], words.end[spoken[-1]]) if spoken else None
