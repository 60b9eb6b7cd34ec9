"""The encoder that the learned stages share: one pass over a document's words, its results handed on as records.

The weights (``weights/encoder.onnx``, int8) are MiniLM-L6 fine-tuned for attribution; ``training/attribution`` makes them. Each
window is run by itself: the rounding of int8 looks at the whole input, so a document's result hangs on no other document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from reportedly.language.devices import Device, providers
from reportedly.language.parser import ParsedDocument
from reportedly.language.pieces import CLS, MARK, SEP, Window, Words, split_words, windows
from reportedly.weights import weight_file

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

ENCODER, VECTORS, TOKENIZER = "encoder.onnx", "words.npz", "tokenizer.json"
WINDOW, CONTEXT = 128, 0
"""Pieces in a window, and how many of them may stand before its core; longer windows cost more and are right less often."""


@dataclass(frozen=True, slots=True, eq=False)
class EncodedWindow:
    """What the encoder gives for one window.

    ``states`` [words, 384] are the last hidden states of the words' first pieces, ``cues`` [words, 2] the scores of a word being
    outside and inside a cue; ``breaks`` [words] marks the breaks between paragraphs.
    """

    window: Window
    breaks: NDArray[np.bool_]
    states: Floats
    cues: Floats


@dataclass(frozen=True, slots=True, eq=False)
class EncodedDocument:
    """A document's words and its windows in text order; each word is in the core of one window."""

    words: Words
    windows: tuple[EncodedWindow, ...]


def onnx_session(name: str, device: Device = "cpu") -> onnxruntime.InferenceSession:
    """A model of ``weights/``, on the processor on one thread: the stages are spread over processes, not threads.

    Raises :class:`~reportedly.errors.ModelError` where the package lacks it.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with weight_file(name) as path:
        return onnxruntime.InferenceSession(str(path), options, providers=providers(device))


def load_tokenizer() -> Tokenizer:
    """The vocabulary of the encoder, for whole texts."""
    with weight_file(TOKENIZER) as path:
        tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def window_rows(words: Words, window: Window) -> tuple[list[int], list[int], list[int], list[int]]:
    """The pieces of a window with its end marks, their case and quotation marks, and where each word's first piece stands."""
    ids, case, quoted, firsts = [CLS], [MARK], [0], []
    for at in range(window.first, window.last):
        firsts.append(len(ids))
        pieces = words.pieces[at]
        ids += pieces
        case += [words.case[at]] * len(pieces)
        quoted += [words.quoted[at]] * len(pieces)
    return [*ids, SEP], [*case, MARK], [*quoted, 0], firsts


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """The vectors of the vocabulary's pieces in eight bits, [pieces, 384], with a scale for each."""

    rows: NDArray[np.int8]
    scale: Floats

    def of(self, ids: Sequence[int]) -> Floats:
        """The vectors of some pieces, [pieces, 384]."""
        at = np.asarray(ids, dtype=np.int64)
        return np.asarray(self.rows[at] * self.scale[at, None], dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Encoder:
    """The encoder's session, its vocabulary and the vectors of its pieces, loaded once."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    vectors: Vectors

    def encode(self, text: str, paragraphs: Sequence[tuple[int, int]]) -> EncodedDocument:
        """The paragraphs ``[start, end)`` of a text, read once; offsets count in the text."""
        words = split_words(text, paragraphs, self.tokenizer)
        return EncodedDocument(words, tuple(self._run(words, w) for w in windows(words, WINDOW, CONTEXT)))

    def encode_parsed(self, parsed: ParsedDocument) -> EncodedDocument:
        """The blocks of a document that are read, each a paragraph."""
        return self.encode(parsed.document.text, [(b.block.start, b.block.end) for b in parsed.blocks])

    def _run(self, words: Words, window: Window) -> EncodedWindow:
        ids, case, quoted, firsts = window_rows(words, window)
        given = {
            "vectors": self.vectors.of(ids)[None],
            "case": np.array([case], dtype=np.int64),
            "quote": np.array([quoted], dtype=np.int64),
        }
        last, cues = self.session.run(["last", "cues"], given)
        breaks = np.array([words.is_break(i) for i in range(window.first, window.last)], dtype=np.bool_)
        return EncodedWindow(window, breaks, last[0][firsts], cues[0][firsts])


def load_vectors() -> Vectors:
    """The vectors of the package. Raises :class:`~reportedly.errors.ModelError` where they are missing."""
    with weight_file(VECTORS) as path, np.load(path) as stored:
        return Vectors(stored["rows"], stored["scale"])


def load_encoder(device: Device = "cpu") -> Encoder:
    """The encoder of the package; about half a second. Raises :class:`~reportedly.errors.ModelError` where it is missing."""
    return Encoder(onnx_session(ENCODER, device), load_tokenizer(), load_vectors())
