"""A large ledger of invented articles, its rows written through the ledger's own functions and nothing parsed.

    python -m benchmarks.large_ledger ledger.db --documents 20000

One story of 300 articles, then of 200, 100 and 50. Every article has a dozen statements of named and unnamed speakers, half of
them with an event; every story has twelve claims that are affirmed, denied, weighed and doubted, with origins, numbers, moves,
relations, reprints and a timeline. The same number gives the same ledger.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection, insert

from reportedly.ledger import open_ledger, reading_rows, story_rows
from reportedly.ledger import tables as t
from reportedly.model import (
    Block,
    Claim,
    ClaimPoint,
    ClaimRole,
    Document,
    Doubt,
    Duplicate,
    Entity,
    Event,
    Filler,
    Independence,
    Mention,
    Move,
    Origin,
    Passage,
    Position,
    Published,
    Quantity,
    Reading,
    Relation,
    Role,
    Said,
    SourceKind,
    Span,
    Stance,
    Statement,
    StoryAccount,
    TimelineEntry,
    Value,
    When,
    content_id,
)  # fmt: skip

STATEMENTS = 12
CLAIMS = 12
OUTLETS = [f"{place} {kind}" for place in ("Harbour", "Northgate", "Meridian", "Lakeside", "Old Town", "Capital") for kind in
           ("Courier", "Gazette", "Wire", "Chronicle")]  # fmt: skip
PLACES = ("Norland", "Sudovia", "Westmark", "Ostrava Republic", "Kestria", "Vellany")
GOODS = ("rockets", "drones", "shells", "radars", "patrol boats", "armoured cars")
WORDS = ("harbour", "convoy", "warehouse", "licence", "committee", "inspector", "railway", "customs", "depot", "contract",
         "embargo", "freighter", "treaty", "minister", "border", "witness", "archive", "engineer")  # fmt: skip
SPEAKERS = [f"{office} {name}" for office in ("Minister", "Colonel", "Ambassador") for name in
            ("Abel", "Brandt", "Castro", "Dahl", "Eriksen", "Farkas", "Greene", "Holm")]  # fmt: skip
STANCES: tuple[Stance, ...] = ("affirms", "affirms", "affirms", "denies", "conditions", "considers", "doubts")
SIZES = (300, 200, 200, *(100 for _ in range(20)))


def sizes(documents: int) -> Iterator[int]:
    """How many articles each story has, the largest first."""
    left = documents
    for size in (*SIZES, *(50 for _ in range(documents // 50 + 1))):
        if left > 0:
            yield min(size, left)
            left -= size


def reading(story: int, number: int) -> Reading:
    """One article of a story: a dozen sentences, each with somebody's words."""
    made = random.Random(f"{story} {number}")
    giver, taker, goods = PLACES[story % 6], PLACES[(story + 1 + story // 6) % 6], GOODS[story % 5]
    key = content_id("doc", "large", story, number)
    day = date(2031, 1, 1) + timedelta(days=(story * 7 + number // 3) % 900)
    lines = [f"{giver} and the {goods}: report {number} on matter {story}"]
    speakers = [*made.sample(SPEAKERS, 4), "officials", "two people with knowledge of the matter"]
    names = [speakers[i % len(speakers)] for i in range(STATEMENTS)]
    lines += [
        f"{name} said that about {10 * (1 + i % 5)} {goods} had been shipped from {giver} to {taker} past the "
        f"{made.choice(WORDS)} and the {made.choice(WORDS)}, and that the {made.choice(WORDS)} knew of it."
        for i, name in enumerate(names)
    ]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    text = "\n".join(lines)
    roles = ["headline", *("body" for _ in lines[1:])]
    blocks = tuple(Block(a, a + len(w), r) for a, w, r in zip(starts, lines, roles, strict=False))  # type: ignore[arg-type]
    document = Document(
        key, f"https://news.example/{story}/{number}", f"{story:032x}{number:032x}", text, blocks, lines[0],
        OUTLETS[(story + number) % len(OUTLETS)], None, "en", Published(day, day, "given"),
    )  # fmt: skip
    return _read(document, lines, starts, names, goods, day)


def _read(
    document: Document, lines: Sequence[str], starts: Sequence[int], names: Sequence[str], goods: str, day: date
) -> Reading:
    ids = {n: content_id("ent", "Person", n) for n in names if n in SPEAKERS}
    statements, events, mentions = [], [], {n: list[Span]() for n in ids}
    for i, name in enumerate(names):
        at, line = starts[i + 1], lines[i + 1]
        source, cue = Span(at, at + len(name)), Span(at + len(name) + 1, at + len(name) + 5)
        content = Span(cue.end + 6, at + len(line) - 1)
        if name in ids:
            mentions[name].append(source)
        kind: SourceKind = "person" if name in ids else "anonymous"
        made = Statement(
            content_id("stm", document.id, i), (source,), (cue,), (content,), ids.get(name), name, kind, "say", "speech",
            "indirect", None, Said(day, day), 0.4 + 0.05 * (i % 12),
        )  # fmt: skip
        statements.append(made)
        if i % 2 == 0:
            events.append(_event(document, i, line, at, goods, day, made.id))
    entities = tuple(Entity(e, "Person", n, mentions=tuple(mentions[n])) for n, e in sorted(ids.items()))
    return Reading(document, entities, tuple(statements), tuple(events), (), (), "benchmark 1")


def _event(document: Document, i: int, line: str, at: int, goods: str, day: date, holder: str) -> Event:
    trigger, item = at + line.index("shipped"), at + line.index(goods)
    amount = 10 * (1 + i % 5)
    many = Quantity("quantity", 0.9 * amount, 1.1 * amount, goods, f"about {amount}", (Span(item - 9, item - 1),))
    filler = Filler(goods, None, (Span(item, item + len(goods)),), goods)
    when = When(day.isoformat(), day.isoformat(), day, day, ())
    return Event(
        content_id("evt", document.id, i), "arms-and-sanctions", "transfer", "AID", Span(trigger, trigger + 7),
        (Role("item", (filler,)),), (many,), "affirmed", "certain", "happened", 3.0, holder, when, 0.5 + 0.08 * (i % 6),
    )  # fmt: skip


def account(story: int, readings: Sequence[Reading]) -> StoryAccount:
    """What a story comes to: a dozen claims over six events of each article."""
    ident, docs = content_id("sty", "large", story), [r.document for r in readings]
    claims: list[Claim] = []
    origins: list[Origin] = []
    entries: list[TimelineEntry] = []
    for c in range(CLAIMS):
        mine = [r for n, r in enumerate(readings) if n % CLAIMS != (c + 1) % CLAIMS]
        springs = tuple(_origin(story, c, o, mine) for o in range(4))
        origins += springs
        claims.append(_claim(ident, story, c, mine, springs))
    for r in readings[:80]:
        e = r.events[0]
        label = f"{e.roles[0].fillers[0].name} shipped"
        entries.append(TimelineEntry(e.when.earliest, e.when.latest, label, e.id, None, r.document.id))
    pairs = [(a.id, b.id) for a, b in zip(docs[::10], docs[1::10], strict=False)]
    copies = tuple(Duplicate(a, b, "reprint", 0.9, (Passage(Span(60, 240), Span(60, 240)),)) for a, b in pairs)
    relations = tuple(
        Relation("quantity_differs", ClaimPoint(c.id, c.mentions[0].event), ClaimPoint(c.id, c.mentions[-1].event), "numbers")
        for c in claims[:6] if len(c.mentions) > 1
    )  # fmt: skip
    doubts = tuple(
        Doubt(str(m.event), m.document, c.id, 0.3 + 0.001 * n, "read with confidence 0.50")
        for c in claims[:2] for n, m in enumerate(c.mentions[:5])
    )  # fmt: skip
    return StoryAccount(
        ident, _title(story), tuple(d.id for d in docs), tuple(claims), tuple(origins), relations, copies, tuple(entries),
        "benchmark 1", doubts=doubts,
    )  # fmt: skip


def _title(story: int) -> str:
    return f"{GOODS[story % 5].capitalize()} from {PLACES[story % 6]}, matter {story}"


def _origin(story: int, claim: int, number: int, readings: Sequence[Reading]) -> Origin:
    words = tuple(r.statements[(claim + number) % STATEMENTS].id for r in readings[number::4])
    name = SPEAKERS[(story + claim + number) % len(SPEAKERS)]
    return Origin(
        content_id("org", "large", story, claim, number), name, "person", None, None, None, words, (), "one person"
    )


def _claim(ident: str, story: int, c: int, readings: Sequence[Reading], springs: Sequence[Origin]) -> Claim:
    mentions = tuple(
        Mention(e.id, None, r.document.id, STANCES[(n + c) % 7 if c % 3 else 0], e.holder, springs[n % 4].id, "same type")
        for n, r in enumerate(readings) for e in [r.events[c % 6]]
    )  # fmt: skip
    stands = sorted(
        {(r.statements[2 * (c % 6)].speaker_name, m.stance) for r, m in zip(readings, mentions, strict=True)}
    )
    first = readings[0].document if readings else None
    positions = tuple(Position(None, name, stance, None, None) for name, stance in stands[:30])
    values = tuple(
        Value("quantity", q.low, q.high, q.name, e.id)
        for r in readings
        for e in [r.events[c % 6]]
        for q in e.quantities
    )
    moves = (Move(first.published.earliest, "evidence", None, springs[0].label, first.id, "new"),) if first else ()
    counts = Independence(
        len(readings), min(len(readings), len(OUTLETS)), 2, 2, 0, tuple(f"known: {s.label}" for s in springs[:2])
    )
    roles = (ClaimRole("supplier", None, PLACES[story % 6]),)
    label = f"{PLACES[story % 6]} delivered {GOODS[(story + c) % 5]} ({c + 1})"
    key = content_id("clm", "large", story, c)
    return Claim(key, ident, label, "transfer", roles, "happened", mentions, positions, values, moves, counts)


def write_story(connection: Connection, story: int, readings: Sequence[Reading], known: int = 0) -> None:
    """Write a story with its articles, those after the first ``known``, in one transaction."""
    name = f"matter {story}"
    story_rows.make_story(connection, name)
    for one in readings[known:]:
        reading_rows.write_reading(connection, one, (), anew=False)
    members = [{"story": name, "document": r.document.id, "ordinal": n} for n, r in enumerate(readings)]
    connection.execute(insert(t.memberships), members[known:])
    story_rows.write_account(connection, account(story, readings), name)


def fill(path: Path, documents: int) -> int:
    """Make the ledger; how many stories it has."""
    count = 0
    with open_ledger(str(path), create=True) as ledger:
        for story, size in enumerate(sizes(documents)):
            readings = [reading(story, n) for n in range(size)]
            ledger.change(lambda c, story=story, readings=readings: write_story(c, story, readings))  # type: ignore[misc]
            count += 1
    return count


def main(argv: list[str] | None = None) -> int:
    """Make one at a path."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--documents", type=int, default=20_000)
    args = parser.parse_args(argv)
    began = time.perf_counter()
    stories = fill(args.ledger, args.documents)
    print(f"{args.documents} documents in {stories} stories, written in {time.perf_counter() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
