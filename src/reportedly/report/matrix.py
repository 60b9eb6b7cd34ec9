"""Claims against articles: who carries which stand, at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.model import Claim, Mention, Stance
from reportedly.report.claims import headline_count
from reportedly.report.index import Index, Step
from reportedly.report.wording import STANCES


@dataclass(frozen=True, slots=True)
class Mark:
    """One stand that an article carries on a claim; ``own_voice`` where the outlet itself says it at least once."""

    stance: Stance
    count: int
    own_voice: bool
    href: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One claim: a tuple of marks for each column."""

    label: str
    href: str
    figure: str
    cells: tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table; columns are the articles by date."""

    columns: tuple[Step, ...]
    rows: tuple[MatrixRow, ...]


def _cell(index: Index, mentions: Sequence[Mention]) -> tuple[Mark, ...]:
    marks = []
    for stance in STANCES:
        found = [m for m in mentions if m.stance == stance]
        if found:
            own = any(m.holder not in index.statements for m in found)
            marks.append(Mark(found[0].stance, len(found), own, index.mention_href(found[0])))
    return tuple(marks)


def build_matrix(index: Index, documents: Sequence[str], claims: Sequence[Claim]) -> Matrix:
    """The table of ``claims``, in their order, against ``documents``, by date."""
    columns = sorted((d for d in documents if d in index.order), key=index.order.__getitem__)
    return Matrix(
        tuple(Step(index.article_name(d), index.article_href(d)) for d in columns),
        tuple(
            MatrixRow(
                c.label,
                index.links.claim(c.id),
                headline_count(c),
                tuple(_cell(index, [m for m in c.mentions if m.document == d]) for d in columns),
            )
            for c in claims
        ),
    )
