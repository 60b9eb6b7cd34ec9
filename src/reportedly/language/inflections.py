"""Word classes and lemmas as the parser's own rules give them, each asked once.

What spaCy's ``attribute_ruler`` and ``lemmatizer`` say of a word hangs on its form, its tag and its relation alone, but for a
handful of rules about two words ("gonna", "there is"). They try two hundred patterns on every word; here what they say is
remembered by form, tag and relation, and texts that a rule of two words touches go to them as they are. The outcome is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

NAME = "reportedly_inflections"
RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
MOST = 60_000
"""Words remembered, some 20 MB; when there are as many, half of them, those known longest, are forgotten."""

_OWN = frozenset(("TAG", "LOWER", "DEP", "ORTH", "IS_SPACE"))
"""What a rule may ask of a word, for its answer to hang on form, tag and relation alone."""

_Key = tuple[int, int, int]
_Known = tuple[int, int, int]


class Inflections:
    """Stands for both components in the pipeline of ``nlp``, which has them disabled."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._known: dict[_Key, _Known] = {}
        self._alone = AttributeRuler(ruler.vocab)
        self._together = Matcher(ruler.vocab)
        rules: Any = ruler.patterns
        for rule in rules:
            if _of_one_word(rule["patterns"]):
                self._alone.add(rule["patterns"], rule["attrs"], rule["index"])
            else:
                self._together.add(str(len(self._together)), rule["patterns"])

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, morphology and lemma of every token."""
        if any(t.is_space for t in doc) or self._together(doc, allow_missing=True):
            return self._lemmatizer(self._ruler(doc))
        if len(self._known) > MOST:
            self._known = dict(islice(self._known.items(), MOST // 2, None))
        keys: list[_Key] = [(o, t, d) for o, t, d in doc.to_array([ORTH, TAG, DEP]).tolist()]
        if unknown := [key for key in dict.fromkeys(keys) if key not in self._known]:
            self._ask(unknown, doc)
        if keys:  # an empty text has none
            doc.from_array([POS, MORPH, LEMMA], _rows([self._known[key] for key in keys]))
        return doc

    def _ask(self, keys: list[_Key], doc: Doc) -> None:
        """Ask the rules about words that are not known yet."""
        alone = Doc(doc.vocab, words=[doc.vocab.strings[form] for form, _, _ in keys])
        alone.from_array([TAG, DEP], _rows([key[1:] for key in keys]))
        self._lemmatizer(self._alone(alone))
        found = alone.to_array([POS, MORPH, LEMMA]).tolist()
        self._known |= {key: (p, m, lemma) for key, (p, m, lemma) in zip(keys, found, strict=True)}


def _of_one_word(patterns: list[list[dict[str, Any]]]) -> bool:
    return all(len(pattern) == 1 and {key.upper() for key in pattern[0]} <= _OWN for pattern in patterns)


def remember_inflections(nlp: Language) -> None:
    """Let what stands in the pipeline as spaCy makes it be asked once a word; another kind of pipeline is left as it is."""
    names = nlp.pipe_names
    if not all(name in names for name in ("parser", RULER, LEMMATIZER)):
        return
    ruler, lemmatizer = nlp.get_pipe(RULER), nlp.get_pipe(LEMMATIZER)
    usual = names.index("parser") < names.index(RULER) < names.index(LEMMATIZER)
    if usual and isinstance(ruler, AttributeRuler) and isinstance(lemmatizer, Lemmatizer) and lemmatizer.mode == "rule":
        Language.factory(NAME, func=_made)
        nlp.add_pipe(NAME, after=LEMMATIZER)
        nlp.select_pipes(disable=[RULER, LEMMATIZER])


def _made(nlp: Language, name: str) -> Inflections:
    ruler, lemmatizer = nlp.get_pipe(RULER), nlp.get_pipe(LEMMATIZER)
    assert isinstance(ruler, AttributeRuler)
    assert isinstance(lemmatizer, Lemmatizer)
    return Inflections(ruler, lemmatizer)


def _rows(numbers: Sequence[tuple[int, ...]]) -> Any:
    return np.array(numbers, dtype=np.uint64)
