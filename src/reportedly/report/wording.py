"""The words of the page: it says who affirms and who denies, and never what is so."""

import calendar
from datetime import date
from types import MappingProxyType

from reportedly.model import Event, Stance, Statement

DOUBTFUL = 0.5  # a reading with less confidence than this is shown as doubtful

STANCES: tuple[Stance, ...] = ("affirms", "considers", "conditions", "doubts", "denies")

# One word for each stance, and what it means in a sentence of its own.
STANCE_WORDS = MappingProxyType(
    {
        "affirms": "affirms",
        "considers": "under consideration",
        "conditions": "only if",
        "doubts": "hedges or doubts",
        "denies": "denies",
    }
)
STANCE_MEANINGS = MappingProxyType(
    {
        "affirms": "presents it as so",
        "considers": "speaks of it as considered or planned",
        "conditions": "speaks of it behind an “if”",
        "doubts": "calls it possible, unconfirmed or doubtful",
        "denies": "says that it is not so",
    }
)
STATUS_WORDS = MappingProxyType(
    {
        "happened": "as something that happened",
        "ongoing": "as going on",
        "planned": "as planned",
        "considered": "as under consideration",
        "conditional": "as conditional",
        "feared": "as feared",
        "demanded": "as demanded",
        "none": "",
    }
)
RELATION_WORDS = MappingProxyType(
    {
        "contradicts": "One contradicts the other",
        "quantity_differs": "The quantities differ",
        "superseded": "A later word replaces an earlier one",
        "different_scope": "Not quite the same matter",
        "reports_opposing": "Only reports the opposing view",
    }
)
UNNAMED = MappingProxyType(
    {
        "person": "an unnamed person",
        "organization": "an unnamed organisation",
        "government": "an unnamed government",
        "outlet": "an unnamed outlet",
        "document": "an unnamed document",
        "group": "an unnamed group",
        "anonymous": "an unnamed source",
    }
)
BASIS_WORDS = MappingProxyType(
    {
        "metadata": "from the page's own data",
        "given": "as given when it was read",
        "text": "from the text",
        "story": "from the other articles",
        "unknown": "",
    }
)


def is_doubtful(read: Statement | Event) -> bool:
    """Whether something was read with doubt, so that a page must say so."""
    return read.confidence < DOUBTFUL


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count and its noun: ``1 article``, ``3 articles``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def day(value: date) -> str:
    """A day as printed: ``21 Feb 2024``."""
    return f"{value.day} {calendar.month_abbr[value.month]} {value.year}"


def _whole_months(first: date, last: date) -> bool:
    return first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]


def _months(first: date, last: date) -> str:
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    start, end = calendar.month_abbr[first.month], f"{calendar.month_abbr[last.month]} {last.year}"
    if first.year != last.year:
        return f"{start} {first.year} – {end}"
    return end if first.month == last.month else f"{start}–{end}"


def days(first: date | None, last: date | None) -> str:
    """A range of days, as short as it can be told; empty where neither end is known."""
    if first is None or last is None:
        return f"from {day(first)}" if first else f"by {day(last)}" if last else ""
    if first == last:
        return day(first)
    if _whole_months(first, last):
        return _months(first, last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {calendar.month_abbr[first.month]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def number(value: float) -> str:
    """A number as printed: ``1,200``, ``2.5``."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def quantity_range(low: float | None, high: float | None) -> str:
    """The range that a quantity's words stand for; empty where neither end is known."""
    if low is None or high is None:
        return f"{number(low)} or more" if low is not None else f"up to {number(high)}" if high is not None else ""
    return number(low) if low == high else f"{number(low)} to {number(high)}"
