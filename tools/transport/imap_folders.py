"""Folders that we make on an IMAP server: their names, and making them."""

from __future__ import annotations

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, ProtocolError

from ..errors import FixSettings
from .wire_failures import response_code, session_refusal

UNUSABLE = frozenset({b"\\noselect", b"\\nonexistent"})


def ensure_folder(client: IMAPClient, name: str) -> str:
    """Return the server's name of the folder that people call ``name``, made if needed.

    ``/`` separates levels for people; a server may use another separator, and keep
    personal folders below a prefix (RFC 2342) such as ``INBOX.``. Raises `FixSettings`
    with move_folder_refused, and imapclient's errors.
    """
    # A line break would begin a new command; * and % are wildcards of LIST.
    if not name.isprintable() or set(name) & set("*%"):
        raise FixSettings("move_folder_refused", "no folder has such a name")
    prefix, separator = _personal_namespace(client)
    wanted = name.replace("/", separator) if separator else name
    names = [wanted]
    if prefix and not wanted.startswith(prefix):
        names.insert(0, prefix + wanted)
    for candidate in reversed(names):
        if _exists(client, candidate):
            return candidate
    _make(client, names[0])
    return names[0]


def _exists(client: IMAPClient, name: str) -> bool:
    """Whether there is a folder of this name that can hold mail."""
    return any(
        found == name and not UNUSABLE & {flag.lower() for flag in flags}
        for flags, _delimiter, found in client.list_folders("", name)
    )


def _personal_namespace(client: IMAPClient) -> tuple[str, str]:
    """Prefix and separator of the user's own folders; '' where nothing is said."""
    if client.has_capability("NAMESPACE"):
        personal = client.namespace().personal
        if personal:
            prefix, separator = personal[0]
            return prefix or "", separator or ""
    for _flags, delimiter, _name in client.list_folders("", "INBOX"):
        return "", (delimiter or b"").decode("ascii", "replace")
    return "", ""


def _make(client: IMAPClient, name: str) -> None:
    try:
        client.create_folder(name)
    except (IMAPClientAbortError, ProtocolError):
        raise
    except IMAPClientError as error:
        if session_refusal(str(error)):
            raise
        if response_code(str(error)) != "ALREADYEXISTS":  # another client was faster
            raise FixSettings("move_folder_refused", str(error)) from None
    try:
        client.subscribe_folder(name)
    except (IMAPClientAbortError, ProtocolError):
        raise
    except IMAPClientError:
        return  # mail programs may hide it; it is there all the same
