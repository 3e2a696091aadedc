"""The mark by which a mailbox's test message is known when it comes back."""

from __future__ import annotations

import re

from ..mail.message import InboundMessage

TRIP_FIELD = "X-Helpdesk-Mailbox-Test"

_TOKEN = re.compile(r"[0-9a-f]{32}\Z")
_IN_SUBJECT = re.compile(r"\[([0-9a-f]{32})\]")


def marked_subject(subject: str, token: str) -> str:
    """``subject`` with the token of a test message, which servers leave alone where
    they take off header fields that they do not know."""
    return f"{subject} [{token}]"


def trip_token(message: InboundMessage) -> str | None:
    """What a mail claims to be the token of a test message, from its header field or
    else its subject; None for none. Whether we made it is for the caller to see."""
    stated = (message.headers.get(TRIP_FIELD) or "").strip()
    if _TOKEN.match(stated):
        return stated
    found = _IN_SUBJECT.search(message.subject or "")
    return found and found[1]
