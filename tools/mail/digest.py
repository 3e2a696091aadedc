"""Which bytes of a message are its own, and which its mail server's."""

from __future__ import annotations

import hashlib
import re
from io import BytesIO

# What servers write into the header of a message in an mbox, and change between two
# sessions: read or not, UID, UIDL, keywords. GNU Mailutils hands them out.
_KEPT_BY_SERVERS = (
    rb"Status|X-Status|X-IMAP|X-IMAPbase|X-UID|X-UIDL|X-Keywords|X-IMAP-Keywords"
)
_OWN_FIELD = re.compile(rb"^(?:%b)[ \t]*:" % _KEPT_BY_SERVERS, re.I)
_ANY_OWN_FIELD = re.compile(rb"^(?:%b)[ \t]*:" % _KEPT_BY_SERVERS, re.I | re.M)
_END_OF_HEADERS = re.compile(rb"\n\r?\n")
_HEADER_LIMIT = 256 * 1024  # bytes; a longer header is taken as it is


def digest(raw: bytes) -> str:
    """Return a SHA-256 in hex, equal for one message at all times on its server.

    It covers all bytes but those fields of the header that servers write for
    themselves. Without such a field it is that of the bytes.
    """
    end = _END_OF_HEADERS.search(raw, 0, _HEADER_LIMIT)
    if end is None or not _ANY_OWN_FIELD.search(raw, 0, end.start()):
        return hashlib.sha256(raw).hexdigest()
    found = hashlib.sha256()
    is_own = False
    for line in BytesIO(raw[: end.end()]):  # LF alone ends a line here
        if not line.startswith((b" ", b"\t")):
            is_own = bool(_OWN_FIELD.match(line))
        if not is_own:
            found.update(line)
    found.update(memoryview(raw)[end.end() :])
    return found.hexdigest()
