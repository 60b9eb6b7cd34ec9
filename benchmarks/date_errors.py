"""Where found temporal expressions differ from a TimeML corpus, by kind of fault and class of expression, with counts.

    python -m benchmarks.date_errors --input FOLDER --half even

Only for the half that rules are tuned on: what is read of the other half is no longer held out. An expression is paired with
the annotated one that it overlaps most. Kinds: *missed*, *not annotated* (found, but nothing is marked there), *span*, *type*,
and *value* (of those with the type right). Classes come from the words.
"""

from __future__ import annotations

import argparse
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.dates import chosen

from reportedly.language.parser import load_parser, parse_many
from reportedly.model import DateExpression
from reportedly.reading.dates import find_dates

# The first that is found in the words of an expression names its class.
_CLASSES: Final = {
    "now, currently, today's": r"\bnow\b|current|present|moment|\btoday\b",
    "recent, soon, the past, the future": r"recent|future|\bsoon\b|possible|\bonce\b|previously|the past$|lately",
    "last, next or this week": r"\bweek\b(?!-)",
    "night, morning, evening": r"night|morning|evening|afternoon|dawn",
    "clock times": r"[ap]\.m|noon|o'clock|[0-9]:[0-9]",
    "weekdays": r"day\b(?<!\bday)",
    "quarters and fiscal years": r"quarter|fiscal|period|half\b",
    "ago, earlier, later, before": r"\bago\b|earlier|later|previous|following",
    "seasons and holidays": r"spring|summer|fall\b|autumn|winter|christmas|easter|thanksgiving|anniversary",
    "daily, annually, every": r"daily|weekly|monthly|annual|every|each|quarterly",
    "counted or plural units": r"(?:second|minute|hour|day|week|month|quarter|year|decade)s\b|-|\b(?:a|one|an) \w+$",
    "day, month, year": r"\bday\b|month|year|decade|century",
    "dates with figures or months": r"[0-9]{1,4}|january|february|march|april|\bmay\b|june|july|august|"
    r"september|october|november|december",
}
_KINDS: Final = ("not annotated", "missed", "span", "type", "value")


@dataclass(frozen=True, slots=True)
class Timex:
    """An annotated expression."""

    start: int
    end: int
    type: str
    value: str


def annotated(path: Path) -> list[Timex]:
    """The TIMEX3 elements of a TimeML file's text; offsets are code points of the text without tags."""
    body = ET.parse(path).getroot().find("TEXT")
    out: list[Timex] = []

    def walk(node: ET.Element, at: int) -> int:
        start = at
        at += len(node.text or "")
        for child in node:
            at = walk(child, at) + len(child.tail or "")
        if node.tag == "TIMEX3":
            out.append(Timex(start, at, node.get("type") or "", node.get("value") or ""))
        return at

    if body is not None:
        walk(body, 0)
    return sorted(out, key=lambda t: (t.start, t.end))


def faults(gold: Sequence[Timex], found: Sequence[DateExpression]) -> Iterator[tuple[str, int, int]]:
    """Each fault of a document: its kind, and where the expression stands."""
    free = list(found)
    for one in gold:
        best = max(free, key=lambda d: min(one.end, d.end) - max(one.start, d.start), default=None)
        if best is None or min(one.end, best.end) <= max(one.start, best.start):
            yield "missed", one.start, one.end
            continue
        free.remove(best)
        if (best.start, best.end) != (one.start, one.end):
            yield "span", one.start, one.end
        if best.type != one.type:
            yield "type", one.start, one.end
        elif best.value != one.value:
            yield "value", one.start, one.end
    yield from (("not annotated", d.start, d.end) for d in free)


def class_of(printed: str) -> str:
    """The class of an expression, by its words."""
    words = " ".join(printed.lower().split())
    return next((name for name, pattern in _CLASSES.items() if re.search(pattern, words)), "other")


def main() -> None:
    """Read the arguments, compare, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--half", choices=["even"], required=True, help="the half that rules are tuned on")
    options = parser.parse_args()
    paths = {path.stem: path for path in options.input.rglob("*.tml")}
    counts: Counter[tuple[str, str]] = Counter()
    for parsed in parse_many(chosen(options.input, options.half), load_parser()):
        text = parsed.document.text
        for kind, start, end in faults(annotated(paths[parsed.document.id]), find_dates(parsed)):
            counts[class_of(text[start:end]), kind] += 1
    print(f"{'class':<38}" + "".join(f"{kind:>15}" for kind in _KINDS))
    for name in [*_CLASSES, "other"]:
        print(f"{name:<38}" + "".join(f"{counts[name, kind]:>15}" for kind in _KINDS))
    print(f"{'all':<38}" + "".join(f"{sum(n for (_, k), n in counts.items() if k == kind):>15}" for kind in _KINDS))


if __name__ == "__main__":
    main()
