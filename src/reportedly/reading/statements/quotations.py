"""Quotations in a paragraph: which marks open and close, also where one is missing, wrong or unbalanced.

No mark loses anything: a mark that cannot be paired is left in the text as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.model import Span

_DOUBLE = re.compile(r"[\"“”„‟«»]|''|``")
_CLOSING_SINGLE = re.compile(r"(?<=[,.?!…])['’‘](?=\s|$)")
_OPENING_SINGLE = re.compile(r"(?:(?<=^)|(?<=[\s(–—]))[‘'](?=\w)")
_SINGLE_END = re.compile(r"(?<=[\w,.?!…])[’'](?![\w])")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks, marks included. ``closed`` is false where it runs on to the end of the paragraph."""

    start: int
    end: int
    closed: bool = True

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def _opens(text: str, at: int, width: int) -> bool:
    """Whether a mark that looks the same on both sides stands where one opens."""
    before = text[at - 1] if at else " "
    after = text[at + width] if at + width < len(text) else " "
    return (before.isspace() or before in "([–—-‘'") and not after.isspace()


def _single_quotations(text: str) -> list[Quotation]:
    """Quotations in single marks, where the paragraph uses no double ones; apostrophes are not closings."""
    found: list[Quotation] = []
    at = 0
    while opening := _OPENING_SINGLE.search(text, at):
        ends = [m.end() for m in _SINGLE_END.finditer(text, opening.end()) if not text[m.end() :].startswith("s ")]
        closing = next((e for e in ends if text[e - 2] in ",.?!…" or text[e : e + 1] in {"", " ", ",", "."}), None)
        if closing is None:
            break
        found.append(Quotation(opening.start(), closing))
        at = closing
    return found


def find_quotations(text: str, start: int = 0) -> tuple[Quotation, ...]:
    """The quotations of one paragraph, in order, never overlapping; offsets count from ``start``.

    A second opening mark before any closing one means that the closing mark was left out or set as a single one: the
    quotation then ends at such a single mark, or before the second opening. The last one may run on (``closed`` false).
    """
    found: list[Quotation] = []
    opened: int | None = None

    def end_unclosed(limit: int) -> None:
        if opened is None:
            return
        single = _CLOSING_SINGLE.search(text, opened + 1, limit)
        if single:
            found.append(Quotation(opened, single.end()))
        elif limit == len(text):
            found.append(Quotation(opened, len(text.rstrip()), closed=False))

    for mark in _DOUBLE.finditer(text):
        char = mark.group()
        opening = char in {"“", "„", "«", "``"} or (char in {'"', "''"} and _opens(text, mark.start(), len(char)))
        if opening and opened is not None and char in {'"', "''"}:
            opening = False  # a straight mark set against the wrong side still closes
        if opening:
            end_unclosed(mark.start())
            opened = mark.start()
        elif opened is not None:
            found.append(Quotation(opened, mark.end()))
            opened = None
    end_unclosed(len(text))
    if not found and opened is None:
        found = _single_quotations(text)
    return tuple(Quotation(q.start + start, q.end + start, q.closed) for q in found)
