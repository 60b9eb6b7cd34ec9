"""Published days, as givers and pages write them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from reportedly.model import Published

EARLIEST = date(1900, 1, 1)
"""A page dated before this is misdated (0001-01-01 and the like are fillers)."""
FILLERS = frozenset({date(1900, 1, 1), date(1969, 12, 31), date(1970, 1, 1)})
"""Days that programs write where they know none: the beginnings of their clocks, west of Greenwich too."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1)
    for name in names.split()
}  # fmt: skip
_ISO = re.compile(r"^(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$")
_ISO_INSIDE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_LOOSE = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[T ,].*)?$")
_NAMED = re.compile(
    r"\b(?:([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})|(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4}))\b"
)
_IN_URL = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?:[/-]|$)", re.IGNORECASE)


def _day(year: str, month: str, day: str) -> date | None:
    number = _MONTHS.get(month.lower(), 0) if not month.isdigit() else int(month)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def parse_day(value: str) -> date | None:
    """The day a date or moment names, in the time zone it is written in; ``None`` where it names none.

    ISO 8601 ("2024-02-22T23:10:00-05:00" is the 22nd), RFC 2822, "February 22, 2024", "22 Feb 2024".
    """
    value = value.strip()
    if match := _ISO.match(value) or _LOOSE.match(value):
        return _day(*match.groups()[:3])
    if match := _NAMED.search(value):
        month, day, year, day_first, month_second, year_last = match.groups()
        return _day(year or year_last, month or month_second, day or day_first)
    try:
        return parsedate_to_datetime(value).date() if value else None
    except (TypeError, ValueError, IndexError, OverflowError):
        return _from_epoch(value)


def day_in_line(line: str) -> date | None:
    """The day in a printed line, in a form that all read alike: ISO, or with the month's name; "03/05/2031" is none."""
    iso = _ISO_INSIDE.search(line)
    if iso:
        return _day(*iso.groups())
    return parse_day(line) if _NAMED.search(line) else None


def _from_epoch(value: str) -> date | None:
    """Seconds or milliseconds since 1970, as some pages give; the day is then that of UTC."""
    if not re.fullmatch(r"1\d{9}(?:\d{3})?", value):
        return None
    return date.fromordinal(date(1970, 1, 1).toordinal() + int(value[:10]) // 86400)


def day_in_url(url: str) -> date | None:
    """The day that stands in an address ("/2024/02/22/", "/2024/feb/22/")."""
    match = _IN_URL.search(url)
    return _day(*match.groups()) if match else None


def why_impossible(day: date, latest: date | None) -> str | None:
    """Why a page cannot have appeared on a day: a filler, or after ``latest`` where that is known; ``None`` where it can."""
    if day < EARLIEST or day in FILLERS:
        return f"{day.isoformat()} is what programs write where they know no date"
    if latest is not None and day > latest:
        return f"{day.isoformat()} lies ahead of {latest.isoformat()}, the last day that is possible"
    return None


def is_possible(day: date, latest: date | None) -> bool:
    """Whether a page can have appeared on a day."""
    return why_impossible(day, latest) is None


def first_possible(values: Iterable[str], latest: date | None) -> tuple[date | None, tuple[str, ...]]:
    """The first of several written dates that is one, and possible; and why those before it are not."""
    refused: list[str] = []
    for day in (parse_day(value) for value in values):
        reason = why_impossible(day, latest) if day is not None else None
        if day is not None and reason is None:
            return day, tuple(dict.fromkeys(refused))
        refused += [reason] if reason else []
    return None, tuple(dict.fromkeys(refused))


def moment(value: str) -> str | None:
    """A moment as ISO 8601 with the time zone that it is written with; ``None`` where it has no time or no zone."""
    value = value.strip()
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        try:
            found = parsedate_to_datetime(value)
        except (TypeError, ValueError, IndexError, OverflowError):
            return None
    return found.isoformat(timespec="seconds") if found.tzinfo is not None and "-0000" not in value else None


def first_moment(values: Iterable[str], day: date | None) -> str | None:
    """The first of several written dates that is a moment, on ``day`` where that is given."""
    found = (m for value in values if value and (m := moment(value)) is not None)
    return next((m for m in found if day is None or m.startswith(day.isoformat())), None)


def given_date(value: str) -> Published | None:
    """What a giver says of when a document appeared: a day, a moment, a month, a year, or two of them with "/" between.

    ``None`` where it is none of these or the range runs backwards.
    """
    first, _, last = value.strip().partition("/") if value.count("/") == 1 else (value.strip(), "", "")
    start, end = _bounds(first), _bounds(last or first)
    if start is None or end is None or start[0] > end[1]:
        return None
    return Published(start[0], end[1], "given")


def _bounds(value: str) -> tuple[date, date] | None:
    """The first and last day of a day, month ("2024-02") or year ("2024")."""
    if match := re.fullmatch(r"(\d{4})(?:-(\d{2}))?", value):
        year, month = int(match[1]), int(match[2] or 0)
        try:
            return date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1])
        except ValueError:
            return None
    try:
        day = datetime.fromisoformat(value).date()
    except ValueError:
        found = parse_day(value)
        if found is None:
            return None
        day = found
    return day, day
