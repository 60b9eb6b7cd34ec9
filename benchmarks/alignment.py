"""Aligning event mentions across documents: ``python -m benchmarks.alignment --ecbplus FOLDER [--topics 2 5 …]``.

ECB+ (Cybulska and Vossen 2014), gold mentions of actions in the sentences that its table selects, clustered within each topic. As
in a ledger, documents are first grouped into stories, and two mentions of a story are one where the heads of their triggers have
one lemma; then also where lemmas are others and the sentences agree, by the measure that aligns statements outside every pack.
Beside it the same head lemma within a topic. Prints precision, recall and F1 over pairs, and B-cubed (Bagga and Baldwin 1998), in
which single mentions count. ``--fit`` prints a grid.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.stories import b_cubed, grouped
from lxml import etree
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.language.parser import load_parser
from reportedly.model import Block, Document, Published
from reportedly.story.grouping import group
from reportedly.story.likeness import load_weights
from reportedly.story.sketches import sketch
from reportedly.story.wording import Wording, agreements, wording

DEV = (2, 5, 12, 18, 21, 23, 34, 35)
AGREE = 0.5  # agreement of sentences from which other lemmas are one event; chosen on topics 1, 3, 4, 6, 7 and 8


@dataclass(frozen=True, slots=True)
class EventMention:
    """A gold mention: its key, topic, gold cluster, the lemma of its trigger's head, and what else its sentence says."""

    key: str
    topic: int
    document: str
    gold: str
    lemma: str
    said: Wording


def selected(folder: Path) -> set[tuple[str, int]]:
    """The sentences that are to be scored: document name and number."""
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8") as rows:
        return {(f"{r['Topic']}_{r['File']}", int(r["Sentence Number"])) for r in csv.DictReader(rows)}


def mentions(folder: Path, topics: Iterable[int], nlp: Language) -> Iterator[EventMention]:
    """The gold mentions of some topics."""
    wanted = selected(folder)
    for topic in topics:
        for path in sorted((folder / str(topic)).glob("*.xml")):
            yield from _of_document(path, topic, wanted, nlp)


def _of_document(path: Path, topic: int, wanted: set[tuple[str, int]], nlp: Language) -> Iterator[EventMention]:
    root = etree.parse(str(path)).getroot()
    sentences: dict[int, list[tuple[str, str]]] = defaultdict(list)
    where: dict[str, tuple[int, int]] = {}
    for token in root.iter("token"):
        number = int(token.get("sentence"))
        where[token.get("t_id")] = (number, len(sentences[number]))
        sentences[number].append((token.get("t_id"), token.text or ""))
    clusters = _clusters(root)
    parsed: dict[int, Doc] = {}
    for action in root.find("Markables"):
        anchors = [where[a.get("t_id")] for a in action.iter("token_anchor") if a.get("t_id") in where]
        if not anchors or not str(action.tag).startswith(("ACTION", "NEG_ACTION")):
            continue
        number = anchors[0][0]
        if (path.stem, number) not in wanted:
            continue
        if number not in parsed:
            parsed[number] = nlp(Doc(nlp.vocab, [text or "-" for _, text in sentences[number]]))
        at = [i for n, i in anchors if n == number]
        yield _mention(path.stem, action.get("m_id"), topic, clusters.get(action.get("m_id")), parsed[number], at)


def _clusters(root: etree._Element) -> dict[str, str]:
    found = {}
    for relation in root.find("Relations"):
        name = relation.get("note") or f"{root.get('doc_name')}/{relation.get('r_id')}"
        found.update({source.get("m_id"): name for source in relation.iter("source")})
    return found


def _mention(document: str, ident: str, topic: int, gold: str | None, sentence: Doc, at: Sequence[int]) -> EventMention:
    key = f"{document}/{ident}"
    trigger = sentence[at[0] : at[-1] + 1]
    rest = " ".join(["", *(t.text for t in sentence if t.i not in at)])
    return EventMention(key, topic, document, gold or key, trigger.root.lemma_.casefold(), wording("· " + rest))


def by_lemma(found: Sequence[EventMention]) -> dict[str, str]:
    """The same head lemma in a topic is one event."""
    return {m.key: f"{m.topic}/{m.lemma}" for m in found}


def stories(folder: Path, topics: Iterable[int]) -> dict[str, str]:
    """The story of each document of some topics, as a ledger groups documents without dates."""
    sketches = []
    for topic in topics:
        for path in sorted((folder / str(topic)).glob("*.xml")):
            root = etree.parse(str(path)).getroot()
            text = " ".join(token.text or "" for token in root.iter("token"))
            block = (Block(0, len(text), "body"),)
            sketches.append(sketch(Document(path.stem, path.stem, "", text, block, published=Published())))
    return grouped(sketches, load_weights())


def aligned(found: Sequence[EventMention], stories: Mapping[str, str], agree: float = AGREE) -> dict[str, str]:
    """Mentions of a story and topic by lemma, and by how far their sentences agree where the lemmas are others."""
    result: dict[str, str] = {}
    for place in sorted({(m.topic, stories[m.document]) for m in found}):
        here = {m.key: m for m in found if (m.topic, stories[m.document]) == place}
        agreed = agreements({k: m.said for k, m in here.items()})
        scores = {
            (a, b): 1.0 if here[a].lemma == here[b].lemma else agreed.get((a, b), 0.0)
            for a, b in combinations(sorted(here), 2)
            if here[a].lemma == here[b].lemma or _apart(here[a], here[b])
        }
        groups = group(dict.fromkeys(here), scores, agree, lambda a, b: True)
        result |= {key: f"{place}/{g.documents[0]}" for g in groups for key in g.documents}
    return result


def _apart(a: EventMention, b: EventMention) -> bool:
    """Two verbs of one document are two events."""
    return a.document != b.document


def pairwise(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of mentions."""

    def pairs(names: Iterable[object]) -> int:
        return sum(n * (n - 1) // 2 for n in Counter(names).values())

    both = pairs((gold[k], found[k]) for k in gold)
    p, r = (both / n if n else 0.0 for n in (pairs(found.values()), pairs(gold.values())))
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def _show(
    name: str, found: Sequence[EventMention], cluster: Callable[[Sequence[EventMention]], dict[str, str]]
) -> None:
    gold, of = {m.key: f"{m.topic}/{m.gold}" for m in found}, cluster(found)
    pair, cubed = pairwise(gold, of), b_cubed([(gold[k], of[k]) for k in gold])
    told = "  ".join(f"{label} P {p:.3f} R {r:.3f} F1 {f:.3f}" for label, (p, r, f) in (("pairs", pair), ("B³", cubed)))
    print(f"{name:34} {told}")


def main(argv: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ecbplus", type=Path, required=True)
    parser.add_argument("--topics", type=int, nargs="+", default=list(DEV))
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args(argv)
    found = list(mentions(args.ecbplus, args.topics, load_parser()))
    of = stories(args.ecbplus, args.topics)
    print(f"{len(found)} mentions of {len({m.topic for m in found})} topics, {len(set(of.values()))} stories found")
    _show("same head lemma", found, by_lemma)
    _show("same head lemma in a story", found, lambda f: aligned(f, of, 0.999))
    _show("and agreement of sentences", found, lambda f: aligned(f, of))
    for agree in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7) if args.fit else ():
        _show(f"agreement {agree}", found, lambda f, a=agree: aligned(f, of, a))  # type: ignore[misc]
    return 0


if __name__ == "__main__":
    sys.exit(main())
