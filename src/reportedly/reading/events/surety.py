"""The learned part of factuality: how factual predicates are by the words around them, on the scales of two corpora.

A small encoder of its own (``weights/factuality.onnx``: MiniLM-L6, int8; made by ``training/factuality``) over the word vectors
that attribution ships. It reads one sentence at a time, and with each predicate the words that govern it and what the rules and
the parse know of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.tokens import Span as Words
from spacy.tokens import Token
from tokenizers import Tokenizer

from reportedly.language.encoder import Vectors, onnx_session
from reportedly.reading.events.factuality import Judge
from reportedly.reading.events.predicates import features, links

WEIGHTS = "factuality.onnx"
LONGEST = 510
"""Word pieces that are read of a sentence; what stands behind them is not scored."""


@dataclass(frozen=True, slots=True, eq=False)
class Surety:
    """The graph, the vocabulary and the word vectors, loaded once."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    vectors: Vectors

    def scores(self, sentence: Words, predicates: Sequence[Token], judge: Judge) -> NDArray[np.float32]:
        """Scores [predicates, 2], -3 to 3: on the scale of UW (news), and on that of UDS-IH2."""
        encoded = self.tokenizer.encode(sentence.text)
        ids = encoded.ids[:LONGEST]
        starts = {start: i for i, (start, end) in reversed(list(enumerate(encoded.offsets[:LONGEST]))) if end > start}
        rows = [[starts.get(t.idx - sentence.start_char, 0) for t in links(p)] for p in predicates]
        given = {
            "vectors": self.vectors.of(ids)[None],
            "at": np.array(rows, dtype=np.int64),
            "features": np.array([features(p, judge) for p in predicates], dtype=np.float32),
        }
        return np.asarray(self.session.run(["scores"], given)[0], dtype=np.float32)


def load_surety(tokenizer: Tokenizer, vectors: Vectors) -> Surety:
    """The model of the package over a vocabulary and its vectors, which attribution loads too.

    Raises :class:`~reportedly.errors.ModelError` where it is missing.
    """
    return Surety(onnx_session(WEIGHTS), tokenizer, vectors)
