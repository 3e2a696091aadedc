"""How long a server is waited for, so that whoever waits is not ended before."""

from __future__ import annotations

from dataclasses import dataclass

from .bounded import ANSWER_SECONDS, SESSION_SECONDS
from .session import DEFAULT_TIMEOUT

LEAST_TIMEOUT = 10.0  # seconds; less is no patience with a slow server


@dataclass(frozen=True)
class TimeLimits:
    """Seconds: ``timeout`` of silence, ``answer_seconds`` of one answer to a command,
    ``session_seconds`` of all of them."""

    timeout: float = DEFAULT_TIMEOUT
    answer_seconds: float = ANSWER_SECONDS
    session_seconds: float = SESSION_SECONDS

    @classmethod
    def within(cls, limit: float | None) -> TimeLimits:
        """The limits of a process that is ended after ``limit`` seconds; None: never.

        What ends in a time-out leaves time to note it, whatever the server sends.
        """
        if not limit:
            return cls()
        return cls(
            timeout=max(LEAST_TIMEOUT, min(DEFAULT_TIMEOUT, limit / 4)),
            answer_seconds=min(ANSWER_SECONDS, limit / 3),
            session_seconds=min(SESSION_SECONDS, limit * 0.6),
        )
