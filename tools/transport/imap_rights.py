"""What a user may do in a folder, where the server says so (ACL, RFC 4314)."""

from __future__ import annotations

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from ..errors import FixSettings
from .imap_client import BoundedClient

# RFC 4314, 2.1: t flags as deleted, e expunges, i lets messages in. RFC 2086 had one
# letter d for t and e, which newer servers show as well (2.1.1).
DELETE_RIGHTS = frozenset("te")
OLD_DELETE_RIGHT = "d"
INSERT_RIGHT = "i"


def check_delete(client: BoundedClient, folder: str) -> None:
    """Raise `FixSettings` with delete_refused where the user may not delete there."""
    rights = _rights(client, folder)
    if rights is None or rights >= DELETE_RIGHTS:
        return
    if OLD_DELETE_RIGHT in rights and not _knows_new_rights(client):
        return
    raise FixSettings("delete_refused", _words(folder, rights))


def check_insert(client: BoundedClient, folder: str, code: str) -> None:
    """Raise `FixSettings` with ``code`` where nothing may be put there."""
    rights = _rights(client, folder)
    if rights is not None and INSERT_RIGHT not in rights:
        raise FixSettings(code, _words(folder, rights))


def _rights(client: BoundedClient, folder: str) -> frozenset[str] | None:
    """The letters of MYRIGHTS (RFC 4314, 3.5); None where the server does not say."""
    try:
        said = client.my_rights(folder)
    except IMAPClientAbortError:
        raise
    except IMAPClientError:
        return None
    return None if said is None else frozenset(said)


def _knows_new_rights(client: BoundedClient) -> bool:
    """RFC 4314, 1: RIGHTS= tells its rights from those of RFC 2086."""
    return any(word.startswith(b"RIGHTS=") for word in client.capabilities())


def _words(folder: str, rights: frozenset[str]) -> str:
    return f"MYRIGHTS {folder} {''.join(sorted(rights))}"
