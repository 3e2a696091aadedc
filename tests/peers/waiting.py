"""Waiting for what a test needs to see."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

WAIT_SECONDS = 120.0  # generous: the machine may have other work
PAUSE_SECONDS = 0.2

Answer = TypeVar("Answer")


def until(
    condition: Callable[[], Answer],
    what: str,
    act: Callable[[], object] | None = None,
    seconds: float = WAIT_SECONDS,
) -> Answer:
    """Return the first true answer of `condition`; `act` is done before each new look.

    Raises AssertionError with `what`, the words for what did not come, after `seconds`.
    """
    end = time.monotonic() + seconds
    while not (answer := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds:.0f} s: {what}")
        if act:
            act()
        time.sleep(PAUSE_SECONDS)
    return answer
