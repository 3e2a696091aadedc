"""A received mail as one frozen value; any bytes give one (RFC 5322, 2045 ff)."""

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from ..parsing_limits import (
    MAX_HEADER_LENGTH,
    MAX_MESSAGE_ID_LENGTH,
    MAX_REFERENCES,
)
from ..text.header_text import decode_words, one_line
from .address import Address, normalize, parse_addresses
from .calendar_answer import CalendarAnswer, calendar_answer
from .contents import Contents, read_contents
from .digest import digest
from .displayed_parts import shown_tree
from .email_message import build_message, email_message
from .from_field import read_sender
from .headers import Headers
from .mail_date import parse_date
from .mime import MimePart, read_mime
from .protection import protection

__all__ = [
    "Address",
    "Attachment",
    "InboundMessage",
    "build_message",
    "email_message",
    "find_message_ids",
    "parse",
]

_BRACKETED_ID = re.compile(r"<([^<>]+)>")


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is said about a file in a mail; `size` in bytes without its encoding."""

    filename: str
    content_type: str
    size: int
    content_id: str
    disposition: str


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """A mail, read once. Texts hold neither NUL nor lone surrogates.

    `return_path` is '' for the empty path of an automatic mail and None without the
    field; `date` of the Date field and `received_date` of the newest Received field
    are in UTC, None where the date cannot be. `references` has the oldest id first.
    `digest` is the hexadecimal SHA-256 of the bytes but for what a mail server adds
    for itself; `size` is their number.
    `from_` is who wrote it, as `read_sender` has it: the only identity that counts; its
    email is '' where From names nobody or several. `contents` are the texts and files
    of `shown`, for all who read them. `protection` is "encrypted" or "signed" where
    only a key opens the content, else ''. `root` is the tree as it came, `shown` as
    people see it, with what is in a winmail.dat. `is_cut`: a text there is not whole,
    as it is long or would take long to clean; the whole of it is a file.
    """

    subject: str
    from_: Address
    sender: Address | None
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    delivered_to: tuple[str, ...]
    return_path: str | None
    message_id: str | None
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    date: datetime | None
    received_date: datetime | None
    headers: Headers = field(repr=False)
    content_type: str
    is_multipart: bool
    contents: Contents = field(repr=False, compare=False)
    attachments: tuple[Attachment, ...]
    defects: tuple[str, ...]
    size: int
    digest: str
    root: MimePart = field(repr=False, compare=False)
    shown: MimePart = field(repr=False, compare=False)
    calendar_answer: CalendarAnswer | None = None
    protection: str = ""
    is_cut: bool = False

    @property
    def body_text(self) -> str:
        """The words that people see, as plain text."""
        return self.contents.text

    @property
    def body_html(self) -> str | None:
        """What people see as HTML, or None where it is plain text only."""
        return self.contents.html


def parse(raw: bytes) -> InboundMessage:
    """The mail that `raw` holds. Never raises; time grows with the size only."""
    root, defects = read_mime(raw)
    headers = root.headers
    shown, is_cut = shown_tree(root)
    contents = read_contents(shown)
    from_ = read_sender(headers.get_all("From"))
    return InboundMessage(
        subject=one_line(decode_words(headers.get("Subject"))),
        from_=from_,
        sender=_first(_addresses(headers, "Sender")),
        reply_to=_addresses(headers, "Reply-To"),
        to=_addresses(headers, "To"),
        cc=_addresses(headers, "Cc"),
        delivered_to=_envelope_recipients(headers),
        return_path=_return_path(headers),
        message_id=_message_id(headers),
        in_reply_to=find_message_ids(" ".join(headers.get_all("In-Reply-To"))),
        references=find_message_ids(" ".join(headers.get_all("References"))),
        date=parse_date(headers.get("Date")),
        received_date=parse_date(headers.get("Received").rpartition(";")[2]),
        headers=headers,
        content_type=root.content_type,
        is_multipart=root.is_multipart,
        contents=contents,
        attachments=tuple(map(_attachment, contents.files)),
        defects=defects if from_.email else (*defects, "no sender"),
        size=len(raw),
        digest=digest(raw),
        root=root,
        shown=shown,
        calendar_answer=calendar_answer(root),
        protection=protection(root),
        is_cut=is_cut,
    )


def find_message_ids(value: str) -> tuple[str, ...]:
    """Message ids in a header value, each once, in its order, the newest (last)
    MAX_REFERENCES of them; always in angle brackets (RFC 5322 section 3.6.4).

    Ids without brackets are taken where none has any; white space that folding put
    into an id is removed.
    """
    found = ("".join(match[1].split()) for match in _BRACKETED_ID.finditer(value))
    unique = _last_ids(found)
    if not unique and "@" in value:
        words = value[-MAX_HEADER_LENGTH:].split()
        unique = _last_ids(word.strip(",;\"'<>") for word in words if "@" in word)
    return tuple(unique)[-MAX_REFERENCES:]


def _last_ids(names: Iterable[str]) -> dict[str, None]:
    """The ids among the last names, each once and in brackets; of all the names so
    few are kept at a time that a value full of them costs no memory."""
    fitting = (n for n in names if 0 < len(n) <= MAX_MESSAGE_ID_LENGTH - 2)
    last = deque(fitting, maxlen=10 * MAX_REFERENCES)
    return dict.fromkeys(f"<{name}>" for name in last)


def _addresses(headers: Headers, name: str) -> tuple[Address, ...]:
    """Mailboxes of all fields called `name`."""
    return parse_addresses(", ".join(headers.get_all(name)))


def _first(addresses: tuple[Address, ...]) -> Address | None:
    """The first with an address, else the first, else None."""
    return next((a for a in addresses if a.email), addresses[0] if addresses else None)


def _message_id(headers: Headers) -> str | None:
    """The mail's own id, in brackets, or None."""
    value = headers.get("Message-ID")
    found = find_message_ids(value)
    if found or not value:
        return found[0] if found else None
    name = "".join(value.split()).strip("<>")
    return f"<{name}>" if 0 < len(name) <= MAX_MESSAGE_ID_LENGTH - 2 else None


def _return_path(headers: Headers) -> str | None:
    """The envelope sender: '' for the null path (RFC 5321 section 4.5.5)."""
    values = headers.get_all("Return-Path")
    if not values:
        return None
    return normalize(values[0].split(">")[0].rpartition("<")[2])


def _envelope_recipients(headers: Headers) -> tuple[str, ...]:
    """Addresses that servers wrote down as the ones they delivered to."""
    names = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
    values = ", ".join(value for name in names for value in headers.get_all(name))
    found = (address.email for address in parse_addresses(values))
    return tuple(dict.fromkeys(email for email in found if email))


def _attachment(part: MimePart) -> Attachment:
    """What a part says about the file it holds."""
    return Attachment(
        filename=part.filename,
        content_type=part.content_type,
        size=part.size(),
        content_id=part.content_id,
        disposition=part.disposition,
    )
