"""When to ask again: the more seldom the less is new, later and later while nothing answers, never before a site says. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from reportedly.intake.fetching import Validators
from reportedly.ledger.feeds import Asking


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often addresses are asked, in seconds.

    A feed is asked every ``feed`` seconds, up to ``feed_longest`` where it seldom has news; a page after ``page``, twice as long
    each time that nothing changed, up to ``page_longest``, and no more after ``page_age``. ``pace`` lies between two askings of
    one host. After a failure ``back_off`` passes, twice as long each time, up to ``longest``; a page is given up after ``tries``.
    A host that does not answer, or not to the end, is left alone for ``silent`` at most: it may be that page alone.
    """

    feed: float = 900
    feed_longest: float = 7200
    page: float = 900
    page_longest: float = 86_400
    page_age: float = 14 * 86_400
    pace: float = 2
    pace_longest: float = 60
    back_off: float = 60
    silent: float = 300
    longest: float = 21_600
    tries: int = 8
    robots: float = 86_400


def after_feed(asking: Asking, now: datetime, known: Validators, *, news: bool, rhythm: Rhythm) -> Asking:
    """How it stands with a feed that has answered; ``news``: it named a page that was not known."""
    same = 0 if news else asking.same + 1
    wait = _doubled(rhythm.feed, max(same - 3, 0), rhythm.feed_longest)  # a few quiet times are nothing unusual
    return Asking(now, now + timedelta(seconds=wait), known.etag, known.modified, same)


def after_page(
    asking: Asking, now: datetime, known: Validators, *, news: bool, seen: datetime, rhythm: Rhythm
) -> Asking:
    """How it stands with a page that has answered; ``news``: it has another text than before; ``seen``: when it was named."""
    same = 0 if news else asking.same + 1
    due = now + timedelta(seconds=_doubled(rhythm.page, same, rhythm.page_longest))
    over = due - seen > timedelta(seconds=rhythm.page_age)
    return Asking(now, None if over else due, known.etag, known.modified, same)


def after_failure(asking: Asking, now: datetime, why: str, again: datetime | None, rhythm: Rhythm) -> Asking:
    """How it stands with what did not answer. ``again``: the moment before which it does not want to be asked."""
    failures = asking.failures + 1
    due = later(now, failures, again, rhythm)
    return replace(asking, asked=now, due=due, failures=failures, said=why)


def later(now: datetime, failures: int, again: datetime | None, rhythm: Rhythm) -> datetime:
    """When to ask after so many failures in a row; what the other side says counts where it is later, up to a day."""
    wait = now + timedelta(seconds=_doubled(rhythm.back_off, failures - 1, rhythm.longest))
    return max(wait, min(again, now + timedelta(days=1))) if again is not None else wait


def retry_after(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """The moment of a Retry-After heading, in seconds or as a date (RFC 9110, section 10.2.3)."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return now + timedelta(seconds=min(int(value[:9]), 10**8))
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _doubled(first: float, times: int, longest: float) -> float:
    return min(first * 2.0 ** min(times, 60), longest)
