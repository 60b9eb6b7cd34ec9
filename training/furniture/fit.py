"""Fit the weights of the furniture scorer: ``python training/furniture/fit.py PAGES --output FILE``.

PAGES is a folder of the article extraction benchmark's layout: ``html/ID.html.gz`` and ``ground-truth.json``
(``{ID: {"articleBody": text}}``). Each page becomes plain lines. A line is body where its words stand in the article's
body, furniture where they do not; headlines, captions and lines that are partly body are left out. From each page come
windows that start up to 25 lines before the body and end up to 25 after it, as texts saved from pages do. Furniture of more
than 35 words (readers' comments, other articles) is left out: nothing in its form tells it from body.

Others hold a fifth, or a twentieth, of the furniture: in saved texts it often stands alone amid prose.

The scorer is a logistic regression with a ridge penalty (scikit-learn, which the project needs for nothing else: have it
beside the project for this). Five folds by site give the scores that are printed: of all pages, of those in English, and of
the windows where furniture stands alone. The same data and arguments give the same file.
"""

from __future__ import annotations

import argparse
import calendar
import gzip
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from lxml import etree
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from reportedly.pages.decode import decode
from reportedly.pages.features import see
from reportedly.pages.furniture import BIAS, rows_of
from reportedly.pages.language import language_of
from reportedly.pages.lines import Line
from reportedly.pages.metadata import read_metadata
from reportedly.pages.outline import PageLine, outline, parse_html

Array = NDArray[np.floating[Any]]
AROUND = 25
LONGEST_FURNITURE = 35
WINDOWS = 2
SPARSE, LONE = 0.2, 0.05
PAGES_OF_WORD = 8
SCALE_OF_WORD = 0.7
CALENDAR = frozenset(name.lower() for name in (*calendar.month_name, *calendar.month_abbr, *calendar.day_name))
FOLDS = 5
SLIGHT = 0.01


@dataclass(frozen=True)
class Window:
    """Some lines of a page: what is seen of each, whether it is furniture (NaN: left out), how long it is."""

    page: str
    site: str
    english: bool
    lone: bool
    rows: tuple[dict[str, float], ...]
    furniture: Array
    lengths: Array


@dataclass(frozen=True)
class Fitted:
    """The names of the features that were chosen, and the regression over them."""

    names: tuple[str, ...]
    made: LogisticRegression


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
    chance, other = random.Random(0), random.Random(1)  # noqa: S311 - they draw window sizes, and guard nothing
    for page in sorted(truth):
        tree = parse_html(decode(gzip.decompress((folder / "html" / f"{page}.html.gz").read_bytes())))
        if tree is None:
            continue
        lines, labels = labelled(tree, truth[page]["articleBody"])
        site, english = site_of(tree, page), language_of(truth[page]["articleBody"]) == "en"
        sets = [(chosen, False) for chosen in drawn(labels, chance, SPARSE)]
        sets += [(chosen, True) for chosen in drawn(labels, other, LONE)[1::2]]
        for chosen, lone in sets:
            rows = tuple(rows_of([see(Line(0, len(lines[i].text), lines[i].text)) for i in chosen]))
            furniture = np.array([np.nan if labels[i] is None else float(bool(labels[i])) for i in chosen])
            lengths = np.array([len(lines[i].text) for i in chosen], dtype=float)
            yield Window(page, site, english, lone, rows, furniture, lengths)


def labelled(tree: etree._Element, body: str) -> tuple[Sequence[PageLine], list[bool | None]]:
    """The lines of a page, and whether each is furniture."""
    own = words(body)
    shingles = {tuple(own[i : i + 4]) for i in range(len(own) - 3)}
    paragraphs = {" ".join(words(p)) for p in body.split("\n")}
    title = set(words(" ".join(t.text or "" for t in tree.iter("title"))))
    lines = outline(tree)
    return lines, [label(line, shingles, paragraphs, title) for line in lines]


def site_of(tree: etree._Element, page: str) -> str:
    """The last two names of the page's own address; the page where it gives none."""
    host = urlsplit(read_metadata(tree, "").canonical or "").hostname
    return ".".join(host.split(".")[-2:]) if host else page


def drawn(labels: Sequence[bool | None], chance: random.Random, share: float) -> list[list[int]]:
    """The lines of each window of a page: by turns with all the furniture around and amid the body, and with a share of it."""
    inside = [i for i, is_furniture in enumerate(labels) if is_furniture is False]
    found: list[list[int]] = []
    for _ in range(WINDOWS if len(inside) >= 3 else 0):
        first = max(inside[0] - chance.randint(0, AROUND), 0)
        last = min(inside[-1] + 1 + chance.randint(0, AROUND), len(labels))
        found.append(list(range(first, last)))
        found.append([i for i in range(first, last) if labels[i] is False or chance.random() < share])
    return found


