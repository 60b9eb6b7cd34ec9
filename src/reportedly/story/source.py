"""Where a statement's word comes from, once found: the record that the later stages of a story work with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reportedly.story.speakers import Speaker

HEADLINE = -1  # the place of what stands above an article


@dataclass(frozen=True, slots=True)
class Source:
    """Who gives a statement's word, before occasions are told apart.

    ``key`` is the speaker's, or the outlet's where the word is a report: the outlet's own, or that of people it does not name.
    ``cited``: a report that another article tells of. ``group`` describes those people. ``document`` is where the words
    first stood, ``place`` where in the text (:data:`HEADLINE` above it), ``lineage`` how they came down.
    ``office``: the words of a named person's office, countries apart.
    """

    statement: str
    key: str
    speaker: Speaker
    report: bool
    cited: bool
    group: str
    outlet: str | None
    document: str
    place: int
    earliest: date | None
    latest: date | None
    appeared: date | None
    lineage: str
    office: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sources:
    """The source of every statement that has one; copies of a statement share the source of the first."""

    by_statement: Mapping[str, Source]
    first: Mapping[str, str]  # statement -> the statement it is a copy of, or itself

    def of(self, statement_id: str | None) -> Source | None:
        """The source of a statement; ``None`` where the text shows none."""
        return self.by_statement.get(self.first.get(statement_id, statement_id)) if statement_id else None
