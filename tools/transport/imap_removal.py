"""Taking messages off an IMAP server, Gmail's way included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from imapclient import DELETED, IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, ProtocolError

from ..errors import FixSettings
from .wire_failures import response_code

# On Gmail a folder is a label: expunging only takes the label off and the mail stays
# in "All Mail". Moving to the folder with the use \Trash deletes it (after 30 days).
GMAIL = "X-GM-EXT-1"
TRASH_USE = b"\\trash"
READ_ONLY_CODES = frozenset({"NOPERM", "READ-ONLY"})


def remove(client: IMAPClient, folder: str, uids: Sequence[int]) -> None:
    """Delete these UIDs of the selected ``folder``; those already gone do no harm.

    Raises `FixSettings` with trash_missing or delete_refused, and imapclient's errors.
    """
    trash = trash_folder(client) if client.has_capability(GMAIL) else folder
    with _rights():
        if trash == folder:
            _expunge(client, uids)
        else:
            _carry(client, uids, trash)


def move(client: IMAPClient, folder: str, uids: Sequence[int], target: str) -> None:
    """Move these UIDs of the selected ``folder`` to ``target``, which is there.

    A message leaves only after the server said that its copy is made. Where it says so
    and the connection breaks before the original is gone, the next move makes another
    copy: one too many, never one too few. Raises `FixSettings` with delete_refused or
    move_same_folder, and imapclient's errors.
    """
    if target == folder:
        raise FixSettings("move_same_folder", target)
    with _rights():
        _carry(client, uids, target)


def _carry(client: IMAPClient, uids: Sequence[int], target: str) -> None:
    if client.has_capability("MOVE"):
        client.move(uids, target)  # RFC 6851
    else:
        client.copy(uids, target)
        _expunge(client, uids)


@contextmanager
def _rights() -> Iterator[None]:
    """Say that it is a matter of rights where the server's answer says so."""
    try:
        yield
    except (IMAPClientAbortError, ProtocolError):
        raise
    except IMAPClientError as error:
        if response_code(str(error)) in READ_ONLY_CODES:
            raise FixSettings("delete_refused", str(error)) from None
        raise


def trash_folder(client: IMAPClient) -> str:
    r"""Return the name of the folder with the special use \Trash (RFC 6154, 2).

    It is found by its use, as its name is translated. Raises `FixSettings` with
    trash_missing: the person has to show the folder to IMAP in Gmail's settings.
    """
    for flags, _delimiter, name in client.list_folders():
        if TRASH_USE in (flag.lower() for flag in flags):
            return name
    raise FixSettings("trash_missing", "no folder has the special use \\Trash")


def _expunge(client: IMAPClient, uids: Sequence[int]) -> None:
    r"""Flag and expunge (RFC 4315, 2.1).

    A server without UIDPLUS can only expunge all that is flagged \Deleted, also what
    another client flagged. That is acceptable: the flag says somebody asked for just
    this, any client's CLOSE would do it, and our own mails could not leave otherwise.
    """
    try:
        client.add_flags(uids, [DELETED], silent=True)
    except IMAPClientError as error:
        # Some are gone already, the others are flagged (RFC 2180, 4.2.1).
        if response_code(str(error)) != "EXPUNGEISSUED":
            raise
    if client.has_capability("UIDPLUS"):
        client.uid_expunge(uids)
    else:
        client.expunge()
