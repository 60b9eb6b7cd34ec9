"""Parse the corpora for the trainer: ``python -m training.factuality.prepare DATA --tokenizer FILE --output DIR``.

Run in the project's own environment (it needs the parser and the rules, not torch). For each corpus and half one ``.npz``: word
pieces of each sentence, and for each predicate the pieces of the words that :func:`links` names, the numbers of
:func:`features`, the rules' own score and the gold label.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from benchmarks.factuality_gold import CORPORA, Sentence, sentences
from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import Tokenizer

from reportedly.language.parser import load_parser
from reportedly.reading.events.factuality import Judge
from reportedly.reading.events.lexicon import lexicon
from reportedly.reading.events.predicates import features, links


def parsed(given: list[Sentence], nlp: Language) -> Iterator[Doc]:
    """Each sentence parsed, its words as they are given."""
    docs = (Doc(nlp.vocab, words=list(s.words), spaces=list(s.spaces)) for s in given)
    return nlp.pipe(docs, batch_size=64)


def first_pieces(doc: Doc, offsets: list[tuple[int, int]]) -> list[int]:
    """The index of the first word piece of each token."""
    starts = {start: i for i, (start, end) in reversed(list(enumerate(offsets))) if end > start}
    return [starts.get(t.idx, 0) for t in doc]


def rows(given: list[Sentence], nlp: Language, tokenizer: Tokenizer) -> dict[str, np.ndarray]:
    """The arrays of one file."""
    judge = Judge(lexicon(), reported=True)
    pieces, lengths, at, told, rules, labels, owner = [], [], [], [], [], [], []
    for number, (sentence, doc) in enumerate(zip(given, parsed(given, nlp), strict=True)):
        encoded = tokenizer.encode(doc.text)
        first = first_pieces(doc, encoded.offsets)
        pieces += encoded.ids
        lengths.append(len(encoded.ids))
        for predicate, label in zip(sentence.predicates, sentence.labels, strict=True):
            token = doc[predicate]
            at.append([first[t.i] for t in links(token)])
            told.append(features(token, judge))
            rules.append(judge.present(token, lambda _: True, None).score)
            labels.append(label)
            owner.append(number)
    return {
        "pieces": np.array(pieces, np.int32),
        "lengths": np.array(lengths, np.int32),
        "at": np.array(at, np.int32),
        "features": np.array(told, np.float32),
        "rules": np.array(rules, np.float32),
        "labels": np.array(labels, np.float32),
        "owner": np.array(owner, np.int32),
    }


def main() -> None:
    """Read the arguments, parse, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    nlp, tokenizer = load_parser(), Tokenizer.from_file(str(options.tokenizer))
    tokenizer.no_padding()
    tokenizer.enable_truncation(512)
    options.output.mkdir(parents=True, exist_ok=True)
    for corpus in CORPORA:
        for half in ("train", "dev"):
            made = rows(list(sentences(options.data / corpus / f"{half}.jsonl")), nlp, tokenizer)
            np.savez(options.output / f"{corpus}-{half}.npz", **made)
            r = np.corrcoef(made["rules"], made["labels"])[0, 1]
            print(f"{corpus} {half}: {len(made['labels'])} predicates, rules alone r {r:.3f}", flush=True)


if __name__ == "__main__":
    main()
