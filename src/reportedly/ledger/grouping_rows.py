"""Documents put into stories: what each is compared by, how like it is to others, and which story that makes.

A new document is compared with those that share rare words with it and are near in time, found through an index; then only the
groups that strong links join to it are settled anew. What a person put somewhere stays there, so two documents that a person
put somewhere, together or apart, are not compared: no likeness would move them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, or_, select, true, update

from reportedly.ledger import tables as t
from reportedly.ledger.placing import Placed, changed, place, sweep
from reportedly.ledger.reading_rows import put, read_document
from reportedly.story.grouping import connected, group
from reportedly.story.likeness import SHARED_KEYS, WINDOW, Weighed, Weights, comparable, keys, likeness, reason, weigh
from reportedly.story.sketches import Sketch, sketch

WEAK = 0.02  # scores below it are not kept: they count as nothing shared
AT_ONCE = 400  # values in one question to the database
HELD = 2000  # sketches held weighed, some 40 kB each


def group_pending(connection: Connection, weights: Weights) -> None:
    """Place every document whose story has not been settled."""
    sweep(connection)
    held: dict[str, Weighed] = {}
    for document in _not_sketched(connection):
        _index(connection, document, weights)
        _compare(connection, document, weights, held)
    waiting = connection.execute(select(t.sketches.c.document).where(t.sketches.c.placed.is_(False))).scalars().all()
    left = set(waiting)
    while left:
        component = connected({min(left)}, lambda ring: _neighbours(connection, ring, weights.threshold))
        _settle(connection, component, weights)
        left -= component


def unplace(connection: Connection, document: str, *, compared: bool = True) -> None:
    """Have a document and those it is linked to settled anew; without ``compared`` also compared anew, as other text or days.

    One that no person puts anywhere any more is compared anew in any case: it was not, with others that a person put somewhere.
    """
    near = connection.execute(select(t.links.c.other).where(t.links.c.document == document)).scalars().all()
    for some in _in_parts({document, *near}):
        connection.execute(update(t.sketches).where(t.sketches.c.document.in_(some)).values(placed=False))
    if not compared or not _given(connection, {document}):
        forget(connection, document)


def forget(connection: Connection, document: str) -> None:
    """Remove all that a document is compared by."""
    connection.execute(delete(t.links).where(or_(t.links.c.document == document, t.links.c.other == document)))
    for table in (t.sketch_keys, t.sketches):
        connection.execute(delete(table).where(table.c.document == document))


# ---- one document ----------------------------------------------------------------------------------------------------


def _not_sketched(connection: Connection) -> Sequence[str]:
    """The documents that are not compared yet, by day: each has few after it, and is compared with the same as the last one."""
    d = t.documents.c
    done = select(t.sketches.c.document).where(t.sketches.c.document == d.id)
    chosen = select(d.id).where(~done.exists()).order_by(d.published_earliest, d.id)
    return connection.execute(chosen).scalars().all()


def _index(connection: Connection, document: str, weights: Weights) -> None:
    """Write down what a document is compared by."""
    held = read_document(connection, document)
    assert held is not None
    s = sketch(held)
    here = {"document": s.document, "earliest": s.earliest, "latest": s.latest}
    row = here | {"title": " ".join(s.title), "lead": " ".join(s.lead), "placed": False}
    connection.execute(insert(t.sketches), [row])
    put(connection, t.sketch_keys, (here | {"key": key} for key in sorted(keys(s, weights))))


def _compare(connection: Connection, document: str, weights: Weights, held: dict[str, Weighed]) -> None:
    """Link a document to those like it; a pair that is linked already stays as it is."""
    one = _weighed(connection, [document], weights, held)[document]
    known = set(connection.execute(select(t.links.c.other).where(t.links.c.document == document)).scalars())
    candidates = _candidates(connection, one.sketch, weights)
    if _given(connection, {document}):
        candidates = sorted(set(candidates) - _given(connection, candidates).keys())
    others = _weighed(connection, candidates, weights, held)
    rows = []
    for key, other in sorted(others.items()):
        if key in known or key == document or not comparable(one.sketch, other.sketch):
            continue
        score = likeness(one, other, weights)
        if score >= WEAK:
            found = {"score": score, "reason": reason(one, other)}
            rows += [found | {"document": a, "other": b} for a, b in ((document, key), (key, document))]
    put(connection, t.links, rows)


def _candidates(connection: Connection, one: Sketch, weights: Weights) -> list[str]:
    """The documents that share rare words with one, near in time or undated."""
    k = t.sketch_keys.c
    counts: dict[str, int] = {}
    for some in _in_parts(keys(one, weights)):
        chosen = select(k.document, func.count()).where(k.key.in_(some), k.document != one.document)
        for near in _near(one):
            for key, count in connection.execute(chosen.where(near).group_by(k.document)):
                counts[key] = counts.get(key, 0) + count
    return sorted(key for key, count in counts.items() if count >= SHARED_KEYS)


def _near(one: Sketch) -> tuple[ColumnElement[bool], ...]:
    """Conditions that part the documents one may be compared with: asked apart, each is a range of the index by key and day."""
    k = t.sketch_keys.c
    if one.earliest is None or one.latest is None:
        return (true(),)
    first, last = one.earliest - timedelta(WINDOW), one.latest + timedelta(WINDOW)
    return k.latest.is_(None), (k.latest >= first) & (k.earliest <= last)


def _weighed(
    connection: Connection, documents: Iterable[str], weights: Weights, held: dict[str, Weighed]
) -> dict[str, Weighed]:
    """These documents weighed; of those weighed before the last ones used are ``held``."""
    wanted = list(documents)
    found = {d: held.pop(d) for d in wanted if d in held}
    for some in _in_parts(d for d in wanted if d not in found):
        for row in connection.execute(select(t.sketches).where(t.sketches.c.document.in_(some))):
            found[row.document] = weigh(_sketch(row), weights)
    held |= found
    for old in list(islice(held, max(0, len(held) - HELD))):
        del held[old]
    return found


def _sketch(row: Row[tuple[object, ...]]) -> Sketch:
    return Sketch(row.document, row.earliest, row.latest, tuple(row.title.split()), tuple(row.lead.split()))


def _in_parts(values: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(values)
    return (ordered[i : i + AT_ONCE] for i in range(0, len(ordered), AT_ONCE))


# ---- the groups around it --------------------------------------------------------------------------------------------


def _neighbours(connection: Connection, ring: set[str], threshold: float) -> set[str]:
    """The documents that a strong link joins to some, or a story that a person put both into."""
    m, here = t.memberships.c, t.links.c
    found: set[str] = set()
    for some in _in_parts(ring):
        strong = select(here.other).where(here.document.in_(some), here.score >= threshold)
        found.update(connection.execute(strong).scalars())
        named = select(m.story).where(m.document.in_(some), m.given)
        together = select(m.document).where(m.story.in_(named), m.given)
        found.update(connection.execute(together).scalars())
    return found


def _settle(connection: Connection, component: frozenset[str], weights: Weights) -> None:
    """Group the documents that strong links join, and write the stories that this makes."""
    rows = [r for some in _in_parts(component) for r in _rows_of(connection, some)]
    held = {row.document: _sketch(row) for row in rows}
    scores: dict[tuple[str, str], float] = {}
    best: dict[str, tuple[float, str, str]] = {}
    for a, b, score, why in _links(connection, component):
        scores[min(a, b), max(a, b)] = score
        for one, other in ((a, b), (b, a)):
            best[one] = max(best.get(one, (0.0, "", "")), (score, other, why))
    given = _given(connection, component)
    groups = group(
        {d: min(given[d]) if given.get(d) else None for d in held},
        scores,
        weights.threshold,
        lambda a, b: comparable(held[a], held[b]),
    )
    waiting = {row.document for row in rows if not row.placed}
    placed = [Placed(g.documents, g.story, frozenset(d for d in g.documents if given.get(d))) for g in groups]
    place(connection, changed(connection, placed, waiting), {d: _why(found) for d, found in best.items()})
    for some in _in_parts(held):
        connection.execute(update(t.sketches).where(t.sketches.c.document.in_(some)).values(placed=True))


def _why(best: tuple[float, str, str]) -> str:
    score, other, why = best
    return f"likest to {other} ({score:.2f}): {why}"


def _rows_of(connection: Connection, documents: list[str]) -> Iterator[Row[tuple[object, ...]]]:
    yield from connection.execute(select(t.sketches).where(t.sketches.c.document.in_(documents)))


def _links(connection: Connection, component: frozenset[str]) -> Iterator[tuple[str, str, float, str]]:
    """The links within a component, each once."""
    here = t.links.c
    chosen = select(here.document, here.other, here.score, here.reason).where(here.document < here.other)
    for some in _in_parts(component):
        rows = connection.execute(chosen.where(here.document.in_(some)))
        yield from (tuple(row) for row in rows if row.other in component)


def _given(connection: Connection, documents: Iterable[str]) -> Mapping[str, list[str]]:
    """The stories that a person put each document into, of those that a person put anywhere."""
    m = t.memberships.c
    found: dict[str, list[str]] = {}
    for some in _in_parts(documents):
        for row in connection.execute(select(m.document, m.story).where(m.document.in_(some), m.given)):
            found.setdefault(row.document, []).append(row.story)
    return found
