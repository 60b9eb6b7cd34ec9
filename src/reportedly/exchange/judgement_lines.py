"""Judgements as JSON lines, one a line, out of a ledger and into another."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from reportedly.errors import InputError, NotInLedger
from reportedly.judging.plain import judgement_of, plain_judgement
from reportedly.judging.standing import made
from reportedly.judging.training import corrections
from reportedly.ledger import Ledger, judgements
from reportedly.model import Judgement

_Place = TypeVar("_Place")


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not taken, counted from 1, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class TakenJudgements:
    """How many judgements were new and how many were known, and which lines were refused."""

    new: int
    known: int
    refused: tuple[Refused, ...]


def judgement_lines(ledger: Ledger) -> Iterator[str]:
    """Every judgement, oldest first; retracted ones too, and their retractions."""
    for held in ledger.look(judgements.held):
        yield _line(plain_judgement(held.judgement, retracted=held.retracted))


def training_lines(ledger: Ledger) -> Iterator[str]:
    """The documents whose statements somebody judged, as corrected, in the form that ``training/`` takes."""
    found = [held.judgement for held in ledger.look(judgements.held)]
    documents = sorted({j.anchor.document for j in found if j.anchor.document and j.about.startswith("stm-")})
    known = frozenset(ledger.document_ids())
    readings = ledger.readings(d for d in documents if d in known)
    return (_line(line) for line in corrections(readings, found))


def take_judgements(ledger: Ledger, lines: Iterable[str]) -> TakenJudgements:
    """Append the judgements of some lines, those that others take back before them; a line that is none is refused.

    One about what the ledger does not hold is kept: it counts when that has been read, by its id or by its words.
    """
    found, refused = _read(lines)
    new, known = append_judgements(ledger, found, lambda number, reason: refused.append(Refused(number, reason)))
    return TakenJudgements(new, known, tuple(sorted(refused, key=lambda r: r.line)))


def append_judgements(
    ledger: Ledger, found: Iterable[tuple[_Place, Judgement]], refuse: Callable[[_Place, str], None]
) -> tuple[int, int]:
    """Append judgements, those that others take back before them: how many were new, and how many were known.

    ``refuse`` is told where one stood that takes back what nobody has said.
    """
    new = known = 0
    for place, judgement in sorted(found, key=lambda f: made(f[1])):
        try:
            added = ledger.change(partial(judgements.append, judgement=judgement))
            new, known = new + added, known + (not added)
        except NotInLedger as error:
            refuse(place, str(error))
    return new, known


def _read(lines: Iterable[str]) -> tuple[list[tuple[int, Judgement]], list[Refused]]:
    found: list[tuple[int, Judgement]] = []
    refused: list[Refused] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                plain = json.loads(line)
                rest = {k: v for k, v in plain.items() if k != "record"} if isinstance(plain, dict) else plain
                found.append((number, judgement_of(rest)))
            except (json.JSONDecodeError, InputError) as error:
                refused.append(Refused(number, str(error)))
    return found, refused


def _line(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False) + "\n"
