"""Days as TIMEX3 values, with X where something is not known, and as EDTF."""

from __future__ import annotations

import re

from reportedly.language.intervals import Days, Grain

_SEASON_CODES = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_UNKNOWN: dict[Grain, str] = {
    "day": "XXXX-XX-XX", "weekend": "XXXX-WXX-WE", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "season": "XXXX", "year": "XXXX", "decade": "XXX", "century": "XX", "millennium": "X",
}  # fmt: skip


def unknown_value(grain: Grain) -> str:
    """The TIMEX3 value of a unit of which nothing is known."""
    return _UNKNOWN[grain]


def value_of(days: Days, grain: Grain, season: str | None = None) -> str:
    """The TIMEX3 value of a unit that covers these days."""
    first = days.first
    if grain in {"week", "weekend"}:
        year, week, _ = first.isocalendar()
        return f"{year:04}-W{week:02}{'-WE' if grain == 'weekend' else ''}"
    year_digits = f"{first.year:04}"
    return {
        "day": first.isoformat(),
        "month": f"{year_digits}-{first.month:02}",
        "quarter": f"{year_digits}-Q{(first.month + 2) // 3}",
        "half": f"{year_digits}-H{(first.month + 5) // 6}",
        "season": f"{first.year + (season == 'WI'):04}-{season}",
        "year": year_digits,
        "decade": year_digits[:3],
        "century": year_digits[:2],
        "millennium": year_digits[:1],
    }[grain]


def edtf_value(value: str) -> str | None:
    """A TIMEX3 date value in EDTF (ISO 8601-2), level 2 at most; ``None`` for what EDTF has no word for, such as weeks."""
    if re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", value) or re.fullmatch(r"XXXX-(?:[0-9]{2})(?:-[0-9]{2})?", value):
        return value
    if re.fullmatch(r"XXXX-XX-[0-9]{2}", value):
        return value
    if "/" in value:
        ends = [edtf_value(end) for end in value.split("/")]
        return value if all(ends) else None
    if match := re.fullmatch(r"([0-9]{4})-(SP|SU|FA|WI)", value):
        return f"{match[1]}-{_SEASON_CODES[match[2]]}"
    if match := re.fullmatch(r"([0-9]{4})-Q([1-4])", value):
        return f"{match[1]}-{32 + int(match[2])}"
    if match := re.fullmatch(r"([0-9]{4})-H([12])", value):
        return f"{match[1]}-{39 + int(match[2])}"
    if re.fullmatch(r"[0-9]{2,3}", value):
        return value.ljust(4, "X")
    return None
