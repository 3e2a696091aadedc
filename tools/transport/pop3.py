"""A mail session by POP3 (RFC 1939), on poplib."""

from __future__ import annotations

import hashlib
import poplib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from ..errors import MailboxError, ParkMessage, RetryLater
from .arrival_date import arrival_date
from .asking import naming
from .pop3_wire import Pop3Wire, connect, drop, log_in, pop3_failures, refusal_text
from .session import (
    DIGEST,
    FetchedMessage,
    MailboxSettings,
    MailboxSummary,
    MailSession,
    RemoteMessage,
    RemoteRef,
)
from .wire_failures import BROKEN_CODES, passing_refusal

UIDL_LENGTH = 255  # characters; RFC 1939, 7 allows 70, and a key has to fit an index
HEAD_BYTES = 64 * 2**10  # of a header, to read a date from
LINE_ESTIMATE = 60  # bytes; TOP counts in lines, those of encoded parts have 62 to 78


class Head:
    """Keeps the first ``limit`` bytes of what it is given."""

    def __init__(self, limit: int) -> None:
        self.raw = bytearray()
        self._limit = limit

    def take(self, piece: bytes) -> None:
        self.raw += piece[: self._limit - len(self.raw)]


class Pop3Session(MailSession):
    """An open POP3 mailbox. See `MailSession` for what the methods promise.

    A message without a UIDL of its own (the server has no UIDL, or gives one twice)
    is known by the SHA-256 of its content, which costs its download at the listing.
    Identical mails then share one ref and are fetched once and deleted together.
    """

    def __init__(self, wire: Pop3Wire) -> None:
        self._wire = wire
        self._numbers: dict[RemoteRef, list[int]] | None = None
        self._sizes: dict[int, int] = {}  # bytes by message number
        self._doomed: set[RemoteRef] = set()  # DELE said, to be done by QUIT
        self._lost = False

    @classmethod
    def open(cls, settings: MailboxSettings) -> Pop3Session:
        """Connect and log in."""
        wire = connect(settings)
        try:
            log_in(wire, settings)
        except BaseException:
            drop(wire)
            raise
        return cls(wire)

    def summary(self) -> MailboxSummary:
        with self._failures():
            count, size = map(int, self._wire.command("STAT").split()[:2])
            heads = dict.fromkeys([1, count]) if count else []
            dates = [date for date in map(self._arrival, heads) if date]
        oldest, newest = min(dates, default=None), max(dates, default=None)
        return MailboxSummary(count, size, oldest, newest)

    def list_messages(self) -> list[RemoteMessage]:
        return [
            RemoteMessage(ref, self._sizes[numbers[0]])
            for ref, numbers in self._index().items()
            if ref not in self._doomed
        ]

    def fetch(self, refs: Iterable[RemoteRef]) -> Iterator[FetchedMessage]:
        unreadable: list[RemoteRef] = []
        for ref, number in self._present(refs):
            raw = bytearray()
            with naming([ref]):
                read = self._read(f"RETR {number}", raw.extend, self._sizes[number])
            if read:
                yield FetchedMessage(ref, bytes(raw))
            elif self._accepts(f"LIST {number}"):  # refused for what is gone, too
                unreadable.append(ref)
        if unreadable:
            keys = [ref.key for ref in unreadable]
            raise ParkMessage("message_unreadable", "RETR was refused", keys)

    def fetch_head(self, ref: RemoteRef, limit: int) -> FetchedMessage:
        for _ref, number in self._present([ref]):
            head = Head(limit)
            # TOP is optional (RFC 1939, 7): without it the whole passes by.
            for line in (f"TOP {number} {limit // LINE_ESTIMATE}", f"RETR {number}"):
                if self._read(line, head.take, self._sizes[number]):
                    return FetchedMessage(ref, bytes(head.raw), complete=False)
            raise ParkMessage("message_unreadable", "RETR was refused", [ref.key])
        raise ParkMessage("message_gone", keys=[ref.key])

    def delete(self, refs: Iterable[RemoteRef]) -> frozenset[RemoteRef]:
        wanted = list(refs)
        index = self._index()
        for ref in wanted:
            if ref in self._doomed or ref not in index:
                continue
            # One refused DELE must not undo the others; its ref never counts as gone.
            if all([self._accepts(f"DELE {number}") for number in index[ref]]):
                self._doomed.add(ref)
        return frozenset(ref for ref in wanted if ref not in index)

    def close(self) -> frozenset[RemoteRef]:
        gone: frozenset[RemoteRef] = frozenset()
        if not self._lost:
            try:
                # Only this answer says that the messages are gone (RFC 1939, 6).
                self._wire.command("QUIT")
                gone = frozenset(self._doomed)
            except (OSError, poplib.error_proto):
                self._lost = True
        self.abort()
        return gone

    def abort(self) -> None:
        self._lost = True
        drop(self._wire)

    def _index(self) -> dict[RemoteRef, list[int]]:
        """Message numbers by ref, oldest first; they last as long as the session."""
        if self._numbers is None:
            with self._failures():
                rows = [row.split() for row in self._wire.lines("LIST")]
                self._sizes = {int(row[0]): int(row[1]) for row in rows}
                names = self._names()
            index: dict[RemoteRef, list[int]] = {}
            for number in sorted(self._sizes):
                if name := names.get(number) or self._digest(number):
                    index.setdefault(RemoteRef("", "", name), []).append(number)
            self._numbers = index
        return self._numbers

    def _names(self) -> dict[int, str]:
        """The UIDL of every message that has one for itself, by number."""
        try:
            rows = [row.split(" ", 1) for row in self._wire.lines("UIDL")]
        except poplib.error_proto as error:
            if passing_refusal(refusal_text(error), "server_busy"):
                raise
            return {}
        names = {int(row[0]): row[1].strip() for row in rows if len(row) == 2}
        uses = Counter(names.values())
        return {
            number: name
            for number, name in names.items()
            if name and uses[name] == 1 and len(name) <= UIDL_LENGTH
        }

    def _digest(self, number: int) -> str:
        """The content's name; empty (so not listed) where the server refuses RETR:
        nothing tells such a message from another, and it stays where it is."""
        digest = hashlib.sha256()
        read = self._read(f"RETR {number}", digest.update, self._sizes[number])
        return f"{DIGEST}{digest.hexdigest()}" if read else ""

    def _present(self, refs: Iterable[RemoteRef]) -> Iterator[tuple[RemoteRef, int]]:
        """The refs that are on the server, in the order asked, with their numbers."""
        index = self._index()
        for ref in dict.fromkeys(refs):
            if ref in index and ref not in self._doomed:
                yield ref, index[ref][0]

    def _read(self, line: str, sink: Callable[[bytes], object], size: int = 0) -> bool:
        """Pass a message of about ``size`` bytes to ``sink`` piece by piece; False if
        refused for good."""
        try:
            with self._failures(), self._wire.meter.expecting(size):
                self._wire.content(line, sink)
        except RetryLater as error:
            if error.code != "command_refused":
                raise
            return False
        return True

    def _accepts(self, line: str) -> bool:
        """Send one command; False if the server refuses it for good."""
        try:
            with self._failures():
                self._wire.command(line)
        except RetryLater as error:
            if error.code != "command_refused":
                raise
            return False
        return True

    def _arrival(self, number: int) -> datetime | None:
        head = Head(HEAD_BYTES)
        self._read(f"TOP {number} 0", head.take)
        return arrival_date(bytes(head.raw))

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            with pop3_failures():
                yield
        except MailboxError as error:
            self._lost = self._lost or error.code in BROKEN_CODES
            raise
