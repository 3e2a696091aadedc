"""Asking for no more messages a second than a provider stands."""

from __future__ import annotations

import time
from collections.abc import Callable

LONGEST_SLEEP = 5.0  # seconds; a server and Odoo's clock notice nothing of it


class Pace:
    """Sleeps where more than ``rate`` messages a second are asked for; None: never.

    ``clock`` and ``sleep`` are in seconds.
    """

    def __init__(
        self,
        rate: float | None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._rate, self._clock, self._sleep = rate, clock, sleep
        self._free = clock()

    def at_most(self, count: int) -> int:
        """How many of ``count`` messages may be asked for at once."""
        if not self._rate:
            return count
        return max(1, min(count, int(self._rate * LONGEST_SLEEP)))

    def wait(self, count: int) -> None:
        """Wait until ``count`` more messages may be asked for."""
        if not self._rate:
            return
        now = self._clock()
        if now < self._free:
            self._sleep(self._free - now)
        self._free = max(now, self._free) + count / self._rate
