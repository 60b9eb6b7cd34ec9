"""Kinds of attributions and of errors for :mod:`benchmarks.attribution`: counts only, no words of the corpus.

Positions are the word tokens of the corpus' loader; what a cue is made of is asked of the parse.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from benchmarks.attribution_systems import Found
from spacy.tokens import Token

from reportedly.language.parser import ParsedDocument
from reportedly.model import Spans
from reportedly.reading.statements.syntax import is_passive

Triple = tuple[frozenset[int], frozenset[int], frozenset[int]]
NEGATIONS = frozenset(
    {"not", "n't", "never", "no", "nor", "neither", "t", "refused", "declined", "refuse", "decline", "without"}
)
PRONOUNS = frozenset({"i", "we", "you", "he", "she", "it", "they", "who", "some", "many", "one", "both"})


@dataclass(eq=False)
class Article:
    """An article of the corpus with its parse; what counts in it are word tokens by number."""

    doc: Any
    parsed: ParsedDocument
    gold: list[Triple]
    relations: list[Any]
    starts: list[int] = field(init=False)
    ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [s for s, _ in self.doc.tokens]
        self.ends = [e for _, e in self.doc.tokens]

    def tokens(self, spans: Spans) -> set[int]:
        """The corpus' tokens that some spans touch."""
        out: set[int] = set()
        for s in spans:
            out.update(range(bisect_right(self.ends, s.start), bisect_left(self.starts, s.end)))
        return out

    def triple(self, found: Found) -> Triple:
        """Source, cue and content as sets of word tokens."""
        source, cue, content = (
            frozenset(i for i in self.tokens(x) if self.doc.is_word[i])
            for x in (found.source, found.cue, found.content)
        )
        return source, cue, content

    def parse_of(self, words: Iterable[int]) -> list[Token]:
        """The parser's tokens at some word tokens, of the paragraphs that were read."""
        out = []
        for i in sorted(words):
            at = bisect_right(self.parsed.starts, self.starts[i]) - 1
            block = self.parsed.blocks[at] if at >= 0 else None
            span = (
                block.doc.char_span(self.starts[i] - block.start, self.ends[i] - block.start, alignment_mode="expand")
                if block is not None and self.ends[i] <= block.block.end
                else None
            )
            out += list(span or ())
        return out


def article(doc: Any, parsed: ParsedDocument, score: ModuleType) -> Article:
    """An article with its annotation, equal relations once."""
    gold: list[Triple] = []
    relations = []
    for r in doc.relations:
        triples = score.triples(doc, [r])
        if triples and triples[0] not in gold:
            gold.append(triples[0])
            relations.append(r)
    return Article(doc, parsed, gold, relations)


def cue_kind(a: Article, triple: Triple) -> str:
    """What a cue is: negated, passive, phrasal (a verb with a noun or a particle), a verb, a noun, something else."""
    words = [a.doc.words[i].lower() for i in sorted(triple[1])]
    tokens = a.parse_of(triple[1])
    verbs = [t for t in tokens if t.pos_ in {"VERB", "AUX"} and t.lower_ != "according"]
    nouns = [t for t in tokens if t.pos_ in {"NOUN", "PROPN"}]
    if set(words) & NEGATIONS:
        return "negated"
    if any(is_passive(t) for t in verbs):
        return "passive"
    if verbs and (nouns or any(t.dep_ == "prt" for t in tokens)):
        return "phrasal"
    if verbs:
        return "said" if words in (["said"], ["says"], ["say"]) else "another verb"
    if nouns:
        return "nominal"
    return "according to" if words[:1] == ["according"] else "preposition, adjective or mark"


def source_kind(a: Article, triple: Triple) -> str:
    """Whether there is a source, and where: none, in another sentence than the cue, a pronoun, a name or description."""
    if not triple[0]:
        return "none"
    own, cue = a.parse_of(triple[0]), a.parse_of(triple[1])
    if own and cue and not {t.sent.start_char for t in own if t.doc is cue[0].doc} & {cue[0].sent.start_char}:
        return "in another sentence"
    words = {a.doc.words[i].lower() for i in triple[0]}
    return "pronoun" if words <= PRONOUNS else "name or description"


