"""Recognises a message that comes a second time."""

from __future__ import annotations

import hashlib
import re

from .digest import digest

# What its author wrote and its way does not change (RFC 5322, 3.6; RFC 2045, 3). Fields
# that a list or a forwarder adds are no part of it; what they change is the kind.
_IDENTITY = (
    b"message-id",
    b"from",
    b"reply-to",
    b"to",
    b"cc",
    b"date",
    b"subject",
    b"in-reply-to",
    b"references",
    b"content-type",
    b"content-transfer-encoding",
)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n|\r\r")
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:")
_HEADER_LIMIT = 256 * 1024  # bytes of headers that are taken apart


def fingerprint(raw: bytes) -> str:
    """Return a SHA-256 in hex, equal for copies of one message on different ways.

    With a Message-ID it covers what the author wrote into the header and the body, so
    that trace fields do not count, but a reused Message-ID with other content does, and
    so does whatever makes another text, ticket or answer of the same body. Without one,
    or with a header too long to be taken apart, it is the `digest`: two equal messages
    of a machine are two messages as long as their trace fields differ.
    """
    end = _END_OF_HEADERS.search(raw)
    head, body = (raw[: end.start()], raw[end.end() :]) if end else (raw, b"")
    found = _identity_fields(head) if len(head) <= _HEADER_LIMIT else {}
    if not any(found.get(b"message-id", ())):
        return digest(raw)
    mark = hashlib.sha256()
    for name in _IDENTITY:
        mark.update(b"\n".join(found.get(name, ())) + b"\0")
    mark.update(body.replace(b"\r\n", b"\n").rstrip(b"\n"))
    return mark.hexdigest()


def _identity_fields(head: bytes) -> dict[bytes, list[bytes]]:
    """Values of all fields of each of these names, white space made one blank."""
    found: dict[bytes, list[list[bytes]]] = {}
    current: list[bytes] = []  # the lines of the field that goes on, or of none
    for line in head.split(b"\n"):
        if line[:1] in (b" ", b"\t"):
            current.append(line)
            continue
        name, current = _FIELD.match(line), []
        if name and name[1].lower() in _IDENTITY:
            found.setdefault(name[1].lower(), []).append(current)
            current.append(line[name.end() :])
    return {
        name: [b" ".join(b" ".join(lines).split()) for lines in values]
        for name, values in found.items()
    }
