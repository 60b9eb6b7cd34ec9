"""A rule, and its match over the tokens of a text, read by the names of its groups."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, cast

from reportedly.language.intervals import Grain, Part
from reportedly.reading.dates.lexicon import Token
from reportedly.reading.dates.meaning import Background, Meaning, Which

_PARTS: Final[dict[str, Part]] = {
    "early": "START", "beginning": "START", "mid": "MID", "middle": "MID", "late": "END", "end": "END",
}  # fmt: skip
_WHICH: Final[dict[str, Which]] = {
    "last": "last", "past": "last", "this": "this", "next": "next", "coming": "next", "current": "this", "latest": "this",
    "previous": "previous", "following": "following", "same": "same", "that": "same",
}  # fmt: skip
YEARS_BACK: Final = {"last": 1, "this": 0, "next": -1}
_GRAINS: Final = frozenset({"day", "week", "month", "quarter", "year", "decade", "century", "weekend", "millennium"})


class Match:
    """A rule's match. The expression is what the group ``only`` holds, or else the whole match."""

    def __init__(self, text: str, tokens: Sequence[Token], hit: re.Match[str], background: Background) -> None:
        self.text = text
        self.background = background
        self._tokens = tokens
        self._groups = {name: span for name in hit.re.groupindex if (span := hit.span(name))[0] >= 0}
        self._first, self._behind = self._groups.get("only", hit.span())
        last = self._behind - 1
        if tokens[last].kind == "stop" and last > self._first:  # the full stop of "Oct." stays out at the end
            last -= 1
        self.start, self.end = tokens[self._first].start, tokens[last].end

    def has(self, name: str) -> bool:
        """Whether the group took part."""
        return name in self._groups

    def of(self, name: str) -> Sequence[Token]:
        """The tokens of a group."""
        first, behind = self._groups.get(name, (0, 0))
        return self._tokens[first:behind]

    def kinds(self, name: str) -> frozenset[str]:
        """The kinds of the tokens of a group."""
        return frozenset(token.kind for token in self.of(name))

    def kind(self, name: str) -> str | None:
        """The last kind in a group."""
        tokens = self.of(name)
        return tokens[-1].kind if tokens else None

    def word(self, name: str) -> str | None:
        """What a group's last token stands for, as text."""
        tokens = [t for t in self.of(name) if t.kind != "stop"]
        return None if not tokens or tokens[-1].value is None else str(tokens[-1].value)

    def number(self, *names: str) -> int | None:
        """What the last token of the first of these groups stands for, as a number."""
        for name in names:
            tokens = [t for t in self.of(name) if t.kind != "stop"]
            if tokens and isinstance(tokens[-1].value, int):
                return tokens[-1].value
        return None

    @property
    def before(self) -> str:
        """The kind in front of the expression; empty where the text begins."""
        return self._tokens[self._first - 1].kind if self._first else ""

    @property
    def word_before(self) -> str:
        """The word in front, in lower case, if it is none of time."""
        return str(self._tokens[self._first - 1].value or "") if self.before == "word" else ""

    def behind(self, places: int = 0) -> Token | None:
        """The token behind the expression, or one further on."""
        at = self._behind + places
        return self._tokens[at] if at < len(self._tokens) else None

    @property
    def kind_behind(self) -> str:
        """The kind behind the expression; empty where the text ends."""
        token = self.behind()
        return token.kind if token else ""

    @property
    def printed(self) -> str:
        """The words of the expression, as printed."""
        return self.text[self.start : self.end]

    @property
    def second_behind(self) -> str:
        """The kind one further on."""
        token = self.behind(1)
        return token.kind if token else ""

    def first_letter(self, name: str) -> str:
        """The first character of a group's last token."""
        tokens = self.of(name)
        return self.text[tokens[-1].start] if tokens else ""

    @property
    def part(self) -> Part | None:
        """Early, middle or late, from either way of saying it."""
        kinds = [token.kind for name in ("part", "partof") for token in self.of(name)]
        return next((_PARTS[kind] for kind in kinds if kind in _PARTS), None)

    @property
    def which(self) -> Which | None:
        """The pointing word: of "this coming" and "that same" the second."""
        kinds = [token.kind for token in self.of("which") if token.kind in _WHICH]
        return _WHICH[kinds[-1]] if kinds else None

    def grain(self, name: str = "unit") -> Grain | None:
        """The unit in a group, if it is one of a day or more."""
        value = "weekend" if self.kind(name) == "weekend" else self.word(name)
        return cast(Grain, value) if value in _GRAINS else None


Builder = Callable[[Match], Meaning | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over kinds of tokens (:mod:`~reportedly.reading.dates.grammar`) and what makes a meaning of its match."""

    name: str
    pattern: str
    build: Builder
