"""What can be seen of a line of text and its neighbours, as numbers that :mod:`reportedly.pages.furniture` weighs.

Nothing here knows a phrase. A line is judged by its own make (length, end mark, capitals, grammar words) and by the text it
stands in: how near the nearest prose is, whether the lines beside it are prose, whether its words are the article's words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportedly.pages.lines import Line, ends_sentence

WORD = re.compile(r"[^\W_]+(?:['’‘][^\W\d_]+)*")
_CLOSED_CLASS = """
    a an the of to in on at by for from with as and or but that which who whom whose this these those is are was
    were be been being has have had will would could should may might can not no it its he she they his her their
    him them there than when while after before because if into over under about against between during through
"""
_CLOSED = frozenset(_CLOSED_CLASS.split())
_READER = frozenset({"you", "your", "yours", "our", "ours", "us", "we", "my", "i", "me"})
_QUOTED = re.compile(r"[\"“”«„][^\"“”«»„]*[\"“”»]?")
_INNER_STOP = re.compile(r"[.!?][\"”’]? +[\"“‘]?[A-Z]")
_SIGNS = re.compile(r"[|›»«•·©→▶✓★☆#@]|https?:|www\.|\w\.(?:com|org|net)\b")
_GLUED_COLON = re.compile(r"^[^:.!?]{2,40}:(?=[^\s\d/])")
_LED_BY_LABEL = re.compile(r"^\W{0,2}\w[\w’' -]{1,30}: \S")
_FIRST = re.compile(r"[^\s:]{2,}[\s:]")
_CLOCK = re.compile(r"(?<![\d:])\d{1,2}:\d\d(?![\d:])")

PROSE_WORDS = 14
"""A line of so many words that ends as a sentence and is held together by grammar words is prose."""

LONG_WORDS = 45
"""A line of so many words that grammar words hold together is prose, however it ends."""
NO_PROSE = 99
"""The distance to prose where there is none on that side, or none nearer."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A line with what its features are made from."""

    line: Line
    words: tuple[str, ...]
    prose: bool


def see(line: Line) -> Seen:
    """A line, its words in lower case, and whether it is plainly prose."""
    words = tuple(w.lower() for w in WORD.findall(line.text))
    grammar = sum(w in _CLOSED for w in words)
    # Scripts and languages other than English have other grammar words: there, length and end mark decide.
    foreign = grammar == 0 and len(line.text) > 120
    held = grammar >= 0.2 * len(words) or foreign
    finished = len(words) >= PROSE_WORDS and ends_sentence(line.text)
    return Seen(line, words, held and (finished or len(words) >= LONG_WORDS))


def _reader_words(seen: Seen) -> int:
    return sum(w.lower() in _READER for w in WORD.findall(_QUOTED.sub(" ", seen.line.text)))


def speaks_to_reader(seen: Seen) -> bool:
    """Whether a line says "you", "we" or the like outside quotation marks."""
    return _reader_words(seen) > 0


def local_features(seen: Seen) -> dict[str, float]:
    """What the line itself shows."""
    text, words = seen.line.text, seen.words
    n = max(len(words), 1)
    letters = [w for w in WORD.findall(text) if w[0].isalpha()]
    capital = sum(w[0].isupper() for w in letters) / max(len(letters), 1)
    return {
        "log_words": math.log1p(len(words)),
        "one_word": float(len(words) <= 1),
        "few_words": float(2 <= len(words) <= 4),
        "some_words": float(5 <= len(words) <= 9),
        "many_words": float(len(words) > 25),
        "ends_sentence": float(ends_sentence(text)),
        "ends_colon": float(text.endswith(":")),
        "two_sentences": float(bool(_INNER_STOP.search(text))),
        "short_sentence": float(ends_sentence(text) and 2 <= len(words) <= 13),
        "grammar_share": sum(w in _CLOSED for w in words) / n,
        "capital_share": capital,
        "title_like": float(capital > 0.6 and len(words) >= 3 and not ends_sentence(text)),
        "all_capitals": float(text.isupper() and len(text) > 1),
        "lower_start": float(text[:1].islower()),
        "digit_share": sum(c.isdigit() for c in text) / max(len(text), 1),
        "quoted": float(text[:1] in "\"“'‘«„" and len(words) >= 4),
        "to_reader": _reader_words(seen) / n,
        "signs": float(bool(_SIGNS.search(text))),
        "glued_colon": float(bool(_GLUED_COLON.match(text))),
        "led_by_label": float(bool(_LED_BY_LABEL.match(text)) and not seen.prose),
        "clock": float(bool(_CLOCK.search(text)) and len(words) <= 20),
        "long_phrase": float(len(words) >= 8 and not ends_sentence(text)),
        "capitals_long": float(text.isupper() and len(words) >= 5),
    }


def word_features(seen: Seen) -> dict[str, float]:
    """The words of a line that is no prose, each with its share of the line: ``word:share`` and the like.

    Which of them weigh anything is fitted: those that stand in the furniture of many sites.
    """
    if seen.prose or not seen.words:
        return {}
    counted = Counter(seen.words)
    scale = 1 / math.sqrt(len(seen.words))
    return {f"word:{word}": scale * min(times, 2) for word, times in counted.items()}


