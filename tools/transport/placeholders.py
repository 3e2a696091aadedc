"""What servers hand out instead of a message that they cannot hand out.

The recognisers are exact. A customer's mail that looks the same is not lost by them:
it is named as unreadable and stays where it is.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message

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
# Exchange, where it cannot make MIME of a message; RFC822.SIZE is that of the message
# or of the text (github.com/freescout-help-desk/freescout/issues/3203,
# github.com/Foundry376/Mailspring/issues/2038).
_EXCHANGE_SUBJECT = re.compile(
    r"Retrieval using the (IMAP4|POP3) protocol failed for the following message: *\d*"
)
_EXCHANGE_TEXT = re.compile(
    r"\s*The server (could not|couldn['\u2019]t) retrieve the following message:"
)
# UW IMAP (and c-client's POP3) at the head of an mbox: the folder's UIDs and flags
# (imap-2007f, src/c-client/pseudo.c). By IMAP it is hidden, by POP3 it may be not.
_FOLDER_DATA_FROM = re.compile(r"Mail System Internal Data <MAILER-DAEMON@[^<>]*>")
_FOLDER_DATA_SUBJECT = "DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA"
_LONGEST = 16 * 2**10  # bytes; each is far shorter
_BLANKS = re.compile(r"\s+")


def placeholder(raw: bytes) -> str:
    """Say what stands in ``raw`` instead of a message; empty where it is one."""
    if raw == _COURIER_IMAP:
        return "Courier's text for a message that it cannot open was sent instead"
    if _COURIER_POP3.match(raw):
        return "Courier's wrapper for a message beyond ASCII was sent instead"
    if len(raw) > _LONGEST:
        return ""
    message = message_from_bytes(raw)
    if "Received" in message:  # what came by SMTP was not written by this server
        return ""
    if _is_exchange(message):
        return "Exchange's text for a message that it cannot convert was sent instead"
    if _is_folder_data(message):
        return "the mail server's own data about the folder, which is no mail"
    return ""


def _is_exchange(message: Message) -> bool:
    if not _EXCHANGE_SUBJECT.fullmatch(_field(message, "Subject")):
        return False
    return any(
        _EXCHANGE_TEXT.match(content.decode("utf-8", "replace"))
        for part in message.walk()
        if isinstance(content := part.get_payload(decode=True), bytes)
    )


def _is_folder_data(message: Message) -> bool:
    if not _FOLDER_DATA_FROM.fullmatch(_field(message, "From")):
        return False
    return _field(message, "Subject") == _FOLDER_DATA_SUBJECT or "X-IMAP" in message


def _field(message: Message, name: str) -> str:
    """The field in one line; empty where there is none."""
    return _BLANKS.sub(" ", str(message.get(name, ""))).strip()
