"""Events against the PLOVER gold records: the type, and who did what to whom.

    python -m benchmarks.events --input PLOVER_GSR_CAMEO.txt [--pack incidents] [--limit N] [--wrong]

A record is a sentence with an event type of PLOVER and its actors. What our packs have no type for cannot be found, so three
shares are told: records whose type some event type of the packs maps to; of these, records in which an event is read at all; of
those, records in which one has the type (type accuracy); and of the rightly typed ones those in which the source, and the target,
is the same country, body or words (actor accuracy).

The records are of PLOVER 0.5, which has FIGHT beside ASSAULT and SANCTION beside COERCE; the packs' mapping is that of 2021.
PLOVER codes what is refused, demanded, threatened or agreed to as REJECT, DEMAND, THREATEN and AGREE, whatever it is; so an event
counts under the name of its type and under that of how it is presented.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.language.countries import country_of
from reportedly.model import Block, Document, Event, Filler, Reading
from reportedly.packs import EventType, Pack
from reportedly.pipeline import DEFAULT_PACKS, load_models, read_many

SAME: Mapping[str, frozenset[str]] = {
    "FIGHT": frozenset({"FIGHT", "ASSAULT"}),
    "SANCTION": frozenset({"SANCTION", "COERCE"}),
}
"""What of PLOVER 2021 counts as a type of PLOVER 0.5, where it is not the same name."""

PRESENTED = ("REJECT", "DEMAND", "THREATEN", "AGREE")
COOPERATIVE = frozenset({"AID", "COOPERATE", "AGREE", "CONSULT", "SUPPORT"})


@dataclass(frozen=True, slots=True)
class Record:
    """A gold record: the sentence, its type, and its actors as printed; with no target, the sources stand on both sides."""

    text: str
    type: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over records: all, with a type in the packs, with an event read, rightly typed, source right, target right."""

    records: int
    covered: int
    read: int
    typed: int
    sources: int
    targets: int


def records(path: Path) -> Iterator[Record]:
    """The records of a file; those without a sentence (notes on the file) are left out."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        if row.get("text") and row.get("source"):
            yield Record(row["text"], row["event"], _actors(row, "source"), _actors(row, "target"))


def _actors(row: Mapping[str, Any], side: str) -> tuple[str, ...]:
    told = row.get(side) or ()
    return () if isinstance(told, str) else tuple(a["actorText"] for a in told)


def types_of(packs: Sequence[Pack]) -> frozenset[str]:
    """The types of PLOVER that an event of some pack can have."""
    return frozenset(c.plover for p in packs for t in p.types for c in t.codes if c.plover) | set(PRESENTED)


def names_of(event: Event, acts: Mapping[str, str]) -> frozenset[str]:
    """What PLOVER may call an event; ``acts`` are those of the statements by id."""
    threatened = acts.get(event.holder or "") == "threaten" and event.status in {"planned", "conditional"}
    presented = (
        "REJECT" if event.polarity == "denied"
        else "DEMAND" if event.status == "demanded"
        else "THREATEN" if threatened
        else "AGREE" if event.status == "planned" and event.plover in COOPERATIVE
        else None
    )  # fmt: skip
    return frozenset(name for name in (event.plover, presented) if name is not None)


def same_actor(found: Sequence[Filler], printed: Sequence[str]) -> bool:
    """Whether one of those found is one of those printed: by country, else by a word of two that both have."""
    return any(_same(f.name, p) for f in found for p in printed)


def _same(name: str, printed: str) -> bool:
    words = re.findall(r"[\w.'-]+", printed)
    country = country_of(name)
    if country is not None:
        pairs = [" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words))]
        if any((c := country_of(p)) is not None and c.code == country.code for p in pairs if p[:1].isupper()):
            return True
    plain = {w.casefold().rstrip("s") for w in words if len(w) > 3}
    return bool(plain & {w.casefold().rstrip("s") for w in re.findall(r"[\w.'-]+", name) if len(w) > 3})


def sides(event: Event, kind: EventType) -> tuple[tuple[Filler, ...], tuple[Filler, ...]]:
    """Who acts, and to whom: the first and the second of the roles that tell such events apart; one role of many is both."""
    roles = {r.name: r.fillers for r in event.roles}
    named = [r.name for r in kind.roles if r.party] or [r.name for r in kind.roles]
    first = roles.get(named[0], ())
    both = kind.role(named[0]).many
    return first, first if both else roles.get(named[1], ()) if len(named) > 1 else ()


def tally(given: Sequence[Record], readings: Sequence[Reading], packs: Sequence[Pack]) -> tuple[Tally, list[str]]:
    """The counts, and a line for each record that is not right in all."""
    kinds = {(p.name, t.name): t for p in packs for t in p.types}
    known = types_of(packs)
    covered = read = typed = sources = targets = 0
    wrong = []
    for record, reading in zip(given, readings, strict=True):
        found, acts, meant = (
            reading.events,
            {s.id: s.act for s in reading.statements},
            SAME.get(record.type, {record.type}),
        )
        if not known & set(meant):
            continue
        covered += 1
        read += bool(found)
        right = [sides(e, kinds[e.pack, e.type]) for e in found if names_of(e, acts) & set(meant)]
        typed += bool(right)
        source = any(same_actor(first, record.sources) for first, _ in right)
        target = any(same_actor(second, record.targets or record.sources) for _, second in right)
        sources += source
        targets += target
        if not (source and target):
            told = "; ".join(f"{e.type} {[(r.name, [f.name for f in r.fillers]) for r in e.roles]}" for e in found)
            wrong.append(
                f"{record.type} {record.sources} {record.targets}\n  {record.text}\n  read: {told or 'nothing'}"
            )
    return Tally(len(given), covered, read, typed, sources, targets), wrong


def main(argv: list[str] | None = None) -> int:
    """Read the sentences, count, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--pack", action="append", default=[], help="a further pack, by name or path")
    parser.add_argument("--limit", type=int, help="the first so many records only")
    parser.add_argument("--wrong", action="store_true", help="print what is not right")
    options = parser.parse_args(argv)
    given = list(records(options.input))[: options.limit]
    models = load_models(tuple(dict.fromkeys((*DEFAULT_PACKS, *options.pack))))
    documents = [
        Document(f"r{n}", f"r{n}", "", r.text, (Block(0, len(r.text), "body"),), language="en")
        for n, r in enumerate(given)
    ]
    count, wrong = tally(given, list(read_many(documents, models=models)), models.packs)
    for line in wrong if options.wrong else ():
        print(line)
    rows = (
        ("records with a type in the packs", count.covered, count.records),
        ("of these, with an event read", count.read, count.covered),
        ("of those, one with the type (type accuracy)", count.typed, count.read),
        ("of the rightly typed, the source right", count.sources, count.typed),
        ("of the rightly typed, the target right", count.targets, count.typed),
    )
    for name, part, whole in rows:
        print(f"{name:46} {part:4} of {whole:4}  {part / whole if whole else 0:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
