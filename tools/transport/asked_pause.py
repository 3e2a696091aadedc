"""How long a server asks to be left alone, read from its words."""

from __future__ import annotations

import re
from datetime import timedelta
from math import ceil

# Odoo's scheduler is as exact as this; what asks for less is met by the next run.
SHORTEST_PAUSE = timedelta(minutes=1)
# A mailbox is looked at once a day, whatever a server asks for.
LONGEST_PAUSE = timedelta(days=1)

# Units as servers write them, in the languages of mail hosters: their first letters.
_SECONDS = {
    "milli": 0.001,
    "ms": 0.001,
    "sec": 1,
    "sek": 1,
    "seg": 1,
    "秒": 1,
    "min": 60,
    "分": 60,
    "hour": 3600,
    "stunde": 3600,
    "heure": 3600,
    "hora": 3600,
    "uur": 3600,
    "小时": 3600,
    "day": 86400,
    "tag": 86400,
}
_TIME = re.compile(rf"(\d{{1,12}}) ?({'|'.join(_SECONDS)})", re.I)


def asked_pause(text: str) -> timedelta | None:
    """Return the first time that ``text`` names (``299910 milliseconds``, ``1 minute
    apart``), in whole minutes from SHORTEST_PAUSE to LONGEST_PAUSE; None where it names
    none."""
    found = _TIME.search(text)
    if not found:
        return None
    number, unit = found.groups()
    seconds = min(int(number) * _SECONDS[unit.lower()], LONGEST_PAUSE.total_seconds())
    return max(timedelta(minutes=ceil(seconds / 60)), SHORTEST_PAUSE)
