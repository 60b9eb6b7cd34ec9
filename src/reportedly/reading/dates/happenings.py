"""Known events that a text names as something that has happened (:mod:`~reportedly.reading.dates.known_events`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from reportedly.model import Span
from reportedly.reading.dates.known_events import events_in

# A blow that nobody sees coming: whoever names it writes after it. A war or an invasion is spoken of before it comes.
_SUDDEN: Final = re.compile(
    r"attack|annexation|disaster|accident|explosion|blast|bombing|massacre|genocide|killing|murder|downing|assassination|death|"
    r"poisoning|mutiny|rebellion|uprising|destruction|collapse|breach|sabotage|shooting|riot|insurrection|storming|siege|fire|"
    r"bankruptcy|meltdown|revolution of dignity|euromaidan",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"\b(?:since|following|after|amid|ongoing|during|(?:start|beginning|outbreak|months|weeks|years) (?:of|before))\s+$"
    r"|\b(?:of|against|for|from)\s+$",
    re.IGNORECASE,
)
_OWNED: Final = re.compile(r"(?:\w['’]s)\s+(?:full-scale |unprovoked |brutal |ongoing )*$", re.IGNORECASE)
_UNREAL: Final = re.compile(
    r"\b(?:would|could|may|might|if|possible|potential|likely|threat\w*|fear\w*|imminent|plan\w*|risk\w*|prevent\w*|deter\w*|"
    r"looming|prepar\w*|avert\w*|prospect\w*|warn\w*|about to|expect\w*|repeat\w*|anniversary)\b",
    re.IGNORECASE,
)
# A text about Ukraine's first war calls that one an invasion too.
_UKRAINE_BEGAN, _UKRAINE_FULL = date(2014, 2, 27), date(2022, 2, 24)
_FIRST_WAR: Final = re.compile(
    r"crimea|donbas|donetsk|luhansk|separatis|minsk|2014|mh17|euromaidan|poroshenko", re.IGNORECASE
)
_SENTENCE_END: Final = re.compile(r"[.!?](?=\s)|\n")
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_IN_MONTH: Final = re.compile(
    r"(?:\s(?:in|at|near|outside)\s[A-Z]\w+(?:\s[A-Z]\w+)?)?,?\s+(?:in|on)\s+(?:early |mid-|late )?("
    + "|".join(_MONTHS)
    + r")\b(?!,?\s*(?:of\s+)?[0-9]{1,4})",
    re.IGNORECASE,
)


class Named(NamedTuple):
    """A known event in a text: where it is named, the day it began, and the last day on which it can be told of like this."""

    span: Span
    day: date
    last: date | None = None


def named_in(text: str) -> Iterator[Named]:
    """The known events that a document's text tells of as past, or with their own month and no year.

    The latter ("the annexation of Crimea in March") is written within the year after.
    """
    for event in events_in(text):
        month = _IN_MONTH.match(text, event.end)
        if month and _MONTHS.index(month[1].lower()) + 1 == event.day.month:
            yield Named(Span(event.start, month.end()), event.day, event.day + timedelta(370))
        elif event.coined or _is_past(text, event.start, event.end):
            yield Named(Span(event.start, event.end), _began(event.day, text))


def _is_past(text: str, start: int, end: int) -> bool:
    breaks = [m.end() for m in _SENTENCE_END.finditer(text, 0, start)]
    stop = _SENTENCE_END.search(text, end)
    first = breaks[-1] if breaks else 0
    before = text[first:start]
    if _UNREAL.search(text, first, stop.start() if stop else len(text)):
        return False
    name = text[start:end]
    if _SUDDEN.search(name):
        return True
    return bool(_AFTER.search(before) or _OWNED.search(before) or re.match(r"\w+['’]s\s", name))


def _began(day: date, whole: str) -> date:
    return _UKRAINE_BEGAN if day == _UKRAINE_FULL and _FIRST_WAR.search(whole) else day
