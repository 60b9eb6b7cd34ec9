"""How factual each predicate of a corpus is, -3 to 3, for a scorer.

    python -m benchmarks.factuality --input gold.jsonl --output predictions.jsonl

A line of the input is ``{"text": tokens, or tokens joined by spaces, "targets": [{"span1": [first, end]}]}`` as UW, MEANTIME and
UDS-IH2 have it; labels are not looked at. A line of the output, in the same order, is ``{"scores": [a score a target]}``.
``--limit N`` scores the first N sentences only.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.factuality_gold import Sentence, sentences
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.language.parser import load_parser
from reportedly.reading.events.factuality import Judge
from reportedly.reading.events.lexicon import lexicon


def parsed(given: Iterable[Sentence], nlp: Language) -> Iterator[tuple[Sentence, Doc]]:
    """Each sentence with its parse, its words as they are given."""
    docs = ((Doc(nlp.vocab, words=list(s.words), spaces=list(s.spaces)), s) for s in given)
    return ((s, doc) for doc, s in nlp.pipe(docs, batch_size=64, as_tuples=True))


def by_rules(doc: Doc, predicates: Iterable[int]) -> list[float]:
    """The scores that the rules give, each predicate read to the top of its sentence: such corpora take the writer's view."""
    judge = Judge(lexicon(), reported=True)
    return [judge.present(doc[i], lambda _: True, None).score for i in predicates]


def scored(path: Path, limit: int | None, nlp: Language) -> Iterator[list[float]]:
    """The scores of each sentence of a file."""
    for sentence, doc in parsed(islice(sentences(path), limit), nlp):
        yield by_rules(doc, sentence.predicates)


def main(argv: list[str] | None = None) -> int:
    """Read the arguments, score, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--limit", type=int)
    options = parser.parse_args(argv)
    began, count = time.perf_counter(), 0
    with options.output.open("w", encoding="utf-8") as out:
        for scores in scored(options.input, options.limit, load_parser()):
            count += 1
            out.write(json.dumps({"scores": [round(s, 4) for s in scores]}) + "\n")
    print(f"{count} sentences in {time.perf_counter() - began:.1f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
