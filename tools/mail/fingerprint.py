"""Recognises a message that comes a second time."""

from __future__ import annotations

import hashlib
import re

# What the way of a message does not change; RFC 5322, 3.6.
_IDENTITY = (b"message-id", b"from", b"date", b"subject")
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n|\r\r")
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:")
_HEADER_LIMIT = 256 * 1024  # bytes of headers that are looked at


def fingerprint(raw: bytes) -> str:
    """Return a SHA-256 in hex, equal for copies of one message on different ways.

    With a Message-ID it covers that, From, Date, Subject and the body, so that trace
    fields do not count, but a reused Message-ID with other content does. Without one
    it covers every byte: two equal messages of a machine are two messages as long as
    their trace fields differ.
    """
    end = _END_OF_HEADERS.search(raw)
    head, body = (raw[: end.start()], raw[end.end() :]) if end else (raw, b"")
    found = _identity_fields(head[:_HEADER_LIMIT])
    if not found.get(b"message-id"):
        return hashlib.sha256(raw).hexdigest()
    digest = hashlib.sha256()
    for name in _IDENTITY:
        digest.update(found.get(name, b"") + b"\0")
    digest.update(body.replace(b"\r\n", b"\n").rstrip(b"\n"))
    return digest.hexdigest()


def _identity_fields(head: bytes) -> dict[bytes, bytes]:
    """Values of the first field of each of these names, white space made one blank."""
    found: dict[bytes, list[bytes]] = {}
    current: list[bytes] = []  # the lines of the field that goes on, or of none
    for line in head.split(b"\n"):
        if line[:1] in (b" ", b"\t"):
            current.append(line)
            continue
        name, current = _FIELD.match(line), []
        if name and name[1].lower() in _IDENTITY:
            found.setdefault(name[1].lower(), current)
            current.append(line[name.end() :])
    return {name: b" ".join(b" ".join(lines).split()) for name, lines in found.items()}