def chosen_names(given: Sequence[Window]) -> tuple[str, ...]:
    """The features to fit: all but words that stand in too few pages, or in those of some week."""
    pages: dict[str, set[str]] = {}
    for w in given:
        for name in {name for row in w.rows for name in row}:
            pages.setdefault(name, set()).add(w.page)

    def fitted(name: str) -> bool:
        _, is_word, word = name.partition(":")
        # Dates and numbers are those of the weeks in which the pages were saved.
        timeless = word.isalpha() and len(word) > 2 and word not in CALENDAR
        return not is_word or (timeless and len(pages[name]) >= PAGES_OF_WORD)

    return tuple(sorted(filter(fitted, pages)))


def matrix(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> csr_matrix:
    """Features by name as columns; words weigh less than the rest, so that the penalty holds them closer to nothing."""
    places = {name: at for at, name in enumerate(names)}
    scale = [SCALE_OF_WORD if ":" in name else 1.0 for name in names]
    found = [
        (at, places[name], value * scale[places[name]])
        for at, row in enumerate(rows)
        for name, value in row.items()
        if name in places
    ]
    lines, columns, values = zip(*found, strict=True)
    return csr_matrix((values, (lines, columns)), shape=(len(rows), len(names)))


def regress(x: csr_matrix, given: Sequence[Window]) -> LogisticRegression:
    """The regression that fits the windows' lines; a line weighs by the square root of its length, up to 200 characters."""
    furniture = np.concatenate([w.furniture for w in given])
    known = np.flatnonzero(~np.isnan(furniture))
    share = np.sqrt(np.minimum(np.concatenate([w.lengths for w in given]), 200)) / 5
    made = LogisticRegression(solver="liblinear", max_iter=200)
    return made.fit(x[known], furniture[known], sample_weight=share[known])


def scored(given: Sequence[Window], x: csr_matrix, made: LogisticRegression) -> list[Array]:
    """The chances of the lines of each window."""
    ends = np.cumsum([len(w.rows) for w in given])
    return np.split(made.predict_proba(x)[:, 1], ends[:-1])


def folds_of(given: Sequence[Window], count: int, seed: int) -> NDArray[np.int_]:
    """For each window its fold; a site is in one only."""
    sites = sorted({w.site for w in given})
    random.Random(seed).shuffle(sites)  # noqa: S311 - deals sites, guards nothing
    fold = {site: at % count for at, site in enumerate(sites)}
    return np.array([fold[w.site] for w in given])


def fit(given: Sequence[Window]) -> Fitted:
    """The regression, over the features that are chosen."""
    names = chosen_names(given)
    return Fitted(names, regress(vstack([matrix(w.rows, names) for w in given]).tocsr(), given))


def chances_of(given: Sequence[Window], fitted: Fitted) -> list[Array]:
    """The chances of the lines of each window."""
    return scored(given, vstack([matrix(w.rows, fitted.names) for w in given]).tocsr(), fitted.made)


def held_out(given: Sequence[Window]) -> list[Array]:
    """The chances of the lines of each window, from fits that saw no page of its site."""
    found: list[Array] = [np.zeros(0)] * len(given)
    folds = folds_of(given, FOLDS, 1)
    for fold in range(FOLDS):
        fitted = fit([w for w, own in zip(given, folds, strict=True) if own != fold])
        apart = np.flatnonzero(folds == fold)
        for at, chances in zip(apart, chances_of([given[i] for i in apart], fitted), strict=True):
            found[at] = chances
    return found


def score(given: Sequence[Window], chances: Sequence[Array]) -> str:
    """Precision, recall and F1 of furniture in characters."""
    hits = guessed = gold = 0.0
    for w, own in zip(given, chances, strict=True):
        counts = np.where(np.isnan(w.furniture), 0, w.lengths)
        found, furniture = own > 0.5, w.furniture == 1
        hits += float(counts[found & furniture].sum())
        guessed += float(counts[found].sum())
        gold += float(counts[furniture].sum())
    precision, recall = hits / guessed, hits / gold
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {2 * precision * recall / (precision + recall):.3f}"


def table(names: Sequence[str], made: LogisticRegression) -> dict[str, float]:
    """Weights by name; those that weigh nothing are left out."""
    scaled = [w * (SCALE_OF_WORD if ":" in n else 1.0) for n, w in zip(names, made.coef_[0], strict=True)]
    held = zip([*names, BIAS], [*scaled, made.intercept_[0]], strict=True)
    return {name: round(float(weight), 3) for name, weight in sorted(held) if abs(weight) >= SLIGHT}


def main() -> None:
    """Fit, print the held-out scores, write the weights."""
    parser = argparse.ArgumentParser(description="Fit the weights of the furniture scorer.")
    parser.add_argument("pages", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    given = list(windows(options.pages))
    print(f"{len({w.page for w in given})} pages of {len({w.site for w in given})} sites")
    chances = held_out(given)
    print("held out, five folds by site:")
    kinds: dict[str, list[int]] = {
        "all": [at for at, w in enumerate(given) if not w.lone],
        "in English": [at for at, w in enumerate(given) if w.english and not w.lone],
        "furniture alone amid prose, in English": [at for at, w in enumerate(given) if w.english and w.lone],
    }
    for name, chosen in kinds.items():
        print(f"{name}: {score([given[i] for i in chosen], [chances[i] for i in chosen])}")
    fitted = fit(given)
    held = table(fitted.names, fitted.made)
    options.output.write_text(json.dumps(held, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
