"""Fit the weights of the furniture scorer: ``python training/furniture/fit.py PAGES --output FILE``.

PAGES is a folder of the article extraction benchmark's layout: ``html/ID.html.gz`` and ``ground-truth.json``
(``{ID: {"articleBody": text}}``). Each page becomes plain lines. A line is body where its words stand in the article's
body, furniture where they do not; headlines, captions and lines that are partly body are left out. From each page come
windows that start up to 25 lines before the body and end up to 25 after it, as texts saved from pages do. Furniture of more
than 35 words (readers' comments, other articles) is left out: nothing in its form tells it from body.

The scorer is a logistic regression with a ridge penalty, fitted by Newton's method; five folds by page give the scores that
are printed. The same data and arguments give the same file.
"""

from __future__ import annotations

import argparse
import calendar
import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportedly.pages.decode import decode
from reportedly.pages.features import features
from reportedly.pages.furniture import BIAS
from reportedly.pages.lines import Line
from reportedly.pages.outline import PageLine, outline, parse_html

Array = NDArray[np.float64]
AROUND = 25
LONGEST_FURNITURE = 35
WINDOWS = 2
SPARSE = 0.2
PAGES_OF_WORD = 15
WORDS = "word:"
RIDGE_OF_WORD = 2.0
CALENDAR = frozenset(name.lower() for name in (*calendar.month_name, *calendar.month_abbr, *calendar.day_name))
FOLDS = 5
RIDGE = 1.0


@dataclass(frozen=True)
class Window:
    """Some lines of a page: the rows to fit (features, furniture or not, weight) and how long each line is."""

    page: str
    names: tuple[dict[str, float], ...]
    furniture: Array
    lengths: Array


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return re.findall(r"\w+", text.lower())


def label(line: PageLine, shingles: set[tuple[str, ...]], paragraphs: set[str], title: set[str]) -> bool | None:
    """Whether a line is furniture; ``None`` where it is to be left out."""
    own = words(line.text)
    if not own or line.caption:
        return None
    if len(own) < 4:
        return " ".join(own) not in paragraphs
    found = sum(tuple(own[i : i + 4]) in shingles for i in range(len(own) - 3)) / (len(own) - 3)
    if found > 0.7:
        return False
    is_title = line.tag == "h1" or len(set(own) & title) >= 0.8 * len(set(own))
    return None if found > 0.2 or is_title or len(own) > LONGEST_FURNITURE else True


def windows(folder: Path) -> Iterator[Window]:
    """The windows of every page, in the order of the pages' ids."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    chance = random.Random(0)  # noqa: S311 - draws window sizes, guards nothing
    for page in sorted(truth):
        body = truth[page]["articleBody"]
        own = words(body)
        shingles = {tuple(own[i : i + 4]) for i in range(len(own) - 3)}
        paragraphs = {" ".join(words(p)) for p in body.split("\n")}
        tree = parse_html(decode(gzip.decompress((folder / "html" / f"{page}.html.gz").read_bytes())))
        if tree is None:
            continue
        title = set(words(" ".join(t.text or "" for t in tree.iter("title"))))
        lines = outline(tree)
        labels = [label(line, shingles, paragraphs, title) for line in lines]
        inside = [i for i, is_furniture in enumerate(labels) if is_furniture is False]
        for _ in range(WINDOWS if len(inside) >= 3 else 0):
            first = max(inside[0] - chance.randint(0, AROUND), 0)
            last = min(inside[-1] + 1 + chance.randint(0, AROUND), len(lines))
            yield window(page, lines[first:last], labels[first:last])
            kept = [i for i in range(first, last) if labels[i] is False or chance.random() < SPARSE]
            yield window(page, [lines[i] for i in kept], [labels[i] for i in kept])


def window(page: str, lines: Sequence[PageLine], labels: Sequence[bool | None]) -> Window:
    """The rows of one window, those left out still standing around the others."""
    texts = [line.text for line in lines]
    rows = features([Line(0, len(text), text) for text in texts])
    kept = [i for i, is_furniture in enumerate(labels) if is_furniture is not None]
    return Window(
        page,
        tuple(dict(rows[i]) for i in kept),
        np.array([bool(labels[i]) for i in kept], dtype=float),
        np.array([len(texts[i]) for i in kept], dtype=float),
    )


def chosen_names(given: Sequence[Window]) -> list[str]:
    """The features to fit: all but words that stand in the furniture of too few pages."""
    pages: dict[tuple[str, bool], set[str]] = {}
    for w in given:
        for row, is_furniture in zip(w.names, w.furniture, strict=True):
            for name in row:
                pages.setdefault((name, bool(is_furniture)), set()).add(w.page)

    def fitted(name: str) -> bool:
        apart, among = (len(pages.get((name, is_furniture), ())) for is_furniture in (True, False))
        if not name.startswith(WORDS):
            return True
        word = name.removeprefix(WORDS)
        # Dates and numbers are those of the weeks in which the pages were saved.
        timeless = word.isalpha() and len(word) > 2 and word not in CALENDAR
        return timeless and apart >= PAGES_OF_WORD and apart >= 3 * among

    return sorted({name for name, _ in pages if fitted(name)})


def matrix(window: Window, names: Sequence[str]) -> Array:
    """Features by name as columns, ones last."""
    return np.array([[*(row.get(name, 0.0) for name in names), 1.0] for row in window.names]).reshape(
        -1, len(names) + 1
    )


def fit(given: Sequence[Window], names: Sequence[str]) -> Array:
    """The weights that fit the windows; a line weighs by the square root of its length, up to 200 characters."""
    x = np.concatenate([matrix(w, names) for w in given])
    y = np.concatenate([w.furniture for w in given])
    share = np.concatenate([np.sqrt(np.minimum(w.lengths, 200)) / 5 for w in given])
    ridge = np.array([*(RIDGE_OF_WORD if name.startswith(WORDS) else RIDGE for name in names), 1e-6])
    weights = np.zeros(len(names) + 1)
    for _ in range(12):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (share * (chance - y)) + ridge * weights
        curve = (x * (share * chance * (1 - chance))[:, None]).T @ x + np.diag(ridge)
        weights -= np.linalg.solve(curve, slope)
    return weights


def score(given: Sequence[Window], names: Sequence[str]) -> str:
    """Precision, recall and F1 of furniture in characters over five folds by page."""
    pages = sorted({w.page for w in given})
    hits = guessed = gold = 0.0
    for fold in range(FOLDS):
        held = set(pages[fold::FOLDS])
        weights = fit([w for w in given if w.page not in held], names)
        for w in (w for w in given if w.page in held):
            found = (matrix(w, names) @ weights > 0).astype(float)
            hits += float((found * w.furniture * w.lengths).sum())
            guessed += float((found * w.lengths).sum())
            gold += float((w.furniture * w.lengths).sum())
    precision, recall = hits / guessed, hits / gold
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {2 * precision * recall / (precision + recall):.3f}"


def main() -> None:
    """Fit, print the held-out scores, write the weights."""
    parser = argparse.ArgumentParser(description="Fit the weights of the furniture scorer.")
    parser.add_argument("pages", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    given = list(windows(options.pages))
    names = chosen_names(given)
    print(f"{len({w.page for w in given})} pages, {sum(len(w.furniture) for w in given)} lines, {len(names)} features")
    print(f"held out, five folds: {score(given, names)}")
    weights = dict(zip([*names, BIAS], fit(given, names), strict=True))
    table = {name: round(float(weight), 3) for name, weight in sorted(weights.items())}
    options.output.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
