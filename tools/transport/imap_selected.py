"""A folder that is open on an IMAP connection, and what the server shows of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from imapclient import DELETED
from imapclient.exceptions import (
    IMAPClientAbortError,
    IMAPClientError,
    IMAPClientReadOnlyError,
)

from ..errors import FixSettings, MailboxError, RetryLater
from .arrival_date import utc
from .asking import REFUSED, Answers, Asking
from .bounded import MOST_MESSAGES
from .chunks import runs
from .imap_client import BoundedClient
from .imap_wire import imap_failures
from .session import RemoteMessage, RemoteRef
from .statements import Statements
from .wire_failures import BROKEN_CODES, passing_refusal, response_code

# Messages per FETCH of the listing: the command line stays under the 8,192 octets
# that a server has to accept (RFC 7162, 4).
LISTING_COUNT = 1000
MOST_UID = 2**32 - 1  # RFC 9051, 9: uniqueid
Refused = dict[int, RetryLater]
LISTED_ITEMS = ["UID", "RFC822.SIZE", "INTERNALDATE", "FLAGS"]
IDENTITY_ITEMS = ["UID", "RFC822.SIZE", "INTERNALDATE"]
# The folder itself is gone: RFC 5530, 3; RFC 9051, 7.1; and Cyrus, which has no code.
_GONE_CODES = frozenset({"NONEXISTENT", "TRYCREATE"})
_GONE_WORDS = re.compile(r"\bmailbox (does not|doesn't) exist\b", re.I)


class SelectedFolder:
    """The selected folder ``name``; its methods raise `MailboxError`.

    ``said`` is what the server said of each message, by UID.
    """

    def __init__(self, client: BoundedClient, name: str) -> None:
        self.name = "INBOX" if name.upper() == "INBOX" else name
        self.validity = ""
        self.count = 0
        self.is_lost = False
        self.read_only = ""  # the server's words, where the folder may not be changed
        self.said = Statements()
        self.index = client.index
        self._client = client
        self.select()

    def select(self) -> None:
        """Select the folder (anew), which counts its messages."""
        if not self.name.isprintable():  # a line break would begin a new command
            raise FixSettings("folder_missing", "no folder has such a name")
        self.index.replace([])
        with self.failures():
            try:
                found = self._selected()
            except IMAPClientAbortError:
                raise
            except IMAPClientError as error:
                raise _folder_error(self.name, str(error)) from None
            if b"UIDVALIDITY" not in found:  # RFC 9051, 6.3.2: no UIDs to rely on
                raise FixSettings("folder_refused", "the server gives no UIDVALIDITY")
            self.count = _count(found[b"EXISTS"])
            self._begin(str(found[b"UIDVALIDITY"]))

    def _selected(self) -> dict[bytes, Any]:
        """A folder that may only be read is opened for reading."""
        if not self.read_only:
            try:
                return self._client.select_folder(self.name)
            except IMAPClientReadOnlyError as error:
                self.read_only = str(error)
        return self._client.select_folder(self.name, readonly=True)

    def _begin(self, validity: str) -> None:
        """With another UIDVALIDITY each UID means another message."""
        if validity != self.validity:
            self.said = Statements()
        self.validity = validity

    def listing(self) -> list[RemoteMessage]:
        """Return every message, in the order of the UIDs.

        By sequence number a listing needs no search first; it cannot shift meanwhile,
        as no EXPUNGE may be sent while a FETCH runs (RFC 9051, 7.5.1).
        """
        self.select()
        uids: list[int | None] = []
        messages: dict[int, RemoteMessage] = {}
        for numbers in runs(range(1, self.count + 1), LISTING_COUNT):
            rows = self._rows(numbers)
            for number in numbers:
                uid = _uid(rows.get(number, {}))
                uids.append(uid)
                if uid:
                    messages[uid] = self._listed(uid, rows[number])
        self.index.replace(uids)
        if self.count and not messages:
            raise RetryLater("messages_refused", f"no UID of {self.count} messages")
        return [messages[uid] for uid in sorted(messages)]

    def _rows(self, numbers: Sequence[int]) -> Answers:
        """One unreadable mail must not hide from the listing: its UID is enough."""
        rows, refused = self._ask_by_number(numbers, LISTED_ITEMS)
        return rows | self._ask_by_number(refused, ["UID", "FLAGS"])[0]

    def _listed(self, uid: int, answer: dict[bytes, Any]) -> RemoteMessage:
        self.note(uid, answer)
        return RemoteMessage(
            ref=self.ref(uid),
            size=self.said.size(uid),
            date=internal_date(answer),
            flagged_deleted=DELETED in (answer.get(b"FLAGS") or ()),
        )

    def note(self, uid: int, answer: dict[bytes, Any]) -> None:
        """Remember size and date that the server states of this message."""
        self.said.note(uid, answer.get(b"RFC822.SIZE"), internal_date(answer))

    def meet(self, uids: Iterable[int]) -> list[int]:
        """Those of ``uids`` that were in the folder when it was listed, and since.

        It is listed where one of them was never seen: a UID that is gone must not be
        named, as GNU Mailutils takes it for the next message's.
        """
        wanted = list(uids)
        if any(uid not in self.said for uid in wanted):
            self.listing()
        return self.index.among(wanted)

    def poll(self) -> None:
        """Let the server say what left the folder (RFC 9051, 6.1.2)."""
        with self.failures():
            self._client.noop()

    def unchanged(self, uids: Sequence[int]) -> list[int]:
        """Those of ``uids`` that the server shows, and states as it always has."""
        rows, refused = self._look(uids, IDENTITY_ITEMS)
        for why in refused.values() if not rows else ():
            raise why
        for uid, answer in rows.items():
            self.note(uid, answer)
        return [uid for uid in uids if uid in rows and self.said.agree(uid)]

    def gone(self, uids: Sequence[int]) -> set[int]:
        """Those of ``uids`` that are known to have left the folder.

        An OK is no proof (rights, archiving providers): what the server did not report
        as expunged is looked for.
        """
        left = self.index.among(uids)
        rows, refused = self._look(left, ["UID"])
        if not set(rows) <= set(left):  # numbers that were not reported have changed
            self.listing()
            left = self.index.among(uids)
        else:
            left = [uid for uid in left if uid in rows or uid in refused]
        known = (
            uids if self.index.is_whole else [uid for uid in uids if uid in self.said]
        )
        return set(known).difference(left)

    def _look(self, uids: Sequence[int], items: list[str]) -> tuple[Answers, Refused]:
        """FETCH by sequence number; return answers and refusals by UID."""
        numbers = self.index.numbers(uids)
        rows, refused = self._ask_by_number(list(numbers), items)
        shown = {uid: row for row in rows.values() if (uid := _uid(row))}
        return shown, {numbers[number]: why for number, why in refused.items()}

    def fetch(self, keys: Sequence[int], items: list[str]) -> Answers:
        """FETCH; the answers by key. A refusal is command_refused or server_busy."""
        try:
            with self.failures():
                return self._client.fetch(keys, items)
        except RetryLater as error:
            if error.code == REFUSED and _is_folder_gone(error.detail):
                raise RetryLater("messages_refused", error.detail) from None
            raise

    def _ask_by_number(
        self, numbers: Collection[int], items: list[str]
    ) -> tuple[Answers, Refused]:
        """Answers and refusals by sequence number."""

        def fetch(keys: Sequence[int]) -> Answers:
            self._client.use_uid = False
            try:
                return self.fetch(keys, items)
            finally:
                self._client.use_uid = True

        asking = Asking(fetch)
        asking.ask(list(numbers))
        passing = [why for why in asking.refused.values() if why.code != REFUSED]
        if passing and not asking.answers:
            raise passing[0]
        return asking.answers, asking.refused

    def uids(self, refs: Iterable[RemoteRef]) -> list[int]:
        """The UIDs of refs into this folder as it is; others mean other messages."""
        here = (self.name, self.validity)
        mine = [int(ref.uid) for ref in refs if (ref.folder, ref.validity) == here]
        return list(dict.fromkeys(mine))

    def ref(self, uid: int) -> RemoteRef:
        """The ref of the message with this UID."""
        return RemoteRef(self.name, self.validity, str(uid))

    @contextmanager
    def failures(self) -> Iterator[None]:
        """Turn failures of a command into our errors; note a connection that broke."""
        try:
            with imap_failures():
                yield
        except RetryLater as error:
            self.is_lost = self.is_lost or error.code in BROKEN_CODES
            raise


def internal_date(answer: dict[bytes, Any]) -> datetime | None:
    """The INTERNALDATE of an answer, in UTC; None where it has none."""
    date = answer.get(b"INTERNALDATE")
    return utc(date) if isinstance(date, datetime) else None


def _uid(answer: dict[bytes, Any]) -> int | None:
    uid = answer.get(b"UID")
    return uid if isinstance(uid, int) and 0 < uid <= MOST_UID else None


def _count(found: Any) -> int:
    """How many messages there are; raises `RetryLater` where no folder has so many."""
    count = int(found)
    if count > MOST_MESSAGES:
        raise RetryLater("answer_too_long", f"{count} messages")
    return count


def _is_folder_gone(text: str) -> bool:
    return response_code(text) in _GONE_CODES or bool(_GONE_WORDS.search(text))


def _folder_error(folder: str, text: str) -> MailboxError:
    """INBOX always exists (RFC 9051, 5.1), so a NO there has another reason."""
    if passing := passing_refusal(text, "server_busy"):
        return passing
    refused = folder == "INBOX" or response_code(text) == "NOPERM"
    return FixSettings("folder_refused" if refused else "folder_missing", text)
