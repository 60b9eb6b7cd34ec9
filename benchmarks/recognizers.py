"""Compare what dates mean with the specifications of Microsoft Recognizers-Text.

    python -m benchmarks.recognizers --input FOLDER [--misses]

``FOLDER`` holds the English ``DateTime*.json`` specifications (MIT licence). ``DateTimeModel.json`` is the one whose sentences
have a day of writing and whose results have spans and days; the others test parts of that library, its options or its chat
modes. The specifications are requests to an assistant, not news; nothing was tuned on them.

What can be compared, and how:

- *found*: an expression here overlaps theirs. Theirs take in the preposition ("before", "from ... to"), ours do not.
- *days*: theirs are given as alternatives, past and future; it counts where ours are the days of one of them. A range ends
  with the day before their ``end``. Left out: those with one bound only or a modifier (theirs is what lies before or after the
  date, ours the date), those in which ours are two ("from 3 May to 5 May"), and what they leave unresolved.
- *value*: durations and sets, by their TIMEX3 value.
- *silent*: sentences without any result, in which nothing is found here either.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from reportedly.model import DateExpression, Published
from reportedly.reading.dates import tag

_DEFAULT_DAY = "2016-11-07"  # the day of writing where a sentence gives none, as in their test suites
_DAYS = frozenset({"date", "daterange", "datetime", "datetimerange"})
_VALUES = frozenset({"duration", "set"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """One expression of theirs: its kind, whether it was found, and whether it means the same (``None``: not comparable)."""

    kind: str
    sentence: str
    printed: str
    found: bool
    same: bool | None


def outcomes(spec: dict[str, Any]) -> Iterator[Outcome]:
    """What became of each expression of one sentence."""
    written = date.fromisoformat(spec.get("Context", {}).get("ReferenceDateTime", _DEFAULT_DAY)[:10])
    sentence = spec["Input"]
    ours = tag(sentence, anchor=Published(written, written, "given"))
    for theirs in spec["Results"]:
        kind = theirs.get("TypeName", "").removeprefix("datetimeV2.")
        inside = [d for d in ours if d.start <= theirs["End"] and theirs["Start"] < d.end]
        yield Outcome(kind, sentence, theirs["Text"], bool(inside), _same(kind, theirs, inside))


def _same(kind: str, theirs: dict[str, Any], inside: list[DateExpression]) -> bool | None:
    values: list[dict[str, str]] = (theirs.get("Resolution") or {}).get("values", [])
    if len(inside) != 1 or not values:
        return None
    if kind in _VALUES:
        return inside[0].value == values[0].get("timex")
    stretches = [_stretch(value) for value in values] if kind in _DAYS else []
    known = [stretch for stretch in stretches if stretch is not None]
    return (inside[0].earliest, inside[0].latest) in known if known else None


def _stretch(value: dict[str, str]) -> tuple[date, date] | None:
    """The first and last day of one of their readings."""
    if "Mod" in value or "not resolved" in value.values():
        return None
    if "value" in value:
        day = date.fromisoformat(value["value"][:10])
        return day, day
    if "start" not in value or "end" not in value:
        return None
    first, end = date.fromisoformat(value["start"][:10]), date.fromisoformat(value["end"][:10])
    return first, end if " " in value["end"] or end == first else end - timedelta(1)


def _silent(spec: dict[str, Any]) -> bool:
    written = date.fromisoformat(spec.get("Context", {}).get("ReferenceDateTime", _DEFAULT_DAY)[:10])
    return not tag(spec["Input"], anchor=Published(written, written, "given"))


def main() -> None:
    """Read the arguments, compare, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument(
        "--misses", action="store_true", help="print each expression that was not found or means other days"
    )
    options = parser.parse_args()
    specs = json.loads((options.input / "DateTimeModel.json").read_text(encoding="utf-8-sig"))
    found = [outcome for spec in specs for outcome in outcomes(spec)]
    print(f"{'kind':<16}{'theirs':>7}{'found':>7}{'compared':>9}{'same':>6}")
    for kind in [k for k, _ in Counter(o.kind for o in found).most_common() if k] + [""]:
        rows = [o for o in found if not kind or o.kind == kind]
        compared = [o for o in rows if o.same is not None]
        same = sum(o.same is True for o in compared)
        print(f"{kind or 'all':<16}{len(rows):>7}{sum(o.found for o in rows):>7}{len(compared):>9}{same:>6}")
    quiet = [spec for spec in specs if not spec["Results"]]
    print(f"silent where they are: {sum(map(_silent, quiet))} of {len(quiet)}")
    if options.misses:
        for outcome in found:
            if not outcome.found or outcome.same is False:
                print(f"{outcome.kind}\t{outcome.found}\t{outcome.printed}\t{outcome.sentence}")


if __name__ == "__main__":
    main()
