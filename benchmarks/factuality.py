"""How factual each predicate of a corpus is, -3 to 3, for a scorer.

    python -m benchmarks.factuality --input gold.jsonl --output predictions.jsonl [--part rules|learned|both] [--scale UW]

A line of the input is ``{"text": tokens, or tokens joined by spaces, "targets": [{"span1": [first, end]}]}`` as UW, MEANTIME and
UDS-IH2 have it; labels are not looked at. A line of the output, in the same order, is ``{"scores": [a score a target]}``.

The corpora score on scales of their own: a plan is 1.5 in UW, 3 or 0.75 in MEANTIME, -1 in UDS-IH2. Which of them a file is on
is told from the style of its sentences, or said with ``--scale``. The learned part scores on those of UW and UDS-IH2. MEANTIME,
which is too small to learn from, is read half by the rules, half by the learned part on the scale of UW.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from benchmarks.factuality_gold import CORPORA, Sentence, sentences
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from reportedly.language.encoder import load_tokenizer, load_vectors
from reportedly.language.parser import load_parser
from reportedly.reading.events.factuality import Judge
from reportedly.reading.events.lexicon import lexicon
from reportedly.reading.events.predicates import postponed
from reportedly.reading.events.surety import Surety, load_surety

SCALES = Path(__file__).with_name("factuality_scales.npz")
BY_RULES = 0.5
"""How much the rules weigh on the scale of MEANTIME; chosen on its training half, which the learned part never saw."""

Scores = NDArray[np.float32]


def parsed(given: Sequence[Sentence]) -> list[Doc]:
    """Each sentence parsed, its words as they are given."""
    nlp = load_parser()
    return list(nlp.pipe((Doc(nlp.vocab, words=list(s.words), spaces=list(s.spaces)) for s in given), batch_size=64))


def scale_of(docs: Sequence[Doc], surety: Surety) -> str:
    """The corpus whose style the sentences of a file have, taken together."""
    stored = np.load(SCALES)
    means = np.array([surety.vectors.of(surety.tokenizer.encode(d.text).ids).mean(0) for d in docs])
    told = means @ stored["weights"] + stored["bias"]
    likely = told - np.log(np.exp(told - told.max(1, keepdims=True)).sum(1, keepdims=True)) - told.max(1, keepdims=True)
    return CORPORA[int(likely.sum(0).argmax())]


def by_rules(predicates: Sequence[Token], judge: Judge, scale: str) -> Scores:
    """The scores of the rules, each predicate read to the top of its sentence; MEANTIME has what is put off as not so."""
    scores = np.array([judge.present(p, lambda _: True, None).score for p in predicates], np.float32)
    late = np.array([scale == "MEANTIME" and postponed(p, judge.words) for p in predicates], bool)
    return np.where(late, -3, scores).astype(np.float32)


def mixed(rules: Scores, learned: Scores, scale: str) -> Scores:
    """The scores on a scale; ``learned`` [predicates, 2] on those of UW and UDS-IH2."""
    if scale == "MEANTIME":
        return np.asarray(BY_RULES * rules + (1 - BY_RULES) * learned[:, 0], np.float32)
    return learned[:, 1] if scale == "UDS_IH2" else learned[:, 0]


def scored(given: Sequence[Sentence], part: str, scale: str | None) -> list[Scores]:
    """The scores of each sentence."""
    surety, judge, docs = load_surety(load_tokenizer(), load_vectors()), Judge(lexicon(), reported=True), parsed(given)
    on = scale or scale_of(docs, surety)
    print(f"on the scale of {on}", file=sys.stderr)
    found = []
    for sentence, doc in zip(given, docs, strict=True):
        predicates = [doc[i] for i in sentence.predicates]
        rules = by_rules(predicates, judge, on)
        if part == "rules" or not predicates:
            found.append(rules)
            continue
        learned = surety.scores(doc[:], predicates, judge)
        found.append(mixed(rules if part == "both" else learned[:, 0], learned, on))
    return found


def main(argv: list[str] | None = None) -> int:
    """Read the arguments, score, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--part", choices=("rules", "learned", "both"), default="both")
    parser.add_argument("--scale", choices=CORPORA, help="the corpus whose scale the scores are on")
    parser.add_argument("--limit", type=int, help="the first so many sentences only")
    options = parser.parse_args(argv)
    began = time.perf_counter()
    given = list(islice(sentences(options.input), options.limit))
    with options.output.open("w", encoding="utf-8") as out:
        for scores in scored(given, options.part, options.scale):
            out.write(json.dumps({"scores": [round(float(s), 4) for s in scores]}) + "\n")
    print(f"{len(given)} sentences in {time.perf_counter() - began:.1f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
