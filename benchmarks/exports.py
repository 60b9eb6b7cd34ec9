"""The exports of a large ledger, measured: seconds, megabytes written, and the most memory held, each in a process of its own.

    python -m benchmarks.exports --statements 100000 --form parquet --form jsonl --form stix

makes a ledger of invented articles (about thirty statements each, one story a hundred articles), then exports it. Ten times the
statements should take ten times the seconds, and no more memory.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from reportedly.ledger import open_ledger
from reportedly.model import (
    Block,
    Claim,
    Document,
    Entity,
    Event,
    Filler,
    Independence,
    Mention,
    Origin,
    Position,
    Published,
    Reading,
    Role,
    Said,
    Span,
    Statement,
    StoryAccount,
    When,
    content_id,
)

SPEAKERS = [f"Minister {name}" for name in ("Abel", "Brandt", "Castro", "Dahl", "Eriksen", "Farkas", "Greene", "Holm")]
STATEMENTS_OF_ONE = 30
DOCUMENTS_OF_ONE = 100
CHILD = """
import json, resource, sys, time
from pathlib import Path
from reportedly.cli.export_to import into_file, into_folder, to_text
from reportedly.ledger import open_ledger
form, path, target = sys.argv[1:]
began = time.perf_counter()
with open_ledger(path) as ledger:
    if form in ("csv", "parquet"):
        into_folder(ledger, form, target, story=None)
    elif form == "sqlite":
        into_file(ledger, target, story=None)
    else:
        with open(target, "w", encoding="utf-8") as out:
            to_text(ledger, form, out, story=None, with_text=False)
used = resource.getrusage(resource.RUSAGE_SELF)
files = list(Path(target).rglob("*")) if Path(target).is_dir() else [Path(target)]
print(json.dumps({
    "seconds": round(time.perf_counter() - began, 1),
    "of the processor": round(used.ru_utime + used.ru_stime, 1),
    "written MB": round(sum(f.stat().st_size for f in files) / 1e6, 1),
    "peak memory MB": round(used.ru_maxrss / 1024),
}))
"""


def reading(number: int) -> Reading:
    """One article: thirty statements of eight speakers, an event in each second one."""
    lines = [f"Article {number}"]
    lines += [
        f"{SPEAKERS[i % 8]} said that delivery {number}-{i} of rockets to Sudovia was complete."
        for i in range(STATEMENTS_OF_ONE)
    ]
    text = "\n".join(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    key = content_id("doc", number)
    day = date(2031, 1, 1) + timedelta(days=number % 365)
    document = Document(
        key, f"https://courier.example/{number}", f"{number:064x}", text,
        tuple(Block(a, a + len(line), "body") for a, line in zip(starts, lines, strict=False)),
        f"Article {number}", f"Courier {number % 20}", None, "en", Published(day, day, "given"),
    )  # fmt: skip
    ids = {name: content_id("ent", "Person", name) for name in SPEAKERS}
    statements, events, mentions = [], [], {name: [] for name in SPEAKERS}  # type: ignore[var-annotated]
    for i, line in enumerate(lines[1:]):
        at, name = starts[i + 1], SPEAKERS[i % 8]
        source, cue = Span(at, at + len(name)), Span(at + len(name) + 1, at + len(name) + 5)
        content = Span(cue.end + 6, at + len(line) - 1)
        mentions[name].append(source)
        statement = Statement(
            content_id("stm", key, i), (source,), (cue,), (content,), ids[name], name, "person", "say", "speech", "indirect",
            None, Said(day, day), 0.8,
        )  # fmt: skip
        statements.append(statement)
        if i % 2 == 0:
            item = Filler("rockets", None, (Span(content.start, content.start + 7),), "rocket")
            events.append(
                Event(content_id("evt", key, i), "arms-and-sanctions", "transfer", "AID", Span(content.start, content.start + 8),
                      (Role("item", (item,)),), (), "affirmed", "certain", "happened", 3.0, statement.id, When(), 0.7)
            )  # fmt: skip
    entities = tuple(Entity(ids[n], "Person", n, mentions=tuple(mentions[n])) for n in SPEAKERS)
    return Reading(document, entities, tuple(statements), tuple(events), (), (), "benchmark 1")


def account(number: int, readings: list[Reading]) -> StoryAccount:
    """One story: ten claims, each mentioned in every article."""
    story, name = content_id("sty", number), f"Story {number}"
    claims, origins = [], []
    for c in range(10):
        key = content_id("clm", number, c)
        origin = Origin(content_id("org", number, c), SPEAKERS[c % 8], "person", None, None, None, (), (), "one person")
        origins.append(origin)
        mentions = tuple(
            Mention(r.events[c].id, None, r.document.id, "affirms", r.events[c].holder, origin.id, "same frame")
            for r in readings
        )
        counts = Independence(len(readings), 20, 1, 0, 0, (f"known: {origin.label}",))
        position = Position(None, SPEAKERS[c % 8], "affirms", None, None)
        claims.append(
            Claim(key, story, f"Claim {c}", "transfer", (), "happened", mentions, (position,), (), (), counts)
        )
    ids = tuple(r.document.id for r in readings)
    return StoryAccount(story, name, ids, tuple(claims), tuple(origins), (), (), (), "benchmark 1")


def fill(path: Path, statements: int) -> int:
    """Fill a ledger with at least so many statements; how many there are."""
    documents = -(-statements // STATEMENTS_OF_ONE)
    with open_ledger(str(path), create=True) as ledger:
        for story, group in enumerate(_groups(documents)):
            readings = [reading(number) for number in group]
            for one in readings:
                ledger.add_reading(one)
            ledger.put_story(account(story, readings))
    return documents * STATEMENTS_OF_ONE


def _groups(documents: int) -> Iterator[range]:
    return (range(a, min(a + DOCUMENTS_OF_ONE, documents)) for a in range(0, documents, DOCUMENTS_OF_ONE))


def measure(form: str, path: Path, folder: Path) -> dict[str, float]:
    """Export in a process of its own: its memory is then its own."""
    target = folder / f"out.{form}"
    done = subprocess.run(
        [sys.executable, "-c", CHILD, form, str(path), str(target)], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main(argv: list[str] | None = None) -> int:
    """Fill, export, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--form", action="append", required=True)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        began = time.perf_counter()
        held = fill(folder / "ledger.db", args.statements)
        print(f"{held} statements, filled in {time.perf_counter() - began:.0f} s", flush=True)
        for form in args.form:
            found = measure(form, folder / "ledger.db", folder)
            print(f"{form:15} " + "  ".join(f"{name} {value:g}" for name, value in found.items()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
