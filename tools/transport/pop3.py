"""A mail session by POP3 (RFC 1939), on poplib."""

from __future__ import annotations

import hashlib
import poplib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from ..errors import MailboxError, ParkMessage, RetryLater
from ..providers import provider_of
from .arrival_date import arrival_date
from .asking import (
    NOTHING_SENT,
    PASSING,
    REFUSED,
    failing_mailbox,
    naming,
    told_refusal,
    unreadable,
)
from .bounded import MOST_MESSAGES
from .pace import Pace
from .placeholders import placeholder
from .pop3_wire import (
    Pop3Wire,
    connect,
    drop,
    log_in,
    pop3_failures,
    refusal_text,
    text,
)
from .session import (
    DIGEST,
    FetchedMessage,
    MailboxSettings,
    MailboxSummary,
    MailSession,
    RemoteMessage,
    RemoteRef,
)
from .statements import Statements
from .wire_failures import BROKEN_CODES, session_refusal

UIDL_LENGTH = 255  # characters; RFC 1939, 7 allows 70, and a key has to fit an index
HEAD_BYTES = 64 * 2**10  # of a header, to read a date from
# After so many refusals and no message it is asked whether the mailbox fails.
TRIED_REFUSALS = 3
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
        self._provider = provider_of(wire.host, greeting=text(wire.welcome))
        self._pace = Pace(self._provider.messages_a_second)
        self._numbers: dict[RemoteRef, list[int]] | None = None
        self._said = Statements()  # by message number
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
            count, size = self._counted()
            if not 0 <= count <= MOST_MESSAGES:
                raise ValueError(f"{count} messages")
            heads = dict.fromkeys([1, count]) if count else []
            dates = [date for date in map(self._arrival, heads) if date]
        oldest, newest = min(dates, default=None), max(dates, default=None)
        return MailboxSummary(count, max(size, 0), oldest, newest)

    def _counted(self) -> tuple[int, int]:
        """Number of messages, and their bytes; LIST says it, too."""
        try:
            count, size = map(int, self._wire.command("STAT").split()[:2])
        except poplib.error_proto as error:
            said = refusal_text(error)
            if not said.startswith("-ERR") or session_refusal(said):
                raise
            sizes = self._list()
            return len(sizes), sum(sizes.values())
        return count, size

    def list_messages(self) -> list[RemoteMessage]:
        return [
            RemoteMessage(ref, self._said.size(numbers[0]))
            for ref, numbers in self._index().items()
            if ref not in self._doomed
        ]

    def stated(self, refs: Iterable[RemoteRef]) -> list[RemoteMessage]:
        return [
            RemoteMessage(ref, self._said.size(number))
            for ref, number in self._present(refs)
        ]

    def fetch(self, refs: Iterable[RemoteRef]) -> Iterator[FetchedMessage]:
        wanted = list(self._present(refs))
        refused: dict[RemoteRef, RetryLater] = {}
        works = False
        for at, (ref, number) in enumerate(wanted):
            if not works and len(refused) == TRIED_REFUSALS:
                works = self._works(wanted[at:], refused)
            raw = bytearray()
            with naming([ref]):
                why = self._refusal(f"RETR {number}", raw.extend, number)
            if why := why or self._instead(number, bytes(raw)):
                self._said.refused(number)
                refused[ref] = why
                continue
            works = True
            yield self._judged(ref, number, bytes(raw))
        left = {ref: why for ref, why in refused.items() if self._is_there(ref)}
        if error := told_refusal(left, len(wanted), works):
            raise error

    def _judged(self, ref: RemoteRef, number: int, raw: bytes) -> FetchedMessage:
        """What was handed out, not complete where it is cut; that is not taken off."""
        if self._is_cut(number, raw):
            self._said.refused(number)
            size = self._said.size(number)
            return FetchedMessage(ref, raw, complete=False, size=size)
        self._said.handed_out(number)
        return FetchedMessage(ref, raw)

    def _is_cut(self, number: int, raw: bytes) -> bool:
        return not self._provider.estimates_sizes and self._said.is_cut(
            number, len(raw)
        )

    def _instead(self, number: int, raw: bytes) -> RetryLater | None:
        """The refusal that stands for a message; None for a message."""
        why = placeholder(raw)
        if not raw and self._said.size(number):
            why = NOTHING_SENT
        elif raw.startswith(b"-ERR") and self._said.is_cut(number, len(raw)):
            why = text(raw)
        return RetryLater(REFUSED, why) if why else None

    def _works(
        self,
        left: Sequence[tuple[RemoteRef, int]],
        refused: Mapping[RemoteRef, RetryLater],
    ) -> bool:
        """Whether the server hands out the middle or the last message of those
        ``left``; else raises `RetryLater`, as it is the mailbox that fails."""
        for at in {len(left) // 2, len(left) - 1}:
            ref, number = left[at]
            with naming([ref]):
                if not self._refusal(f"RETR {number}", len, number):
                    return True
        raise failing_mailbox(refused.values())

    def _is_there(self, ref: RemoteRef) -> bool:
        """RETR is refused for what is gone, too."""
        return self._accepts(f"LIST {self._index()[ref][0]}")

    def fetch_head(self, ref: RemoteRef, limit: int) -> FetchedMessage:
        for _ref, number in self._present([ref]):
            head = Head(limit)
            # TOP is optional (RFC 1939, 7): without it the whole passes by.
            why = self._refusal(
                f"TOP {number} {limit // LINE_ESTIMATE}", head.take, number
            ) and self._refusal(f"RETR {number}", head.take, number)
            raw = bytes(head.raw)
            if why := why or self._instead(number, raw):
                raise unreadable({ref: why})
            return FetchedMessage(ref, raw, complete=False)
        raise ParkMessage("message_gone", keys=[ref.key])

    def delete(self, refs: Iterable[RemoteRef]) -> frozenset[RemoteRef]:
        """As `MailSession.delete` says; the look before is one LIST.

        Its sizes are all that can be compared, and enough: which message has which
        number is fixed as long as the session lasts (RFC 1939, 5).
        """
        wanted = list(refs)
        index = self._index()
        doomed = [ref for ref in wanted if ref in index and ref not in self._doomed]
        same = self._unchanged() if doomed else set()
        for ref in doomed:
            if not same.issuperset(index[ref]):
                continue
            # One refused DELE must not undo the others; its ref never counts as gone.
            if all([self._accepts(f"DELE {number}") for number in index[ref]]):
                self._doomed.add(ref)
        return frozenset(ref for ref in wanted if ref not in index)

    def _unchanged(self) -> set[int]:
        """Numbers of the messages that the server still lists as it always has."""
        with self._failures():
            sizes = self._list()
        return {n for n, size in sizes.items() if self._said.confirm(n, size)}

    def keep_alive(self) -> None:
        if self._wire.meter.silence() > self._provider.keep_alive_seconds:
            self._accepts("NOOP")

    @property
    def bytes_read(self) -> int:
        return self._wire.meter.total

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
                # First the names: GNU Mailutils writes them into the messages.
                names = self._names()
                sizes = self._list()
            index: dict[RemoteRef, list[int]] = {}
            for number in sorted(sizes):
                self._said.note(number, sizes[number])
                if name := names.get(number) or self._digest(number):
                    index.setdefault(RemoteRef("", "", name), []).append(number)
            self._numbers = index
        return self._numbers

    def _list(self) -> dict[int, int]:
        """The sizes of all messages by their numbers, as the server states them."""
        rows = map(str.split, self._wire.lines("LIST"))
        sizes = {int(row[0]): int(row[1]) for row in rows}
        if min(sizes, default=1) < 1:
            raise ValueError("a message number below 1")
        return sizes

    def _names(self) -> dict[int, str]:
        """The UIDL of every message that has one for itself, by number."""
        try:
            rows = self._wire.lines("UIDL")
        except poplib.error_proto as error:
            if session_refusal(refusal_text(error)):
                raise
            return {}
        parts = (row.partition(" ") for row in rows)
        names = {int(number): name.strip() for number, _blank, name in parts if name}
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
        why = self._refusal(f"RETR {number}", digest.update, number)
        if why and why.code != REFUSED:
            raise why
        return "" if why else f"{DIGEST}{digest.hexdigest()}"

    def _present(self, refs: Iterable[RemoteRef]) -> Iterator[tuple[RemoteRef, int]]:
        """The refs that are on the server, in the order asked, with their numbers."""
        index = self._index()
        for ref in dict.fromkeys(refs):
            if ref in index and ref not in self._doomed:
                yield ref, index[ref][0]

    def _refusal(
        self, line: str, sink: Callable[[bytes], object], number: int = 0
    ) -> RetryLater | None:
        """Pass message ``number`` to ``sink`` piece by piece; return why it is refused,
        for good or for now."""
        size = self._said.size(number)
        self._pace.wait(1)
        try:
            with self._failures(), self._wire.meter.expecting(size):
                self._wire.content(line, sink)
        except RetryLater as error:
            if error.code not in (REFUSED, PASSING):
                raise
            return error
        return None

    def _accepts(self, line: str) -> bool:
        """Send one command; False if the server refuses it for good."""
        try:
            with self._failures():
                self._wire.command(line)
        except RetryLater as error:
            if error.code != REFUSED:
                raise
            return False
        return True

    def _arrival(self, number: int) -> datetime | None:
        head = Head(HEAD_BYTES)
        self._refusal(f"TOP {number} 0", head.take)
        return arrival_date(bytes(head.raw))

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            with pop3_failures():
                yield
        except MailboxError as error:
            self._lost = self._lost or error.code in BROKEN_CODES
            raise