def content_kind(a: Article, triple: Triple) -> str:
    """How far a content reaches: one sentence, several, several paragraphs."""
    tokens = a.parse_of(triple[2])
    paragraphs = {id(t.doc) for t in tokens}
    if len(paragraphs) > 1:
        return "several paragraphs"
    return "several sentences" if len({t.sent.start_char for t in tokens}) > 1 else "one sentence"


KINDS: tuple[tuple[str, Callable[[Article, Triple], str]], ...] = (
    ("cue", cue_kind),
    ("source", source_kind),
    ("content", content_kind),
)


def recall(
    articles: Sequence[Article], found: Sequence[Sequence[Triple]], score: ModuleType
) -> dict[str, dict[str, list[int]]]:
    """For each kind how many are found by relation overlap, and how many there are; quotation marks by the scorer's own kinds."""
    out: dict[str, dict[str, list[int]]] = {"quotation": {}, **{name: {} for name, _ in KINDS}}
    for a, mine in zip(articles, found, strict=True):
        hit = set(score.matching(mine, a.gold, lambda p, g: score.compatible("overlap", p, g)))
        for at, (relation, triple) in enumerate(zip(a.relations, a.gold, strict=True)):
            kinds = {"quotation": score.quote_type(a.doc, relation), **{name: of(a, triple) for name, of in KINDS}}
            for name, kind in kinds.items():
                counts = out[name].setdefault(kind, [0, 0])
                counts[0] += at in hit
                counts[1] += 1
    return out


def _missed(a: Article, triple: Triple, mine: Sequence[Triple], score: ModuleType) -> str:
    """Why one of the corpus is not found."""
    near = [p for p in mine if p[1] & triple[1]]
    if not near:
        return "cue not found"
    source = any(score.dice(p[0], triple[0]) >= 0.5 for p in near)
    content = any(score.dice(p[2], triple[2]) >= 0.5 for p in near)
    if source and not content:
        return "content wrong"
    if content and not source:
        return "source wrong"
    return "both wrong" if not source else "right, but given to another"


def _spurious(a: Article, p: Triple, found: Found) -> str:
    """What a wrong one is."""
    if any(p[1] & g[1] for g in a.gold):
        return "at a cue of the corpus, but wrong or twice"
    inner = any(p[1] <= g[2] for g in a.gold)
    return f"{found.mode or 'statement'} {'inside a content' if inner else 'where the corpus has none'}"


def errors(
    articles: Sequence[Article], found: Sequence[Sequence[Found]], score: ModuleType
) -> tuple[Counter[str], Counter[str]]:
    """Counts of what is missed (class, kind of cue) and of what is found and wrong."""
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for a, mine in zip(articles, found, strict=True):
        triples = [a.triple(f) for f in mine]
        owner = score.matching(triples, a.gold, lambda p, g: score.compatible("overlap", p, g))
        for at, triple in enumerate(a.gold):
            if at not in owner:
                missed[f"{_missed(a, triple, triples, score)} | {cue_kind(a, triple)}"] += 1
        right = set(owner.values())
        wrong.update(_spurious(a, t, f) for i, (t, f) in enumerate(zip(triples, mine, strict=True)) if i not in right)
    return missed, wrong


def reliability(
    articles: Sequence[Article], found: Sequence[Sequence[Found]], score: ModuleType
) -> list[tuple[float, float, int]]:
    """For each tenth of the confidence: its mean, the share that is right by overlap, how many."""
    every: list[tuple[float, bool]] = []
    for a, mine in zip(articles, found, strict=True):
        triples = [a.triple(f) for f in mine]
        right = set(score.matching(triples, a.gold, lambda p, g: score.compatible("overlap", p, g)).values())
        every += [(f.confidence, i in right) for i, f in enumerate(mine)]
    out = []
    for tenth in range(10):
        here = [(c, r) for c, r in every if min(int(c * 10), 9) == tenth]
        if here:
            out.append((sum(c for c, _ in here) / len(here), sum(r for _, r in here) / len(here), len(here)))
    return out
