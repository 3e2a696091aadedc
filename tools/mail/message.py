"""A received mail as one frozen value; any bytes give one (RFC 5322, 2045 ff)."""

from dataclasses import dataclass, field
from datetime import datetime

from ..text.header_text import decode_words, shown_line
from .address import Address, normalize, parse_addresses
from .calendar_answer import CalendarAnswer, calendar_answer
from .contents import Contents, read_contents
from .damaged_from import read_damaged_sender
from .digest import digest
from .displayed_parts import shown_tree
from .email_message import build_message, email_message
from .from_field import read_sender
from .headers import Headers
from .mail_date import parse_date
from .message_ids import find_message_ids, own_message_id
from .mime import MimePart, read_mime
from .protection import has_signature, protection
from .smime_content import open_signed

__all__ = [
    "Address",
    "Attachment",
    "InboundMessage",
    "build_message",
    "email_message",
    "find_message_ids",
    "parse",
]


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
    email is '' where From names nobody or several. With `has_damaged_from` that had to
    be guessed, from a damaged From or, where that is missing, from Sender: the address
    is good for an answer, and proves nothing. `contents` are the texts and files of
    `shown`, for all who read them. `protection` is "encrypted"
    where only a key opens the content, "signed" or "compressed" where it could not be
    opened, else ''; `is_signed` where an S/MIME
    signature can be checked. `received` is the tree as it came; in `root` what lies
    inside such a signature has taken its place; `shown` is that as people see it, with
    what is in a winmail.dat. `is_cut`: a text there is not whole, as it is long or
    would take long to clean; the whole of it is a file.
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
    received: MimePart = field(repr=False, compare=False)
    shown: MimePart = field(repr=False, compare=False)
    calendar_answer: CalendarAnswer | None = None
    protection: str = ""
    is_signed: bool = False
    is_cut: bool = False
    has_damaged_from: bool = False

    @property
    def held_size(self) -> int:
        """Bytes in memory that hold its parts: the mail's, and what was opened."""
        trees = (self.received, self.root, self.shown)
        held = {id(part.raw): len(part.raw) for tree in trees for part in tree.walk()}
        return sum(held.values())

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
    received, defects = read_mime(raw)
    root, has_signed = open_signed(received)
    headers = root.headers
    shown, is_cut = shown_tree(root)
    contents = read_contents(shown)
    from_, is_damaged = _sender(headers)
    return InboundMessage(
        subject=shown_line(decode_words(headers.get("Subject"))),
        from_=from_,
        sender=_first(_addresses(headers, "Sender")),
        reply_to=_addresses(headers, "Reply-To"),
        to=_addresses(headers, "To"),
        cc=_addresses(headers, "Cc"),
        delivered_to=_envelope_recipients(headers),
        return_path=_return_path(headers),
        message_id=own_message_id(headers.get("Message-ID")),
        in_reply_to=find_message_ids(" ".join(headers.get_all("In-Reply-To"))),
        references=find_message_ids(" ".join(headers.get_all("References"))),
        date=parse_date(headers.get("Date")),
        received_date=parse_date(headers.get("Received").rpartition(";")[2]),
        headers=headers,
        content_type=root.content_type,
        is_multipart=root.is_multipart,
        contents=contents,
        attachments=tuple(map(_attachment, contents.files)),
        defects=(*defects, *_sender_defect(headers, from_, is_damaged)),
        size=len(raw),
        digest=digest(raw),
        root=root,
        received=received,
        shown=shown,
        calendar_answer=calendar_answer(root),
        protection=protection(root),
        is_signed=has_signed or has_signature(root),
        is_cut=is_cut,
        has_damaged_from=is_damaged,
    )


def _sender(headers: Headers) -> tuple[Address, bool]:
    """Who wrote a mail, and whether that had to be guessed: From was mended, or is
    missing and Sender names one (RFC 5322 section 3.6.2)."""
    fields = headers.get_all("From")
    found = read_sender(fields)
    if found.email:
        return found, False
    sender = headers.get_all("Sender")
    guess = read_damaged_sender(fields) if fields else read_sender(sender)
    return (guess, True) if guess.email else (found, False)


def _sender_defect(
    headers: Headers, sender: Address, is_damaged: bool
) -> tuple[str, ...]:
    """What is wrong with the field that names who wrote a mail, if anything."""
    if is_damaged and "From" in headers:
        return ("the From field is damaged",)
    if is_damaged:
        return ("no From field",)
    return () if sender.email else ("no sender",)


def _addresses(headers: Headers, name: str) -> tuple[Address, ...]:
    """Mailboxes of all fields called `name`."""
    return parse_addresses(", ".join(headers.get_all(name)))


def _first(addresses: tuple[Address, ...]) -> Address | None:
    """The first with an address, else the first, else None."""
    return next((a for a in addresses if a.email), addresses[0] if addresses else None)


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
