"""What a server says of its messages, compared with what it said before."""

from __future__ import annotations

from datetime import datetime

# A stated size beyond this is cut to it: no server takes such a mail, and a database's
# integer holds no more.
MOST_BYTES = 2**31 - 1
# Bytes by which a whole message may be less than is stated: some servers count what
# they add to it, or the ends of lines otherwise.
UNEXPLAINED_BYTES = 1024


class Statements:
    """Size and date of each message as the server first stated them, by UID or number.

    A UID, and still more a UIDL, only promises that it is the same message. A server
    that lost or exchanged a file keeps the promise and hands out another one, so that
    what it says is compared with its own earlier words; with the bytes only where they
    are far less (`is_cut`), as some servers state sizes roughly.
    """

    def __init__(self) -> None:
        self._first: dict[int, tuple[int | None, datetime | None]] = {}
        self._contradicted: set[int] = set()
        self._unread: set[int] = set()

    def note(self, key: int, size: object, date: datetime | None = None) -> None:
        """The server says that message ``key`` has ``size`` bytes and came at ``date``.

        None, or what is no size, stands for nothing said.
        """
        told = stated_size(size)
        known_size, known_date = self._first.get(key, (None, None))
        if _differ(known_size, told) or _differ(known_date, date):
            self._contradicted.add(key)
        if told is not None and known_size is None:
            known_size = told
        self._first[key] = (known_size, known_date or date)

    def confirm(self, key: int, size: object, date: datetime | None = None) -> bool:
        """As `note`; whether the server states just what it always has.

        A size that it could not state before is another one, and a message that it did
        not hand out is none that was read.
        """
        before = self._first.get(key, (None, None))[0]
        self.note(key, size, date)
        if key in self._contradicted or key in self._unread:
            return False
        return before == stated_size(size)

    def refused(self, key: int) -> None:
        """Message ``key`` was asked for and not handed out: it is not what was read."""
        self._unread.add(key)

    def handed_out(self, key: int) -> None:
        """Message ``key`` came, whatever was refused before."""
        self._unread.discard(key)

    def __contains__(self, key: int) -> bool:
        return key in self._first

    def size(self, key: int) -> int:
        """Bytes of message ``key``; 0 where the server said nothing of it."""
        return self._first.get(key, (None, None))[0] or 0

    def is_cut(self, key: int, length: int) -> bool:
        """Whether ``length`` bytes are far less than is stated of message ``key``."""
        size = self.size(key)
        return 2 * length < size and size - length > UNEXPLAINED_BYTES

    def is_empty(self, key: int) -> bool:
        """Whether the server states that message ``key`` has no bytes."""
        return self._first.get(key, (None, None))[0] == 0


def stated_size(size: object) -> int | None:
    """The bytes that a server states, at most MOST_BYTES; None for what is no size."""
    if not isinstance(size, int) or size < 0:
        return None
    return min(size, MOST_BYTES)


def _differ(known: object, told: object) -> bool:
    return known is not None and told is not None and known != told
