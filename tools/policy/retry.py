"""When to try again: growing pauses, and an end where a person can see it."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Pauses after the first, second, ... failure.

    `gives_up`: whether there is an end after the last pause; if not, it repeats.
    """

    pauses: tuple[timedelta, ...]
    gives_up: bool

    @property
    def max_attempts(self) -> int | None:
        """Attempts in all before giving up, None for a policy that never does."""
        return len(self.pauses) + 1 if self.gives_up else None

    def next_attempt(
        self, attempts: int, now: datetime, asked: timedelta | None = None
    ) -> datetime | None:
        """When to try again after `attempts` (1 or more) failures, the last of them
        `now`; None to give up. `asked`: the least pause that the other side wants.
        Raises ValueError for less than one attempt."""
        if attempts < 1:
            raise ValueError("there is no pause before the first attempt")
        if self.gives_up and attempts > len(self.pauses):
            return None
        pause = self.pauses[min(attempts, len(self.pauses)) - 1]
        return now + max(pause, asked or pause)


def _minutes(*pauses: int) -> tuple[timedelta, ...]:
    return tuple(timedelta(minutes=pause) for pause in pauses)


# A lock or a restart is over after a minute, a fault of another add-on that someone
# repairs after some hours; then a person should look at the mail.
MESSAGES = RetryPolicy(_minutes(1, 5, 20, 60, 240), gives_up=True)

# Taking mail off the server: a refusal that stays costs one try an hour.
REMOVALS = RetryPolicy(_minutes(0, 0, 60), gives_up=False)

# A mailbox is never given up; asking a server that refuses us more often than once
# an hour gets accounts locked.
CONNECTIONS = RetryPolicy(_minutes(1, 2, 5, 10, 20, 40, 60), gives_up=False)
