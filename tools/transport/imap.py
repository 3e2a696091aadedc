"""A mail session by IMAP (RFC 3501 and RFC 9051), on imapclient."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

from imapclient import DELETED
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, ProtocolError

from ..errors import FixSettings, MailboxError, ParkMessage, RetryLater
from .arrival_date import utc
from .bounded import MOST_MESSAGES
from .chunks import bounded, runs
from .imap_client import BoundedClient
from .imap_folders import ensure_folder
from .imap_removal import move, remove
from .imap_wire import connect, drop, imap_failures, log_in
from .refusals import Place
from .session import (
    FetchedMessage,
    MailboxSettings,
    MailboxSummary,
    MailSession,
    RemoteMessage,
    RemoteRef,
)
from .wire_failures import BROKEN_CODES, naming, response_code, session_refusal

# Messages per FETCH of the listing: the command line stays under the 8,192 octets
# that a server has to accept (RFC 7162, 4).
LISTING_COUNT = 1000
FETCH_COUNT = 100  # messages per FETCH of bodies
FETCH_BYTES = 8 * 2**20  # bytes per FETCH: one answer is held in memory as a whole
DELETE_COUNT = 500  # messages per STORE and EXPUNGE; same line limit

Answers = dict[int, dict[bytes, Any]]


class ImapSession(MailSession):
    """An open IMAP folder. See `MailSession` for what the methods promise."""

    def __init__(self, client: BoundedClient, folder: str) -> None:
        self._client = client
        self._folder = "INBOX" if folder.upper() == "INBOX" else folder
        self._validity = ""
        self._count = 0
        self._sizes: dict[int, int] = {}  # bytes by UID, to bound the answers
        self._targets: dict[str, str] = {}  # folders known to be there, by our name
        self._lost = False
        self._select()

    @classmethod
    def open(cls, settings: MailboxSettings) -> ImapSession:
        """Connect, log in, select the folder."""
        client = connect(settings)
        try:
            log_in(client, settings)
            return cls(client, settings.folder)
        except BaseException:
            drop(client)
            raise

    def summary(self) -> MailboxSummary:
        messages = self.list_messages()
        dates = [message.date for message in messages if message.date]
        return MailboxSummary(
            count=len(messages),
            size=sum(message.size for message in messages),
            oldest=min(dates, default=None),
            newest=max(dates, default=None),
        )

    def list_messages(self) -> list[RemoteMessage]:
        # A new SELECT counts the messages anew. By sequence number a listing needs no
        # search first; it cannot shift meanwhile, as no EXPUNGE may be sent while a
        # FETCH runs (RFC 9051, 7.5.1). Only the UIDs leave this method.
        self._select()
        messages: list[RemoteMessage] = []
        for numbers in runs(range(1, self._count + 1), LISTING_COUNT):
            answers, refused = self._ask_by_number(
                numbers, ["UID", "RFC822.SIZE", "INTERNALDATE", "FLAGS"]
            )
            # One unreadable mail must not hide from the listing: its UID is enough.
            answers |= self._ask_by_number(refused, ["UID", "FLAGS"])[0]
            messages.extend(
                self._listed(answers[number])
                for number in numbers
                if b"UID" in answers.get(number, {})
            )
        self._sizes = {int(found.ref.uid): found.size for found in messages}
        return sorted(messages, key=lambda found: found.ref)

    def fetch(self, refs: Iterable[RemoteRef]) -> Iterator[FetchedMessage]:
        uids = self._uids(refs)
        self._learn_sizes(uids)
        unreadable: list[int] = []
        for chunk in bounded(uids, self._sizes, FETCH_COUNT, FETCH_BYTES):
            size = sum(self._sizes.get(uid, 0) for uid in chunk)
            expecting = self._client.meter.expecting(size)
            with naming(map(self._ref, chunk)), expecting:
                answers, refused = self._ask(chunk, ["BODY.PEEK[]", "INTERNALDATE"])
            unreadable += refused
            for uid in chunk:
                found = self._fetched(uid, answers.pop(uid, {}), b"BODY[]")
                if found:
                    yield found
        if unreadable:
            keys = [self._ref(uid).key for uid in unreadable]
            raise ParkMessage("message_unreadable", "FETCH was refused", keys)

    def fetch_head(self, ref: RemoteRef, limit: int) -> FetchedMessage:
        uids = self._uids([ref])
        part = f"BODY.PEEK[]<0.{limit}>"
        answers, refused = self._ask(uids, [part, "INTERNALDATE"])
        if refused:
            raise ParkMessage("message_unreadable", "FETCH was refused", [ref.key])
        for uid in uids:
            found = self._fetched(uid, answers.get(uid, {}), b"BODY[]<0>")
            if found:
                return FetchedMessage(ref, found.raw[:limit], found.date, False)
        raise ParkMessage("message_gone", keys=[ref.key])

    def delete(self, refs: Iterable[RemoteRef]) -> frozenset[RemoteRef]:
        return self._take_off(refs, partial(remove, self._client, self._folder))

    def move(self, refs: Iterable[RemoteRef], folder: str) -> frozenset[RemoteRef]:
        """As `delete`, but into ``folder``, which is made where it is missing."""
        uids = self._uids(refs)
        if not uids:
            return frozenset()
        if folder not in self._targets:
            with self._failures():
                self._targets[folder] = ensure_folder(self._client, folder)
        target = self._targets[folder]
        return self._take_off(
            refs, partial(move, self._client, self._folder, target=target)
        )

    def _take_off(
        self, refs: Iterable[RemoteRef], act: Callable[[Sequence[int]], None]
    ) -> frozenset[RemoteRef]:
        gone: set[RemoteRef] = set()
        for chunk in runs(self._uids(refs), DELETE_COUNT):
            with self._failures():
                act(chunk)
                # An OK is no proof (rights, archiving providers): look again.
                left = self._client.fetch(chunk, ["UID"])
            gone.update(self._ref(uid) for uid in chunk if uid not in left)
        return frozenset(gone)

    def close(self) -> frozenset[RemoteRef]:
        if not self._lost:
            try:
                self._client.logout()
            except (OSError, IMAPClientError):
                self._lost = True
        self.abort()
        return frozenset()

    def abort(self) -> None:
        self._lost = True
        drop(self._client)

    def _select(self) -> None:
        if not self._folder.isprintable():  # a line break would begin a new command
            raise FixSettings("folder_missing", "no folder has such a name")
        with self._failures():
            try:
                found = self._client.select_folder(self._folder)
            except IMAPClientAbortError:
                raise
            except IMAPClientError as error:
                raise _folder_error(self._folder, str(error)) from None
            if b"UIDVALIDITY" not in found:  # RFC 9051, 6.3.2: no UIDs to rely on
                raise FixSettings("folder_refused", "the server gives no UIDVALIDITY")
            self._count = _count(found[b"EXISTS"])
            self._validity = str(found[b"UIDVALIDITY"])

    def _ask(self, keys: Iterable[int], items: list[str]) -> tuple[Answers, list[int]]:
        """FETCH; return the answers by key and the keys the server refuses."""
        wanted = list(keys)
        if not wanted:
            return {}, []
        with self._failures():
            try:
                return self._client.fetch(wanted, items), []
            except (IMAPClientAbortError, ProtocolError):
                raise
            except IMAPClientError as error:
                if session_refusal(str(error)):
                    raise
                gone = response_code(str(error)) == "EXPUNGEISSUED"
        if len(wanted) == 1:
            return {}, [] if gone else wanted
        # One message spoils the answer for all (RFC 2180, 4.1.2): halve to find it.
        middle = len(wanted) // 2
        left, left_refused = self._ask(wanted[:middle], items)
        right, right_refused = self._ask(wanted[middle:], items)
        return left | right, left_refused + right_refused

    def _ask_by_number(
        self, numbers: Iterable[int], items: list[str]
    ) -> tuple[Answers, list[int]]:
        self._client.use_uid = False
        try:
            return self._ask(numbers, items)
        finally:
            self._client.use_uid = True

    def _learn_sizes(self, uids: list[int]) -> None:
        """Ask for the sizes of messages that no listing has told."""
        unknown = [uid for uid in uids if uid not in self._sizes]
        for chunk in runs(unknown, DELETE_COUNT):
            for uid, found in self._ask(chunk, ["RFC822.SIZE"])[0].items():
                self._sizes[uid] = int(found.get(b"RFC822.SIZE") or 0)

    def _uids(self, refs: Iterable[RemoteRef]) -> list[int]:
        """The UIDs of refs into this folder as it is; others mean other messages."""
        here = (self._folder, self._validity)
        mine = [int(ref.uid) for ref in refs if (ref.folder, ref.validity) == here]
        return list(dict.fromkeys(mine))

    def _ref(self, uid: int) -> RemoteRef:
        return RemoteRef(self._folder, self._validity, str(uid))

    def _listed(self, answer: dict[bytes, Any]) -> RemoteMessage:
        size = answer.get(b"RFC822.SIZE")
        return RemoteMessage(
            ref=self._ref(answer[b"UID"]),
            size=size if isinstance(size, int) else 0,
            date=_date(answer),
            flagged_deleted=DELETED in (answer.get(b"FLAGS") or ()),
        )

    def _fetched(
        self, uid: int, answer: dict[bytes, Any], part: bytes
    ) -> FetchedMessage | None:
        """The message, or None if it was expunged: no answer, NIL or nothing at all
        where something was listed (RFC 2180, 4.1.3)."""
        raw = answer.get(part)
        if not isinstance(raw, bytes) or (not raw and self._sizes.get(uid)):
            return None
        return FetchedMessage(self._ref(uid), raw, _date(answer))

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            with imap_failures():
                yield
        except RetryLater as error:
            self._lost = self._lost or error.code in BROKEN_CODES
            raise


def _count(found: Any) -> int:
    """How many messages there are; raises `RetryLater` where no folder has so many."""
    count = int(found)
    if count > MOST_MESSAGES:
        raise RetryLater("answer_too_long", f"{count} messages")
    return count


def _date(answer: dict[bytes, Any]) -> datetime | None:
    date = answer.get(b"INTERNALDATE")
    return utc(date) if isinstance(date, datetime) else None


def _folder_error(folder: str, text: str) -> MailboxError:
    """INBOX always exists (RFC 9051, 5.1), so a NO there has another reason."""
    if known := session_refusal(text, Place.FOLDER):
        return known
    refused = folder == "INBOX" or response_code(text) == "NOPERM"
    return FixSettings("folder_refused" if refused else "folder_missing", text)
