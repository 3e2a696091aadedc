"""Keeping below a provider's limit of bytes a day.

The day is the last 24 hours, at every moment: providers do not say when theirs begins,
and what stays below the limit in any 24 hours stays below it in each of their days.
Bytes are counted by the hour, and count until the whole hour is 24 hours past.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

DAY = timedelta(hours=24)
SHARE = 0.8  # of the limit; mail programs that read the account need the rest
EXISTING_SHARE = 0.6  # what was in the mailbox before leaves room for new mail

_EPOCH = datetime(1970, 1, 1)
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Usage:
    """Bytes read, by the hour: pairs of (hours since 1970 in UTC, bytes), oldest first.

    Moments (`now`) are naive and in UTC.
    """

    hours: tuple[tuple[int, int], ...] = ()

    @classmethod
    def parse(cls, value: object) -> Usage:
        """The usage that `as_json` made `value` of; none if it is something else."""
        if not isinstance(value, Mapping):
            return cls()
        return cls(tuple(sorted((int(hour), int(n)) for hour, n in value.items())))

    def as_json(self) -> dict[str, int]:
        """A value that JSON can hold; see `parse`."""
        return {str(hour): count for hour, count in self.hours}

    @classmethod
    def together(cls, usages: Iterable[Usage]) -> Usage:
        """What several have read."""
        sums: dict[int, int] = {}
        for usage in usages:
            for hour, count in usage.hours:
                sums[hour] = sums.get(hour, 0) + count
        return cls(tuple(sorted(sums.items())))

    def reading(self, count: int, now: datetime) -> Usage:
        """With `count` more bytes, and without what no longer counts."""
        more = Usage((((now - _EPOCH) // _HOUR, count),))
        counting = (pair for pair in self.hours if _counts_until(pair[0]) > now)
        return Usage.together([Usage(tuple(counting)), more])

    def total(self, now: datetime) -> int:
        """Bytes of the last 24 hours."""
        return sum(n for hour, n in self.hours if _counts_until(hour) > now)

    def falls_to(self, count: int, now: datetime) -> datetime:
        """When no more than `count` bytes count any more, if nothing else is read;
        where that is never, when none do."""
        moment, left = now, self.total(now)
        for hour, read in self.hours:
            if left <= count or left <= 0:
                break
            if _counts_until(hour) > now:
                moment, left = _counts_until(hour), left - read
        return moment


def _counts_until(hour: int) -> datetime:
    return _EPOCH + (hour + 1) * _HOUR + DAY


@dataclass(frozen=True, slots=True)
class Allowance:
    """What an account may still read: `limit` is the provider's, in bytes a day."""

    limit: int
    usage: Usage

    def has_room(self, cost: int, now: datetime, share: float = SHARE) -> bool:
        """Whether `cost` bytes more, and at least one, stay within `share`."""
        return self.usage.total(now) + max(cost, 1) <= self.limit * share

    def opens_at(self, cost: int, now: datetime, share: float = SHARE) -> datetime:
        """When there will be room for `cost` bytes, if nothing else is read."""
        return self.usage.falls_to(int(self.limit * share) - max(cost, 1), now)


def connection_slots(limit: int) -> int:
    """How many of the `limit` connections that a provider allows to an account may be
    open at once: the others are for people, but one is always ours."""
    return max(int(limit * SHARE), 1)
