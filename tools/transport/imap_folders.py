"""Folders that we make on an IMAP server: their names, and making them."""

from __future__ import annotations

from unicodedata import normalize

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, ProtocolError

from ..errors import FixSettings
from .imap_client import words_of
from .wire_failures import session_refusal

UNUSABLE = frozenset({b"\\noselect", b"\\nonexistent"})


def ensure_folder(client: IMAPClient, name: str) -> str:
    """Return the server's name of the folder that people call ``name``, made if needed.

    ``/`` separates levels for people; a server may use another separator, and keep
    personal folders below a prefix (RFC 2342) such as ``INBOX.``. Separators at the
    ends or doubled are left out. Raises `FixSettings` with move_folder_refused, and
    imapclient's errors.
    """
    names = _candidates(client, name)
    return _first_found(client, names) or _made(client, names[0])


def find_folder(client: IMAPClient, name: str) -> str:
    """As `ensure_folder`, but nothing is made: empty where there is no such folder."""
    return _first_found(client, _candidates(client, name))


def _candidates(client: IMAPClient, name: str) -> list[str]:
    """What the folder may be called; the first is what it is made as."""
    # A line break would begin a new command; * and % are wildcards of LIST.
    if not name.isprintable() or set(name) & set("*%"):
        raise FixSettings("move_folder_refused", "no folder has such a name")
    prefix, separator = _personal_namespace(client)
    wanted = _cleaned(name, separator)
    is_below = not prefix or wanted.startswith(prefix)
    return [wanted] if is_below else [prefix + wanted, wanted]


def _first_found(client: IMAPClient, names: list[str]) -> str:
    found = (_found(client, candidate) for candidate in reversed(names))
    return next(filter(None, found), "")


def _cleaned(name: str, separator: str) -> str:
    """The name on the server; some take "Done/" and make nothing of it."""
    separator = separator or "/"
    parts = name.replace("/", separator).split(separator)
    cleaned = separator.join(part.strip() for part in parts if part.strip())
    if not cleaned:
        raise FixSettings("move_folder_refused", "no folder has such a name")
    return cleaned


def _found(client: IMAPClient, name: str) -> str:
    """The server's spelling of this folder if it can hold mail; else empty."""
    for flags, _delimiter, found in client.list_folders("", name):
        usable = not UNUSABLE & {flag.lower() for flag in flags}
        if usable and _same_name(found, name):
            return found
    return ""


def _same_name(found: str, name: str) -> bool:
    return normalize("NFC", found).casefold() == normalize("NFC", name).casefold()


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


def _made(client: IMAPClient, name: str) -> str:
    """Make the folder; return its name as the server shows it then.

    Neither a NO nor an OK is believed: another client may have been faster, and some
    servers accept names that they make nothing of.
    """
    words = "the server said that it made the folder, and does not show it"
    try:
        client.create_folder(name)
    except (IMAPClientAbortError, ProtocolError):
        raise
    except IMAPClientError as error:
        words = words_of(error)
        if session_refusal(words):
            raise
    found = _found(client, name)
    if not found:
        raise FixSettings("move_folder_refused", words)
    _subscribe(client, found)
    return found


def _subscribe(client: IMAPClient, name: str) -> None:
    try:
        client.subscribe_folder(name)
    except (IMAPClientAbortError, ProtocolError):
        raise
    except IMAPClientError:
        return  # mail programs may hide it; it is there all the same
