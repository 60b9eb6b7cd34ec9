"""The blocks of a plain text: each line or paragraph gets a role from its form, its place and the prose around it.

Nothing is removed and nothing is changed: a block only says what a stretch of the text is for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.model import Block, BlockRole
from reportedly.pages.features import (
    LONG_WORDS,
    WORD,
    Seen,
    content_words,
    overlap,
    prose_vocabulary,
    see,
    speaks_to_reader,
)
from reportedly.pages.furniture import furniture_scores
from reportedly.pages.lines import Line, ends_sentence, split_lines
from reportedly.pages.shapes import (
    dateline_length,
    ends_in_credit,
    is_agency,
    is_byline,
    is_credit,
    is_printed_date,
    speaks_of_picture,
)

HEADLINE_WORDS = (3, 30)
SUBHEADING_WORDS = (1, 7)
LINE_BAR = 0.4
"""A line that is no prose is furniture over this score: of lines judged wrongly most are notices that were kept."""
PROSE_BAR = 0.99
"""Prose is furniture from this score on: a lost paragraph costs more than a kept notice, and their make is alike."""
OWN_WORDS = 0.25
"""Prose that shares this much of its content words with the other prose is of the same article."""
_INITIALS = re.compile(r"(?:\b[A-Z]\.){2,}$")
_DATED = re.compile(r"\b(?:[A-Z][a-z]{2,8}\.? \d{1,2},?|[A-Z][a-z]{2,8},?) (?:19|20)\d\d\b")
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a text with what the rules look at; ``first`` and ``last`` bound its prose (``first`` > ``last``: none)."""

    lines: tuple[Seen, ...]
    scores: tuple[float, ...]
    vocabulary: Mapping[str, int]
    first: int
    last: int


def blocks_of(text: str, *, title: str | None = None, authors: Sequence[str] = ()) -> tuple[Block, ...]:
    """The blocks of a plain text in order, with roles; ``title`` and ``authors`` as known from outside, if they are."""
    lines = split_lines(text)
    if not lines:
        return ()
    page = _look(lines)
    roles = _roles(page, title, authors)
    return tuple(_cut(lines, roles))


def _look(lines: Sequence[Line]) -> _Page:
    seen = tuple(see(line) for line in lines)
    scores = furniture_scores(seen)
    vocabulary = prose_vocabulary(seen)
    prose = [i for i, s in enumerate(seen) if _opens_body(s, scores[i], vocabulary)]
    bounds = (prose[0], prose[-1]) if prose else (len(lines), -1)
    return _Page(seen, scores, vocabulary, *bounds)


def _opens_body(seen: Seen, score: float, vocabulary: Mapping[str, int]) -> bool:
    """Whether a line is prose of the article itself, not of a notice or a credit."""
    if dateline_length(seen.line.text) and len(seen.words) > 8:
        return True
    own = score < 0.5 or len(seen.words) >= LONG_WORDS or _is_of_the_article(seen, score, vocabulary)
    return seen.prose and own and not is_byline(seen.line.text)


def _is_of_the_article(seen: Seen, score: float, vocabulary: Mapping[str, int]) -> bool:
    """Whether a line of prose speaks of what the rest speaks of, or is not clearly furniture, and speaks to nobody."""
    return (overlap(seen, vocabulary) >= OWN_WORDS or score < PROSE_BAR) and not speaks_to_reader(seen)


def _is_kept(page: _Page, at: int) -> bool:
    """Whether a line is body whatever its score: long prose, a quotation amid prose, a subheading in the article's own words.

    A lost paragraph costs more than a kept notice.
    """
    seen = page.lines[at]
    if seen.prose and (len(seen.words) >= LONG_WORDS or _is_of_the_article(seen, page.scores[at], page.vocabulary)):
        return True
    if page.first < at < page.last and seen.line.text[0] in '“"«„' and len(seen.words) >= 2:
        return True
    low, high = SUBHEADING_WORDS
    between = 0 < at < len(page.lines) - 1 and page.lines[at - 1].prose and page.lines[at + 1].prose
    plain = all(c.isalnum() or c in " '’.,?-" for c in seen.line.text)
    once = sum(s.line.text == seen.line.text for s in page.lines[max(at - 40, 0) : at + 40]) == 1
    return between and plain and once and low <= len(seen.words) <= high and overlap(seen, page.vocabulary) >= 0.5


def _roles(page: _Page, title: str | None, authors: Sequence[str]) -> list[BlockRole]:
    if page.last < page.first:
        return _roles_without_prose(page, title)
    roles: list[BlockRole] = [
        "furniture" if score > LINE_BAR and not _is_kept(page, i) else "body" for i, score in enumerate(page.scores)
    ]
    _mark_outside(page, roles)
    _mark_forms(page, roles, authors)
    _mark_captions(page, roles)
    headline = _headline(page, roles, title)
    if headline is not None:
        roles[headline] = "headline"
        _mark_after_headline(page, roles, headline)
    return roles


def _roles_without_prose(page: _Page, title: str | None) -> list[BlockRole]:
    """A text of short lines only: all of it is body, but a title-like first line before others is the headline."""
    roles: list[BlockRole] = ["body"] * len(page.lines)
    first = page.lines[0].line.text
    if _same(first, title) or (len(roles) > 1 and title_like(page.lines[0]) and ends_sentence(page.lines[1].line.text)):
        roles[0] = "headline"
    return roles


