"""A folder that is open on an IMAP connection, and what the server shows of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
from .asking import REFUSED, naming
from .bounded import MOST_MESSAGES
from .chunks import runs
from .imap_client import BoundedClient, words_of
from .imap_fetching import LISTED_ITEMS, LISTING_COUNT, Fetching, Rows
from .refusals import Place
from .session import RemoteMessage, RemoteRef
from .statements import Statements
from .wire_failures import response_code, session_refusal

IDENTITY_ITEMS = ["UID", "RFC822.SIZE", "INTERNALDATE"]


class SelectedFolder:
    """The selected folder ``name``; its methods raise `MailboxError`.

    ``said`` is what the server said of each message, by UID. ``lists_sizes``: whether
    listings ask for sizes and dates.
    """

    def __init__(
        self, client: BoundedClient, name: str, lists_sizes: bool = True
    ) -> None:
        self.name = "INBOX" if name.upper() == "INBOX" else name
        self.validity = ""
        self.count = 0
        self.next_uid = 0  # of the next message to come; 0 where the server says none
        self.read_only = False
        self.said = Statements()
        self.index = client.index
        self.fetching = Fetching(client)
        self._listed_items = LISTED_ITEMS if lists_sizes else ["UID", "FLAGS"]
        self._client = client
        self.select()

    def select(self) -> None:
        """Select the folder (anew), which counts its messages."""
        if not self.name.isprintable():  # a line break would begin a new command
            raise FixSettings("folder_missing", "no folder has such a name")
        self.index.replace([])
        with self.fetching.failures():
            try:
                found = self._selected()
            except IMAPClientAbortError:
                raise
            except IMAPClientError as error:
                raise _folder_error(self.name, words_of(error)) from None
            if b"UIDVALIDITY" not in found:  # RFC 9051, 6.3.2: no UIDs to rely on
                raise FixSettings("folder_refused", "the server gives no UIDVALIDITY")
            self.count = _count(found[b"EXISTS"])
            upcoming = found.get(b"UIDNEXT")
            self.next_uid = upcoming if isinstance(upcoming, int) else 0
            self._begin(str(found[b"UIDVALIDITY"]))

    def _selected(self) -> dict[bytes, Any]:
        """A folder that may only be read is opened for reading."""
        if not self.read_only:
            try:
                return self._client.select_folder(self.name)
            except IMAPClientReadOnlyError:
                self.read_only = True
        return self._client.select_folder(self.name, readonly=True)

    def _begin(self, validity: str) -> None:
        """With another UIDVALIDITY each UID means another message."""
        if validity != self.validity:
            self.said = Statements()
        self.validity = validity

    def listing(self) -> list[RemoteMessage]:
        """Return every message, in the order of the UIDs."""
        self.select()
        uids: list[int | None] = []
        messages: dict[int, RemoteMessage] = {}
        items = self._listed_items
        for uid, row in (
            self.fetching.by_uid(items)
            if self._client.uids_only
            else self.fetching.by_number(self.count, items)
        ):
            uids.append(uid)
            if uid:
                messages[uid] = self._listed(uid, row)
        self.index.replace(uids)
        if self.count and not messages:
            why = self.fetching.unlisted
            words = why.detail if why else f"no UID of {self.count} messages"
            raise RetryLater("messages_refused", words)
        return [messages[uid] for uid in sorted(messages)]

    def _listed(self, uid: int, answer: dict[bytes, Any]) -> RemoteMessage:
        self.note(uid, answer)
        flags = answer.get(b"FLAGS")
        return RemoteMessage(
            ref=self.ref(uid),
            size=self.said.size(uid),
            date=internal_date(answer),
            flagged_deleted=isinstance(flags, tuple) and DELETED in flags,
        )

    def stated(self, uids: Sequence[int]) -> list[RemoteMessage]:
        """Return what the server states of these; those that are gone are left out."""
        messages: list[RemoteMessage] = []
        for chunk in runs(uids, self.fetching.at_most(LISTING_COUNT)):
            with naming(map(self.ref, chunk)):
                rows, refused = self.fetching.answered(chunk, LISTED_ITEMS)
            shown = [uid for uid in chunk if uid in rows or uid in refused]
            messages += [self._listed(uid, rows.get(uid, {})) for uid in shown]
        return messages

    def note(self, uid: int, answer: dict[bytes, Any]) -> None:
        """Remember size and date that the server states of this message."""
        self.said.note(uid, answer.get(b"RFC822.SIZE"), internal_date(answer))

    def meet(self, uids: Iterable[int]) -> list[int]:
        """Those of ``uids`` that are in the folder, as far as the server showed.

        What it states of those that were never seen is asked for.
        """
        wanted = list(uids)
        unseen = [uid for uid in wanted if uid not in self.said]
        for chunk in runs(unseen, self.fetching.at_most(LISTING_COUNT)):
            rows, refused = self.fetching.ask(chunk, IDENTITY_ITEMS)
            if refused:  # GNU Mailutils refuses a UID that is gone
                self.listing()
                break
            shown = [uid for uid in chunk if b"RFC822.SIZE" in rows.get(uid, {})]
            for uid in shown:
                self.note(uid, rows[uid])
            self.index.add(shown)
        return self.index.among(wanted)

    def number(self, uids: Iterable[int]) -> None:
        """See to it that each of ``uids`` has a sequence number, or is not there.

        A UID that is gone must not be named in what changes the folder: GNU Mailutils
        takes it for the next message's.
        """
        if self.index.has_further or any(uid not in self.said for uid in uids):
            self.listing()

    def poll(self) -> None:
        """Let the server say what left the folder (RFC 9051, 6.1.2).

        It says so by numbers; where not all of them are known, the folder is listed.
        """
        if self.index.has_further:
            self.listing()
            return
        with self.fetching.failures():
            self._client.noop()

    def keep_alive(self, command: str) -> None:
        """Send ``command`` (NOOP or STATUS), which may be refused."""
        try:
            with self.fetching.failures():
                if command == "STATUS":
                    self._client.ask_status(self.name)
                else:
                    self._client.noop()
        except RetryLater as error:
            if error.code != REFUSED:
                raise

    def unchanged(self, uids: Sequence[int]) -> list[int]:
        """Those of ``uids`` that the server shows, and states as it always has."""
        rows, refused = self._look(uids, IDENTITY_ITEMS)
        for why in refused.values() if not rows else ():
            raise why
        return [
            uid for uid in uids if uid in rows and self._is_confirmed(uid, rows[uid])
        ]

    def _is_confirmed(self, uid: int, answer: dict[bytes, Any]) -> bool:
        size, date = answer.get(b"RFC822.SIZE"), internal_date(answer)
        return self.said.confirm(uid, size, date)

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

    def _look(self, uids: Sequence[int], items: list[str]) -> Rows:
        return self.fetching.look(self.index.numbers(uids), items)

    def uids(self, refs: Iterable[RemoteRef]) -> list[int]:
        """The UIDs of refs into this folder as it is; others mean other messages."""
        here = (self.name, self.validity)
        mine = [int(ref.uid) for ref in refs if (ref.folder, ref.validity) == here]
        return list(dict.fromkeys(mine))

    def ref(self, uid: int) -> RemoteRef:
        """The ref of the message with this UID."""
        return RemoteRef(self.name, self.validity, str(uid))


def internal_date(answer: dict[bytes, Any]) -> datetime | None:
    """The INTERNALDATE of an answer, in UTC; None where it has none."""
    date = answer.get(b"INTERNALDATE")
    return utc(date) if isinstance(date, datetime) else None


def _count(found: Any) -> int:
    """How many messages there are; raises `RetryLater` where no folder has so many."""
    count = int(found)
    if count > MOST_MESSAGES:
        raise RetryLater("answer_too_long", f"{count} messages")
    return count


def _folder_error(folder: str, words: str) -> MailboxError:
    """INBOX always exists (RFC 9051, 5.1), so a NO there has another reason."""
    if known := session_refusal(words, Place.FOLDER):
        return known
    refused = folder == "INBOX" or response_code(words) == "NOPERM"
    return FixSettings("folder_refused" if refused else "folder_missing", words)
