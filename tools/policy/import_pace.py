"""How fast existing mail is filed, and how long that will take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

# What counts for the rate: long enough to even out chunks, short enough to be today's.
WINDOW = timedelta(minutes=10)
# Before so much is done, a rate is a guess.
_FEWEST = 10
_SHORTEST = timedelta(seconds=15)


@dataclass(frozen=True)
class ImportPace:
    """Messages per minute, and the time that what is left takes at that rate."""

    a_minute: int
    left: timedelta


def import_pace(
    recent: int, remaining: int, first: datetime | None, now: datetime
) -> ImportPace | None:
    """Return the `ImportPace` of an import of which ``remaining`` messages are left;
    None where none can be told.

    ``recent``: messages settled within WINDOW before ``now``, the first of them at
    ``first``.
    """
    if first is None or remaining < 1 or recent < _FEWEST:
        return None
    taken = now - first
    if taken < _SHORTEST:
        return None
    a_minute = recent / (taken / timedelta(minutes=1))
    return ImportPace(max(round(a_minute), 1), timedelta(minutes=remaining / a_minute))
