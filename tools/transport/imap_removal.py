"""Taking messages off an IMAP server, Gmail's way included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from imapclient import DELETED
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, ProtocolError

from ..errors import FixSettings
from .imap_client import BoundedClient, words_of
from .imap_folders import ensure_folder, find_folder
from .imap_rights import check_delete, check_insert
from .wire_failures import response_code

TRASH_USE = b"\\trash"
READ_ONLY_CODES = frozenset({"NOPERM", "READ-ONLY"})
# Cyrus has no code for it.
_DENIED_WORDS = re.compile(r"\bpermission denied\b", re.I)


class Removal:
    """Takes messages off the selected ``folder``; where to, it finds out once.

    ``by_trash``: what is expunged stays with the provider, what is moved to the folder
    with the use \\Trash is deleted. On Gmail a folder is a label, and mail without one
    stays in "All Mail".

    Its methods raise `FixSettings` and imapclient's errors.
    """

    def __init__(
        self, client: BoundedClient, folder: str, by_trash: bool = False
    ) -> None:
        self._client = client
        self._by_trash = by_trash
        self._folder = folder
        self._targets: dict[str, str] = {}  # folders known to be there, by our name
        self._bin = ""  # where deleted messages go; the folder itself: nowhere
        self._may_delete = False

    def check(self) -> None:
        """Raise `FixSettings` with delete_refused where the user may not delete."""
        if not self._may_delete:
            check_delete(self._client, self._folder)
            self._may_delete = True

    def delete(self, uids: Sequence[int]) -> None:
        """Delete these UIDs; raises `FixSettings` with trash_missing, too."""
        self.check()
        if not self._bin:
            self._bin = trash_folder(self._client) if self._by_trash else self._folder
        if self._bin == self._folder:
            with self._permitted("delete_refused"):
                self._expunge(uids)
        else:
            self._carry(uids, self._bin, "delete_refused")

    def target(self, name: str) -> str:
        """Return the server's name of the folder ``name``, made where it is missing.

        Raises `FixSettings` with move_folder_refused, move_refused or move_same_folder.
        """
        if name not in self._targets:
            found = ensure_folder(self._client, name)
            self._check_target(found)
            self._targets[name] = found
        return self._targets[name]

    def check_target(self, name: str) -> None:
        """Raise what `target` would, where the folder is there; nothing is made."""
        if found := find_folder(self._client, name):
            self._check_target(found)

    def _check_target(self, found: str) -> None:
        if found == self._folder:
            raise FixSettings("move_same_folder", found)
        check_insert(self._client, found, "move_refused")

    def move(self, uids: Sequence[int], target: str) -> None:
        """Move these UIDs to ``target``, as the server calls it.

        A message leaves only after the server said that its copy is made. Where it says
        so and the connection breaks before the original is gone, the next move makes
        another copy: one too many, never one too few.
        """
        self.check()
        self._carry(uids, target, "move_refused")

    def _carry(self, uids: Sequence[int], target: str, code: str) -> None:
        """``code``: of the error where the server does not let them in there."""
        if self._client.has_capability("MOVE"):
            with self._permitted(code, target):
                self._client.move(uids, target)  # RFC 6851
            return
        with self._permitted(code, target):
            self._client.copy(uids, target)
        with self._permitted("delete_refused"):
            self._expunge(uids)

    @contextmanager
    def _permitted(self, code: str, target: str = "") -> Iterator[None]:
        """Say that it is a matter of rights where the server's answer, or what it says
        of the rights now, is that; ``code``: where messages may not be put into
        ``target``, or the server only says no."""
        try:
            yield
        except (IMAPClientAbortError, ProtocolError):
            raise
        except IMAPClientError as error:
            if target:
                check_insert(self._client, target, code)
            check_delete(self._client, self._folder)
            words = words_of(error)
            if response_code(words) in READ_ONLY_CODES or _DENIED_WORDS.search(words):
                raise FixSettings(code, words) from None
            raise

    def _expunge(self, uids: Sequence[int]) -> None:
        r"""Flag and expunge (RFC 4315, 2.1).

        A server without UIDPLUS can only expunge all that is flagged \Deleted, also
        what another client flagged. That is acceptable: the flag says somebody asked
        for just this, any client's CLOSE would do it, and our own mails could not leave
        otherwise.
        """
        try:
            self._client.add_flags(uids, [DELETED], silent=True)
        except IMAPClientError as error:
            # Some are gone already, the others are flagged (RFC 2180, 4.2.1).
            if response_code(words_of(error)) != "EXPUNGEISSUED":
                raise
        if self._client.has_capability("UIDPLUS"):
            self._client.uid_expunge(uids)
        else:
            self._client.expunge()


def trash_folder(client: BoundedClient) -> str:
    r"""Return the name of the folder with the special use \Trash (RFC 6154, 2).

    It is found by its use, as its name is translated. Raises `FixSettings` with
    trash_missing: the person has to show the folder to IMAP in Gmail's settings.
    """
    for flags, _delimiter, name in client.list_folders():
        if TRASH_USE in (flag.lower() for flag in flags):
            return name
    raise FixSettings("trash_missing", "no folder has the special use \\Trash")
