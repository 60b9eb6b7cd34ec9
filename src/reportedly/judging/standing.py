"""Which judgements stand: those that nobody has retracted; of several on one thing the last one counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from reportedly.model import Change, Judgement


@dataclass(frozen=True, slots=True)
class Standing:
    """Judgements that are not retracted, in the order in which they were made, by what they are about."""

    by_target: Mapping[str, tuple[Judgement, ...]]

    def about(self, *targets: str | None) -> tuple[Judgement, ...]:
        """Those about any of these ids, oldest first."""
        found = (j for t in dict.fromkeys(targets) if t is not None for j in self.by_target.get(t, ()))
        return tuple(sorted(found, key=made))

    def __iter__(self) -> Iterator[Judgement]:
        return iter(sorted((j for js in self.by_target.values() for j in js), key=made))


def made(judgement: Judgement) -> tuple[str, str]:
    """What judgements are put in order by: when they were made, and of the same moment by id."""
    return judgement.when, judgement.id


def retracted(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The ids of the judgements that are retracted. A retraction that is itself retracted does nothing."""
    held = {j.id: j for j in judgements}
    against: Mapping[str, list[Judgement]] = defaultdict(list)
    for j in held.values():
        if j.about in held and j.verdict == "reject":
            against[j.about].append(j)
    gone: dict[str, bool] = {}

    def is_gone(ident: str, path: frozenset[str]) -> bool:
        if ident not in gone and ident not in path:
            gone[ident] = any(not is_gone(j.id, path | {ident}) for j in against[ident])
        return gone.get(ident, False)

    return frozenset(ident for ident in held if is_gone(ident, frozenset()))


def standing(judgements: Iterable[Judgement]) -> Standing:
    """The judgements that stand; those about other judgements have done their work then."""
    held = tuple(judgements)
    gone, known = retracted(held), {j.id for j in held}
    found: dict[str, list[Judgement]] = defaultdict(list)
    for j in sorted(held, key=made):
        if j.id not in gone and j.about not in known:
            found[j.about].append(j)
    return Standing({target: tuple(js) for target, js in found.items()})


def last_change(judgements: Sequence[Judgement]) -> Change:
    """What the corrections among these come to: of each part what was said of it last."""
    parts: dict[str, object] = {}
    blank = Change()
    for j in judgements:
        if j.verdict == "correct":
            set_ = {f.name: getattr(j.change, f.name) for f in fields(Change)}
            parts |= {name: held for name, held in set_.items() if held != getattr(blank, name)}
    return Change(**parts)  # type: ignore[arg-type]


def last_verdict(judgements: Sequence[Judgement]) -> str | None:
    """The last of accept, reject and unsure; a correction accepts what it corrects."""
    verdicts = [j.verdict for j in judgements if j.verdict in {"accept", "reject", "unsure", "correct"}]
    return verdicts[-1] if verdicts else None
