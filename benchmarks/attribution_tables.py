"""What :mod:`benchmarks.attribution` writes: a page of errors by class, and a plot of reliability. Counts only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

SIDE, EDGE = 300, 40
"""Pixels of the plot's square, and of the margin around it."""


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return [*lines, *("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows), ""]


def errors_page(kinds: Mapping[str, Mapping[str, Sequence[int]]], missed: Counter[str], wrong: Counter[str]) -> str:
    """The page of errors, as Markdown."""
    lines = [
        "# Attribution: what is missed and what is wrong",
        "",
        "Written by `python -m benchmarks.attribution --docs docs`: PolNeAR, development articles, by relation overlap.",
        "",
        "## Found, by kind",
        "",
    ]
    rows = [
        (f"{name}: {kind}", hit, total, f"{100 * hit / total:.1f}")
        for name, each in kinds.items()
        for kind, (hit, total) in sorted(each.items(), key=lambda item: -item[1][1])
    ]
    lines += _table(("kind", "found", "of", "recall"), rows)
    lines += ["## Missed, by what went wrong and by the kind of cue", ""]
    lines += _table(("class", "kind of cue", "count"), [(*key.split(" | "), n) for key, n in missed.most_common()])
    lines += ["## Found and wrong", "", *_table(("class", "count"), wrong.most_common())]
    return "\n".join(lines).rstrip() + "\n"


def plot(sure: Sequence[tuple[float, float, int]]) -> str:
    """Share right over confidence, as SVG: a point for each tenth, the larger the more statements, and the line of equality."""

    def at(x: float, y: float) -> tuple[float, float]:
        return round(EDGE + SIDE * x, 1), round(EDGE + SIDE * (1 - y), 1)

    most = max(n for _, _, n in sure)
    points = []
    for mean, right, count in sure:
        x, y = at(mean, right)
        radius = round(3 + 9 * (count / most) ** 0.5, 1)
        told = f"<title>{count} statements, confidence {mean:.2f}, right {right:.2f}</title>"
        points.append(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="#2f6f8f" fill-opacity="0.75">{told}</circle>')
    size, end = SIDE + 2 * EDGE, EDGE + SIDE
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" role="img" '
            'font-family="sans-serif" font-size="12">',
            "<title>Reliability of the confidence of statements</title>",
            f'<rect width="{size}" height="{size}" fill="#fff"/>',
            f'<path d="M{EDGE} {EDGE}V{end}H{end}" fill="none" stroke="#444"/>',
            f'<path d="M{EDGE} {end}L{end} {EDGE}" stroke="#999" stroke-dasharray="4 4"/>',
            *points,
            f'<text x="{EDGE}" y="{end + 16}">0</text><text x="{end - 4}" y="{end + 16}">1</text>',
            f'<text x="{EDGE + SIDE / 2 - 35}" y="{end + 30}">confidence</text>',
            f'<text x="4" y="{EDGE - 12}">share right</text>',
            "</svg>",
            "",
        ]
    )


def write_tables(
    folder: Path,
    kinds: Mapping[str, Mapping[str, Sequence[int]]],
    wrong: tuple[Counter[str], Counter[str]],
    sure: Sequence[tuple[float, float, int]],
) -> None:
    """``attribution-errors.md`` and ``images/attribution-reliability.svg`` in a folder of documents."""
    (folder / "images").mkdir(parents=True, exist_ok=True)
    (folder / "attribution-errors.md").write_text(errors_page(kinds, *wrong), "utf-8")
    (folder / "images" / "attribution-reliability.svg").write_text(plot(sure), "utf-8")
