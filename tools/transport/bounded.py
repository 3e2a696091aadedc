"""Reading what a server says, within bounds of bytes and time.

What a server claims of sizes and counts is never believed further than this: each
answer to a command has a limit, and so has a session.
"""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Of one answer, next to twice the bytes of the messages that were asked for: servers
# state sizes roughly. 16 MiB are the UIDLs of 400,000 messages.
ANSWER_BYTES = 16 * 2**20
ANSWER_SECONDS = 300.0
SESSION_SECONDS = 3600.0
# Of messages that an answer may have, whatever sizes are claimed: they are in memory.
MOST_EXPECTED = 2**29
# Of a listing: each message costs a few hundred bytes of memory.
MOST_MESSAGES = 1_000_000


class AnswerTooLong(OSError):
    """A server sends more than was asked for; the connection is of no more use."""


class Meter:
    """How much of an answer may still come, and until when, by ``clock`` (seconds).

    ``answer_seconds``: what one answer may take; ``session_seconds``: all of them.
    ``total``: bytes that came since it was made.
    """

    def __init__(
        self,
        answer_seconds: float = ANSWER_SECONDS,
        session_seconds: float = SESSION_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.clock = clock
        self.total = 0
        self._expected = 0
        self._answer_seconds = answer_seconds
        self._end = clock() + session_seconds
        self.begin()

    def begin(self) -> None:
        """A command is sent: its answer begins."""
        self._began = self.clock()
        self._left = ANSWER_BYTES + 2 * self._expected
        self._deadline = min(self._began + self._answer_seconds, self._end)

    def silence(self) -> float:
        """Seconds since the last command was sent."""
        return self.clock() - self._began

    @contextmanager
    def expecting(self, size: int) -> Iterator[None]:
        """The answers to commands within may have messages of ``size`` bytes."""
        self._expected = min(size, MOST_EXPECTED)
        try:
            yield
        finally:
            self._expected = 0

    def check(self, wanted: int = 0) -> None:
        """Raise TimeoutError, or `AnswerTooLong` for too many ``wanted`` bytes."""
        if self.clock() > self._deadline:
            raise TimeoutError("the answer did not end in time")
        if wanted > self._left:
            raise AnswerTooLong("the answer is far longer than what was asked for")

    def count(self, size: int) -> None:
        """Note that ``size`` bytes came; raises as `check`."""
        self.total += size
        self.check(size)
        self._left -= size


class BoundedReader:
    """Reads lines and blocks of a connection, as imaplib, poplib and smtplib do of
    their file."""

    def __init__(self, connection: socket.socket, meter: Meter) -> None:
        self.connection = connection
        self.meter = meter
        self._file = io.BufferedReader(_MeteredSocket(connection, meter))

    def read(self, size: int) -> bytes:
        """Read ``size`` bytes; asked before any memory is taken for them."""
        self.meter.check(size)
        return self._file.read(size)

    def readline(self, limit: int = -1) -> bytes:
        """Read a line of at most ``limit`` bytes."""
        return self._file.readline(limit)

    def close(self) -> None:
        """The connection is closed by whoever made it."""


class _MeteredSocket(socket.SocketIO):
    def __init__(self, connection: socket.socket, meter: Meter) -> None:
        super().__init__(connection, "r")
        self._meter = meter

    def readinto(self, buffer) -> int | None:
        self._meter.check()
        size = super().readinto(buffer)
        self._meter.count(size or 0)
        return size
