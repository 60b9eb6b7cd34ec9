"""Numbers given for a claim: what is a share of something and no number of its own, and which ranges tell another number."""

from __future__ import annotations

import re
from typing import Protocol

_SHARE = re.compile(
    r"(?:(?:the|almost|nearly|about|roughly|over|more than|less than|up to|at least)\s+)*"
    r"(?:most|all|half(?! an? )|both|some|much|part|none|(?:vast |great )?majority|minority|bulk|rest|remainder"
    r"|(?:larger |greater )?portion|share|(?:a|one|two|three|four)?[ -]?(?:third|quarter|fifth|tenth)s?"
    r"|[\d.,]+\s?(?:%|per ?cent)|(?:one|two|three|nine) (?:in|out of) \w+)\b.*"
    r"|(?!.*\b(?:tens|dozens|scores|hundreds|thousands|millions)\b).*\bof (?:the|its|their|his|her|our|those|these|all)\b.*"
    r"|.*\d\s+of\s+(?:some\s+)?\d.*|.*\b\w+ of \d.*",
    re.IGNORECASE,
)
MORE_EXACT = 0.5
"""A range within another tells more where it is at most this share as wide."""


class Ranged(Protocol):
    """A number as a range with its words; a bound is ``None`` where the words give none."""

    @property
    def low(self) -> float | None:
        """The least it can be."""

    @property
    def high(self) -> float | None:
        """The most it can be."""

    @property
    def name(self) -> str:
        """The words."""


def is_share(value: Ranged) -> bool:
    """Whether words tell a part of something, "most of the 200": a share counts nothing by itself."""
    return _SHARE.fullmatch(value.name.strip()) is not None


def is_number(value: Ranged) -> bool:
    """Whether words give a number: not a share, and not "vast quantities"."""
    return (value.low is not None or value.high is not None) and not is_share(value)


def apart(a: Ranged, b: Ranged) -> bool:
    """Whether two numbers cannot be the same: their ranges do not overlap. A share is apart from nothing."""
    if not (is_number(a) and is_number(b)):
        return False
    return (a.high is not None and b.low is not None and a.high < b.low) or (
        b.high is not None and a.low is not None and b.high < a.low
    )


def more_exact(a: Ranged, b: Ranged) -> bool:
    """Whether the first number tells more than the second: a much narrower range within it."""
    if a.low is None or a.high is None:
        return False
    within = (b.low is None or b.low <= a.low) and (b.high is None or a.high <= b.high)
    wide = None if b.low is None or b.high is None else b.high - b.low
    return within and (wide is None or (wide > 0 and a.high - a.low <= MORE_EXACT * wide))
