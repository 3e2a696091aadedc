"""A forwarded mail: who wrote it first, and what the one who forwards it adds."""

import re
from dataclasses import dataclass
from datetime import datetime

from ..mail.address import Address, parse_addresses
from ..mail.from_field import read_sender
from ..mail.mail_date import parse_date
from ..mail.message import InboundMessage
from ..mail.mime import MimePart
from ..text.header_text import decode_words, shown_line
from ..text.subject_marks import has_forward_mark
from .heads import Head, find_head, is_separator

# Lines of a text in which the head of a forwarded mail is looked for: a note above it
# is short.
MAX_LINES = 200
_MAILTO = re.compile(r"[<\[(]?mailto:([^\s<>\[\]()]{3,254})[>\])]?", re.I)
_QUOTE_MARK = re.compile(r"^\s{0,3}>\s?")
_TWICE = re.compile(r"<([^\s<>]{3,254})<[^<>]{0,260}>{1,2}")


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The mail that was forwarded. `date` is in UTC, None where it is not known or not
    in the form of RFC 5322; `note` is what was written above it."""

    sender: Address
    subject: str
    date: datetime | None
    note: str


def find_forwarded(message: InboundMessage) -> Forwarded | None:
    """What `message` forwards, or None where it is no forwarded mail, or where the
    first sender's address is not told. Never raises.

    An answer quotes a mail in the same form: a head without a mark of forwarding is one
    only where the subject says so.
    """
    attached = _attached(message)
    if attached is not None:
        return attached
    if message.in_reply_to and not has_forward_mark(message.subject):
        return None
    texts = _texts(message)
    for start in range(min(len(texts), MAX_LINES)):
        head = find_head(texts, start)
        if head is None or not head.fields.get("from"):
            continue
        if head.is_forward or has_forward_mark(message.subject):
            return _from_head(head, texts)
        return None
    return None


def _attached(message: InboundMessage) -> Forwarded | None:
    """The only mail attached to `message`, forwarded as a file (RFC 2046 5.2.1)."""
    found: list[MimePart] = [
        part
        for part in message.root.walk(into_messages=False)
        if part.content_type == "message/rfc822" and part.parts
    ]
    if len(found) != 1 or found[0] is message.root:
        return None
    headers = found[0].parts[0].headers
    sender = read_sender(headers.get_all("From"))
    if not sender.email:
        return None
    return Forwarded(
        sender=sender,
        subject=shown_line(decode_words(headers.get("Subject"))),
        date=parse_date(headers.get("Date")),
        note=message.body_text.strip(),
    )


def _texts(message: InboundMessage) -> list[str]:
    """The first lines of the mail's text; Apple Mail quotes what it forwards."""
    lines = message.body_text.split("\n")[: 2 * MAX_LINES]
    return [_QUOTE_MARK.sub("", line) for line in lines]


def _from_head(head: Head, texts: list[str]) -> Forwarded | None:
    sender = _sender(head.fields["from"])
    if sender is None:
        return None
    return Forwarded(
        sender=sender,
        subject=shown_line(head.fields.get("subject", "")),
        date=parse_date(head.fields.get("date") or head.fields.get("sent") or ""),
        note=_note(texts[: head.start]),
    )


def _note(texts: list[str]) -> str:
    """The text above a head, without the rule between them."""
    while texts and (not texts[-1].strip() or is_separator(texts[-1])):
        texts.pop()
    return "\n".join(texts).strip()


def _sender(value: str) -> Address | None:
    """The address in a head's From: also "Jane [mailto:j@x.org]", "Jane <j@x<mailto:
    j@x>>" and "j@x.org (Jane)"."""
    cleaned = _MAILTO.sub(r"<\1>", _TWICE.sub(r"<\1>", value))
    cleaned = re.sub(
        r"<<([^<>]+)>>", r"<\1>", cleaned.replace("[", "<").replace("]", ">")
    )
    for address in parse_addresses(cleaned):
        if "@" in address.email and "." in address.domain:
            return Address(address.name.strip("\"'*_ "), address.email)
    return None
