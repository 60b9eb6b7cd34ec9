"""How often somebody may ask: a bucket for each visitor and kind of request, which fills again as time passes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["read", "write", "login"]
_KEPT = 10_000  # buckets; of more visitors than that the one not seen longest starts afresh


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` requests at once, and ``each_second`` more as time passes."""

    burst: float
    each_second: float


@dataclass(frozen=True, slots=True)
class Rates:
    """The rate of each kind of request."""

    read: Rate = Rate(120, 20)
    write: Rate = Rate(30, 1)
    login: Rate = Rate(5, 1 / 30)


USUAL = Rates()


class Limiter:
    """Counts requests. ``clock`` gives seconds that never run back."""

    def __init__(self, rates: Rates, clock: Callable[[], float]) -> None:
        self._rates, self._clock = rates, clock
        self._buckets: OrderedDict[tuple[Kind, str], tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, kind: Kind, who: str) -> float:
        """Take one request out of the bucket; the seconds to wait, 0 where it may go on."""
        rate: Rate = getattr(self._rates, kind)
        with self._lock:
            now = self._clock()
            left, seen = self._buckets.pop((kind, who), (rate.burst, now))
            left = min(rate.burst, left + (now - seen) * rate.each_second)
            allowed = left >= 1
            self._buckets[kind, who] = (left - 1 if allowed else left, now)
            if len(self._buckets) > _KEPT:
                self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - left) / rate.each_second