def content_words(words: Sequence[str]) -> frozenset[str]:
    """The words that carry the matter: no grammar words, none of three letters or fewer."""
    return frozenset(w for w in words if len(w) > 3 and w not in _CLOSED)


def overlap(seen: Seen, vocabulary: Mapping[str, int]) -> float:
    """The share of a line's content words that the prose of the document uses elsewhere.

    ``vocabulary`` is in how many prose lines each word stands.
    """
    content = content_words(seen.words)
    return sum(vocabulary.get(w, 0) - seen.prose > 0 for w in content) / max(len(content), 1)


def prose_vocabulary(lines: Sequence[Seen]) -> Mapping[str, int]:
    """In how many prose lines each word of a document stands."""
    return Counter(w for s in lines if s.prose for w in set(s.words))


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around each line of a document: lines to the nearest prose on either side (99: none), the length of the
    run of lines that are no sentences."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    runs: tuple[int, ...]


def _distances(prose: Sequence[bool]) -> tuple[int, ...]:
    away, found = NO_PROSE, []
    for is_prose in prose:
        found.append(min(away, NO_PROSE))
        away = 1 if is_prose else away + 1 if away < NO_PROSE else NO_PROSE
    return tuple(found)


def _runs(sentence: Sequence[bool]) -> tuple[int, ...]:
    return tuple(
        n for ends, group in groupby(sentence) for size in [len(list(group))] for n in [0 if ends else size] * size
    )


def _look_around(lines: Sequence[Seen]) -> _Around:
    prose = [s.prose for s in lines]
    after = tuple(reversed(_distances(prose[::-1])))
    return _Around(_distances(prose), after, _runs([ends_sentence(s.line.text) for s in lines]))


def _context(lines: Sequence[Seen], around: _Around, at: int) -> dict[str, float]:
    before, after = around.before[at], around.after[at]
    first, last = before == NO_PROSE, after == NO_PROSE
    beside = [lines[i] for i in (at - 1, at + 1) if 0 <= i < len(lines)]
    return {
        "no_prose_before": float(first),
        "no_prose_after": float(last),
        "between_prose": float(before == 1 and after == 1),
        "near_prose": 1 / min(before, after),
        "far_after": math.log1p(before) if last and not first else 0.0,
        "far_before": math.log1p(after) if first and not last else 0.0,
        "inside_gap": math.log1p(min(before, after)) if not first and not last else 0.0,
        "run": math.log1p(around.runs[at]),
        "short_beside": sum(s.line.text[-1:] not in '.!?"”' for s in beside) / 2,
    }


def _shape(seen: Seen) -> str:
    """What kind of line it is, told by its end and its length."""
    if seen.prose:
        return "prose"
    n = len(seen.words)
    length = "one" if n <= 1 else "short" if n <= 4 else "middling" if n <= 7 else "full" if n < PROSE_WORDS else "long"
    return f"{length} {'sentence' if ends_sentence(seen.line.text) else 'phrase'}"


def _place(row: Mapping[str, float]) -> str:
    if row["no_prose_before"] and row["no_prose_after"]:
        return "alone"
    if row["no_prose_before"]:
        return "before"
    if row["no_prose_after"]:
        return "after"
    return "between" if row["between_prose"] else "among"


def _edges(lines: Sequence[Seen]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """For each line that is no prose: how many others, worded otherwise, begin with its first word or end with its last two."""

    def shared(keys: Sequence[str]) -> tuple[int, ...]:
        texts: dict[str, set[str]] = {}
        for key, seen in zip(keys, lines, strict=True):
            texts.setdefault(key, set()).add(seen.line.text)
        return tuple(len(texts[key]) - 1 if key else 0 for key in keys)

    first = [_FIRST.match(s.line.text) for s in lines]
    starts = [m.group() if m and not s.prose and len(s.words) > 2 else "" for m, s in zip(first, lines, strict=True)]
    ends = ["" if s.prose or len(s.words) <= 2 else " ".join(s.line.text.split()[-2:]) for s in lines]
    return shared(starts), shared(ends)


def features(lines: Sequence[Seen]) -> Iterator[dict[str, float]]:
    """The features of each line of a document, by name; all between 0 and about 6."""
    around = _look_around(lines)
    vocabulary = prose_vocabulary(lines)
    printed = Counter(s.line.text for s in lines)
    starts, ends = _edges(lines)
    for at, seen in enumerate(lines):
        row = local_features(seen) | _context(lines, around, at)
        row["overlap"] = overlap(seen, vocabulary)
        row["overlap_after"] = row["overlap"] * row["no_prose_after"]
        row["repeated"] = float(printed[seen.line.text] > 1)
        row["prose"] = float(seen.prose)
        row["start_shared"] = math.log1p(starts[at])
        row["end_shared"] = math.log1p(ends[at])
        row |= word_features(seen)
        row[f"{_shape(seen)} {_place(row)}"] = 1.0
        yield row
