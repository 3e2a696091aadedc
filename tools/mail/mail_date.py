"""Dates of mails, as far as they can be (RFC 5322 section 3.3)."""

from datetime import datetime, timedelta, timezone
from email.utils import parsedate_tz

# The day RFC 822 was published: no mail with today's headers is older, and clocks
# without a battery start at 1970 or 1980.
EARLIEST = datetime(1982, 8, 13, tzinfo=timezone.utc)
LATEST = datetime(2100, 1, 1, tzinfo=timezone.utc)

# Characters of a date with its weekday, zone and comment.
_LONGEST = 120


def parse_date(value: str) -> datetime | None:
    """The moment in UTC that a Date or Received field names, to the second.

    None for what is no date and for a date no mail can have. A date without a zone
    is taken as UTC (RFC 5322 section 3.3 for -0000).
    """
    try:
        fields = parsedate_tz(value[:_LONGEST].strip())
        if fields is None:
            return None
        year, month, day, hour, minute, second = fields[:6]
        naive = datetime(year, month, day, hour, minute, min(second, 59))
        moment = naive - timedelta(seconds=fields[9] or 0)
    # parsedate_tz raises about anything on odd input.
    except Exception:
        return None
    moment = moment.replace(tzinfo=timezone.utc)
    return moment if EARLIEST <= moment < LATEST else None
