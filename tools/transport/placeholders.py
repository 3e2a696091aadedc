"""What servers hand out instead of a message that they cannot hand out.

The recognisers are exact. A customer's mail that looks the same is not lost by them:
it is named as unreadable and stays where it is.
"""

from __future__ import annotations

import re

# Courier IMAP, where the file is gone or cannot be opened. RFC822.SIZE is that of this
# text, too (courier-imap, imap/fetch.c).
_COURIER_IMAP = (
    b"From: System Administrator <root@localhost>\r\n"
    b"Subject: message unavailable\r\n\r\n"
    b"This message is no longer available on the server.\r\n"
)
# Courier POP3, around a message beyond ASCII, to a client that did not send UTF8 (RFC
# 6856; courier-imap, imap/pop3dserver.c).
_COURIER_POP3 = re.compile(
    rb"From: Mail Delivery Subsystem <postmaster>\r?\n"
    rb"Subject: Cannot display Unicode content\r?\n"
    rb"Mime-Version: 1\.0\r?\n"
    rb'Content-Type: multipart/mixed; boundary="([^"\r\n]{1,200})"(?:\r?\n){4}'
    rb"--\1\r?\nContent-Type: text/plain\r?\n\r?\n"
    rb"This E-mail message was determined to be Unicode-formatted\r?\n"
)


def placeholder(raw: bytes) -> str:
    """Say what stands in ``raw`` instead of a message; empty where it is one."""
    if raw == _COURIER_IMAP:
        return "Courier's text for a message that it cannot open was sent instead"
    if _COURIER_POP3.match(raw):
        return "Courier's wrapper for a message beyond ASCII was sent instead"
    return ""