def _mark_outside(page: _Page, roles: list[BlockRole]) -> None:
    """Before and after all prose only sentences can be body: menus and lists of links stand there."""
    for i, seen in enumerate(page.lines):
        outside = i < page.first or i > page.last
        if (
            outside
            and roles[i] == "body"
            and not ends_sentence(seen.line.text)
            and not seen.line.text.endswith(("”", '"', ":"))
        ):
            roles[i] = "furniture"


def _mark_forms(page: _Page, roles: list[BlockRole], authors: Sequence[str]) -> None:
    for i, seen in enumerate(page.lines):
        text = seen.line.text
        if is_byline(text) or any(_same(text, a) or _same(text, f"by {a}") for a in authors):
            roles[i] = "byline"
        elif is_printed_date(text):
            roles[i] = "dateline"


def _mark_captions(page: _Page, roles: list[BlockRole]) -> None:
    texts = [s.line.text for s in page.lines]
    printed = Counter(texts)
    for i, text in enumerate(texts):
        twice = (
            printed[text] > 1
            and text in texts[max(i - 3, 0) : i] + texts[i + 1 : i + 4]
            and len(page.lines[i].words) >= 5
        )
        if is_credit(text):
            roles[i] = (
                "byline" if is_agency(text) and i < page.first and (i == 0 or roles[i - 1] != "caption") else "caption"
            )
            if i and roles[i] == "caption" and roles[i - 1] in {"body", "furniture"} and _may_be_caption(page, i - 1):
                roles[i - 1] = "caption"
        elif (twice and not title_like(page.lines[i])) or (
            len(page.lines[i].words) <= 70
            and (ends_in_credit(text) or (speaks_of_picture(text) and _short_prose(page, i)))
        ):
            roles[i] = "caption"


def _short_prose(page: _Page, at: int) -> bool:
    return (
        len(page.lines[at].words) <= 45 and '"' not in page.lines[at].line.text and "“" not in page.lines[at].line.text
    )


def _may_be_caption(page: _Page, at: int) -> bool:
    """Whether the line over a picture credit belongs to the picture: short, cut off, dated to the year, or about a picture."""
    seen = page.lines[at]
    if not 3 <= len(seen.words) <= 60 or page.first == page.last == at:
        return False
    text = seen.line.text
    return not seen.prose or text.endswith("…") or speaks_of_picture(text) or _DATED.search(text) is not None


def title_like(seen: Seen) -> bool:
    """Whether a line is made like a headline: three to thirty words, and no end of a sentence."""
    low, high = HEADLINE_WORDS
    text = seen.line.text
    ended = ends_sentence(text) and not text.endswith(("?", "!")) and not _INITIALS.search(text)
    return low <= len(seen.words) <= high and not ended and not text.endswith((":", ","))


def _same(text: str, other: str | None) -> bool:
    return other is not None and _MARKS.sub(" ", text).strip().lower() == _MARKS.sub(" ", other).strip().lower() != ""


def _headline(page: _Page, roles: Sequence[BlockRole], title: str | None) -> int | None:
    """The line over the prose that is made like a title and speaks of what the prose speaks of; of equals the last."""
    over = [i for i in range(page.first) if roles[i] in {"body", "furniture"}]
    given = [i for i in over if _same(page.lines[i].line.text, title)]
    if given:
        return given[-1]
    known = content_words(tuple(w.lower() for w in WORD.findall(title or "")))
    candidates = [
        i for i in over if title_like(page.lines[i]) and (not known or content_words(page.lines[i].words) & known)
    ]
    rated = [
        (overlap(page.lines[i], page.vocabulary) + 0.02 * min(len(page.lines[i].words), 12), i) for i in candidates
    ]
    good = [(score, i) for score, i in rated if score > 0.55]
    if good:
        return max(good)[1]
    if len(over) != 1 or not candidates:
        return None
    return candidates[0]


def _mark_after_headline(page: _Page, roles: list[BlockRole], headline: int) -> None:
    """Between headline and prose: the headline printed again is furniture, a sentence about the matter the standfirst."""
    again = page.lines[headline].line.text
    for i, seen in enumerate(page.lines):
        if i != headline and _same(seen.line.text, again) and roles[i] == "body":
            roles[i] = "furniture"
    for i in range(headline + 1, page.first):
        seen = page.lines[i]
        if roles[i] in {"furniture", "body"} and len(seen.words) >= 5 and overlap(seen, page.vocabulary) >= 0.5:
            roles[i] = "standfirst"


def _cut(lines: Sequence[Line], roles: Sequence[BlockRole]) -> list[Block]:
    """One block a line, but two where a body paragraph opens with its dateline."""
    blocks: list[Block] = []
    opened = 0
    for line, role in zip(lines, roles, strict=True):
        length = dateline_length(line.text) if role == "body" and opened < 3 else 0
        opened += role == "body"
        if length:
            blocks.append(Block(line.start, line.start + len(line.text[:length].rstrip()), "dateline"))
        blocks.append(Block(line.start + length, line.end, role))
    return blocks
