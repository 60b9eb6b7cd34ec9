"""What the benchmark asks of a scorer, in its plainest form: relations match in order, F1 of the matched."""

from typing import Any

ROLES = ("source", "cue", "content")


def dice(a: Any, b: Any) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def compatible(mode: str, p: Any, g: Any) -> bool:
    if mode == "exact":
        return bool(p == g)
    near = bool(p[1] & g[1])
    return near and (mode == "cue" or (dice(p[0], g[0]) >= 0.5 and dice(p[2], g[2]) >= 0.5))


def triples(doc: Any, relations: Any) -> list[Any]:
    return [tuple(frozenset(i for i in r.role(x) if doc.is_word[i]) for x in ROLES) for r in relations]


def matching(found: Any, gold: Any, ok: Any) -> dict[int, int]:
    owner: dict[int, int] = {}
    for i, p in enumerate(found):
        for j, g in enumerate(gold):
            if j not in owner and ok(p, g):
                owner[j] = i
                break
    return owner


def evaluate(items: Any) -> dict[str, dict[str, float]]:
    out = {}
    for mode in ("overlap", "exact", "cue"):
        hit = every = 0
        for doc, found, gold in items:
            p, g = triples(doc, found), triples(doc, gold)
            hit += len(matching(p, g, lambda a, b, mode=mode: compatible(mode, a, b)))
            every += len(p) + len(g)
        out[f"rel.{mode}"] = {"f": 200 * hit / every if every else 0.0}
    return out


def quote_type(doc: Any, relation: Any) -> str:
    return "indirect"
