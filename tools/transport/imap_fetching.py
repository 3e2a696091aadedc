"""FETCH of an IMAP server: answers that are refused, cut short, or by UID alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from ..errors import RetryLater
from .asking import REFUSED, Answers, Asking
from .chunks import runs
from .imap_client import BoundedClient
from .imap_wire import imap_failures
from .wire_failures import BROKEN_CODES, response_code

# Messages per FETCH of the listing: the command line stays under the 8,192 octets
# that a server has to accept (RFC 7162, 4).
LISTING_COUNT = 1000
MOST_UID = 2**32 - 1  # RFC 9051, 9: uniqueid
LISTED_ITEMS = ["UID", "RFC822.SIZE", "INTERNALDATE", "FLAGS"]
# The folder itself is gone: RFC 5530, 3; RFC 9051, 7.1; and Cyrus, which has no code.
_GONE_CODES = frozenset({"NONEXISTENT", "TRYCREATE"})
_GONE_WORDS = re.compile(r"\bmailbox (does not|doesn't) exist\b", re.I)

Refused = dict[int, RetryLater]
Rows = tuple[Answers, Refused]


class Fetching:
    """Asks for messages of the selected folder; its methods raise `MailboxError`.

    ``is_lost``: nothing more can be said on the connection. ``unlisted``: why a message
    could not even be listed, the last time.
    """

    def __init__(self, client: BoundedClient) -> None:
        self._client = client
        self.is_lost = False
        self.unlisted: RetryLater | None = None

    @contextmanager
    def failures(self) -> Iterator[None]:
        """Turn failures of a command into our errors; note a connection that broke."""
        try:
            with imap_failures():
                yield
        except RetryLater as error:
            self.is_lost = self.is_lost or error.code in BROKEN_CODES
            raise

    def at_most(self, count: int) -> int:
        """How many of ``count`` messages one command may name (RFC 9738)."""
        return min(count, self._client.message_limit() or count)

    def fetch(self, keys: Sequence[int], items: list[str]) -> Answers:
        """FETCH; the answers by key. A refusal is command_refused or server_busy."""
        answers: Answers = {}
        left = list(keys)
        try:
            with self.failures():
                while left:
                    found = self._client.fetch(left, items)
                    answers |= found
                    left = [key for key in left if key not in found]
                    # Which messages an answer was about before it was cut short, only
                    # the answer shows (RFC 9738, 3.1).
                    if not found or self._client.lowest_processed() is None:
                        break
        except RetryLater as error:
            if error.code == REFUSED and _is_folder_gone(error.detail):
                raise RetryLater("messages_refused", error.detail) from None
            raise
        return answers

    def ask(self, keys: Sequence[int], items: list[str]) -> Rows:
        """FETCH; answers and refusals by key. Raises a refusal of all for now."""
        answers, refused = self.answered(keys, items)
        passing = [why for why in refused.values() if why.code != REFUSED]
        if passing and not answers:
            raise passing[0]
        return answers, refused

    def answered(self, keys: Sequence[int], items: list[str]) -> Rows:
        """As `ask`, but a refusal of all for now is returned like any other."""
        asking = Asking(partial(self.fetch, items=items))
        asking.ask(keys)
        return asking.answers, asking.refused

    def _ask_listed(self, keys: Sequence[int], items: list[str]) -> Answers:
        """One unreadable mail must not hide from the listing: its UID is enough."""
        rows, refused = self.ask(keys, items)
        named, unnamed = self.ask(list(refused), ["UID", "FLAGS"])
        self.unlisted = next(iter(unnamed.values()), self.unlisted)
        return rows | named

    def by_number(
        self, count: int, items: list[str]
    ) -> Iterator[tuple[int | None, dict[bytes, Any]]]:
        """Yield UID (None where it is not told) and row of messages 1 to ``count``.

        By sequence number a listing needs no search first; it cannot shift meanwhile,
        as no EXPUNGE may be sent while a FETCH runs (RFC 9051, 7.5.1).
        """
        for numbers in runs(range(1, count + 1), self.at_most(LISTING_COUNT)):
            with self._numbers():
                rows = self._ask_listed(numbers, items)
            for number in numbers:
                row = rows.get(number, {})
                yield uid_of(row), row

    def by_uid(self, items: list[str]) -> Iterator[tuple[int | None, dict[bytes, Any]]]:
        """Yield UID and row of every message, where numbers may not be used."""
        for uids in runs(self._all_uids(), self.at_most(LISTING_COUNT)):
            rows = self._ask_listed(uids, items)
            for uid in uids:
                yield uid, rows.get(uid, {})

    def _all_uids(self) -> list[int]:
        """SEARCH; an answer that was cut short is about the highest UIDs."""
        found: set[int] = set()
        end: int | str = "*"
        while end:
            with self.failures():
                more = set(self._client.search(["UID", f"1:{end}"])) - found
            found |= more
            lowest = self._client.lowest_processed() if more else None
            end = max(lowest - 1, 0) if lowest is not None else 0
        return sorted(uid for uid in found if 0 < uid <= MOST_UID)

    def look(self, numbers: dict[int, int], items: list[str]) -> Rows:
        """FETCH by number; ``numbers``: UIDs by number. Rows and refusals by UID.

        Where numbers may not be used it names the UIDs.
        """
        if self._client.uids_only:
            return self.ask(list(numbers.values()), items)
        with self._numbers():
            rows, refused = self.ask(list(numbers), items)
        shown = {uid: row for row in rows.values() if (uid := uid_of(row))}
        return shown, {numbers[number]: why for number, why in refused.items()}

    @contextmanager
    def _numbers(self) -> Iterator[None]:
        self._client.use_uid = False
        try:
            yield
        finally:
            self._client.use_uid = True


def uid_of(row: dict[bytes, Any]) -> int | None:
    """The UID that an answer tells; None where it tells none that can be."""
    uid = row.get(b"UID")
    return uid if isinstance(uid, int) and 0 < uid <= MOST_UID else None


def _is_folder_gone(text: str) -> bool:
    return response_code(text) in _GONE_CODES or bool(_GONE_WORDS.search(text))
