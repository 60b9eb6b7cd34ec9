"""Names that the parser saw once and passed over elsewhere: every other place where the same words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportedly.language.parser import ParsedBlock
from reportedly.reading.entities.shortened import acronyms
from reportedly.reading.entities.spots import Spot, SpotMap, spot, without_overlaps

_BODIES = frozenset({"Organization", "PublicBody", "Outlet"})


def with_repeats(blocks: Sequence[ParsedBlock], spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """The spots, and those of the same names and of acronyms of bodies where none was found."""
    known = _forms(spots)
    if not known:
        return tuple(spots)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(f) for f in sorted(known, key=len, reverse=True))})(?!\w)")
    taken = SpotMap(tuple(spots))
    new = [s for i, parsed in enumerate(blocks) for s in _found(parsed, i, pattern, known, taken)]
    return without_overlaps((*spots, *new))


def _forms(spots: Sequence[Spot]) -> dict[str, Spot]:
    """Names of several words, and the acronyms of bodies where no two share one."""
    full = {s.printed: s for s in spots if s.basis == "parser" and " " in s.printed and "\n" not in s.printed}
    short: dict[str, set[str]] = {}
    for form, named in full.items():
        for acronym in acronyms(form) if named.type in _BODIES else ():
            short.setdefault(acronym, set()).add(form)
    single = {a: full[next(iter(forms))] for a, forms in short.items() if len(a) > 2 and len(forms) == 1}
    return single | full


def _found(
    parsed: ParsedBlock, block: int, pattern: re.Pattern[str], known: dict[str, Spot], taken: SpotMap
) -> Iterator[Spot]:
    for match in pattern.finditer(parsed.doc.text):
        model = known[match.group()]
        found = spot(parsed, block, match.span(), model.type, model.name, country=model.country, basis="context")
        if found and all(_gives_way(taken.at(block, t)) for t in parsed.doc[found.first : found.last + 1]):
            yield found


def _gives_way(other: Spot | None) -> bool:
    """What the parser took for a name of its own may be a piece of this one."""
    return other is None or other.basis == "parser"
