"""How much automatic mail may go out in a stretch of time (RFC 3834 section 2 asks for
such a limit, so that two automatic senders do not answer each other for ever)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

ADDRESS, TICKET, MAILBOX = "address", "ticket", "mailbox"

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

# A day may see this many times what an hour may: a loop that keeps just below the
# limit of the hour is stopped all the same.
HOURS_IN_A_DAY = 4


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` automatic mails of a `scope` (ADDRESS, TICKET or MAILBOX) within
    `window`."""

    scope: str
    count: int
    window: timedelta


@dataclass(frozen=True, slots=True)
class Trip:
    """A limit that is reached, and when there is room below it again (naive UTC)."""

    limit: Limit
    until: datetime


# Time of the count-th newest mail of a scope that is newer than a time, or None.
Newest = Callable[[str, int, datetime], datetime | None]


def hourly_limits(per_address: int, per_case: int, per_mailbox: int) -> list[Limit]:
    """The limits of an hour and of a day, from those of an hour; 0 is no limit."""
    counts = ((ADDRESS, per_address), (TICKET, per_case), (MAILBOX, per_mailbox))
    return [
        Limit(scope, count * factor, window)
        for scope, count in counts
        if count
        for factor, window in ((1, HOUR), (HOURS_IN_A_DAY, DAY))
    ]


def trip(limits: Iterable[Limit], newest: Newest, now: datetime) -> Trip | None:
    """The reached limit that lasts longest, or None where one more mail may go."""
    trips = []
    for limit in limits:
        oldest = newest(limit.scope, limit.count, now - limit.window)
        if oldest is not None:
            trips.append(Trip(limit, oldest + limit.window))
    return max(trips, key=lambda trip: trip.until, default=None)
