"""The values and the contract that every mail session shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import total_ordering
from types import TracebackType
from typing import Protocol, TypeVar
from urllib.parse import quote, unquote

from ..errors import FixSettings
from .bounded import ANSWER_SECONDS, SESSION_SECONDS

DEFAULT_PORTS = {"imap": 143, "imaps": 993, "pop3": 110, "pop3s": 995}
DEFAULT_TIMEOUT = 60.0  # seconds a server may be silent; slow providers need 30

DIGEST = "digest:"  # begins the uid of a message that is known by its content

# Everything printable stays readable in a key; "%" escapes, "/" separates.
_SAFE_UID = "".join(c for c in map(chr, range(0x21, 0x7F)) if c != "%")
_SAFE_FOLDER = _SAFE_UID.replace("/", "")


@total_ordering
@dataclass(frozen=True)
class RemoteRef:
    """A message's identity on its server; never a sequence number.

    IMAP: folder, UIDVALIDITY and UID (RFC 9051, 2.3.1.1). POP3: folder and validity
    are empty; uid is the UIDL (RFC 1939, 7) or ``digest:<sha256 of the content>``.
    """

    folder: str
    validity: str
    uid: str

    @property
    def key(self) -> str:
        """This ref as printable ASCII, such as ``INBOX/1234/17``; see `parse`."""
        folder = quote(self.folder, safe=_SAFE_FOLDER)
        validity = quote(self.validity, safe=_SAFE_FOLDER)
        return f"{folder}/{validity}/{quote(self.uid, safe=_SAFE_UID)}"

    @classmethod
    def parse(cls, key: str) -> RemoteRef:
        """Return the ref whose `key` this is; ValueError if it is none."""
        parts = key.split("/", 2)
        if len(parts) != 3:
            raise ValueError(f"not the key of a remote ref: {key!r}")
        return cls(*map(unquote, parts))

    @property
    def is_reusable(self) -> bool:
        """Whether the server may give it to another message later: a UIDL, of which RFC
        1939 asks that it does not happen while the message is there, and no more."""
        return not self.validity and not self.uid.startswith(DIGEST)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, RemoteRef):
            return NotImplemented
        return self._rank() < other._rank()

    def _rank(self) -> tuple[str, int, str, int, str]:
        """Shorter numbers are smaller ones: UID 9 comes before UID 10."""
        validity, uid = self.validity, self.uid
        return self.folder, len(validity), validity, len(uid), uid


@dataclass(frozen=True)
class RemoteMessage:
    """One line of a listing. ``size`` is in bytes, as the server states it.

    ``date`` is the server's INTERNALDATE, aware, in UTC; None on POP3.
    """

    ref: RemoteRef
    size: int
    date: datetime | None = None
    flagged_deleted: bool = False


@dataclass(frozen=True)
class FetchedMessage:
    """A message's bytes exactly as on the server, or (not ``complete``) its head.

    Not complete is also what the server hands out as the whole, and what is far shorter
    than it states.

    ``size`` is what the server stated together with them (bytes of the whole message);
    None where it says nothing (POP3: the listing's).
    """

    ref: RemoteRef
    raw: bytes = field(repr=False)
    date: datetime | None = None
    complete: bool = True
    size: int | None = None


@dataclass(frozen=True)
class MailboxSummary:
    """What is in a mailbox: number of messages, bytes, oldest and newest date (UTC)."""

    count: int
    size: int
    oldest: datetime | None = None
    newest: datetime | None = None


@dataclass(frozen=True)
class PasswordCredential:
    """Log in by a password."""

    secret: str = field(repr=False)


@dataclass(frozen=True)
class BearerCredential:
    """Log in by an OAuth 2 access token (RFC 6750); goes over TLS only."""

    token: str = field(repr=False)


# What a session can log in with.
Credential = PasswordCredential | BearerCredential


@dataclass(frozen=True)
class MailboxSettings:
    """Everything needed to open a session.

    ``protocol`` is imap, imaps, pop3 or pop3s. ``starttls`` counts for the two clear
    ones only. ``ca_pem``: PEM text of the one authority to trust instead of the
    system's. ``timeout``: seconds the server may be silent; ``greeting_timeout``: as
    long as it has not greeted, if that is less. ``answer_seconds`` and
    ``session_seconds``: what one answer and all answers may take, whatever comes (see
    `TimeLimits`). ``folder`` is IMAP's. ``lists_sizes``: whether listings ask for sizes
    and dates; by IMAP only. Over a file that it cannot read, Dovecot ends the session
    then.
    """

    protocol: str
    host: str
    port: int
    username: str
    credential: Credential
    starttls: bool = False
    folder: str = "INBOX"
    ca_pem: str | None = field(default=None, repr=False)
    timeout: float = DEFAULT_TIMEOUT
    greeting_timeout: float = DEFAULT_TIMEOUT
    answer_seconds: float = ANSWER_SECONDS
    session_seconds: float = SESSION_SECONDS
    lists_sizes: bool = True

    def __post_init__(self) -> None:
        if self.protocol not in DEFAULT_PORTS:
            raise ValueError(f"unknown mailbox protocol {self.protocol!r}")

    @property
    def secured(self) -> bool:
        """True where nothing but the start of TLS goes in the clear."""
        return self.implicit_tls or self.starttls

    @property
    def implicit_tls(self) -> bool:
        """True where TLS starts with the first byte."""
        return self.protocol in ("imaps", "pop3s")

    @property
    def first_timeout(self) -> float:
        """Seconds the server may be silent before it has greeted."""
        return min(self.timeout, self.greeting_timeout)


Session = TypeVar("Session", bound="MailSession")


class MailSession(Protocol):
    """An open, authenticated connection to one mailbox.

    Every method but `close` and `abort` raises a `MailboxError`. Leaving a ``with``
    block closes; leaving it by an exception aborts.
    """

    def summary(self) -> MailboxSummary:
        """Return count, bytes and dates of what is in the mailbox; changes nothing."""

    def list_messages(self) -> list[RemoteMessage]:
        """Return every message, oldest first; changes nothing on the server.

        Messages flagged as deleted are listed, with ``flagged_deleted``. Where the
        settings ask for no sizes, those are 0 and there are no dates; see `stated`.
        """

    def next_ref(self) -> RemoteRef | None:
        """The ref that the next message to come will have, as of the last listing; None
        where that is not known (POP3)."""

    def stated(self, refs: Iterable[RemoteRef]) -> list[RemoteMessage]:
        """Return these as the server states them, without those that are gone.

        The size of one that is refused is 0. A connection that breaks names those that
        were asked for.
        """

    def fetch(self, refs: Iterable[RemoteRef]) -> Iterator[FetchedMessage]:
        """Yield the messages in the order asked, without marking them as read.

        A ref that is gone is left out; what is far shorter than is stated of it is not
        ``complete``, and `delete` and `move` leave it where it is.

        At its end it raises `ParkMessage`, if some were refused beside others, or if
        one alone was asked for: with message_unreadable, the server's words and keys,
        and in ``passing`` those that it will hand out later as it says; with
        message_unavailable where there are only such. If several were asked for and
        each that is still there was refused, it raises `RetryLater` without keys:
        messages_refused, or what the server says that will pass. Only a connection that
        breaks names the messages it was asked for.
        """

    def fetch_head(self, ref: RemoteRef, limit: int) -> FetchedMessage:
        """Return at most the first ``limit`` bytes (``complete`` is False).

        Raises `ParkMessage` with message_gone, message_unreadable or
        message_unavailable.
        """

    def check_delete(self) -> None:
        """Raise `FixSettings` with folder_read_only or delete_refused where messages
        may be read and the server says that they may not be deleted."""

    def check_move(self, folder: str) -> None:
        """As `check_delete`, and where nothing may be moved to ``folder`` if that is
        there: move_folder_refused or move_same_folder. It is not made."""
        raise FixSettings("move_needs_imap", folder)

    def delete(self, refs: Iterable[RemoteRef]) -> frozenset[RemoteRef]:
        """Delete, and return those known to be gone by now; gone before counts.

        What the server states of a message is looked at once more just before: one
        that differs from what this session listed and fetched stays, and is not
        returned. POP3 deletes when the session closes, so it returns nothing here.
        """

    def move(self, refs: Iterable[RemoteRef], folder: str) -> frozenset[RemoteRef]:
        """Move to ``folder``, made where it is missing; return those gone by now.

        IMAP only; elsewhere `FixSettings` with move_needs_imap.
        """
        raise FixSettings("move_needs_imap", folder)

    def keep_alive(self) -> None:
        """Keep the server from ending a session that was silent for long.

        To be called between two steps of long work; it says something only where the
        last command is older than the provider's interval.
        """

    @property
    def bytes_read(self) -> int:
        """Bytes that the server sent since the connection was made."""

    def close(self) -> frozenset[RemoteRef]:
        """End the session politely; return the refs that became gone by it.

        Never raises; what is not known to be gone is not returned.
        """

    def abort(self) -> None:
        """Drop the connection without a word, so that POP3 deletes nothing."""

    def __enter__(self: Session) -> Session:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if exc_type is None:
            self.close()
        else:
            self.abort()
