"""Whether a file is a mail at all: a person may have chosen another one."""

from __future__ import annotations

import re

HEAD_BYTES = 64 * 1024
# Any mail has one of these (RFC 5322, 3.6; RFC 2045), also one that was cut or damaged.
_FIELD = re.compile(
    rb"^(?:resent-)?(?:from|sender|reply-to|to|cc|bcc|subject|date|received|message-id"
    rb"|return-path|delivered-to|in-reply-to|references|mime-version|content-type)"
    rb"[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)


def is_mail_file(raw: bytes) -> bool:
    """Return whether ``raw`` begins with header fields of a mail.

    Reads at most the first 64 KiB, up to the first blank line.
    """
    head = raw[:HEAD_BYTES].replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip()
    return _FIELD.search(head.partition(b"\n\n")[0]) is not None
