"""Conversations of Exchange: Thread-Index and Thread-Topic (MS-OXOMSG 2.2.1)."""

import base64
import binascii

from ..mail.message import InboundMessage
from ..text.header_text import decode_words, shown_line
from ..text.subject_marks import base_subject

# A reserved byte, a time stamp and a GUID; each answer adds five bytes behind them.
_HEAD_BYTES = 22
_HEAD_TEXT = 4 * -(-_HEAD_BYTES // 3)


def conversation_id(message: InboundMessage) -> str | None:
    """What all mails of one conversation share (base64 of 22 bytes), or None.

    None too where Thread-Topic does not fit the subject: somebody wrote a new mail by
    answering an old one.
    """
    text = "".join(message.headers.get("Thread-Index").split())
    if len(text) < _HEAD_TEXT:
        return None
    topic = shown_line(decode_words(message.headers.get("Thread-Topic")))
    if topic and base_subject(topic) != base_subject(message.subject):
        return None
    try:
        head = base64.b64decode(text[:_HEAD_TEXT], validate=True)[:_HEAD_BYTES]
    except (binascii.Error, ValueError):
        return None
    # The time stamp's first byte; so no text that merely is base64 passes for one.
    return base64.b64encode(head).decode("ascii") if head[0] == 1 else None
